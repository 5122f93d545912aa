import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { type Page, pageOf } from '../core/page.ts'
import { command } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { modelOf } from '../flows/standing.ts'
import { holdWords } from '../reports/hold-words.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

export default command({
  name: 'models',
  usage: '[page <page>]',
  summary: says.commandSummaries.models,
  async run({ world, repository, who, channel, args }) {
    const models = visible(repository, who, channel)
    const page = pageOf(models, args.page)
    if (page.items === undefined) return noPage(page)
    const rows = await Promise.all(
      page.items.map(async model => line(model, running((await modelOf(world.store, model.id)).it))),
    )
    return listed(rows, models.length, page)
  },
})

function listed(rows: readonly Words[], all: number, page: Page<Model>): Document {
  if (all === 0) return sentence(...says.commandModels.none())
  return {
    summary: says.commandModels.summary(all),
    blocks: [
      { is: 'list', items: rows },
      ...pageNote(page, '/kedge models'),
      { is: 'note', words: ticked(says.commandModels.more) },
    ],
  }
}

function line(model: Model, runs: string | undefined): Words {
  const { id, name, tier, serving } = model
  const { mode, version: wanted } = serving
  return says.commandModels.model({ id, name, tier, mode, runs, wanted, held: holdWords(model) })
}
