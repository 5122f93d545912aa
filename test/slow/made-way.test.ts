/** What nobody can approve any more makes way for something else, and whoever asked for it reads that it did. */
import { expect, test } from 'vitest'
import { type Scenario, scenario } from '../scenarios/world.ts'

const HOLD = '/kedge hold flight-delay as emergency for data-in-doubt because the radar feed gives wrong times today'
const ON_HOLD = 'on hold since 16 April 2001: the readings are in doubt (the radar feed gives wrong times today)'

/** Ana asked for the way back, and a hold of Bo’s was faster. */
async function held(line?: string) {
  const it = await scenario()
  await it.watch()
  it.clock.set('2001-04-16T09:12:00Z')
  if (line === undefined) await it.asks()
  else await it.says('ana', 'flight-ops', line)
  const rollback = await it.newest('change')
  await it.says('bo', 'flight-ops', HOLD)
  await it.presses('eli', 'Approve')
  await it.passes({ minutes: 2 })
  return { it, rollback }
}

const ended = async (it: Scenario, change: string) =>
  (await it.events(change)).find(({ type }) => type === 'change.closed')

test('[C5] [C12] what fell behind and makes way for another wish says for which, and calls whoever asked', async () => {
  const { it, rollback } = await held()
  await it.says('eli', 'flight-ops', '/kedge resume flight-delay because the radar feed is mended')
  const says = 'the main branch changed the same file, and it made way for a resumption'
  expect(await ended(it, rollback)).toMatchObject({ type: 'change.closed', body: { outcome: 'overtaken', says } })
  const chat = it.chat('approvals')
  expect(chat).toContain(`Overtaken: ${says}, pull request #1.`)
  expect(chat).toContain(`Over: ${says}, asked for by Eli Novak. @U0ANA: ask for it again if it is still wanted.`)
  expect((await it.api('pulls/1')).body).toContain(says)
  expect(chat).not.toContain('asked for anew')
})

test('[C5] [C12] so does what nobody approved in time; the same once more is asked for anew, and calls nobody', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const rollback = await it.newest('change')
  await it.passes({ days: 3 })
  await it.says('bo', 'flight-ops', '/kedge kpi flight-delay mae limit 20 because the summer timetable is harder')
  const says = 'the time to approve ended, and it made way for an edit'
  expect(await ended(it, rollback)).toMatchObject({ body: { outcome: 'expired', says } })
  expect(it.chat('approvals')).toContain(`Over: ${says}, asked for by Bo Lindqvist. @U0ANA: ask for it again`)
  const edit = await it.newest('change')
  await it.passes({ days: 8 })
  await it.says('bo', 'flight-ops', '/kedge kpi flight-delay mae limit 20 because the summer timetable is harder')
  expect(await ended(it, edit)).toMatchObject({
    body: { says: 'the time to approve ended, and it was asked for anew' },
  })
  expect(it.chat('approvals').match(/Over:/g)).toHaveLength(1)
})

test.each([
  ['of the same place is asked for anew', 'mae limit 20', 'and it was asked for anew', 0],
  ['of another place makes way for it', 'false_notices limit 80', 'and it made way for an edit', 1],
])('[C5] [C12] an edit that fell behind and one %s', async (_, first, says, called) => {
  const limit = (of: string) => `/kedge kpi flight-delay ${of} because the summer timetable is harder`
  const { it, rollback: edit } = await held(limit(first))
  await it.says('bo', 'flight-ops', limit('mae limit 21'))
  expect(await ended(it, edit)).toMatchObject({ body: { outcome: 'overtaken', says: expect.stringContaining(says) } })
  expect(it.chat('approvals').match(/Over:/g) ?? []).toHaveLength(called)
})

test('[C12] status says of what was denied, and of what fell behind, that it is with whoever asked', async () => {
  const it = await scenario()
  await it.watch()
  it.clock.set('2001-04-16T09:12:00Z')
  await it.asks()
  const status = () => it.says('ana', 'flight-ops', '/kedge status flight-delay')
  expect(await status()).toContain('A rollback to 1.0.0 is on its way, pull request #1.')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'The same error comes back in May, so wait.')
  const denied = await status()
  expect(denied).not.toContain('on its way')
  expect(denied).toContain('Rollback to 1.0.0 asked for by Ana Ruiz, denied in #1; another can be asked for once')
})

test('[E1] cases and path tell that a model is on hold, and status that nobody can approve what the hold overtook', async () => {
  const { it } = await held()
  expect(await it.says('ana', 'flight-ops', '/kedge cases')).toContain(`it is with Ana Ruiz; ${ON_HOLD}`)
  expect(await it.says('ana', 'flight-ops', '/kedge path flight-delay')).toContain(
    `production: It serves, and is watched. Its answers are not used, ${ON_HOLD}.`,
  )
  expect(await it.says('ana', 'flight-ops', '/kedge status flight-delay')).toContain(
    'Rollback to 1.0.0 asked for by Ana Ruiz, in #1, which nobody can approve as it stands.',
  )
  await it.asks()
  expect(await it.says('ana', 'flight-ops', '/kedge cases')).toContain(`rollback to 1.0.0 asked for; ${ON_HOLD}`)
})

test('[E2] whoever asks for something else is not called to ask for what they gave up by it', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.passes({ days: 3 })
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 20 because the summer timetable is harder')
  expect(it.chat('approvals')).toContain('made way for')
  expect(it.chat('approvals')).not.toContain('Over:')
})
