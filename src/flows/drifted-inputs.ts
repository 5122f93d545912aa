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
import { type MissingTested, missingJudged, missingTest } from './missing-test.ts'

/** What was measured of one column, before it is known how many tests there are. */
type Tested = Omit<InputJudged, 'missing'> & { readonly missing?: MissingTested }

/**
 * Which columns of a window have drifted, by their values or by how many rows have none: by enough to matter, and by more than
 * chance brings among so many tests. The statistic is the one that `kedge measure` would tell of the same counts.
 */
export function driftedInputs(
  asked: InputDrift,
  profile: Pick<Profile, 'columns' | 'rows'>,
  window: Window,
): readonly InputJudged[] {
  const method = driftMethods[asked.method]
  const tested = profile.columns.flatMap((column, i): readonly Tested[] => {
    if (!(asked.columns?.includes(column.name) ?? true)) return []
    const current = window.columns[i]
    if (current === undefined) return [{ column: column.name, is: 'gone', used: 0, needs: needsOf(column) }]
    const missing = missingTest({ ...column, rows: profile.rows }, { ...current, rows: window.rows }, asked.missing)
    return [{ ...measuredOf(method, column, current, asked.threshold), ...(missing && { missing }) }]
  })
  const told = tested.flatMap(it => [it.p, it.missing?.p]).filter(p => p !== undefined)
  const corrected = benjaminiHochberg(told).values()
  // In the order they were told.
  const next = (p: number | undefined) => (p === undefined ? undefined : corrected.next().value)
  return tested.map(it => judgedBy(it, next(it.p), next(it.missing?.p)))
}

function judgedBy({ missing, ...it }: Tested, p: number | undefined, pMissing: number | undefined): InputJudged {
  const { effect, threshold } = it
  const known = p !== undefined && effect !== undefined && threshold !== undefined
  const moved = known && effect >= threshold && p < CHANCE_MOST
  const lacks = missing && missingJudged(missing, pMissing)
  const is = moved || lacks?.is === 'drift' ? 'drift' : it.is
  return { ...it, ...(known && { p }), is, ...(lacks && { missing: lacks }) }
}

function measuredOf(
  method: CountsMethod,
  column: ProfileColumn,
  current: WindowColumn,
  wanted: InputDrift['threshold'],
): Tested {
  const counts = profileCounts(column, current.counts)
  const [n, used] = [sum(counts.reference), sum(counts.current)]
  const needs = needsOf(column, counts)
  const told = { column: column.name, used, needs }
  // What never had a value and has none is as it was.
  if (sum(column.counts) === 0 && used === 0) return { ...told, needs: 0, is: 'no-drift' }
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

function needsOf(column: ProfileColumn, counts: Counts = profileCounts(column, column.counts)): number {
  return sum(column.counts) === 0 ? 1 : rowsNeeded(counts)
}

/** Undefined where the profile has too few chunks that say something. */
function calibratedOf(method: CountsMethod, column: ProfileColumn): number | undefined {
  const saying = chunkCounts(column).filter(({ reference, current }: Counts) => sum(reference) > 0 && sum(current) > 0)
  return calibratedThreshold(saying.map(counts => effectOf(method.measure(counts, DRIFT_OPTIONS))))
}
