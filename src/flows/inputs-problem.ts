import { type InputJudged, isUnjudged } from '../core/input-window.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

interface Of {
  readonly model: string
  readonly query: string
  readonly kpi: string
  /** First day of the period. */
  readonly day: string
  /** Whether the other columns were enough for a reading. */
  readonly isRead: boolean
}

/** The inputs that nobody could judge in a period, why and what to do; the others were judged. Undefined: there are none. */
export function inputsProblem(of: Of, all: readonly InputJudged[]): Problem | undefined {
  const unjudged = all.filter(isUnjudged)
  if (unjudged.length === 0) return undefined
  const columns = (is: InputJudged['is']) => unjudged.filter(it => it.is === is).map(({ column }) => column)
  const told = {
    ...of,
    gone: columns('gone'),
    few: unjudged.filter(it => it.is === 'insufficient-data'),
    bare: columns('uncalibrated'),
    judged: all.length - unjudged.length,
  }
  const { wrong, fix } = says.inputsProblem
  return problem(of.isRead ? 'unjudged-inputs' : 'undecided-drift', wrong(told), fix(told))
}

/** Whether a failed measure is of single inputs alone: what was asked did answer, and the others were judged. */
export const isOfSomeInputs = (problems: readonly Problem[]): boolean =>
  problems.length > 0 && problems.every(({ code }) => code === 'unjudged-inputs')
