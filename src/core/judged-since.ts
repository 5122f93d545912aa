import type { Breach } from './breach.ts'
import { canonicalJson } from './canonical.ts'
import type { JudgedAfter, JudgedBy } from './judged.ts'

/** What judged the readings of a monitor in a case, oldest first, where that is known; `by` judges now. */
export function judgedSince({ by: kept, limit, later = [] }: Breach, by: JudgedBy): readonly JudgedAfter[] {
  // Cases from before the rest was kept know a limit at most.
  const old = limit === undefined || by.method ? undefined : { ...by, limit }
  const first = kept ?? old
  return first ? [{ after: '', by: first }, ...later] : later
}

/** What judged later ones once it has come to readings up to `end`: those that are new are judged by what judges now. */
export function laterJudged(known: Breach, by: JudgedBy, end: string): Pick<Breach, 'later'> {
  const last = judgedSince(known, by).at(-1)
  const isAnother = last !== undefined && canonicalJson(last.by) !== canonicalJson(by)
  const { later, latest } = known
  if (isAnother && end > latest.end) return { later: [...(later ?? []), { after: latest.end, by }] }
  return later ? { later } : {}
}
