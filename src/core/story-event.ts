import Type, { type Static } from 'typebox'
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
  description: 'As in 2026-03-02T09:00:00Z.',
})
/** Up to a hundred years. */
export const StoryHours = Type.Number({ minimum: 0, maximum: 876_600, description: 'Hours after it was asked.' })

/** What a rule answers that does not say yes. */
const Answer = Type.Object(
  {
    policy: Id,
    model: Type.Optional(Type.String()),
    outcome: Type.Enum(['fail', 'unknown']),
    severity: Type.Enum(['block', 'warn', 'info']),
    blocks: Type.Boolean({ description: 'Whether it stops the change: on the way back to safety silence does not.' }),
    because: Type.Optional(Type.String()),
    fix: Type.Optional(Type.String()),
    trace: Type.Optional(Type.Array(Type.String(), { description: 'Its reasons in words.' })),
  },
  closed,
)
export type StoryAnswer = Static<typeof Answer>

/** One thing that happened. */
export const StoryEvent = Type.Object(
  {
    by: Type.String({
      description:
        'A person; of `leave` and `join` the one who does. With `retarget` it goes to another branch, with `return` to its own. Of `warn` the id of a rule that says no from then on and stops nothing; of `calm` one that does so no more. `judge` says all that the rules answer from then on; with `move` the main branch or the rules moved under it, which nobody pushed; `merge` ends it.',
    }),
    does: Type.Enum([...DEEDS]),
    via: Type.Optional(VoteDoor),
    at: Type.Optional(Moment),
    hours: Type.Optional(StoryHours),
    role: Type.Optional(Type.String({ description: 'Which is lost or won. Left out: of `leave` all of them.' })),
    account: Type.Optional(
      described(
        AccountId,
        'By which it was given: it is of whoever holds the account now. Then `by` may be a key of before.',
      ),
    ),
    of: Type.Optional(Type.String({ description: 'Whose vote is taken back. Left out: their own.' })),
    seal: Type.Optional(
      Type.String({
        description:
          'Of `push`, `move`, `retarget` and `return` what people are shown from then on; of a vote what it was for.',
      }),
    ),
    because: Type.Optional(Type.String()),
    lapsed: Type.Optional(
      Type.Enum(['draft', 'closed', 'base'], {
        description:
          'Of a vote that never counts: given while it was a draft, before it was closed and opened again, or before its base was changed.',
      }),
    ),
    answers: Type.Optional(
      Type.Array(Answer, { description: 'Of `judge`: every rule that says no or has no answer; all others say yes.' }),
    ),
  },
  { ...closed, description: 'Left out: in Slack, when it was asked.' },
)
export type StoryEvent = Static<typeof StoryEvent>
