import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { SLACK_CALLS } from '../../src/core/slack-app.ts'
import { slackCalls } from '../../src/edges/slack-calls.ts'
import type { Document } from '../../src/words/document.ts'
import { type House, logInto, openHouse, people, reason } from './slack-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse('http')
})
afterAll(() => house.close())

const words = (summary: string): Document => ({ summary, blocks: [{ is: 'text', words: [summary] }] })
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('a message', () => {
  test('is posted with its key, found by it in the channel and in a thread, and updated', async () => {
    const { do: hands, see } = house.edge
    const { ts } = await hands.postMessage({ channel: 'C0ML', key: 'case/1' }, words('one <!channel>'))
    const reply = await hands.postMessage({ channel: 'C0ML', thread: ts, key: 'case/1/note' }, words('two'))
    expect(await see.message({ channel: 'C0ML' }, 'case/1')).toEqual({ ts })
    expect(await see.message({ channel: 'C0ML', thread: ts }, 'case/1/note')).toEqual({ ts: reply.ts })
    expect(await see.message({ channel: 'C0ML' }, 'case/2')).toBeUndefined()
    await hands.updateMessage({ channel: 'C0ML', ts, key: 'case/1' }, words('three'))
    expect(house.slack.messages('ml').find(each => each.ts === ts)).toMatchObject({ text: 'three' })
    expect(await see.message({ channel: 'C0ML' }, 'case/1')).toEqual({ ts })
  })

  test('has an address, which leads into its thread where it stands in one', async () => {
    const { url } = house.slack
    const { see } = house.edge
    expect(await see.messageUrl({ channel: 'C0ML', ts: '12.000034' })).toBe(`${url}/archives/C0ML/p12000034`)
    expect(await see.messageUrl({ channel: 'C0ML', ts: '12.000034', thread: '11.000001' })).toBe(
      `${url}/archives/C0ML/p12000034?thread_ts=11.000001&cid=C0ML`,
    )
  })

  test('is found behind two hundred replies', { timeout: 20_000 }, async () => {
    const { do: hands, see } = house.edge
    const { ts } = await hands.postMessage({ channel: 'C0SEC', key: 'long' }, words('long'))
    for (let n = 0; n < 205; n++) await house.slack.person('U0ANA').say('secret', `reply ${n}`, ts)
    const last = await hands.postMessage({ channel: 'C0SEC', thread: ts, key: 'last' }, words('last'))
    expect(await see.message({ channel: 'C0SEC', thread: ts }, 'last')).toEqual({ ts: last.ts })
  })

  test('carries a picture uploaded before; one that Slack does not know yet is worth another try', async () => {
    const { do: hands } = house.edge
    const { file } = await hands.uploadPicture({ png, name: 'mae.png', title: 'MAE', alt: 'MAE by week' })
    expect(house.slack.file(file)?.bytes).toEqual(png)
    const card = (id: string): Document => ({ summary: 'chart', blocks: [{ is: 'picture', file: id, alt: 'MAE' }] })
    await hands.postMessage({ channel: 'C0ML', key: 'chart' }, card(file))
    await expect(hands.postMessage({ channel: 'C0ML', key: 'chart' }, card('F0NEW'))).rejects.toMatchObject({
      is: 'unavailable',
    })
  })

  test('for one person goes by the one-off address while that lasts, then into the channel', async () => {
    const ana = house.slack.person('U0ANA')
    const { response_url: responseUrl = '' } = ana.payload.command('ml', '/kedge help')
    const before = house.slack.calls.length
    for (let n = 1; n <= 6; n++)
      await house.edge.do.answer({ channel: 'C0ML', user: 'U0ANA', responseUrl }, words(`answer ${n}`))
    expect(
      ana
        .whispers()
        .slice(-6)
        .map(each => each.text),
    ).toEqual([1, 2, 3, 4, 5, 6].map(n => `answer ${n}`))
    expect(house.slack.calls.slice(before).map(each => each.method)).toEqual(['chat.postEphemeral'])
    expect(house.slack.person('U0BO').whispers()).toEqual([])
  })
})

