import type { Kpi } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import type { Block, Choice, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { cut } from './clean.ts'
import { KEPT, reason } from './modals.ts'

/** What was typed before the form opened; what of it makes no sense is told above the inputs, and not filled in. */
export interface Typed<K extends string> {
  readonly filled: Readonly<Partial<Record<K, string>>>
  readonly wrong: readonly string[]
}

const BECAUSE = reason(says.askModals.why, 'because')

const first = (initial: string | undefined) => (initial === undefined ? {} : { initial })
const told = (wrong: readonly string[]): readonly Block[] => wrong.map(line => ({ is: 'note', words: [line] }))
const byName = (models: readonly Model[]): readonly Choice[] =>
  models.map(({ id, name }) => ({ value: id, text: name }))

export interface WaiveChoices {
  readonly rules: readonly string[]
  readonly models: readonly Model[]
  /** People, by their key, with the roles that let them. */
  readonly granters: Readonly<Record<string, { readonly name: string; readonly roles: readonly string[] }>>
}

/** An exception from a rule: from which, for what, until when, by whose word. */
export function waiveModal(
  { rules, models, granters }: WaiveChoices,
  { filled, wrong }: Typed<'rule' | 'models' | 'until' | 'grantedBy'>,
  channel: string,
): Modal {
  const { waive } = says.askModals
  const who = Object.entries(granters).map(([value, it]) => ({ value, text: waive.granter(it.name, it.roles) }))
  return {
    callback: 'waive',
    context: JSON.stringify({ channel }),
    title: waive.title,
    submit: waive.submit,
    blocks: [...told(wrong), { is: 'note', words: [waive.about] }],
    inputs: [
      {
        ...{ is: 'select', id: 'rule', label: waive.rule, ...first(filled.rule) },
        choices: rules.map(value => ({ value, text: value })),
      },
      { is: 'select', id: 'models', label: waive.model, choices: byName(models), ...first(filled.models) },
      {
        ...{ is: 'day', id: 'until', label: waive.until, ...first(filled.until) },
        hint: waive.untilHint,
      },
      { is: 'select', id: 'grantedBy', label: waive.grantedBy, choices: who, ...first(filled.grantedBy) },
      BECAUSE,
    ],
  }
}

/** Which file was read, of those whoever asks may speak for. */
export function attestModal(
  models: readonly Model[],
  { wrong }: Pick<Typed<never>, 'wrong'>,
  channel: string,
  model?: string,
): Modal {
  const { attest } = says.askModals
  const choices = models.map(({ id, name, review }) => ({
    value: id,
    text: attest.choice(cut(name, 40), review?.last),
  }))
  return {
    callback: 'attest',
    context: JSON.stringify({ channel }),
    title: attest.title,
    submit: attest.submit,
    blocks: [...told(wrong), { is: 'text', words: [attest.about] }],
    inputs: [
      { is: 'select', id: 'model', label: says.askModals.model, choices, ...first(model) },
      {
        ...{ is: 'text', id: 'because', label: attest.because, lines: 'many', minLength: 0, maxLength: 1000 },
        optional: true,
        hint: KEPT,
      },
    ],
  }
}

/** Asked first where nobody said it, since each model has KPIs of its own. */
export function kpiOfModal(models: readonly Model[], { wrong }: Pick<Typed<never>, 'wrong'>, channel: string): Modal {
  return {
    callback: 'kpi-of',
    context: JSON.stringify({ channel }),
    title: says.askModals.kpi.title,
    submit: says.askModals.kpi.next,
    blocks: told(wrong),
    inputs: [{ is: 'select', id: 'model', label: says.askModals.kpi.ofModel, choices: byName(models) }],
  }
}

/** Its KPIs with the limits that stand today, and the one that is asked for. */
export function kpiModal(
  { id, name, kpis = {} }: Model,
  { filled, wrong }: Typed<'kpi' | 'to' | 'urgency'>,
  channel: string,
): Modal {
  const { kpi: form } = says.askModals
  return {
    callback: 'kpi',
    context: JSON.stringify({ model: id, channel }),
    title: form.title,
    submit: form.submit,
    blocks: [...told(wrong), { is: 'text', words: form.about(name) }],
    inputs: [
      {
        ...{ is: 'select', id: 'kpi', label: form.kpi, ...first(filled.kpi) },
        choices: Object.entries(kpis).map(([value, kpi]) => ({ value, text: limitWords(kpi) })),
      },
      {
        ...{ is: 'text', id: 'to', label: form.to, lines: 'one', minLength: 1, maxLength: 40 },
        hint: form.toHint,
        ...first(filled.to),
      },
      { is: 'select', id: 'urgency', label: form.urgency, choices: URGENCIES, initial: filled.urgency ?? 'usual' },
      BECAUSE,
    ],
  }
}

const URGENCIES: readonly Choice[] = [
  { value: 'usual', text: says.askModals.kpi.usual },
  { value: 'emergency', text: says.askModals.kpi.emergency },
]

function limitWords({ name, unit, limit }: Kpi): string {
  return says.askModals.kpi.choice({ name: cut(name, 42), unit, limit })
}
