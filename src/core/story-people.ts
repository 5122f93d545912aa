import Type from 'typebox'
import { says } from '../words/says.ts'
import { VoteDoor } from './approvals-form.ts'
import { closed, Day } from './naming.ts'

/** An account, whoever holds it. */
export const AccountId = Type.String({
  pattern: '^(?:slack:\\w+:\\w+|github:\\d+)$',
  description: says.storyPeople.accountId,
})

const Account = Type.Enum(['person', 'bot', 'guest', 'stranger', 'deleted', 'unknown'])
/** Somebody of a story, where it is more than their roles. */
export const Actor = Type.Object(
  {
    roles: Type.Array(Type.String()),
    left: Type.Optional(Day),
    account: Type.Optional({ ...Account, description: says.storyPeople.account }),
    doors: Type.Optional(Type.Array(VoteDoor, { description: says.storyPeople.doors })),
    slack: Type.Optional(Type.String({ pattern: '^\\w+$', description: says.storyPeople.slack })),
    github: Type.Optional(Type.Integer({ minimum: 1, description: says.storyPeople.github })),
  },
  closed,
)
