import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { MOST_SERIES } from '../../src/core/series.ts'
import type { Store } from '../../src/flows/store.ts'
import { openApi } from '../../src/reports/openapi.ts'
import type { Pushes } from '../../src/sources/push.ts'
import { DESK_TOKEN, fedModel, LAB_TOKEN, pushed } from '../fixtures/pushed.ts'
import { readingsServer } from '../fixtures/readings-server.ts'

const pushes = {
  desk: { type: 'push', token: DESK_TOKEN },
  lab: { type: 'push', token: LAB_TOKEN, models: ['spare'], perMinute: 3 },
} satisfies Pushes

let now: Date
let store: Store
let url: string
let is: { known: boolean }
const failed: object[] = []
beforeEach(async () => {
  now = new Date('2026-03-10T06:00:00Z')
  failed.length = 0
  const log = { info: () => undefined, warn: () => undefined, error: (it: object) => void failed.push(it) }
  const served = await readingsServer(pushes, () => now, log)
  store = served.store
  is = served.is
  url = `${served.url}/v1/readings`
})

interface Answer {
  readonly status: number
  readonly type: string | null
  readonly retry: string | null
  readonly body: {
    readonly type?: string
    readonly title?: string
    readonly fix?: string
    readonly errors?: readonly { readonly at: string; readonly says: string; readonly fix: string }[]
  } & Readonly<Record<string, unknown>>
}

async function push(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const sent = { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/json', ...headers }
  const answer = await fetch(url, {
    method: 'POST',
    headers: sent,
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  const [type, retry] = [answer.headers.get('content-type'), answer.headers.get('retry-after')]
  return { status: answer.status, type, retry, body: (await answer.json()) as Answer['body'] }
}
const json = (...readings: readonly object[]) => JSON.stringify({ readings })
const NDJSON = { 'content-type': 'application/x-ndjson' }
const lines = (...readings: readonly object[]) => readings.map(it => `${JSON.stringify(it)}\n`).join('')
const kept = () => store.readings({ model: 'churn' })

describe('[D2] readings that are pushed', () => {
  test('as JSON are on disk when they are answered, and the same again is the same', async () => {
    const body = json(pushed(), pushed({ kpi: 'recall' }))
    expect(await push(body)).toMatchObject({ status: 200, body: { is: 'stored', new: 2, revised: 0, same: 0 } })
    expect(await kept()).toMatchObject([
      { kpi: 'precision', value: 81.5, end: '2026-03-03T00:00:00.000Z', available: '2026-03-10T06:00:00.000Z' },
      { kpi: 'recall' },
    ])
    const again = { status: 200, body: { is: 'stored', new: 0, revised: 0, same: 2 } }
    expect(await push(body, { 'idempotency-key': 'a' })).toMatchObject(again)
    expect(await push(body, { 'idempotency-key': 'a' })).toMatchObject(again)
  })

  test('one a line, packed, with empty lines between, are taken as well', async () => {
    const body = gzipSync(`\n${lines(pushed(), pushed({ start: '2026-03-03' }))}\r\n\n`)
    expect(await push(body, { ...NDJSON, 'content-encoding': 'gzip' })).toMatchObject({ status: 200, body: { new: 2 } })
  })

  test('[D12] of an id for a segment are refused where a KPI has no room for more of them, with the fix', async () => {
    const store = { keepReadings: async () => ({ fresh: 0, revised: 0, same: 0 }), series: async () => crowd }
    const crowd = Array.from({ length: MOST_SERIES }, (_, i) => ({
      ...{ kpi: 'precision', segment: `order-${i}`, version: '4.1.0', n: 9, begun: 1 },
      ...{ start: '2026-03-01T00:00:00.000Z', end: '2026-03-02T00:00:00.000Z' },
    }))
    const into = await readingsServer(pushes, () => now, undefined, undefined, store)
    url = `${into.url}/v1/readings`
    const answer = await push(
      json(
        pushed({ segment: 'order-7' }),
        pushed({ segment: 'order-x' }),
        pushed({ kpi: 'recall', segment: 'order-x' }),
      ),
    )
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            at: 'readings.1',
            says: 'Segment `order-x` is one too many: precision of churn has 10,000 series.',
            fix: expect.stringMatching(/never the id of a person/),
          },
        ],
      },
    })
    expect((await push(json(pushed({ segment: 'order-7' })))).status).toBe(200)
  })

  test('of another value revise what was there, also in the same millisecond and after the clock was set back', async () => {
    await push(json(pushed()))
    expect(await push(json(pushed({ value: 80 })))).toMatchObject({ body: { new: 0, revised: 1, same: 0 } })
    now = new Date('2026-03-10T05:00:00Z')
    expect(await push(json(pushed({ value: 79 }), pushed({ value: 79 })))).toMatchObject({
      body: { revised: 1, same: 1 },
    })
    expect(await kept()).toMatchObject([{ value: 79 }])
  })

  test('five thousand of them come in one request', async () => {
    const body = lines(...Array.from({ length: 5000 }, (_, i) => pushed({ segment: `s${i}` })))
    expect(await push(gzipSync(body), { ...NDJSON, 'content-encoding': 'gzip' })).toMatchObject({ body: { new: 5000 } })
    expect(await kept()).toHaveLength(5000)
  })

  test('at the same moment, twenty times, are stored once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => push(json(pushed()))))
    expect(all.reduce((sum, it) => sum + Number(it.body.new), 0)).toBe(1)
    expect(await kept()).toHaveLength(1)
  })
})

