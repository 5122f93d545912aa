import type { ModelNews } from '../core/digest.ts'
import { isHeld, isUnmeasured, isUnseen, runsOther } from '../core/model-calm.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** What stands beside cases and missing data, and is not as it should be: of every audience, since all of it is counted. */
export function unrestCounts(models: readonly ModelNews[]): string[] {
  const of = (is: (it: ModelNews) => boolean) => models.filter(is).length
  const { digestUnrest } = says
  const counts = [
    ['unmeasured', of(isUnmeasured)],
    ['held', of(isHeld)],
    ['warned', of(it => it.warned.length > 0)],
    ['runOther', of(runsOther)],
    ['unseen', of(isUnseen)],
    ['notKept', models.flatMap(({ broken }) => broken).length],
  ] as const
  return counts.flatMap(([what, count]) => (count > 0 ? [digestUnrest[what](count)] : []))
}

/** One line a model; what is on hold and which rules are not kept have lists of their own. */
export function unrestWords(it: ModelNews): Words[] {
  const { model, runs, warned } = it
  const { serving, name } = model
  const { warnedOf, runsAnother, neverSeen, notMeasured, of } = says.digestUnrest
  const all = [
    ...(runs !== undefined && runsOther(it) ? [runsAnother(runs, serving.version)] : []),
    ...(isUnseen(it) ? [neverSeen(serving.version, serving.observe === undefined)] : []),
    ...(isUnmeasured(it) ? [notMeasured] : []),
    ...(warned.length > 0 ? [warnedOf(warned)] : []),
  ]
  return all.length === 0 ? [] : [of(name, all)]
}
