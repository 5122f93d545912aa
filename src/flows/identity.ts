import { type Change, modelsOf } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { personBySlack } from '../core/people.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Repository } from '../core/repository.ts'
import type { Onlooker } from './world.ts'

/** Where something was said or pressed in Slack. */
export interface SlackPlace {
  readonly team: string
  readonly user: string
  readonly channel: string
}

declare const known: unique symbol

/** A person is one because `identify` said so: it cannot be written down anywhere else. */
export type Identity =
  | { readonly is: 'person'; readonly id: string; readonly [known]: true }
  | { readonly is: 'nobody'; readonly account: string; readonly refusal: Refusal }

/** Who this is: only an account that Slack calls a member’s and that the people policy names. Everything else is nobody. */
export async function identify(world: Onlooker, place: SlackPlace): Promise<Identity> {
  const account = `slack:${place.team}:${place.user}`
  const { people } = await world.policy()
  const id = personBySlack(people, place.team, place.user)
  if (id === undefined) return { is: 'nobody', account, refusal: refusalOf('not-in-people') }
  const user = await world.see.slackUser(place.user)
  return user.is === 'person'
    ? ({ is: 'person', id } as Identity)
    : { is: 'nobody', account, refusal: refusalOf(user.is) }
}

/** Whose key of the API something was signed with: a person who is here. */
export function identifyKey({ people: { people } }: Repository, owner: string): Identity {
  const here = Object.hasOwn(people, owner) && people[owner]?.left === undefined
  return here
    ? ({ is: 'person', id: owner } as Identity)
    : { is: 'nobody', account: `key:${owner}`, refusal: refusalOf('not-in-people') }
}

/**
 * Whether a model may be shown to this person in this place: every part of `visibility` that is given must hold. Somebody
 * nobody knows sees nothing. A direct message is a place of one’s own.
 */
export function mayView(model: Model, repository: Repository, who: Identity, channel: string): boolean {
  if (who.is === 'nobody') return false
  const { roles, channels } = model.visibility ?? {}
  const mine = repository.people.people[who.id]?.roles ?? []
  const byRole = roles === undefined || mine.some(role => roles.includes(role))
  return byRole && (channels === undefined || channels.includes(channel) || channel.startsWith('D'))
}

/** A change may be shown where each model it is about may be; one of the rules alone to everybody who is known. */
export function mayViewChange(
  change: Pick<Change, 'request' | 'seals'>,
  repository: Repository,
  who: Identity,
  channel: string,
): boolean {
  if (who.is === 'nobody') return false
  return modelsOf(change).every(id => {
    const model = Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
    return model === undefined || mayView(model, repository, who, channel)
  })
}

/** The models that exist for this person in this place. */
export function visible(repository: Repository, who: Identity, channel: string): readonly Model[] {
  return Object.values(repository.models).filter(model => mayView(model, repository, who, channel))
}
