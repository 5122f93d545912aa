import { type Breach, begunAt } from '../core/breach.ts'
import type { Model } from '../core/model.ts'
import { says } from '../words/says.ts'
import { bySegment, withPart } from './segment-words.ts'

/** `false notices beyond the agreed limit since 9 April 2001`; what a method judged is `worse than usual`. */
export function headline(model: Model, monitors: readonly Breach[]): string {
  if (monitors.length === 0) return says.caseHeadline.unwatched
  // What comes back within its limit is told as that by its own row, unless nothing else is beyond.
  const open = monitors.filter(m => m.state !== 'ok')
  const still = open.filter(m => m.state === 'firing')
  const firing = still.length > 0 ? still : open
  const [first, ...later] = firing.map(begunAt).toSorted()
  if (first === undefined) return says.caseHeadline.within
  const named = (those: readonly Breach[]) =>
    bySegment(those.map(({ kpi, segment }) => ({ name: nameOf(model, kpi), segment })))
  return says.caseHeadline.worse({
    beyond: named(firing.filter(m => !byMethod(m))),
    unusual: named(firing.filter(byMethod)),
    since: first,
    isFirst: later.some(since => since !== first),
  })
}

/** In large letters, what the business counts first: `false notices 83 per 1,000 flights, limit 75`. */
export function titleOf(model: Model, monitors: readonly Breach[]): string {
  const worst = foremost(model, monitors)
  if (worst === undefined || worst.state === 'ok') return headline(model, monitors)
  const { unit = '', limit: today } = model.kpis?.[worst.kpi] ?? {}
  const kpi = withPart(nameOf(model, worst.kpi), worst)
  const { value } = worst.latest
  return byMethod(worst)
    ? says.caseHeadline.unusualNow(kpi, value, unit)
    : says.caseHeadline.now({ kpi, value, unit, limit: worst.limit ?? today })
}

function nameOf(model: Model, kpi: string): string {
  const name = model.kpis?.[kpi]?.name
  return name === undefined ? kpi : says.caseHeadline.kpi(name)
}

/** The one people are told of first: what fires, what the business counts, what was agreed. Its chart is the case’s. */
export function foremost(model: Model, monitors: readonly Breach[]): Breach | undefined {
  const rank = (m: Breach) =>
    (m.state === 'ok' ? 4 : 0) + (model.kpis?.[m.kpi]?.kind === 'business' ? 0 : 2) + (byMethod(m) ? 1 : 0)
  return monitors.toSorted((a, b) => rank(a) - rank(b))[0]
}

const byMethod = ({ method }: Breach) => method !== undefined
