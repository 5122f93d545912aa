import { isHere, type People, rolesOf } from '../core/people.ts'
import type { NeededGrant } from '../core/planned.ts'
import { says } from '../words/says.ts'

/** The one slot that an exception needs beside all others: the word of whoever is said to have granted it. */
export function neededGrant(by: string, rule: string, roles: readonly string[], people: People): NeededGrant {
  const has = isHere(people.people[by], 'for good') && rolesOf(people, by, roles).length > 0
  const { slot, note, unwaivable, mayNot } = says.approvalGrant
  const impossible = roles.length === 0 ? unwaivable(rule) : has ? undefined : mayNot(by, roles)
  return {
    by,
    roles,
    count: 1,
    says: slot(roles, by),
    note: note(by),
    ...(impossible && { impossible }),
  }
}
