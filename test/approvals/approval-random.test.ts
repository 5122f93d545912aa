import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ApprovalsRule, type Bench, type Vote, verdict } from '../../src/approvals/approval.ts'
import { mayVote } from '../../src/approvals/may-vote.ts'
import { bench, hours, peopleOf, RULE, vote } from '../fixtures/bench.ts'

const NAMES = ['ana', 'bo', 'chen', 'dana', 'eve'] as const
const role = fc.constantFrom('operations', 'model-validation', 'modelops')
const door = fc.constantFrom('slack' as const, 'github' as const)

const votes = fc.array(
  fc
    .record({
      person: fc.constantFrom(...NAMES, 'slack:T1:U0X'),
      door,
      is: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'approve' as const,
        'deny' as const,
        'withdrawn' as const,
      ),
      seal: fc.constantFrom('seal-1', 'seal-1', 'seal-1', 'seal-2'),
      hour: fc.constantFrom(0, 1, 23, 24, 24.5, 47, 48, 49),
      byThemself: fc.boolean(),
    })
    .map(
      ({ hour, byThemself, ...v }): Vote => ({
        ...v,
        at: hours(hour).toISOString(),
        by: byThemself ? v.person : 'kedge',
      }),
    ),
  { maxLength: 9 },
)

const need = fc
  .record({
    role,
    count: fc.integer({ min: 1, max: 2 }),
    via: fc.option(fc.constantFrom(['slack'] as const, ['github'] as const), { nil: undefined }),
  })
  .map(({ via, ...rest }) => (via ? { ...rest, via } : rest))
const rule = (id: string) =>
  fc
    .record({ needs: fc.array(need, { maxLength: 2 }), withinHours: fc.constantFrom(24, 48) })
    .map((more): ApprovalsRule => ({ ...RULE, id, ...more }))

const benches = fc
  .record({
    votes,
    rules: fc.tuple(rule('first'), fc.option(rule('second'), { nil: undefined })),
    roles: fc.tuple(...NAMES.map(() => fc.uniqueArray(role, { maxLength: 2 }))),
    asker: fc.constantFrom('ana', 'kedge'),
    writes: fc.constantFrom(1, 102, 103),
    now: fc.constantFrom(2, 24, 25, 48, 50),
    guest: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
  })
  .map(({ votes, rules, roles, asker, writes, now, guest }): Bench => {
    const people = peopleOf(Object.fromEntries(NAMES.map((name, i) => [name, roles[i] ?? []])))
    const base = bench(votes, {
      people,
      rules: rules.filter(one => one !== undefined),
      askedBy: asker,
      now: hours(now),
    })
    const accounts = guest ? { ...base.accounts, [`U0${guest.toUpperCase()}`]: 'guest' as const } : base.accounts
    return { ...base, accounts, authors: [{ github: writes, role: 'author' }] }
  })

/** The same rules once more, written the slow and obvious way: every way to seat people is tried. */
function oracle(b: Bench): { is: string; filled: number } {
  const slots = b.rules.flatMap(rule =>
    rule.needs.flatMap(need => Array.from({ length: need.count }, () => ({ ...need, by: hours(rule.withinHours) }))),
  )
  const able = Object.keys(b.people.people).filter(name => {
    const { roles, github } = b.people.people[name] ?? { roles: [] }
    return (
      name !== b.askedBy &&
      !b.authors.some(a => a.github === github?.id) &&
      roles.some(r => slots.some(s => s.role === r))
    )
  })
  const now = b.now.toISOString()
  const fits = (name: string, slot: (typeof slots)[number], v: { door: string; at: string }) =>
    b.people.people[name]?.roles.includes(slot.role) === true &&
    (slot.via === undefined || (slot.via as readonly string[]).includes(v.door)) &&
    v.at <= slot.by.toISOString()
  const guest = (name: string) => b.accounts[`U0${name.toUpperCase()}`] === 'guest'
  const said = able.map(name => {
    const mine = b.votes.filter(
      v => v.person === name && v.seal === b.seal && v.at <= now && !(v.door === 'slack' && guest(name)),
    )
    let approvals: Vote[] = []
    let denied = false
    for (const v of mine) {
      if (v.is === 'approve' && slots.some(slot => fits(name, slot, v)))
        [approvals, denied] = [[...approvals, v], false]
      if (v.is === 'deny') [approvals, denied] = [[], true]
      if (v.is === 'withdrawn') [approvals, denied] = [[], denied && v.by !== name]
    }
    return { name, approvals, denied }
  })
  const best = (
    open: typeof slots,
    left: typeof said,
    could: (p: (typeof said)[number], s: (typeof slots)[number]) => boolean,
  ): number => {
    const [slot, ...rest] = open
    if (slot === undefined) return 0
    const taken = left
      .filter(p => could(p, slot))
      .map(
        p =>
          1 +
          best(
            rest,
            left.filter(q => q !== p),
            could,
          ),
      )
    return Math.max(best(rest, left, could), ...taken)
  }
  const approves = (p: (typeof said)[number], s: (typeof slots)[number]) => p.approvals.some(v => fits(p.name, s, v))
  const could = (p: (typeof said)[number], s: (typeof slots)[number]) =>
    approves(p, s) ||
    (['slack', 'github'] as const).some(
      door => fits(p.name, s, { door, at: now }) && !(door === 'slack' && guest(p.name)),
    )
  const filled = best(slots, said, approves)
  const still = slots.filter(slot => now <= slot.by.toISOString())
  if (said.some(p => p.denied)) return { is: 'denied', filled }
  if (filled === slots.length) return { is: 'approved', filled }
  if (still.length === slots.length)
    return { is: best(slots, said, could) === slots.length ? 'pending' : 'unavailable', filled }
  return { is: 'late', filled }
}

