import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FaultProxy, faultProxy } from '../../src/stand-ins/fault-proxy.ts'

const arrived: string[] = []
const target = http.createServer((request, response) => {
  arrived.push(`${request.method} ${request.url}`)
  request.pipe(response.writeHead(201, { 'x-target': 'yes' }))
})
let proxy: FaultProxy

beforeAll(async () => {
  await new Promise<void>(done => target.listen(0, '127.0.0.1', done))
  proxy = await faultProxy(`http://127.0.0.1:${(target.address() as AddressInfo).port}`)
})
beforeEach(() => {
  arrived.length = 0
  proxy.rule(() => undefined)
})
afterAll(async () => {
  await proxy.close()
  target.close()
})

const post = (body = 'hello') => fetch(`${proxy.url}/a?b=1`, { method: 'POST', body })

test('without a fault, a call and its answer pass unchanged', async () => {
  const answer = await post()
  expect([answer.status, answer.headers.get('x-target'), await answer.text()]).toEqual([201, 'yes', 'hello'])
  expect(arrived).toEqual(['POST /a?b=1'])
  expect(proxy.calls.at(-1)).toMatchObject({ method: 'POST', path: '/a?b=1' })
})

test('a status answers in place of the target, which hears nothing', async () => {
  proxy.rule(() => ({ status: 429, headers: { 'retry-after': '7' }, body: { ok: false } }))
  const answer = await post()
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([429, '7', { ok: false }])
  expect(arrived).toEqual([])
})

test('a delay is waited for, then the call passes', async () => {
  proxy.rule(() => ({ delayMs: 80 }))
  const start = performance.now()
  expect((await post()).status).toBe(201)
  expect(performance.now() - start).toBeGreaterThan(70)
})

test('a cut call never arrives', async () => {
  proxy.rule(() => 'cut')
  await expect(post()).rejects.toThrow('fetch failed')
  expect(arrived).toEqual([])
})

test('a call cut after it arrived is done, but nobody hears of it', async () => {
  proxy.rule(() => 'cut-after')
  await expect(post()).rejects.toThrow('fetch failed')
  expect(arrived).toEqual(['POST /a?b=1'])
})

test('a rule may say which call fails', async () => {
  const count = proxy.calls.length
  proxy.rule(call => (call.n === count + 1 ? { status: 502 } : undefined))
  expect([(await post()).status, (await post()).status]).toEqual([502, 201])
})
