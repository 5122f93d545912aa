import type { Branch } from '../core/policy-kind.ts'
import { count } from '../words/figures.ts'
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

function needBranches(
  { role, count: people, via }: Need,
  at: readonly (string | number)[],
  verdicts: readonly Verdict[],
): readonly Branch[] {
  const mine = (slot: { readonly id: string }) => slot.id.includes(`/${Number(at.at(-1)) + 1}-${role}/`)
  const counted = verdicts.map(it => it.counted.filter(({ slot }) => mine(slot)).length)
  const some = counted.some(n => n > 0 && n < people)
  const when = at[0] === 'emergency' ? ' in an emergency' : ''
  const branch = (says: string, taken: boolean, key: readonly string[] = []): Branch => ({
    at: [...at, ...key],
    says: `no example ${says}${when}`,
    taken,
  })
  const wrongDoor = verdicts.some(it => it.ignored.some(vote => vote.code === 'wrong-door'))
  return [
    branch(`has ${count(people, 'person', 'people')} for ${role}`, counted.includes(people)),
    branch(`has nobody for ${role}`, counted.includes(0)),
    ...(people > 1 ? [branch(`has too few for ${role}`, some, ['count'])] : []),
    ...(via === undefined ? [] : [branch(`votes for ${role} by a door that does not count`, wrongDoor, ['via'])]),
  ]
}
