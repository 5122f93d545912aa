import { addMonths } from '../core/calendar.ts'
import { code, type Document, person, type Words } from '../core/document.ts'
import { compareVersions, type Model } from '../core/model.ts'
import type { Source } from '../core/source.ts'
import type { UseCase } from '../core/use-case.ts'
import { count, dayWords, listWords, withUnit } from '../core/words.ts'
import { holdWords } from './hold-words.ts'

/** What a model is. `runs` is what was observed; left out where nobody looked. */
export function shownModel(model: Model, runs?: string): Document {
  const { owners, serving } = model
  const held = holdWords(model)
  const owned = Object.entries(owners).flatMap(([role, who], i): Words => [i > 0 ? ', ' : '', `${role} `, person(who)])
  const versions = Object.entries(model.versions ?? {}).map(
    ([id, it]): Words => [
      code(id),
      ` ${it.summary?.replace(/\.$/, '') ?? ''}${it.gates ? `; passed its gates on ${dayWords(it.gates.passed)}` : '; has not passed its gates'}`,
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
          ...(held === undefined ? [] : [['Answers', [`not used, ${held}`]] as const]),
          ['Use case', [code(model.useCase)]],
          ...(model.sources ? [['Data', listed(model.sources)] as const] : []),
          ['Owners', owned],
          ...(model.review ? [['File confirmed', [reviewWords(model.review)]] as const] : []),
        ],
      },
      ...(versions.length > 0 ? [{ is: 'list', items: versions } as const] : []),
      ...(kpis.length > 0 ? [{ is: 'list', items: kpis } as const] : []),
    ],
  }
}

function reviewWords({ last, everyMonths }: NonNullable<Model['review']>): string {
  if (last === undefined) return `never; due every ${count(everyMonths, 'month')}`
  return `${dayWords(last)}; due again by ${dayWords(addMonths(last, everyMonths))}`
}

function standing(model: Model, id: string, runs: string | undefined): string {
  if (id === runs) return ' (runs)'
  return runs !== undefined && compareVersions(model, id, runs) === -1 && model.versions?.[id]?.gates
    ? ' (a way back)'
    : ''
}

/** A data source, and the models that read it: of those that may be seen. */
export function shownSource(source: Source, models: readonly Model[]): Document {
  const readers = models.filter(model => model.sources?.includes(source.id))
  const { name, owner, classification, personalData, lawfulBasis, region, checked, masking, retentionDays } = source
  const persons = personalData === undefined ? 'nobody has said' : listWords(personalData) || 'none'
  return {
    summary: `${name}: a data source`,
    blocks: [
      { is: 'title', text: name },
      ...(source.description === undefined ? [] : [{ is: 'text', words: [source.description] } as const]),
      {
        is: 'facts',
        rows: [
          ['Where', [source.location, ...(region === undefined ? [] : [` (${region})`])]],
          ['Owner', [person(owner)]],
          ['Classification', [classification]],
          ['Data about persons', [persons]],
          ...(lawfulBasis === undefined ? [] : [['Lawful basis', [lawfulBasis]] as const]),
          ['Allowed for', source.allowedUses === undefined ? ['nobody has said'] : listed(source.allowedUses)],
          ...(masking === undefined ? [] : [['Masking', [masking]] as const]),
          ...(retentionDays === undefined ? [] : [['Kept', [count(retentionDays, 'day')]] as const]),
          ['Checked', [checked === undefined ? 'never' : dayWords(checked)]],
          ['Read by', readers.length === 0 ? ['no model'] : listed(readers.map(model => model.id))],
        ],
      },
    ],
  }
}

/** A use case, and its models: of those that may be seen. */
export function shownUseCase(useCase: UseCase, models: readonly Model[]): Document {
  const mine = models.filter(model => model.useCase === useCase.id)
  const { name, owner, risk, allows, forbids } = useCase
  return {
    summary: `${name}: a use case`,
    blocks: [
      { is: 'title', text: name },
      ...(useCase.description === undefined ? [] : [{ is: 'text', words: [useCase.description] } as const]),
      {
        is: 'facts',
        rows: [
          ['Owner', [person(owner)]],
          ['Risk', [risk ?? 'nobody has said']],
          ...(allows === undefined ? [] : [['Allowed', [allows]] as const]),
          ...(forbids === undefined ? [] : [['Not allowed', [forbids]] as const]),
          ['Models', mine.length === 0 ? ['none'] : listed(mine.map(model => model.id))],
        ],
      },
    ],
  }
}

function listed(ids: readonly string[]): Words {
  return ids.flatMap((id, i): Words => [i > 0 ? ', ' : '', code(id)])
}
