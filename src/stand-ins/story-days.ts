/** How time passes in the story. */
import { type Stage, until } from './stage.ts'

const morning = (day: string) => `2001-${day}T06:00:00Z`
export async function day(stage: Stage, date: string): Promise<void> {
  stage.clock.set(morning(date))
  await stage.watch()
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
