import { pino } from 'pino'
import { firstOf } from '../core/problem.ts'
import type { Log } from '../flows/world.ts'

export interface LogOptions {
  readonly level?: 'info' | 'warn'
  /** Values that are never written, whatever they look like and wherever they stand. */
  readonly secrets?: readonly string[]
  /** Left out: standard output. */
  readonly to?: { write(line: string): void }
}

/** Keys whose values never reach a log, at any depth. */
const SECRET_KEYS = /^(.*token|private_?key|.*secret|authorization|cookie|response_?url|password)$/i

/** Tokens in the middle of other texts, such as messages of errors. */
const TOKENS = new RegExp(
  [
    String.raw`\bxox[a-z]-[\w-]+|\bxapp-[\w-]+`,
    String.raw`\bgh[a-z]_\w+|\bgithub_pat_\w+|x-access-token:[^@\s]+`,
    String.raw`\beyJ[\w-]+\.[\w-]+\.[\w-]+`,
    String.raw`https://hooks\.slack\.com/[^\s"']+`,
    String.raw`-----BEGIN[^-]+PRIVATE KEY-----[\s\S]*?(?:-----END[^-]+PRIVATE KEY-----|$)`,
  ].join('|'),
  'g',
)
const CENSORED = '[redacted]'
/** Shorter ones would blacken half of what is said. */
const SECRET_LENGTH = 6

/** One JSON line each on standard output, secrets taken out of keys, values and nested errors. */
export function openLog({ level = 'info', secrets = [], to }: LogOptions = {}): Log {
  const clean = cleaner(secrets)
  const options = {
    level,
    serializers,
    hooks: { streamWrite: (line: string) => `${JSON.stringify(clean(JSON.parse(line)))}\n` },
  }
  return to ? pino(options, to) : pino(options)
}

/** What fails for each row of a long answer would fill the log each minute. */
const short = (value: unknown) => (Array.isArray(value) ? firstOf(value) : value)
const serializers = {
  problems: short,
  err: (error: unknown) => {
    if (!(error instanceof Error)) return error
    const told = Object.entries(pino.stdSerializers.err(error))
    return Object.fromEntries(told.map(([key, value]) => [key, short(value)]))
  },
}

/** Takes secrets out of keys and values, at any depth. Works on what was written, so that nothing a serializer does can slip past it. */
export function cleaner(secrets: readonly string[]): (value: unknown) => unknown {
  const known = secrets.map(secret => secret.trim()).filter(secret => secret.length >= SECRET_LENGTH)
  const text = (said: string) =>
    known.reduce((t, secret) => t.replaceAll(secret, CENSORED), said).replace(TOKENS, CENSORED)
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, it]) => [text(key), hidden(key, it) ? CENSORED : clean(it)]),
    )
  }
  return clean
}

const hidden = (key: string, value: unknown) => SECRET_KEYS.test(key) && value !== null && typeof value !== 'boolean'
