import type { Fault } from '../../src/stand-ins/fault-proxy.ts'
import type { Ending } from '../fixtures/ending.ts'

const answer = (status: number, headers = {}): Fault => ({ status, headers, body: { message: `said ${status}` } })

/** Every way in which a call can fail, by a name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  '401': answer(401),
  '403': answer(403),
  '404': answer(404),
  '409': answer(409),
  '422': answer(422),
  '429': answer(429, { 'retry-after': '1' }),
  '500': answer(500),
  hang: 'hang',
  cut: 'cut',
  'cut-after': 'cut-after',
}

/** A merge that GitHub refused once is kept as a refusal, and decided anew. */
export function withoutMoved(ending: Ending): Ending {
  return { ...ending, refusals: ending.refusals.filter(refusal => refusal !== 'kedge moved merge') }
}
