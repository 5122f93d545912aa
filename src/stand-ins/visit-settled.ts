import { type House, versionOf } from './visit-house.ts'

/** Nothing may come at all; what comes, may come in pieces; and nobody waits for ever. */
const patience = { forAnythingMs: 1500, forSilenceMs: 350, atMostMs: 6000, betweenMs: 50 } as const

/** Waits until what somebody did has shown, and nothing has moved for a moment. */
export async function untilSettled(house: House, before: string): Promise<void> {
  const start = performance.now()
  let [last, since] = [before, start]
  for (;;) {
    const [now, version] = [performance.now(), versionOf(house)]
    if (version !== last) [last, since] = [version, now]
    const enough = last === before ? patience.forAnythingMs : patience.forSilenceMs
    if (now - since > enough || now - start > patience.atMostMs) return
    await new Promise(done => setTimeout(done, patience.betweenMs))
  }
}
