import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import { readBody } from '../../src/edges/http-body.ts'
import { type Ingesting, ingest } from '../../src/edges/ingest.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { listening, readingsServer } from '../fixtures/readings-server.ts'

const HEAD = 'model,kpi,version,start,value,n\n'
const good = (n: number) =>
  Array.from({ length: n }, (_, i) => `churn,precision,4.1.${i},2026-03-02,81.5,900\n`).join('')

async function file(text: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-ingest-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'a.csv'), text)
  return join(folder, 'a.csv')
}

async function ingested(url: string, text: string | Buffer, more: Partial<Ingesting> = {}) {
  const [told, waits]: [Problem[], number[]] = [[], []]
  const wait = async (ms: number) => void waits.push(ms)
  const asked = {
    url,
    token: DESK_TOKEN,
    file: await file(text),
    wait,
    tell: (it: Problem) => void told.push(it),
    ...more,
  }
  const done = await ingest(asked).catch((error: Error) => error.message)
  return { done, waits, told: told.map(({ line, says, fix }) => `${line}: ${says} fix: ${fix}`) }
}

const desk = (perMinute = 10_000, now = () => new Date()) =>
  readingsServer({ desk: { type: 'push', token: DESK_TOKEN, perMinute } }, now)

/** A server that answers so, one answer after the other, and then with the last one. */
async function answering(...answers: readonly (readonly [number, Record<string, string>?, object?])[]) {
  const came: { readonly authorization: string | undefined; readonly lines: number }[] = []
  const url = await listening(async (request: IncomingMessage, response: ServerResponse) => {
    const raw = gunzipSync((await readBody(request, 1e7)) ?? '')
    came.push({ authorization: request.headers.authorization, lines: raw.toString().split('\n').length })
    const [status, headers = {}, body = {}] = answers[Math.min(came.length, answers.length) - 1] ?? [500]
    response.writeHead(status, headers).end(JSON.stringify(body))
  })
  return { url, came }
}
const STORED = [200, {}, { is: 'stored', new: 1, revised: 0, same: 0 }] as const

describe('[D2] a CSV file', () => {
  test('is sent in parts and stored, and sent again it is the same', async () => {
    const { url, store } = await desk()
    expect((await ingested(url, HEAD + good(2500))).done).toEqual({ new: 2500, revised: 0, same: 0, refused: 0 })
    expect((await ingested(url, HEAD + good(2501))).done).toEqual({ new: 1, revised: 0, same: 2500, refused: 0 })
    expect(await store.readings({ model: 'churn' })).toHaveLength(2501)
  })

  test('of another writer, with a mark, other line ends and empty lines, says the same', async () => {
    const { url } = await desk()
    const text = `\ufeff${HEAD}\n${good(2)}\n`.replaceAll('\n', '\r\n')
    expect((await ingested(url, text)).done).toMatchObject({ new: 2, refused: 0 })
  })

  test('with bad lines has the others stored, and each bad one told by its line, its reason and its fix', async () => {
    const { url, store } = await desk()
    const bad =
      'churn,precison,4.1.0,2026-03-02,81.5,900\nchurn,precision,4.1.0,2026-02-30,1,1\nchurn,precision,9,2026-03-02,NaN,1\n'
    const { done, told } = await ingested(url, HEAD + good(30) + bad + good(40))
    expect(done).toEqual({ new: 40, revised: 0, same: 30, refused: 3 })
    expect(told).toEqual([
      expect.stringMatching(/^34: `value` is `NaN`, not a number\. fix: Write it with a point/),
      expect.stringMatching(
        /^32: churn has no KPI `precison` that desk feeds\. Did you mean `precision`\? fix: Write `precision`/,
      ),
      expect.stringMatching(/^33: `start` is `2026-02-30`, which is no moment there is\. fix: Send a day/),
    ])
    expect(await store.readings({ model: 'churn' })).toHaveLength(40)
  })

  const of = (segment: string, value: number, more: { start?: string; end?: string } = {}) =>
    `churn,precision,4.1.0,${more.start ?? '2026-03-02'},${more.end ?? ''},${value},900,${segment}\n`
  const SEGMENTS = 'model,kpi,version,start,end,value,n,segment\n'
  const between = (lines: number) => Array.from({ length: lines }, (_, i) => of(`s${i}`, 80)).join('')
  test.each([10, 1200])(
    'of which two lines contradict each other, %i lines apart, has the first one stored',
    async n => {
      const { url, store } = await desk()
      const twice = SEGMENTS + of('x', 81) + between(n) + of('x', 12, { start: '2026-03-02T00:00:00+00:00' })
      const { done, told } = await ingested(url, twice)
      expect(told).toEqual([expect.stringMatching(new RegExp(`^${n + 3}: It contradicts line 2: another value`))])
      expect(done).toEqual({ new: n + 1, revised: 0, same: 0, refused: 1 })
      expect((await ingested(url, twice)).done).toEqual({ new: 0, revised: 0, same: n + 1, refused: 1 })
      expect((await store.readings({ model: 'churn' })).find(it => it.segment === 'x')).toMatchObject({ value: 81 })
    },
  )

  test.each([3, 1200])(
    'says nothing of a line that is left out %i lines before, nor of one that says the same',
    async n => {
      const { url, store } = await desk()
      const wrong = of('x', 12, { end: '2026-03-05' })
      const { done, told } = await ingested(url, SEGMENTS + wrong + between(n) + of('x', 81) + of('x', 81))
      expect(told).toEqual([expect.stringMatching(/^2: `end` is/)])
      expect(done).toEqual({ new: n + 1, revised: 0, same: 1, refused: 1 })
      expect((await store.readings({ model: 'churn' })).find(it => it.segment === 'x')).toMatchObject({ value: 81 })
    },
  )

  test('of more periods than can be held against each other is left there, with the fix', async () => {
    const { url } = await desk()
    const { done } = await ingested(url, SEGMENTS + between(2000), { periodsMost: 1500 })
    expect(done).toMatch(/a\.csv:1502 error long-file: The file is of more than 1,500 periods[\s\S]*fix: Split it/)
    expect((await ingested(url, SEGMENTS + between(2000))).done).toMatchObject({ new: 1000, same: 1000 })
  })

  test('that is bad throughout is left after two hundred lines', async () => {
    const { url } = await desk()
    const { done, told } = await ingested(url, HEAD + good(1000).replaceAll('precision', 'nothing'))
    expect([told.length, done]).toEqual([200, expect.stringMatching(/200 lines are refused[\s\S]*fix: Mend them/)])
  })

  test.each<[string, string | Buffer, RegExp]>([
    ['without a head', good(1), /a\.csv:1 error bad-head: A reading has no column `churn`[\s\S]*fix: /],
    ['empty', '', /bad-head: The file is empty\.[\s\S]*fix: Begin with the line model,kpi/],
    ['that is a picture', Buffer.from([0x89, 0x50, 0xff, 0xfe, 0x0a]), /unreadable: It is not UTF-8\.[\s\S]*fix: /],
    ['of one endless line', 'x'.repeat(200_000), /a\.csv:1 error unreadable: This line is too long[\s\S]*fix: /],
  ])('%s is refused with its fix', async (_, text, says) => {
    const { url } = await desk()
    expect((await ingested(url, text)).done).toMatch(says)
  })

  test('that is not there is refused with its fix', async () => {
    expect((await ingested('http://127.0.0.1:9', '', { file: '/nowhere/a.csv' })).done).toMatch(
      /it is not there\.[\s\S]*fix: /,
    )
  })

  test('cannot write on the terminal what is no word of ours', async () => {
    const { url } = await desk()
    const { told } = await ingested(url, `${HEAD}churn,precision,1,2026-03-02,\u001b[2J\u001b]0;x\u0007,1\n`)
    expect(told).toEqual([expect.stringContaining('`value` is `[2J]0;x`')])
  })
})

