import type { Case } from '../core/case.ts'
import { askedAmong } from '../core/case-answer.ts'
import { type Change, modelsOf, sealOf } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { People } from '../core/people.ts'
import { policiesOf, selects } from '../core/policy-kind.ts'
import { type Portfolio, type PortfolioModel, portfolioOf } from '../core/portfolio.ts'
import { profileId } from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import type { Than } from '../core/schedule.ts'
import { everTold, isTroubleOf, type Trouble } from '../core/trouble.ts'
import { stageOf } from '../lifecycle/lifecycle.ts'
import { isOver, lifecycleFor } from '../policies/lifecycle.ts'
import monitor from '../policies/monitor.ts'
import { holdsEnded } from './holds-ended.ts'
import { lateOf } from './late.ts'
import type { Reader } from './reader.ts'
import { caseOf, changeOf, modelOf, type Standing, troubleOf } from './standing.ts'
import type { Onlooker } from './world.ts'

type Validation = NonNullable<Model['validation']>

/** Which models are counted, for whom, and since when. */
export interface Counting {
  readonly models: readonly Model[]
  readonly may: Reader
  readonly since: string
  readonly now: string
  readonly than?: Than
}

/** All that happened, wherever it is read from: a bot has a store, a clone has the record. */
export interface Known {
  readonly cases: readonly Standing<Case>[]
  readonly changes: readonly Standing<Change>[]
  readonly troubles: readonly Standing<Trouble>[]
  /** Of models themselves. */
  readonly events: readonly Event[]
  readonly begun?: string
}

/** The same numbers for whoever asks: what may not be shown there is in none of them. */
export function portfolioFrom(repository: Repository, counting: Counting, known: Known): Portfolio {
  const { models, may, since, now, than } = counting
  const about = new Set(models.map(({ id }) => id))
  const troubles = known.troubles.filter(({ events }) => isTroubleOf({ told: everTold(events) }, about))
  return portfolioOf({
    models: models.map(model => portfolioModel(repository, model, now)),
    cases: known.cases.filter(({ it }) => about.has(it.model)),
    changes: known.changes.filter(({ it }) => may.seeChange(it) && isAboutOne(it, about, repository)),
    late: lateIn(repository, known, now),
    events: [
      ...troubles.flatMap(({ events }) => events),
      ...known.events.filter(({ subject }) => about.has(subject.slice('model/'.length))),
    ],
    ...{ since, now },
    ...(than && { than }),
    ...(known.begun !== undefined && { begun: known.begun }),
  })
}

/** Ids of all cases and changes that are late. */
function lateIn(repository: Repository, { cases, changes }: Known, now: string): readonly string[] {
  const newest = changes.toSorted((a, b) => (a.it.asked.at < b.it.asked.at ? 1 : -1))
  const asked = (it: Case) => askedAmong(it, repository.models[it.model], newest, new Date(now))?.it
  return [
    ...cases.filter(({ it }) => lateOf(it, repository, asked(it)).length > 0),
    ...changes.filter(({ it }) => lateOf(it, repository).length > 0),
  ].map(({ it }) => it.id)
}

/** What is about no model, rules say, is told wherever it may be shown; so is what came with them, and that a model is gone. */
export function isAboutOne(change: Change, about: ReadonlySet<string>, { models }: Repository): boolean {
  const ids = modelsOf(change)
  const withRules = sealOf(change)?.body.parts.some(({ kinds }) => kinds.includes('rules')) ?? false
  const areGone = change.merged !== undefined && !ids.some(id => Object.hasOwn(models, id))
  return withRules || areGone || ids.some(id => about.has(id))
}

/** What is open, with what was asked for in it, and what moved since the period before began. */
export async function portfolioNow(
  { store }: Pick<Onlooker, 'store'>,
  repository: Repository,
  counting: Counting,
): Promise<Portfolio> {
  const from = counting.than?.from ?? counting.since
  type Of<T> = (s: typeof store, id: string) => Promise<T>
  const all = async <T>(kind: 'case' | 'change' | 'trouble', of: Of<T>, also: readonly (string | undefined)[] = []) => {
    const rows = (await store.subjects({ kind })).filter(
      ({ subject, open, changedAt }) => open || changedAt > from || also.includes(subject),
    )
    return (await Promise.all(rows.map(({ subject }) => of(store, subject)))).filter(it => it !== undefined)
  }
  const cases = await all('case', caseOf)
  const asked = cases.map(({ it }) => it.change)
  const [changes, troubles, own, [first]] = await Promise.all([
    all('change', changeOf, asked),
    all('trouble', troubleOf),
    Promise.all(counting.models.map(async ({ id }) => (await modelOf(store, id)).events)),
    store.eventsAfter(0, 1),
  ])
  const begun = first && { begun: first.event.at }
  const known = { cases, changes: [...changes, ...(await holdsEnded(store, changes))], troubles, events: own.flat() }
  return portfolioFrom(repository, counting, { ...known, ...begun })
}

/** What is there of a model, by its own file and by the policies that are for it. */
function portfolioModel(repository: Repository, model: Model, now: string): PortfolioModel {
  const { useCases, people, profiles } = repository
  const { business, technical } = model.owners
  const measured = Object.entries(model.kpis ?? {}).flatMap(([id, { query }]) =>
    Object.hasOwn(model.queries ?? {}, query) ? [id] : [],
  )
  const { validation, serving } = model
  const today = now.slice(0, 10)
  const useCase = Object.hasOwn(useCases, model.useCase) ? useCases[model.useCase] : undefined
  return {
    model,
    ...(useCase && { useCase }),
    over: isOver(repository, model),
    has: {
      owners: [business, technical].every(id => isHere(people, id, today)),
      kpis: measured.length > 0,
      monitors: policiesOf(repository, monitor).some(
        it => measured.includes(it.watches.kpi) && selects(it.appliesTo, model),
      ),
      profile: Object.hasOwn(profiles, profileId(model.id)),
      validation: validation !== undefined && isInForce(validation, serving.version, today),
    },
  }
}

function isHere({ people }: People, id: string, today: string): boolean {
  const left = Object.hasOwn(people, id) ? people[id]?.left : today
  return left === undefined || left > today
}

/** Of the version that is to serve, given and not yet over. */
function isInForce({ version, outcome, on, expires }: Validation, serving: string, today: string): boolean {
  return version === serving && outcome !== 'rejected' && on <= today && (expires ?? today) >= today
}

/** Whether it serves, as far as its file says: a stage that may not serve excuses nothing that is not on hold as well. */
export function servesBy(repository: Repository, model: Model): boolean {
  if (isOver(repository, model)) return false
  const mine = lifecycleFor(repository, model)
  const stage = mine && stageOf(mine, model.stage)
  return stage === undefined || stage.serves === true || model.serving.hold === undefined
}
