import type { Vote } from './approval.ts'

/**
 * When a vote was given, to tell which of a person’s is their last. GitHub tells whole seconds: a no may have been said at
 * their end and a yes at their beginning, so that in the same second the no stands.
 */
export function momentOf({ door, is, at }: Pick<Vote, 'door' | 'is' | 'at'>): number {
  const moment = Date.parse(at)
  if (door === 'slack' || moment % 1000 !== 0) return moment
  return is === 'approve' ? moment - 0.5 : moment + 999
}
