import { expect, test } from 'vitest'
import { ProblemError, problem } from '../../src/core/problem.ts'
import { scenario } from './world.ts'

const fails = () => new ProblemError([problem('query-failed', 'Binder Error: no column delay', 'Correct the query.')])

test('[D6] a monitor whose query fails is in error and not ok, and the status says since when', {
  timeout: 60_000,
}, async () => {
  let isBroken = true
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
  expect(await status()).toMatch(/Mean error of the forecast: .* old, ok$/m)
  for (let i = 0; i < 8; i++) await day()
  const broken = await status()
  expect(broken).toMatch(/Mean error of the forecast: .*, error.*; its measuring fails since 2001-03-26 06:00 UTC$/m)
  expect(broken).toMatch(/Flights the model never saw: .*, error.*; its measuring fails since/)
  expect(broken).not.toMatch(/, ok$/m)
  isBroken = false
  await day()
  const mended = await status()
  expect(mended).not.toContain('fails since')
  expect(mended).not.toContain('error,')
  expect(mended).toMatch(/Mean error of the forecast: .* old, ok$/m)
})
