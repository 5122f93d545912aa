import Type, { type Static } from 'typebox'
import { type ApprovalsRule, type Bench, type Verdict, type Vote, verdict } from '../approvals/approval.ts'
import { approvalBranches } from '../approvals/branches.ts'
import { lackWords } from '../approvals/lack.ts'
import { satisfiable } from '../approvals/satisfiable.ts'
import { CHANGE_KINDS } from '../core/change.ts'
import { ChannelId, closed, Id } from '../core/naming.ts'
import type { People, Person } from '../core/people.ts'
import { waiting } from '../core/placeholder.ts'
import { lintRole, lintSelector } from '../core/policy-complaints.ts'
import { type Complaint, type ExampleResult, policyKind, selects, selectsOthers } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AppliesToAny } from '../core/selector.ts'

const Door = Type.Union([Type.Literal('slack'), Type.Literal('github')])
const Hours = Type.Number({ minimum: 0, description: 'Hours after it was asked.' })

const Need = Type.Object(
  {
    role: Type.String({ minLength: 1 }),
    count: Type.Integer({ minimum: 1, maximum: 10 }),
    via: Type.Optional(
      Type.Array(Door, {
        minItems: 1,
        uniqueItems: true,
        description: 'Only votes by these doors fill it. Left out: by any.',
      }),
    ),
  },
  { ...closed, description: 'So many people with this role. One person fills one place, of all rules together.' },
)

const ExampleVote = Type.Object(
  {
    by: Type.String(),
    as: Type.Optional(Type.Array(Type.String(), { description: 'The roles of this person, said once.' })),
    via: Type.Optional(Door),
    is: Type.Optional(Type.Union([Type.Literal('approve'), Type.Literal('deny'), Type.Literal('withdrawn')])),
    hours: Type.Optional(Hours),
  },
  { ...closed, description: 'Left out: an approval in Slack, when it was asked.' },
)

