import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { digestOf } from './canonical.ts'
import { closed, Day, described, Id, KpiId } from './naming.ts'

/** How columns are counted; whoever counts again by these words comes to the same numbers. */
export const CONVENTION =
  'Bins by quantiles of the reference (linear interpolation, type 7). The outer bins are open, and a value equal to an edge goes up. Texts that are empty and nulls are missing; NaN and infinities are not finite; both are dropped and counted.'

// Beyond, YAML and databases no longer agree which number is meant; such columns are names of things.
const Exact = Type.Number({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })
const Rows = Type.Integer({ minimum: 0 })
const Counts = Type.Array(Rows, { minItems: 1, description: says.profile.counts })
const counted = {
  name: Type.String({ minLength: 1, maxLength: 250, description: says.profile.name }),
  missing: Rows,
  notFinite: Rows,
  counts: Counts,
  chunks: Type.Array(Counts, { description: says.profile.chunks }),
}

const Numbers = Type.Object(
  {
    ...counted,
    is: Type.Literal('numbers'),
    edges: Type.Array(Exact, { uniqueItems: true, description: says.profile.edges }),
  },
  closed,
)
const FewNumbers = Type.Object(
  {
    ...counted,
    is: Type.Literal('few-numbers'),
    values: Type.Array(Exact, { uniqueItems: true, description: says.profile.numbers }),
  },
  closed,
)
const Texts = Type.Object(
  {
    ...counted,
    is: Type.Literal('texts'),
    values: Type.Array(Type.String({ minLength: 1 }), { uniqueItems: true, description: says.profile.texts }),
  },
  closed,
)

export const ProfileColumn = Type.Union([Numbers, FewNumbers, Texts])
export type ProfileColumn = Static<typeof ProfileColumn>
/** What is asked of a column; the numbers are the answer. */
export type CountedColumn =
  | Pick<Static<typeof Numbers>, 'name' | 'is' | 'edges'>
  | Pick<Static<typeof FewNumbers>, 'name' | 'is' | 'values'>
  | Pick<Static<typeof Texts>, 'name' | 'is' | 'values'>

/** What a model was fed with when all was well: one file in `models/`, written by `kedge profile` and read by people. */
export const Profile = Type.Object(
  {
    kind: Type.Literal('profile'),
    id: Id,
    model: described(Id, says.profile.model),
    query: described(KpiId, says.profile.query),
    connection: Type.String(),
    asked: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: says.profile.asked,
    }),
    from: Day,
    to: described(Day, says.profile.to),
    counted: Type.String({ format: 'date-time' }),
    convention: Type.Literal(CONVENTION),
    rows: Rows,
    columns: Type.Array(ProfileColumn, { minItems: 1 }),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: says.profile.digest }),
  },
  { ...closed, description: says.profile.about },
)
export type Profile = Static<typeof Profile>

export const profileId = (model: string): string => `${model}-profile`

/** Of everything that was counted; not of the moment, so that counting again gives the same. */
export function digestOfProfile(profile: Omit<Profile, 'digest'> & { readonly digest?: string }): string {
  const { digest: _, counted: __, ...rest } = profile
  return digestOf(rest)
}

/** Which rows are asked for, whoever holds them. */
export function digestOfQuery(query: { readonly connection: string; readonly sql?: string }): string {
  return digestOf([query.connection, query.sql ?? ''])
}

/** By code point, as both databases sort by bytes. */
export function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]]
  const at = x.findIndex((sign, i) => sign !== y[i])
  if (at < 0) return x.length - y.length
  return (x[at]?.codePointAt(0) ?? -1) - (y[at]?.codePointAt(0) ?? -1)
}
