/** A limit is raised while a case is open, and each week labels that come late move a week of before a little. */
import { expect, test } from 'vitest'
import { byCarrier, WEEK, weeks } from '../scenarios/by-carrier.ts'
import { MODEL, REASON, scenario } from '../scenarios/world.ts'

/** Two bad weeks of AA by 18.5; then weeks are judged by whatever limit was agreed. `late`: an older week is corrected with each. */
async function withCase({ late, UA = [15, 16, 15, 14] }: { readonly late: boolean; readonly UA?: readonly number[] }) {
  const it = await byCarrier(
    { mae: 15, false_notices: 50 },
    model => model,
    policy =>
      policy
        .replace('clears: { after: 2, limit: 18 }', 'clears: { after: 2 }')
        .replace(/examples:[\s\S]*/, 'examples:\n  - { limit: 18.5, values: [99, 99], then: firing }\n'),
  )
  await it.push([...weeks('AA', 0, [15, 16, 24, 24.1]), ...weeks('UA', 0, UA)])
  let week = 4
  const flies = async (...errors: readonly (readonly [AA: number, UA: number])[]) => {
    for (const [aa, ua] of errors) {
      it.clock.move(WEEK)
      const again = late ? [...weeks('AA', 2, [24 + week / 100]), ...weeks('UA', 1, [15 + week / 100])] : []
      await it.push([...weeks('AA', week, [aa]), ...weeks('UA', week, [ua]), ...again])
      week++
    }
  }
  const agrees = async (from: number, to: number) => {
    await it.pushesToMain('root', MODEL, text => text.replace(`limit: ${from}`, `limit: ${to}`))
    await it.bot.reconcile()
    await it.passes({ days: 1 })
    it.clock.move(-86_400_000)
    expect((await it.bot.world.policy()).models['flight-delay']?.kpis?.mae?.limit).toBe(to)
  }
  const correct = async (...corrected: readonly object[]) => {
    it.clock.move(3_600_000)
    await it.push(corrected)
    it.clock.move(-3_600_000)
  }
  const closed = async () => (await it.events('case')).filter(({ type }) => type === 'case.closed')
  const row = (carrier: string) =>
    it
      .card('flight-ops')
      .split('\n')
      .find(line => line.startsWith(`Mean error of the forecast (${carrier})`))
  return { ...it, flies, agrees, correct, closed, row }
}

test.each([false, true])(
  '[D6] [D7] weeks that were good by the limit that was raised stay good: late labels %s',
  async late => {
    const it = await withCase({ late })
    await it.agrees(18.5, 25)
    await it.flies([24, 15])
    expect(it.row('AA')).toMatch(/2 bad weeks since 12 March 2001, then 1 good one$/)
    expect(await it.closed()).toEqual([])
    await it.flies([24, 15])
    expect(await it.closed()).toMatchObject([{ body: { recovered: '2001-04-09T00:00:00.000Z' } }])
  },
)

test('[D6] [D7] weeks that were bad by a limit stay bad where it is raised once more, and one of them is corrected', async () => {
  const it = await withCase({ late: false })
  await it.agrees(18.5, 25)
  await it.flies([24, 15], [26, 15], [26, 15])
  await it.agrees(25, 30)
  await it.correct(...weeks('AA', 6, [26.1]))
  expect(await it.closed()).toEqual([])
  expect(it.row('AA')).toMatch(/4 bad weeks since 12 March 2001$/)
  await it.flies([26, 15], [26, 15])
  expect(await it.closed()).toHaveLength(1)
})

test('[D6] [D7] what recovered by a limit that was raised has recovered while another part is bad', async () => {
  const it = await withCase({ late: true, UA: [15, 16, 24, 24.1] })
  await it.agrees(18.5, 25)
  await it.flies([24, 27], [24, 27])
  expect(it.row('AA')).toMatch(/recovered$/)
  await it.flies([24, 27])
  await it.watch()
  expect(it.row('AA')).toMatch(/recovered$/)
  expect(it.row('UA')).toContain('5 bad weeks')
  await it.flies([24, 24], [24, 24])
  expect(await it.closed()).toHaveLength(1)
})

test('[E2] [E4] the title of a case says which limit it broke, and which one holds now', {
  timeout: 60_000,
}, async () => {
  const it = await scenario()
  await it.watch()
  const title = () => it.card('flight-ops').split('\n')[0]
  expect(title()).toBe('FLIGHT DELAY FORECAST: FALSE NOTICES 83 PER 1,000 FLIGHTS, LIMIT 75')
  await it.says('ana', 'flight-ops', `/kedge kpi flight-delay false_notices limit 95 because ${REASON}`)
  await it.presses('chen', 'Approve')
  const { number } = await it.pull()
  await it.air.github.person('ana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  await it.passes({ hours: 2 })
  expect(title()).toBe('FLIGHT DELAY FORECAST: FALSE NOTICES 83 PER 1,000 FLIGHTS, LIMIT 75, NOW 95')
  // It is within what is agreed since, and the case is not over.
  const headline =
    /mean error of the forecast beyond the agreed limit and false notices not good yet by its rule since 2 April 2001/i
  expect(it.card('flight-ops')).toMatch(headline)
  for (const line of ['/kedge cases', '/kedge status'])
    expect(await it.says('ana', 'flight-ops', line)).toMatch(headline)
  await it.weeks(5)
  expect(title()).toBe('FLIGHT DELAY FORECAST: FALSE NOTICES 97 PER 1,000 FLIGHTS, LIMIT 75, NOW 95')
  expect(it.card('flight-ops')).toContain('97 per 1,000 flights, limit 75 per 1,000 flights, now 95 per 1,000 flights;')
})
