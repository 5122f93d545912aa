import Type from 'typebox'
import type { Complaint } from '../core/policy-kind.ts'
import { PushedReading } from '../core/pushed-reading.ts'
import { misfits } from '../repository/schema.ts'
import { type Placed, REFUSED_MOST, type Refused } from '../sources/pushed-readings.ts'
import { says } from '../words/says.ts'

/** What one item of a body may be, before anybody has looked at it. */
export interface Item {
  readonly at: string
  readonly it: unknown
}

/** Items that fit the schema, and why the others do not; after so many reasons nobody looks on. */
export function fitting(items: readonly Item[]): {
  readonly placed: readonly Placed[]
  readonly refused: readonly Refused[]
} {
  const placed: Placed[] = []
  const refused: Refused[] = []
  for (const { at, it } of items) {
    const wrong = faults(it)
    if (wrong.length === 0) placed.push({ at, it: it as PushedReading })
    else refused.push(...wrong.map(({ says, fix }) => ({ at, says, fix })))
    if (refused.length >= REFUSED_MOST) break
  }
  return { placed, refused: refused.slice(0, REFUSED_MOST) }
}

const Wrapped = Type.Object({ reading: PushedReading })

function faults(it: unknown): readonly Pick<Complaint, 'says' | 'fix'>[] {
  if (it === undefined) return [says.fitting.notJson]
  if (isWide(it)) return [says.fitting.tooWide]
  return misfits(Wrapped, { reading: it }).map(({ missing, says: wrong, fix }) => ({
    says: wrong,
    fix: missing === undefined ? fix : says.fitting.sendToo(missing.key, missing.is),
  }))
}

/** Each unknown key would be a complaint of its own, and a body has room for a hundred thousand. */
const KEYS_MOST = 20
export function isWide(it: unknown): boolean {
  return typeof it === 'object' && it !== null && !Array.isArray(it) && Object.keys(it).length > KEYS_MOST
}
