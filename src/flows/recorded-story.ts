import type { ApprovalsRule } from '../approvals/approval.ts'
import { coverage, rolesFor, sharedAccount, slotsOf } from '../approvals/slots.ts'
import { boundsOfVotes, rolesShown } from '../core/bounds.ts'
import type { Part } from '../core/change.ts'
import { type Change, changeFrom, sealOf } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { personOf } from '../core/people.ts'
import { policiesOf, type Selectable } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { Author } from '../core/sealing.ts'
import type { Story, StoryAuthor } from '../core/story.ts'
import approvals from '../policies/approvals.ts'
import { modelIn } from './bench.ts'
import type { Decision } from './recorded-decision.ts'
import { recordedEvents } from './recorded-events.ts'
import { isPastTheGate } from './review.ts'

/** The story of a change as its events tell it, judged by the people and policies of `repository`: those of then. */
export function recordedStory(events: readonly Event[], decision: Decision, repository: Repository): Story {
  const change = changeFrom(decision.known) as Change
  const told = recordedEvents(events, decision, repository.people)
  const story = changeOfStory(change, repository)
  const rules = policiesOf(repository, approvals) as readonly ApprovalsRule[]
  const covering = coverage({
    parts: partsOf(change, repository),
    rules,
    grants: sealOf(change)?.body.grants ?? [],
    emergency: change.request.emergency === true,
    people: repository.people,
    now: new Date(decision.now),
  }).rules
  const used = rules.filter(rule => covering.some(({ id }) => id === rule.id))
  const asked = new Set([
    ...slotsOf(covering, change.asked.at).flatMap(rolesFor),
    ...used.flatMap(({ needs, emergency }) => [...needs, ...(emergency?.needs ?? [])].map(({ role }) => role)),
    ...(story.shownTo ?? []).flat(),
  ])
  const named = [
    ...[change.asked.by, ...(change.asked.accounts ?? [])],
    ...(story.authors ?? []).flatMap(author => (typeof author === 'string' ? [author] : [])),
    ...(story.grants ?? []).map(({ person }) => person),
    ...told.flatMap(({ by, of, account }) => [by, of ?? by, account ?? by]),
  ]
  return {
    slackTeam: repository.people.slackTeam,
    people: castOf(repository, asked, named),
    ...teamsOf(repository, asked),
    policies: used.map(policyOf),
    change: story,
    events: [...told],
    now: decision.now,
    ...thenOf(events, decision),
  }
}

type StoryChange = Story['change']

function changeOfStory(change: Change, { models, people }: Repository): StoryChange {
  const { asked, request, seals } = change
  const [first, last] = [seals[0]?.body, sealOf(change)?.body]
  const isIn = Object.hasOwn(people.people, asked.by) || asked.by === 'kedge'
  const shownTo = rolesShown(boundsOfVotes(change, models)).map(roles => [...roles])
  const broken = last?.problems.length ?? 0
  const authors = authorsOf(last?.authors ?? [])
  const accounts = asked.accounts ?? (isIn ? undefined : [])
  return {
    ...partsWords(partsOf(change, { models })),
    ...(request.to !== undefined && { to: request.to }),
    asks: asked.by,
    ...(accounts && { askedAs: [...accounts] }),
    ...(request.door === 'repository' && { door: 'repository' as const }),
    at: asked.at,
    ...(authors.length > 0 && { authors }),
    ...(shownTo.length > 0 && { shownTo }),
    ...(request.emergency && { emergency: true }),
    seal: first?.seal ?? '',
    ...(broken > 0 && { broken }),
    ...(last && last.grants.length > 0 && { grants: last.grants.map(grantOf) }),
  }
}

function grantOf({ roles, ...grant }: NonNullable<ReturnType<typeof sealOf>>['body']['grants'][number]) {
  return { ...grant, ...(roles && { roles: [...roles] }) }
}

/** As people were shown it last; before that, as it was asked. */
function partsOf(change: Change, repository: Pick<Repository, 'models'>): readonly Part[] {
  const model = modelIn(repository as Repository, change)
  return sealOf(change)?.body.parts ?? [{ kinds: [change.request.kind], ...(model && { model }) }]
}

function partsWords(parts: readonly Part[]): Pick<StoryChange, 'kinds' | 'model' | 'parts'> {
  const all = parts.map(({ kinds, model }) => ({ kinds: [...kinds], ...(model && { model: chosenBy(model) }) }))
  const [only, ...others] = all
  return only !== undefined && others.length === 0 ? only : { parts: all }
}

/** What policies choose a model by: a whole one would be shown to whoever reads the story. */
function chosenBy({ id, tier, useCase, type, businessUnit }: Selectable) {
  return { id, tier, useCase, ...(type !== undefined && { type }), ...(businessUnit !== undefined && { businessUnit }) }
}

/** Each account once, whatever it did. */
function authorsOf(authors: readonly Author[]): StoryAuthor[] {
  const all = authors.map(({ github, machine, unseen }): StoryAuthor => {
    if (unseen) return { unseen }
    if (machine) return 'kedge'
    return github === undefined ? 'unlinked' : `github:${github}`
  })
  return [...new Map(all.map(author => [JSON.stringify(author), author])).values()]
}

/** Whoever had a part in it, and whoever might have: all who hold a role that is asked for. */
function castOf(
  { people }: Repository,
  asked: ReadonlySet<string>,
  named: readonly string[],
): NonNullable<Story['people']> {
  const keys = new Set(named.flatMap(name => personOf(people, name) ?? []))
  const all = sharedAccount(people) !== undefined
  const cast = Object.entries(people.people).filter(
    ([id, { roles }]) => all || keys.has(id) || roles.some(role => asked.has(role)),
  )
  return Object.fromEntries(
    cast.map(([id, { roles, slack, github, left }]) => [
      id,
      {
        roles: [...roles],
        ...(slack !== undefined && { slack }),
        ...(github && { github: github.id }),
        ...(slack !== undefined && github
          ? {}
          : {
              doors: [...(slack === undefined ? [] : (['slack'] as const)), ...(github ? (['github'] as const) : [])],
            }),
        ...(left !== undefined && { left }),
      },
    ]),
  )
}

/** Only GitHub knew who was in a team. */
function teamsOf({ people: { teams = {} } }: Repository, asked: ReadonlySet<string>): Pick<Story, 'teams'> {
  const given = Object.keys(teams).filter(role => asked.has(role))
  if (given.length === 0) return {}
  return { teams: Object.fromEntries(given.map(role => [role, 'unavailable' as const])) }
}

function policyOf({ id, because, appliesTo, covers, needs, emergency, ...rule }: ApprovalsRule) {
  const { withinHours, merge, channel } = rule
  const own = { id, because, ...(appliesTo && { appliesTo }), covers, needs, ...(emergency && { emergency }) }
  return { ...own, withinHours, merge, channel } as Exclude<NonNullable<Story['policies']>[number], string>
}

/** What the record says of it. Of what went past the gate, a review says nothing of the verdict. */
function thenOf(events: readonly Event[], { verdict }: Decision): Pick<Story, 'then'> {
  if (verdict === undefined) return {}
  const owed = events.find(event => event.type === 'change.review-owed')?.body
  const isMerged = events.some(({ type }) => type === 'change.merged')
  const tells = verdict.is === 'approved' && isMerged && !(owed !== undefined && isPastTheGate(owed))
  const review = tells ? { review: owed !== undefined } : {}
  // biome-ignore lint/suspicious/noThenProperty: a story reads `events …, then …`; nobody awaits one.
  return { then: { is: verdict.is as NonNullable<Story['then']>['is'], counted: [...verdict.by], ...review } }
}
