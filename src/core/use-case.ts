import Type, { type Static } from 'typebox'
import { ChannelId, closed, Id, PersonId, Word } from './naming.ts'

/** What models are used for, in the words of the business: one file in `models/`, with as many models as it needs. */
export const UseCase = Type.Object(
  {
    kind: Type.Literal('use-case'),
    id: Id,
    name: Type.String({ maxLength: 80 }),
    description: Type.Optional(Type.String()),
    owner: PersonId,
    businessUnit: Type.Optional(Word),
    channel: Type.Optional(ChannelId),
    risk: Type.Optional(
      Type.Enum(['minimal', 'limited', 'high', 'prohibited'], {
        description: 'The class of risk the enterprise puts it in, as in the EU AI Act.',
      }),
    ),
    allows: Type.Optional(Type.String({ description: 'What it may be used for, in plain words.' })),
    forbids: Type.Optional(Type.String({ description: 'What it must not be used for.' })),
    regulations: Type.Optional(
      Type.Array(Id, { uniqueItems: true, description: 'Regulation policies it falls under.' }),
    ),
    tags: Type.Optional(Type.Array(Type.String())),
  },
  { ...closed, description: 'What one or many models are used for.' },
)
export type UseCase = Static<typeof UseCase>
