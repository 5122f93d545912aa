import type { Branch } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { ApprovalsRule, Need, Verdict } from './approval.ts'

/** What the examples of an approvals policy should show: each need filled and open, each door, and who never counts. */
export function approvalBranches(
  { needs, emergency }: Pick<ApprovalsRule, 'needs' | 'emergency'>,
  shown: readonly { readonly verdict: Verdict; readonly emergency: boolean }[],
): readonly Branch[] {
  const verdicts = shown.map(it => it.verdict)
  const usual = shown.filter(it => emergency === undefined || !it.emergency).map(it => it.verdict)
  const urgent = shown.filter(it => it.emergency).map(it => it.verdict)
  const ends = (is: Verdict['is']) => verdicts.some(it => it.is === is)
  const ignored = (code: string) => verdicts.some(it => it.ignored.some(vote => vote.code === code))
  const asked = needs.length > 0
  return [
    ...needs.flatMap((need, i) => needBranches(need, ['needs', i], usual)),
    ...(emergency?.needs ?? []).flatMap((need, i) => needBranches(need, ['emergency', 'needs', i], urgent)),
    { at: ['examples'], says: says.approvalBranches.approved, taken: ends('approved') },
    ...(asked
      ? [
          { at: ['needs'], says: says.approvalBranches.pending, taken: ends('pending') },
          { at: ['withinHours'], says: says.approvalBranches.expired, taken: ends('expired') },
          { at: ['needs'], says: says.approvalBranches.denied, taken: ends('denied') },
          {
            at: ['needs'],
            says: says.approvalBranches.asker,
            taken: ignored('asked-it-yourself'),
          },
          { at: ['needs'], says: says.approvalBranches.author, taken: ignored('wrote-it') },
        ]
      : []),
  ]
}

function needBranches(
  { role, count: people, via }: Need,
  at: readonly (string | number)[],
  verdicts: readonly Verdict[],
): readonly Branch[] {
  const mine = (slot: { readonly id: string }) => slot.id.includes(`/${Number(at.at(-1)) + 1}-${role}/`)
  const counted = verdicts.map(it => it.counted.filter(({ slot }) => mine(slot)).length)
  const some = counted.some(n => n > 0 && n < people)
  const urgent = at[0] === 'emergency'
  const { filled, nobody, tooFew, wrongDoor: otherDoor } = says.approvalBranches
  const wrongDoor = verdicts.some(it => it.ignored.some(vote => vote.code === 'wrong-door'))
  return [
    { at, says: filled(role, people, urgent), taken: counted.includes(people) },
    { at, says: nobody(role, urgent), taken: counted.includes(0) },
    ...(people > 1 ? [{ at: [...at, 'count'], says: tooFew(role, urgent), taken: some }] : []),
    ...(via === undefined ? [] : [{ at: [...at, 'via'], says: otherDoor(role, urgent), taken: wrongDoor }]),
  ]
}
