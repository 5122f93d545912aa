import type { CountMethod } from './input-drift.ts'

/** One column of a window, compared with the profile. */
export interface InputJudged {
  readonly column: string
  readonly is: 'drift' | 'no-drift' | 'insufficient-data' | 'uncalibrated'
  /** Rows of the window that were compared, and how many it takes. */
  readonly used: number
  readonly needs: number
  readonly statistic?: number
  readonly effect?: number
  readonly threshold?: number
  /** As it would have to be, were this the only column. */
  readonly p?: number
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
}

/** As many columns as anybody looks through; a window stays a few kilobytes, however wide the table. */
const INPUTS_MOST = 50

/** The first so many of all that were judged. */
export function inputWindow(period: Omit<InputWindow, 'inputs' | 'more'>, all: readonly InputJudged[]): InputWindow {
  const ranked = all.toSorted(
    (a, b) => ORDER[a.is] - ORDER[b.is] || beyond(b) - beyond(a) || (a.column < b.column ? -1 : 1),
  )
  const inputs = ranked.slice(0, INPUTS_MOST)
  return { ...period, inputs, more: all.length - inputs.length }
}

const ORDER = { drift: 0, 'insufficient-data': 1, uncalibrated: 1, 'no-drift': 2 } as const

/** How many times its threshold. */
export const beyond = ({ effect = 0, threshold = 1 }: Pick<InputJudged, 'effect' | 'threshold'>): number =>
  effect / threshold

/** What has neither drifted nor stayed as it was, as far as anybody can say. */
export const isUnjudged = ({ is }: InputJudged): boolean => is === 'insufficient-data' || is === 'uncalibrated'
