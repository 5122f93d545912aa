import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { callWebhook, webhookFault } from '../../src/edges/webhook.ts'

const secret = 'a-secret-of-jenkins'
const call = { webhook: 'jenkins', id: 'change/1', body: '{"a":1}' }

async function listening(status: number, headers: Readonly<Record<string, string>> = {}) {
  const heard: IncomingMessage[] = []
  const server = createServer((request, response) => {
    heard.push(request)
    response.writeHead(status, { connection: 'close', ...headers }).end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { heard, webhooks: { jenkins: { type: 'webhook', url, secret } } as const }
}

test.each([
  [204, 'sent'],
  [302, 'denied'],
  [400, 'denied'],
  [429, 'limited'],
  [503, 'unavailable'],
])('[C8] an answer of %i is %s', async (status, is) => {
  const { heard, webhooks } = await listening(status, { location: '/elsewhere', 'retry-after': '90' })
  const answer = await callWebhook(webhooks, call).then(
    () => ({ is: 'sent' }),
    (error: unknown) => error,
  )
  expect(answer).toMatchObject(status === 204 ? { is } : { is, retryAfterS: 90 })
  expect(heard.map(({ url }) => url)).toEqual(['/hook'])
})

test('[C8] nobody who listens is waited for, and a name the deployment does not know says so', async () => {
  const gone = { jenkins: { type: 'webhook', url: 'http://127.0.0.1:9/hook', secret } } as const
  await expect(callWebhook(gone, call)).rejects.toMatchObject({ is: 'unavailable' })
  await expect(callWebhook({}, call)).rejects.toThrow(/There is no webhook jenkins[\s\S]*fix: add it/)
})

test.each([
  ['https://jenkins.acme.test/kedge', true],
  ['http://localhost:8080/kedge', true],
  ['http://[::1]:8080/', true],
  ['http://jenkins.acme.test/', false],
  ['http://localhost@evil.test/', false],
  ['https://user:word@jenkins.acme.test/', false],
  ['http://localhost.evil.test/', false],
  ['file:///etc/passwd', false],
  ['jenkins', false],
])('[C8] %s is a safe address: %s', (url, safe) => {
  expect(webhookFault('jenkins', { type: 'webhook', url, secret }) === undefined).toBe(safe)
})
