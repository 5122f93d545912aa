import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import type { Trouble } from '../core/trouble.ts'

/** Where somebody can see to it: the channel of the model it is about, else of whoever answers for Kedge. */
export function channelOf({ model }: Trouble, repository: Repository): string | undefined {
  const { models } = repository
  const own = model !== undefined && Object.hasOwn(models, model) ? models[model]?.channel : undefined
  return own ?? troubleChannel(repository)
}

/** Whether a model may be named where troubles of Kedge’s own are told. */
export function mayBeNamed(repository: Repository): (model: Model) => boolean {
  const channel = troubleChannel(repository)
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
