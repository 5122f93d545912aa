import { code, type Document, person, type Words } from '../core/document.ts'
import { compareVersions, type Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { dayWords, withUnit } from '../core/words.ts'
import { command } from '../flows/command.ts'
import { named } from '../flows/named.ts'
import { modelOf } from '../flows/standing.ts'

export default command({
  name: 'show',
  usage: '<model>',
  summary: 'What a model is: owners, versions, KPIs, limits.',
  async run(asked) {
    const { model, no } = named(asked, asked.args.model)
    if (!model) return no
    return shown(model, running((await modelOf(asked.world.store, model.id)).it))
  },
})

function shown(model: Model, runs: string | undefined): Document {
  const { owners, serving } = model
  const owned = Object.entries(owners).flatMap(([role, who], i): Words => [i > 0 ? ', ' : '', `${role} `, person(who)])
  const versions = Object.entries(model.versions ?? {}).map(
    ([id, it]): Words => [
      code(id),
      ` ${it.summary ?? ''}${it.gates ? `; passed its gates on ${dayWords(it.gates.passed)}` : '; has not passed its gates'}`,
      standing(model, id, runs),
    ],
  )
  const kpis = Object.values(model.kpis ?? {}).map(
    (kpi): Words => [
      `${kpi.name} (${kpi.kind}, ${kpi.direction.replaceAll('-', ' ')})`,
      kpi.limit === undefined ? '' : `, limit ${withUnit(kpi.limit, kpi.unit)}`,
      kpi.target === undefined ? '' : `, target ${withUnit(kpi.target, kpi.unit)}`,
    ],
  )
  return {
    summary: `${model.name}: ${model.description ?? model.id}`,
    blocks: [
      { is: 'title', text: model.name },
      ...(model.description === undefined ? [] : [{ is: 'text', words: [model.description] } as const]),
      {
        is: 'facts',
        rows: [
          ['Wanted', [code(serving.version)]],
          ['Runs', [runs === undefined ? 'not observed' : code(runs)]],
          ['Tier', [model.tier]],
          ['Mode', [serving.mode]],
          ['Owners', owned],
        ],
      },
      ...(versions.length > 0 ? [{ is: 'list', items: versions } as const] : []),
      ...(kpis.length > 0 ? [{ is: 'list', items: kpis } as const] : []),
    ],
  }
}

function standing(model: Model, id: string, runs: string | undefined): string {
  if (id === runs) return ' (runs)'
  return runs !== undefined && compareVersions(model, id, runs) === -1 && model.versions?.[id]?.gates
    ? ' (a way back)'
    : ''
}
