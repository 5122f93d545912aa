import type { Model } from '../core/model.ts'
import { dayWords } from '../core/words.ts'
import { delayWords } from './snooze-words.ts'

/** `on hold since 16 April 2001: …`; undefined while its answers are used. */
export function holdWords({ serving: { hold } }: Pick<Model, 'serving'>): string | undefined {
  if (hold === undefined) return undefined
  const why = hold.reason === undefined ? hold.because : delayWords(hold.reason, hold.because)
  return `on hold since ${dayWords(hold.since)}: ${why.replace(/\.$/, '')}`
}
