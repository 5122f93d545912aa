/** The door for sources that push: known by their token, at their pace, all of a request or none of it. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { PUSH } from '../core/pushed-reading.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { MOST_SERIES } from '../core/series.ts'
import { type Bucket, take } from '../core/token-bucket.ts'
import { withRoom } from '../flows/begun-series.ts'
import { fitting, type Item } from '../flows/fitting.ts'
import type { Store } from '../flows/store.ts'
import { type ApiProblem, apiProblem } from '../reports/api-problem.ts'
import type { Pushes, PushSettings } from '../sources/push.ts'
import { type Placed, pushedReadings, REFUSED_MOST } from '../sources/pushed-readings.ts'
import { says } from '../words/says.ts'
import { type ApiAnswer, good, told } from './api-answer.ts'
import { type BodyType, itemsOf, readText } from './readings-body.ts'
import { isSame } from './same-secret.ts'

export interface ReadingsDoor {
  readonly pushes: Pushes
  readonly now: () => Date
  readonly store: Pick<Store, 'keepReadings' | 'series'>
  /** The rules as last read; undefined where they never were. */
  readonly known: () => Repository | undefined
}

interface Source extends PushSettings {
  readonly name: string
}

/** `POST /v1/readings`, with a memory of who sent how much in the last minute. */
export function takeReadings(door: ReadingsDoor): (request: IncomingMessage) => Promise<ApiAnswer> {
  const pace = paceOf(door.now)
  return async request => {
    if (request.method !== 'POST') return told(apiProblem('method', 'POST'), { allow: 'POST' })
    const source = sourceOf(door.pushes, request.headers)
    if (source === undefined) return told(apiProblem('no-token'), { 'www-authenticate': 'Bearer realm="kedge"' })
    const repository = door.known()
    if (repository === undefined) return told(apiProblem('no-rules'), { 'retry-after': '60' })
    const body = bodyOf(request.headers)
    if ('status' in body) return told(body)
    // Whoever has nothing left is not read at all.
    const waitS = pace.waitS(source, 1)
    if (waitS > 0) return tooFast(source, waitS)
    const text = await readText(request, body.gzip)
    const items = typeof text === 'string' ? itemsOf(body.type, text) : text
    const count = 'status' in items ? 1 : items.length
    const most = Math.min(PUSH.readings, perMinuteOf(source))
    if (count > most) return told(apiProblem('push-too-large', { most: { readings: most }, push: PUSH }))
    const leftS = pace.take(source, count)
    if (leftS > 0) return tooFast(source, leftS)
    return 'status' in items ? told(items) : stored(door, source, repository, items)
  }
}

const perMinuteOf = ({ perMinute = PUSH.perMinute }: Source) => perMinute

function tooFast(source: Source, seconds: number): ApiAnswer {
  const about = { perMinute: perMinuteOf(source), seconds }
  return told(apiProblem('too-fast', about), { 'retry-after': String(seconds) })
}

/** What each source has left. What is refused for its words counts as well; who came too fast loses nothing. */
function paceOf(now: () => Date) {
  const buckets = new Map<string, Bucket>()
  const look = (source: Source, count: number) =>
    take(buckets.get(source.name), count, perMinuteOf(source), now().getTime())
  return {
    waitS: (source: Source, count: number) => Math.ceil(look(source, count).waitMs / 1000),
    take: (source: Source, count: number) => {
      const { bucket, waitMs } = look(source, count)
      buckets.set(source.name, bucket)
      return Math.ceil(waitMs / 1000)
    },
  }
}

async function stored(
  { store, now }: ReadingsDoor,
  source: Source,
  { models }: Repository,
  items: readonly Item[],
): Promise<ApiAnswer> {
  const { placed, refused } = fitting(items)
  const by = { source: source.name, ...(source.models && { models: source.models }) }
  const pushed =
    refused.length > 0 ? { readings: [], refused } : pushedReadings(placed, by, models, now().toISOString())
  if (pushed.refused.length > 0) return told(apiProblem('bad-readings', pushed.refused))
  const { left, begin } = await withRoom(store, pushed.readings)
  if (left.length > 0)
    return told(
      apiProblem(
        'bad-readings',
        left.slice(0, REFUSED_MOST).map(it => crowded(it, placed)),
      ),
    )
  const { fresh, revised } = await store.keepReadings(pushed.readings)
  begin()
  return good(200, { is: 'stored', new: fresh, revised, same: items.length - fresh - revised })
}

function crowded(reading: Reading, placed: readonly Placed[]) {
  const isIt = ({ it }: Placed) =>
    it.model === reading.model &&
    it.kpi === reading.kpi &&
    it.version === reading.version &&
    (it.segment ?? '') === reading.segment
  return { at: placed.find(isIt)?.at ?? '', ...says.pushedReadings.crowd(reading, MOST_SERIES) }
}

/** Every token is compared, so that time tells nothing of which are there. */
function sourceOf(pushes: Pushes, { authorization }: IncomingHttpHeaders): Source | undefined {
  const token = /^Bearer +([\x21-\x7e]{1,1000})$/i.exec(authorization ?? '')?.[1] ?? ''
  const [found] = Object.entries(pushes).filter(([, it]) => isSame(token, it.token))
  return found && { ...found[1], name: found[0] }
}

function bodyOf(headers: IncomingHttpHeaders): { readonly type: BodyType; readonly gzip: boolean } | ApiProblem {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map(part => part.trim())
  const utf8 = parameters.every(it => !it.startsWith('charset=') || /^charset="?utf-?8"?$/.test(it))
  if ((type !== 'application/json' && type !== 'application/x-ndjson') || !utf8) return apiProblem('other-type')
  const encoding = (headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'gzip' && encoding !== 'identity') return apiProblem('other-encoding')
  return { type, gzip: encoding === 'gzip' }
}
