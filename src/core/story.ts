import Type, { type Static } from 'typebox'
import { ApprovalsForm } from './approvals-form.ts'
import { CHANGE_KINDS } from './change.ts'
import { closed, Id, PersonId } from './naming.ts'
import { Moment, StoryEvent, StoryHours } from './story-event.ts'
import { AccountId, Actor } from './story-people.ts'

export const VERDICTS = ['approved', 'pending', 'denied', 'expired', 'unavailable', 'blocked'] as const

const Model = Type.Object(
  {
    id: Id,
    tier: Type.String(),
    useCase: Type.String(),
    type: Type.Optional(Type.String()),
    businessUnit: Type.Optional(Type.String()),
  },
  { ...closed, description: 'As far as policies choose by it.' },
)
const Kinds = Type.Array(Type.Enum([...CHANGE_KINDS]), { minItems: 1, uniqueItems: true })
const ModelOrId = Type.Union([Id, Model])
const Known = Type.Unsafe<Readonly<Record<string, unknown>>>({
  type: 'object',
  description: 'What else was known, as rules name it. With it the rules of the folder are asked as well.',
})
const Part = Type.Object(
  {
    kinds: Kinds,
    model: Type.Optional(ModelOrId),
    to: Type.Optional(Type.String({ description: 'The version that is asked for of this model.' })),
    facts: Type.Optional({ ...Known, description: 'What was known of this model alone; it wins over `facts` of all.' }),
  },
  closed,
)

const Unseen = Type.Object(
  { unseen: Type.Enum(['fork', 'cut', 'bot']) },
  {
    ...closed,
    description: 'Nobody knows who: it lies in a fork, GitHub’s record of who pushed is cut off, a bot did it.',
  },
)

export const StoryChange = Type.Object(
  {
    kinds: Type.Optional(Kinds),
    model: Type.Optional(ModelOrId),
    parts: Type.Optional(
      Type.Array(Part, {
        description: 'Instead of `kinds` and `model`, if several. Empty: nothing that a model or a rule means.',
      }),
    ),
    asks: Type.String({ description: 'Who asked for it.' }),
    door: Type.Optional(
      Type.Literal('repository', {
        description:
          'A person’s own pull request: its clock begins anew with each push. Left out: it was asked for in Slack.',
      }),
    ),
    at: Type.Optional(Moment),
    to: Type.Optional(Type.String({ description: 'The version that is asked for.' })),
    authors: Type.Optional(
      Type.Array(Type.Union([Type.String(), Unseen]), {
        description:
          'Who opened or wrote it: people, `github:999` for an account, `unlinked` for an e-mail address that belongs to none.',
      }),
    ),
    askedAs: Type.Optional(
      Type.Array(AccountId, {
        description: 'Accounts of whoever asked, as they were then. Then `asks` may be a key of before.',
      }),
    ),
    shownTo: Type.Optional(
      Type.Array(Type.Array(Type.String()), {
        description:
          'Roles that see it, a list for each model that not everybody sees: who approves needs one of each.',
      }),
    ),
    emergency: Type.Optional(Type.Boolean({ description: 'Somebody says that it cannot wait.' })),
    seal: Type.Optional(Type.String({ description: 'What people are shown at first.' })),
    broken: Type.Optional(Type.Integer({ minimum: 0, description: 'Errors in its files.' })),
    grants: Type.Optional(
      Type.Array(
        Type.Object(
          {
            waiver: Id,
            person: PersonId,
            role: Type.String(),
            roles: Type.Optional(Type.Array(Type.String(), { description: 'One of these will do.' })),
            agrees: Type.Optional(Type.Literal(true)),
          },
          closed,
        ),
        { description: 'Exceptions it holds, and whose word each takes; with `agrees`, who must agree to a promise.' },
      ),
    ),
  },
  closed,
)

const Policy = Type.Object(
  {
    id: Id,
    because: Type.Optional(Type.String()),
    ...ApprovalsForm,
    merge: Type.Optional(ApprovalsForm.merge),
    channel: Type.Optional(ApprovalsForm.channel),
  },
  { ...closed, description: 'An approvals policy, written out.' },
)

/** What is expected to come of it. */
export const StoryThen = Type.Object(
  {
    is: Type.Enum([...VERDICTS]),
    code: Type.Optional(Type.String({ description: 'The reason code.' })),
    counted: Type.Optional(Type.Array(Type.String(), { description: 'Whose votes count, in any order.' })),
    review: Type.Optional(Type.Boolean({ description: 'Whether somebody must look at it afterwards.' })),
  },
  { ...closed, description: 'The verdict that is expected.' },
)
export type StoryThen = Static<typeof StoryThen>

/** A change and all that happened to it, as data: whoever has it can say the verdict again. */
export const Story = Type.Object(
  {
    people: Type.Optional(
      Type.Record(PersonId, Type.Union([Type.Array(Type.String()), Actor]), {
        description: 'Their roles. Left out: those of policies/people.yaml.',
      }),
    ),
    slackTeam: Type.Optional(
      Type.String({ pattern: '^\\w+$', description: 'The workspace of these people. Left out: T0.' }),
    ),
    teams: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.Union([Type.Array(PersonId), Type.Literal('unavailable')]), {
        description: 'Roles that a GitHub team gives, and who is in it, as far as GitHub says.',
      }),
    ),
    policies: Type.Optional(
      Type.Array(Type.Union([Id, Policy]), {
        description: 'Approvals policies, or ids of files in policies/. Left out: all of the folder.',
      }),
    ),
    change: StoryChange,
    facts: Type.Optional(Known),
    events: Type.Optional(Type.Array(StoryEvent, { description: 'In the order they were heard of.' })),
    now: Type.Optional(Moment),
    afterHours: Type.Optional(StoryHours),
    // biome-ignore lint/suspicious/noThenProperty: a story reads `events …, then …`; nobody awaits one.
    then: Type.Optional(StoryThen),
  },
  { ...closed, description: 'A change and all that happened to it.' },
)
export type StoryAuthor = NonNullable<Static<typeof StoryChange>['authors']>[number]
export type Story = Static<typeof Story>
