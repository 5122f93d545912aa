import { isHere } from '../core/people.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { type Sighting, writtenAs } from '../core/sighting.ts'
import discovery, { namesOf, standing } from '../policies/discovery.ts'
import type { Reader } from './reader.ts'
import { allOpen, sightingOf } from './standing.ts'
import { troubleChannel } from './trouble-channel.ts'
import type { Onlooker } from './world.ts'

/** Where models that nobody registered are asked about: where discovery asks, and where changes of rules are approved. */
export function sightingChannels(repository: Repository): readonly string[] {
  const asking = policiesOf(repository, discovery).flatMap(({ channel }) => channel ?? [])
  const rules = troubleChannel(repository)
  return [...new Set([...asking, ...(rules === undefined ? [] : [rules])])]
}

/** Whom discovery asks; where it asks nobody who is here, the owner of the process. */
export function askedAbout(repository: Repository, now: Date): readonly string[] {
  const { people, processOwner } = repository.people
  const asks = policiesOf(repository, discovery).map(({ asks }) => asks)
  const here = (ids: readonly string[]) => [...new Set(ids)].filter(id => isHere(people[id], now))
  const asked = here(asks)
  return asked.length > 0 || processOwner === undefined ? asked : here([processOwner])
}

/**
 * Those that are no model of the repository yet, as far as this reader may know, and that no discovery policy leaves out: it is
 * settled by what the files say, and by nothing else. The oldest first.
 */
export async function openSightings(
  world: Onlooker,
  repository: Repository,
  may: Reader,
): Promise<readonly Sighting[]> {
  const all = (await allOpen(world.store, 'sighting', sightingOf)).map(({ it }) => it)
  return all.filter(({ name }) => !isSettled(repository, may, name)).toReversed()
}

/** Whether a model this reader may see goes by this name, or discovery leaves it out. */
function isSettled(repository: Repository, may: Reader, name: string): boolean {
  return registeredAs(repository, may, name) !== undefined || writtenAs(name).some(it => isIgnored(repository, it))
}

/** The model that goes by this name, among those the reader may see. */
export function registeredAs(repository: Repository, may: Reader, name: string) {
  const wanted = writtenAs(name).map(it => it.toLowerCase())
  const goesBy = (names: readonly string[]) => names.some(it => wanted.includes(it.toLowerCase()))
  return Object.values(repository.models).find(model => may.see(model) && goesBy([...namesOf([model]), model.name]))
}

function isIgnored(repository: Repository, name: string): boolean {
  return policiesOf(repository, discovery).some(policy => standing(policy, name, []).is === 'ignored')
}
