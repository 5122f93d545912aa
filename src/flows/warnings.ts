import { digestOf } from '../core/canonical.ts'
import { happened, type NewEvent } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { ModelState, WarningOn } from '../core/model-state.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { partOf } from '../core/watched-part.ts'
import { stillWatches } from '../core/watches.ts'
import { isOver } from '../policies/lifecycle.ts'
import monitors, { checkOf, opensCase } from '../policies/monitor.ts'
import { warningOver, warningStarted } from '../reports/warning.ts'
import type { Document } from '../words/document.ts'
import { say } from './jobs.ts'
import { idOf, type Monitored, watchOf } from './monitored.ts'
import { namedNow } from './renamed-kpi.ts'
import { modelOf } from './standing.ts'
import type { Batch, NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/** What was decided for a model, and what follows. */
export interface Told {
  readonly parts: Batch['parts']
  readonly jobs: readonly NewJob[]
}

/** A warning is one message when it begins and one when it is over; what one monitor says of many parts at once is one. */
export async function warnings(world: Onlooker, model: Model, all: readonly Monitored[]): Promise<Told> {
  const { it, seen } = await modelOf(world.store, model.id)
  const left = leftBehind(await world.policy(), model, all, it)
  const on = Object.fromEntries(Object.entries(it.warnings).filter(([, warning]) => !left.includes(warning)))
  const each = Map.groupBy(
    all.filter(m => !opensCase(m.policy)),
    m => m.policy,
  )
  const news = [...each].flatMap(([policy, those]) => [
    begun(
      model,
      policy,
      those.flatMap(m => begins(m, on)),
    ),
    over(
      model,
      policy,
      those.flatMap(m => ends(m, on)),
      world.now(),
    ),
  ])
  const events = [...left.map(one => unwatched(model, one, world.now())), ...news.flatMap(t => t.events)]
  return {
    parts: events.length > 0 ? [{ subject: `model/${model.id}`, seen, events }] : [],
    jobs: news.flatMap(t => t.jobs),
  }
}

/** One that changes now, with the reading that says so. */
type Changed = Monitored & { readonly latest: Reading; readonly from: string }
interface News {
  readonly events: readonly NewEvent[]
  readonly jobs: readonly NewJob[]
}

const fires = ({ watched: { state } }: Monitored) => state === 'firing' || state === 'recovering'

function begins(m: Monitored, on: ModelState['warnings']): readonly Changed[] {
  const { latest, since } = m.watched
  return latest && fires(m) && !Object.hasOwn(on, idOf(m)) ? [{ ...m, latest, from: since ?? latest.end }] : []
}

function ends(m: Monitored, on: ModelState['warnings']): readonly Changed[] {
  const since = Object.hasOwn(on, idOf(m)) ? on[idOf(m)]?.since : undefined
  const { latest, state } = m.watched
  if (since === undefined || !latest || state !== 'ok') return []
  // Where a clock was put back, older readings say nothing of whether it is over.
  return latest.end < since ? [] : [{ ...m, latest, from: since }]
}

function begun(model: Model, policy: Monitored['policy'], parts: readonly Changed[]): News {
  const events = parts.map(m =>
    happened('model.warned', 'kedge', {
      ...{ model: model.id, ...watchOf(m), since: m.from, value: m.latest.value },
    }),
  )
  const [first = ''] = parts.map(({ from }) => from).sort()
  const note = { model, policy, parts }
  return { events, jobs: told(model, parts, `warning:${model.id}:${policy.id}:${first}`, () => warningStarted(note)) }
}

function over(model: Model, policy: Monitored['policy'], parts: readonly Changed[], now: Date): News {
  const events = parts.map(m =>
    happened('model.warning-over', 'kedge', { model: model.id, monitor: policy.id, ...partOf(m), at: m.latest.end }),
  )
  const key = `warning-over:${model.id}:${policy.id}:${now.toISOString()}`
  return { events, jobs: told(model, parts, key, () => warningOver({ model, policy, parts })) }
}

/** What a monitor looked at before it looked at something else or other models, opened cases, or its model was over. */
function leftBehind(
  repository: Repository,
  model: Model,
  all: readonly Monitored[],
  { warnings: on }: ModelState,
): readonly WarningOn[] {
  const policies = policiesOf(repository, monitors)
  return Object.values(on).filter(warning => {
    if (isOver(repository, model)) return true
    const policy = policies.find(({ id }) => id === warning.monitor)
    if (policy === undefined || opensCase(policy) || checkOf(policy, model) === undefined) return true
    const { kpi } = warning.kpi === undefined ? policy.watches : namedNow(model, all, { ...warning, kpi: warning.kpi })
    return policy.watches.kpi !== kpi || !stillWatches(policy.watches, warning, model)
  })
}

/** Nobody is told: somebody changed a file for it. */
function unwatched(model: Model, { monitor, ...part }: WarningOn, now: Date): NewEvent {
  const at = now.toISOString()
  return happened('model.warning-over', 'kedge', { model: model.id, monitor, ...partOf(part), at, unwatched: true })
}

function told({ id, channel }: Model, parts: readonly Changed[], key: string, document: () => Document): NewJob[] {
  if (channel === undefined || parts.length === 0) return []
  const ids = parts.map(idOf)
  const which = ids.some(it => it !== parts[0]?.policy.id) ? `:${digestOf(ids).slice(0, 12)}` : ''
  return [say(`${key}${which}`, `model/${id}`, { channel, document: document() })]
}
