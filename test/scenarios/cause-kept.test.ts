import { expect, test } from 'vitest'
import { type Scenario, scenario } from './world.ts'

const CAUSE = 'More flights go on routes and at hours the model never saw'
const causeOf = (it: Scenario) =>
  it
    .card('flight-ops')
    .split('\n')
    .find(line => line.includes(CAUSE) && line.startsWith('• '))
const chartOf = (it: Scenario) =>
  it
    .card('flight-ops')
    .split('\n')
    .find(line => line.startsWith('[picture: '))

test('[D7] the cause of a case stands there once the way back runs and has ended its warning, and says that it is over', async () => {
  const it = await scenario()
  await it.watch()
  expect(causeOf(it)).toBe(`• Since 1 April 2001: ${CAUSE} (5.3 %)`)
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  await it.passes({ hours: 1 })
  await it.weeks(1)
  expect(causeOf(it)).toMatchInlineSnapshot(
    `"• Since 1 April 2001, and over since 23 April 2001: More flights go on routes and at hours the model never saw (5.3 %)"`,
  )
  expect(it.card('flight-ops')).not.toContain('No likely cause was found')
  expect(chartOf(it)).toContain(`: ${CAUSE}.`)
  expect(await it.says('mara', 'flight-ops', '/kedge explain flight-delay')).toContain(causeOf(it))
  await it.weeks(1)
  expect(causeOf(it)).toContain('and over since')
  expect(chartOf(it)).toMatchInlineSnapshot(
    `"[picture: False notices of Flight delay forecast: 44 per 1,000 flights in the week of 23 April 2001, while 1.0.0 ran. Beyond the limit of 75 in the week of 2 April 2001 (82), in the week of 9 April 2001 (83) and in the week of 16 April 2001 (89). 1.1.0 on the same cases: 107. 1.0.0 took over in the week of 23 April 2001. Warning, 1 April 2001 to 23 April 2001: More flights go on routes and at hours the model never saw. One reading a week, 29 January 2001 to 23 April 2001.]"`,
  )
})
