import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
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
  const no = unseenModel(at, id)
  return sentence(no.says, no.fix)
}

export function unseenModel({ repository, who, channel }: At, id: string): { readonly says: string; fix: string } {
  const near = nearest(
    id,
    visible(repository, who, channel).map(it => it.id),
  )
  return says.named.noModel(id, near)
}

/** The same of a word that may name a rule as well, which everybody here may read. */
export function noModelOrRule(at: At, id: string): Document {
  return noneOf(at, id, says.named.noModelOrRule, rulesTold)
}

/** The same of one that may name a use case or a data source. */
export function noneToShow(at: At, id: string): Document {
  return noneOf(at, id, says.named.noneToShow, usedHere)
}

type Others = (repository: Repository, shown: readonly Model[]) => readonly string[]

function noneOf(at: At, id: string, said: typeof says.named.noneToShow, others: Others): Document {
  const shown = visible(at.repository, at.who, at.channel)
  const known = at.who.is === 'person' ? [...shown.map(it => it.id), ...others(at.repository, shown)] : []
  const no = said(id, nearest(id, [...new Set(known)]))
  return sentence(no.says, no.fix)
}

interface ForModels {
  readonly id: string
  readonly models?: readonly string[]
  readonly appliesTo?: { readonly models?: readonly string[] }
}

/** An id that nobody typed tells of no model that is hidden here: a waiver is called as it likes. */
function rulesTold({ policies, models }: Repository, shown: readonly Model[]): readonly string[] {
  const told = new Set(shown.map(({ id }) => id))
  const isHidden = (id: string) => Object.hasOwn(models, id) && !told.has(id)
  const all = Object.values(policies).flat() as readonly ForModels[]
  return all.flatMap(({ id, models: own = [], appliesTo }) =>
    [...own, ...(appliesTo?.models ?? [])].some(isHidden) ? [] : [id],
  )
}

/** Nor does the id of what only such models use. */
function usedHere({ useCases, sources, models }: Repository, shown: readonly Model[]): readonly string[] {
  const usedBy = (all: readonly Model[]) => new Set(all.flatMap(it => [it.useCase, ...(it.sources ?? [])]))
  const [here, anywhere] = [usedBy(shown), usedBy(Object.values(models))]
  return [...Object.keys(useCases), ...Object.keys(sources)].filter(id => here.has(id) || !anywhere.has(id))
}
