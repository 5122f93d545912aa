import type { Change } from '../core/change-state.ts'
import { about, deliveryFor, markOf, nameOf, type Task, tasksOf } from '../core/change-tasks.ts'
import { reminderDue } from '../core/delivery.ts'
import type { Doer } from '../core/doer.ts'
import { happened, type NewEvent } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { byHandNote, undeliveredNote } from '../reports/delivery-notes.ts'
import { says } from '../words/says.ts'
import { arrive } from './arrive.ts'
import { deliver, showCase, showChange } from './jobs.ts'
import { heard } from './notes.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import type { Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/** Follows each delivery to its end. What runs is another reading: the watch sees it. */
export async function afterMerge(world: Onlooker, standing: Standing<Change>): Promise<Outcome> {
  const { it, seen } = standing
  const { models } = await world.policy()
  const tasks = tasksOf(it)
  if (tasks.some(task => wayOf(models, task) && !about(it.dispatched, nameOf(task)))) return { jobs: [deliver(it.id)] }
  const arrived = await arrive(world, standing, models, {})
  if (arrived !== NOTHING) return arrived
  const steps = (await Promise.all(tasks.map(task => stepOf(world, it, task, models)))).filter(
    step => step !== undefined,
  )
  if (steps.length === 0) return NOTHING
  const parts = [{ subject: it.id, seen, events: steps.map(({ event }) => event) }]
  return { parts, jobs: [...showsDelivery(it), ...steps.flatMap(({ note }) => note)] }
}

export interface Step {
  readonly event: NewEvent
  readonly note: readonly NewJob[]
}

type Models = Repository['models']
const modelOf = (models: Models, { model }: Task) => (Object.hasOwn(models, model) ? models[model] : undefined)

function wayOf(models: Models, task: Task) {
  const model = modelOf(models, task)
  return model && deliveryFor(model, task)
}

/** Undefined while it runs, has not even begun, or has nothing new to say. */
async function stepOf(world: Onlooker, it: Change, task: Task, models: Models): Promise<Step | undefined> {
  const sent = about(it.dispatched, nameOf(task))
  if (sent === undefined || about(it.delivered, nameOf(task))?.conclusion === 'success') return undefined
  if (sent.manual !== undefined) return reminder(it, task, models, world.now())
  if (sent.workflow === undefined) return undefined
  const run = await world.see.run(sent.workflow, markOf(it, sent))
  if (run?.status !== 'completed') return undefined
  return ended(it, task, modelOf(models, task), { run: run.id, url: run.url, conclusion: run.conclusion ?? 'unknown' })
}

export interface End {
  /** Who says so, where it is not Kedge that heard of it. */
  readonly by?: Doer
  readonly run?: number
  readonly url?: string
  readonly conclusion: string
}

/** How it ended, said once. What succeeded stays so; what failed may be tried again. */
export function ended(it: Change, task: Task, model: Model | undefined, { by, ...end }: End): Step | undefined {
  const last = about(it.delivered, nameOf(task))
  const same = last?.run === end.run && last?.url === end.url && last?.conclusion === end.conclusion
  if (last?.conclusion === 'success' || (last && same)) return undefined
  const teller = by ?? (end.run === undefined ? 'kedge' : 'github')
  const event = happened('change.delivered', teller, { ...nameOf(task), ...end })
  if (model === undefined || end.conclusion === 'success') return { event, note: [] }
  const words = undeliveredNote(model.owners.technical, task, end)
  return { event, note: heard(it, model, last ? `undelivered-${end.run ?? end.url}` : 'undelivered', words) }
}

/** However long nobody looked, it is one reminder. */
function reminder(it: Change, task: Task, models: Models, now: Date): Step | undefined {
  const [sent, model] = [about(it.dispatched, nameOf(task)), modelOf(models, task)]
  const delivery = model && deliveryFor(model, task)
  if (!sent || !model || !delivery || !('manual' in delivery)) return undefined
  const nth = reminderDue(sent.at, delivery.manual.remindHours, now)
  if (nth <= (about(it.reminded, nameOf(task))?.nth ?? 0)) return undefined
  const event = happened('change.reminded', 'kedge', { ...nameOf(task), nth })
  const age = says.figures.spanWords(sent.at, now.toISOString())
  return { event, note: byHand(it, model, task, { by: delivery.manual.by, nth, age }) }
}

interface Call {
  readonly by: string
  /** After how many spans it is told again. */
  readonly nth: number
  /** How long it waits, where it is told again. */
  readonly age?: string
}

/** Calls by name whoever does it by hand; from the second reminder on those as well who may say that it is done. */
export function byHand(it: Change, model: Model, task: Task, { by, nth, age }: Call): NewJob[] {
  const what = `by-hand-${task.model}-${task.kind}-${nth}`
  const { owners, deputies } = model
  const answerable = [owners.technical, deputies?.technical].filter(one => one !== undefined && one !== by)
  const called = [by, ...(nth > 1 ? new Set(answerable as string[]) : [])]
  return heard(it, model, what, byHandNote(called, task, { age, observed: model.serving.observe !== undefined }))
}

export function showsDelivery(it: Change): NewJob[] {
  return [showChange(it.id), ...(it.request.case === undefined ? [] : [showCase(it.request.case)])]
}
