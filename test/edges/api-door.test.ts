import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type ApiDoor, answerApi } from '../../src/edges/api-door.ts'
import { takeReadings } from '../../src/edges/readings-door.ts'
import type { Webhooks } from '../../src/edges/webhook.ts'
import { API_KEY, madeVersion, post, type Said } from '../fixtures/api.ts'
import { opened } from '../fixtures/store.ts'
import { repository } from '../fixtures/world.ts'

const secrets = ['a-secret-of-jenkins', 'a-secret-of-airflow']
const webhook = (secret = '') => ({ type: 'webhook', url: 'https://x.test', secret }) as const
const webhooks: Webhooks = { jenkins: webhook(secrets[0]), airflow: webhook(secrets[1]) }

let door: ApiDoor
let url: string
beforeEach(async () => {
  const store = await opened()
  const known = { now: () => new Date(), store, known: () => repository }
  door = {
    key: API_KEY,
    webhooks,
    ...known,
    shownTo: async () => repository.models,
    readings: takeReadings({ ...known, pushes: {} }),
  }
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname
    const answer = await answerApi(door, path, request)
    response.writeHead(answer?.status ?? 404, { 'content-type': answer?.type, connection: 'close' })
    response.end(JSON.stringify(answer?.body ?? {}))
  }).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  onTestFinished(() => void server.close())
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

const says = (body: object | string, more: Partial<Said> = {}) =>
  post(`${url}/v1/versions`, body, { now: door.now, ...more })
const kept = async () => (await lease())?.it
const lease = () =>
  (door.store as Awaited<ReturnType<typeof opened>>).takeMessage({ by: 'w', now: door.now(), forMs: 1 })
const minutes = (n: number) => () => new Date(Date.now() + n * 60_000)

test('[C8] gates of a day that is still to come are refused', async () => {
  const gates = { passed: '2099-01-01', evidence: 'To be held' }
  expect(await says({ ...madeVersion, gates })).toMatchObject({ status: 422 })
  expect(await kept()).toBe(undefined)
})

test('[C8] what is signed is kept before it is answered, and once', async () => {
  expect(await says(madeVersion)).toMatchObject({ status: 202, body: { is: 'accepted' } })
  expect(await says({ ...madeVersion, reason: 'Once more.' })).toMatchObject({ status: 200, body: { is: 'seen' } })
  expect(JSON.parse((await kept())?.body ?? '')).toEqual({ owner: 'dana', made: madeVersion })
})

test('[C8] an Idempotency-Key is for one body: the same one is seen, another one refused', async () => {
  const key = 'b1a1'
  expect(await says(madeVersion, { key })).toMatchObject({ status: 202 })
  expect(await says(madeVersion, { key })).toMatchObject({ status: 200 })
  expect(await says({ ...madeVersion, version: '1.3.0' }, { key })).toMatchObject({ status: 422 })
  expect(await says({ ...madeVersion, reason: 'Once more.' }, { key })).toMatchObject({ status: 422 })
  expect(await says(madeVersion, { key: 'another' })).toMatchObject({ status: 202 })
})

test('[C8] the same version of which something else is said is a conflict, and what was said first holds', async () => {
  const corrected = { ...madeVersion, gates: { passed: '2001-04-15', evidence: 'Hold-out of 8 to 14 April' } }
  expect(await says(madeVersion)).toMatchObject({ status: 202 })
  expect(await says(madeVersion)).toMatchObject({ status: 200 })
  expect(await says(corrected)).toMatchObject({
    status: 409,
    body: {
      type: 'urn:kedge:problem:told-otherwise',
      fix: expect.stringContaining('correct it in the file of the model by pull request'),
    },
  })
  expect(JSON.parse((await kept())?.body ?? '{}')).toMatchObject({ made: madeVersion })
  expect(await says(corrected, { key: 'again' })).toMatchObject({ status: 202 })
})

