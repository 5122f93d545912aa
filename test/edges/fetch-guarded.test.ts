import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError } from '../../src/core/problem.ts'
import { openFetch } from '../../src/edges/fetch-guarded.ts'
import type { HttpAddress, HttpRequest } from '../../src/sources/http-exchange.ts'
import { localServer } from '../fixtures/local-server.ts'

const limits = { timeoutMs: 20_000, bytes: 100_000 }
/** Of a server that is slow on purpose. */
const soonMs = 700

function opened(timeoutMs = limits.timeoutMs) {
  const guarded = openFetch({ ...limits, timeoutMs })
  onTestFinished(() => guarded.close())
  return guarded
}

async function called(
  answer: RequestListener,
  to: Partial<HttpAddress> = {},
  request: HttpRequest = { path: '/kpis' },
  timeoutMs?: number,
) {
  const server = await localServer(answer)
  const address = { url: `http://127.0.0.1:${server.port}/v1/`, private: true as const, ...to }
  const told = await opened(timeoutMs)
    .session(address)(request)
    .catch((error: unknown) => error)
  return { ...server, told, says: String(told instanceof Error ? told.message : JSON.stringify(told)) }
}

const json: RequestListener = (_, response) => response.end('{"a":1}')

describe('[D1] a request over HTTP', () => {
  test('is a GET below the address, with the credential of the deployment', async () => {
    const { told, asked } = await called(json, { token: 'abc' })
    expect(told).toEqual({ status: 200, body: { a: 1 } })
    expect(asked).toMatchObject([
      { method: 'GET', url: '/v1/kpis', body: '', headers: { authorization: 'Bearer abc' } },
    ])
  })
  test('has a user and a password where the deployment says so, and nothing where it says none', async () => {
    const { asked } = await called(json, { user: 'kedge', password: 'pß:x' })
    const basic = `Basic ${Buffer.from('kedge:pß:x').toString('base64')}`
    expect(asked[0]?.headers).toMatchObject({ authorization: basic })
    expect((await called(json)).asked[0]?.headers).not.toHaveProperty('authorization')
  })
  test('is a POST where a search needs one', async () => {
    const { asked } = await called(json, {}, { path: '/search', body: { page: 2 } })
    expect(asked).toMatchObject([{ method: 'POST', url: '/v1/search', body: '{"page":2}' }])
  })
  test('is answered by what is packed, too', async () => {
    const { told } = await called((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":[1]}')),
    )
    expect(told).toEqual({ status: 200, body: { a: [1] } })
  })
  test('hands on what is said of a slip in what was asked', async () => {
    const { told } = await called((_, response) => response.writeHead(400).end('{"error":"no"}'))
    expect(told).toEqual({ status: 400, body: { error: 'no' } })
    expect((await called((_, response) => response.writeHead(404).end('<html>'))).told).toEqual({ status: 404 })
  })
})

describe('[D1] nothing is called (attack 69)', () => {
  test.each([
    ['by a name', 'localhost'],
    ['by its address', '127.0.0.1'],
    ['by a number in disguise', '0x7f000001'],
    ['by a whole number', '2130706433'],
    ['as IPv6', '[::1]'],
    ['as IPv4 in IPv6', '[::ffff:127.0.0.1]'],
  ])('on this machine, unless the deployment says so: %s', async (_, host) => {
    const server = await localServer(json)
    const ask = opened().session({ url: `http://${host}:${server.port}` })
    const told = await ask({ path: '/kpis' }).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(ProblemError)
    expect((told as Error).message).toMatch(/address-refused[\s\S]*fix: If that is meant, say `private: true`/)
    expect(server.asked).toEqual([])
  })
  test('that clouds tell a machine of itself, whatever the deployment says', async () => {
    const ask = opened().session({ url: 'http://169.254.169.254', private: true })
    await expect(ask({ path: '/latest/meta-data/' })).rejects.toThrow(/address-refused/)
  })
  test.each(['/../admin', '/..%2f/../../admin', '@evil.test/', 'kpis', '\\\\evil.test'])(
    'outside of the address: %s',
    async path => {
      const { told, asked } = await called(json, {}, { path })
      expect(told).toBeInstanceOf(ProblemError)
      expect(asked).toEqual([])
    },
  )
})

describe('[D1] an answer is refused (attack 69)', () => {
  test('that sends elsewhere: nobody there is called, and no secret is sent or said', async () => {
    const other = await localServer(json)
    const to = `http://127.0.0.1:${other.port}/x?token=hunter2`
    for (const status of [301, 302, 303, 307, 308]) {
      const { says } = await called((_, response) => response.writeHead(status, { location: to }).end(), {
        token: 'hunter2',
      })
      expect(says).toMatch(
        /redirect-refused: it sends to another address, at 127\.0\.0\.1:\d+,[\s\S]*fix: Give the address/,
      )
      expect(says).not.toContain('hunter2')
    }
    expect(other.asked).toEqual([])
  })
  test('that sends elsewhere on the same host', async () => {
    const { says, asked } = await called((_, response) => response.writeHead(302, { location: '/other' }).end())
    expect(says).toMatch(/redirect-refused/)
    expect(asked).toHaveLength(1)
  })
  test('that says nothing', async () => {
    const { told, says } = await called(() => undefined, {}, { path: '/kpis' }, soonMs)
    expect(told).toBeInstanceOf(OutsideError)
    expect(says).toMatch(/not answered in whole within 0\.7 s\n {2}fix: /)
  })
  test('whose body comes a letter at a time', async () => {
    const began = performance.now()
    const { says } = await called(
      (_, response) => {
        const timer = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(timer))
      },
      {},
      { path: '/kpis' },
      soonMs,
    )
    expect(says).toMatch(/not answered in whole/)
    expect(performance.now() - began).toBeLessThan(15_000)
  })
  test('whose body never ends', async () => {
    let sent = 0
    const { told, says } = await called((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000
      }
      response.on('drain', more)
      more()
    })
    expect(told).toBeInstanceOf(ProblemError)
    expect(says).toMatch(/query-too-large[\s\S]*fix: /)
    expect(sent).toBeLessThan(20_000_000)
  })
  test('that grows a thousandfold when it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, 0x20))
    expect(bomb.length).toBeLessThan(limits.bytes)
    const before = process.memoryUsage().rss
    const { says } = await called((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb))
    expect(says).toMatch(/query-too-large/)
    expect(process.memoryUsage().rss - before).toBeLessThan(90_000_000)
  })
  test.each([
    ['a page', '<html>'],
    ['nothing', ''],
    ['half of it', '{"a":'],
  ])('that is no JSON: %s', async (_, body) => {
    expect((await called((_, response) => response.end(body))).says).toMatch(/no-json[\s\S]*fix: /)
  })
  test.each([
    [401, 'denied', /answers 401[\s\S]*fix: give the connection a `token`/],
    [403, 'denied', /answers 403/],
    [503, 'unavailable', /answers 503/],
  ])('with the status %i', async (status, is, words) => {
    const { told, says } = await called((_, response) => response.writeHead(status).end('{"error":"hunter2"}'))
    expect(told).toMatchObject({ is })
    expect(says).toMatch(words)
    expect(says).not.toContain('hunter2')
  })
  test('that asks for patience, and says how long', async () => {
    const { told } = await called((_, response) => response.writeHead(429, { 'retry-after': '30' }).end())
    expect(told).toMatchObject({ is: 'limited', retryAfterS: 30 })
  })
  test('that is cut off', async () => {
    const { told, says } = await called((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":')
      setTimeout(() => response.destroy(), 50)
    })
    expect(told).toBeInstanceOf(OutsideError)
    expect(says).toMatch(/does not answer[\s\S]*fix: /)
  })
})

test('[D1] the bounds are those of a query, however many requests it makes', async () => {
  const { port } = await localServer((_, response) => response.end(`"${'x'.repeat(60_000)}"`))
  const ask = opened().session({ url: `http://127.0.0.1:${port}`, private: true })
  expect(await ask({ path: '/1' })).toMatchObject({ status: 200 })
  await expect(ask({ path: '/2' })).rejects.toThrow(/query-too-large/)
})

test('[D1] a host that is not there is told with its fix', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  const ask = opened().session({ url: `http://127.0.0.1:${port}`, private: true })
  await expect(ask({ path: '/x' })).rejects.toThrow(/it does not answer: nothing listens there\n {2}fix: /)
})

test('[D1] what runs ends at once when Kedge stops, and none is begun any more', async () => {
  const { port } = await localServer(() => undefined)
  const guarded = opened()
  const ask = guarded.session({ url: `http://127.0.0.1:${port}`, private: true })
  setTimeout(guarded.interrupt, 50)
  const began = performance.now()
  await expect(ask({ path: '/x' })).rejects.toThrow('Kedge is stopping')
  await expect(ask({ path: '/x' })).rejects.toThrow('Kedge is stopping')
  expect(performance.now() - began).toBeLessThan(limits.timeoutMs)
})
