import { pagesOf } from '../core/page.ts'
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
import { says } from '../words/says.ts'

export default command({
  name: 'cases',
  usage: '[all] [oldest] [page <page>] [here]',
  summary: says.commandSummaries.cases,
  async run({ world, repository, who, channel, args }) {
    const models = visible(repository, who, channel)
    const which = args.all === undefined ? 'open' : 'all'
    const by = args.oldest === undefined ? 'gravity' : 'age'
    const { rows, open } = await caseRows(world, models, which, by)
    const may = readerOf(repository, who, channel)
    const mayTell = channel.startsWith('D') || sightingChannels(repository).includes(channel)
    const sightings = mayTell ? await openSightings(world, repository, may) : []
    const page = pagesOf([rows, sightings], args.page)
    if ('asked' in page) return noPage(page)
    const listed = (await Promise.all(page.cut(rows).map(row => listedCase(world, row, may)))).flat()
    const troubles = await troublesOf(world.store, models)
    const blocks: readonly Block[] = [
      ...(listed.length > 0 ? [{ is: 'list', items: listed.map(it => caseItem(it, world.now())) } as const] : []),
      ...headedList(
        says.commandCases.sightings,
        page.cut(sightings).map(it => sightingItem(it, world.now())),
      ),
      ...pageNote(page, ['/kedge cases', args.all, args.oldest].filter(word => word !== undefined).join(' ')),
      ...troubles.map(it => troubleNote(it, { models, channel })),
    ]
    const { noModel, open: head } = says.commandCases
    const said = models.length === 0 ? noModel : head(open, rows.length - open)
    return inPlace(args.here, titled(said, blocks))
  },
})

function titled(said: string, blocks: readonly Block[]): Document {
  const head = sentence(said)
  return { summary: head.summary, blocks: [...head.blocks, ...blocks] }
}