describe('[C8] refused with a problem that has its fix, and not kept (attack 62):', () => {
  const at = (n: number) => ({ now: minutes(n) })
  const odd = (model: string) => ({ ...madeVersion, model })
  test.each<[string, number, object | string, Partial<Said>]>([
    ['another key', 401, madeVersion, { secret: 'x'.repeat(40) }],
    ['no signature', 401, madeVersion, { headers: { 'x-kedge-signature-256': '' } }],
    ['SHA-1', 401, madeVersion, { headers: { 'x-kedge-signature-256': `sha1=${'0'.repeat(40)}` } }],
    [
      'another time than was signed',
      401,
      madeVersion,
      { headers: { 'x-kedge-timestamp': `${Math.floor(Date.now() / 1000) - 9}` } },
    ],
    ['said again after six minutes', 401, madeVersion, at(-6)],
    ['signed six minutes ahead', 401, madeVersion, at(6)],
    ['more than 64 KiB', 413, { ...madeVersion, summary: 'x'.repeat(65 * 1024) }, {}],
    ['no JSON', 422, '{"model":', {}],
    ['a list', 422, [madeVersion], {}],
    ['an unknown key', 422, { ...madeVersion, sealed: true }, {}],
    ['a key every object has', 422, `{"__proto__":{"a":1},${JSON.stringify(madeVersion).slice(1)}`, {}],
    ['no digest', 422, { ...madeVersion, digest: undefined }, {}],
    ['a gate without evidence', 422, { ...madeVersion, gates: { passed: '2001-04-16' } }, {}],
    ['a model nobody registered', 422, odd('fligth-delay'), {}],
    ['a model named like a method', 422, odd('constructor'), {}],
    ['a version that is a command', 422, { ...madeVersion, version: '1;curl x|sh' }, {}],
    ['a version that is an option', 422, { ...madeVersion, version: '--upload-pack=x' }, {}],
    ['a model that is an expression', 422, odd(`$\{{ secrets.X }}`), {}],
    ['a change that is a path', 422, { ...madeVersion, change: '../../x' }, {}],
    ['an Idempotency-Key that is a novel', 422, madeVersion, { key: 'x'.repeat(201) }],
  ])('%s', async (_, status, body, more) => {
    const answer = await says(body, more)
    expect(answer).toMatchObject({ status, type: 'application/problem+json' })
    expect(answer.body).toMatchObject({
      type: expect.stringMatching(/^urn:kedge:problem:/),
      title: expect.stringMatching(/./),
      fix: expect.stringMatching(/./),
    })
    expect(await kept()).toBeUndefined()
  })

  test('a version that is there with another digest is a conflict, and is kept so that people hear of it', async () => {
    expect(await says({ ...madeVersion, version: '1.1.0' })).toMatchObject({ status: 409 })
    expect((await kept())?.flow).toBe('version')
  })

  test('when as many wait as may, it is to come again', async () => {
    door = { ...door, store: { ...door.store, receive: async () => 'full' } }
    expect(await says(madeVersion)).toMatchObject({ status: 503, type: 'application/problem+json' })
  })

  test('[C8] what was listened to cannot be said once more under another key', async () => {
    const at = String(Math.floor(door.now().getTime() / 1000))
    const text = JSON.stringify(madeVersion)
    const signature = createHmac('sha256', API_KEY.secret).update(`${at}.${text}`).digest('hex')
    const said = { 'x-kedge-timestamp': at, 'x-kedge-signature-256': `sha256=${signature}` }
    const send = async (more: object) =>
      (await fetch(`${url}/v1/versions`, { method: 'POST', headers: { ...said, ...more }, body: text })).status
    expect([await send({}), await send({}), await send({ 'idempotency-key': 'another' })]).toEqual([202, 200, 401])
  })

  test('without a key nothing is taken', async () => {
    const { key: _, ...keyless } = door
    door = keyless
    expect(await says(madeVersion)).toMatchObject({ status: 404 })
  })
})

test('[C8] a report is kept under the name of whoever signed it', async () => {
  const report = { change: 'change/1a2b3c4d', model: 'flight-delay', conclusion: 'success' }
  const said = (secret: string, body: object = report) => post(`${url}/v1/deliveries`, body, { now: door.now, secret })
  expect(await said(API_KEY.secret)).toMatchObject({ status: 401 })
  expect(await said(secrets[1] ?? '', { ...report, url: 'javascript:alert(1)' })).toMatchObject({ status: 422 })
  expect([(await said(secrets[1] ?? '')).status, (await said(secrets[1] ?? '')).status]).toEqual([202, 200])
  expect(JSON.parse((await kept())?.body ?? '')).toEqual({ webhook: 'airflow', report })
})

test('[C8] the description is OpenAPI 3.1 with the schemas the door checks with', async () => {
  const answer = await fetch(`${url}/v1/openapi.json`)
  const { openapi, paths, components } = (await answer.json()) as {
    openapi: string
    paths: object
    components: { schemas: { NewVersion: object } }
  }
  expect([answer.status, openapi, Object.keys(paths)]).toEqual([
    200,
    '3.1.0',
    ['/v1/versions', '/v1/deliveries', '/v1/tests', '/v1/readings'],
  ])
  expect(components.schemas.NewVersion).toMatchObject({
    required: ['model', 'version', 'digest'],
    additionalProperties: false,
  })
  expect((await fetch(`${url}/v1/versions`)).status).toBe(405)
})

test('[C8] the example of the README registers a version', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const script = /<!-- tried: test\/edges\/api-door\.test\.ts -->\n\n```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const env = { ...process.env, KEDGE_API_SECRET: API_KEY.secret, no_proxy: '*' }
  const { stdout } = await promisify(execFile)('sh', ['-euc', script.replace('https://kedge.example.com', url)], {
    env,
  })
  expect(stdout).toBe('{"is":"accepted"}')
  expect(JSON.parse((await kept())?.body ?? '')).toMatchObject({ made: { version: '1.2.0' } })
})
