import { mayReview } from '../approvals/may-review.ts'
import { boundOf, isShownIn } from '../core/bounds.ts'
import type { Case } from '../core/case.ts'
import { isUntouched } from '../core/case-answer.ts'
import { type Change, isOpen, owesReview, sealOf, waitsSince } from '../core/change-state.ts'
import { about, nameOf, tasksOf } from '../core/change-tasks.ts'
import { feedersOf } from '../core/feeders.ts'
import { type HomeFacts, type OwnCase, waitingFirst } from '../core/home.ts'
import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { policiesOf, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { nextDue } from '../core/schedule.ts'
import digest from '../policies/digest.ts'
import { judged } from './bench.ts'
import type { Identity } from './identity.ts'
import { lateNow } from './late.ts'
import { type Reader, readerOf } from './reader.ts'
import { askedAbout, openSightings } from './sightings.ts'
import { allOpen, askedIn, caseOf, changeOf, dropOf, modelOf } from './standing.ts'
import { type WaitsOn, waitsOn } from './waits-on.ts'
import { warnedKpis } from './warned-kpis.ts'
import type { Onlooker } from './world.ts'

/** The Home is a place of one’s own, as a direct message is. */
export const HOME = 'D'

/** What waits on one person, what is theirs, and when they hear of it next; nothing they may not see where they are. */
export async function homeFacts(
  world: Onlooker,
  who: Extract<Identity, { readonly is: 'person' }>,
  channel = HOME,
): Promise<HomeFacts> {
  const repository = await world.policy()
  const may = readerOf(repository, who, channel)
  const seen = Object.values(repository.models).filter(model => may.see(model))
  const mine = seen.filter(({ owners, deputies }) =>
    [...Object.values(owners), ...Object.values(deputies ?? {})].includes(who.id),
  )
  const [changes, cases, drops] = await Promise.all([
    allOpen(world.store, 'change', changeOf),
    allOpen(world.store, 'case', caseOf),
    allOpen(world.store, 'drop', dropOf),
  ])
  const shown = changes.map(({ it }) => it).filter(it => may.seeChange(it))
  const standing = await Promise.all(shown.map(it => asksOf(world, it, who.id)))
  const byModel = new Map(cases.map(({ it }) => [it.model, it]))
  const models = await Promise.all(mine.map(model => standingOf(world, repository, model, byModel.get(model.id))))
  const seenById = new Map(seen.map(model => [model.id, model]))
  const own = cases.flatMap(({ it }) => {
    const model = it.owner === who.id ? seenById.get(it.model) : undefined
    return model ? [ownCase(world, it, model)] : []
  })
  const facts = {
    now: world.now().toISOString(),
    approvals: oldestFirst(shown.filter((_, i) => standing[i] === 'approval')),
    merges: oldestFirst(shown.filter((_, i) => standing[i] === 'merge')),
    unmerged: standing.flatMap(it => (typeof it === 'object' && it.is === 'unmerged' ? [it] : [])),
    stuck: standing.flatMap(it => (typeof it === 'object' && it.is === 'stuck' ? [it] : [])),
    deliveries: shown.flatMap(it => byHandOf(it, who.id)),
    drops: drops.flatMap(({ it, events }) =>
      !it.accepted && seen.some(model => model.channel === it.channel && feedersOf(model).includes(who.id))
        ? [{ it, since: events[0]?.at ?? '' }]
        : [],
    ),
    reviews: oldestFirst(shown.filter((_, i) => standing[i] === 'review')),
    cases: waitingFirst(await Promise.all(own), world.now()),
    sightings: await sightingsFor(world, repository, may, who.id),
    models: models.sort((a, b) => Number(b.open !== undefined) - Number(a.open !== undefined)),
    digests: digestsOf(repository, seen, world.now()),
  }
  const late = await Promise.all(facts.approvals.map(async it => ((await isLate(world, it)) ? [it.id] : [])))
  const lateCases = facts.cases.filter(one => one.late).map(({ it }) => it.id)
  return { ...facts, late: [...late.flat(), ...lateCases], links: await linksOf(world, facts) }
}

/** Where the cards of all that is listed stand. */
async function linksOf({ see }: Onlooker, facts: Omit<HomeFacts, 'links' | 'late'>): Promise<HomeFacts['links']> {
  const { approvals, merges, reviews, unmerged, stuck, deliveries, cases, drops } = facts
  const listed = [
    ...approvals,
    ...merges,
    ...reviews,
    ...[...unmerged, ...stuck, ...deliveries, ...cases, ...drops].map(({ it }) => it),
  ]
  const links = await Promise.all(
    listed.map(async ({ id, card }) => (card ? [[id, await see.messageUrl(card)] as const] : [])),
  )
  return Object.fromEntries(links.flat())
}

async function ownCase(world: Onlooker, it: Case, model: Model): Promise<OwnCase> {
  const untouched = isUntouched(it, (await askedIn(world, it, model))?.it)
  const late = await lateNow(world, it)
  return { it, model, untouched, unanswered: late.some(({ what }) => what === 'respond'), late: late.length > 0 }
}

const isLate = async (world: Onlooker, it: Case | Change) => (await lateNow(world, it)).length > 0

async function sightingsFor(world: Onlooker, repository: Repository, may: Reader, person: string) {
  return askedAbout(repository, world.now()).includes(person) ? openSightings(world, repository, may) : []
}

const oldestFirst = (all: readonly Change[]) => [...all].sort((a, b) => (waitsSince(a) < waitsSince(b) ? -1 : 1))

type Asks = 'review' | WaitsOn

/** What this person was told to bring about by hand, until somebody says that it is. */
function byHandOf(it: Change, person: string): HomeFacts['deliveries'] {
  if (!it.merged || !isOpen(it)) return []
  return tasksOf(it).flatMap(task => {
    const sent = about(it.dispatched, nameOf(task))
    const isOver = about(it.delivered, nameOf(task))?.conclusion === 'success'
    return sent?.manual === person && !isOver ? [{ it, task, since: sent.at }] : []
  })
}

/** Whether a change asks for something of this person. What GitHub says of it was kept when it was followed last. */
async function asksOf(world: Onlooker, it: Change, person: string): Promise<Asks> {
  if (owesReview(it)) {
    const now = await judged(world, it, { presser: person })
    return mayReview(now, person) === undefined ? 'review' : undefined
  }
  if (!isOpen(it) || it.merged || !it.pull) return undefined
  const base = sealOf(it)?.body.pins.base ?? it.pull.base
  const pull = { state: 'open', draft: it.verdict?.draft === true, base } as const
  return waitsOn(await judged(world, it, { pull }), person)
}

async function standingOf(world: Onlooker, repository: Repository, model: Model, open: Case | undefined) {
  const { it } = await modelOf(world.store, model.id)
  const runs = running(it)
  const warned = warnedKpis(repository, model, it.warnings)
  return { model, warned, ...(runs !== undefined && { runs }), ...(open && { open }) }
}

function digestsOf(repository: Repository, seen: readonly Model[], now: Date): HomeFacts['digests'] {
  const all = policiesOf(repository, digest).flatMap(policy => {
    const { audience, channel, timeZone, appliesTo } = policy
    const isTold = seen.some(model => selects(appliesTo, model) && isShownIn(boundOf(model), channel))
    const at = isTold ? nextDue(policy, now) : undefined
    return at ? [{ audience, channel, timeZone, at: at.toISOString() }] : []
  })
  return all.sort((a, b) => (a.at < b.at ? -1 : 1))
}
