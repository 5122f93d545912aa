import { boundOf, isShownIn } from '../core/bounds.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { Trouble, TroubleCard } from '../core/trouble.ts'

/** A channel where a trouble is told, and what its card may say there. */
export interface TroublePlace {
  readonly channel: string
  /** `withheld`: not which model; `over`: none it told of waits any more; `stray`: it goes on where it may be named. */
  readonly is: 'open' | 'withheld' | 'over' | 'stray'
  /** Those it tells of; left out: all that wait. */
  readonly models?: readonly string[]
  /** The one that stands there. */
  readonly card?: TroubleCard
}

/**
 * Where somebody can see to it: the channel of each model that waits for it, and of whoever answers for Kedge, where several
 * do or one has no channel. A card stays where it is as long as a model of it waits and may be named there.
 */
export function placesOfTrouble(
  it: Pick<Trouble, 'told' | 'cards' | 'closed'>,
  repository: Repository,
): readonly TroublePlace[] {
  const isNamed = (id: string, channel: string) => waitingModel(id, repository).isNamedIn(channel)
  const live = it.cards.filter(card => card.over === undefined)
  const waiting = Object.keys(it.told).map(id => waitingModel(id, repository))
  const kedge = troubleChannel(repository)
  const standing = live.map(card => placeOfCard(card, waiting, kedge, isNamed))
  if (it.closed !== undefined && live.length > 0) return standing
  return [...standing, ...placesToCome(standing, waiting, kedge)]
}

interface Waiting {
  readonly id: string
  readonly home: string | undefined
  readonly isNamedIn: (channel: string) => boolean
}

function waitingModel(id: string, { models }: Repository): Waiting {
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  const own = model === undefined ? [] : channelsOf(model)
  const isNamedIn = (channel: string) => own.includes(channel) || (model !== undefined && isForAllIn(channel)(model))
  return { id, home: own[0], isNamedIn }
}

function placeOfCard(
  card: TroubleCard,
  waiting: readonly Waiting[],
  kedge: string | undefined,
  isNamed: (id: string, channel: string) => boolean,
): TroublePlace {
  const { channel, models } = card
  const isOfKedge = waiting.length === 0 ? models === undefined : waiting.length > 1 && channel === kedge
  if (isOfKedge) return { channel, is: 'open', card }
  const its = new Set(models ?? waiting.map(({ id }) => id))
  const mine = waiting.filter(({ id, home }) => its.has(id) || home === channel)
  const named = mine.filter(one => one.isNamedIn(channel))
  const isSayable = card.withheld === true || models?.every(id => isNamed(id, channel)) !== false
  if (mine.length === 0) return { channel, is: isSayable ? 'over' : 'stray', card }
  if (named.length > 0) return { channel, is: 'open', models: named.map(({ id }) => id), card }
  const isElsewhere = mine.some(({ home }) => home !== undefined)
  return { channel, is: isElsewhere ? 'stray' : 'withheld', models: mine.map(({ id }) => id), card }
}

function placesToCome(
  standing: readonly TroublePlace[],
  waiting: readonly Waiting[],
  kedge: string | undefined,
): readonly TroublePlace[] {
  const told = standing.filter(({ is }) => is === 'open' || is === 'withheld')
  const covered = new Set(told.flatMap(({ models }) => models ?? []))
  const others = waiting.filter(({ id }) => !covered.has(id))
  const isMany = waiting.length > 1
  const homes = Map.groupBy(others, ({ home }) => (isMany && home === kedge ? undefined : home))
  const own = [...homes].flatMap(([channel, its]): TroublePlace[] =>
    channel === undefined ? [] : [{ channel, is: 'open', models: its.map(({ id }) => id) }],
  )
  const [only] = homes.get(undefined) ?? []
  const isWanted = waiting.length === 1 ? only !== undefined : !told.some(it => it.models === undefined)
  if (!isWanted || kedge === undefined) return own
  if (isMany || only === undefined) return [{ channel: kedge, is: 'open' }, ...own]
  return [{ channel: kedge, is: only.isNamedIn(kedge) ? 'open' : 'withheld', models: [only.id] }, ...own]
}

/** Whether a card says what may not be said there now, or one is missing. */
export function isDrawnWrong(it: Trouble, repository: Repository): boolean {
  if (it.cards.length === 0) return false
  return placesOfTrouble(it, repository).some(
    ({ is, card }) => is === 'stray' || is === 'over' || (is === 'withheld') !== (card?.withheld === true) || !card,
  )
}

/** Channels a model is told in, its own first. */
function channelsOf(model: Model): readonly string[] {
  const { channel, visibility } = model
  const all = [...(channel === undefined ? [] : [channel]), ...(visibility?.channels ?? [])]
  return all.filter(it => isShownIn(boundOf(model), it))
}

/** Whether a model may be named where troubles of Kedge’s own are told. */
export function mayBeNamed(repository: Repository): (model: Model) => boolean {
  return isForAllIn(troubleChannel(repository))
}

/** Whether whoever reads this channel may see a model. */
export function isForAllIn(channel: string | undefined): (model: Model) => boolean {
  return ({ visibility }) =>
    visibility === undefined ||
    (visibility.roles === undefined && visibility.channels?.includes(channel ?? '') === true)
}

/** Who owns the rules answers for Kedge: the channel where changes of rules are approved, else any other it has. */
export function troubleChannel({ policies, models }: Repository): string | undefined {
  const approvals = (policies.approvals ?? []) as readonly { covers: readonly string[]; channel: string }[]
  const rules = approvals.find(policy => policy.covers.includes('rules')) ?? approvals[0]
  return rules?.channel ?? Object.values(models).find(model => model.channel !== undefined)?.channel
}
