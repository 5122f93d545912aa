import Type from 'typebox'
import { says } from '../words/says.ts'
import { DELAY_REASONS } from './delay-reason.ts'
import { closed, Day, VersionId, Word } from './naming.ts'

const PLACE = {
  platform: Type.Optional(Type.String({ maxLength: 80, description: says.serving.platform })),
  region: Type.Optional(Word),
  url: Type.Optional(Type.String({ pattern: '^https://', maxLength: 400 })),
}
const Environment = Type.Object({ version: VersionId, ...PLACE }, closed)

/** What runs before production. What runs in production is `serving`. */
export const Environments = Type.Object(
  {
    dev: Type.Optional(Environment),
    test: Type.Optional(Environment),
    production: Type.Optional(Type.Object(PLACE, { ...closed, description: says.serving.production })),
  },
  closed,
)

export const Serving = Type.Object(
  {
    version: VersionId,
    mode: Type.Union([Type.Literal('triggered'), Type.Literal('batch'), Type.Literal('realtime')]),
    observe: Type.Optional(Type.String({ description: says.serving.observe })),
    hold: Type.Optional(
      Type.Object(
        {
          since: Day,
          reason: Type.Optional(Type.Enum([...DELAY_REASONS], { description: says.serving.reason })),
          because: Type.String({ minLength: 1 }),
        },
        { ...closed, description: says.serving.hold },
      ),
    ),
  },
  closed,
)
