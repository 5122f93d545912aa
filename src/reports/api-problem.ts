import { PUSH } from '../core/pushed-reading.ts'

/** What a program is told when it is refused (RFC 9457), with the fix for whoever reads its log. */
export interface ApiProblem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly fix: string
  readonly errors?: readonly { readonly at: string; readonly says: string; readonly fix: string }[]
}

const SIGN =
  'send X-Kedge-Timestamp: the seconds since 1970, and X-Kedge-Signature-256: sha256= and the HMAC-SHA256, in hexadecimal digits, of that number, a point, the Idempotency-Key and a point if you send one, and the body as it is sent'

/** Each refusal once: its status, what is wrong, the fix. */
const REFUSALS = {
  method: (one: string) => [405, `This address takes ${one} alone.`, `use ${one}`],
  'too-large': (most: string) => [
    413,
    `The body is longer than ${most}.`,
    'leave out what the schema does not ask for',
  ],
  'no-key': () => [
    404,
    'No versions are taken here.',
    'set KEDGE_API_SECRET and KEDGE_API_OWNER, and start Kedge anew',
  ],
  unsigned: () => [401, 'The signature is missing, or is not of this body with this key.', SIGN],
  'too-old': () => [
    401,
    'It was signed more than five minutes ago, or in the future.',
    'set the clock, and sign anew before each try',
  ],
  'no-json': () => [422, 'The body is not JSON in UTF-8.', 'send one JSON object; GET /v1/openapi.json has its schema'],
  'not-the-form': (errors: NonNullable<ApiProblem['errors']>) => [
    422,
    errors.map(({ at, says }) => `${at === '' ? '' : `${at}: `}${says}`).join(' '),
    errors[0]?.fix ?? 'see GET /v1/openapi.json',
  ],
  'unknown-model': ({ id, near }: { id: string; near: string | undefined }) => [
    422,
    `There is no model ${id}.`,
    near === undefined ? 'merge its file first, then register its versions' : `did you mean ${near}?`,
  ],
  'other-digest': (what: string) => [
    409,
    `${what} is there already, with another digest.`,
    'give what was made a version of its own, and register that',
  ],
  'bad-key': () => [422, 'Idempotency-Key is no such key.', 'send 1 to 200 printable characters without spaces'],
  'no-token': () => [
    401,
    'There is no token that is known here.',
    'send Authorization: Bearer and the token of your source, as connections.yaml of the deployment has it',
  ],
  'no-rules': () => [
    503,
    'Which models there are is not known yet.',
    'send it again later; the log says what is missing',
  ],
  'other-type': () => [
    415,
    'The body is of no type that is taken here.',
    'send Content-Type: application/json or application/x-ndjson, in UTF-8',
  ],
  'other-encoding': () => [
    415,
    'The body is packed in a way that is not taken here.',
    'send Content-Encoding: gzip, or none',
  ],
  'push-too-large': (most: string) => [
    413,
    `A request holds at most ${most}.`,
    `send it in parts; ${PUSH.readings} readings, ${mib(PUSH.sentBytes)} as it is sent and ${mib(PUSH.bytes)} unpacked are taken at once, and never more readings than your source may send in a minute`,
  ],
  'no-gzip': () => [
    422,
    'The body is not gzip, or ends before its end.',
    'pack it whole, or leave Content-Encoding out',
  ],
  'no-readings-in-it': (says: string) => [
    422,
    says,
    'send {"readings": […]}, or one reading a line as application/x-ndjson; GET /v1/openapi.json has the form',
  ],
  'bad-readings': (errors: NonNullable<ApiProblem['errors']>) => [
    422,
    `None of it was stored: ${errors.map(({ at, says }) => `${at}: ${says}`).join(' ')}`,
    'mend each as `errors` says, and send all of it again: what is there already is not stored twice',
  ],
  'too-fast': ({ perMinute, seconds }: { perMinute: number; seconds: number }) => [
    429,
    `This source may send ${perMinute} readings a minute.`,
    `send it again in ${seconds} s; nothing of it was stored`,
  ],
  full: () => [503, 'As many messages wait as may.', 'send it again later, with the same Idempotency-Key'],
  'used-key': () => [422, 'This Idempotency-Key came with another body before.', 'give each request a key of its own'],
} as const satisfies Readonly<Record<string, (about: never) => readonly [number, string, string]>>

export const mib = (bytes: number) => `${bytes / 1024 ** 2} MiB`

type Refusals = typeof REFUSALS

export function apiProblem<K extends keyof Refusals>(code: K, ...about: Parameters<Refusals[K]>): ApiProblem {
  const say = REFUSALS[code] as (...all: unknown[]) => readonly [number, string, string]
  const [status, title, fix] = say(...about)
  const [errors] = about
  return { type: `urn:kedge:problem:${code}`, title, status, fix, ...(Array.isArray(errors) && { errors }) }
}
