import Type, { type Static, type TSchema } from 'typebox'
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
    start: described(
      Moment,
      'The first moment of a whole period that is over, in UTC: 2026-03-02 or 2026-03-02T14:00:00Z.',
    ),
    end: Type.Optional(
      described(Moment, 'The first moment after the period. It follows from `start`; given, it has to agree.'),
    ),
    value: Type.Number({
      description: 'A finite number, in the unit of the KPI. A period without a value is left out.',
    }),
    n: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'How many samples the value was computed from.',
    }),
    segment: Type.Optional(Segment),
  },
  closed,
)
export type PushedReading = Static<typeof PushedReading>

/** The JSON body around readings of this form. */
export const readingsBody = <T extends TSchema>(reading: T) =>
  Type.Object({ readings: Type.Array(reading, { minItems: 1, maxItems: PUSH.readings }) }, closed)

export const PushedReadings = readingsBody(PushedReading)
