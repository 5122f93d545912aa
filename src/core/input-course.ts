import { type InputJudged, type InputWindow, isDrifting } from './input-window.ts'

/** One column as its newest window found it, and how it came there. */
export interface InputCourse extends InputJudged {
  /** Its effect in the last windows, oldest first; windows that could not say are left out. */
  readonly values: readonly number[]
  /** When the first window of the run in which it has drifted began. */
  readonly since?: string
}

/** As many windows as a glance takes in. */
const WINDOWS = 4

/** The columns of the newest window of one KPI, in its order; `windows` are that KPI’s, oldest first. */
export function inputCourses(windows: readonly InputWindow[]): readonly InputCourse[] {
  return (windows.at(-1)?.inputs ?? []).map(now => {
    const all = windows.map(window => ({ start: window.start, is: window.inputs.find(it => it.column === now.column) }))
    const values = all.slice(-WINDOWS).flatMap(({ is }) => is?.effect ?? [])
    if (now.is !== 'drift') return { ...now, values }
    const before = all.findLastIndex(({ is }) => is === undefined || !isDrifting(is))
    const since = all[before + 1]?.start
    return { ...now, values, ...(since !== undefined && { since }) }
  })
}