test.each([
  ['U0ANA', 'person'],
  ['U0GUEST', 'guest'],
  ['U0SINGLE', 'guest'],
  ['U0GONE', 'deleted'],
  ['U0BOT', 'bot'],
  ['U0FAR', 'stranger'],
  ['U0NOBODY', 'stranger'],
])('the account %s is a %s', async (id, is) => {
  expect(await house.edge.see.slackUser(id)).toMatchObject({ id, is })
})

describe('what Slack refuses', () => {
  const failure = (doing: Promise<unknown>) =>
    doing.then(
      () => undefined,
      (error: unknown) => error,
    )

  test('is denied with its fix', async () => {
    const told = await failure(house.edge.do.postMessage({ channel: 'C0OUT', key: 'x' }, words('x')))
    expect(told).toMatchObject({ is: 'denied', message: expect.stringMatching(/not_in_channel.*fix: invite the bot/s) })
  })

  test('has moved where the message is gone or the trigger was used', async () => {
    const { trigger_id: trigger = '' } = house.slack.person('U0ANA').payload.command('ml', '/kedge help')
    expect(
      await failure(house.edge.do.updateMessage({ channel: 'C0ML', ts: '1.000001', key: 'x' }, words('x'))),
    ).toMatchObject({ is: 'moved' })
    await house.edge.do.openModal(trigger, reason)
    expect(await failure(house.edge.do.openModal(trigger, reason))).toMatchObject({ is: 'moved' })
    await house.slack.person('U0ANA').dismiss()
  })

  test.each([
    [new Response('{"ok":true}', { status: 429, headers: { 'retry-after': '7' } }), { is: 'limited', retryAfterS: 7 }],
    [new Response('', { status: 429 }), { is: 'limited', retryAfterS: 30 }],
    [new Response('', { status: 503 }), { is: 'unavailable' }],
    [new Response('<html>', { status: 200 }), { is: 'unavailable' }],
    [Response.json({ ok: false, error: 'internal_error' }), { is: 'unavailable' }],
    [Response.json({ ok: false, error: 'ratelimited' }), { is: 'limited' }],
    [Response.json({ ok: false, error: 'token_revoked' }), { is: 'denied' }],
    [new TypeError('fetch failed'), { is: 'unavailable' }],
  ])('comes back after one call, as it is (%#)', async (answer, told) => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
      if (answer instanceof Error) throw answer
      return answer
    })
    const { ids, apiUrl, botToken } = house.slack
    const calls = slackCalls({ app: ids.app, team: ids.team, botToken, apiUrl, log: logInto([]) }, () => people)
    const error = await failure(calls.do.postMessage({ channel: 'C0ML', key: 'x' }, words('x')))
    expect(fetched).toHaveBeenCalledTimes(1)
    fetched.mockRestore()
    expect(error).toBeInstanceOf(OutsideError)
    expect(error).toMatchObject(told)
    expect(String(error)).not.toContain(botToken)
  })
})

test('exactly the scopes the app asks for are enough for every call', async () => {
  const { file } = await house.slack.person('U0ANA').drops('ml', { name: 'a.csv', text: 'x' })
  expect(await house.edge.see.file(file)).toMatchObject({ name: 'a.csv' })
  await house.edge.do.publishHome('U0ANA', words('Home'))
  const made = new Set(house.slack.calls.filter(call => call.error !== 'missing_scope').map(call => call.method))
  const uploads = ['files.getUploadURLExternal', 'files.completeUploadExternal']
  const declared = Object.keys(SLACK_CALLS).flatMap(name => (name === 'files.uploadV2' ? uploads : [name]))
  expect([...made].sort()).toEqual(declared.sort())
  expect(house.slack.calls.filter(call => call.error === 'missing_scope')).toEqual([])
})