test('the verdict is what trying every way to seat people says', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(benches, b => {
      const [got, want] = [verdict(b), oracle(b)]
      seen.set(got.is, (seen.get(got.is) ?? 0) + 1)
      expect(got.counted.length).toBe(want.filled)
      if (want.is !== 'late') expect(got.is).toBe(want.is)
      else expect(['expired', 'pending', 'unavailable']).toContain(got.is)
    }),
    { numRuns: 3000 },
  )
  for (const is of ['approved', 'pending', 'denied', 'expired', 'unavailable'])
    expect([is, (seen.get(is) ?? 0) > 30]).toEqual([is, true])
})

test('the tally adds up: one place a person, every approval explained, nobody asked who cannot help', () => {
  fc.assert(
    fc.property(benches, b => {
      const v = verdict(b)
      expect(new Set(v.counted.map(one => one.person)).size).toBe(v.counted.length)
      expect(v.counted.length + v.missing.length).toBe(v.slots.length)
      const told = new Set(v.ignored.map(one => one.vote))
      const quiet = b.votes.filter((one, i) => one.is === 'approve' && !told.has(i)).map(one => one.person)
      expect(quiet.sort()).toEqual(v.counted.map(one => one.person).sort())
      for (const { slot, people } of v.ask) {
        for (const person of people) {
          const roles = b.people.people[person]?.roles ?? []
          const helps = (['slack', 'github'] as const).some(
            door =>
              verdict({ ...b, votes: [...b.votes, vote(person, { door, at: b.now.toISOString() })] }).counted.length >
              v.counted.length,
          )
          expect([slot.role, roles.length > 0, helps]).toEqual([slot.role, true, true])
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

test('nothing changes when people vote in another order, rules stand in another order, or a vote is heard twice', () => {
  const shuffled = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(benches, shuffled, fc.nat(8), (b, keys, i) => {
      // Each person's own votes keep their order; only whose turn it is changes.
      const turns = b.votes.map((v, n) => ({ person: v.person, key: keys[n] ?? 0 })).sort((x, y) => x.key - y.key)
      const queues = new Map(b.votes.map(v => [v.person, b.votes.filter(other => other.person === v.person)]))
      const votes = turns.map(({ person }) => queues.get(person)?.shift()).filter(v => v !== undefined)
      expect(outcome({ ...b, votes })).toEqual(outcome(b))
      expect(outcome({ ...b, rules: [...b.rules].reverse() })).toEqual(outcome(b))
      const twice = b.votes.flatMap((v, n) => (n === i ? [v, v] : [v]))
      expect(outcome({ ...b, votes: twice })).toEqual(outcome(b))
    }),
    { numRuns: 500 },
  )
})

test('a vote of nobody changes nothing, and an approval taken away never brings approval', () => {
  fc.assert(
    fc.property(benches, door, fc.nat(8), (b, by, i) => {
      for (const nobody of ['slack:T1:U0X', 'github:999', 'constructor', b.askedBy]) {
        const extra = (['approve', 'deny', 'withdrawn'] as const).map(is => vote(nobody, { door: by, is }))
        expect(outcome({ ...b, votes: [...extra, ...b.votes, ...extra] })).toEqual(outcome(b))
      }
      const [before, gone] = [verdict(b), b.votes[i]]
      if (gone?.is !== 'approve' || before.is === 'denied') return
      expect([before.is, 'pending', 'expired', 'unavailable', 'denied']).toContain(
        verdict({ ...b, votes: b.votes.filter(v => v !== gone) }).is,
      )
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
      const after = { ...b, votes: [...b.votes, vote(person, { door: by, at: b.now.toISOString() })] }
      const [was, now] = [verdict(b), verdict(after)]
      const grew = now.counted.length > was.counted.length
      if (!may.ok) expect([may.code, grew]).toEqual([may.code, false])
      else
        expect(
          now.ignored.filter(
            one => one.vote === b.votes.length && one.code !== 'not-needed' && one.code !== 'already-counted',
          ),
        ).toEqual([])
    }),
    { numRuns: 800 },
  )
  expect(Math.min(seen.ok, seen.refused)).toBeGreaterThan(50)
})
