import type { Change } from './change-state.ts'
import { type ReasonCode, refusalOf } from './reason.ts'

/** Why Kedge did not merge it when it tried last, and what to do; undefined before it was tried, and of what was pushed since. */
export function whyUnmerged({ unmerged }: Pick<Change, 'unmerged'>): { says: string; fix: string } | undefined {
  if (unmerged === undefined) return undefined
  const { says, fix, code } = unmerged
  return { says, fix: fix ?? refusalOf(code as ReasonCode).fix }
}
