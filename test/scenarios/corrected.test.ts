/** Readings of a case that are corrected after it was opened. */
import { expect, test } from 'vitest'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { byCarrier, weeks } from './by-carrier.ts'
import { MODEL } from './world.ts'

const GOOD = { mae: 15, false_notices: 50 }

async function withCase() {
  const it = await byCarrier(GOOD)
  await it.push([...weeks('AA', 0, [15, 16, 24, 26]), ...weeks('UA', 0, [15, 16, 15, 14])])
  const types = async () => (await it.events('case')).map(({ type }) => type)
  const pictures = () =>
    it
      .card('flight-ops')
      .split('\n')
      .filter(line => line.startsWith('[picture'))
  return { ...it, types, pictures }
}

test.each([
  ['nothing was corrected', [], []],
  ['a good week was, before that', weeks('AA', 0, [15.1]), []],
  ['a good week was, after that', [], weeks('AA', 0, [15.1])],
  ['a bad week was, and is bad', weeks('AA', 3, [25]), []],
])('[D6] [D7] a limit that is raised does not make a case recover, where %s', async (_, before, after) => {
  const it = await withCase()
  it.clock.move(3_600_000)
  await it.push(before)
  await it.pushesToMain('root', MODEL, text => text.replace('limit: 18.5', 'limit: 30'))
  await it.bot.reconcile()
  await it.passes({ days: 1 })
  await it.push(after)
  await it.passes({ days: 1 })
  expect((await it.bot.world.policy()).models['flight-delay']?.kpis?.mae?.limit).toBe(30)
  expect(await it.types()).not.toContain('case.closed')
  expect(it.card('flight-ops')).toContain('limit 18.5 min, now 30 min; 2 bad weeks since 12 March 2001')
})

test('[D6] [D7] what a correction ends is over when that came, with a picture of what is right', async () => {
  const it = await withCase()
  expect(it.pictures()).toEqual([expect.stringContaining('26 min in the week of 19 March 2001')])
  it.clock.set('2001-03-28T09:00:00Z')
  await it.push(weeks('AA', 2, [15, 15]))
  const closed = (await it.events('case')).find(({ type }) => type === 'case.closed')
  expect(closed?.body).toMatchObject({
    detected: '2001-03-26T06:00:00.000Z',
    recovered: '2001-03-28T09:00:00.000Z',
  })
  expect(it.card('flight-ops')).toContain('Over 2 days 3 hours after it was found.')
  expect(it.pictures()).toEqual([expect.stringContaining('15 min in the week of 19 March 2001')])
})

test('[D6] [D7] one that is left of an episode, and ends it, is over when that came too', async () => {
  const it = await byCarrier(GOOD)
  await it.push([...weeks('AA', 0, [24, 25, 26, 27]), ...weeks('UA', 0, [15, 16, 15, 14])])
  it.clock.set('2001-03-28T09:00:00Z')
  await it.push(weeks('AA', 2, [15, 15]))
  const closed = (await it.events('case')).find(({ type }) => type === 'case.closed')
  expect(closed?.body).toMatchObject({ recovered: '2001-03-28T09:00:00.000Z' })
})

test('[D6] [D7] a correction after which it goes on makes another picture', async () => {
  const it = await withCase()
  it.clock.set('2001-03-28T09:00:00Z')
  await it.push(weeks('AA', 3, [31]))
  expect(it.pictures()).toEqual([expect.stringContaining('31 min in the week of 19 March 2001')])
  const before = (await it.types()).filter(type => type === 'case.charted').length
  await it.passes({ days: 1 })
  expect((await it.types()).filter(type => type === 'case.charted')).toHaveLength(before)
})

/** Readings come by themselves, and the round looks at them half a minute later. */
async function sentTo(it: Awaited<ReturnType<typeof withCase>>, segments: readonly object[]) {
  const answer = await fetch(`${it.url}/v1/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/x-ndjson' },
    body: segments.map(reading => JSON.stringify(reading)).join('\n'),
  })
  expect(answer.status).toBe(200)
}

async function openedAfterPush() {
  const it = await byCarrier(GOOD)
  await it.push([])
  const types = async () => (await it.events('case')).map(({ type }) => type)
  const all = { ...it, types, pictures: () => [] }
  await sentTo(all, [...weeks('AA', 0, [15, 16, 24, 26]), ...weeks('UA', 0, [15, 16, 15, 14])])
  it.clock.move(30_000)
  await it.watch()
  expect(await types()).toContain('case.opened')
  return all
}

test('[D6] a correction that comes under a clock that was put back reaches its case', async () => {
  const it = await openedAfterPush()
  const then = it.clock.now().getTime()
  it.clock.set(new Date(then - 3_600_000).toISOString())
  await sentTo(it, weeks('AA', 2, [15, 15]))
  await it.watch()
  it.clock.set(new Date(then + 3_600_000).toISOString())
  await it.watch()
  await it.passes({ days: 2 })
  expect(await it.types()).toContain('case.closed')
})

test('[D6] a correction that comes while a round decides reaches its case', async () => {
  const it = await openedAfterPush()
  it.clock.move(3_600_000)
  await sentTo(it, weeks('AA', 3, [27]))
  const { store } = it.bot.world
  const { subjects } = store
  let done = false
  Object.assign(store, {
    subjects: async (asked: Parameters<typeof subjects>[0]) => {
      if (!done && asked.kind === 'case' && asked.model === 'flight-delay') {
        done = true
        it.clock.move(5)
        await sentTo(it, weeks('AA', 2, [15, 15]))
        it.clock.move(5)
      }
      return subjects(asked)
    },
  })
  await it.watch()
  expect(done).toBe(true)
  await it.passes({ days: 1 })
  expect(await it.types()).toContain('case.closed')
})
