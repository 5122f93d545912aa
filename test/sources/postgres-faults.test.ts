import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { postgresFailure } from '../../src/sources/postgres-faults.ts'

const told = (code: string | undefined, message: string) => {
  const error = postgresFailure('acme', { code, message })
  return [error instanceof OutsideError ? error.is : error.problems[0]?.code, error.message] as const
}

test.each([
  ['25006', 'cannot execute INSERT in a read-only transaction', 'query-refused'],
  ['42601', 'cannot insert multiple commands into a prepared statement', 'query-refused'],
  ['42P01', 'relation "a" does not exist', 'query-failed'],
  ['22012', 'division by zero', 'query-failed'],
  ['42501', 'permission denied for table a', 'query-failed'],
  ['57014', 'canceling statement due to statement timeout', 'query-too-slow'],
  ['55P03', 'canceling statement due to lock timeout', 'query-too-slow'],
  ['28P01', 'password authentication failed for user "kedge"', 'denied'],
  ['3D000', 'database "a" does not exist', 'denied'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'denied'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match', 'denied'],
  [undefined, 'The server does not support SSL connections', 'denied'],
  ['53300', 'too many connections', 'unavailable'],
  ['40001', 'canceling statement due to conflict with recovery', 'unavailable'],
  ['57P01', 'terminating connection due to administrator command', 'unavailable'],
  ['08006', 'connection failure', 'unavailable'],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND', 'unavailable'],
  ['ECONNREFUSED', 'connect ECONNREFUSED', 'unavailable'],
  ['XX000', 'cache lookup failed', 'unavailable'],
  [undefined, 'Connection terminated unexpectedly', 'unavailable'],
])('[D1] %s (%s) is %s, with its connection and its fix', (code, message, is) => {
  const [found, words] = told(code, message)
  expect(found).toBe(is)
  expect(words).toMatch(/fix: ./)
  expect(found === 'query-refused' || words.includes('connection acme: ')).toBe(true)
})

test('[D1] a missing right is mended by a grant', () => {
  expect(told('42501', 'permission denied for table a')[1]).toContain('grant select on')
})

test('[D1] of what the server says only one line is shown, and not all of a long one', () => {
  expect(told('22000', `${'x'.repeat(9000)}\nmore`)[1].length).toBeLessThan(700)
})
