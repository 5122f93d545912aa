import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const LATE_IN_THE_DAY = { at: '2001-04-16T20:00:00Z' }
const HOLD = '  hold: { since: 2001-04-16, reason: data-in-doubt, because: The readings look wrong. }\n'
const held = (text: string) => text.replace('  mode: batch\n', `  mode: batch\n${HOLD}`)
const resumed = (text: string) => text.replace(/^ {2}hold:(.*\n)( {4}.*\n)*/m, '')

/** An own pull request may be left to people to merge. */
async function merges(it: Scenario, number: number): Promise<void> {
  await it.passes({ minutes: 5 })
  const { merged } = await it.api(`pulls/${number}`)
  if (!merged) await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  await it.reconciles()
  await it.passes({ hours: 1 })
}

test('[E6] a hold that a pull request ends is counted by its reason', async () => {
  const it = await scenario(LATE_IN_THE_DAY)
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because the readings look wrong')
  for (const who of ['bo', 'chen']) await it.presses(who, 'Approve')
  await it.reconciles()
  await it.passes({ hours: 1 })
  const { number } = await opens(it, 'dana', { [MODEL]: resumed }, 'Resume it')
  await it.presses('chen', 'Approve')
  await merges(it, number)
  expect(await it.file(MODEL, 'main')).not.toContain('hold:')
  const told = await it.says('ana', 'flight-ops', '/kedge digest')
  expect(told).toContain('Put off: the readings are in doubt: 1 hour 5 minutes')
}, 60_000)

test('[E6] a hold that a pull request began is counted from its merge, and not since midnight', async () => {
  const it = await scenario(LATE_IN_THE_DAY)
  await it.watch()
  const { number } = await opens(it, 'dana', { [MODEL]: held }, 'Hold it')
  for (const who of ['bo', 'chen']) await it.presses(who, 'Approve')
  await merges(it, number)
  expect(await it.file(MODEL, 'main')).toContain('hold:')
  await it.says('ana', 'flight-ops', '/kedge resume flight-delay because the readings were mended')
  await it.presses('chen', 'Approve')
  await merges(it, number + 1)
  expect(await it.file(MODEL, 'main')).not.toContain('hold:')
  const told = await it.says('ana', 'flight-ops', '/kedge digest')
  expect(told).toContain('Put off: the readings are in doubt: 1 hour 10 minutes')
}, 60_000)
