import { isObject } from '../rules/rule.ts'

export const MUTATORS = ['drop-clause', 'flip-comparison', 'negate', 'step-constant', 'drop-role'] as const
export type Mutator = (typeof MUTATORS)[number]

export type At = readonly (string | number)[]

/** One small thing to get wrong in a policy, as a slip of the pen would. */
export interface Mutation {
  readonly mutator: Mutator
  readonly at: At
  /** In words: `<=` becomes `<`. */
  readonly says: string
  /** What stands there instead; left out: nothing, it is gone. */
  readonly instead?: { readonly value: unknown }
}

/** The data with that one place changed; what it was is left alone. */
export function mutated(data: unknown, { at, instead }: Pick<Mutation, 'at' | 'instead'>): unknown {
  const [key, ...rest] = at
  if (key === undefined) return instead?.value
  const gone = rest.length === 0 && instead === undefined
  const put = (part: unknown) => mutated(part, { at: rest, ...(instead && { instead }) })
  if (Array.isArray(data))
    return gone ? data.filter((_, i) => i !== key) : data.map((item, i) => (i === key ? put(item) : item))
  if (!isObject(data)) return data
  return gone
    ? Object.fromEntries(Object.entries(data).filter(([name]) => name !== key))
    : { ...data, [key]: put(data[key]) }
}
