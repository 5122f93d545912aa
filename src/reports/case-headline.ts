import type { Breach } from '../core/breach.ts'
import type { Model } from '../core/model.ts'
import { dayWords, listWords } from '../core/words.ts'
import { bySegment } from './segment-words.ts'

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

/** In large letters: where only methods judged, nothing was agreed that it could be beyond. */
export function titleOf(monitors: readonly Breach[]): string {
  const firing = monitors.filter(m => m.state !== 'ok')
  return firing.length > 0 && firing.every(byMethod) ? 'worse than usual' : 'beyond what was agreed'
}

const byMethod = ({ method }: Breach) => method !== undefined
