import { isShownIn } from '../core/bounds.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { Trouble } from '../core/trouble.ts'

/** Where a trouble is told, and whether the model it is about may be named there. */
export interface TroublePlace {
  readonly channel: string
  readonly named: boolean
}

/**
 * Where somebody can see to it: the channel of the model it is about, else of whoever answers for Kedge. A card stays where
 * it is; what it says follows from who may see the model by now.
 */
export function placeOfTrouble(
  { model: id, card }: Pick<Trouble, 'model' | 'card'>,
  repository: Repository,
): TroublePlace | undefined {
  const model = id !== undefined && Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
  const own = model === undefined ? [] : channelsOf(model)
  const channel = card?.channel ?? own[0] ?? troubleChannel(repository)
  if (channel === undefined) return undefined
  const isEverywhere = id === undefined || (model !== undefined && mayBeNamed(repository)(model))
  return { channel, named: own.includes(channel) || isEverywhere }
}

/** Channels a model is told in, its own first. */
function channelsOf({ channel, visibility }: Model): readonly string[] {
  const all = [...(channel === undefined ? [] : [channel]), ...(visibility?.channels ?? [])]
  return visibility === undefined ? all : all.filter(it => isShownIn([visibility], it))
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
