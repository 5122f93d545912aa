import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError, problem } from '../../src/core/problem.ts'
import { lanesOf, Unasked } from '../../src/flows/lanes.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Eyes } from '../../src/flows/world.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { CASE, NOW, observed } from '../fixtures/written.ts'

const WINDOW = { start: new Date('2001-04-09'), end: new Date('2001-04-16') }
const silent = () => new OutsideError('unavailable', 'it has not answered within 20 s\n  fix: see why it is slow')
const after = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString()

/** What a round asks of such a source: so many questions, and how each ended. */
async function lanes(answer: (connection: string, asked: string) => Promise<void>) {
  const asked: string[] = []
  let [busy, most] = [0, 0]
  const query = async (connection: string, sql: unknown) => {
    asked.push(`${connection} ${sql}`)
    most = Math.max(most, ++busy)
    await Promise.resolve()
    await answer(connection, String(sql)).finally(() => busy--)
    return []
  }
  const it = await worldOf({ see: { query } })
  const round = async (questions: readonly string[], connection = 'flights') => {
    asked.length = 0
    const ask = lanesOf(it.world)
    const ended = await Promise.allSettled(questions.map(sql => ask(connection, sql, WINDOW)))
    return ended.map(each => (each.status === 'fulfilled' ? 'rows' : each.reason))
  }
  return { ...it, asked, round, most: () => most }
}

const ten = Array.from({ length: 10 }, (_, i) => `select ${i}`)

test('[D12] four are on their way at a time, and all are answered in order', async () => {
  const it = await lanes(async () => undefined)
  expect(await it.round(ten)).toEqual(ten.map(() => 'rows'))
  expect(it.asked).toEqual(ten.map(sql => `flights ${sql}`))
  expect(it.most()).toBe(4)
})

test('[D12] a connection that gives four no answer in a row is asked no more in this round, and less in the next ones', async () => {
  const it = await lanes(async () => {
    throw silent()
  })
  const first = await it.round(ten)
  expect(it.asked).toHaveLength(4)
  expect(first.map(each => each instanceof Unasked)).toEqual(ten.map((_, i) => i >= 4))
  expect(new Set(first.map(({ message }) => message)).size).toBe(1)
  await it.round(ten)
  // Four that were not asked yet, and one of those that were.
  expect(it.asked.toSorted()).toEqual(['select 0', ...ten.slice(4, 8)].map(sql => `flights ${sql}`))
  it.at(after(1))
  await it.round(ten)
  expect(it.asked).toHaveLength(0)
  it.at(after(2))
  await it.round(ten)
  expect(it.asked.toSorted()).toEqual(['select 1', ...ten.slice(8)].map(sql => `flights ${sql}`))
  for (const minute of [3, 4, 5]) {
    it.at(after(minute))
    await it.round(ten)
    expect(it.asked).toHaveLength(0)
  }
  it.at(after(6))
  await it.round(ten)
  expect(it.asked).toHaveLength(1)
})

test('[D12] a question that is never answered stops no other, and what answers again is asked as ever', async () => {
  const slow = new ProblemError([problem('query-too-slow', 'no answer within 20 s', 'ask for less')])
  let isSlow = true
  const it = await lanes(async (_, sql) => {
    if (isSlow && ten.indexOf(sql) < 2) throw slow
  })
  const rest = ten.slice(2).map(() => 'rows')
  expect(await it.round(ten)).toEqual([slow, slow, ...rest])
  expect(await it.round(ten)).toEqual([slow, expect.any(Unasked), ...rest])
  // The other one has its turn.
  expect(await it.round(ten)).toEqual([expect.any(Unasked), slow, ...rest])
  isSlow = false
  await it.round(ten)
  expect(it.asked).toEqual(ten.slice(2).map(sql => `flights ${sql}`))
  it.at(after(4))
  expect(await it.round(ten)).toEqual(ten.map(() => 'rows'))
})

test.each([4, 8, 16, 24])(
  '[D12] beside %i slow queries, all others are asked in each round once these are known',
  async n => {
    const slow = new ProblemError([problem('query-too-slow', 'no answer within 20 s', 'ask for less')])
    const slows = Array.from({ length: n }, (_, i) => `select ${i} as slow`)
    let isSlow = true
    const it = await lanes(async (_, sql) => {
      if (isSlow && sql.endsWith('slow')) throw slow
    })
    const times = new Map<string, number>()
    let answered = 0
    for (let minute = 0; minute < 120; minute++) {
      it.at(after(minute))
      const ended = await it.round([...slows, ...ten])
      answered += ended.filter(each => each === 'rows').length
      for (const each of it.asked) times.set(each, (times.get(each) ?? 0) + 1)
      // Never for longer than four slow ones and one beside them take.
      expect(it.asked.filter(each => each.endsWith('slow')).length).toBeLessThanOrEqual(5)
    }
    expect(answered).toBeGreaterThanOrEqual((120 - n / 4) * ten.length)
    const slowTimes = slows.map(sql => times.get(`flights ${sql}`) ?? 0)
    expect(Math.max(...slowTimes) - Math.min(...slowTimes)).toBeLessThanOrEqual(2)
    isSlow = false
    const last = []
    for (let minute = 120; minute < 129; minute++) {
      it.at(after(minute))
      last.push(...(await it.round(slows)).flatMap((each, i) => (each === 'rows' ? [slows[i]] : [])))
    }
    expect(new Set(last).size).toBe(n)
  },
)

test('[D12] what is refused was answered', async () => {
  const it = await lanes(async () => {
    throw new OutsideError('denied', 'the server refuses the password')
  })
  await it.round(ten)
  expect(it.asked).toHaveLength(10)
})

test('[D12] models of other sources are judged, and their cases open, before a source that hangs has answered', async () => {
  const { promise: hangs, reject } = Promise.withResolvers<never>()
  const query: Eyes['query'] = async connection => (connection === 'dead' ? hangs : [])
  const queries = { weekly: { connection: 'dead', every: 'week' as const, sql: 'select 1' } }
  const { observe: _, ...serving } = flightDelay.serving
  const slow = { ...flightDelay, id: 'a-slow', serving, queries: { ...flightDelay.queries, ...queries } }
  const both = { ...repository, models: { 'a-slow': slow, 'flight-delay': flightDelay } }
  const { world, store } = await worldOf({ see: { query }, repository: both })
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  await store.addReadings(flightReadings(world.now()))
  const round = watch(world, () => false, 1)
  await expect.poll(async () => (await store.events(CASE)).map(({ type }) => type)).toEqual(['case.opened'])
  reject(silent())
  await round
})
