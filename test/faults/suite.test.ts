import { gatedBySuite } from '../fixtures/suites.ts'
import { everyCallFails } from './every-call-fails.ts'
import { fromSuiteToDelivery } from './suite.ts'

const course = { story: fromSuiteToDelivery, timeoutMs: 600, files: await gatedBySuite() }
everyCallFails('a suite, and the version that waited for it', course, { of: 4, least: 100 })
