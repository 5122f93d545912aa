/**
 * Every call in turn. `KEDGE_FAULTS=all npm run test:faults -- test/faults/every-call.test.ts` plays a hundred and ten stories, so that
 * each call fails in each of the ten ways: half an hour.
 */
import type { Here } from '../fixtures/stage-here.ts'
import { fromBreachToDelivery } from './course.ts'
import { everyCallFails } from './every-call-fails.ts'

const course = { story: ({ stage }: Here) => fromBreachToDelivery(stage), timeoutMs: 600 }
// A prime: rounds are alike, and would else meet their faults at the same place each time.
everyCallFails('a rollback asked for in Slack', course, { of: 11, least: 200 })
