import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { servePaths } from '../../src/edges/http-paths.ts'
import { takeReadings } from '../../src/edges/readings-door.ts'
import { httpServer } from '../../src/edges/slack-http.ts'
import type { Store } from '../../src/flows/store.ts'
import { API_KEY, madeVersion, post } from '../fixtures/api.ts'
import { opened } from '../fixtures/store.ts'
import { repository } from '../fixtures/world.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const webhookSecret = 's3cret-s3cret'
const now = () => new Date()

/** Everything we answer by HTTP, on the real server. */
async function served(store: Store, moved: () => void = () => undefined): Promise<string> {
  const known = { now, store, known: () => repository }
  const shownTo = async () => repository.models
  const api = { key: API_KEY, webhooks: {}, ...known, shownTo, readings: takeReadings({ ...known, pushes: {} }) }
  const told = { moved, connected: () => true, arrived: () => undefined }
  const paths = { repository: 'acme/models', webhookSecret, api, ...told }
  const server = httpServer(undefined, servePaths(paths), quiet).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function kept(store: Store): Promise<readonly string[]> {
  const taken = await store.takeMessage({ by: 'w', now: new Date(Date.now() + 60_000), forMs: 600_000 })
  return taken ? [taken.it.delivery, ...(await kept(store))] : []
}

function delivered(url: string, guid: string, full_name = 'acme/models', event = 'pull_request'): Promise<Response> {
  const body = JSON.stringify({ action: 'opened', repository: { full_name }, pull_request: { number: 7 } })
  const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`
  const headers = {
    ...{ 'x-github-event': event, 'x-github-delivery': guid },
    ...{ 'x-hub-signature-256': signature, connection: 'close' },
  }
  return fetch(`${url}/github`, { method: 'POST', body, headers })
}

describe('[C12] one delivery of GitHub (attack 5)', () => {
  /** Two stores on one file are what two replicas have. */
  async function replicas() {
    const folder = await mkdtemp(join(tmpdir(), 'kedge-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const files = { path: join(folder, 'a.db'), readingsPath: join(folder, 'b.db') }
    const stores = [await opened(files), await opened(files)] as const
    return { stores, urls: [await served(stores[0]), await served(stores[1])] as const }
  }

  test('that comes to two replicas at the same moment, twenty times, is kept once', async () => {
    const { stores, urls } = await replicas()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => delivered(urls[i % 2] ?? '', 'guid-1')))
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([202]))
    expect([...(await kept(stores[0])), ...(await kept(stores[1]))]).toEqual(['github:guid-1'])
  })

  test('that comes again while it is worked on, and when it is done, is no second one', async () => {
    const { stores, urls } = await replicas()
    await delivered(urls[0], 'guid-1')
    const taken = await stores[1].takeMessage({ by: 'w', now: now(), forMs: 600_000 })
    if (!taken) throw new Error('nothing was kept')
    expect((await delivered(urls[1], 'guid-1')).status).toBe(202)
    await stores[1].commit({ at: now(), parts: [], done: [taken] })
    expect((await delivered(urls[0], 'guid-1')).status).toBe(202)
    expect(await kept(stores[0])).toEqual([])
    await delivered(urls[0], 'guid-2')
    expect(await kept(stores[1])).toEqual(['github:guid-2'])
  })
})

describe('[C12] what is served (attack 61)', () => {
  test('to whoever asks is whether it is up, and the form of what programs send: nothing of any model', async () => {
    const url = await served(await opened())
    const asked = ['/', '/healthz', '/readyz', '/v1/openapi.json', '/v1/models', '/v1/readings', '/metrics', '/record']
    const answers = await Promise.all(asked.map(path => fetch(`${url}${path}`)))
    expect(asked.filter((_, i) => answers[i]?.ok)).toEqual(['/healthz', '/readyz', '/v1/openapi.json'])
    const said = (await Promise.all(answers.map(answer => answer.text()))).join('\n')
    for (const id of [...Object.keys(repository.models), 'acme', API_KEY.secret]) expect(said).not.toContain(id)
  })

  test.each(['/v1/versions', '/v1/deliveries', '/github'])('%s takes nothing unsigned', async path => {
    const store = await opened()
    const url = await served(store)
    const body = JSON.stringify(madeVersion)
    expect((await fetch(`${url}${path}`, { method: 'POST', body })).status).toBe(401)
    expect((await fetch(`${url}${path}`)).ok).toBe(false)
    expect(await kept(store)).toEqual([])
  })

  test.each(['/v1/versions', '/v1/deliveries', '/github'])('%s lets no page of another site in', async path => {
    const store = await opened()
    const url = await served(store)
    const site = { origin: 'https://evil.test', cookie: 'session=1' }
    const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-kedge-timestamp' }
    const preflight = await fetch(`${url}${path}`, { method: 'OPTIONS', headers: { ...site, ...asks } })
    expect(preflight.ok).toBe(false)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = { ...site, 'content-type': type }
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(madeVersion) })
      expect(answer.status).toBe(401)
      expect([...answer.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
    }
    expect(await kept(store)).toEqual([])
  })

  test('only a signed word of a push to our repository makes what was read old', async () => {
    const moves: string[] = []
    const url = await served(await opened(), () => moves.push('moved'))
    await delivered(url, 'guid-1', 'acme/other', 'push')
    await fetch(`${url}/github`, { method: 'POST', body: '{}' })
    await delivered(url, 'guid-2')
    expect(moves).toEqual([])
    await delivered(url, 'guid-3', 'acme/models', 'push')
    expect(moves).toEqual(['moved'])
  })

  test('a signed word about another repository’s pull request is ignored, said so, and kept for the record alone', async () => {
    const store = await opened()
    const answer = await delivered(await served(store), 'guid-1', 'acme/other')
    expect([answer.status, await answer.text(), await kept(store)]).toEqual([
      ...[202, 'ignored'],
      [expect.stringMatching(/^ignored:github:other-repository:\d{4}-\d\d-\d\d$/)],
    ])
  })

  test('names that are markup come back as data, never as a page', async () => {
    const store = await opened()
    const url = await served(store)
    const model = '<img src=x onerror=alert(1)>'
    const { status, type } = await post(`${url}/v1/versions`, { ...madeVersion, model }, { now })
    expect([status, type]).toEqual([422, 'application/problem+json'])
    for (const path of ['/<script>alert(1)</script>', '/healthz', '/v1/openapi.json']) {
      const answer = await fetch(`${url}${path}`)
      expect(answer.headers.get('content-type')).not.toContain('html')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(await answer.text()).not.toContain('alert')
    }
  })

  test.each(['//[', 'http://[', '//', '\\\\['])(
    'an address that is none (%s) is refused, and the process lives',
    async target => {
      const url = await served(await opened())
      expect(await spoken(url, `GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 4\d\d /,
      )
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
    },
  )
})

/** What the server answers to these bytes. */
function spoken(url: string, text: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', data => {
      answer += data
    })
    socket.on('error', failed).on('close', () => done(answer))
  })
}
