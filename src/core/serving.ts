import Type from 'typebox'
import { DELAY_REASONS } from './delay-reason.ts'
import { closed, Day, VersionId, Word } from './naming.ts'

const PLACE = {
  platform: Type.Optional(Type.String({ maxLength: 80, description: 'What runs it there: any word.' })),
  region: Type.Optional(Word),
  url: Type.Optional(Type.String({ pattern: '^https://', maxLength: 400 })),
}
const Environment = Type.Object({ version: VersionId, ...PLACE }, closed)

/** What runs before production. What runs in production is `serving`. */
export const Environments = Type.Object(
  {
    dev: Type.Optional(Environment),
    test: Type.Optional(Environment),
    production: Type.Optional(
      Type.Object(PLACE, { ...closed, description: 'Its version is `serving.version`, so that it is said once.' }),
    ),
  },
  closed,
)

export const Serving = Type.Object(
  {
    version: VersionId,
    mode: Type.Union([Type.Literal('triggered'), Type.Literal('batch'), Type.Literal('realtime')]),
    observe: Type.Optional(
      Type.String({ description: 'A key of `queries` that returns one row with `version`: what really runs.' }),
    ),
    hold: Type.Optional(
      Type.Object(
        {
          since: Day,
          reason: Type.Optional(Type.Enum([...DELAY_REASONS], { description: 'So that holds can be counted by it.' })),
          because: Type.String({ minLength: 1 }),
        },
        { ...closed, description: 'Its answers are not used while this stands here.' },
      ),
    ),
  },
  closed,
)
