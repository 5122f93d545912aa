import { nearest } from '../core/did-you-mean.ts'
import { hereIn, isHere, type People } from '../core/people.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import type { WrongAndFix } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

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
      return [unknownName(at, 'unknown-person', says.names.person, id, hereIn(people, 'for good'))]
    if (mayHaveLeft || isHere(person, 'for good')) return []
    const here = hereIn(people, 'for good').slice(0, 12)
    return [complaint(at, 'departed-person', says.names.left(id, person.left, here))]
  })
}

export function regulations(ids: readonly string[] | undefined, repository: Repository): Complaint[] {
  const known = (repository.policies.regulation ?? []).map(it => (it as { readonly id: string }).id)
  return (ids ?? []).flatMap((id, i) =>
    known.includes(id) ? [] : [unknownName(['regulations', i], 'unknown-regulation', says.names.regulation, id, known)],
  )
}

/** A name that nothing has; the words are told which ones there are, and which of them is nearest. */
export function unknownName(
  at: Complaint['at'],
  code: string,
  words: (it: { id: string; near: string | undefined; known: readonly string[] }) => WrongAndFix,
  id: string,
  known: readonly string[],
): Complaint {
  const possible = [...new Set(known)]
  return complaint(at, code, words({ id, near: nearest(id, possible), known: possible.slice(0, 12) }))
}

/** Its file is there and could not be read, which has been said already: what names it is not wrong as well. */
export function unread(id: string, { files, paths }: Repository): boolean {
  const path = `models/${id}.yaml`
  return Object.hasOwn(files, path) && !Object.values(paths).includes(path)
}
