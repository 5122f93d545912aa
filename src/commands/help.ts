import { nearestOrBegun } from '../core/did-you-mean.ts'
import { listsOf } from '../flows/among.ts'
import { type AnyCommand, command } from '../flows/command.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

export default command({
  name: 'help',
  usage: '[<word>]',
  summary: says.commandSummaries.help,
  run: async asked => helpOn(asked),
  plain: helpOn,
})

function helpOn({
  all,
  args,
}: {
  readonly all: readonly AnyCommand[]
  readonly args: { readonly word?: string }
}): Document {
  const { word } = args
  const entry = all.find(it => it.name === word?.toLowerCase())
  if (word !== undefined && !entry) {
    const near = nearestOrBegun(
      word,
      all.map(it => it.name),
    )
    return sentence(...says.commandHelp.unknown(word, near))
  }
  if (entry) {
    const { summary, blocks } = listed([entry], entry.summary)
    const lists = listsOf(entry).map(({ slot, means }) => says.commandHelp.oneOf(slot, means))
    return { summary, blocks: [...blocks, ...lists.map(words => ({ is: 'text', words: ticked(words) }) as const)] }
  }
  const { summary, blocks } = listed(all, says.commandHelp.all)
  return { summary, blocks: [...blocks, { is: 'note', words: ticked(says.commandHelp.note) }] }
}

function listed(entries: readonly { name: string; usage: string; summary: string }[], summary: string): Document {
  const items = entries.map(it => says.commandHelp.entry(['/kedge', it.name, it.usage].join(' ').trim(), it.summary))
  return { summary, blocks: [{ is: 'list', items }] }
}
