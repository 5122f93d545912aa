import { addDays } from '../core/calendar.ts'
import type { Json } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { fileOf, newFile } from './new-file.ts'
import { about, ifSilent, ifStranger, type NoPlan, type Plan } from './plan.ts'
import { notWaivable } from './waivable.ts'

export interface Waive {
  /** The policy it is an exception from, by its id. */
  readonly rule: string
  readonly models: readonly Model[]
  readonly because: string
  /** Who answers for the exception. */
  readonly owner: string
  /** Somebody with a role that `mayWaive` of the rule names. */
  readonly grantedBy: string
  /** The last day it holds, YYYY-MM-DD. */
  readonly until: string
  readonly today: string
}

/** A new policy of kind waiver, with the examples that show where it begins and ends. */
export function planWaive(repository: Repository, asked: Waive): Plan | NoPlan {
  const { rule, because, owner, grantedBy, until, today } = asked
  const silent = ifSilent(because)
  const [why = ifStranger(repository, owner) ?? (silent && about('because', silent))] = notWaivable(repository, asked)
  if (why !== undefined) return why
  const models = asked.models.map(({ id }) => id)
  const id = freeId(repository, `waive-${rule}`)
  const file = newFile('policies', id, {
    kind: 'waiver',
    id,
    because: because.trim(),
    rule,
    models,
    owner,
    granted: { by: grantedBy, on: today },
    expires: until,
    examples: examplesOf(models, today, until),
  })
  return { kind: 'rules', title: says.planWaive.title(rule, models, until), edits: [file] }
}

/** The same rule may be waived for other models some other day. */
function freeId(repository: Repository, wanted: string): string {
  const short = wanted.slice(0, 56).replace(/-+$/, '')
  const names = [short, ...Array.from({ length: 998 }, (_, i) => `${short}-${i + 2}`)]
  return names.find(id => fileOf(repository, id) === undefined) ?? short
}

/** Its first day and its last, the days around them, and a model it is not for. */
function examplesOf(models: readonly string[], today: string, until: string): Json[] {
  const [model = ''] = models
  const other = models.includes('another-model') ? 'yet-another-model' : 'another-model'
  return [
    example(today, model, 'waived'),
    ...(until === today ? [] : [example(until, model, 'waived')]),
    example(addDays(today, -1), model, 'stands'),
    example(addDays(until, 1), model, 'stands'),
    example(today, other, 'stands'),
  ]
}

function example(on: string, model: string, outcome: 'waived' | 'stands'): Json {
  // biome-ignore lint/suspicious/noThenProperty: examples read `on …, then …`; nobody awaits a plan.
  return { on, model, then: outcome }
}
