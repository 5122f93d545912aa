import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { type Pages, pagesOf } from '../core/page.ts'
import { causesShown } from '../flows/causes.ts'
import { type Asked, command } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { named, noneToShow } from '../flows/named.ts'
import { modelOf } from '../flows/standing.ts'
import { isOneMessage, noPage, pageNote } from '../reports/page-words.ts'
import { listsOf, modelsOf, readersOf, shownModel, shownSource, shownUseCase } from '../reports/shown.ts'
import { testBlocks } from '../reports/suite-notes.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'show',
  usage: '<name> [page <page>]',
  summary: says.commandSummaries.show,
  async run(asked) {
    const { name } = asked.args
    const { model } = named(asked, name)
    if (model) return showModel(asked, model)
    const { repository, who, channel } = asked
    const id = name.toLowerCase()
    if (who.is !== 'person') return noneToShow(asked, name)
    const models = visible(repository, who, channel)
    const [source, useCase] = [own(repository.sources, id), own(repository.useCases, id)]
    if (source) {
      const readers = readersOf(source, models)
      return onPage(asked, id, [readers], ({ cut }) => shownSource(source, readers, cut(readers)))
    }
    if (!useCase) return noneToShow(asked, name)
    const mine = modelsOf(useCase, models)
    return onPage(asked, id, [mine], ({ cut }) => shownUseCase(useCase, mine, cut(mine)))
  },
})

/** As many of a list as stand on one page at the most. */
const MOST = 20

/** What its tests came to, and what its case may come from, stands on the first page. */
async function showModel(asked: Asked<OfPages>, model: Model): Promise<Document> {
  const { it } = await modelOf(asked.world.store, model.id)
  const runs = running(it)
  const tests = testBlocks(model, it.suites, runs ?? model.serving.version)
  const first = [...tests, ...(await causesShown(asked.world, asked, model))]
  const { versions, kpis } = listsOf(model)
  return onPage(asked, model.id, [versions, kpis], ({ cut, number }) => {
    const { summary, blocks } = shownModel(model, runs, { versions: cut(versions), kpis: cut(kpis) })
    return { summary, blocks: number === 1 ? [...blocks, ...first] : blocks }
  })
}

interface OfPages {
  readonly page?: string
}

function onPage(
  { args, repository }: Asked<OfPages>,
  id: string,
  lists: readonly (readonly unknown[])[],
  shown: (page: Pages) => Document,
): Document {
  const drawn = (page: Pages): Document => {
    const { summary, blocks } = shown(page)
    return { summary, blocks: [...blocks, ...pageNote(page, ['/kedge show', id].join(' '))] }
  }
  const page = pagesOf(lists, args.page, MOST, one => isOneMessage(drawn(one), repository.people.people))
  return 'asked' in page ? noPage(page) : drawn(page)
}

function own<T>(all: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined
}
