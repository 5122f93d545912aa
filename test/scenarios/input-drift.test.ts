import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fedWith, SAMPLE } from '../fixtures/recounted.ts'
import { type Scenario, scenario } from './world.ts'

const DRIFT = { measured: ['drifted_inputs'] }
/** Since the summer timetable the source tells hours by another clock. */
const OTHER_CLOCK = `select origin, destination, hour(date - if(date < '2001-04-01', 0, 5) * interval 1 hour) as hour`

const errors = (it: Scenario) => it.log.lines.filter(line => line.startsWith('error'))
const causes = (it: Scenario) =>
  it
    .card('flight-ops')
    .split('\n')
    .filter(line => /ikely cause|^•|Not looked at/.test(line))
    .join('\n')

test('[D4] the delays of the last week of April, held against a profile of January, are a warning in the channel', async () => {
  const monitor = join(import.meta.dirname, '../../policies/drifted-inputs.yaml')
  const atOnce = (await readFile(monitor, 'utf8')).replace('fires: { after: 2 }', 'fires: { after: 1 }')
  const files = {
    ...(await fedWith('select delay, distance, origin, destination', '2001-04-16')),
    'policies/drifted-inputs.yaml': atOnce.replace(/examples:[\s\S]*/, EXAMPLES),
  }
  const it = await scenario({ at: '2001-04-23T06:00:00Z', files, ...DRIFT })
  const lines = () =>
    it
      .chat('flight-ops')
      .split('\n')
      .filter(line => /have drifted|is fed with/.test(line))
  await it.watch()
  expect(lines()).toEqual([])
  it.clock.set('2001-04-30T06:00:00Z')
  await it.watch()
  expect(errors(it)).toEqual([])
  expect(lines().join('\n')).toMatchInlineSnapshot(`
    "[picture: False notices of Flight delay forecast, one reading a week, 29 January 2001 to 23 April 2001. 1.1.0 runs: 107 per 1,000 flights in the week of 23 April 2001. Beyond the limit of 75 in the week of 2 April 2001 (82), in the week of 9 April 2001 (83), in the week of 16 April 2001 (89) and in the week of 23 April 2001 (107). 1.0.0 on the same cases: 44. Warned since 30 April 2001: What the model is fed with is not what it was taught on.]
    • Since 30 April 2001: What the model is fed with is not what it was taught on (1 columns)
    Warning. Flight delay forecast: inputs that have drifted is 1 columns (limit 0 columns) since 30 April 2001: 1 week in a row.
    What the model is fed with is not what it was taught on. The forecast knows the airports and hours of January. It has no answer of its own for what is fed to it otherwise. Look whether the source changed or the flights did, and think of a version that has seen them."
  `)
})

const EXAMPLES = `examples:
  - { limit: 0, values: [0, 1], then: firing }
  - { limit: 0, values: [0], then: ok }
`

describe('[D7] a breach', () => {
  test('whose inputs had drifted when it began names the column first, with how far', async () => {
    const it = await scenario({ files: await fedWith(OTHER_CLOCK, '2001-03-26'), ...DRIFT })
    await it.watch()
    expect(errors(it)).toEqual([])
    expect(causes(it)).toMatchInlineSnapshot(`
      "Likely causes, the likeliest first
      • Since 9 April 2001: its input hour has drifted (psi 1.23, where 0.1 is much)
      • Since 2 April 2001: More flights go on routes and at hours the model never saw (5.3 %)"
    `)
    expect(await it.says('mara', 'flight-ops', '/kedge explain flight-delay')).toContain('its input hour has drifted')
  })

  test('whose inputs are as they were names none, and says nothing of them', async () => {
    const it = await scenario({ files: await fedWith(SAMPLE, '2001-04-02'), ...DRIFT })
    await it.watch()
    expect(errors(it)).toEqual([])
    expect(causes(it)).toMatchInlineSnapshot(`
      "Likely cause
      • Since 2 April 2001: More flights go on routes and at hours the model never saw (5.3 %)"
    `)
    expect(await it.says('mara', 'flight-ops', '/kedge explain flight-delay')).not.toContain('its input')
  })
})
