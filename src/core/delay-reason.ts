/** Why something waits: one closed list, so that delays can be counted by it. */
export const DELAY_REASONS = ['being-fixed', 'waits-for-others', 'expected', 'data-in-doubt', 'small-harm'] as const
export type DelayReason = (typeof DELAY_REASONS)[number]
