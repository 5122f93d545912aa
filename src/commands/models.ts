import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { type Page, pageOf } from '../core/page.ts'
import { command } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { modelOf } from '../flows/standing.ts'
import { holdWords } from '../reports/hold-words.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { code, type Document, strong, type Words } from '../words/document.ts'
import { count } from '../words/figures.ts'
import { ticked } from '../words/ticked.ts'

export default command({
  name: 'models',
  usage: '[page <page>]',
  summary: 'The models you may see here, and what runs.',
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
  const summary = all === 0 ? 'There is no model you may see here.' : `${count(all, 'model')} you may see here`
  const fix = 'ask in the model’s own channel, or add it: one file in models/'
  return rows.length === 0
    ? {
        summary,
        blocks: [
          { is: 'text', words: [summary] },
          { is: 'note', words: [`fix: ${fix}`] },
        ],
      }
    : {
        summary,
        blocks: [
          { is: 'list', items: rows },
          ...pageNote(page, '/kedge models'),
          { is: 'note', words: ticked('`/kedge show <model>` says more.') },
        ],
      }
}

function line(model: Model, runs: string | undefined): Words {
  const observed =
    runs === undefined
      ? 'not observed'
      : runs === model.serving.version
        ? `runs ${runs}`
        : `runs ${runs}, wanted ${model.serving.version}`
  const held = holdWords(model)
  const says = held === undefined ? observed : `${observed}; ${held}`
  return [code(model.id), ' ', strong(model.name), ` (${model.tier}, ${model.serving.mode}): ${says}`]
}
