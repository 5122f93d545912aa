import Type, { type Static } from 'typebox'
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
    method: Type.Enum(COUNT_METHODS, {
      description:
        'How a column is compared with the profile, by counts alone; kolmogorov-smirnov and wasserstein need every number: `kedge measure`.',
    }),
    columns: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: 'Columns of the profile. Left out: all of them.',
      }),
    ),
    threshold: Type.Optional(
      Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Literal('calibrated')], {
        description:
          'An effect at least this large matters. `calibrated`: the mean and three standard deviations of the same over the chunks of the profile, six at the least. Left out: what the method calls large.',
      }),
    ),
    missing: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description:
          'A column has drifted, too, where the share of its rows without a value has moved by at least this much, and by more than chance brings. Left out: 0.05.',
      }),
    ),
  },
  {
    ...closed,
    description:
      'The value is how many of the columns have drifted, by their values or by how many rows have none: by enough to matter, and by more than chance brings among so many (Benjamini-Hochberg). A column that nobody can judge counts as it did before, and at least half of them have to be judged. `n` is how many rows the window has.',
  },
)
export type InputDrift = Static<typeof InputDrift>
