/** What of one model a digest is not silent about. Unknown is never calm: what nobody measured or saw counts as well. */
import type { ModelNews } from './digest.ts'
import { standingOf } from './trend.ts'

export function isCalm(it: ModelNews): boolean {
  const isStill = it.broken.length + it.warned.length + it.changes.length + it.silent.length === 0
  const isKnown = !isUnseen(it) && !isUnmeasured(it)
  const isWanted = it.open === undefined && !isHeld(it) && !runsOther(it)
  return isStill && isKnown && isWanted && !it.trends.some(trend => trend.silent || standingOf(trend) === 'beyond')
}

/** Where it would serve; before that, each model is on hold. */
export const isHeld = ({ serves, model }: ModelNews): boolean => serves && model.serving.hold !== undefined

export const runsOther = ({ runs, model }: ModelNews): boolean => runs !== undefined && runs !== model.serving.version

/** It serves, and nobody ever saw which version. */
export const isUnseen = ({ serves, runs }: ModelNews): boolean => serves && runs === undefined

/** It serves, and nothing says how well; a KPI whose readings are missing is told as that. */
export const isUnmeasured = ({ serves, trends }: ModelNews): boolean =>
  serves && trends.every(({ values, silent }) => values.length === 0 && !silent)
