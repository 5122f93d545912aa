import { expect, test } from 'vitest'
import { ProblemError, problem } from '../../src/core/problem.ts'
import type { Batch } from '../../src/flows/store.ts'
import { type Scenario, scenario } from './world.ts'

const fails = () => new ProblemError([problem('query-failed', 'Binder Error: no column delay', 'Correct the query.')])

test('[D6] a monitor whose query fails is in error and not ok, and the status says since when', {
  timeout: 60_000,
}, async () => {
  let isBroken = false
  const it = await scenario({
    at: '2001-03-19T06:00:00Z',
    parts: {
      query: ask => async (connection, asked, window) => {
        if (connection === 'flights' && isBroken) throw fails()
        return ask(connection, asked, window)
      },
    },
  })
  const day = async () => {
    it.clock.move(86_400_000)
    await it.bot.watch()
    await it.settle()
  }
  const status = () => it.says('ana', 'flight-ops', '/kedge status flight-delay')
  await it.watch()
  isBroken = true
  expect(await status()).toMatch(/Mean error of the forecast: .* old, ok$/m)
  for (let i = 0; i < 8; i++) await day()
  const broken = await status()
  expect(broken).toMatch(
    /Mean error of the forecast: .*, error.*; its measuring fails since 26 March 2001, 06:00 UTC$/m,
  )
  expect(broken).toMatch(/Flights the model never saw: .*, error.*; its measuring fails since/)
  expect(broken).not.toMatch(/, ok$/m)
  isBroken = false
  await day()
  const mended = await status()
  expect(mended).not.toContain('fails since')
  expect(mended).not.toContain('error,')
  expect(mended).toMatch(/Mean error of the forecast: .* old, ok$/m)
})

/** Two rounds, longer apart than what heals by itself lasts. */
async function longer(it: Scenario) {
  for (let i = 0; i < 2; i++) {
    await it.passes({ minutes: 16 })
    await it.reconciles()
  }
}

test('[D12] [D6] a model that cannot be judged is told where it is shown, until it can', async () => {
  const it = await scenario()
  const { newestOf } = it.store
  it.store.newestOf = () => Promise.reject(new RangeError('no such series'))
  await it.watch()
  await it.reconciles()
  expect(it.chat('flight-ops')).toBe('')
  await longer(it)
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    judging flight-delay fails by a bug of Kedge (RangeError).
    fix: report it with what the log says of judging flight-delay
    Since: 16 April 2001, 06:00 UTC
    Category: technical
    Waits: measuring × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  it.store.newestOf = newestOf
  await longer(it)
  expect(it.chat('flight-ops').split('FLIGHT-DELAY GOES ON')).toHaveLength(2)
  expect(it.card('flight-ops')).toContain('FALSE NOTICES 83 PER 1,000 FLIGHTS')
})

test('[D12] [D7] so is one whose case cannot be opened', async () => {
  const it = await scenario()
  const { commit } = it.store
  const isOpening = ({ parts }: Batch) => parts.some(({ events }) => events.some(({ type }) => type === 'case.opened'))
  it.store.commit = batch => (isOpening(batch) ? Promise.reject(new RangeError('no room')) : commit(batch))
  await it.passes({ minutes: 1 })
  await longer(it)
  expect(it.card('flight-ops')).toContain('opening a case of flight-delay fails by a bug of Kedge (RangeError)')
  it.store.commit = commit
  await longer(it)
  expect(it.chat('flight-ops')).toContain('FLIGHT-DELAY GOES ON')
  expect((await it.events('case')).map(({ type }) => type)).toContain('case.opened')
})
