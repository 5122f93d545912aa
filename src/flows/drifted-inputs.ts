import { CHANCE_MOST, type Counts, type CountsMethod, DRIFT_OPTIONS, effectOf, sum } from '../core/drift.ts'
import type { InputDrift } from '../core/input-drift.ts'
import type { InputJudged } from '../core/input-window.ts'
import type { Profile, ProfileColumn } from '../core/profile.ts'
import { driftMethods } from '../drift/index.ts'
import { benjaminiHochberg } from '../numbers/benjamini-hochberg.ts'
import { rowsNeeded } from '../numbers/bins.ts'
import { calibratedThreshold } from '../numbers/calibrated.ts'
import { chiSquare } from '../numbers/chi-square.ts'
import { chunkCounts, profileCounts } from '../numbers/profile-counts.ts'
import type { Window, WindowColumn } from '../sources/count-statement.ts'

/**
 * Which columns of a window have drifted: by enough to matter, and by more than chance brings among so many columns. The
 * statistic is the one that `kedge measure` would tell of the same counts.
 */
export function driftedInputs(
  asked: InputDrift,
  profile: Pick<Profile, 'columns'>,
  window: Window,
): readonly InputJudged[] {
  const method = driftMethods[asked.method]
  const measured = profile.columns.flatMap((column, i) => {
    const current = window.columns[i]
    const meant = asked.columns?.includes(column.name) ?? true
    return meant && current ? [measuredOf(method, column, current, asked.threshold)] : []
  })
  const judged = measured.filter(it => it.p !== undefined)
  const adjusted = benjaminiHochberg(judged.map(it => it.p as number))
  return measured.map(it => {
    const p = adjusted[judged.indexOf(it)]
    const { effect, threshold } = it
    if (p === undefined || effect === undefined || threshold === undefined) return it
    return { ...it, p, is: effect >= threshold && p < CHANCE_MOST ? 'drift' : 'no-drift' }
  })
}

function measuredOf(
  method: CountsMethod,
  column: ProfileColumn,
  current: WindowColumn,
  wanted: InputDrift['threshold'],
): InputJudged {
  const counts = profileCounts(column, current.counts)
  const [n, used] = [sum(counts.reference), sum(counts.current)]
  const needs = n === 0 ? 1 : rowsNeeded(counts)
  const told = { column: column.name, used, needs }
  if (Math.min(n, used) < needs) return { ...told, is: 'insufficient-data' }
  const threshold = wanted === 'calibrated' ? calibratedOf(method, column) : (wanted ?? method.threshold)
  if (threshold === undefined) return { ...told, is: 'uncalibrated' }
  const measured = method.measure(counts, DRIFT_OPTIONS)
  const { statistic, p } = measured
  return {
    ...{ ...told, is: 'no-drift', statistic, effect: effectOf(measured), threshold },
    p: p ?? method.tail?.(counts, statistic) ?? chiSquare(counts, DRIFT_OPTIONS).p,
  }
}

/** Undefined where the profile has too few chunks that say something. */
function calibratedOf(method: CountsMethod, column: ProfileColumn): number | undefined {
  const saying = chunkCounts(column).filter(({ reference, current }: Counts) => sum(reference) > 0 && sum(current) > 0)
  return calibratedThreshold(saying.map(counts => effectOf(method.measure(counts, DRIFT_OPTIONS))))
}
