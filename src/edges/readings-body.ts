/** A request full of readings: unpacked within bounds, and taken apart; each is named by where it stands. */
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import Type from 'typebox'
import { PUSH, readingsBody } from '../core/pushed-reading.ts'
import { type Item, isWide } from '../flows/fitting.ts'
import { type ApiProblem, apiProblem } from '../reports/api-problem.ts'
import { misfits } from '../repository/schema.ts'
import { says } from '../words/says.ts'
import { readBody } from './http-body.ts'

export type BodyType = 'application/json' | 'application/x-ndjson'

/** The text of the body, or why there is none. */
export async function readText(request: IncomingMessage, gzip: boolean): Promise<string | ApiProblem> {
  const raw = await readBody(request, PUSH.sentBytes)
  if (raw === undefined) return apiProblem('push-too-large', { most: { sentBytes: PUSH.sentBytes }, push: PUSH })
  const bytes = gzip ? await unpacked(raw) : raw
  if (bytes === 'too-large' || bytes.length > PUSH.bytes)
    return apiProblem('push-too-large', { most: { bytes: PUSH.bytes }, push: PUSH })
  if (bytes === 'no-gzip') return apiProblem('no-gzip')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return apiProblem('no-readings-in-it', says.readingsBody.noText)
  }
}

/** Stops at the bound, however much would follow. */
async function unpacked(raw: Buffer): Promise<Buffer | 'too-large' | 'no-gzip'> {
  try {
    return await promisify(gunzip)(raw, { maxOutputLength: PUSH.bytes })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'no-gzip'
  }
}

/** The readings of a body, not yet looked at. A line that is no JSON is an item as well, and fits no schema. */
export function itemsOf(type: BodyType, text: string): readonly Item[] | ApiProblem {
  const items = type === 'application/json' ? inJson(text) : inLines(text)
  return Array.isArray(items) && items.length === 0 ? apiProblem('no-readings-in-it', says.readingsBody.empty) : items
}

const Envelope = readingsBody(Type.Unknown())

function inJson(text: string): readonly Item[] | ApiProblem {
  const data = jsonOf(text)
  if (data === undefined) return apiProblem('no-readings-in-it', says.readingsBody.noJson)
  if (isWide(data)) return apiProblem('no-readings-in-it', says.readingsBody.tooWide)
  const { readings } = Object(data) as { readonly readings?: unknown }
  if (Array.isArray(readings) && readings.length > PUSH.readings)
    return Array.from(readings, (it, i) => ({ at: `readings.${i}`, it }))
  const wrong = misfits(Envelope, data)
  if (wrong.length > 0)
    return apiProblem(
      'not-the-form',
      wrong.map(({ at, says, fix }) => ({ at: at.join('.'), says, fix })),
    )
  return Array.from(readings as unknown[], (it, i) => ({ at: `readings.${i}`, it }))
}

/** Empty lines say nothing: many writers end with one. */
function inLines(text: string): readonly Item[] {
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ at: `line ${i + 1}`, it: jsonOf(line) }]))
}

/** Undefined for what is none: JSON has no such value. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
