/** With `KEDGE_FAULTS=all` a waiver is asked for afterwards, which takes as many calls once more. */
import type { Here } from '../fixtures/stage-here.ts'
import { everyCallFails } from './every-call-fails.ts'
import { fromOwnPullToDelivery } from './own-pull.ts'
import { askForWaiver } from './waiver.ts'

async function story({ stage }: Here): Promise<void> {
  await fromOwnPullToDelivery(stage)
  if (process.env.KEDGE_FAULTS === 'all') await askForWaiver(stage)
}
everyCallFails('a person’s own pull request', { story, timeoutMs: 600 }, { of: 4, least: 100 })
