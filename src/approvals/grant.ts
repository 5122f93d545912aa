import { isHere, type People, rolesOf } from '../core/people.ts'
import type { NeededGrant } from '../core/planned.ts'
import { listWords } from '../words/figures.ts'

/** The one slot that an exception needs beside all others: the word of whoever is said to have granted it. */
export function neededGrant(by: string, rule: string, roles: readonly string[], people: People): NeededGrant {
  const has = isHere(people.people[by], 'for good') && rolesOf(people, by, roles).length > 0
  const impossible = roles.length === 0 ? unwaivable(rule) : has ? undefined : mayNot(by, roles)
  return {
    by,
    roles,
    count: 1,
    says: `granted by: one of the role ${listWords(roles, 'or') || 'nobody has'} (${by})`,
    note: `\`granted.by\` is a statement in the file until ${by} has approved`,
    ...(impossible && { impossible }),
  }
}

function unwaivable(rule: string): NeededGrant['impossible'] {
  const fix = `Give ${rule} \`mayWaive\` in a change of its own first, or leave out this waiver`
  return { says: `by the rules of the base nobody may waive ${rule}`, fix }
}

function mayNot(by: string, roles: readonly string[]): NeededGrant['impossible'] {
  const says = `by the rules of the base ${by} does not have the role ${listWords(roles, 'or')}`
  return { says, fix: 'Have it granted by somebody who has, or give that role in a change of its own first' }
}
