import type { Move } from './change.ts'
import { type Change, movesOf, retrainsOf } from './change-state.ts'
import type { Delivery } from './delivery.ts'
import type { Model } from './model.ts'

/** What a merged change is to bring about for one model: that a version runs, or that a new one is trained. */
export interface Task {
  readonly model: string
  readonly kind: Move['kind'] | 'retrain'
  readonly version?: string
}

type Of = { readonly model: string; readonly retrain?: true }

export function tasksOf(change: Pick<Change, 'seals' | 'request'>): readonly Task[] {
  const moved = movesOf(change).map(({ model, kind, to }): Task => ({ model, kind, version: to }))
  return [...moved, ...retrainsOf(change).map(({ model }): Task => ({ model, kind: 'retrain' }))]
}

/** The way the file of the model says for it; a rollback may have one of its own. */
export function deliveryFor({ delivery, rollback, retraining }: Model, { kind }: Task): Delivery | undefined {
  if (kind === 'retrain') return retraining?.delivery
  return kind === 'rollback' ? (rollback?.delivery ?? delivery) : delivery
}

/** As the events about it say which one they mean. */
export function nameOf({ model, kind }: Task): Of {
  return { model, ...(kind === 'retrain' && { retrain: true }) }
}

/** What of a list is about the same task. */
export function about<T extends Of>(all: readonly T[], { model, retrain }: Of): T | undefined {
  return all.findLast(it => it.model === model && it.retrain === retrain)
}

/** Deliveries that people were told to make, and nobody has seen the end of. */
export const byHandOf = ({ dispatched, delivered, done, closed }: Change) =>
  dispatched.flatMap(({ manual, ...it }) =>
    manual === undefined || done || closed || about(delivered, it) ? [] : [{ ...it, by: manual }],
  )

/**
 * What the title of a delivery holds, so that it is found again, and what whoever delivers calls it:
 * `change/1a2b3c4d`, or `change/1a2b3c4d:churn:retrain` where that alone would not say which.
 */
export function markOf({ id, request, ...change }: Pick<Change, 'id' | 'request' | 'seals'>, of: Of): string {
  const both = of.retrain && movesOf({ request, ...change }).some(({ model }) => model === of.model)
  return [id, ...(request.model === of.model ? [] : [of.model]), ...(both ? ['retrain'] : [])].join(':')
}

/** `change/1a2b3c4d` of any of its marks. */
export const changeOfMark = (mark: string): string => mark.split(':')[0] ?? mark
