import { CHANCE_MOST } from './drift.ts'
import type { CountMethod } from './input-drift.ts'
import type { MissingShare } from './missing-share.ts'

/** One column of a window, compared with the profile. */
export interface InputJudged {
  readonly column: string
  /** By its values, or by how many rows have none. `gone`: the query returns no such column. */
  readonly is: 'drift' | 'no-drift' | 'insufficient-data' | 'uncalibrated' | 'gone'
  /** Rows of the window whose values were compared, and how many it takes. */
  readonly used: number
  readonly needs: number
  readonly statistic?: number
  readonly effect?: number
  readonly threshold?: number
  /** As it would have to be, were this the only column. */
  readonly p?: number
  /** Left out: every row has a value, then and now. */
  readonly missing?: MissingShare
  /** Nobody can judge it now, and it had drifted when somebody could: no data ends no drift. */
  readonly still?: true
}

/** What a KPI of drift found in one period: what stands behind its reading. */
export interface InputWindow {
  readonly model: string
  readonly kpi: string
  /** First moment of the period, ISO, UTC. */
  readonly start: string
  /** First moment after the period, ISO, UTC. */
  readonly end: string
  /** When we got it, ISO. */
  readonly available: string
  readonly method: CountMethod
  /** What has drifted first, then what nobody could judge; within those, the furthest beyond its threshold. */
  readonly inputs: readonly InputJudged[]
  /** Columns that are not among them. */
  readonly more: number
  /** Those of them that have drifted, by name: no data ends no drift of theirs either. Left out: none. */
  readonly drifting?: readonly string[]
}

/** As many columns as anybody looks through; a window stays a few kilobytes, however wide the table. */
const INPUTS_MOST = 50

/** The first so many of all that were judged. */
export function inputWindow(period: Omit<InputWindow, 'inputs' | 'more'>, all: readonly InputJudged[]): InputWindow {
  const ranked = all.toSorted(
    (a, b) => rank(a) - rank(b) || strength(b) - strength(a) || (a.column < b.column ? -1 : 1),
  )
  const [inputs, others] = [ranked.slice(0, INPUTS_MOST), ranked.slice(INPUTS_MOST)]
  const drifting = others.filter(isDrifting).map(({ column }) => column)
  return { ...period, inputs, more: others.length, ...(drifting.length > 0 && { drifting }) }
}

const ORDER = { drift: 0, gone: 2, 'insufficient-data': 2, uncalibrated: 2, 'no-drift': 3 } as const
const rank = ({ is, still }: InputJudged): number => (still ? 1 : ORDER[is])

/** How many times its threshold. */
export const beyond = ({ effect = 0, threshold = 1 }: Pick<InputJudged, 'effect' | 'threshold'>): number =>
  effect / threshold

/** By its values or by what is missing, whichever is further beyond. */
function strength(it: InputJudged): number {
  const { missing } = it
  return Math.max(beyond(it), missing === undefined ? 0 : Math.abs(missing.now - missing.was) / missing.threshold)
}

/** Whether its values have drifted, whatever is missing of it. */
export const hasMoved = ({ effect = 0, threshold, p = 1 }: InputJudged): boolean =>
  threshold !== undefined && effect >= threshold && p < CHANCE_MOST

/** What has drifted, or had when somebody could judge it last. */
export const isDrifting = ({ is, still }: Pick<InputJudged, 'is' | 'still'>): boolean =>
  is === 'drift' || still === true

/** What has neither drifted nor stayed as it was, as far as anybody can say. */
export const isUnjudged = ({ is }: InputJudged): boolean => is !== 'drift' && is !== 'no-drift'