describe('[D2] refused with its fix, and nothing of it stored:', () => {
  const NONE: Readonly<Record<string, string>> = {}
  const bad = (more: object) => json(pushed({ start: '2026-03-01' }), { ...pushed(), ...more })
  test.each<[string, number, string, string | Buffer, Readonly<Record<string, string>>]>([
    ['no token', 401, 'no-token', json(pushed()), { authorization: '' }],
    ['another token', 401, 'no-token', json(pushed()), { authorization: `Bearer ${DESK_TOKEN}x` }],
    ['the token for another scheme', 401, 'no-token', json(pushed()), { authorization: `Basic ${DESK_TOKEN}` }],
    ['an empty token', 401, 'no-token', json(pushed()), { authorization: 'Bearer ' }],
    ['a form', 415, 'other-type', 'readings=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'another character set',
      415,
      'other-type',
      json(pushed()),
      { 'content-type': 'application/json; charset=utf-16' },
    ],
    ['another packing', 415, 'other-encoding', json(pushed()), { 'content-encoding': 'br' }],
    ['packed twice', 415, 'other-encoding', json(pushed()), { 'content-encoding': 'gzip, gzip' }],
    ['no gzip', 422, 'no-gzip', json(pushed()), { 'content-encoding': 'gzip' }],
    ['gzip without its end', 422, 'no-gzip', gzipSync(json(pushed())).subarray(0, 40), { 'content-encoding': 'gzip' }],
    ['a gzip bomb', 413, 'push-too-large', gzipSync(Buffer.alloc(300 * 1024 * 1024)), { 'content-encoding': 'gzip' }],
    ['two MiB as it is', 413, 'push-too-large', ' '.repeat(2 * 1024 * 1024), NONE],
    ['5001 readings', 413, 'push-too-large', json(...Array.from({ length: 5001 }, () => ({}))), NONE],
    ['5001 lines', 413, 'push-too-large', '{}\n'.repeat(5001), NDJSON],
    ['nothing', 422, 'no-readings-in-it', '', NONE],
    ['empty lines', 422, 'no-readings-in-it', '\n\n', NDJSON],
    ['no JSON', 422, 'no-readings-in-it', '{"readings": [', NONE],
    ['NaN, which is no JSON', 422, 'no-readings-in-it', '{"readings": [{"value": NaN}]}', NONE],
    ['no UTF-8', 422, 'no-readings-in-it', Buffer.from([0x22, 0xff, 0x22]), NONE],
    ['a list', 422, 'not-the-form', '[]', NONE],
    ['null', 422, 'not-the-form', 'null', NONE],
    ['no readings in the list', 422, 'not-the-form', json(), NONE],
    [
      'lists in lists, a hundred thousand deep (attack 4)',
      422,
      'not-the-form',
      '['.repeat(1e5) + ']'.repeat(1e5),
      NONE,
    ],
    ['a value as deep', 422, 'bad-readings', `{"readings": [{"value": ${'['.repeat(1e5)}${']'.repeat(1e5)}}]}`, NONE],
    [
      'a hundred thousand keys',
      422,
      'bad-readings',
      json(Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [i, 1]))),
      NONE,
    ],
    ['infinity', 422, 'bad-readings', bad({ value: 0 }).replace('"value":0', '"value":1e999'), NONE],
    ['a number as text', 422, 'bad-readings', bad({ value: '81.5' }), NONE],
    ['no value', 422, 'bad-readings', bad({ value: null }), NONE],
    ['more samples than can be counted', 422, 'bad-readings', bad({ n: 1e300 }), NONE],
    ['an unknown key', 422, 'bad-readings', bad({ sealed: true }), NONE],
    ['a key every object has', 422, 'bad-readings', bad({ x: 1 }).replace('"x"', '"__proto__"'), NONE],
    ['a moment without its offset', 422, 'bad-readings', bad({ start: '2026-03-02T00:00:00' }), NONE],
    ['a model that is a path', 422, 'bad-readings', bad({ model: '../../etc/passwd' }), NONE],
    ['a version that is a command', 422, 'bad-readings', bad({ version: '1;curl x|sh' }), NONE],
    ['a segment with a line break', 422, 'bad-readings', bad({ segment: 'a\nb' }), NONE],
    ['a KPI that another source feeds (attack 74)', 422, 'bad-readings', bad({ kpi: 'fairness' }), NONE],
    ['a period that is not over (attack 69)', 422, 'bad-readings', bad({ start: '2026-03-10' }), NONE],
  ])('%s', async (_, status, code, body, headers) => {
    const answer = await push(body, headers)
    expect(answer).toMatchObject({ status, type: 'application/problem+json' })
    expect(answer.body).toMatchObject({ type: `urn:kedge:problem:${code}`, fix: expect.stringMatching(/./) })
    expect(answer.body.fix).not.toMatch(/undefined|\[object/)
    expect(await kept()).toEqual([])
    expect(failed).toEqual([])
  })

  test('every bad reading is named, with its place, its reason and its fix', async () => {
    const { body } = await push(json(pushed(), { ...pushed(), n: undefined }, { ...pushed(), kpi: 7 }))
    expect(body.errors).toEqual([
      { at: 'readings.1', says: '`reading` has no `n`.', fix: expect.stringContaining('Send `n` as well') },
      { at: 'readings.2', says: '`reading.kpi` must be text, not 7.', fix: 'Put the value in quotes' },
    ])
    const { body: second } = await push(`${lines(pushed())}{"model": NaN}\n\n${lines(pushed({ kpi: 'x' }))}`, NDJSON)
    expect(second.errors?.map(it => it.at)).toEqual(['line 2'])
  })

  test('which sources there are is told to nobody without a token, whatever is asked', async () => {
    const all = await Promise.all([
      push(json(pushed()), { authorization: '' }),
      push(json(pushed()), { authorization: 'Bearer desk' }),
      push('x', { authorization: `Bearer ${LAB_TOKEN.slice(0, -1)}`, 'content-type': 'text/plain' }),
    ])
    expect(new Set(all.map(it => JSON.stringify(it))).size).toBe(1)
    expect(JSON.stringify(all)).not.toMatch(/desk|lab|churn/)
  })

  test('of a model it may not send for, a source hears nothing (attack 73)', async () => {
    const lab = { authorization: `Bearer ${LAB_TOKEN}` }
    const { body } = await push(json(pushed({ kpi: 'fairness' })), lab)
    expect(body.errors).toMatchObject([{ says: 'There is no model `churn` that lab feeds.' }])
    expect(await push(json(pushed({ model: 'spare', kpi: 'fairness' })), lab)).toMatchObject({ status: 200 })
  })

  test('while the rules were never read it is to come again', async () => {
    is.known = false
    expect(await push(json(pushed()))).toMatchObject({ status: 503, retry: '60' })
  })

  test('another method is told which one', async () => {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${DESK_TOKEN}` } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('whoever never says how long it is, is stopped at the bound and told so', async () => {
    const part = ' '.repeat(256 * 1024)
    const sent = httpRequest(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/json' },
    })
    // The rest of it finds nobody any more.
    const answered = once(sent, 'response')
    sent.on('error', () => undefined)
    const endless = (function* () {
      for (;;) yield part
    })()
    Readable.from(endless).pipe(sent)
    const [answer] = await answered
    expect(answer.statusCode).toBe(413)
    sent.destroy()
  })

  test('whoever goes away in the middle leaves nothing behind', async () => {
    const sent = httpRequest(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${DESK_TOKEN}`,
        'content-type': 'application/x-ndjson',
        'content-length': 9999,
      },
    })
    sent.on('error', () => undefined)
    sent.write(lines(pushed()))
    await new Promise(done => setTimeout(done, 50))
    sent.destroy()
    await new Promise(done => setTimeout(done, 50))
    expect(await kept()).toEqual([])
    expect(await push(json(pushed()))).toMatchObject({ status: 200 })
  })
})