describe('[D2] a server', () => {
  test('that lets few readings in is waited for, and all of them come', async () => {
    let now = Date.parse('2026-03-10T06:00:00Z')
    const { url, store } = await desk(300, () => new Date(now))
    const wait = async (ms: number) => {
      now += ms
    }
    expect((await ingested(url, HEAD + good(1000), { wait })).done).toMatchObject({ new: 1000 })
    expect(await store.readings({ model: 'churn' })).toHaveLength(1000)
    expect(now - Date.parse('2026-03-10T06:00:00Z')).toBeGreaterThanOrEqual(140_000)
  })

  test('that is busy or down is tried again, as late as it says', async () => {
    const { url } = await answering([429, { 'retry-after': '7' }], [503], [502, { 'retry-after': '99999' }], STORED)
    const { done, waits } = await ingested(url, HEAD + good(1))
    expect([done, waits]).toEqual([{ new: 1, revised: 0, same: 0, refused: 0 }, [7000, 2000, 300_000]])
  })

  test('that stays down is left after six tries, with the fix', async () => {
    const { url, came } = await answering([500])
    const { done, waits } = await ingested(url, HEAD + good(1))
    expect([came.length, waits.length]).toEqual([6, 5])
    expect(done).toMatch(/was tried 6 times, and answered 500 the last time[\s\S]*fix: Send the file again later/)
  })

  test('that is not there is left after six tries', async () => {
    expect((await ingested('http://127.0.0.1:9', HEAD + good(1))).done).toMatch(/does not answer[\s\S]*fix: /)
  })

  test('that knows no such token is not tried again', async () => {
    const { url } = await desk()
    const { done, waits } = await ingested(url, HEAD + good(1), { token: 'nobody' })
    expect([done, waits]).toEqual([expect.stringMatching(/answered 401: There is no token[\s\S]*fix: send Auth/), []])
  })

  test('that sends us elsewhere gets no second request, and nobody else the token (attack 69)', async () => {
    const other = await answering(STORED)
    const { url, came } = await answering([307, { location: other.url }])
    expect((await ingested(url, HEAD + good(1))).done).toMatch(/answered 307: it is not Kedge[\s\S]*fix: /)
    expect([came.length, other.came.length]).toEqual([1, 0])
  })

  test('that is not Kedge, or refuses what was not sent, ends it', async () => {
    const errors = [{ at: 'line 9', says: 'no', fix: 'x' }]
    for (const answer of [[200, {}, { hello: 1 }], [422, {}, { errors }], [422, {}, { errors: 'x' }], [204]] as const)
      expect((await ingested((await answering(answer)).url, HEAD + good(1))).done).toMatch(/fix: /)
  })

  test.each(['http://kedge.example.com', 'ftp://kedge.example.com', 'https://me:pw@kedge.example.com', 'kedge'])(
    'at %s gets no token',
    async url => {
      expect((await ingested(url, HEAD + good(1))).done).toMatch(/not safe to send a token to[\s\S]*fix: /)
    },
  )
})
