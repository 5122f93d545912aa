import type { FunctionCounts, FunctionName } from '../core/function-counts.ts'
import type { Than } from '../core/schedule.ts'
import { count } from '../core/words.ts'

export const FUNCTION_NAMES: Readonly<Record<FunctionName, string>> = {
  'data-science': 'Data science',
  devops: 'DevOps',
  dataops: 'DataOps',
  itops: 'ITOps',
  compliance: 'Compliance',
}

/** `3 cases, 2 more than the month before`; what did not happen in either period is not told. */
export function trendParts(counts: FunctionCounts['counts'], than: Than | undefined): string[] {
  return counts.flatMap(it => {
    const { one, many, now, before } = it
    if (now === 0 && (before ?? 0) === 0) return []
    const says = now === 0 ? `no ${one}` : count(now, one, many)
    return [before === undefined || than === undefined ? says : `${says}${beside(now, before, than)}`]
  })
}

function beside(now: number, before: number, { says, whole }: Than): string {
  if (!whole) return ` so far, ${before} in the ${says} before`
  if (now === before) return `, as many as the ${says} before`
  return `, ${Math.abs(now - before)} ${now > before ? 'more' : 'fewer'} than the ${says} before`
}
