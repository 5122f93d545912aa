import { pageOf } from '../core/page.ts'
import { caseRows, listedCase } from '../flows/case-list.ts'
import { command, inPlace } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { readerOf } from '../flows/reader.ts'
import { openSightings, sightingChannels } from '../flows/sightings.ts'
import { troublesOf } from '../flows/standing.ts'
import { caseItem } from '../reports/case-list.ts'
import { headedList } from '../reports/headed-list.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { sentence } from '../reports/sentence.ts'
import { sightingItem } from '../reports/sighting-words.ts'
import { troubleNote } from '../reports/trouble-card.ts'
import type { Block, Document } from '../words/document.ts'
import { count } from '../words/figures.ts'

export default command({
  name: 'cases',
  usage: '[all] [oldest] [page <page>] [here]',
  summary:
    'The open cases of the models you may see here, the gravest first; `oldest`: by age; `all`: those that are over as well.',
  async run({ world, repository, who, channel, args }) {
    const models = visible(repository, who, channel)
    const which = args.all === undefined ? 'open' : 'all'
    const by = args.oldest === undefined ? 'gravity' : 'age'
    const { rows, open } = await caseRows(world, models, which, by)
    const page = pageOf(rows, args.page)
    if (page.items === undefined) return noPage(page)
    const may = readerOf(repository, who, channel)
    const listed = (await Promise.all(page.items.map(row => listedCase(world, row, may)))).flat()
    const mayTell = channel.startsWith('D') || sightingChannels(repository).includes(channel)
    const sightings = mayTell ? await openSightings(world, repository, may) : []
    const troubles = await troublesOf(world.store, models)
    const blocks: readonly Block[] = [
      ...(listed.length > 0 ? [{ is: 'list', items: listed.map(it => caseItem(it, world.now())) } as const] : []),
      ...pageNote(page, `/kedge cases${which === 'all' ? ' all' : ''}${by === 'age' ? ' oldest' : ''}`),
      ...headedList(
        'Reported, and not registered',
        sightings.map(it => sightingItem(it, world.now())),
      ),
      ...troubles.map(troubleNote),
    ]
    const head = models.length === 0 ? NONE : headOf(open, rows.length - open, args.here !== undefined)
    return inPlace(args.here, titled(head, blocks))
  },
})

const NONE = 'No model is shown here, so no case is either.'

/** Posted for all to read, that none is open is said of the models shown there: elsewhere others may have one. */
function headOf(open: number, over: number, forAll: boolean): string {
  const more = over === 0 ? '' : `, and ${over} ${over === 1 ? 'is' : 'are'} over`
  if (open === 0) return `No case is open${forAll ? ' of the models shown here' : ''}${more}.`
  return `${count(open, 'case')} ${open === 1 ? 'is' : 'are'} open${more}.`
}

function titled(says: string, blocks: readonly Block[]): Document {
  const head = sentence(says)
  return { summary: head.summary, blocks: [...head.blocks, ...blocks] }
}
