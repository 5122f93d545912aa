import { didYouMean } from '../core/did-you-mean.ts'
import { hereIn, isHere, type People } from '../core/people.ts'
import type { Complaint } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { quoted } from '../words/quoted.ts'

/** A place that names a person. */
export interface Named {
  readonly at: Complaint['at']
  readonly id: string
  /** It tells what was done, which stays true of somebody who has left since. */
  readonly mayHaveLeft?: boolean
}

/** People nobody knows, and people who have left and still answer for something. */
export function strangers(named: readonly Named[], people: People | undefined): Complaint[] {
  if (people === undefined) return []
  return named.flatMap(({ at, id, mayHaveLeft = false }): Complaint[] => {
    const person = Object.hasOwn(people.people, id) ? people.people[id] : undefined
    if (person === undefined)
      return [unknownName(at, 'unknown-person', id, 'a person in policies/people.yaml', hereIn(people, 'for good'))]
    if (mayHaveLeft || isHere(person, 'for good')) return []
    const says = `${quoted(id)} left on ${person.left}, so nobody answers for this.`
    const fix = `Name somebody who is here: ${hereIn(people, 'for good').slice(0, 12).join(', ')}`
    return [{ at, code: 'departed-person', says, fix }]
  })
}

export function regulations(ids: readonly string[] | undefined, repository: Repository): Complaint[] {
  const known = (repository.policies.regulation ?? []).map(it => (it as { readonly id: string }).id)
  return (ids ?? []).flatMap((id, i) =>
    known.includes(id) ? [] : [unknownName(['regulations', i], 'unknown-regulation', id, 'a regulation policy', known)],
  )
}

export function unknownName(
  at: Complaint['at'],
  code: string,
  name: string,
  what: string,
  known: readonly string[],
): Complaint {
  const possible = [...new Set(known)]
  const fix =
    possible.length === 0 ? `There is none yet: add \`${name}\`` : `Write one of: ${possible.slice(0, 12).join(', ')}`
  return { at, code, says: `${quoted(name)} is not ${what}.${didYouMean(name, possible)}`, fix }
}

/** Its file is there and could not be read, which has been said already: what names it is not wrong as well. */
export function unread(id: string, { files, paths }: Repository): boolean {
  const path = `models/${id}.yaml`
  return Object.hasOwn(files, path) && !Object.values(paths).includes(path)
}
