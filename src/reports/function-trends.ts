import type { FunctionCounts, FunctionName } from '../core/function-counts.ts'
import type { Than } from '../core/schedule.ts'
import { says } from '../words/says.ts'

export const FUNCTION_NAMES: Readonly<Record<FunctionName, string>> = says.functionTrends.names

/** `3 cases, 2 more than the month before`; what did not happen in either period is not told. */
export function trendParts(counts: FunctionCounts['counts'], than: Than | undefined): string[] {
  return counts.flatMap(({ what, now, before }) => {
    if (now === 0 && (before ?? 0) === 0) return []
    const happened = says.functionTrends.happened(what, now)
    return [before === undefined || than === undefined ? happened : beside(happened, now - before, before, than)]
  })
}

function beside(happened: string, more: number, before: number, than: Than): string {
  const { soFar, same, more: isMore, fewer } = says.functionTrends
  if (!than.whole) return soFar(happened, before, than.says)
  if (more === 0) return same(happened, than.says)
  return more > 0 ? isMore(happened, more, than.says) : fewer(happened, -more, than.says)
}
