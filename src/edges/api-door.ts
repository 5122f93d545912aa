/** The door for programs: what is not signed, not new enough or not of the form never gets in, and what gets in is kept first. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { TSchema } from 'typebox'
import { digestOf } from '../core/canonical.ts'
import { isDayToCome } from '../core/day-to-come.ts'
import { DeliveryReport } from '../core/delivery-report.ts'
import { NewVersion } from '../core/new-version.ts'
import { TestReport } from '../core/test-report.ts'
import type { Reported } from '../flows/delivery-ended.ts'
import type { Registered } from '../flows/new-version.ts'
import type { Incoming, Store } from '../flows/store.ts'
import type { ToldResult } from '../flows/suite-told.ts'
import { type ApiProblem, apiProblem } from '../reports/api-problem.ts'
import { openApi } from '../reports/openapi.ts'
import { misfits } from '../repository/schema.ts'
import { says } from '../words/says.ts'
import { type ApiAnswer, good, told } from './api-answer.ts'
import { contradicts, type Models, misplaced } from './api-contradicts.ts'
import { readBody } from './http-body.ts'
import { isSame } from './same-secret.ts'
import { signatureOf, type Webhooks } from './webhook.ts'

export const API_BYTES_MAX = 64 * 1024
/** A signature is good for as long, so that what was listened to cannot be said again tomorrow. */
export const API_WINDOW_MS = 5 * 60_000

export interface ApiKey {
  readonly secret: string
  /** Who asks for what it signs: a key of the people policy. */
  readonly owner: string
}

export interface ApiDoor {
  /** Left out: no versions are taken. */
  readonly key?: ApiKey
  readonly webhooks: Webhooks
  /** Who pushes readings; they have a door of their own. */
  readonly readings: (request: IncomingMessage) => Promise<ApiAnswer>
  readonly now: () => Date
  readonly store: Pick<Store, 'receive' | 'received'>
  /** The models that exist for the owner of a key; undefined where the rules never were read. */
  readonly shownTo: (owner: string) => Promise<Models | undefined>
}

/** Undefined for a path that is none of ours. */
export async function answerApi(door: ApiDoor, path: string, request: IncomingMessage): Promise<ApiAnswer | undefined> {
  if (path === '/v1/openapi.json')
    return request.method === 'GET' ? good(200, openApi()) : told(apiProblem('method', 'GET'))
  if (path === '/v1/readings') return door.readings(request)
  const take = Object.hasOwn(TAKERS, path) ? TAKERS[path] : undefined
  if (take === undefined) return undefined
  if (request.method !== 'POST') return told(apiProblem('method', 'POST'))
  const raw = await readBody(request, API_BYTES_MAX)
  if (raw === undefined) return told(apiProblem('too-large', says.figures.withUnit(API_BYTES_MAX / 1024, 'KiB')))
  return take(door, request.headers, raw)
}

type Taker = (door: ApiDoor, headers: IncomingHttpHeaders, raw: Buffer) => Promise<ApiAnswer>
const TAKERS: Readonly<Record<string, Taker>> = {
  '/v1/versions': versions,
  '/v1/deliveries': deliveries,
  '/v1/tests': results,
}

async function versions(door: ApiDoor, headers: IncomingHttpHeaders, raw: Buffer): Promise<ApiAnswer> {
  if (door.key === undefined) return told(apiProblem('no-key'))
  const refused = unsigned(door, headers, raw, [door.key.secret])
  if (refused) return told(refused)
  const read = parsed<NewVersion>(NewVersion, raw)
  if ('problem' in read) return told(read.problem)
  const { passed } = read.it.gates ?? {}
  if (passed !== undefined && isDayToCome(passed, door.now())) return told(apiProblem('day-to-come', passed))
  const wrong = contradicts(read.it, await door.shownTo(door.key.owner))
  const { reason: _, ...said } = read.it
  const { model, version, digest } = said
  const body: Registered = { owner: door.key.owner, made: read.it }
  if (wrong?.status === 422) return told(wrong)
  // Why it should run is no claim about it; a key is for one body, whatever is in it.
  const isKeyed = headers['idempotency-key'] !== undefined
  const id = idOf(headers, { model, version, digest }, isKeyed ? read.it : said)
  if ('problem' in id) return told(id.problem)
  // What contradicts the files is kept as well: whoever answers for the model is told of it.
  const kept = await keep(door, { ...(wrong ? contradicting(id) : id), flow: 'version', body: JSON.stringify(body) })
  return wrong ? told(wrong) : kept
}

/** It is in nobody's way: what the files say, or will say, is neither said already nor said otherwise. */
const contradicting = ({ delivery }: Pick<Kept, 'delivery'>) => ({ delivery: `${delivery}:contradicts` })

