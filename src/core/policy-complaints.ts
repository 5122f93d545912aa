import { says } from '../words/says.ts'
import { nearest } from './did-you-mean.ts'
import type { Model } from './model.ts'
import { hereIn, isHere, rolesIn } from './people.ts'
import { type Complaint, complaint, type Selector, selects } from './policy-kind.ts'
import type { Repository } from './repository.ts'

const picked = new WeakMap<Repository['models'], Map<string, readonly Model[]>>()

/** The models a policy is for. Many policies are for the same ones, so each selection is made once. */
export function selected(selector: Selector | undefined, { models }: Repository): readonly Model[] {
  const known = picked.get(models) ?? new Map<string, readonly Model[]>()
  picked.set(models, known)
  const key = JSON.stringify(selector ?? {})
  const found = known.get(key) ?? Object.values(models).filter(model => selects(selector, model))
  known.set(key, found)
  return found
}

/** A selector that picks nothing is most likely a typo; a tier cannot be one, and may have no model yet. */
export function lintSelector(selector: Selector | undefined, repository: Repository): Complaint[] {
  const named = (['models', 'useCases', 'types', 'businessUnits'] as const).filter(key => selector?.[key] !== undefined)
  if (named.length === 0 || selected(selector, repository).length > 0) return []
  const [near] = named.flatMap(key =>
    (selector?.[key] ?? []).flatMap(word => nearest(word, wordsOf(key, repository)) ?? []),
  )
  return [complaint(['appliesTo'], 'applies-to-nothing', says.policyComplaints.appliesToNothing(near), 'warning')]
}

/** What the models say of themselves, where a selector asks for it. */
function wordsOf(key: keyof Selector, { models }: Repository): readonly string[] {
  const said = Object.values(models).flatMap(({ id, useCase, type, businessUnit }) => {
    const words = {
      kinds: undefined,
      models: id,
      tiers: undefined,
      useCases: useCase,
      types: type,
      businessUnits: businessUnit,
    }
    return words[key] ?? []
  })
  return [...new Set(said)]
}

/** A role nobody has cannot act; most likely it is a typo. */
export function lintRole(role: string, at: Complaint['at'], repository: Repository): Complaint[] {
  const roles = rolesIn(repository.people)
  if (roles.includes(role)) return []
  return [complaint(at, 'unknown-role', says.policyComplaints.unknownRole(role, roles, nearest(role, roles)))]
}

/** Somebody unknown, or who has left, answers for nothing. */
export function lintPerson(id: string, at: Complaint['at'], { people }: Repository): Complaint[] {
  const person = Object.hasOwn(people.people, id) ? people.people[id] : undefined
  if (isHere(person, 'for good')) return []
  const here = hereIn(people, 'for good')
  const some = here.slice(0, 12)
  const { departed, unknownPerson } = says.policyComplaints
  if (person !== undefined) return [complaint(at, 'departed-person', departed(id, person.left, some))]
  return [complaint(at, 'unknown-person', unknownPerson(id, some, nearest(id, here)))]
}
