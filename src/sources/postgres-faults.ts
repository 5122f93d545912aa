/** What PostgreSQL, TLS and the net say went wrong → whose fault it is, and the fix. */
import { OutsideError, type OutsideFault } from '../core/outside.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { refusePostgres } from './postgres.ts'

/** An error as the client throws it: a SQLSTATE, a code of the net or of TLS, or none. */
export interface Failure {
  readonly code?: string | undefined
  readonly message: string
}

type Row = readonly [codes: RegExp, is: OutsideFault, says: string, fix: string]

/** What the deployment or the other side has to mend. The words are ours: a server could say anything, also to a stranger. */
const OUTSIDE: readonly Row[] = [
  [/^28/, 'denied', 'the server refuses the user or the password', 'see `user` and `passwordFile`, and pg_hba.conf'],
  [/^3D000$/, 'denied', 'there is no such database', 'see `database`, or create it'],
  [/^(ENOTFOUND|EAI_)/, 'unavailable', 'nobody knows the host', 'see `host`, and the name server of this machine'],
  [
    /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_CERT|ERR_SSL|EPROTO)/,
    'denied',
    'the certificate of the server is not one to trust, or not of this host',
    'give the file of who signed it as `ca`, and the name in it as `host`',
  ],
  [/^NO_TLS$/, 'denied', 'the server knows no TLS', 'set `ssl = on` in postgresql.conf, with a certificate'],
  [/^53/, 'unavailable', 'the server has no room for one more', 'raise max_connections, or end other sessions'],
  [/^40/, 'unavailable', 'the server took the query back', 'nothing: it is asked again in the next round'],
  [/./, 'unavailable', 'the server does not answer', 'see whether it runs, and whether this machine reaches it'],
]

const NO_TLS = 'The server does not support SSL connections'

export function tooSlow(connection: string, says: string) {
  const fix = 'Bound the query by $start and $end, or index the time.'
  return problem('query-too-slow', `connection ${connection}: ${says}`, fix)
}

/** The error to throw. What is the query’s own fault is a problem, and told in the server’s words. */
export function postgresFailure(connection: string, { code = '', message }: Failure): ProblemError | OutsideError {
  const words = message.split('\n')[0]?.slice(0, 500) ?? ''
  if (code === '25006' || /multiple commands/.test(words)) return new ProblemError([refusePostgres(words)])
  if (/^(57014|55P03)$/.test(code)) {
    const says = code === '55P03' ? 'a table stays locked by somebody else' : words
    return new ProblemError([tooSlow(connection, says)])
  }
  // Classes of SQLSTATE that are about the statement: its words, its values, its rights.
  if (/^(0A|21|22|2F|34|38|39|42|44|54|P0|3F|25|HV)[0-9A-Z]{3}$/.test(code)) {
    const fix =
      code === '42501'
        ? 'grant select on … to the user of the connection'
        : 'Run the SQL in psql as this user and correct it.'
    return new ProblemError([problem('query-failed', `connection ${connection}: ${words}`, fix)])
  }
  const known = OUTSIDE.find(([codes]) => codes.test(words === NO_TLS ? 'NO_TLS' : code || '?')) as Row
  const [, is, says, fix] = known
  return new OutsideError(is, `connection ${connection}: ${says}${code && ` (${code})`}\n  fix: ${fix}`)
}
