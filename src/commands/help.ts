import { nearest } from '../core/usage.ts'
import { command } from '../flows/command.ts'
import { sentence } from '../reports/sentence.ts'
import { code, type Document, type Words } from '../words/document.ts'
import { ticked } from '../words/ticked.ts'

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
    if (entry) return listed([entry], entry.summary)
    const { summary, blocks } = listed(all, 'What you can write')
    return { summary, blocks: [...blocks, { is: 'note', words: ticked(NOTE) }] }
  },
})

const NOTE =
  'What stands in brackets may be left out. Only you see an answer; with `here` it is posted in the channel for all. `/kedge` alone says what waits on you.'

function listed(entries: readonly { name: string; usage: string; summary: string }[], summary: string): Document {
  const items = entries.map((it): Words => [code(`/kedge ${it.name} ${it.usage}`.trim()), ` ${it.summary}`])
  return { summary, blocks: [{ is: 'list', items }] }
}
