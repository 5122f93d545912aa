import { boundOf, boundsOf } from '../core/bounds.ts'
import type { Change } from '../core/change-state.ts'
import type { Doer } from '../core/doer.ts'
import type { Model, Visibility } from '../core/model.ts'
import { OutsideError } from '../core/outside.ts'
import { isHere, personBySlack } from '../core/people.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { keyAccount, slackAccount } from './proved.ts'
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
  | {
      readonly is: 'person'
      readonly id: string
      /** Roles that GitHub teams give them besides, as far as they show a model. */
      readonly byTeams: readonly string[]
      readonly [known]: true
    }
  | { readonly is: 'nobody'; readonly account: Doer; readonly refusal: Refusal }

/** Who this is: only an account that Slack calls a member’s, of somebody the people policy names and who is here. */
export async function identify(world: Onlooker, place: SlackPlace): Promise<Identity> {
  const account = slackAccount(place)
  const repository = await world.policy()
  const { people } = repository
  const id = personBySlack(people, place.team, place.user)
  if (id === undefined) return { is: 'nobody', account, refusal: refusalOf('not-in-people') }
  if (!isHere(people.people[id], world.now())) return { is: 'nobody', account, refusal: refusalOf('left') }
  const [user, byTeams] = await Promise.all([world.see.slackUser(place.user), showingRoles(world, repository, id)])
  return user.is === 'person'
    ? ({ is: 'person', id, byTeams } as unknown as Identity)
    : { is: 'nobody', account, refusal: refusalOf(user.is) }
}

/** Whose key of the API something was signed with: a person who is here. */
export async function identifyKey(world: Onlooker, repository: Repository, owner: string): Promise<Identity> {
  const { people } = repository.people
  const person = Object.hasOwn(people, owner) ? people[owner] : undefined
  if (isHere(person, world.now()))
    return { is: 'person', id: owner, byTeams: await showingRoles(world, repository, owner) } as unknown as Identity
  const refusal = refusalOf(person === undefined ? 'not-in-people' : 'left')
  return { is: 'nobody', account: keyAccount(owner), refusal }
}

/**
 * Roles of a person that a model is shown by and a team gives; no team is asked about where none does. A team that cannot
 * be read gives none: then the model stays unseen, which is the safe side.
 */
async function showingRoles(world: Onlooker, { people, models }: Repository, id: string): Promise<readonly string[]> {
  const { github, roles = [] } = people.people[id] ?? {}
  if (github === undefined || people.teams === undefined) return []
  const showing = new Set(Object.values(models).flatMap(({ visibility }) => visibility?.roles ?? []))
  const given = Object.entries(people.teams).filter(([role]) => showing.has(role) && !roles.includes(role))
  const mine = await Promise.all(given.map(async ([role, team]) => ((await isIn(world, team, github.id)) ? role : [])))
  return mine.flat()
}

async function isIn(world: Onlooker, team: string, account: number): Promise<boolean> {
  try {
    return (await world.see.team(team)).includes(account)
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    world.log.warn({ team, why: error.message }, says.identity.teamUnseen)
    return false
  }
}

/** Whether a model may be shown to this person in this place. Somebody nobody knows sees nothing. */
export function mayView(model: Model, repository: Repository, who: Identity, channel: string): boolean {
  return isWithin(boundOf(model), repository, who, channel)
}

/** A change may be shown where each model it is about may be; one of the rules alone to everybody who is known. */
export function mayViewChange(
  change: Pick<Change, 'request' | 'seals' | 'merged'>,
  repository: Repository,
  who: Identity,
  channel: string,
): boolean {
  return isWithin(boundsOf(change, repository.models), repository, who, channel)
}

/** Every part of each bound that is given must hold. A direct message is a place of one’s own. */
function isWithin(bounds: readonly Visibility[], repository: Repository, who: Identity, channel: string): boolean {
  if (who.is === 'nobody') return false
  const mine = [...(repository.people.people[who.id]?.roles ?? []), ...who.byTeams]
  return bounds.every(
    ({ roles, channels }) =>
      (roles === undefined || mine.some(role => roles.includes(role))) &&
      (channels === undefined || channels.includes(channel) || channel.startsWith('D')),
  )
}

/** The models that exist for this person in this place. */
export function visible(repository: Repository, who: Identity, channel: string): readonly Model[] {
  return Object.values(repository.models).filter(model => mayView(model, repository, who, channel))
}
