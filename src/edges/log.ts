import { pino } from 'pino'
import type { Log } from '../flows/world.ts'

/** Keys whose values never reach a log, at any depth a log line of ours has. */
const SECRET = ['token', 'privateKey', 'signingSecret', 'secret', 'authorization', 'responseUrl', 'password'].flatMap(
  key => [key, `*.${key}`, `*.*.${key}`],
)

/** Tokens in the middle of other texts, such as messages of errors. */
const TOKENS =
  /\b(xox[a-z]-[\w-]+|xapp-[\w-]+|gh[a-z]_\w+|github_pat_\w+|x-access-token:[^@\s]+)|-----BEGIN[^-]+PRIVATE KEY-----[\s\S]*?-----END[^-]+PRIVATE KEY-----/g

/** One JSON line each on standard output, secrets taken out. */
export function openLog(level = 'info'): Log {
  return pino({
    level,
    redact: { paths: SECRET, censor: '[redacted]' },
    hooks: { streamWrite: line => line.replace(TOKENS, '[redacted]') },
  })
}
