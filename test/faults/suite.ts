import { until } from '../../src/stand-ins/stage.ts'
import { untilMeasured } from '../../src/stand-ins/story-days.ts'
import { nothing, says } from '../../src/stand-ins/story-seen.ts'
import type { Here } from '../fixtures/stage-here.ts'
import { openPull } from './by-hand.ts'
import { cardOf, fromPromotionToDelivery } from './training.ts'

/** Ana asks for a version that has to be tested first: its suite is run, it passes, and the version is delivered. */
export async function fromSuiteToDelivery(here: Here): Promise<void> {
  const { stage } = here
  stage.clock.set('2001-03-27T14:00:00Z')
  await stage.watch()
  const words = '/kedge promote flight-delay to 1.2.0 because it learnt from the summer timetable'
  await stage.air.slack.person('U0ANA').command('flight-ops', words)
  await until(stage, 'the card', () => says(cardOf(here, 'promote'), 'nobody knows what bias of 1.2.0 comes to'))
  const pull = (await openPull(stage)) ?? nothing()
  await untilMeasured(stage, 'the result', () => says(cardOf(here, 'promote'), 'bias of 1.2.0 passed'))
  await fromPromotionToDelivery(here, pull)
}
