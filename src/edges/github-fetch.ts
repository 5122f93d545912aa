/** One attempt at one request: bounded in time and size, read to its end, and free where nothing has changed. */
import { says } from '../words/says.ts'
import { recent } from './github-recent.ts'

interface Kept {
  readonly etag: string
  readonly bytes: ArrayBuffer
  readonly headers: Headers
}

export interface FetchLimits {
  /** For one attempt, the body included. A tarball gets four times as long. */
  readonly timeoutMs: number
  readonly maxBytes?: number
}

const keptBytesMax = 16 * 1024 * 1024

/**
 * Octokit takes a body that was cut for an empty one, so it is read here, where a cut is an error. Answers with an
 * ETag are kept and asked for again with `If-None-Match`: a 304 costs nothing of the hourly limit.
 */
export function boundedFetch({ timeoutMs, maxBytes = 512 * 1024 * 1024 }: FetchLimits): typeof fetch {
  const kept = recent<Kept>(keptBytesMax, ({ bytes }) => bytes.byteLength + 2000)
  return async (input, init = {}) => {
    const url = String(input)
    const headers = new Headers(init.headers)
    const key = keyOf(url, init, headers)
    const known = key === undefined ? undefined : kept.get(key)
    if (known) headers.set('if-none-match', known.etag)
    const signal = AbortSignal.timeout(url.includes('/tarball/') ? 4 * timeoutMs : timeoutMs)
    const answer = await fetch(url, { ...init, headers, signal })
    if (answer.status === 304 && known) return whole(answer, known.bytes, known.headers)
    const bytes = await bytesOf(answer, maxBytes)
    const etag = answer.headers.get('etag')
    if (key !== undefined && etag && answer.status === 200) kept.set(key, { etag, bytes, headers: answer.headers })
    return whole(answer, bytes, answer.headers)
  }
}

/** Trees and blobs never change and have a cache of their own. */
function keyOf(url: string, init: RequestInit, headers: Headers): string | undefined {
  if ((init.method ?? 'GET') !== 'GET' || /\/git\/(blobs|trees)\/|\/tarball\//.test(url)) return undefined
  return `${headers.get('accept')} ${url}`
}

async function bytesOf(answer: Response, maxBytes: number): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Error(says.githubFetch.tooLarge(maxBytes))
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks)).buffer
}

function whole(answer: Response, bytes: ArrayBuffer, headers: Headers): Response {
  const status = answer.status === 304 ? 200 : answer.status
  const bodiless = [204, 205].includes(status)
  const copy = new Response(bodiless ? null : bytes, { status, statusText: answer.statusText, headers })
  return Object.defineProperty(copy, 'url', { value: answer.url })
}
