import { expect, test } from 'vitest'
import { BREACH, type ScenarioOptions, scenario } from './world.ts'

/** A breach, a rollback that was asked for and approved. */
async function merged(options: ScenarioOptions = {}) {
  const it = await scenario(options)
  await it.watch()
  it.clock.set('2001-04-16T09:12:00Z')
  await it.asks()
  it.clock.set('2001-04-16T09:40:00Z')
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  return it
}

test('[A6] what is wanted is not what runs: the case is acted on when the version is seen', async () => {
  const it = await merged()
  expect(it.card('approvals').split('\n')[1]).toMatchInlineSnapshot(
    `"Delivered, waits to be observed, pull request #1. Next: nobody; 1.0.0 is on the way to where it runs."`,
  )
  expect(it.card('flight-ops')).toContain('waiting for 1.0.0 to be what runs')
  expect(await it.says('ana', 'flight-ops', '/kedge models')).toContain('runs 1.1.0, wanted 1.0.0')
  it.clock.set('2001-04-16T10:00:00Z')
  await it.watch()
  expect(it.card('approvals').split('\n')[1]).toMatchInlineSnapshot(`"Done: 1.0.0 runs, pull request #1."`)
  expect((await it.events('case')).at(-1)).toMatchObject({
    type: 'case.acted',
    at: '2001-04-16T10:00:00.000Z',
    body: { version: '1.0.0' },
  })
})

test('[A6] good weeks close the case with its five times, the thread has told the story, and the episode opens no second one', async () => {
  const it = await merged()
  it.clock.set('2001-04-16T10:00:00Z')
  await it.watch()
  it.clock.set('2001-04-16T06:00:00Z')
  await it.weeks(1)
  expect(it.card('flight-ops')).toContain('[ It’s mine ]')
  await it.weeks(3)
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT DELAY FORECAST: RECOVERED
    Back within its limits. Over 20 days after it was found. Nobody has to act. It still costs about 46,000 USD a week short of the target (late flights announced).
    Mean error of the forecast: 13.3 min, limit 18.5 min; recovered
    False notices: 43 per 1,000 flights, limit 75 per 1,000 flights; recovered
    Late flights announced: 16 %, target 45 %; 46,000 USD a week short of the target
    [picture: False notices of Flight delay forecast: 43 per 1,000 flights in the week of 30 April 2001, while 1.0.0 ran. Beyond the limit of 75 in the week of 2 April 2001 (82), in the week of 9 April 2001 (83) and in the week of 16 April 2001 (89). 1.1.0 on the same cases: 103. 1.0.0 took over in the week of 23 April 2001. Warning, 1 April 2001 to 23 April 2001: More flights go on routes and at hours the model never saw. One reading a week, 29 January 2001 to 30 April 2001.]
    Recovered. Onset 9 April 2001 (its first bad period ended), available 16 April 2001, 06:00 UTC, detected 16 April 2001, 06:00 UTC, acted 16 April 2001, 10:00 UTC, recovered 7 May 2001 (20 days after it was detected).
    Owner until somebody takes it: Ana Ruiz. Opened 16 April 2001, 06:00 UTC. Category: business, what the business counts on is worse than agreed.
    [ Open it again ]"
  `)
  expect(it.thread('flight-ops')).toMatchInlineSnapshot(`
    "Asked. A rollback from 1.1.0 to 1.0.0 was asked for by Ana Ruiz in pull request #1:
    >Since the summer timetable the notices are wrong too often.

    Merged in pull request #1, approved by Bo Lindqvist and Chen Wei. Its delivery begins.

    Runs. 1.0.0 is what runs since 16 April 2001, 10:00 UTC (48 minutes after it was asked for). The case closes when the readings are good.

    Recovered. Onset 9 April 2001 (its first bad period ended), available 16 April 2001, 06:00 UTC, detected 16 April 2001, 06:00 UTC, acted 16 April 2001, 10:00 UTC, recovered 7 May 2001 (20 days after it was detected)."
  `)
  expect((await it.events('case')).find(e => e.type === 'case.closed')).toMatchObject({
    body: {
      onset: '2001-04-09T00:00:00.000Z',
      detected: BREACH.replace('Z', '.000Z'),
      acted: '2001-04-16T10:00:00.000Z',
    },
  })
  await it.weeks(2)
  expect(await it.store.subjects({ kind: 'case' })).toMatchObject([{ open: false }])
})

test('[A6] a delivery that fails is said with its fix, to the technical owner by name, once; mended by hand it ends when the version is seen', async () => {
  const it = await merged({ onDispatch: () => 'failure' })
  await it.reconciles()
  await it.reconciles()
  expect(it.thread('flight-ops', 'first').replace(/runs\/\d+/, 'runs/1')).toMatchInlineSnapshot(`
    "Asked. A rollback from 1.1.0 to 1.0.0 was asked for by Ana Ruiz in pull request #1:
    >Since the summer timetable the notices are wrong too often.

    Merged in pull request #1, approved by Bo Lindqvist and Chen Wei. Its delivery begins.

    Not delivered. The delivery of 1.0.0 ended in failure: the run. @U0ANA
    fix: see what failed in the run, mend it and re-run it on GitHub; the version is seen when it runs"
  `)
  expect(it.card('approvals').split('\n')[1]).toMatchInlineSnapshot(
    `"Delivery ended in failure, pull request #1. Next: Ana Ruiz mends it."`,
  )
  expect(await it.asks('bo')).toMatchInlineSnapshot(`
    "A rollback of flight-delay to 1.0.0 was asked for by Ana Ruiz, pull request #1. A model takes one change at a time.
    fix: it is merged and ends when 1.0.0 is what runs; /kedge status flight-delay says what runs now"
  `)
  await it.air.deliver('1.0.0', it.clock.now())
  await it.passes({ hours: 1 })
  expect((await it.events('change')).at(-1)?.type).toBe('change.done')
})

test('[A6] a delivery that still runs is waited for', async () => {
  const it = await merged({ onDispatch: () => undefined })
  await it.reconciles()
  expect((await it.events('change')).at(-1)?.type).toBe('change.dispatched')
  const { workflow_runs: runs } = await it.api('actions/runs')
  await it.air.github.completeRun(runs[0].id, 'success')
  await it.settle()
  expect((await it.events('change')).at(-1)).toMatchObject({
    type: 'change.delivered',
    body: { conclusion: 'success' },
  })
})

test('[A6] readings that recover by themselves close the case, and nobody acted', async () => {
  const it = await scenario()
  await it.watch()
  await it.air.deliver('1.0.0', it.clock.now())
  await it.passes({ hours: 1 })
  await it.weeks(4)
  expect(it.card('flight-ops')).toContain('nobody acted')
})
