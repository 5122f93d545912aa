import type { Case } from '../core/case.ts'
import type { Comparison } from '../core/change.ts'
import { code, type Input, type Modal, strong } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { dayWords } from '../core/words.ts'
import { comparisonList } from './comparison-words.ts'

export const KEPT = 'It is kept in the record and shown to those who approve.'

export const reason = (label: string, id = 'reason'): Input => ({
  is: 'text',
  id,
  label,
  lines: 'many',
  hint: KEPT,
  minLength: 10,
  maxLength: 1000,
})

/** Shows what would be gained and lost, and asks why. */
export function rollbackModal(
  model: Model,
  it: Case,
  to: string,
  comparison: Comparison | undefined,
  channel: string,
): Modal {
  const what = [strong(model.name), `: ${model.serving.version} → `, strong(to)]
  const same = comparison ? ` on the same cases, ${dayWords(comparison.start)} to ${dayWords(comparison.end)}:` : ''
  return {
    callback: 'rollback',
    context: JSON.stringify({ model: model.id, to, channel, case: it.id }),
    title: `Roll back to ${to}`.slice(0, 24),
    submit: 'Ask for it',
    blocks: [
      { is: 'text', words: [...what, same] },
      ...(comparison
        ? [comparisonList(comparison)]
        : [{ is: 'note', words: ['What it would have done on the same cases is not known.'] } as const]),
    ],
    inputs: [reason('Why?')],
  }
}

/** Asks why a model is to be trained anew. */
export function retrainModal(model: Model, it: Case, channel: string): Modal {
  return {
    callback: 'retrain',
    context: JSON.stringify({ model: model.id, channel, case: it.id }),
    title: 'Train it anew',
    submit: 'Ask for it',
    blocks: [
      {
        is: 'text',
        words: [strong(model.name), ': one more request under ', code('retraining.requests'), ' of its file.'],
      },
    ],
    inputs: [reason('Why?')],
  }
}

/** The questions about a new model. */
export function registerModal(inputs: readonly Input[], channel: string): Modal {
  return {
    callback: 'register',
    context: JSON.stringify({ channel }),
    title: 'Register a model',
    submit: 'Ask for it',
    blocks: [{ is: 'note', words: ['One file of models/ is made of it, in a pull request that others approve.'] }],
    inputs,
  }
}

export function denyModal(seal: string, channel: string): Modal {
  return {
    callback: 'deny',
    context: JSON.stringify({ seal, channel }),
    title: 'Deny this change',
    submit: 'Deny',
    blocks: [{ is: 'text', words: ['A denial blocks the change until you take it back.'] }],
    inputs: [reason('Why not?')],
  }
}
