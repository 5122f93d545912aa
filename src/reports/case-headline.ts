import type { Breach } from '../core/breach.ts'
import type { Model } from '../core/model.ts'
import { dayWords, figure, listWords, withUnit } from '../core/words.ts'
import { bySegment, withPart } from './segment-words.ts'

/** `false notices beyond the agreed limit since 9 April 2001`; what a method judged is `worse than usual`. */
export function headline(model: Model, monitors: readonly Breach[]): string {
  if (monitors.length === 0) return 'no monitor watches it any more'
  const firing = monitors.filter(m => m.state !== 'ok')
  const [first] = firing
  if (!first) return 'back within its limits'
  const named = (those: readonly Breach[], says: string) => {
    const names = bySegment(
      those.map(({ kpi, segment }) => ({ name: model.kpis?.[kpi]?.name.toLowerCase() ?? kpi, segment })),
    )
    return names.length > 0 ? [`${listWords(names)} ${says}`] : []
  }
  const beyond = named(
    firing.filter(m => !byMethod(m)),
    'beyond the agreed limit',
  )
  const unusual = named(firing.filter(byMethod), 'worse than usual')
  return `${listWords([...beyond, ...unusual])} since ${dayWords(first.since)}`
}

/** In large letters, what the business counts first: `false notices 83 per 1,000 flights, limit 75`. */
export function titleOf(model: Model, monitors: readonly Breach[]): string {
  const worst = foremost(model, monitors)
  if (worst === undefined || worst.state === 'ok') return headline(model, monitors)
  const kpi = model.kpis?.[worst.kpi]
  const name = withPart(kpi?.name.toLowerCase() ?? worst.kpi, worst)
  const limit = worst.limit ?? kpi?.limit
  const agreed = byMethod(worst) ? ', worse than usual' : limit === undefined ? '' : `, limit ${figure(limit)}`
  return `${name} ${withUnit(worst.latest.value, kpi?.unit ?? '')}${agreed}`
}

/** The one people are told of first: what fires, what the business counts, what was agreed. Its chart is the case’s. */
export function foremost(model: Model, monitors: readonly Breach[]): Breach | undefined {
  const rank = (m: Breach) =>
    (m.state === 'ok' ? 4 : 0) + (model.kpis?.[m.kpi]?.kind === 'business' ? 0 : 2) + (byMethod(m) ? 1 : 0)
  return monitors.toSorted((a, b) => rank(a) - rank(b))[0]
}

const byMethod = ({ method }: Breach) => method !== undefined