describe('[D2] a source that sends too fast', () => {
  const lab = { authorization: `Bearer ${LAB_TOKEN}` }
  const days = (n: number, from = 1) =>
    json(
      ...Array.from({ length: n }, (_, i) =>
        pushed({ model: 'spare', kpi: 'fairness', start: `2026-03-0${from + i}` }),
      ),
    )

  test('is told when to come again, and is let in then; the others do not notice', async () => {
    expect(await push(days(2), lab)).toMatchObject({ status: 200 })
    const refused = await push(days(3), lab)
    expect(refused).toMatchObject({ status: 429, retry: '40', body: { fix: expect.stringContaining('40 s') } })
    expect(await push(json(pushed()))).toMatchObject({ status: 200 })
    now = new Date(now.getTime() + 40_000)
    expect(await push(days(3), lab)).toMatchObject({ status: 200, body: { new: 1, same: 2 } })
    expect(await push(days(1), lab)).toMatchObject({ status: 429, retry: '20' })
  })

  test('is not told to wait for what never fits', async () => {
    expect(await push(days(4), lab)).toMatchObject({
      status: 413,
      body: { title: 'A request holds at most 3 readings.' },
    })
  })

  test('pays for what is refused as well', async () => {
    for (let i = 0; i < 3; i++) expect(await push(json({}), lab)).toMatchObject({ status: 422 })
    expect(await push(days(1), lab)).toMatchObject({ status: 429 })
  })
})

