import type { Case } from '../core/case.ts'
import { DELAY_REASONS } from '../core/delay-reason.ts'
import type { Model } from '../core/model.ts'
import type { Block, Choice, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Typed } from './ask-modals.ts'

const NOTHING_TYPED: Typed<never> = { filled: {}, wrong: [] }

/** For how long, why, and a word beside it. */
export function snoozeModal(
  model: Model,
  it: Case,
  channel: string,
  { filled, wrong }: Typed<'for' | 'reason'> = NOTHING_TYPED,
): Modal {
  const { snooze, inYourWords } = says.caseModals
  return {
    callback: 'snooze',
    context: JSON.stringify({ case: it.id, channel }),
    title: snooze.title,
    submit: snooze.submit,
    blocks: [
      { is: 'text', words: snooze.about(model.name) },
      ...wrong.map((line): Block => ({ is: 'note', words: [line] })),
    ],
    inputs: [
      { is: 'select', id: 'for', label: snooze.howLong, choices: LENGTHS, initial: filled.for ?? '1d' },
      {
        ...{ is: 'select', id: 'reason', label: snooze.why, choices: REASONS },
        ...(filled.reason !== undefined && { initial: filled.reason }),
      },
      { ...words(inYourWords, 3), hint: snooze.hint },
    ],
  }
}

const LENGTHS: readonly Choice[] = Object.entries(says.snoozeLengths).map(([value, text]) => ({ value, text }))
const REASONS: readonly Choice[] = DELAY_REASONS.map(value => ({ value, text: says.delayReasons[value] }))

/** Why what was promised takes longer. */
export function explainModal(about: {
  readonly subject: string
  readonly sla: string
  readonly channel: string
}): Modal {
  const { explain, inYourWords, saidInThread } = says.caseModals
  return {
    callback: 'explain-delay',
    context: JSON.stringify(about),
    title: explain.title,
    submit: explain.submit,
    blocks: [{ is: 'text', words: [explain.about] }],
    inputs: [
      { is: 'select', id: 'reason', label: explain.why, choices: REASONS },
      { ...words(inYourWords, 3), hint: saidInThread },
    ],
  }
}

/** Asks why it was closed wrongly. */
export function reopenModal(model: Model, it: Case, channel: string): Modal {
  const { reopen, saidInThread } = says.caseModals
  return {
    callback: 'reopen',
    context: JSON.stringify({ case: it.id, channel }),
    title: reopen.title,
    submit: reopen.submit,
    blocks: [{ is: 'text', words: reopen.about(model.name) }],
    inputs: [{ ...words(reopen.why, 10), hint: saidInThread }],
  }
}

const words = (label: string, minLength: number) =>
  ({ is: 'text', id: 'says', label, lines: 'many', minLength, maxLength: 300 }) as const
