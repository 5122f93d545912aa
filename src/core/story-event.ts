import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { VoteDoor } from './approvals-form.ts'
import { closed, described, Id } from './naming.ts'
import { AccountId } from './story-people.ts'

/** What can happen to a change, as far as a verdict can tell it apart. */
export const DEEDS = [
  'approve',
  'deny',
  'withdraw',
  'push',
  'retarget',
  'return',
  'close',
  'reopen',
  'draft',
  'ready',
  'leave',
  'join',
  'warn',
  'calm',
  'judge',
  'move',
  'merge',
] as const

/** Narrower than the format alone, which has leap seconds and short offsets that no clock here can read. */
export const Moment = Type.String({
  format: 'date-time',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
  description: says.storyEvent.moment,
})
/** Up to a hundred years. */
export const StoryHours = Type.Number({ minimum: 0, maximum: 876_600, description: says.storyEvent.hours })

/** What a rule answers that does not say yes. */
const Answer = Type.Object(
  {
    policy: Id,
    model: Type.Optional(Type.String()),
    outcome: Type.Enum(['fail', 'unknown']),
    severity: Type.Enum(['block', 'warn', 'info']),
    blocks: Type.Boolean({ description: says.storyEvent.blocks }),
    because: Type.Optional(Type.String()),
    fix: Type.Optional(Type.String()),
    trace: Type.Optional(Type.Array(Type.String(), { description: says.storyEvent.trace })),
  },
  closed,
)
export type StoryAnswer = Static<typeof Answer>

/** One thing that happened. */
export const StoryEvent = Type.Object(
  {
    by: Type.String({ description: says.storyEvent.by }),
    does: Type.Enum([...DEEDS]),
    via: Type.Optional(VoteDoor),
    at: Type.Optional(Moment),
    hours: Type.Optional(StoryHours),
    role: Type.Optional(Type.String({ description: says.storyEvent.role })),
    account: Type.Optional(described(AccountId, says.storyEvent.account)),
    of: Type.Optional(Type.String({ description: says.storyEvent.of })),
    seal: Type.Optional(Type.String({ description: says.storyEvent.seal })),
    because: Type.Optional(Type.String()),
    lapsed: Type.Optional(Type.Enum(['draft', 'closed', 'base'], { description: says.storyEvent.lapsed })),
    answers: Type.Optional(Type.Array(Answer, { description: says.storyEvent.answers })),
  },
  { ...closed, description: says.storyEvent.about },
)
export type StoryEvent = Static<typeof StoryEvent>