const Example = Type.Object(
  {
    asks: Type.String(),
    authors: Type.Optional(Type.Array(Type.String(), { description: 'Who opened or wrote the pull request.' })),
    votes: Type.Array(ExampleVote),
    afterHours: Type.Optional(Hours),
    // biome-ignore lint/suspicious/noThenProperty: examples read `votes …, then …`; a schema is never awaited.
    then: Type.Union([
      Type.Literal('approved'),
      Type.Literal('pending'),
      Type.Literal('denied'),
      Type.Literal('expired'),
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
    fix: Type.String({ description: 'What to do when an approval is missing.' }),
    appliesTo: Type.Optional(AppliesToAny),
    covers: Type.Array(Type.Enum([...CHANGE_KINDS]), { minItems: 1, uniqueItems: true }),
    needs: Type.Array(Need, { maxItems: 10, description: 'An empty list says aloud that nobody needs to approve.' }),
    withinHours: Type.Number({
      exclusiveMinimum: 0,
      maximum: 8784,
      description: 'A vote at the deadline counts, one after it does not.',
    }),
    merge: Type.Union([Type.Literal('auto'), Type.Literal('manual')]),
    channel: ChannelId,
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: 'Which changes need how many people of which roles. All that cover a change must be met.' },
)
export type Approvals = Static<typeof Approvals>

export default policyKind({
  kind: 'approvals',
  summary: 'Which changes need how many people of which roles, by which door, within how long.',
  schema: Approvals,
  examples,
  failing: ['pending', 'denied', 'expired'],
  decides: ['needs', 'withinHours'],
  // Where nobody is waited for, no clock runs.
  meaning: policy => (policy.needs.length === 0 ? { ...policy, withinHours: 0 } : policy),
  branches: policy =>
    approvalBranches(
      policy,
      policy.examples.map(example => verdict(benchOf(policy, example))),
    ),
  stopsNothing: policy => policy.needs.length === 0,
  complaints,
})

function examples(policy: Approvals): readonly ExampleResult[] {
  return policy.examples.map((example, index) => {
    const result = verdict(benchOf(policy, example))
    return { index, expected: example.then, got: result.is, trace: traceOf(result) }
  })
}

function traceOf(result: Verdict): string[] {
  return [result.says, ...result.ignored.map(({ person, says }) => `${person}: ${says}`)]
}

const ASKED = Date.parse('2026-03-02T09:00:00Z')
const hoursAfter = (hours = 0) => new Date(ASKED + hours * 3_600_000)

/** A bench for this policy alone, with the people of the example and enough others to wait for. */
function benchOf({ appliesTo: _, ...rule }: Approvals, example: Example): Bench {
  const people = peopleOf(rule, example)
  const last = Math.max(0, example.afterHours ?? 0, ...example.votes.map(vote => vote.hours ?? 0))
  return {
    parts: [{ kinds: rule.covers.slice(0, 1) }],
    rules: [rule],
    people,
    askedBy: example.asks,
    askedAt: hoursAfter().toISOString(),
    authors: (example.authors ?? []).map(name => ({ github: people.people[name]?.github?.id ?? 0, role: 'author' })),
    votes: example.votes.map(voteOf),
    seal: 'seal',
    pull: { state: 'open', draft: false },
    accounts: Object.fromEntries(Object.values(people.people).map(({ slack }) => [slack, 'person'])),
    now: hoursAfter(example.afterHours ?? last),
  }
}

function voteOf({ by, via, is, hours }: Example['votes'][number]): Vote {
  return {
    person: by,
    by,
    door: via ?? 'slack',
    is: is ?? 'approve',
    seal: 'seal',
    at: hoursAfter(hours).toISOString(),
  }
}

function peopleOf(rule: ApprovalsRule, example: Example): People {
  const named = [example.asks, ...(example.authors ?? []), ...example.votes.map(vote => vote.by)]
  const others = rule.needs.flatMap((need, i) =>
    Array.from({ length: need.count }, (_, n) => [`other-${i}-${n}`, [need.role]] as const),
  )
  const roles = (name: string) => example.votes.filter(vote => vote.by === name).flatMap(vote => vote.as ?? [])
  const all = new Map<string, readonly string[]>([...others, ...named.map(name => [name, roles(name)] as const)])
  const people = [...all].map(([name, has], i): [string, Person] => [
    name,
    { name, slack: `U${i}`, github: { login: name, id: i + 1 }, roles: [...has] },
  ])
  return { kind: 'people', id: 'people', because: 'of an example', slackTeam: 'T0', people: Object.fromEntries(people) }
}

function complaints(policy: Approvals, repository: Repository): readonly Complaint[] {
  const roles = policy.needs.flatMap((need, i) => lintRole(need.role, ['needs', i, 'role'], repository))
  return [
    ...lintSelector(policy.appliesTo, repository),
    ...waiting(['channel'], policy.channel, CHANNEL),
    ...roles,
    ...(roles.length > 0 ? [] : unmeetable(policy, repository)),
  ]
}

const CHANNEL = 'Write the channel’s id: channel → About, at the end'

/** Each set of rules that has to be met together, with this one in it, must be one that can be met, whoever asks. */
function unmeetable(policy: Approvals, repository: Repository): Complaint[] {
  for (const rules of together(policy, repository)) {
    const witness = satisfiable(rules, repository.people)
    if (witness === undefined) continue
    const others = rules.filter(rule => rule.id !== policy.id).map(rule => rule.id)
    const { says, fix } = lackWords(witness, others, repository.people)
    return [{ at: ['needs'], code: 'impossible-approval', says, fix }]
  }
  return []
}

function together(policy: Approvals, repository: Repository): ApprovalsRule[][] {
  const all = (repository.policies.approvals ?? []) as readonly Approvals[]
  const found = new Map<string, ApprovalsRule[]>()
  const models = [undefined, ...Object.values(repository.models)]
  for (const kind of policy.covers) {
    const covering = all.filter(rule => rule.covers.includes(kind))
    for (const model of models) {
      const rules = covering.filter(rule => (model ? selects(rule.appliesTo, model) : selectsOthers(rule.appliesTo)))
      if (rules.includes(policy)) found.set(rules.map(rule => rule.id).join(' '), [...rules])
    }
  }
  return found.size > 0 ? [...found.values()] : [[policy]]
}
