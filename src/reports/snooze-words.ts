import type { Case } from '../core/case.ts'
import type { DelayReason } from '../core/delay-reason.ts'
import type { Model } from '../core/model.ts'
import type { Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Said to whoever snoozed it. */
export function snoozedAnswer({ name }: Model, until: string): Document {
  const { summary, answered } = says.snoozeWords
  return { summary: summary(name), blocks: [{ is: 'text', words: answered(name, until) }] }
}

/** Until when, by whom and why: on the card. */
export function snoozedWords({ until, by, reason, says: own }: NonNullable<Case['snoozed']>): Words {
  return says.snoozeWords.snoozed({ until, by, why: delayWords(reason, own) })
}

/** The reason from the list, and the words beside it. */
export function delayWords(reason: DelayReason, own: string): string {
  return says.snoozeWords.delay(reason, own)
}
