import { expect, test } from 'vitest'
import { addressFault, fieldOf, good, listOf } from '../../src/sources/http-exchange.ts'

test.each([
  { url: 'https://prometheus.acme.com' },
  { url: 'https://prometheus.acme.com:9090/base/', token: 'abc.DEF-123' },
  { url: 'http://localhost:9090', user: 'kedge', password: 'a secret of theirs' },
  { url: 'http://[::1]:9090', private: true as const },
  { url: 'http://prometheus.monitoring.svc:9090', insecure: true as const },
])('[D1] may be called: $url', at => {
  expect(addressFault('p', at)).toBeUndefined()
})

test.each([
  ['no address', { url: 'prometheus' }],
  ['a file', { url: 'file:///etc/passwd' }],
  ['what is read on the way', { url: 'http://prometheus.acme.com' }],
  ['what only begins like this machine', { url: 'http://localhost.evil.test' }],
  ['a user in the address', { url: 'https://kedge:hunter2@prometheus.acme.com' }],
  ['a query', { url: 'https://prometheus.acme.com?x=hunter2' }],
  ['half a credential', { url: 'https://p.test', user: 'kedge' }],
  ['two credentials', { url: 'https://p.test', user: 'kedge', password: 'hunter2', token: 'hunter2' }],
  ['a token that ends a header', { url: 'https://p.test', token: 'hunter2\r\nx: y' }],
])('[D1] refused with a fix, and no secret said: %s', (_, at) => {
  const told = addressFault('p', at)
  expect(told).toMatchObject({ code: 'bad-address', fix: expect.stringMatching(/./) })
  expect(JSON.stringify(told)).not.toContain('hunter2')
})

test('[D1] only what stands in an answer itself is read, and long lists are refused', () => {
  expect([fieldOf({}, 'constructor'), fieldOf([1], '0'), fieldOf('text', 'length'), fieldOf(null, 'a')]).toEqual(
    Array(4).fill(undefined),
  )
  expect(listOf([1, 2], 'things', 2)).toEqual([1, 2])
  expect(() => listOf([1, 2, 3], 'things', 2)).toThrow(/more than 2 things[\s\S]*fix: /)
})

test('[D1] what the other side says of a bad answer is one short line', () => {
  const long = { status: 422, body: { error: `a\nb ${'x'.repeat(500)}` } }
  expect(() => good(long, 'Mend it.')).toThrow(/it answered 422: a b x{196}\n {2}fix: Mend it\./)
  expect(() => good({ status: 418, body: 'tea' }, 'Mend it.')).toThrow('it answered 418\n')
})
