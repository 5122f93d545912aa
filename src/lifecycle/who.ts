import type { Model } from '../core/model.ts'
import { hereIn, type People } from '../core/people.ts'

const OWNERS = ['business', 'technical', 'data', 'compliance', 'validator'] as const

/** Whether the word means an owner of the model; every other word is a role. */
export function isOwner(who: string): who is (typeof OWNERS)[number] {
  return (OWNERS as readonly string[]).includes(who)
}

/** The people a stage waits for: the owner the model names, or everybody here who has the role. */
export function whoActs(who: string | undefined, model: Model, people: People): readonly string[] {
  if (who === undefined) return []
  const owner = isOwner(who) ? model.owners[who] : undefined
  if (owner !== undefined) return [owner]
  return hereIn(people, 'for good').filter(id => people.people[id]?.roles.includes(who))
}
