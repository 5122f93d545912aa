import type { Probe } from '../core/probe.ts'
import { unseen } from '../core/probe.ts'
import { reachFix } from '../flows/doctor.ts'
import { clockProbe } from '../flows/doctor-here.ts'
import { says } from '../words/says.ts'

const PATIENCE_MS = 10_000

/** Every answer says when it was given, whatever else it says; so nobody has to be let in for this. */
export async function askClock(name: string, whose: string, url: string, now: () => Date): Promise<Probe> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' })
    const date = Date.parse(answer.headers.get('date') ?? '')
    await answer.body?.cancel()
    return clockProbe(name, whose, Number.isNaN(date) ? undefined : new Date(date), now())
  } catch {
    return unseen(name, says.doctorClock.noAnswer(whose, URL.parse(url)?.host), reachFix(whose, url))
  }
}
