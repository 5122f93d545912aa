import { capital } from '../words/figures.ts'
import type { Change } from './change-state.ts'
import { about, deliveryFor, markOf, nameOf, type Task, tasksOf } from './change-tasks.ts'
import { type Delivery, WITHIN_HOURS } from './delivery.ts'
import type { Model } from './model.ts'
import type { Stuck } from './trouble.ts'

/** Deliveries and trainings of a change that failed or fell silent, each until a later one succeeds or it is done. */
export function overdue(change: Change, models: Readonly<Record<string, Model>>, now: Date): readonly Stuck[] {
  if (!change.merged || change.done || change.closed) return []
  return tasksOf(change).flatMap(task => {
    const model = Object.hasOwn(models, task.model) ? models[task.model] : undefined
    const delivery = model && deliveryFor(model, task)
    return delivery ? (stuck(change, task, delivery, now) ?? []) : []
  })
}

function stuck(change: Change, task: Task, delivery: Delivery, now: Date): Stuck | undefined {
  const of = nameOf(task)
  const [sent, end] = [about(change.dispatched, of), about(change.delivered, of)]
  if (sent === undefined || 'manual' in delivery) return undefined
  const late = (since: string) =>
    now.getTime() - Date.parse(since) >= (delivery.withinHours ?? WITHIN_HOURS) * 3_600_000
  const what = `${whatOf(task)} (${markOf(change, of)})`
  const told = (says: string, fix: string, since: string): Stuck => ({
    ...{
      work: task.kind === 'retrain' ? 'training' : 'delivery',
      says: capital(says),
      fix,
      since,
      count: 1,
      dead: true,
    },
    model: task.model,
  })
  if (end && end.conclusion !== 'success') {
    const where = end.url === undefined ? '' : `, ${end.url}`
    return told(
      `${what} ended in ${end.conclusion}.`,
      `see why ${what} failed${where}; mend it and run it again`,
      end.at,
    )
  }
  if (end === undefined)
    return late(sent.at)
      ? told(`Nothing is heard of ${what} since it was started.`, startedFix(what, delivery), sent.at)
      : undefined
  if (task.kind !== 'retrain' || change.registered.some(it => it.model === task.model) || !late(end.at))
    return undefined
  return told(
    `${what} ended well, and no new version is known.`,
    `let ${what} register its version: POST /v1/versions`,
    end.at,
  )
}

const whatOf = ({ model, kind, version }: Task) =>
  kind === 'retrain' ? `the training of ${model}` : `the delivery of ${model} ${version ?? ''}`

function startedFix(what: string, delivery: Delivery): string {
  return 'webhook' in delivery
    ? `see whether ${delivery.webhook} runs ${what}; let it report its end: POST /v1/deliveries`
    : `see whether ${what} runs on GitHub, and cancel or mend what hangs`
}
