/** A hold ends a breach only while it stands. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { trainable } from '../fixtures/trainable.ts'
import { type Scenario, scenario } from '../scenarios/world.ts'

async function resumed() {
  const it = await scenario()
  await it.watch()
  await it.says('bo', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because it tells passengers nonsense')
  await it.presses('eli', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  await it.passes({ hours: 1 })
  await it.says('bo', 'flight-ops', '/kedge resume flight-delay because the data is good again')
  await it.presses('fay', 'Approve')
  await it.reconciles()
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${(await it.pull()).number}/merge`, {})
  await it.passes({ hours: 1 })
  await it.reconciles()
  return it
}

test('[E1] [E2] a breach whose hold was resumed waits for its owner again, and its card says no more that a hold is in force', async () => {
  const it = await resumed()
  await it.person('ana').openHome()
  await it.settle()
  expect(messageText(it.person('ana').home()?.blocks ?? [])).toContain('1 THING WAITS FOR YOU')
  await it.passes({ days: 7 })
  expect(it.card('flight-ops')).not.toContain('in force')
  expect(it.card('flight-ops')).toContain('Next: Ana Ruiz')
})

test('[E6] its promise runs on: whoever owns it is called', async () => {
  const it = await resumed()
  for (let i = 0; i < 10; i++) await it.passes({ hours: 8 })
  expect((await it.events('case')).map(event => event.type)).toContain('promise.late')
})

/** What the card of the case says of what was asked for in it, and who acts next. */
const standing = (it: Scenario) =>
  it
    .card('flight-ops')
    .split('\n')
    .flatMap(line => line.match(/Next: .*|.*asked for by.*|\[ .*/)?.[0] ?? [])

test('[D7] [E1] a training that was asked for in a case goes on while the model is on hold, and when the hold is over', {
  timeout: 60_000,
}, async () => {
  const it = await scenario({
    files: await trainable('{ workflow: train-model.yml, withinHours: 200 }'),
    onDispatch: run => (run.workflow.includes('train-model') ? undefined : 'success'),
  })
  await it.watch()
  await it.presses('ana', 'Retrain', 'flight-ops')
  await it.submits('ana', 'The summer timetable is new to it.')
  await it.presses('fay', 'Approve')
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${(await it.pull()).number}/merge`, {})
  await it.settle()
  await it.reconciles()
  const trains = standing(it)
  expect(trains).toMatchInlineSnapshot(`
    [
      "Next: nobody; it is being trained. Possible: roll back to 1.0.0 or snooze it.",
      "Retrain asked for by Ana Ruiz, merged in #1; waiting for a version to be trained.",
      "[ Roll back to 1.0.0 ]  [ Snooze ]  [ It’s mine ]",
    ]
  `)
  await it.says('bo', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because it tells passengers nonsense')
  await it.presses('eli', 'Approve')
  await it.air.github.person('chen').review(2, 'APPROVE', 'Look at it first.')
  await it.settle()
  await it.reconciles()
  await it.passes({ hours: 1 })
  expect(standing(it)).toMatchInlineSnapshot(`
    [
      "Next: nobody; it is being trained. Possible: roll back to 1.0.0 or snooze it.",
      "Hold asked for by Bo Lindqvist, merged in #2 and in force since 16 April 2001, 06:00 UTC.",
      "Retrain asked for by Ana Ruiz, merged in #1; waiting for a version to be trained.",
      "[ Roll back to 1.0.0 ]  [ Snooze ]  [ It’s mine ]",
    ]
  `)
  await it.says('bo', 'flight-ops', '/kedge resume flight-delay because the data is good again')
  await it.presses('fay', 'Approve')
  await it.reconciles()
  await it.air.github.person('root').call('PUT', '/repos/acme/models/pulls/3/merge', {})
  await it.passes({ hours: 1 })
  await it.reconciles()
  await it.passes({ hours: 8 })
  expect(standing(it)).toEqual(trains)
  expect(await it.says('ana', 'flight-ops', '/kedge cases')).toMatchInlineSnapshot(`
    "1 case is open.
    • Flight delay forecast (flight-delay, medium): mean error of the forecast and false notices beyond the agreed limit since 2 April 2001 (business), open since 16 April 2001, for 10 hours; nobody took it, it is with Ana Ruiz; retrain asked for"
  `)
  for (let i = 0; i < 4; i++) await it.passes({ hours: 8 })
  expect((await it.events('case')).map(({ type }) => type)).not.toContain('promise.late')
})