async function deliveries(door: ApiDoor, headers: IncomingHttpHeaders, raw: Buffer): Promise<ApiAnswer> {
  const webhook = webhookOf(door, headers, raw)
  if (typeof webhook !== 'string') return told(webhook)
  const read = parsed<DeliveryReport>(DeliveryReport, raw)
  if ('problem' in read) return told(read.problem)
  const body: Reported = { webhook, report: read.it }
  const id = idOf(headers, body, body)
  return 'problem' in id ? told(id.problem) : keep(door, { ...id, flow: 'delivered', body: JSON.stringify(body) })
}

/** Signed with the key of those who register versions, or by a webhook that was told to run it. */
async function results(door: ApiDoor, headers: IncomingHttpHeaders, raw: Buffer): Promise<ApiAnswer> {
  const { key, webhooks } = door
  const secrets = [...(key ? [key.secret] : []), ...Object.values(webhooks).map(({ secret }) => secret)]
  const refused = unsigned(door, headers, raw, secrets)
  if (refused) return told(refused)
  const isOwner = key !== undefined && unsigned(door, headers, raw, [key.secret]) === undefined
  const webhook = isOwner ? undefined : webhookOf(door, headers, raw)
  if (typeof webhook === 'object') return told(webhook)
  const read = parsed<TestReport>(TestReport, raw)
  if ('problem' in read) return told(read.problem)
  const report = read.it
  if (!isOwner && report.run === undefined) return told(apiProblem('no-run'))
  if (isDayToCome(report.on, door.now())) return told(apiProblem('day-to-come', report.on))
  const wrong = isOwner ? misplaced(report, await door.shownTo(key.owner)) : undefined
  if (wrong) return told(wrong)
  const signer = webhook === undefined ? { owner: key?.owner ?? '' } : { webhook }
  const body: ToldResult = { report, ...signer }
  const id = idOf(headers, body, body)
  return 'problem' in id ? told(id.problem) : keep(door, { ...id, flow: 'tested', body: JSON.stringify(body) })
}

/** Which of our connections signed it, or why it is not believed. */
function webhookOf(door: ApiDoor, headers: IncomingHttpHeaders, raw: Buffer): string | ApiProblem {
  const all = Object.entries(door.webhooks)
  const [name] = all.find(([, { secret }]) => unsigned(door, headers, raw, [secret]) === undefined) ?? []
  const secrets = all.map(([, { secret }]) => secret)
  return name ?? unsigned(door, headers, raw, secrets) ?? apiProblem('unsigned')
}

/** Why it is not believed. The signature covers the time and the key, so that none can be used without the others. */
function unsigned(
  { now }: ApiDoor,
  headers: IncomingHttpHeaders,
  raw: Buffer,
  secrets: readonly string[],
): ApiProblem | undefined {
  const [at, signature] = [headers['x-kedge-timestamp'], headers['x-kedge-signature-256']]
  if (typeof at !== 'string' || !/^\d{1,12}$/.test(at) || typeof signature !== 'string') return apiProblem('unsigned')
  const key = headers['idempotency-key']
  const text = Buffer.concat([Buffer.from(key === undefined ? `${at}.` : `${at}.${key}.`), raw])
  if (!secrets.some(secret => isSame(signature, signatureOf(secret, text)))) return apiProblem('unsigned')
  return Math.abs(now().getTime() - Number(at) * 1000) > API_WINDOW_MS ? apiProblem('too-old') : undefined
}

function parsed<T>(schema: TSchema, raw: Buffer): { readonly it: T } | { readonly problem: ApiProblem } {
  const data = jsonOf(raw)
  if (data === undefined) return { problem: apiProblem('no-json') }
  const [first, ...more] = misfits(schema, data)
  if (first === undefined) return { it: data as T }
  const errors = [first, ...more].map(({ at, says, fix }) => ({ at: at.join('.'), says, fix }))
  return { problem: apiProblem('not-the-form', errors) }
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return undefined
  }
}

type Kept = Pick<Incoming, 'delivery' | 'meaning' | 'flow' | 'body'>

/** One thing said twice is one thing, and said otherwise a contradiction; who wants to say it once more gives it another key. */
function idOf(
  headers: IncomingHttpHeaders,
  about: object,
  said: object,
): Pick<Kept, 'delivery' | 'meaning'> | { readonly problem: ApiProblem } {
  const key = headers['idempotency-key']
  if (key === undefined) return { delivery: `api:${digestOf(said)}`, meaning: `api:${digestOf(about)}` }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) return { problem: apiProblem('bad-key') }
  return { delivery: `api:${digestOf({ key, said })}`, meaning: `api-key:${key}` }
}

async function keep({ store, now }: ApiDoor, message: Kept): Promise<ApiAnswer> {
  const is = await store.receive({ ...message, later: true, at: now() })
  if (is === 'full') return told(apiProblem('full'))
  if (is === 'new') return good(202, { is: 'accepted' })
  if (await store.received(message.delivery)) return good(200, { is: 'seen' })
  return told(apiProblem(message.meaning?.startsWith('api-key:') ? 'used-key' : 'told-otherwise'))
}
