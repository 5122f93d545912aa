import { type InputJudged, isUnjudged } from '../core/input-window.ts'
import { type Problem, problem } from '../core/problem.ts'
import { count, listWords } from '../words/figures.ts'

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
export function inputsProblem(
  { model, query, kpi, day, isRead }: Of,
  all: readonly InputJudged[],
): Problem | undefined {
  const some = (is: InputJudged['is']) => all.filter(it => it.is === is)
  const [gone, few, bare] = [some('gone'), some('insufficient-data'), some('uncalibrated')]
  const told = [
    gone.length > 0 && `query ${query} returns no column ${namesOf(gone)}`,
    few.length > 0 && listed(few.map(it => `${it.column} has ${count(it.used, 'value')} of the ${it.needs} it takes`)),
    bare.length > 0 && `${namesOf(bare)} cannot be calibrated`,
  ].filter(it => it !== false)
  if (told.length === 0) return undefined
  const fixes = [
    gone.length > 0 &&
      `Bring ${namesOf(gone)} back in the feed; or change the query, and count anew: kedge profile ${model} --write`,
    few.length > 0 &&
      'See why the feed sends so little, ask for longer periods, or count the profile with fewer --bins',
    bare.length > 0 && 'Count the profile over six whole periods at the least, or write a number as `threshold`',
  ].filter(it => it !== false)
  const rest = all.length - all.filter(isUnjudged).length
  const short = isRead ? '' : ', which is too few for a reading'
  const others = rest === 0 ? '' : `; ${rest === 1 ? 'the other one was' : `the ${rest} others were`} judged${short}`
  const says = `${model}: ${kpi} of ${day}: ${told.join('; ')}${others}`
  return problem(isRead ? 'unjudged-inputs' : 'undecided-drift', says, `${fixes.join('. ')}.`)
}

/** As many as anybody reads in a sentence. */
const NAMED = 5

const namesOf = (those: readonly InputJudged[]) => listed(those.map(({ column }) => column))

function listed(all: readonly string[]): string {
  const rest = all.length - NAMED
  return listWords(rest > 0 ? [...all.slice(0, NAMED), `${rest} more`] : all)
}

/** Whether a failed measure is of single inputs alone: what was asked did answer, and the others were judged. */
export const isOfSomeInputs = (problems: readonly Problem[]): boolean =>
  problems.length > 0 && problems.every(({ code }) => code === 'unjudged-inputs')
