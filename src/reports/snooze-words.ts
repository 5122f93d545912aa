import type { Case } from '../core/case.ts'
import { DELAY_REASONS, type DelayReason } from '../core/delay-reason.ts'
import { type Document, minute, person, strong, type Words } from '../core/document.ts'
import type { Model } from '../core/model.ts'

/** Said to whoever snoozed it. */
export function snoozedAnswer({ name }: Model, until: string): Document {
  const words: Words = [
    `The case of ${name} is snoozed until `,
    minute(until),
    '. It wakes before that if another monitor fires, and closes as ever when it has recovered.',
  ]
  return { summary: `The case of ${name} is snoozed`, blocks: [{ is: 'text', words }] }
}

/** Until when, by whom and why: on the card. */
export function snoozedWords({ until, by, reason, says }: NonNullable<Case['snoozed']>): Words {
  return [strong('Snoozed'), ' until ', minute(until), ' by ', person(by), `: ${delayWords(reason, says)}`]
}

/** The reason from the list, and the words beside it. */
export function delayWords(reason: DelayReason, says: string): string {
  return `${DELAY_REASONS[reason]} (${says})`
}
