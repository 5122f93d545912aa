import type { Case } from '../core/case.ts'
import { type Change, modelsOf } from '../core/change-state.ts'
import type { Happening } from '../core/digest.ts'
import type { Event, EventType } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { retoldIn } from '../core/promise.ts'
import { everTold, type Trouble } from '../core/trouble.ts'
import { watchId } from '../core/watched-part.ts'
import { caseOf, changeOf, modelOf, type Standing, troubleOf } from './standing.ts'
import type { Store } from './store.ts'

export interface Moved {
  readonly changes: readonly Standing<Change>[]
  readonly cases: readonly Standing<Case>[]
  readonly troubles: readonly Standing<Trouble>[]
}

/** Everything that was written to since then, oldest first. */
export async function movedSince(store: Store, since: string): Promise<Moved> {
  const rows = async (kind: 'case' | 'change' | 'trouble') =>
    (await store.subjects({ kind })).filter(({ changedAt }) => changedAt > since).reverse()
  const [changes, cases, troubles] = await Promise.all([rows('change'), rows('case'), rows('trouble')])
  return {
    changes: present(await Promise.all(changes.map(({ subject }) => changeOf(store, subject)))),
    cases: present(await Promise.all(cases.map(({ subject }) => caseOf(store, subject)))),
    troubles: present(await Promise.all(troubles.map(({ subject }) => troubleOf(store, subject)))),
  }
}

const present = <T>(all: readonly (T | undefined)[]): T[] => all.filter(it => it !== undefined)

/** What is worth a line; the rest stands on cards and in the history. */
const TOLD: readonly EventType[] = [
  ...(['model.observed', 'model.broke-rule', 'model.kept-rule', 'model.warned', 'model.warning-over'] as const),
  ...(['case.opened', 'case.again', 'case.reopened', 'case.snoozed', 'case.closed'] as const),
  ...(['change.asked', 'change.merged', 'change.registered', 'change.done', 'change.closed'] as const),
  ...(['change.review-owed', 'change.reviewed', 'promise.late'] as const),
  ...(['trouble.opened', 'trouble.closed'] as const),
]

/** Late while it was snoozed: it is told when it wakes. */
const isUntold = ({ type, body }: Event) => type === 'promise.late' && body.untold === true

/** Of which KPI a warning is; one that is over is looked up where it began. */
function warnedOf(event: Event, all: readonly Event[]): Pick<Happening, 'kpi'> {
  if (event.type !== 'model.warned' && event.type !== 'model.warning-over') return {}
  const id = watchId(event.body)
  const begun = all.findLast(it => it.type === 'model.warned' && it.seq <= event.seq && watchId(it.body) === id) as
    | Event<'model.warned'>
    | undefined
  const kpi = begun?.body.kpi
  return kpi === undefined ? {} : { kpi }
}

export async function happenedSince(
  store: Store,
  since: string,
  models: readonly Model[],
  { changes, cases, troubles }: Moved,
): Promise<readonly Happening[]> {
  const byId = new Map(models.map(model => [model.id, model]))
  const named = (ids: readonly string[]) => ids.flatMap(id => byId.get(id) ?? [])
  const own = await Promise.all(
    models.map(async model => {
      const { events } = await modelOf(store, model.id)
      // Of what was told before only that it was is needed.
      return events.map(event => ({ event, models: [model], ...(event.at > since && warnedOf(event, events)) }))
    }),
  )
  const all: Happening[] = [
    ...own.flat(),
    ...cases.flatMap(({ it, events }) => events.map(event => ({ event, models: named([it.model]) }))),
    ...changes.flatMap(({ it, events }) => events.map(event => ({ event, change: it, models: named(modelsOf(it)) }))),
    ...troubles.flatMap(({ it, events }) => {
      const waited = named(Object.keys(everTold(events)))
      return events.map(event => ({ event, trouble: it, models: waited }))
    }),
  ]
  const told = all.filter(({ event }) => TOLD.includes(event.type) && !isUntold(event))
  const retold = retoldIn(told.map(({ event }) => event))
  return told
    .filter(({ event }) => event.at > since && !retold.has(event))
    .sort((a, b) => (a.event.at < b.event.at ? -1 : 1))
}
