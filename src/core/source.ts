import Type, { type Static } from 'typebox'
import { closed, Id, PersonId, Word } from './naming.ts'

/** Data that models learn from or are fed with: one file in `models/`. It describes data and never holds any. */
export const Source = Type.Object(
  {
    kind: Type.Literal('source'),
    id: Id,
    name: Type.String({ maxLength: 80 }),
    description: Type.Optional(Type.String()),
    location: Type.String({ maxLength: 400, description: 'Where it lies, in words or as an address; never a secret.' }),
    connection: Type.Optional(Type.String({ description: 'The connection that reads it, by its name.' })),
    owner: PersonId,
    classification: Type.Enum(['public', 'internal', 'confidential', 'restricted']),
    personalData: Type.Optional(
      Type.Array(Word, { uniqueItems: true, description: 'Kinds of data about persons: `pii`, `phi`. Empty: none.' }),
    ),
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
        { description: 'Why data about persons may be used; the six of Article 6 of the GDPR.' },
      ),
    ),
    allowedUses: Type.Optional(
      Type.Array(Id, { uniqueItems: true, description: 'Use cases it may be used for. Left out: nobody has said.' }),
    ),
    masking: Type.Optional(Type.String({ description: 'What is masked or left out, and where.' })),
    retentionDays: Type.Optional(Type.Integer({ minimum: 1 })),
    region: Type.Optional(Word),
    checked: Type.Optional(
      Type.String({ format: 'date', description: 'When its owner last said that all this is so.' }),
    ),
    tags: Type.Optional(Type.Array(Type.String())),
  },
  { ...closed, description: 'Data that models use: where, whose, how sensitive, on what grounds, for what.' },
)
export type Source = Static<typeof Source>
