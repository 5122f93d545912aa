import { says } from '../words/says.ts'
import type { Model } from './model.ts'
import { HOUR_MS } from './period.ts'
import type { Stuck } from './trouble.ts'

/** So many cases may open within an hour with a card each, unless a playbook says otherwise. */
export const CASES_AN_HOUR = 20

/** What the brake holds back, as troubles call it. */
export const BRAKED = 'cards of cases'

export interface OpenCase {
  readonly model: string
  /** It is on record and has no card: too many opened with it. */
  readonly held: boolean
  readonly openedAt: string
}

/** Whether so many cases open within an hour that none of those that open now may get a card. */
export function isFlood(open: readonly OpenCase[], opening: number, most: number, now: Date): boolean {
  return opening + open.filter(it => isRecent(it, now)).length > most
}

/** Whether those that were held back are few enough for a card each; what opens alone later does not wait for them. */
export function mayRelease(open: readonly OpenCase[], most: number, now: Date): boolean {
  return open.filter(it => it.held || isRecent(it, now)).length <= most
}

function isRecent({ openedAt }: OpenCase, now: Date): boolean {
  return openedAt > new Date(now.getTime() - HOUR_MS).toISOString()
}

/** What is said once in place of all these cards. `named` are the models that may be named where it is said. */
export function brakedBy(open: readonly OpenCase[], named: readonly Model[], most: number): Stuck | undefined {
  const held = open.filter(it => it.held)
  const since = held.map(it => it.openedAt).sort()[0]
  if (since === undefined) return undefined
  const gravest = gravestOf(held, named)
  const more = held.length - gravest.length
  const opened = says.brake.opened({ held: held.length, most, gravest, more })
  return { work: BRAKED, says: opened, fix: says.brake.fix, since, count: held.length, dead: false }
}

const WORST_MOST = 10
const TIERS = ['high', 'medium', 'low']

/** The models of the highest tier first, for there is most to lose. */
function gravestOf(held: readonly OpenCase[], named: readonly Model[]): readonly Model[] {
  const known = new Map(named.map(model => [model.id, model]))
  const models = held.flatMap(it => known.get(it.model) ?? [])
  const byTier = models.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || (a.id < b.id ? -1 : 1))
  return byTier.slice(0, WORST_MOST)
}
