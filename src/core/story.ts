import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
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
  { ...closed, description: says.story.model },
)
const Kinds = Type.Array(Type.Enum([...CHANGE_KINDS]), { minItems: 1, uniqueItems: true })
const ModelOrId = Type.Union([Id, Model])
const Known = Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', description: says.story.known })
const Part = Type.Object(
  {
    kinds: Kinds,
    model: Type.Optional(ModelOrId),
    to: Type.Optional(Type.String({ description: says.story.partTo })),
    facts: Type.Optional({ ...Known, description: says.story.partFacts }),
  },
  closed,
)

const Unseen = Type.Object({ unseen: Type.Enum(['fork', 'cut', 'bot']) }, { ...closed, description: says.story.unseen })

export const StoryChange = Type.Object(
  {
    kinds: Type.Optional(Kinds),
    model: Type.Optional(ModelOrId),
    parts: Type.Optional(Type.Array(Part, { description: says.story.parts })),
    asks: Type.String({ description: says.story.asks }),
    door: Type.Optional(Type.Literal('repository', { description: says.story.door })),
    at: Type.Optional(Moment),
    to: Type.Optional(Type.String({ description: says.story.to })),
    authors: Type.Optional(Type.Array(Type.Union([Type.String(), Unseen]), { description: says.story.authors })),
    askedAs: Type.Optional(Type.Array(AccountId, { description: says.story.askedAs })),
    shownTo: Type.Optional(Type.Array(Type.Array(Type.String()), { description: says.story.shownTo })),
    emergency: Type.Optional(Type.Boolean({ description: says.story.emergency })),
    seal: Type.Optional(Type.String({ description: says.story.seal })),
    broken: Type.Optional(Type.Integer({ minimum: 0, description: says.story.broken })),
    grants: Type.Optional(
      Type.Array(
        Type.Object(
          {
            waiver: Id,
            person: PersonId,
            role: Type.String(),
            roles: Type.Optional(Type.Array(Type.String(), { description: says.story.grantRoles })),
            agrees: Type.Optional(Type.Literal(true)),
          },
          closed,
        ),
        { description: says.story.grants },
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
  { ...closed, description: says.story.policy },
)

/** What is expected to come of it. */
export const StoryThen = Type.Object(
  {
    is: Type.Enum([...VERDICTS]),
    code: Type.Optional(Type.String({ description: says.story.code })),
    counted: Type.Optional(Type.Array(Type.String(), { description: says.story.counted })),
    review: Type.Optional(Type.Boolean({ description: says.story.review })),
  },
  { ...closed, description: says.story.verdict },
)
export type StoryThen = Static<typeof StoryThen>

/** A change and all that happened to it, as data: whoever has it can say the verdict again. */
export const Story = Type.Object(
  {
    people: Type.Optional(
      Type.Record(PersonId, Type.Union([Type.Array(Type.String()), Actor]), { description: says.story.people }),
    ),
    slackTeam: Type.Optional(Type.String({ pattern: '^\\w+$', description: says.story.slackTeam })),
    teams: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.Union([Type.Array(PersonId), Type.Literal('unavailable')]), {
        description: says.story.teams,
      }),
    ),
    policies: Type.Optional(Type.Array(Type.Union([Id, Policy]), { description: says.story.policies })),
    change: StoryChange,
    facts: Type.Optional(Known),
    events: Type.Optional(Type.Array(StoryEvent, { description: says.story.events })),
    now: Type.Optional(Moment),
    afterHours: Type.Optional(StoryHours),
    // biome-ignore lint/suspicious/noThenProperty: a story reads `events …, then …`; nobody awaits one.
    then: Type.Optional(StoryThen),
  },
  { ...closed, description: says.story.about },
)
export type StoryAuthor = NonNullable<Static<typeof StoryChange>['authors']>[number]
export type Story = Static<typeof Story>
