/** Readings of a case that are corrected after it was opened. */
import { expect, test } from 'vitest'
import { byCarrier, weeks } from './by-carrier.ts'
import { MODEL } from './world.ts'

const GOOD = { mae: 15, false_notices: 50 }

async function withCase() {
  const it = await byCarrier(GOOD)
  await it.push([...weeks('AA', 0, [15, 16, 24, 26]), ...weeks('UA', 0, [15, 16, 15, 14])])
  const types = async () => (await it.events('case')).map(({ type }) => type)
  return { ...it, types }
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
