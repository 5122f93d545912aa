/** Whoever asked in Slack takes it back in Slack. */
import { expect, test } from 'vitest'
import { scenario } from './world.ts'

const RETRAIN = '/kedge retrain flight-delay because the notices are still wrong'

async function denied() {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Deny')
  await it.submits('bo', 'Not on a Monday, wait for it.')
  return it
}

test('[E1] what was denied keeps nobody from asking again once its time to approve is over', async () => {
  const it = await denied()
  const first = await it.newest('change')
  expect(await it.says('ana', 'flight-ops', RETRAIN)).not.toMatch(/^Asked/)
  await it.passes({ hours: 30 })
  expect(await it.says('ana', 'flight-ops', RETRAIN)).toMatch(/^Asked/)
  expect((await it.events(first)).at(-1)).toMatchObject({ type: 'change.closed', body: { outcome: 'expired' } })
})
