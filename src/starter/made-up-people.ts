import type { Person } from '../core/people.ts'
import { LATER } from '../core/placeholder.ts'
import { says } from '../words/says.ts'
import { ROLES } from './answers.ts'

/**
 * Three people who keep the place of real ones: the fewest with whom every change can be approved, whoever asks for it.
 * Their GitHub ids are below zero, so that nobody on GitHub can be one of them.
 */
export function madeUpPeople(): Readonly<Record<string, Person>> {
  const ids = ['first', 'second', 'third'] as const
  return Object.fromEntries(
    ids.map((id, i) => [
      id,
      { name: says.madeUpPeople[id], github: { login: `later_${id}`, id: LATER.github - i }, roles: [...ROLES] },
    ]),
  )
}
