import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boundedFetch } from '../../src/edges/github-fetch.ts'

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void
let answer: Answer
let asked: (string | undefined)[] = []
const server = http.createServer((request, response) => {
  asked.push(request.headers['if-none-match'])
  answer(request, response)
})
let url: string

beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pulls`
})
beforeEach(() => {
  asked = []
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const tagged =
  (tag: () => string, body: () => string): Answer =>
  (request, response) => {
    const headers = { etag: tag(), 'content-type': 'application/json', link: '<next>; rel="next"' }
    if (request.headers['if-none-match'] === tag()) return void response.writeHead(304, { etag: tag() }).end()
    response.writeHead(200, headers).end(body())
  }

describe('what has not changed', () => {
  test('is asked for by its tag, and a 304 gives the answer as it was, its headers too', async () => {
    const get = boundedFetch({ timeoutMs: 1000 })
    answer = tagged(
      () => '"1"',
      () => '{"a":1}',
    )
    await get(url)
    const again = await get(url)
    expect(asked).toEqual([undefined, '"1"'])
    expect([again.status, again.url, again.headers.get('link'), await again.json()]).toEqual([
      200,
      url,
      '<next>; rel="next"',
      { a: 1 },
    ])
  })

  test('what has changed is the new answer, and its tag is the next one asked with', async () => {
    const get = boundedFetch({ timeoutMs: 1000 })
    let n = 1
    answer = tagged(
      () => `"${n}"`,
      () => `${n}`,
    )
    const texts = []
    for (n of [1, 2, 2]) texts.push(await (await get(url)).text())
    expect([texts, asked]).toEqual([
      ['1', '2', '2'],
      [undefined, '"1"', '"2"'],
    ])
  })

  test('writes, other media types and git’s objects are asked for plainly', async () => {
    const get = boundedFetch({ timeoutMs: 1000 })
    answer = tagged(
      () => '"1"',
      () => 'x',
    )
    await get(url)
    await get(url, { method: 'POST', body: 'x' })
    await get(url, { headers: { accept: 'application/vnd.github.raw' } })
    for (let n = 0; n < 2; n++) await get(url.replace('/pulls', '/git/blobs/1'))
    expect(asked).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})

describe('a body', () => {
  test('that is cut off is an error, not an empty answer', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"a":')
      setTimeout(() => response.destroy(), 10)
    }
    await expect(boundedFetch({ timeoutMs: 1000 })(url)).rejects.toThrow()
  })

  test('that drips is an error when the time is over', async () => {
    answer = (_, response) => {
      response.writeHead(200)
      response.write('x')
    }
    await expect(boundedFetch({ timeoutMs: 50 })(url)).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('larger than it may be is an error', async () => {
    answer = (_, response) => void response.end('x'.repeat(1000))
    await expect(boundedFetch({ timeoutMs: 1000, maxBytes: 999 })(url)).rejects.toThrow(/larger than 999 bytes/)
  })

  test('of 204 is none', async () => {
    answer = (_, response) => void response.writeHead(204).end()
    expect((await boundedFetch({ timeoutMs: 1000 })(url)).status).toBe(204)
  })
})
