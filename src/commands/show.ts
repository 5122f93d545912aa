import { running } from '../core/model-state.ts'
import { causesShown } from '../flows/causes.ts'
import { command } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { named, noneToShow } from '../flows/named.ts'
import { modelOf } from '../flows/standing.ts'
import { shownModel, shownSource, shownUseCase } from '../reports/shown.ts'
import { testBlocks } from '../reports/suite-notes.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'show',
  usage: '<name>',
  summary: says.commandSummaries.show,
  async run(asked) {
    const { model } = named(asked, asked.args.name)
    if (model) {
      const { it } = await modelOf(asked.world.store, model.id)
      const document = shownModel(model, running(it))
      const tests = testBlocks(model, it.suites, running(it) ?? model.serving.version)
      return { ...document, blocks: [...document.blocks, ...tests, ...(await causesShown(asked.world, asked, model))] }
    }
    const { repository, who, channel } = asked
    const id = asked.args.name.toLowerCase()
    if (who.is !== 'person') return noneToShow(asked, asked.args.name)
    const models = visible(repository, who, channel)
    const [source, useCase] = [own(repository.sources, id), own(repository.useCases, id)]
    if (source) return shownSource(source, models)
    return useCase ? shownUseCase(useCase, models) : noneToShow(asked, asked.args.name)
  },
})

function own<T>(all: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined
}
