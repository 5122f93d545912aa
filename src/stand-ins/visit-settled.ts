import { type House, versionOf } from './visit-house.ts'

/** What comes may come in pieces, and nobody waits for ever. */
const patience = { forSilenceMs: 350, atMostMs: 6000, betweenMs: 50 } as const

/** How long something may take to begin to show; the script of a page finds what comes later. */
export const FOR_ANYTHING_MS = 1500

/** Waits until what somebody did has shown, and nothing has moved for a moment. */
export async function untilSettled(house: House, before: string, forAnythingMs: number): Promise<void> {
  const start = performance.now()
  let [last, since] = [before, start]
  for (;;) {
    const [now, version] = [performance.now(), versionOf(house)]
    if (version !== last) [last, since] = [version, now]
    const enough = last === before ? forAnythingMs : patience.forSilenceMs
    if (now - since > enough || now - start > patience.atMostMs) return
    await new Promise(done => setTimeout(done, patience.betweenMs))
  }
}
