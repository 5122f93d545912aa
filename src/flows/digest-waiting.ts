import { isDraft, type Judged } from '../approvals/judged.ts'
import type { Case } from '../core/case.ts'
import { type Change, isOpen, modelsOf, owesReview, waitsSince } from '../core/change-state.ts'
import { byHandOf } from '../core/change-tasks.ts'
import { type Audience, isOverview, type Missing, type Waiting } from '../core/digest.ts'
import type { Model } from '../core/model.ts'
import type { Late } from '../core/promise.ts'
import type { Repository } from '../core/repository.ts'
import { isSnoozed } from '../core/snooze.ts'
import { whyUnmerged } from '../core/unmerged.ts'
import { says } from '../words/says.ts'
import { judged } from './bench.ts'
import { lateNow } from './late.ts'
import type { Reader } from './reader.ts'
import { askedAbout, openSightings, sightingChannels } from './sightings.ts'
import { allOpen, askedIn, caseOf, changeOf, dropOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/** Whom it is told, and of which models. */
interface Told {
  readonly channel: string
  readonly audience: Audience
  readonly models: readonly Model[]
}

/**
 * What stands in this channel and is not done: there it waits, whichever models the digest is of. Where approvals have a
 * channel of their own, nobody might hear of them: so a model's own channel is told of its changes wherever they wait, and
 * an overview of those of all its models, and of cases that are late.
 */
export async function waitingIn(
  world: Onlooker,
  repository: Repository,
  told: Told,
  may: Reader,
): Promise<readonly Waiting[]> {
  const { channel } = told
  const { store } = world
  const [changes, cases, drops, sightings] = await Promise.all([
    allOpen(store, 'change', changeOf),
    allOpen(store, 'case', caseOf),
    allOpen(store, 'drop', dropOf),
    sightingChannels(repository).includes(channel) ? openSightings(world, repository, may) : [],
  ])
  const asks = askedAbout(repository, world.now())
  const place = ({ card }: Change | Case) =>
    card?.channel === channel ? {} : { elsewhere: card ? { channel: card.channel } : {} }
  const mine = changes.map(({ it }) => it).filter(it => may.seeChange(it) && isTold(it, told))
  const approvals = mine.filter(it => isOpen(it) && !it.merged)
  const all: Waiting[] = [
    ...(await Promise.all(approvals.map(async it => ({ ...(await approvalOf(world, it)), ...place(it) })))),
    ...mine.flatMap(it => deliveryOf(it).map(waits => ({ ...waits, ...place(it) }))),
    ...mine.filter(owesReview).map(it => ({ ...reviewOf(it, world.now()), ...place(it) })),
    ...(await Promise.all(cases.map(({ it }) => caseWaiting(it)))).flat(),
    ...drops.flatMap(({ it, events }) =>
      it.channel === channel && !it.accepted
        ? [{ is: 'drop' as const, it, since: events[0]?.at ?? '', late: false }]
        : [],
    ),
    ...sightings.map(it => ({ is: 'sighting' as const, it, asks, since: it.reports[0]?.at ?? '', late: false })),
  ]
  return all.sort((a, b) => (a.since < b.since ? -1 : 1))

  async function caseWaiting(it: Case): Promise<readonly Waiting[]> {
    const model = Object.hasOwn(repository.models, it.model) ? repository.models[it.model] : undefined
    const late = lateness(await lateNow(world, it), it.snoozed)
    const isOfOverview = isOverview(told.audience) && late.late && told.models.some(({ id }) => id === it.model)
    const isMine = (it.card?.channel === channel || isOfOverview) && model && may.see(model)
    if (!isMine || (isSnoozed(it, world.now()) && !isOfOverview) || (it.acted && !late.late)) return []
    const asked = (await askedIn(world, it, model))?.it
    const seen = asked && may.seeChange(asked) && { asked }
    return [{ is: 'case', it, model, since: it.detected, ...late, ...place(it), ...seen }]
  }
}

function isTold(change: Change, told: Told): boolean {
  if (change.card?.channel === told.channel) return true
  const about = modelsOf(change)
  // Rules are about no model.
  if (about.length === 0) return isOverview(told.audience)
  return told.models.some(
    ({ id, channel }) => about.includes(id) && (isOverview(told.audience) || channel === told.channel),
  )
}

async function approvalOf(world: Onlooker, change: Change): Promise<Waiting> {
  const { verdict, bench } = await judged(world, change)
  const missing = verdict.missing.map(
    (slot): Missing => ({
      role: slot.role,
      people: verdict.ask.find(open => open.slot.id === slot.id)?.people ?? [],
    }),
  )
  const { late, ...why } = lateness(await lateNow(world, change))
  const isLate = late || verdict.is === 'expired'
  return {
    is: 'approval',
    change,
    missing,
    ...standsStill({ change, verdict, bench }),
    since: waitsSince(change),
    late: isLate,
    ...why,
  }
}

type Standstill = Pick<Extract<Waiting, { is: 'approval' }>, 'stands'>

function standsStill(it: Pick<Judged, 'change' | 'verdict' | 'bench'>): Standstill {
  const { change, verdict } = it
  if (verdict.is === 'approved') {
    const stands = verdict.merge === 'auto' ? whyUnmerged(change) : toMerge(change)
    return stands ? { stands } : {}
  }
  if (verdict.is === 'pending' && !isDraft(it)) return {}
  const stands = { says: verdict.says, fix: verdict.fix }
  if (verdict.is !== 'denied') return { stands }
  const { by, because } = verdict
  return { stands: { ...stands, denied: { by, ...(because !== undefined && { because }) } } }
}

/** Left to people to merge. */
function toMerge({ pull }: Change): Standstill['stands'] {
  if (pull === undefined) return undefined
  const [why, fix] = says.digestWaiting.toMerge(pull.pull)
  return { says: why, fix }
}

/** Merged, and whoever delivers it by hand was told so. */
function deliveryOf(change: Change): Waiting[] {
  const left = byHandOf(change)
  const [since] = left.map(({ at }) => at).sort()
  if (since === undefined) return []
  return [{ is: 'delivery', change, by: [...new Set(left.map(({ by }) => by))], since, late: false }]
}

function reviewOf(change: Change, now: Date): Waiting {
  const due = change.review?.due ?? ''
  return { is: 'review', change, since: change.merged?.at ?? '', late: Date.parse(due) < now.getTime() }
}

/** Why it is late: as it was said last, else as whoever put it off said. */
function lateness(late: readonly Late[], snoozed?: Waiting['why']): Pick<Waiting, 'late' | 'why'> {
  const said = late.findLast(it => it.why !== undefined)?.why ?? snoozed
  return { late: late.length > 0, ...(said && late.length > 0 && { why: said }) }
}
