import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, Id, PersonId, Word } from './naming.ts'

/** Data that models learn from or are fed with: one file in `models/`. It describes data and never holds any. */
export const Source = Type.Object(
  {
    kind: Type.Literal('source'),
    id: Id,
    name: Type.String({ maxLength: 80 }),
    description: Type.Optional(Type.String()),
    location: Type.String({ maxLength: 400, description: says.source.location }),
    connection: Type.Optional(Type.String({ description: says.source.connection })),
    owner: PersonId,
    classification: Type.Enum(['public', 'internal', 'confidential', 'restricted']),
    personalData: Type.Optional(Type.Array(Word, { uniqueItems: true, description: says.source.personalData })),
    lawfulBasis: Type.Optional(
      Type.Enum(
        [
          'consent',
          'contract',
          'legal-obligation',
          'vital-interests',
          'public-task',
          'legitimate-interests',
          'none-needed',
        ],
        { description: says.source.lawfulBasis },
      ),
    ),
    allowedUses: Type.Optional(Type.Array(Id, { uniqueItems: true, description: says.source.allowedUses })),
    masking: Type.Optional(Type.String({ description: says.source.masking })),
    retentionDays: Type.Optional(Type.Integer({ minimum: 1 })),
    region: Type.Optional(Word),
    checked: Type.Optional(Type.String({ format: 'date', description: says.source.checked })),
    tags: Type.Optional(Type.Array(Type.String())),
  },
  { ...closed, description: says.source.about },
)
export type Source = Static<typeof Source>
