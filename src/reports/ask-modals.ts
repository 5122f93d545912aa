import { type Block, type Choice, type Modal, strong } from '../core/document.ts'
import type { Kpi } from '../core/kpi.ts'
import type { Model } from '../core/model.ts'
import { dayWords, listWords, withUnit } from '../core/words.ts'
import { cut } from './clean.ts'
import { KEPT, reason } from './modals.ts'

/** What was typed before the form opened; what of it makes no sense is told above the inputs, and not filled in. */
export interface Typed<K extends string> {
  readonly filled: Readonly<Partial<Record<K, string>>>
  readonly wrong: readonly string[]
}

const BECAUSE = reason('Why?', 'because')

const first = (initial: string | undefined) => (initial === undefined ? {} : { initial })
const told = (wrong: readonly string[]): readonly Block[] => wrong.map(says => ({ is: 'note', words: [says] }))
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
  const who = Object.entries(granters).map(([value, it]) => ({ value, text: `${it.name} (${listWords(it.roles)})` }))
  return {
    callback: 'waive',
    context: JSON.stringify({ channel }),
    title: 'Ask for an exception',
    submit: 'Ask for it',
    blocks: [
      ...told(wrong),
      {
        is: 'note',
        words: ['One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself.'],
      },
    ],
    inputs: [
      {
        ...{ is: 'select', id: 'rule', label: 'From which rule?', ...first(filled.rule) },
        choices: rules.map(value => ({ value, text: value })),
      },
      { is: 'select', id: 'models', label: 'For which model?', choices: byName(models), ...first(filled.models) },
      {
        ...{ is: 'day', id: 'until', label: 'Until which day?', ...first(filled.until) },
        hint: 'The last day on which it holds: within a year.',
      },
      { is: 'select', id: 'grantedBy', label: 'Who grants it?', choices: who, ...first(filled.grantedBy) },
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
  const choices = models.map(({ id, name, review }) => ({
    value: id,
    text: `${cut(name, 40)} (${review?.last === undefined ? 'never confirmed' : `confirmed ${dayWords(review.last)}`})`,
  }))
  return {
    callback: 'attest',
    context: JSON.stringify({ channel }),
    title: 'Confirm a file',
    submit: 'I have read it',
    blocks: [
      ...told(wrong),
      { is: 'text', words: ['You say that you have read the file of a model you answer for, and that it is true.'] },
    ],
    inputs: [
      { is: 'select', id: 'model', label: 'Which model?', choices, ...first(model) },
      {
        ...{ is: 'text', id: 'because', label: 'A word about it', lines: 'many', minLength: 0, maxLength: 1000 },
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
    title: 'Change a limit',
    submit: 'Go on',
    blocks: told(wrong),
    inputs: [{ is: 'select', id: 'model', label: 'Of which model?', choices: byName(models) }],
  }
}

/** Its KPIs with the limits that stand today, and the one that is asked for. */
export function kpiModal(
  { id, name, kpis = {} }: Model,
  { filled, wrong }: Typed<'kpi' | 'to' | 'urgency'>,
  channel: string,
): Modal {
  return {
    callback: 'kpi',
    context: JSON.stringify({ model: id, channel }),
    title: 'Change a limit',
    submit: 'Ask for it',
    blocks: [
      ...told(wrong),
      { is: 'text', words: [strong(name), ': the limit is the worst value that is still agreed to.'] },
    ],
    inputs: [
      {
        ...{ is: 'select', id: 'kpi', label: 'Of which KPI?', ...first(filled.kpi) },
        choices: Object.entries(kpis).map(([value, kpi]) => ({ value, text: limitWords(kpi) })),
      },
      {
        ...{ is: 'text', id: 'to', label: 'Which limit?', lines: 'one', minLength: 1, maxLength: 40 },
        hint: 'A number, in the unit of the KPI.',
        ...first(filled.to),
      },
      { is: 'select', id: 'urgency', label: 'Can it wait?', choices: URGENCIES, initial: filled.urgency ?? 'usual' },
      BECAUSE,
    ],
  }
}

const URGENCIES: readonly Choice[] = [
  { value: 'usual', text: 'Yes: it is approved as usual' },
  { value: 'emergency', text: 'No: an emergency, which is looked at afterwards' },
]

function limitWords({ name, unit, limit }: Kpi): string {
  return `${cut(name, 42)}: ${limit === undefined ? 'no limit' : `limit ${withUnit(limit, unit)}`}`
}
