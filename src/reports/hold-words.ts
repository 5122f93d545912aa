import type { Model } from '../core/model.ts'
import { says } from '../words/says.ts'
import { delayWords } from './snooze-words.ts'

/** `on hold since 16 April 2001: …`; undefined while its answers are used. */
export function holdWords({ serving: { hold } }: Pick<Model, 'serving'>): string | undefined {
  if (hold === undefined) return undefined
  const why = hold.reason === undefined ? hold.because : delayWords(hold.reason, hold.because)
  return says.holdWords.held(hold.since, why.replace(/\.$/, ''))
}
