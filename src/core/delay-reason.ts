/** Why something waits: one closed list, so that delays can be counted by it. Each with the words people read. */
export const DELAY_REASONS = {
  'being-fixed': 'somebody is working on it',
  'waits-for-others': 'it waits for somebody else',
  expected: 'it was to be expected',
  'data-in-doubt': 'the readings are in doubt',
  'small-harm': 'it does little harm for now',
} as const
export type DelayReason = keyof typeof DELAY_REASONS

export const DELAY_REASON_CODES = Object.keys(DELAY_REASONS) as readonly DelayReason[]
