import Type from 'typebox'
import { VoteDoor } from './approvals-form.ts'
import { closed, Day } from './naming.ts'

/** An account, whoever holds it. */
export const AccountId = Type.String({
  pattern: '^(?:slack:\\w+:\\w+|github:\\d+)$',
  description: 'As in github:102, or slack:T0:U0BO; the workspace of a story with people of its own is T0.',
})

const Account = Type.Enum(['person', 'bot', 'guest', 'stranger', 'deleted', 'unknown'])
/** Somebody of a story, where it is more than their roles. */
export const Actor = Type.Object(
  {
    roles: Type.Array(Type.String()),
    left: Type.Optional(Day),
    account: Type.Optional({ ...Account, description: 'What Slack says of them. Left out: a person.' }),
    doors: Type.Optional(Type.Array(VoteDoor, { description: 'Where they have an account. Left out: at both.' })),
    slack: Type.Optional(
      Type.String({ pattern: '^\\w+$', description: 'Their account in Slack. Left out: one of their own.' }),
    ),
    github: Type.Optional(Type.Integer({ minimum: 1, description: 'The same at GitHub, by its number.' })),
  },
  closed,
)
