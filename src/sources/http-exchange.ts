import Type from 'typebox'
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { Row } from './query-rows.ts'

/** What every connection over HTTP says of where it goes and with what; a query in git chooses none of it. */
export const HTTP_ADDRESS = {
  url: Type.String({ maxLength: 2000, description: says.httpExchange.fields.url }),
  token: Type.Optional(Type.String({ description: says.httpExchange.fields.token })),
  user: Type.Optional(Type.String({ description: says.httpExchange.fields.user })),
  password: Type.Optional(Type.String()),
  private: Type.Optional(Type.Literal(true, { description: says.httpExchange.fields.private })),
  insecure: Type.Optional(Type.Literal(true, { description: says.httpExchange.fields.insecure })),
}

export interface HttpAddress {
  readonly url: string
  readonly token?: string
  readonly user?: string
  readonly password?: string
  readonly private?: true
  readonly insecure?: true
}

/** One request below the address of a connection: a GET, or where there is a body the POST of a search. */
export interface HttpRequest {
  /** Begins with `/`; what is variable in it is encoded. */
  readonly path: string
  readonly body?: object
}

/** An answer that was read whole and is JSON, whatever its status. */
export interface HttpReply {
  readonly status: number
  readonly body: unknown
}

/** What a source does: asks for one thing after the other, is given each answer, and makes rows of them. */
export type HttpAsking = Generator<HttpRequest, readonly Row[], HttpReply>

/** Names of this machine, as an address writes them. */
export const HERE = ['localhost', '127.0.0.1', '[::1]']
const TOKEN = /^[\w.~+/=-]{1,8000}$/

/** Why this may not be called, or nothing. No credential is ever repeated. */
export function addressFault(name: string, at: HttpAddress): Problem | undefined {
  const unsafe = (fault: WrongAndFix) => problem('bad-address', ...fault)
  const url = URL.canParse(at.url) ? new URL(at.url) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || /[?#]/.test(at.url))
    return unsafe(says.httpExchange.address.none(name))
  if (url.username !== '' || url.password !== '') return unsafe(says.httpExchange.address.user(name))
  if (url.protocol === 'http:' && !HERE.includes(url.hostname) && at.insecure !== true)
    return unsafe(says.httpExchange.address.readable(name))
  if ((at.user === undefined) !== (at.password === undefined) || (at.token !== undefined && at.user !== undefined))
    return unsafe(says.httpExchange.address.credential(name))
  if (at.token !== undefined && !TOKEN.test(at.token)) return unsafe(says.httpExchange.address.token(name))
  return undefined
}

/** The answer where it is a good one. What the other side says of a bad one is shown in one short line. */
export function good({ status, body }: HttpReply, fix: string): unknown {
  if (status >= 200 && status < 300) return body
  const said = textIn(body, 'error') ?? textIn(body, 'message')
  throw refused(says.httpExchange.answered(status, said?.replace(/\s+/g, ' ').slice(0, 200)), fix)
}

export function refused(...fault: WrongAndFix): ProblemError {
  return new ProblemError([problem('query-failed', ...fault)])
}

/** An own property of a mapping; undefined for whatever else comes. */
export function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}

export function textIn(value: unknown, key: string): string | undefined {
  const text = fieldOf(value, key)
  return typeof text === 'string' ? text : undefined
}

/** A list of at most so many; a longer one is a problem, never a part of itself. */
export function listOf(value: unknown, what: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw refused(...says.httpExchange.noList(what))
  if (value.length <= most) return value
  throw refused(...says.httpExchange.tooMany(what, most))
}
