/** A hold ends a breach only while it stands. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { scenario } from './world.ts'

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
