import type { Case } from '../core/case.ts'
import { DELAY_REASONS } from '../core/delay-reason.ts'
import { type Choice, type Modal, strong } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { SNOOZES } from '../core/snooze.ts'

/** For how long, why, and a word beside it. */
export function snoozeModal(model: Model, it: Case, channel: string): Modal {
  return {
    callback: 'snooze',
    context: JSON.stringify({ case: it.id, channel }),
    title: 'Snooze the case',
    submit: 'Snooze',
    blocks: [
      {
        is: 'text',
        words: [
          strong(model.name),
          ': nobody is reminded until then. It stays open, and wakes before if another monitor fires.',
        ],
      },
    ],
    inputs: [
      { is: 'select', id: 'for', label: 'For how long?', choices: LENGTHS, initial: '1d' },
      { is: 'select', id: 'reason', label: 'Why can it wait?', choices: REASONS },
      { ...words('In your words', 3), hint: 'It is kept in the record and shown on the card.' },
    ],
  }
}

const LENGTHS: readonly Choice[] = Object.entries(SNOOZES).map(([value, { text }]) => ({ value, text }))
const REASONS: readonly Choice[] = Object.entries(DELAY_REASONS).map(([value, text]) => ({ value, text }))

/** Why what was promised takes longer. */
export function explainModal(about: {
  readonly subject: string
  readonly sla: string
  readonly channel: string
}): Modal {
  return {
    callback: 'explain-delay',
    context: JSON.stringify(about),
    title: 'Why it takes longer',
    submit: 'Say it',
    blocks: [
      { is: 'text', words: ['It stays late. Whoever waits reads why, and digests count delays by their reasons.'] },
    ],
    inputs: [
      { is: 'select', id: 'reason', label: 'Why does it take longer?', choices: REASONS },
      { ...words('In your words', 3), hint: 'It is kept in the record and said in the thread.' },
    ],
  }
}

/** Asks why it was closed wrongly. */
export function reopenModal(model: Model, it: Case, channel: string): Modal {
  return {
    callback: 'reopen',
    context: JSON.stringify({ case: it.id, channel }),
    title: 'Open the case again',
    submit: 'Open it',
    blocks: [
      {
        is: 'text',
        words: [
          strong(model.name),
          ': for a case that was closed wrongly. It closes when readings of later periods are good.',
        ],
      },
    ],
    inputs: [{ ...words('Why is it not over?', 10), hint: 'It is kept in the record and said in the thread.' }],
  }
}

const words = (label: string, minLength: number) =>
  ({ is: 'text', id: 'says', label, lines: 'many', minLength, maxLength: 300 }) as const
