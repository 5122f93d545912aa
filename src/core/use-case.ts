import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
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
    risk: Type.Optional(Type.Enum(['minimal', 'limited', 'high', 'prohibited'], { description: says.useCase.risk })),
    allows: Type.Optional(Type.String({ description: says.useCase.allows })),
    forbids: Type.Optional(Type.String({ description: says.useCase.forbids })),
    regulations: Type.Optional(Type.Array(Id, { uniqueItems: true, description: says.useCase.regulations })),
    tags: Type.Optional(Type.Array(Type.String())),
  },
  { ...closed, description: says.useCase.about },
)
export type UseCase = Static<typeof UseCase>
