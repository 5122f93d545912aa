import type { Breach } from '../core/breach.ts'
import { type Case, caseFrom, caseId } from '../core/case.ts'
import { askedAmong, cameToNothing, standsIn } from '../core/case-answer.ts'
import { type Change, changeFrom, isOpen, owesReview } from '../core/change-state.ts'
import { type Drop, dropFrom } from '../core/drop.ts'
import type { Event } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { type ModelState, modelFrom } from '../core/model-state.ts'
import { type Sighting, sightingFrom } from '../core/sighting.ts'
import { isTroubleOf, type Trouble, troubleFrom } from '../core/trouble.ts'
import type { Store } from './store.ts'
import type { Onlooker } from './world.ts'

/** A subject’s fold with the number of events it was made from, for the write that follows. */
export interface Standing<T> {
  readonly it: T
  readonly seen: number
  readonly events: readonly Event[]
}

export async function caseOf(store: Store, subject: string): Promise<Standing<Case> | undefined> {
  const events = await store.events(subject)
  const it = caseFrom(events)
  return it && { it, seen: events.length, events }
}

export async function changeOf(store: Store, subject: string): Promise<Standing<Change> | undefined> {
  const events = await store.events(subject)
  const it = changeFrom(events)
  return it && { it, seen: events.length, events }
}

export async function troubleOf(store: Store, subject: string): Promise<Standing<Trouble> | undefined> {
  const events = await store.events(subject)
  const it = troubleFrom(events)
  return it && { it, seen: events.length, events }
}

export async function dropOf(store: Store, subject: string): Promise<Standing<Drop> | undefined> {
  const events = await store.events(subject)
  const it = dropFrom(events)
  return it && { it, seen: events.length, events }
}

export async function sightingOf(store: Store, subject: string): Promise<Standing<Sighting> | undefined> {
  const events = await store.events(subject)
  const it = sightingFrom(events)
  return it && { it, seen: events.length, events }
}

/** What Kedge cannot do by itself now. */
export async function openTroubles(store: Store): Promise<readonly Standing<Trouble>[]> {
  const rows = await store.subjects({ kind: 'trouble', open: true })
  const all = await Promise.all(rows.map(row => troubleOf(store, row.subject)))
  return all.filter(trouble => trouble !== undefined)
}

/** Those of these models, and those that are about none. */
export async function troublesOf(
  store: Store,
  models: readonly { readonly id: string }[],
): Promise<readonly Trouble[]> {
  const mine = new Set(models.map(({ id }) => id))
  return (await openTroubles(store)).map(({ it }) => it).filter(it => isTroubleOf(it, mine))
}

export async function modelOf(store: Store, model: string): Promise<Standing<ModelState>> {
  const events = await store.events(`model/${model}`)
  return { it: modelFrom(model, events), seen: events.length, events }
}

export async function openCase(store: Store, model: string): Promise<Standing<Case> | undefined> {
  const [row] = await store.subjects({ kind: 'case', model, open: true, limit: 1 })
  return row && caseOf(store, row.subject)
}

const LAST = 5

/** The last cases of a model that are over, newest first. */
export async function closedCases(store: Store, model: string): Promise<readonly Standing<Case>[]> {
  const rows = await store.subjects({ kind: 'case', model, open: false, limit: LAST })
  const all = await Promise.all(rows.map(row => caseOf(store, row.subject)))
  return all.filter(it => it !== undefined)
}

/**
 * Those that may know of what fires now, besides the last: whose name it would have, and what went on after its newest reading
 * had ended. A part of the cases that has ended fires for ever, however many cases there were since.
 */
export async function casesThatKnow(
  store: Store,
  model: string,
  firing: readonly Breach[],
): Promise<readonly Standing<Case>[]> {
  const names = new Set(firing.map(({ since }) => caseId(model, since)))
  const since = firing.map(({ latest }) => latest.end).sort()[0] ?? ''
  const rows = await store.subjects({ kind: 'case', model, open: false })
  const may = rows.filter(({ subject, changedAt }, i) => i < LAST || names.has(subject) || changedAt >= since)
  const all = await Promise.all(may.map(row => caseOf(store, row.subject)))
  return all.filter(it => it !== undefined)
}

/** What was asked for in a case of this model. */
export async function askedIn(
  { store, now }: Pick<Onlooker, 'store' | 'now'>,
  it: Case,
  model: Model | undefined,
): Promise<Standing<Change> | undefined> {
  const newest = it.change === undefined ? undefined : await changeOf(store, it.change)
  if (newest === undefined) return undefined
  const mayGiveWay = cameToNothing(newest.it) || newest.it.request.kind === 'hold'
  const others = mayGiveWay ? await openChanges(store, it.model) : []
  return askedAmong(it, model, [newest, ...others], now())
}

/** What else was asked for in a case, and still stands: a training goes on while the model is on hold. */
export async function askedBesides(
  store: Store,
  it: Case,
  asked: Standing<Change> | undefined,
): Promise<readonly Standing<Change>[]> {
  if (it.closed || asked === undefined) return []
  return (await openChanges(store, it.model)).filter(other => other.it.id !== asked.it.id && standsIn(it, other.it))
}

/** Changes somebody still has to look at, those that are due first. */
export async function reviewsOwed(store: Store): Promise<readonly Standing<Change>[]> {
  const rows = await store.subjects({ kind: 'change', open: true })
  const all = await Promise.all(rows.map(row => changeOf(store, row.subject)))
  return all
    .filter(change => change !== undefined)
    .filter(({ it }) => owesReview(it))
    .sort((a, b) => ((a.it.review?.due ?? '') < (b.it.review?.due ?? '') ? -1 : 1))
}

/** Changes of a model that are still on their way, newest first. */
export async function openChanges(store: Store, model?: string): Promise<readonly Standing<Change>[]> {
  return openOf(store, { ...(model !== undefined && { model }) })
}

/** Those that are about a model, also of pull requests that people opened. */
export async function openChangesAbout(store: Store, about: string): Promise<readonly Standing<Change>[]> {
  return openOf(store, { about })
}

async function openOf(
  store: Store,
  of: { readonly model?: string; readonly about?: string },
): Promise<readonly Standing<Change>[]> {
  const rows = await store.subjects({ kind: 'change', open: true, ...of })
  const all = await Promise.all(rows.map(row => changeOf(store, row.subject)))
  return all.filter(change => change !== undefined).filter(change => isOpen(change.it))
}

/** All that ever were about a model, newest first. */
export async function changesAbout(store: Store, model: string): Promise<readonly Change[]> {
  const rows = await store.subjects({ kind: 'change', about: model })
  return (await Promise.all(rows.map(row => changeOf(store, row.subject)))).flatMap(change => change?.it ?? [])
}

/** All of a kind that are open, newest first. */
export async function allOpen<T>(
  store: Store,
  kind: 'case' | 'change' | 'drop' | 'sighting',
  of: (store: Store, subject: string) => Promise<T | undefined>,
): Promise<readonly T[]> {
  const rows = await store.subjects({ kind, open: true })
  return (await Promise.all(rows.map(({ subject }) => of(store, subject)))).filter(it => it !== undefined)
}
