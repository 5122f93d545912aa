import type { Fact } from '../core/fact.ts'
import type { Model } from '../core/model.ts'
import type { Source } from '../core/source.ts'
import type { UseCase } from '../core/use-case.ts'
import type { FactLeaf } from './fact-schema.ts'

/** What a model’s facts are worked out from. */
export interface Known {
  readonly model: Model
  readonly now: Date
  readonly useCase?: UseCase
  /** Those of its sources that there are files of. */
  readonly sources: readonly Source[]
  /** What is asked for; left out of a model that is looked at as it stands. */
  readonly change?: object
}

/** A fact and how it is worked out, in one place, so that the schema and the values cannot differ. */
export interface Told extends FactLeaf {
  readonly of: (known: Known) => Fact | undefined
}
export type FactTable = Readonly<Record<string, Told>>

type Form = (about: string, of: Told['of'], oneOf?: readonly string[]) => Told
const form =
  (type: FactLeaf['type'], from: NonNullable<FactLeaf['from']>): Form =>
  (about, of, oneOf) => ({ type, from, about, of, ...(oneOf && { oneOf }) })

export const text = form('string', 'file')
export const list = form('list', 'file')
export const flag = form('boolean', 'file')
export const number = form('number', 'file')
/** Whole days, by the calendar of UTC: it depends on the day it is asked. */
export const days = form('number', 'clock')

/** Undefined where there is none. */
export function most(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter(it => it !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}