test('[D2] the example of the README pushes a reading', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const script = /<!-- tried: test\/edges\/readings-door\.test\.ts -->\n\n```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const kpi = { name: 'Error', kind: 'technical', unit: 'min', direction: 'lower-is-better', query: 'weekly' } as const
  const model = { ...fedModel('flight-delay'), kpis: { mae: kpi } }
  const served = await readingsServer(pushes, () => now, undefined, { 'flight-delay': model })
  const env = { ...process.env, KEDGE_PUSH_TOKEN: DESK_TOKEN, no_proxy: '*' }
  const here = script.replace('https://kedge.example.com', served.url)
  const { stdout } = await promisify(execFile)('sh', ['-euc', here], { env })
  expect(stdout).toBe('{"is":"stored","new":1,"revised":0,"same":0}')
  expect(await served.store.readings({ model: 'flight-delay' })).toMatchObject([{ kpi: 'mae', value: 19.83 }])
})

test('[D2] the description names the route, its token and the schemas that requests are held to', () => {
  const { paths, components } = openApi() as {
    paths: Record<string, { post: object }>
    components: Record<string, object>
  }
  const content = {
    'application/json': { schema: { $ref: '#/components/schemas/PushedReadings' } },
    'application/x-ndjson': { schema: { $ref: '#/components/schemas/PushedReading' } },
  }
  expect(paths['/v1/readings']?.post).toMatchObject({ security: [{ source: [] }], requestBody: { content } })
  expect(Object.keys((paths['/v1/readings'] as { post: { responses: object } }).post.responses)).toEqual([
    '200',
    '401',
    '413',
    '415',
    '422',
    '429',
    '503',
  ])
  expect(components).toMatchObject({
    securitySchemes: { source: { scheme: 'bearer' } },
    schemas: {
      PushedReading: { required: ['model', 'kpi', 'version', 'start', 'value', 'n'], additionalProperties: false },
    },
  })
})
