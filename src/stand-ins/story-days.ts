/** How time passes in the story. */
import { HOUR_MS } from '../core/period.ts'
import { nextDue } from '../core/schedule.ts'
import { type Stage, until } from './stage.ts'

const morning = (day: string) => `2001-${day}T06:00:00Z`
export async function day(stage: Stage, date: string): Promise<void> {
  stage.clock.set(morning(date))
  await stage.watch()
}

const MORNING = { at: '06:00', timeZone: 'America/Chicago' }

/** Hours that go by as they would: the bot looks each morning on the way, when its digest is due, and at the end. */
export async function letPass(
  clock: Stage['clock'],
  bot: Pick<Stage, 'watch' | 'reconcile'>,
  hours: number,
): Promise<void> {
  const end = new Date(clock.now().getTime() + hours * HOUR_MS)
  for (let at = clock.now(); at < end; ) {
    const next = nextDue(MORNING, at) ?? end
    at = next < end ? next : end
    // Where the clock runs by itself, a round may have taken longer than was left.
    if (at > clock.now()) clock.set(at.toISOString())
    await bot.watch()
    await bot.reconcile()
  }
}

/** A round of measuring that failed is made up for by the next, which comes a minute later. */
export function untilMeasured<T>(stage: Stage, what: string, look: () => T | undefined | false): Promise<T> {
  return until(stage, what, async () => {
    const seen = look()
    if (seen) return seen
    await stage.watch()
    return look()
  })
}
