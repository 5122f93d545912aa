import type { Case } from '../core/case.ts'
import type { Comparison } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import type { Input, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { comparisonList } from './comparison-words.ts'

export const KEPT = says.modals.kept

export const reason = (label: string, id = 'reason', hint = KEPT): Input => ({
  is: 'text',
  id,
  label,
  lines: 'many',
  hint,
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
  const { title, about, compared, notCompared } = says.modals.rollback
  const what = about({ model: model.name, from: model.serving.version, to })
  return {
    callback: 'rollback',
    context: JSON.stringify({ model: model.id, to, channel, case: it.id }),
    title: title(to).slice(0, 24),
    submit: says.modals.ask,
    blocks: [
      { is: 'text', words: comparison ? compared(what, comparison) : what },
      ...(comparison ? [comparisonList(comparison)] : [{ is: 'note', words: [notCompared] } as const]),
    ],
    inputs: [reason(says.modals.why)],
  }
}

/** Asks why a model is to be trained anew. */
export function retrainModal(model: Model, it: Case, channel: string): Modal {
  return {
    callback: 'retrain',
    context: JSON.stringify({ model: model.id, channel, case: it.id }),
    title: says.modals.retrain.title,
    submit: says.modals.ask,
    blocks: [{ is: 'text', words: says.modals.retrain.about(model.name) }],
    inputs: [reason(says.modals.why)],
  }
}

/** The questions about a new model. */
export function registerModal(inputs: readonly Input[], channel: string): Modal {
  return {
    callback: 'register',
    context: JSON.stringify({ channel }),
    title: says.modals.register.title,
    submit: says.modals.ask,
    blocks: [{ is: 'note', words: [says.modals.register.about] }],
    inputs,
  }
}

/** Asks whoever asked for a change why they take it back. */
export function withdrawModal(change: string, channel: string): Modal {
  const { title, submit, about, why, kept } = says.modals.withdraw
  return {
    callback: 'withdraw',
    context: JSON.stringify({ change, channel }),
    title,
    submit,
    blocks: [{ is: 'text', words: [about] }],
    inputs: [reason(why, 'reason', kept)],
  }
}

export function denyModal(seal: string, channel: string): Modal {
  const { title, submit, about, why } = says.modals.deny
  return {
    callback: 'deny',
    context: JSON.stringify({ seal, channel }),
    title,
    submit,
    blocks: [{ is: 'text', words: [about] }],
    inputs: [reason(why)],
  }
}
