import Type, { type Static } from 'typebox'
import { closed } from '../core/naming.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { PostgresSql } from './postgres-sql.ts'
import type { Limits } from './query-rows.ts'

/** One entry of the deployment’s connections: one database, read by a role that can do nothing else. */
export const PostgresSettings = Type.Object(
  {
    type: Type.Literal('postgres'),
    host: Type.String({ pattern: '^[A-Za-z0-9_.:-]{1,253}$' }),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    database: Type.String({ minLength: 1, maxLength: 63 }),
    user: Type.String({ minLength: 1, maxLength: 63 }),
    password: Type.Optional(Type.String({ minLength: 1 })),
    passwordFile: Type.Optional(Type.String({ minLength: 1, description: says.sourcePostgres.fields.passwordFile })),
    ca: Type.Optional(Type.String({ minLength: 1, description: says.sourcePostgres.fields.ca })),
    tls: Type.Optional(Type.Literal('off')),
    insecure: Type.Optional(Type.Boolean({ description: says.sourcePostgres.fields.insecure })),
    private: Type.Optional(Type.Boolean({ description: says.sourcePostgres.fields.private })),
  },
  closed,
)
export type PostgresSettings = Static<typeof PostgresSettings>

const HERE = ['localhost', '127.0.0.1', '::1']

/** Why this entry is not used, or nothing. The password is never repeated. */
export function postgresFault(name: string, it: PostgresSettings): Problem | undefined {
  const { noPassword, twoPasswords, caWithoutTls, noTls } = says.sourcePostgres.faults
  if ((it.password === undefined) === (it.passwordFile === undefined))
    return problem('one-password', ...(it.password === undefined ? noPassword : twoPasswords)(name))
  if (it.tls !== 'off') return undefined
  if (it.ca !== undefined) return problem('ca-without-tls', ...caWithoutTls(name))
  return it.insecure || HERE.includes(it.host) ? undefined : problem('no-tls', ...noTls(name))
}

/** So long it waits for somebody else’s lock. */
const LOCK_MS = 2000

/**
 * Sent before anything else, as one text. All of it ends with the transaction, so it also holds behind a pooler. What is
 * shown of times, numbers and strings no longer follows the server’s settings, the database’s or the role’s.
 */
export function openingStatements({ timeoutMs }: Limits): string {
  return [
    'begin transaction isolation level read committed, read only',
    `set local statement_timeout = ${timeoutMs}`,
    `set local lock_timeout = ${Math.min(LOCK_MS, timeoutMs)}`,
    `set local idle_in_transaction_session_timeout = ${timeoutMs}`,
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local intervalstyle = 'iso_8601'",
    'set local extra_float_digits = 1',
    'set local standard_conforming_strings = on',
  ].join('; ')
}

const READING = ['select', 'with', 'values', 'table']

/**
 * Why this text is not sent, or nothing. It only makes errors clear: that nothing is written is the server’s doing, by a
 * read-only transaction and a role without rights, and that it is one statement, by the extended protocol.
 */
export function postgresRefusal({ word, others }: PostgresSql): Problem | undefined {
  if (word === '') return refusePostgres(says.sourcePostgres.empty)
  if (!READING.includes(word)) return refusePostgres(says.sourcePostgres.notSelect(word))
  return others[0] === undefined ? undefined : refusePostgres(says.sourcePostgres.parameter(others[0]))
}

export function refusePostgres(wrong: string): Problem {
  return problem('query-refused', wrong, says.sourcePostgres.fix)
}
