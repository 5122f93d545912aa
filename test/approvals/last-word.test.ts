import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Vote, verdict } from '../../src/approvals/approval.ts'
import { mayVote } from '../../src/approvals/may-vote.ts'
import { bench, hours, RULE, vote } from '../fixtures/bench.ts'
import { benches, door, NAMES } from '../fixtures/bench-arbitrary.ts'
import { giverOf } from '../fixtures/oracle.ts'

const SECOND = 1 / 3600
const says = (is: Vote['is'], hour: number, more: Partial<Vote> = {}) =>
  vote('bo', { is, at: hours(hour).toISOString(), ...more })
const onGitHub = { door: 'github' } as const
const read = (votes: Vote[]) => {
  const it = verdict(bench([...votes, vote('chen')]))
  return [it.is, ...it.ignored.map(({ vote: nth, code }) => `${nth} ${code}`)]
}

describe('[C1] [attack 31] a person’s last word is what they said last, whatever was recorded last', () => {
  test.each<[string, Vote[], string[]]>([
    ['a yes from before a no', [says('deny', 1), says('approve', 0.5)], ['denied', '1 denied-later']],
    ['a no from before a yes', [says('approve', 1), says('deny', 0.5)], ['approved', '1 taken-back']],
    ['a yes after a no, as it was recorded', [says('deny', 0.5), says('approve', 1)], ['approved', '0 taken-back']],
    [
      'two words of one moment, as they were recorded',
      [says('deny', 1), says('approve', 1)],
      ['approved', '0 taken-back'],
    ],
    ['a yes from before it was taken back', [says('withdrawn', 1), says('approve', 0.5)], ['pending', '1 taken-back']],
    [
      'a yes in the second of a no on GitHub',
      [says('deny', 1, onGitHub), says('approve', 1 + 0.9 * SECOND)],
      ['denied', '1 denied-later'],
    ],
    [
      'a yes on GitHub in the second of a no',
      [says('deny', 1), says('approve', 1, onGitHub)],
      ['denied', '1 denied-later'],
    ],
    [
      'a yes in the second after a no on GitHub',
      [says('approve', 1 + SECOND), says('deny', 1, onGitHub)],
      ['approved', '1 taken-back'],
    ],
    [
      'a yes and a no on GitHub in one second',
      [says('deny', 1, onGitHub), says('approve', 1, onGitHub)],
      ['denied', '1 denied-later'],
    ],
  ])('%s', (_, votes, what) => expect(read(votes)).toEqual(what))

  test('who came first keeps the slot, by what was recorded first', () => {
    const { counted } = verdict(bench([vote('chen'), vote('finn', { at: hours(0.5).toISOString() })]))
    expect(counted.map(({ person }) => person)).toEqual(['chen'])
  })
})

test('[C1] [attack 76] a yes by a wrong door takes a denial back, on GitHub as in Slack, and is no approval', () => {
  const inSlack = [{ ...RULE, needs: [{ role: 'operations', count: 1, via: ['slack'] as const }] }]
  const after = verdict(bench([says('deny', 0.5), says('approve', 1, onGitHub)], { rules: inSlack }))
  expect(after).toMatchObject({ is: 'pending', counted: [] })
  expect(after.ignored.map(({ vote: nth, code }) => [nth, code])).toEqual([
    [0, 'taken-back'],
    [1, 'wrong-door'],
  ])
})

test('[C1] [attack 31] no press that is worked on late lifts a denial that was given after it', () => {
  const seen = { refused: 0 }
  fc.assert(
    fc.property(benches, fc.constantFrom(...NAMES), door, fc.constantFrom(0, 1, 23, 24), (b, person, by, hour) => {
      const [press, no] = [vote(person, { door: by, at: hours(hour).toISOString() }), says('deny', hour + SECOND)]
      fc.pre(no.at <= b.now.toISOString())
      const others = b.votes.filter(v => giverOf(b, v) !== person)
      const denied = { ...b, votes: [...others, { ...no, person, by: person }] }
      const may = mayVote(denied, person, by, press)
      expect(may.ok).toBe(false)
      if (!may.ok && may.code === 'said-since') seen.refused += 1
      const [late, early] = [
        [...denied.votes, press],
        [...others, press, ...denied.votes.slice(others.length)],
      ]
      expect(verdict({ ...b, votes: late }).is).toBe(verdict({ ...b, votes: early }).is)
    }),
    { numRuns: 1000 },
  )
  expect(seen.refused).toBeGreaterThan(100)
})
