import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import { mayVote } from '../../src/approvals/may-vote.ts'
import { vote } from '../fixtures/bench.ts'
import { benches, door, NAMES } from '../fixtures/bench-arbitrary.ts'
import { giverOf, oracle } from '../fixtures/oracle.ts'

/** A draft is taken to be ready: people are asked of one as well, for the time when votes are taken. */
const ready = (b: Bench): Bench => ({ ...b, pull: { ...b.pull, state: 'open', draft: false } })

/** Whoever says no on GitHub helps from the next second on. */
const aSecondLater = (b: Bench): Bench => {
  const isNow = ({ at, is }: Bench['votes'][number]) => is !== 'approve' && at === b.now.toISOString()
  return { ...b, votes: b.votes.filter(v => !isNow(v)) }
}

/** What refuses everybody, whoever presses. */
const ALL = ['no-rule', 'unlinked-author', 'unlisted-author', 'closed', 'draft']

test('the tally adds up: one place a person, every approval explained, nobody asked who cannot help', () => {
  fc.assert(
    fc.property(benches.map(ready).map(aSecondLater), b => {
      const v = verdict(b)
      expect(new Set(v.counted.map(one => one.person)).size).toBe(v.counted.length)
      expect(v.counted.length + v.missing.length).toBe(v.slots.length)
      const told = new Set(v.ignored.map(one => one.vote))
      const quiet = b.votes.filter((one, i) => one.is === 'approve' && !told.has(i)).map(one => giverOf(b, one))
      expect(quiet.sort()).toEqual(v.counted.map(one => one.person).sort())
      for (const { slot, people } of v.ask) {
        for (const person of people) {
          const helps = (['slack', 'github'] as const).some(
            door =>
              verdict({ ...b, votes: [...b.votes, vote(person, { door, at: b.now.toISOString() })] }).counted.length >
              v.counted.length,
          )
          expect([slot.role, person, helps]).toEqual([slot.role, person, true])
        }
      }
    }),
    { numRuns: 400 },
  )
})

const outcome = (b: Bench) => {
  const { is, counted, missing } = verdict(b)
  return { is, counted: counted.length, missing: missing.length }
}

test('[C2] shuffling the votes of different people changes nothing, nor does the order of rules and parts', () => {
  const shuffled = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(benches, shuffled, (b, keys) => {
      // Each person's own votes keep their order; only whose turn it is changes.
      const turns = b.votes.map((v, n) => ({ person: giverOf(b, v), key: keys[n] ?? 0 })).sort((x, y) => x.key - y.key)
      const queues = new Map(b.votes.map(v => giverOf(b, v)).map(by => [by, b.votes.filter(v => giverOf(b, v) === by)]))
      const votes = turns.map(({ person }) => queues.get(person)?.shift()).filter(v => v !== undefined)
      expect(outcome({ ...b, votes })).toEqual(outcome(b))
      expect(outcome({ ...b, rules: b.rules.toReversed(), parts: b.parts.toReversed() })).toEqual(outcome(b))
    }),
    { numRuns: 500 },
  )
})

test('[C2] repeating a vote changes nothing', () => {
  fc.assert(
    fc.property(benches, fc.nat(8), fc.integer({ min: 1, max: 3 }), (b, i, times) => {
      const votes = b.votes.flatMap((v, n) => (n === i ? Array.from({ length: times + 1 }, () => v) : [v]))
      expect(outcome({ ...b, votes })).toEqual(outcome(b))
    }),
    { numRuns: 500 },
  )
})

test('[C2] votes of somebody who may not approve change nothing, whatever they say and whenever', () => {
  const seen = { inside: 0 }
  fc.assert(
    fc.property(benches, door, (b, by) => {
      const { able, deniers } = oracle(b)
      const before = outcome(b)
      const outsiders = NAMES.filter(name => ![...able, ...deniers].includes(name))
      seen.inside += outsiders.length
      for (const nobody of [...outsiders, 'slack:T1:U0X', 'github:999', 'constructor', b.askedBy]) {
        const extra = (['approve', 'deny', 'withdrawn'] as const).map(is => vote(nobody, { door: by, is }))
        expect(outcome({ ...b, votes: [...extra, ...b.votes, ...extra] })).toEqual(before)
      }
    }),
    { numRuns: 300 },
  )
  expect(seen.inside).toBeGreaterThan(200)
})

