import Type, { type Static } from 'typebox'
import { type Verdict, verdict } from '../approvals/approval.ts'
import { approvalBranches } from '../approvals/branches.ts'
import { unmeetable } from '../approvals/meetable.ts'
import { benchOfStory } from '../approvals/story-bench.ts'
import { unlikeThen } from '../approvals/unlike-then.ts'
import { ApprovalsForm, VoteDoor } from '../core/approvals-form.ts'
import { closed, Id } from '../core/naming.ts'
import { waiting } from '../core/placeholder.ts'
import { lintRole, lintSelector } from '../core/policy-complaints.ts'
import { type Complaint, type ExampleResult, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { Story, StoryChange, StoryThen } from '../core/story.ts'
import { StoryEvent, StoryHours } from '../core/story-event.ts'
import { lintStory } from '../rules/story-lint.ts'
import { says } from '../words/says.ts'

const Roles = Type.Optional(Type.Array(Type.String(), { description: says.policyApprovals.fields.roles }))

const ExampleVote = Type.Object(
  {
    by: Type.String(),
    as: Roles,
    via: Type.Optional(VoteDoor),
    is: Type.Optional(Type.Union([Type.Literal('approve'), Type.Literal('deny'), Type.Literal('withdrawn')])),
    hours: Type.Optional(StoryHours),
  },
  { ...closed, description: says.policyApprovals.fields.vote },
)

const Example = Type.Object(
  {
    asks: Type.Optional(Type.String({ description: says.policyApprovals.fields.asks })),
    people: Type.Optional(Story.properties.people),
    teams: Type.Optional(Story.properties.teams),
    change: Type.Optional({ ...StoryChange, description: says.policyApprovals.fields.change }),
    authors: Type.Optional(Type.Array(Type.String(), { description: says.policyApprovals.fields.authors })),
    emergency: Type.Optional(Type.Boolean({ description: says.policyApprovals.fields.emergency })),
    votes: Type.Optional(Type.Array(ExampleVote)),
    events: Type.Optional(
      Type.Array(Type.Object({ ...StoryEvent.properties, as: Roles }, closed), {
        description: says.policyApprovals.fields.events,
      }),
    ),
    now: Type.Optional(Story.properties.now),
    afterHours: Type.Optional(StoryHours),
    // biome-ignore lint/suspicious/noThenProperty: examples read `votes …, then …`; a schema is never awaited.
    then: Type.Union([
      Type.Literal('approved'),
      Type.Literal('pending'),
      Type.Literal('denied'),
      Type.Literal('expired'),
      StoryThen,
    ]),
    because: Type.Optional(Type.String()),
  },
  closed,
)
type Example = Static<typeof Example>

export const Approvals = Type.Object(
  {
    kind: Type.Literal('approvals'),
    id: Id,
    because: Type.String(),
    fix: Type.String({ description: says.policyApprovals.fields.fix }),
    ...ApprovalsForm,
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.policyApprovals.fields.about },
)
export type Approvals = Static<typeof Approvals>

export default policyKind({
  kind: 'approvals',
  summary: says.policyApprovals.summary,
  schema: Approvals,
  examples,
  failing: ['pending', 'denied', 'expired', 'unavailable', 'blocked'],
  decides: ['needs', 'withinHours', 'emergency.needs'],
  // Where nobody is waited for, no clock runs.
  meaning: policy => (policy.needs.length === 0 ? { ...policy, withinHours: 0 } : policy),
  branches: policy =>
    approvalBranches(
      policy,
      policy.examples.map(example => ({
        emergency: (example.change?.emergency ?? example.emergency) === true,
        verdict: verdictOf(policy, example),
      })),
    ),
  stopsNothing: policy => policy.needs.length === 0,
  complaints,
})

function examples(policy: Approvals): readonly ExampleResult[] {
  return policy.examples.map((example, index) => {
    const result = verdictOf(policy, example)
    const { then } = example
    const [expected, wrong] = typeof then === 'string' ? [then, []] : [then.is, unlikeThen(then, result)]
    // The same outcome for another reason, or by other people, is not what was expected.
    const other = wrong.length > 0 && result.is === expected
    return {
      index,
      expected,
      got: other ? says.policyApprovals.otherwise(result.is, wrong) : result.is,
      trace: traceOf(result),
    }
  })
}

function traceOf(result: Verdict): string[] {
  return [result.says, ...result.ignored.map(it => `${it.person}: ${it.says}`)]
}

/** This policy alone, for whatever it applies to. */
function verdictOf({ appliesTo: _, ...rule }: Approvals, example: Example): Verdict {
  return verdict(benchOfStory(storyOf(rule, example), { rules: [rule] }))
}

/**
 * An example is a story, judged by its own policy. In short, the people it names have the roles it says of them, and there
 * are enough others to wait for; one that says its `people` has no others, as in a case file.
 */
function storyOf(rule: Omit<Approvals, 'appliesTo'>, example: Example): Story {
  const { asks = '', authors, emergency, votes = [], events = [], people, teams, change, now, afterHours } = example
  const said = [...votes, ...events]
  const short = { asks, ...(authors && { authors }), ...(emergency !== undefined && { emergency }) }
  const whole = { ...(change?.parts ? {} : { kinds: rule.covers.slice(0, 1) }), ...short, ...change }
  const all = [whole.asks, ...(whole.authors ?? []), ...said.map(({ by }) => by)]
  const named = all.filter(name => typeof name === 'string')
  return {
    people: people ?? castOf(rule, said, named),
    ...(teams && { teams }),
    change: whole,
    events: [...votes.map(eventOf), ...events.map(({ as: _, ...event }) => event)],
    ...(now !== undefined && { now }),
    ...(afterHours !== undefined && { afterHours }),
  }
}

function castOf(
  { needs, emergency }: Pick<Approvals, 'needs' | 'emergency'>,
  said: readonly { readonly by: string; readonly as?: readonly string[] }[],
  names: readonly string[],
): NonNullable<Story['people']> {
  const others = [...needs, ...(emergency?.needs ?? [])].flatMap(({ role, count }, i) =>
    Array.from({ length: count }, (_, n) => [`other-${i}-${n}`, [role]] as const),
  )
  const rolesOf = (name: string) => said.filter(({ by }) => by === name).flatMap(({ as = [] }) => as)
  return Object.fromEntries([...others, ...names.map(name => [name, rolesOf(name)] as const)])
}

function eventOf({ as: _, is = 'approve', ...vote }: NonNullable<Example['votes']>[number]): StoryEvent {
  return { ...vote, does: is === 'withdrawn' ? 'withdraw' : is }
}

function complaints(policy: Approvals, repository: Repository): readonly Complaint[] {
  const role = (at: Complaint['at'], needs: Approvals['needs'] = []) =>
    needs.flatMap((need, i) => lintRole(need.role, [...at, i, 'role'], repository))
  const roles = [...role(['needs'], policy.needs), ...role(['emergency', 'needs'], policy.emergency?.needs)]
  const all = (repository.policies.approvals ?? []) as readonly Approvals[]
  return [
    ...lintSelector(policy.appliesTo, repository),
    ...policy.examples.flatMap((example, i) => [
      ...lintExample(example, i),
      ...lintWhole(policy, example, i, repository),
    ]),
    ...waiting(['channel'], policy.channel, says.policyApprovals.channelId),
    ...roles,
    ...(roles.length > 0 ? [] : unmeetable(policy, all, repository)),
  ]
}

/** The short form and the whole one say the same things: of each thing one. */
function lintExample(
  { asks, authors, emergency, votes, change, people, events = [] }: Example,
  i: number,
): Complaint[] {
  const at = ['examples', i]
  const isShort = asks !== undefined || authors !== undefined || emergency !== undefined
  const all = events.filter(({ as }) => as !== undefined)
  return [
    ...(asks === undefined && change === undefined
      ? [{ at, code: 'nobody-asks', ...says.policyApprovals.nobodyAsks }]
      : []),
    ...(change && isShort ? [{ at, code: 'said-twice', ...says.policyApprovals.asksTwice }] : []),
    ...(people && (all.length > 0 || votes) ? [{ at, code: 'said-twice', ...says.policyApprovals.rolesTwice }] : []),
  ]
}

/** What in an example that is a whole story names nothing, or says one thing twice, as in a case file. */
function lintWhole(policy: Approvals, example: Example, i: number, repository: Repository): readonly Complaint[] {
  if (example.change === undefined && example.people === undefined) return []
  const { appliesTo: _, ...rule } = policy
  return lintStory(storyOf(rule, example), repository).map(it => ({ ...it, at: ['examples', i, ...it.at] }))
}
