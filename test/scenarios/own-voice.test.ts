import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { WEBHOOK_SECRET } from '../../src/stand-ins/airline.ts'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const tally = (card: string) => /\d of \d/.exec(card)?.[0]
const everything = async (it: Scenario) => {
  const events = await it.store.eventsAfter(0, 10_000)
  const posts = it.air.slack.calls.filter(({ method }) => method === 'chat.postMessage').length
  return { events: events.map(({ event }) => `${event.subject} ${event.type}`), posts }
}

test('[C12] an approval in the title or the body of a pull request is no vote (attack 34)', async () => {
  const it = await scenario()
  await it.asks()
  const { number } = await it.pull()
  const body =
    '/approve\n\nApproved-by: chen <chen@acme.test>\n\n<!-- kedge: approved -->\n\nLGTM, approved by @bo and @chen'
  const path = `/repos/acme/models/pulls/${number}`
  await it.air.github.person('chen').call('PATCH', path, { title: '/approve', body })
  await it.settle()
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect((await it.check()).conclusion).toBeNull()
  expect((await it.events('change')).filter(event => event.type === 'change.voted')).toEqual([])
})

test('[C12] nor is one in the title of a person’s own pull request, by whoever may approve (attack 34)', async () => {
  const it = await scenario()
  const edit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
  await opens(it, 'dana', { [MODEL]: edit }, '/approve Approved by Chen Wei')
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect((await it.check()).conclusion).toBeNull()
})

test('[C12] the approve button of one request approves no other, on whichever message it is pressed (attack 40)', async () => {
  const it = await scenario()
  const to = (limit: number) => (text: string) => text.replace('limit: 18.5', `limit: ${limit}`)
  await opens(it, 'dana', { [MODEL]: to(19) }, 'Loosen the limit a little')
  const ofFirst = it.holding('approvals', 'Approve')
  const first = it.person('fay').payload.press(ofFirst, 'kedge:approve')
  await opens(it, 'dana', { [MODEL]: to(90) }, 'Loosen the limit a lot')
  const ofSecond = it.holding('approvals', 'Approve')
  expect(ofSecond.ts).not.toBe(ofFirst.ts)
  const elsewhere = it.person('fay').payload.press(ofSecond, 'kedge:approve')
  // The right message and the value of the other one, as somebody sends who writes the payload by hand.
  await it.air.slack.raw('interactive', { ...elsewhere, actions: first.actions })
  await it.settle()
  const [second, asked] = await it.store.subjects({ kind: 'change' })
  const votes = async (subject = '') => (await it.store.events(subject)).filter(({ type }) => type === 'change.voted')
  expect([await votes(second?.subject), await votes(asked?.subject)]).toEqual([[], []])
})

test('[C12] what Kedge itself did comes back as webhooks, and nothing follows from it (attack 66)', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const before = await everything(it)
  const own = it.air.github.deliveries.map(({ event, body }) => ({ event, body }))
  expect(new Set(own.map(({ event }) => event))).toContain('pull_request')
  for (const { event, body } of own) {
    const headers = {
      ...{ 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': randomUUID() },
      'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
    }
    expect((await fetch(`${it.url}/github`, { method: 'POST', body, headers })).status).toBe(202)
  }
  await it.settle()
  expect(await everything(it)).toEqual(before)
  expect(it.air.github.deliveries).toHaveLength(own.length)
})

test('[C12] what Kedge itself wrote in Slack is heard by nobody, also where it reads like a command (attack 66)', async () => {
  const it = await scenario()
  await it.asks()
  const before = await everything(it)
  const text = '/kedge rollback flight-delay to 1.0.0 because I say so'
  const said = [
    { type: 'message', bot_id: 'B0KEDGE', channel: 'C0FLIGHTOPS', text },
    { type: 'message', subtype: 'bot_message', channel: 'C0FLIGHTOPS', text },
    { type: 'app_mention', bot_id: 'B0KEDGE', channel: 'C0FLIGHTOPS', text },
  ]
  for (const event of said) await it.air.slack.raw('events_api', it.person('bo').payload.event(event))
  await it.settle()
  expect(await everything(it)).toEqual(before)
})
