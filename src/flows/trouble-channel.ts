import { boundOf, isShownIn } from '../core/bounds.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { Trouble } from '../core/trouble.ts'

/** Where a trouble is told, and whether the model it is about may be named there. */
export interface TroublePlace {
  readonly channel: string
  readonly named: boolean
  /** A card that stands where its model may not be named any more, while another channel may. */
  readonly stray?: NonNullable<Trouble['card']>
}

/**
 * Where somebody can see to it: the channel of the model it is about, else of whoever answers for Kedge. A card stays where
 * it is as long as its model may be named there; then it goes where that may be, or says no more than that there is one.
 */
export function placeOfTrouble(
  { model: id, card }: Pick<Trouble, 'model' | 'card'>,
  repository: Repository,
): TroublePlace | undefined {
  const model = id !== undefined && Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
  const own = model === undefined ? [] : channelsOf(model)
  const [home] = own
  const channel = card?.channel ?? home ?? troubleChannel(repository)
  if (channel === undefined) return undefined
  const isEverywhere = id === undefined || (model !== undefined && mayBeNamed(repository)(model))
  const named = own.includes(channel) || isEverywhere
  return !named && card && home !== undefined ? { channel: home, named: true, stray: card } : { channel, named }
}

/** Whether what its card says is not what may be said there now. */
export function isDrawnWrong(it: Trouble, repository: Repository): boolean {
  const place = it.card && placeOfTrouble(it, repository)
  return place !== undefined && (place.stray !== undefined || place.named === (it.card?.withheld === true))
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
