import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GitHubDelivery, verifyGitHubDelivery, webhookBytesMax } from '../../src/edges/github-webhooks.ts'
import { type Fixture, fixture } from './github-fixture.ts'

const secret = 's3cret'
const sign = (body: string | Uint8Array, by = secret, algorithm = 'sha256') =>
  `${algorithm}=${createHmac(algorithm, by).update(body).digest('hex')}`

function deliver(body: string | Uint8Array, more: Record<string, string | undefined> = {}, only?: string) {
  const headers = { 'x-github-event': 'push', 'x-github-delivery': 'd-1', 'x-hub-signature-256': sign(body), ...more }
  return verifyGitHubDelivery(secret, headers, Buffer.from(body), only)
}
const short = (d: GitHubDelivery) => (d.is === 'refused' ? d.status : d.is)

describe('a signature', () => {
  const body = '{"a": 1}'
  test.each([
    ['none', undefined],
    ['empty', ''],
    ['of another secret', sign(body, 'other')],
    ['of the same body written anew', sign('{"a":1}')],
    ['by SHA-1', sign(body, secret, 'sha1')],
    ['shorter', sign(body).slice(0, 20)],
    ['longer', `${sign(body)}00`],
    ['without its algorithm', sign(body).slice(7)],
    ['in capitals', sign(body).toUpperCase()],
    ['of strange letters', `sha256=${'ä'.repeat(64)}`],
  ])('%s is 401 (attack 1)', async (_, signature) => {
    expect(short(await deliver(body, { 'x-hub-signature-256': signature }))).toBe(401)
  })

  test('[attack 1] by SHA-1 in its old header counts for nothing', async () => {
    const old = { 'x-hub-signature': sign(body, secret, 'sha1'), 'x-hub-signature-256': undefined }
    expect(short(await deliver(body, old))).toBe(401)
  })

  test('[attack 2] is needed: without a secret nothing is taken at all', async () => {
    const headers = { 'x-hub-signature-256': sign(body, ' ') }
    await expect(verifyGitHubDelivery('', headers, Buffer.from(body))).rejects.toThrow(/without a secret.\n {2}fix: /)
  })
})

describe('a body', () => {
  test.each([
    ['null', 'null', 'ignored'],
    ['a list', '[]', 'ignored'],
    ['a number', '1', 'ignored'],
    ['an empty object', '{}', 'event'],
    ['empty', '', 401],
    ['no JSON', '{"a":', 400],
    ['100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['brackets in a string', JSON.stringify({ a: '['.repeat(1000), b: '\\"[' }), 'event'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 401],
    ['too large', `"${'x'.repeat(webhookBytesMax)}"`, 413],
  ])('%s', async (_, body, expected) => {
    expect(short(await deliver(body))).toBe(expected)
  })

  test('[attack 4] of strange shape gives nothing rather than breaking', async () => {
    const odd = {
      action: 7,
      repository: [],
      installation: { id: 'x' },
      pull_request: null,
      check_run: { pull_requests: 'x' },
    }
    expect(await deliver(JSON.stringify(odd))).toEqual({ is: 'event', guid: 'd-1', event: 'push', body: odd })
  })
})

test.each([
  ['x-github-delivery', undefined],
  ['x-github-delivery', ''],
  ['x-github-delivery', 'a b\n'],
  ['x-github-event', undefined],
])('without a proper %s (%j) it is 400', async (name, value) => {
  expect(short(await deliver('{}', { [name]: value }))).toBe(400)
})

test.each(['ping', 'star', '__proto__', 'constructor'])('nobody listens to %s', async event => {
  expect(short(await deliver('{}', { 'x-github-event': event }))).toBe('ignored')
})

test('[attack 7] what is about another repository is ignored, and said', async () => {
  const body = JSON.stringify({ repository: { full_name: 'Acme/Models' } })
  expect(await deliver(body, {}, 'acme/models')).toMatchObject({ is: 'event', repository: 'Acme/Models' })
  const because = 'it is about Acme/Models, not acme/other'
  expect(await deliver(body, {}, 'acme/other')).toEqual({
    ...{ is: 'ignored', guid: 'd-1', event: 'push', because },
    kept: { door: 'github', code: 'other-repository', what: 'Acme/Models' },
  })
  expect(short(await deliver('{}', {}, 'acme/models'))).toBe('ignored')
})

describe('what GitHub sends', () => {
  const heard: GitHubDelivery[] = []
  let f: Fixture
  const receiver = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    heard.push(await verifyGitHubDelivery(secret, request.headers, Buffer.concat(chunks), 'acme/models'))
    response.end()
  })

  beforeAll(async () => {
    f = await fixture()
    await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
    f.gh.setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`)
  })
  afterAll(async () => {
    await f.close()
    receiver.close()
  })

  test('is taken with its number, repository and pull request', async () => {
    await f.gh.person('ana').push('b', { 'models/b.yaml': 'id: b\n' }, 'B')
    const number = await f.gh.person('ana').open('b', 'B')
    await f.gh.person('bo').review(number, 'APPROVE')
    await f.gh.settled()
    expect(heard.filter(d => d.is === 'refused')).toEqual([])
    const events = heard.filter(d => d.is === 'event')
    expect(events.find(d => d.event === 'pull_request_review')).toMatchObject({
      ...{ action: 'submitted', repository: 'acme/models', pull: number, installation: f.gh.app.installation },
      guid: f.gh.deliveries.find(d => d.event === 'pull_request_review')?.guid,
    })
    expect(new Set(events.map(d => d.guid)).size).toBe(events.length)
  })
})
