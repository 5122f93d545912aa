import type { Change } from './change-state.ts'
import { about, deliveryFor, nameOf, type Task, tasksOf } from './change-tasks.ts'
import type { Model } from './model.ts'

/** What is known of where a merged change was to arrive. */
export interface Arriving {
  readonly models: Readonly<Record<string, Model>>
  /** The version that was observed last; undefined where none was. */
  readonly runs: (model: string) => string | undefined
}

/**
 * Whether all that a merged change was to bring about is there. A version has arrived when it is what runs; of a model
 * that nobody observes, when its delivery said so, and at once where nothing delivers it: the file is all there is.
 */
export function hasArrived(change: Change, arriving: Arriving): boolean {
  return tasksOf(change).every(task => (task.kind === 'retrain' ? isTrained : isThere)(change, task, arriving))
}

function isThere(change: Change, task: Task, { models, runs }: Arriving): boolean {
  const model = Object.hasOwn(models, task.model) ? models[task.model] : undefined
  if (model === undefined) return true
  if (model.serving.observe !== undefined) return runs(task.model) === task.version
  return deliveryFor(model, task) === undefined || about(change.delivered, nameOf(task))?.conclusion === 'success'
}

/** Where nothing trains it, asking for it was all. */
function isTrained({ registered }: Change, task: Task, { models }: Arriving): boolean {
  const model = Object.hasOwn(models, task.model) ? models[task.model] : undefined
  if (model === undefined || deliveryFor(model, task) === undefined) return true
  return registered.some(known => known.model === task.model)
}
