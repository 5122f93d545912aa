import type { Stage } from '../../src/stand-ins/stage.ts'
import { approve, askForTheRollback } from '../../src/stand-ins/story.ts'
import { deliver, recover } from '../../src/stand-ins/story-end.ts'

/** All weeks that were bad, found in one round of measuring: the quiet ones before them ask nothing of anybody. */
export async function breachAtOnce(stage: Stage): Promise<void> {
  stage.clock.set('2001-04-23T06:00:00Z')
  await stage.watch()
}

export async function fromBreachToDelivery(stage: Stage): Promise<void> {
  await breachAtOnce(stage)
  await askForTheRollback(stage)
  await approve(stage)
  await deliver(stage)
}

/** The whole story without its quiet weeks. */
export async function fromBreachToRecovery(stage: Stage): Promise<void> {
  await fromBreachToDelivery(stage)
  await recover(stage)
}
