import { API_KEY } from '../fixtures/api.ts'
import { trainable } from '../fixtures/trainable.ts'
import { everyCallFails } from './every-call-fails.ts'
import { fromRetrainingToDelivery } from './training.ts'

const course = { story: fromRetrainingToDelivery, timeoutMs: 600, files: await trainable(), parts: { api: API_KEY } }
everyCallFails('a training, and the version that came of it', course, { of: 4, least: 150 })
