/** What PostgreSQL, TLS and the net say went wrong → whose fault it is, and the fix. */
import { OutsideError, type OutsideFault } from '../core/outside.ts'
import { ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { refusePostgres } from './postgres.ts'

/** An error as the client throws it: a SQLSTATE, a code of the net or of TLS, or none. */
export interface Failure {
  readonly code?: string | undefined
  readonly message: string
}

type Row = readonly [codes: RegExp, is: OutsideFault, fault: WrongAndFix]

const { outside } = says.postgresFaults

/** What the deployment or the other side has to mend. The words are ours: a server could say anything, also to a stranger. */
const OUTSIDE: readonly Row[] = [
  [/^28/, 'denied', outside.credentials],
  [/^3D000$/, 'denied', outside.noDatabase],
  [/^(ENOTFOUND|EAI_)/, 'unavailable', outside.noHost],
  [/^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_CERT|ERR_SSL|EPROTO)/, 'denied', outside.certificate],
  [/^NO_TLS$/, 'denied', outside.noTls],
  [/^53/, 'unavailable', outside.full],
  [/^40/, 'unavailable', outside.takenBack],
  [/./, 'unavailable', outside.silent],
]

/** As the client says it. */
const NO_TLS = 'The server does not support SSL connections'

export function tooSlow(connection: string, wrong: string) {
  return problem('query-too-slow', ...says.postgresFaults.tooSlow(connection, wrong))
}

/** The error to throw. What is the query’s own fault is a problem, and told in the server’s words. */
export function postgresFailure(connection: string, { code = '', message }: Failure): ProblemError | OutsideError {
  const words = message.split('\n')[0]?.slice(0, 500) ?? ''
  if (code === '25006' || /multiple commands/.test(words)) return new ProblemError([refusePostgres(words)])
  if (/^(57014|55P03)$/.test(code))
    return new ProblemError([tooSlow(connection, code === '55P03' ? says.postgresFaults.locked : words)])
  // Classes of SQLSTATE that are about the statement: its words, its values, its rights.
  if (/^(0A|21|22|2F|34|38|39|42|44|54|P0|3F|25|HV)[0-9A-Z]{3}$/.test(code)) {
    const fix = code === '42501' ? says.postgresFaults.grant : says.postgresFaults.correct
    return new ProblemError([problem('query-failed', says.postgresFaults.failed(connection, words), fix)])
  }
  const known = words === NO_TLS ? 'NO_TLS' : code || '?'
  const [, is, fault] = OUTSIDE.find(([codes]) => codes.test(known)) as Row
  return new OutsideError(is, says.postgresFaults.failedOutside(connection, code, fault))
}
