import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError, problem } from '../../src/core/problem.ts'
import { scenario } from '../scenarios/world.ts'

const ROUNDS = 120
const slowModel = (n: number) => `kind: model
id: aa-slow
name: Slow one
useCase: passenger-notices
tier: low
owners: { business: mara, technical: ana }
channel: C0FLIGHTOPS
serving: { version: 1.0.0, mode: batch }
versions: { 1.0.0: { gates: { passed: 2001-01-31 } } }
queries:
${Array.from({ length: n }, (_, i) => `  q${i}: { connection: flights, every: day, since: 2001-04-01, sql: "select ${i} as slow_one" }`).join('\n')}
kpis:
${Array.from({ length: n }, (_, i) => `  k${i}: { name: K${i}, kind: technical, unit: x, direction: lower-is-better, query: q${i} }`).join('\n')}
`
const tooSlow = () => new ProblemError([problem('query-too-slow', 'It takes more than 30 s.', 'Make it faster.')])
const hangs = () => new OutsideError('unavailable', 'it has not answered within 20 s')

/** In so many rounds each slow query was asked, and in which the others of the connection were. */
async function rounds(n: number, silence: () => Error) {
  let round = 0
  const others = new Set<number>()
  const slow = new Map<string, Set<number>>()
  const it = await scenario({
    seeded: false,
    files: { 'models/aa-slow.yaml': slowModel(n) },
    parts: {
      query: ask => async (connection, asked, window) => {
        if (connection !== 'flights') return ask(connection, asked, window)
        if (typeof asked !== 'string' || !asked.includes('slow_one')) {
          others.add(round)
          return []
        }
        slow.set(asked, (slow.get(asked) ?? new Set()).add(round))
        await new Promise(done => setTimeout(done, 2))
        throw silence()
      },
    },
  })
  for (; round < ROUNDS; round++) {
    await it.bot.watch()
    it.clock.move(60_000)
  }
  return { slow: [...slow.values()].map(({ size }) => size), others: [...others] }
}

test.each([4, 8, 16, 24])(
  '[D12] %i slow queries of one model starve no other query of the connection, and each has its turn',
  { timeout: 60_000 },
  async n => {
    const { slow, others } = await rounds(n, tooSlow)
    // Four new ones a round are what it takes to know them.
    expect(others[0]).toBeLessThanOrEqual(n / 4)
    // What was answered without a row is asked for again after an hour.
    expect(others[1]).toBe(Number(others[0]) + 60)
    expect(slow).toHaveLength(n)
    expect(Math.min(...slow)).toBeGreaterThanOrEqual(Math.floor((ROUNDS - n) / Math.max(n, 9)))
  },
)

test('[D12] the same where they hang, once all of them are known', { timeout: 60_000 }, async () => {
  const { slow, others } = await rounds(16, hangs)
  expect(others[0]).toBeLessThanOrEqual(20)
  expect(Number(others[1]) - Number(others[0])).toBeLessThanOrEqual(60 + 4)
  expect(Math.min(...slow)).toBeGreaterThanOrEqual(3)
})
