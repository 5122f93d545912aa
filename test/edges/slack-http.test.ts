import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hereProbes } from '../../src/edges/doctor-here.ts'
import { type House, openHouse } from './slack-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse('http')
})
afterAll(() => house.close())
beforeEach(() => {
  house.arrivals.length = 0
})

const command = () => house.slack.person('U0ANA').payload.command('ml', '/kedge help')
const form = 'application/x-www-form-urlencoded'

/** Posts with a right signature unless told otherwise. */
async function post(
  body: string,
  { type = form, path = '/slack/events', sign = true, headers = {} } = {},
): Promise<number> {
  const ts = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', 'shh').update(`v0:${ts}:${body}`).digest('hex')}`
  const signed = sign ? { 'x-slack-request-timestamp': ts, 'x-slack-signature': signature } : {}
  const init = { method: 'POST', body, headers: { 'content-type': type, ...signed, ...headers } }
  return (await fetch(`http://127.0.0.1:${house.port}${path}`, init)).status
}

test.each([
  ['a wrong signature', { signature: 'wrong' }],
  ['no signature', { signature: 'none' }],
  ['a stamp six minutes old', { ageSeconds: 360 }],
  ['a stamp an hour from now', { ageSeconds: -3600 }],
  ['a stamp five and a half minutes from now', { ageSeconds: -330 }],
] as const)('[A10] a request with %s is 401 and changes nothing (attack 8)', async (_, how) => {
  expect(await house.slack.raw('slash_commands', command(), how)).toMatchObject({ status: 401 })
  expect(house.arrivals).toEqual([])
})

test.each([
  ['a minute ahead', -60],
  ['four minutes late', 240],
])('[A10] a clock %s is forgiven (attack 8)', async (_, ageSeconds) => {
  expect(await house.slack.raw('slash_commands', command(), { ageSeconds })).toMatchObject({ status: 200 })
  expect(house.arrivals).toHaveLength(1)
})

test.each([
  ['a stamp that is no number', { 'x-slack-request-timestamp': 'NaN' }],
  ['a signature of another length', { 'x-slack-signature': 'v0=ab' }],
  ['a signature of another version', { 'x-slack-signature': 'v1=ab' }],
])('[A10] %s is 401, and the server lives', async (_, headers) => {
  expect(await post(new URLSearchParams(command()).toString(), { headers })).toBe(401)
  expect(await post(new URLSearchParams(command()).toString())).toBe(200)
  expect(house.arrivals).toHaveLength(1)
})

test('[attack 4] a body of more than 1 MiB is 413 before it is read', async () => {
  expect(await post('x'.repeat(1024 * 1024 + 1)).catch(() => 413)).toBe(413)
  expect(house.arrivals).toEqual([])
})

test.each([
  ['null', 'application/json'],
  ['[]', 'application/json'],
  ['"text"', 'application/json'],
  ['{', 'application/json'],
  ['{"type":"nobody knows"}', 'application/json'],
  ['{"event":null}', 'application/json'],
  ['payload=null', form],
  ['payload=%7B', form],
  ['payload=%7B%22type%22%3A%22nobody+knows%22%7D', form],
  ['', form],
  ['\u0000\ufffd', 'text/plain'],
  [`{"type":"block_actions","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'application/json'],
])('a signed body like %# does nothing and breaks nothing', async (body, type) => {
  expect(await post(body, { type })).toBe(200)
  expect(house.arrivals).toEqual([])
})

test('[attack 11] the check of our certificate is answered, and nothing smuggled in with it is read', async () => {
  const smuggled = new URLSearchParams({ ...command(), ssl_check: '1' }).toString()
  expect(await post(smuggled, { sign: false })).toBe(200)
  expect(house.arrivals).toEqual([])
})

test('[attack 11] the address is confirmed to Slack alone', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c' })
  expect(await post(body, { type: 'application/json' })).toBe(200)
  expect(await post(body, { type: 'application/json', sign: false })).toBe(401)
})

test('other paths go to whoever serves them, and a failure there is a 500', async () => {
  expect(await post('x', { path: '/github' })).toBe(404)
  house.doors.http = (request, response) => void response.writeHead(request.url === '/github' ? 202 : 404).end()
  expect(await post('x', { path: '/github' })).toBe(202)
  house.doors.http = async () => {
    throw new Error('oops')
  }
  expect(await post('x', { path: '/github' })).toBe(500)
  expect((await fetch(`http://127.0.0.1:${house.port}/slack/events`)).status).toBe(500)
})

test.each([
  ['shh', { outcome: 'pass', says: expect.stringContaining('takes what is signed with this secret') }],
  [
    'another-secret',
    { outcome: 'fail', says: expect.stringContaining('refuses'), fix: expect.stringContaining('Signing Secret') },
  ],
])(
  '[E10] kedge doctor signs as Slack would, with %s, and says what the bot that runs makes of it',
  async (secret, told) => {
    house.doors.http = (_, response) => void response.writeHead(200).end('ok')
    const given = { KEDGE_HOST: '127.0.0.1', KEDGE_PORT: String(house.port), KEDGE_SLACK_SIGNING_SECRET: secret }
    const probes = await hereProbes(given)
    expect(probes.filter(it => it.name === 'slack-signing')).toEqual([expect.objectContaining(told)])
    expect(JSON.stringify(probes)).not.toContain(secret)
    // Over Socket Mode nothing is signed.
    const socket = await hereProbes({ ...given, KEDGE_SLACK_APP_TOKEN: 'xapp-1-A1-1-a' })
    expect(socket.map(it => it.name)).not.toContain('slack-signing')
    expect(house.arrivals).toEqual([])
  },
)
