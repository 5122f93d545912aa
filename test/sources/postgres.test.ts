import { expect, test } from 'vitest'
import { openingStatements, type PostgresSettings, postgresFault, postgresRefusal } from '../../src/sources/postgres.ts'
import { postgresSql } from '../../src/sources/postgres-sql.ts'
import { limits } from '../../src/sources/query-rows.ts'

const settings: PostgresSettings = {
  ...{ type: 'postgres', host: 'db.acme.test', database: 'acme', user: 'kedge', password: 'hunter2' },
}
const { password: _, ...bare } = settings

test.each<[string, PostgresSettings, string | undefined]>([
  ['a password', settings, undefined],
  ['a file of it', { ...bare, passwordFile: '/run/secrets/kedge' }, undefined],
  ['no password', bare, 'one-password'],
  ['both', { ...settings, passwordFile: '/run/secrets/kedge' }, 'one-password'],
  ['no TLS to another machine', { ...settings, tls: 'off' }, 'no-tls'],
  [
    'no TLS to a name that only begins like this one',
    { ...settings, tls: 'off', host: 'localhost.acme.test' },
    'no-tls',
  ],
  ['no TLS where that is meant', { ...settings, tls: 'off', insecure: true }, undefined],
  ['no TLS where it is said that it is not', { ...settings, tls: 'off', insecure: false }, 'no-tls'],
  ['no TLS on this machine', { ...settings, tls: 'off', host: 'localhost' }, undefined],
  ['no TLS, and whom it trusts', { ...settings, tls: 'off', host: 'localhost', ca: '/ca.pem' }, 'ca-without-tls'],
])('[D1] a connection with %s', (_, it, code) => {
  const fault = postgresFault('acme', it)
  expect(fault?.code).toBe(code)
  expect(JSON.stringify(fault) ?? '').not.toContain('hunter2')
})

test.each([
  ['', 'the query is empty'],
  [' -- nothing', 'the query is empty'],
  ['drop table a', 'the query is DROP, not SELECT'],
  ['select $1', 'the query has a parameter $1'],
  ['select $begin', 'the query has a parameter $begin'],
  ['select $start', undefined],
  ['(values (1))', undefined],
  ['TABLE a', undefined],
  ['with a as (select 1) select 2', undefined],
])('[D1] %j: %s', (sql, says) => {
  expect(postgresRefusal(postgresSql(sql))?.says).toBe(says)
})

test('[D1] a session begins by giving up to write, and with its limits', () => {
  expect(openingStatements(limits).split('; ')).toMatchInlineSnapshot(`
    [
      "begin transaction isolation level read committed, read only",
      "set local statement_timeout = 20000",
      "set local lock_timeout = 2000",
      "set local idle_in_transaction_session_timeout = 20000",
      "set local timezone = 'UTC'",
      "set local datestyle = 'ISO, YMD'",
      "set local intervalstyle = 'iso_8601'",
      "set local extra_float_digits = 1",
      "set local standard_conforming_strings = on",
    ]
  `)
})
