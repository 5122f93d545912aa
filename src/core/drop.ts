import type { Event } from './event.ts'
import type { Bodies } from './event-bodies.ts'

/** A CSV file of readings that somebody dropped in a channel of models, and what became of it. */
export interface Drop {
  readonly id: string
  readonly file: string
  readonly name: string
  readonly channel: string
  /** The message it came with; left out where Slack did not say. */
  readonly thread?: string
  /** A key of the people policy. */
  readonly by: string
  /** Below the message it came with, where that is known. */
  readonly card?: { readonly channel: string; readonly ts: string; readonly thread?: string }
  /** Somebody has said yes to exactly these bytes, and they are being stored. */
  readonly accepted?: Accepted
  readonly stored?: Bodies['drop.stored'] & { readonly by: string; readonly at: string }
  /** Why what was accepted last was not stored: it may be looked at again. */
  readonly refused?: Bodies['drop.refused']
}

export type Accepted = Bodies['drop.accepted'] & { readonly by: string; readonly at: string }

/** One for a file in a channel, so that what Slack tells twice, or of several channels, is told apart. */
export const dropSubject = (file: string, channel: string): string => `drop/${file}-${channel}`

export function dropFrom(events: readonly Event[]): Drop | undefined {
  return events.reduce<Drop | undefined>(step, undefined)
}

function step(was: Drop | undefined, event: Event): Drop | undefined {
  const { by, at, subject } = event
  if (event.type === 'drop.offered') return was ?? { id: subject, by, ...event.body }
  if (was === undefined) return undefined
  switch (event.type) {
    case 'drop.posted':
      return { ...was, card: { ...event.body, ...(was.thread !== undefined && { thread: was.thread }) } }
    case 'drop.accepted':
      return { ...without(was), accepted: { ...event.body, by, at } }
    case 'drop.refused':
      return { ...without(was), refused: event.body }
    case 'drop.stored':
      return { ...without(was), stored: { ...event.body, by, at } }
    default:
      return was
  }
}

function without({ accepted: _, refused: __, ...rest }: Drop): Drop {
  return rest
}
