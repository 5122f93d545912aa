import { code, type Document, type Words } from '../core/document.ts'
import { nearest } from '../core/usage.ts'
import { command } from '../flows/command.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'help',
  usage: '[<word>]',
  summary: 'What Kedge understands.',
  async run({ all, args }) {
    const { word } = args
    const entry = all.find(it => it.name === word?.toLowerCase())
    if (word !== undefined && !entry) {
      const near = nearest(
        word,
        all.map(it => it.name),
      )
      return sentence(
        `There is no /kedge ${word}.`,
        near === undefined ? '`/kedge help` lists what there is' : `did you mean \`/kedge help ${near}\`?`,
      )
    }
    return entry ? listed([entry], entry.summary) : listed(all, 'What you can write')
  },
})

function listed(entries: readonly { name: string; usage: string; summary: string }[], summary: string): Document {
  const items = entries.map((it): Words => [code(`/kedge ${it.name} ${it.usage}`.trim()), ` ${it.summary}`])
  return { summary, blocks: [{ is: 'list', items }] }
}
