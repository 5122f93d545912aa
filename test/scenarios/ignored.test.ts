import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { WEBHOOK_SECRET } from '../../src/stand-ins/airline.ts'
import { scenario } from './world.ts'

type Scenario = Awaited<ReturnType<typeof scenario>>

const onRecord = async (it: Scenario, door: 'slack' | 'github') => {
  await it.settle()
  return (await it.store.events(`door/${door}`)).map(({ body }) => body)
}

test('[C12] [attack 9] [attack 11] what Slack signed for another app or workspace, or presses what is no button, is on record once a day', async () => {
  const it = await scenario()
  await it.asks()
  const press = it.person('bo').payload.press(it.holding('approvals', 'Approve'), 'kedge:approve')
  const sends = (more: object) => it.air.slack.raw('interactive', { ...press, ...more })
  const before = await it.events('change')
  for (let i = 0; i < 3; i++) await sends({ api_app_id: 'A0OTHER' })
  await sends({ team: { id: 'T0OTHER' }, user: { ...press.user, team_id: 'T0OTHER' } })
  await sends({ actions: [{ ...press.actions[0], action_id: `other:${'x'.repeat(200)}` }] })
  expect(await onRecord(it, 'slack')).toEqual([
    { door: 'slack', code: 'other-app', what: 'A0OTHER' },
    { door: 'slack', code: 'other-workspace', what: 'T0OTHER' },
    { door: 'slack', code: 'unknown-button', what: `other:${'x'.repeat(94)}` },
  ])
  expect(await it.events('change')).toEqual(before)
  await it.passes({ days: 1 })
  await sends({ api_app_id: 'A0OTHER' })
  expect(await onRecord(it, 'slack')).toHaveLength(4)
})

test('[C12] [attack 7] what GitHub signed about another repository is on record, and nothing is done', async () => {
  const it = await scenario()
  const body = JSON.stringify({
    action: 'opened',
    repository: { full_name: 'acme/other' },
    pull_request: { number: 1 },
  })
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')
  const answer = await fetch(`${it.url}/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': 'd-1',
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  })
  expect(answer.status).toBe(202)
  expect(await onRecord(it, 'github')).toEqual([{ door: 'github', code: 'other-repository', what: 'acme/other' }])
  expect(await it.store.subjects({ kind: 'change' })).toEqual([])
})
