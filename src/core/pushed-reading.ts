import Type, { type Static, type TSchema } from 'typebox'
import { says } from '../words/says.ts'
import { closed, described, Id, KpiId, VersionId } from './naming.ts'
import { Segment } from './segment.ts'

/** What one request may hold: as it is sent, unpacked, and in readings. */
export const PUSH = { sentBytes: 1024 * 1024, bytes: 2 * 1024 * 1024, readings: 5000, perMinute: 10_000 } as const

/** A day, or a moment with its offset: without one nobody knows where its midnight is. */
const MOMENT = '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d))?$'
const Moment = Type.String({ pattern: MOMENT, maxLength: 40 })

/** One reading as a source sends it; what arrives is held to this very schema. */
export const PushedReading = Type.Object(
  {
    model: Id,
    kpi: KpiId,
    version: VersionId,
    start: described(Moment, says.pushedReading.start),
    end: Type.Optional(described(Moment, says.pushedReading.end)),
    value: Type.Number({ description: says.pushedReading.value }),
    n: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: says.pushedReading.n }),
    segment: Type.Optional(Segment),
  },
  closed,
)
export type PushedReading = Static<typeof PushedReading>

/** The JSON body around readings of this form. */
export const readingsBody = <T extends TSchema>(reading: T) =>
  Type.Object({ readings: Type.Array(reading, { minItems: 1, maxItems: PUSH.readings }) }, closed)

export const PushedReadings = readingsBody(PushedReading)
