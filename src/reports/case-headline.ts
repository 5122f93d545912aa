import { type Breach, begunAt } from '../core/breach.ts'
import type { Model } from '../core/model.ts'
import { shortfallOf } from '../core/shortfall.ts'
import { says } from '../words/says.ts'
import { bySegment, withPart } from './segment-words.ts'

/** `false notices beyond the agreed limit since 9 April 2001`; what a method judged is `worse than usual`. */
export function headline(model: Model, monitors: readonly Breach[]): string {
  if (monitors.length === 0) return says.caseHeadline.unwatched
  const firing = monitors.filter(m => m.state === 'firing')
  const [first, ...later] = firing.map(begunAt).toSorted()
  // What comes back within its limit is told as that by its own row, unless nothing else is beyond.
  if (first === undefined) return recovering(model, monitors)
  const [rules, others] = [firing.filter(m => isWithin(model, m)), firing.filter(m => !isWithin(model, m))]
  return says.caseHeadline.worse({
    ...byJudge(model, others),
    rules: named(model, rules),
    since: first,
    isFirst: later.some(since => since !== first),
  })
}

function recovering(model: Model, monitors: readonly Breach[]): string {
  const those = monitors.filter(m => m.state === 'recovering')
  return those.length > 0 ? says.caseHeadline.better(byJudge(model, those)) : says.caseHeadline.within
}

/** Of what was agreed since, though its rule wants more: its limit was raised, and the rule clears at another one. */
function isWithin({ kpis }: Model, m: Breach): boolean {
  const kpi = kpis?.[m.kpi]
  return !byMethod(m) && kpi?.limit !== undefined && shortfallOf(kpi, m.latest.value)?.than !== 'limit'
}

function byJudge(model: Model, those: readonly Breach[]) {
  const byLimit = those.filter(m => !byMethod(m))
  return { limits: named(model, byLimit), methods: named(model, those.filter(byMethod)) }
}

const named = (model: Model, those: readonly Breach[]) =>
  bySegment(those.map(({ kpi, segment }) => ({ name: nameOf(model, kpi), segment })))

/** By which limit each monitor judges now, where it is not by a method. */
export type Limits = readonly { readonly monitor: string; readonly kpi: string; readonly limit: number }[]

/** The monitor’s own, else what is agreed for its KPI. */
export function limitNow(model: Model, limits: Limits, { monitor, kpi }: Breach): number | undefined {
  return limits.find(it => it.monitor === monitor && it.kpi === kpi)?.limit ?? model.kpis?.[kpi]?.limit
}

/** In large letters, what the business counts first: `false notices 83 per 1,000 flights, limit 75`. */
export function titleOf(model: Model, monitors: readonly Breach[], limits: Limits): string {
  const worst = foremost(model, monitors)
  if (worst === undefined || worst.state === 'ok') return headline(model, monitors)
  const { unit = '' } = model.kpis?.[worst.kpi] ?? {}
  const kpi = withPart(nameOf(model, worst.kpi), worst)
  const { value } = worst.latest
  if (worst.state === 'recovering') return says.caseHeadline.betterNow({ kpi, value, unit, byMethod: byMethod(worst) })
  if (byMethod(worst)) return says.caseHeadline.unusualNow(kpi, value, unit)
  const now = limitNow(model, limits, worst)
  return says.caseHeadline.now({ kpi, value, unit, limit: worst.limit ?? now, now })
}

function nameOf(model: Model, kpi: string): string {
  const name = model.kpis?.[kpi]?.name
  return name === undefined ? kpi : says.caseHeadline.kpi(name)
}

/** The one people are told of first: what fires, what the business counts, what was agreed. Its chart is the case’s. */
export function foremost(model: Model, monitors: readonly Breach[]): Breach | undefined {
  const behind = { firing: 0, recovering: 4, ok: 8 }
  const rank = (m: Breach) =>
    behind[m.state] + (model.kpis?.[m.kpi]?.kind === 'business' ? 0 : 2) + (byMethod(m) ? 1 : 0)
  return monitors.toSorted((a, b) => rank(a) - rank(b))[0]
}

const byMethod = ({ method }: Breach) => method !== undefined