test('[C2] taking an approval away never approves, nor does taking away all that somebody said who did not deny', () => {
  const seen = { taken: 0, undone: 0 }
  fc.assert(
    fc.property(benches, b => {
      const before = verdict(b).is
      const without = [
        ...b.votes.filter(v => v.is === 'approve').map(gone => b.votes.filter(v => v !== gone)),
        ...NAMES.filter(name => !b.votes.some(v => giverOf(b, v) === name && v.is === 'deny')).map(name =>
          b.votes.filter(v => giverOf(b, v) !== name),
        ),
      ]
      for (const votes of without) {
        const after = verdict({ ...b, votes }).is
        seen.taken += 1
        if (before === 'approved' && after !== 'approved') seen.undone += 1
        if (after === 'approved') expect(before).toBe('approved')
      }
    }),
    { numRuns: 1000 },
  )
  expect([seen.taken > 2000, seen.undone > 8, seen]).toEqual([true, true, seen])
})

test('[C2] one more denial of somebody who may approve is never approved', () => {
  fc.assert(
    fc.property(benches, fc.constantFrom(...NAMES), (b, person) => {
      const open = { ...b, pull: { state: 'open', draft: false } as const }
      const at = b.now.toISOString()
      const after = verdict({ ...open, votes: [...b.votes, vote(person, { door: 'github', is: 'deny', at })] }).is
      const { able, deniers } = oracle(open)
      if ([...able, ...deniers].includes(person)) expect(['denied', 'blocked', 'unavailable']).toContain(after)
      else expect(after).toBe(verdict(open).is)
    }),
    { numRuns: 500 },
  )
})

test('[C2] knowing less never approves: no team, no account, no rule', () => {
  fc.assert(
    fc.property(benches, b => {
      const unseen = Object.fromEntries(Object.keys(b.teams ?? {}).map(team => [team, 'unavailable' as const]))
      for (const less of [{ teams: unseen }, { accounts: {} }, { rules: [] }, { broken: 1 }]) {
        const after = verdict({ ...b, ...less })
        if (after.is === 'approved') expect(verdict(b).is).toBe('approved')
      }
    }),
    { numRuns: 500 },
  )
})

test('a press that is let through changes what stands, and one that is refused would not have', () => {
  const seen = { ok: 0, refused: 0 }
  fc.assert(
    fc.property(benches, fc.constantFrom(...NAMES, 'slack:T1:U0X'), door, (b, person, by) => {
      const may = mayVote(b, person, by)
      seen[may.ok ? 'ok' : 'refused'] += 1
      const is = may.ok && may.only ? 'withdrawn' : 'approve'
      const after = { ...b, votes: [...b.votes, vote(person, { door: by, is, at: b.now.toISOString() })] }
      const [was, now] = [verdict(b), verdict(after)]
      const grew = now.counted.length > was.counted.length
      // What is merged keeps its tally, and a vote on it is not even written down.
      if (!may.ok && may.code === 'already-merged') return
      // Of two words in the same moment nobody can say which was the last: the one that counts less stands.
      if (b.votes.some(it => it.person === person && it.is === 'withdrawn' && Date.parse(it.at) === b.now.getTime()))
        return
      if (!may.ok && ALL.includes(may.code))
        expect([may.code, now.is === 'approved' && now.slots.length > 0]).toEqual([may.code, false])
      else if (!may.ok) expect([may.code, grew]).toEqual([may.code, false])
      else
        expect(
          now.ignored.filter(
            one => one.vote === b.votes.length && one.code !== 'not-needed' && one.code !== 'already-counted',
          ),
        ).toEqual([])
    }),
    // About one press in twelve is let through: so many that fifty of them are always met.
    { numRuns: 2000 },
  )
  expect(Math.min(seen.ok, seen.refused)).toBeGreaterThan(50)
})
