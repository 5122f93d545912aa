import type { Case } from '../core/case.ts'
import { type Change, modelsOf } from '../core/change-state.ts'
import type { Happening } from '../core/digest.ts'
import type { Event, EventType } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { retoldIn } from '../core/promise.ts'
import { caseOf, changeOf, modelOf, type Standing } from './standing.ts'
import type { Store } from './store.ts'

export interface Moved {
  readonly changes: readonly Standing<Change>[]
  readonly cases: readonly Standing<Case>[]
}

/** Everything that was written to since then, oldest first. */
export async function movedSince(store: Store, since: string): Promise<Moved> {
  const rows = async (kind: 'case' | 'change') =>
    (await store.subjects({ kind })).filter(({ changedAt }) => changedAt > since).reverse()
  const [changes, cases] = await Promise.all([rows('change'), rows('case')])
  return {
    changes: present(await Promise.all(changes.map(({ subject }) => changeOf(store, subject)))),
    cases: present(await Promise.all(cases.map(({ subject }) => caseOf(store, subject)))),
  }
}

const present = <T>(all: readonly (T | undefined)[]): T[] => all.filter(it => it !== undefined)

/** What is worth a line; the rest stands on cards and in the history. */
const TOLD: readonly EventType[] = [
  ...(['model.observed', 'model.broke-rule', 'model.kept-rule'] as const),
  ...(['case.opened', 'case.again', 'case.reopened', 'case.snoozed', 'case.closed'] as const),
  ...(['change.asked', 'change.merged', 'change.registered', 'change.done', 'change.closed'] as const),
  ...(['change.review-owed', 'change.reviewed', 'promise.late'] as const),
]

/** Late while it was snoozed: it is told when it wakes. */
const isUntold = ({ type, body }: Event) => type === 'promise.late' && body.untold === true

export async function happenedSince(
  store: Store,
  since: string,
  models: readonly Model[],
  { changes, cases }: Moved,
): Promise<readonly Happening[]> {
  const byId = new Map(models.map(model => [model.id, model]))
  const named = (ids: readonly string[]) => ids.flatMap(id => byId.get(id) ?? [])
  const own = await Promise.all(
    models.map(async model => (await modelOf(store, model.id)).events.map(event => ({ event, models: [model] }))),
  )
  const all: Happening[] = [
    ...own.flat(),
    ...cases.flatMap(({ it, events }) => events.map(event => ({ event, models: named([it.model]) }))),
    ...changes.flatMap(({ it, events }) => events.map(event => ({ event, change: it, models: named(modelsOf(it)) }))),
  ]
  const told = all.filter(({ event }) => TOLD.includes(event.type) && !isUntold(event))
  const retold = retoldIn(told.map(({ event }) => event))
  return told
    .filter(({ event }) => event.at > since && !retold.has(event))
    .sort((a, b) => (a.event.at < b.event.at ? -1 : 1))
}
