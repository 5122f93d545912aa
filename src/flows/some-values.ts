import { type Problem, ProblemError } from '../core/problem.ts'
import type { SeriesName } from '../core/series.ts'

/** A query answered, and some of its values are none: those of these series are missing, and no other. */
export class SomeValuesError extends ProblemError {
  readonly lacking: readonly SeriesName[]
  constructor(problems: readonly Problem[], lacking: readonly SeriesName[]) {
    super(problems)
    this.lacking = lacking
  }
}
