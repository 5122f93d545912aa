import { type Called, nearestBeginning, nearestCalled } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { beginnings } from '../core/usage.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { At } from './authorise.ts'
import { visible } from './identity.ts'

export type Named =
  | { readonly model: Model; readonly no?: undefined }
  | { readonly model?: undefined; readonly no: Document }

/** The model somebody named, among those that exist for them here. */
export function named(at: At, id: string): Named {
  const model = visible(at.repository, at.who, at.channel).find(it => it.id === id.toLowerCase())
  return model ? { model } : { no: noModel(at, id) }
}

/** Said of one that is not there and of one they may not see: the others are not even hinted at. */
export function noModel(at: At, id: string): Document {
  return noneOf(at, id, 'model')
}

export function unseenModel(at: At, id: string): { readonly says: string; fix: string } {
  return noneSaid(shownTo(at), id, 'model')
}

/** The same of a word that may name a rule as well, which everybody here may read. */
export function noModelOrRule(at: At, id: string): Document {
  return noneOf(at, id, 'model-or-rule')
}

/** The same of one that may name a use case or a data source. */
export function noneToShow(at: At, id: string): Document {
  return noneOf(at, id, 'name')
}

/** What may be named by whoever types, where they do. */
export interface Shown {
  readonly models: readonly Model[]
  readonly repository: Pick<Repository, 'policies' | 'useCases' | 'sources' | 'models'>
}

/** What several words at the beginning of a line nearly are, where that is answered: one word is left to who reads it. */
export function noneOfWords(shown: Shown, text: string, what: What): Document | undefined {
  const all = beginnings(text)
  const meant = nearestBeginning(all, callable(shown, what))
  if (meant === undefined || meant === all[0]) return undefined
  const no = noneSaid(shown, meant, what)
  return sentence(no.says, no.fix)
}

/** What may be meant besides models, and how it is said that nothing is. */
const NONE = {
  model: { said: says.named.noModel, others: () => [] },
  'model-or-rule': { said: says.named.noModelOrRule, others: rulesTold },
  name: { said: says.named.noneToShow, others: usedHere },
} satisfies Readonly<Record<string, { said: typeof says.named.noModel; others: (shown: Shown) => readonly string[] }>>
export type What = keyof typeof NONE

const shownTo = ({ repository, who, channel }: At): Shown => ({ repository, models: visible(repository, who, channel) })

function noneOf(at: At, id: string, what: What): Document {
  const no = at.who.is === 'person' ? noneSaid(shownTo(at), id, what) : NONE[what].said(id, undefined)
  return sentence(no.says, no.fix)
}

function noneSaid(shown: Shown, id: string, what: What) {
  return NONE[what].said(id, nearestCalled(id, callable(shown, what))?.id)
}

/** A model also by what cards call it. */
function callable(shown: Shown, what: What): readonly Called[] {
  const ids = new Set(shown.models.map(({ id }) => id))
  const others = new Set(NONE[what].others(shown).filter(id => !ids.has(id)))
  return [
    ...shown.models.map(({ id, name }) => ({ id, called: [id, name] })),
    ...[...others].map(id => ({ id, called: [id] })),
  ]
}

interface ForModels {
  readonly id: string
  readonly models?: readonly string[]
  readonly appliesTo?: { readonly models?: readonly string[] }
}

/** An id that nobody typed tells of no model that is hidden here: a waiver is called as it likes. */
function rulesTold({ models: shown, repository: { policies, models } }: Shown): readonly string[] {
  const told = new Set(shown.map(({ id }) => id))
  const isHidden = (id: string) => Object.hasOwn(models, id) && !told.has(id)
  const all = Object.values(policies).flat() as readonly ForModels[]
  return all.flatMap(({ id, models: own = [], appliesTo }) =>
    [...own, ...(appliesTo?.models ?? [])].some(isHidden) ? [] : [id],
  )
}

/** Nor does the id of what only such models use. */
function usedHere({ models: shown, repository: { useCases, sources, models } }: Shown): readonly string[] {
  const usedBy = (all: readonly Model[]) => new Set(all.flatMap(it => [it.useCase, ...(it.sources ?? [])]))
  const [here, anywhere] = [usedBy(shown), usedBy(Object.values(models))]
  return [...Object.keys(useCases), ...Object.keys(sources)].filter(id => here.has(id) || !anywhere.has(id))
}
