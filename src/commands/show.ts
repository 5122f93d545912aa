import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { type NoPage, type Pages, pagesOf } from '../core/page.ts'
import { causesShown } from '../flows/causes.ts'
import { type Asked, command } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { named, noneToShow } from '../flows/named.ts'
import { modelOf } from '../flows/standing.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { listsOf, modelsOf, readersOf, shownModel, shownSource, shownUseCase } from '../reports/shown.ts'
import { testBlocks } from '../reports/suite-notes.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'show',
  usage: '<name> [page <page>]',
  summary: says.commandSummaries.show,
  async run(asked) {
    const { name, page } = asked.args
    const { model } = named(asked, name)
    if (model) return showModel(asked, model)
    const { repository, who, channel } = asked
    const id = name.toLowerCase()
    if (who.is !== 'person') return noneToShow(asked, name)
    const models = visible(repository, who, channel)
    const [source, useCase] = [own(repository.sources, id), own(repository.useCases, id)]
    if (source) {
      const readers = readersOf(source, models)
      return onPage(pagesOf([readers], page, MOST), id, ({ cut }) => shownSource(source, readers, cut(readers)))
    }
    if (!useCase) return noneToShow(asked, name)
    const mine = modelsOf(useCase, models)
    return onPage(pagesOf([mine], page, MOST), id, ({ cut }) => shownUseCase(useCase, mine, cut(mine)))
  },
})

/** As many of a list as stand on one page. */
const MOST = 20

/** What its tests came to, and what its case may come from, stands on the first page. */
async function showModel(asked: Asked<{ readonly page?: string }>, model: Model): Promise<Document> {
  const { it } = await modelOf(asked.world.store, model.id)
  const runs = running(it)
  const tests = testBlocks(model, it.suites, runs ?? model.serving.version)
  const first = [...tests, ...(await causesShown(asked.world, asked, model))]
  const { versions, kpis } = listsOf(model)
  return onPage(pagesOf([versions, kpis], asked.args.page, MOST), model.id, ({ cut, number }) => {
    const { summary, blocks } = shownModel(model, runs, { versions: cut(versions), kpis: cut(kpis) })
    return { summary, blocks: number === 1 ? [...blocks, ...first] : blocks }
  })
}

function onPage(page: Pages | NoPage, id: string, shown: (page: Pages) => Document): Document {
  if ('asked' in page) return noPage(page)
  const { summary, blocks } = shown(page)
  return { summary, blocks: [...blocks, ...pageNote(page, ['/kedge show', id].join(' '))] }
}

function own<T>(all: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined
}
