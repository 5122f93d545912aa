import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed } from './naming.ts'

/** So many chunks of a profile say what is usual. */
export const CHUNKS_LEAST = 6
/** And more than these are not looked at; half a year of weeks is more than calibration needs. */
export const CHUNKS_MOST = 26

/** The methods that need nothing but counts; the others compare every number, and those stay where they are. */
export const COUNT_METHODS = [
  'psi',
  'jensen-shannon',
  'hellinger',
  'total-variation',
  'l-infinity',
  'kullback-leibler',
  'chi-square',
] as const
export type CountMethod = (typeof COUNT_METHODS)[number]

/** What makes a KPI of the inputs of a model: how many of them have drifted away from its profile. */
export const InputDrift = Type.Object(
  {
    method: Type.Enum(COUNT_METHODS, { description: says.coreInputDrift.method }),
    columns: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: says.coreInputDrift.columns,
      }),
    ),
    threshold: Type.Optional(
      Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Literal('calibrated')], {
        description: says.coreInputDrift.threshold,
      }),
    ),
    missing: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1, description: says.coreInputDrift.missing })),
  },
  { ...closed, description: says.coreInputDrift.about },
)
export type InputDrift = Static<typeof InputDrift>
