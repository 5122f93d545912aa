import type { Branch } from '../core/policy-kind.ts'
import { count } from '../core/words.ts'
import type { ApprovalsRule, Need, Verdict } from './approval.ts'

/** What the examples of an approvals policy should show: each need filled and open, each door, and who never counts. */
export function approvalBranches(
  { needs }: Pick<ApprovalsRule, 'needs'>,
  verdicts: readonly Verdict[],
): readonly Branch[] {
  const ends = (is: Verdict['is']) => verdicts.some(it => it.is === is)
  const ignored = (code: string) => verdicts.some(it => it.ignored.some(vote => vote.code === code))
  const asked = needs.length > 0
  return [
    ...needs.flatMap((need, i) => needBranches(need, i, verdicts)),
    { at: ['examples'], says: 'no example is approved', taken: ends('approved') },
    ...(asked
      ? [
          { at: ['needs'], says: 'no example is pending', taken: ends('pending') },
          { at: ['withinHours'], says: 'no example expires', taken: ends('expired') },
          { at: ['needs'], says: 'no example is denied', taken: ends('denied') },
          {
            at: ['needs'],
            says: 'no example shows that whoever asks never counts',
            taken: ignored('asked-it-yourself'),
          },
          { at: ['needs'], says: 'no example shows that whoever wrote it never counts', taken: ignored('wrote-it') },
        ]
      : []),
  ]
}

function needBranches({ role, count: people, via }: Need, i: number, verdicts: readonly Verdict[]): readonly Branch[] {
  const mine = (slot: { readonly id: string }) => slot.id.includes(`/${i + 1}-${role}/`)
  const counted = verdicts.map(it => it.counted.filter(({ slot }) => mine(slot)).length)
  const doors = via === undefined ? [] : [doorBranch(i, role, verdicts)]
  const some = counted.some(n => n > 0 && n < people)
  return [
    {
      at: ['needs', i],
      says: `no example has ${count(people, 'person', 'people')} for ${role}`,
      taken: counted.includes(people),
    },
    { at: ['needs', i], says: `no example has nobody for ${role}`, taken: counted.includes(0) },
    ...(people > 1 ? [{ at: ['needs', i, 'count'], says: `no example has too few for ${role}`, taken: some }] : []),
    ...doors,
  ]
}

function doorBranch(i: number, role: string, verdicts: readonly Verdict[]): Branch {
  const taken = verdicts.some(it => it.ignored.some(vote => vote.code === 'wrong-door'))
  return { at: ['needs', i, 'via'], says: `no example votes for ${role} by a door that does not count`, taken }
}
