import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ending, endingOf } from '../fixtures/ending.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { nextAirline } from '../fixtures/stage-here.ts'
import { tickingClock } from '../fixtures/ticking.ts'
import type { Orders } from './bot-process.ts'
import { fromBreachToRecovery } from './course.ts'
import { type StageApart, stageApart } from './stage-apart.ts'

/** What came of a whole story, and what it took. */
export interface Run extends Pick<StageApart, 'reached' | 'ends' | 'log'> {
  readonly ending: Ending
  readonly seconds: number
}

export interface Course {
  readonly memory: string
  readonly dies?: Orders['dies']
  /** What else happens all the while; called once, and told when it is over. */
  readonly meanwhile?: (apart: StageApart, over: AbortSignal) => Promise<void>
}

/** Plays the story from its breach on with the bot in another process, which dies once where it is told to. */
export async function oneRun({ memory, dies, meanwhile }: Course): Promise<Run> {
  const began = performance.now()
  const clock = tickingClock('2001-02-05T06:00:00Z')
  // With an issue as well, so that every verb of the world is on the path.
  const air = await nextAirline(clock.now, playbookFile(['issue']))
  const data = await mkdtemp(join(tmpdir(), 'kedge-crash-'))
  const apart = stageApart({ air, clock, data, memory, ...(dies && { dies }) })
  const over = new AbortController()
  const other = meanwhile?.(apart, over.signal)
  try {
    await fromBreachToRecovery(apart.stage)
    over.abort()
    await other
    await apart.stage.settle()
    await apart.stop()
    const { reached, ends, log } = apart
    return { ending: await endingOf(air, data), reached, ends, log, seconds: (performance.now() - began) / 1000 }
  } catch (error) {
    throw new Error(`${error}\n${apart.ends.join(', ')}\n${apart.log.slice(-8).join('\n')}`, { cause: error })
  } finally {
    over.abort()
    await apart.stop()
    await air.close()
    await rm(data, { recursive: true, force: true })
  }
}
