import { says } from '../words/says.ts'
import type { Change } from './change-state.ts'
import { about, deliveryFor, markOf, nameOf, type Task, tasksOf } from './change-tasks.ts'
import { type Delivery, WITHIN_HOURS } from './delivery.ts'
import type { Model } from './model.ts'
import type { WrongAndFix } from './problem.ts'
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
  const it = {
    model: task.model,
    version: task.kind === 'retrain' ? undefined : task.version,
    mark: markOf(change, of),
  }
  const told = ([says, fix]: WrongAndFix, since: string): Stuck => ({
    ...{ work: task.kind === 'retrain' ? 'training' : 'delivery', says, fix, since, count: 1, dead: true },
    model: task.model,
  })
  if (end && end.conclusion !== 'success') return told(says.overdue.failed(it, end.conclusion, end.url), end.at)
  if (end === undefined) return late(sent.at) ? told(silent(it, delivery), sent.at) : undefined
  if (task.kind !== 'retrain' || change.registered.some(it => it.model === task.model) || !late(end.at))
    return undefined
  return told(says.overdue.noVersion(it), end.at)
}

function silent(it: Parameters<typeof says.overdue.noVersion>[0], delivery: Delivery): WrongAndFix {
  return 'webhook' in delivery ? says.overdue.silentWebhook(it, delivery.webhook) : says.overdue.silentWorkflow(it)
}
