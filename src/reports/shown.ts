import { addMonths } from '../core/calendar.ts'
import type { Kpi } from '../core/kpi.ts'
import { compareVersions, type Model } from '../core/model.ts'
import type { Source } from '../core/source.ts'
import type { UseCase } from '../core/use-case.ts'
import { code, type Document, person, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { holdWords } from './hold-words.ts'

interface ModelLists {
  readonly versions: readonly string[]
  readonly kpis: readonly Kpi[]
}

/** What of a model may be long: its versions, the newest first, and its KPIs. */
export const listsOf = (model: Model): ModelLists => ({
  versions: Object.keys(model.versions ?? {}).toReversed(),
  kpis: Object.values(model.kpis ?? {}),
})

/** What a model is; of its lists, one page. `runs` is what was observed; left out where nobody looked. */
export function shownModel(model: Model, runs?: string, page: ModelLists = listsOf(model)): Document {
  const { owners, serving } = model
  const held = holdWords(model)
  const { model: label } = says.shown
  const versions = page.versions.map(id => versionItem(model, id, runs))
  const kpis = page.kpis.map((kpi): Words => {
    const { name, kind, direction, limit, target, unit } = kpi
    return [says.shown.kpi({ name, kind, direction: direction.replaceAll('-', ' '), limit, target, unit })]
  })
  return {
    summary: label.summary(model.name, model.description ?? model.id),
    blocks: [
      { is: 'title', text: model.name },
      ...(model.description === undefined ? [] : [{ is: 'text', words: [model.description] } as const]),
      {
        is: 'facts',
        rows: [
          [label.wanted, [code(serving.version)]],
          [label.runs, [runs === undefined ? label.notObserved : code(runs)]],
          [label.tier, [model.tier]],
          [label.mode, [serving.mode]],
          ...(held === undefined ? [] : [[label.answers, [label.notUsed(held)]] as const]),
          [label.useCase, [code(model.useCase)]],
          ...(model.sources ? [[label.data, says.shown.listed(model.sources)] as const] : []),
          [label.owners, says.shown.owners(Object.entries(owners))],
          ...(model.review ? [[label.confirmed, [reviewWords(model.review)]] as const] : []),
        ],
      },
      ...(versions.length > 0 ? [{ is: 'list', items: versions } as const] : []),
      ...(kpis.length > 0 ? [{ is: 'list', items: kpis } as const] : []),
    ],
  }
}

function reviewWords({ last, everyMonths }: NonNullable<Model['review']>): string {
  if (last === undefined) return says.shown.neverReviewed(everyMonths)
  return says.shown.reviewed(last, addMonths(last, everyMonths))
}

function versionItem(model: Model, id: string, runs: string | undefined): Words {
  const { summary, gates } = model.versions?.[id] ?? {}
  const version = says.shown.version({ id, summary: summary?.replace(/\.$/, '') ?? '', passed: gates?.passed })
  if (id === runs) return says.shown.versionRuns(version)
  const isBack = runs !== undefined && compareVersions(model, id, runs) === -1 && gates !== undefined
  return isBack ? says.shown.versionBack(version) : version
}

/** Of these models, those that read it. */
export const readersOf = ({ id }: Source, models: readonly Model[]) => models.filter(it => it.sources?.includes(id))

/** A data source, and the models that read it, one page of them. */
export function shownSource(source: Source, readers: readonly Model[], page = readers): Document {
  const { name, owner, classification, personalData, lawfulBasis, region, checked, masking, retentionDays } = source
  const { nobodySaid, listed, source: label } = says.shown
  const persons = personalData === undefined ? nobodySaid : label.personal(personalData)
  return {
    summary: label.summary(name),
    blocks: [
      { is: 'title', text: name },
      ...(source.description === undefined ? [] : [{ is: 'text', words: [source.description] } as const]),
      {
        is: 'facts',
        rows: [
          [label.where, [region === undefined ? source.location : label.inRegion(source.location, region)]],
          [label.owner, [person(owner)]],
          [label.classification, [classification]],
          [label.persons, [persons]],
          ...(lawfulBasis === undefined ? [] : [[label.basis, [lawfulBasis]] as const]),
          [label.allowed, source.allowedUses === undefined ? [nobodySaid] : listed(source.allowedUses)],
          ...(masking === undefined ? [] : [[label.masking, [masking]] as const]),
          ...(retentionDays === undefined ? [] : [[label.kept, [label.days(retentionDays)]] as const]),
          [label.checked, [checked === undefined ? label.never : label.checkedOn(checked)]],
          [label.readBy, readers.length === 0 ? [label.noModel] : idsOf(page, readers)],
        ],
      },
    ],
  }
}

/** Of these models, those of the use case. */
export const modelsOf = ({ id }: UseCase, models: readonly Model[]) => models.filter(it => it.useCase === id)

/** A use case, and its models, one page of them. */
export function shownUseCase(useCase: UseCase, mine: readonly Model[], page = mine): Document {
  const { name, owner, risk, allows, forbids } = useCase
  const { nobodySaid, useCase: label } = says.shown
  return {
    summary: label.summary(name),
    blocks: [
      { is: 'title', text: name },
      ...(useCase.description === undefined ? [] : [{ is: 'text', words: [useCase.description] } as const]),
      {
        is: 'facts',
        rows: [
          [label.owner, [person(owner)]],
          [label.risk, [risk ?? nobodySaid]],
          ...(allows === undefined ? [] : [[label.allowed, [allows]] as const]),
          ...(forbids === undefined ? [] : [[label.forbidden, [forbids]] as const]),
          [label.models, mine.length === 0 ? [label.none] : idsOf(page, mine)],
        ],
      },
    ],
  }
}

/** How many there are is told where they are not all on one page. */
function idsOf(page: readonly Model[], all: readonly Model[]): Words {
  const ids = page.map(model => model.id)
  return page.length === all.length ? says.shown.listed(ids) : says.shown.listedOf(ids, all.length)
}
