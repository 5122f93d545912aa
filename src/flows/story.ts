import { type ApprovalsRule, type Bench, type Verdict, type Vote, verdict } from '../approvals/approval.ts'
import { benchOfStory } from '../approvals/story-bench.ts'
import type { Finding } from '../core/change.ts'
import type { Facts } from '../core/fact.ts'
import { heldAgainst, knownFrom } from '../core/held-against.ts'
import { type Complaint, policiesOf } from '../core/policy-kind.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { Story } from '../core/story.ts'
import approvals from '../policies/approvals.ts'
import { placed } from '../repository/read-file.ts'
import { misfits } from '../repository/schema.ts'
import type { Positions } from '../repository/yaml-positions.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { blocking } from './evidence.ts'
import { lintStory } from './story-lint.ts'
import { type Supposed, supposed } from './suppose-facts.ts'

export interface StoryRead {
  readonly path: string
  readonly positions: Positions
  readonly story: Story
}

/** What a story comes to. */
export interface StoryJudged {
  readonly bench: Bench
  readonly verdict: Verdict
  readonly findings: readonly (Finding & { readonly model: string; readonly blocks: boolean })[]
}

/** Reads a case file; throws `ProblemError` with all that is wrong in it, by line. */
export function readStory(path: string, text: string): StoryRead {
  const { data, positions, problems } = parseYaml(text, path)
  const complaints = problems.length > 0 ? [] : misfits(Story, data)
  const all = [...problems, ...placed({ path, positions }, complaints)]
  if (all.length > 0) throw new ProblemError(all)
  return { path, positions, story: data as Story }
}

/** Whether a story leaves something to the files of a repository. */
export function needsRepository({ people, policies, change, facts }: Story): boolean {
  const models = [change.model, ...(change.parts ?? []).map(part => part.model)]
  return (
    people === undefined ||
    facts !== undefined ||
    policies === undefined ||
    [...policies, ...models].some(it => typeof it === 'string')
  )
}

/**
 * Judges a story; throws `ProblemError` where it names what there is not. Where facts are given, here or in the story,
 * the rules of the folder are asked as well; those given here win.
 */
export function judgeStory(read: StoryRead, repository: Repository | undefined, facts?: Facts): StoryJudged {
  const { story } = read
  const problems = placed(read, lintStory(story, repository))
  if (problems.length > 0) throw new ProblemError(problems)
  const models = repository?.models ?? {}
  const rules = rulesOf(story, repository)
  const bench = benchOfStory(story, { ...(repository && { people: repository.people }), models, rules })
  const asked = story.facts !== undefined || facts !== undefined
  const findings = asked && repository ? findingsOf(read, repository, bench.now, facts ?? {}) : []
  const told = findings.filter(it => it.outcome === 'unknown' && it.severity === 'block' && !it.blocks)
  const full = {
    ...bench,
    votes: bench.votes.map(vote =>
      withKnown(vote, at => (asked && repository ? findingsOf(read, repository, at, {}) : [])),
    ),
    against: [...(bench.against ?? []), ...heldAgainst(findings, bench.parts)],
    stopped: [...(bench.stopped ?? []), ...findings.filter(({ blocks }) => blocks)],
    silent: [...new Set([...(bench.silent ?? []), ...told.map(({ policy }) => policy)])],
  }
  return { bench: full, verdict: verdict(full), findings }
}

/** Approvals policies that the story writes out, or names; all of the folder where it says nothing. */
function rulesOf({ policies }: Story, repository: Repository | undefined): readonly ApprovalsRule[] {
  const all = repository === undefined ? [] : (policiesOf(repository, approvals) as readonly ApprovalsRule[])
  if (policies === undefined) return all
  return policies.flatMap(policy =>
    typeof policy === 'string'
      ? all.filter(({ id }) => id === policy)
      : { because: 'As the story says.', merge: 'manual' as const, channel: '', ...policy },
  )
}

/** What the other rules of the folder say, if this is what is known. */
function findingsOf(read: StoryRead, repository: Repository, now: Date, facts: Facts): StoryJudged['findings'] {
  const { change, facts: known = {} } = read.story
  const kinds = change.kinds ?? []
  const model = typeof change.model === 'string' ? repository.models[change.model] : undefined
  if (kinds.length === 0 || model === undefined) throw new ProblemError(placed(read, [NO_MODEL]))
  const from = model.serving.version
  const of = { from, by: change.asks, door: 'command', ...(change.to !== undefined && { to: change.to }) }
  const found = kinds.flatMap(kind => {
    const given: Supposed = { model, now, change: { kind, ...of }, facts: [known as Facts, facts] }
    const its = supposed(repository, given)
    const stops = new Set(blocking(its, kind))
    return its.map(finding => ({ ...finding, model: model.id, blocks: stops.has(finding) }))
  })
  // One answer of each rule: of several kinds, the one that stops it.
  const gravest = found.toSorted((a, b) => Number(b.blocks) - Number(a.blocks))
  return found.filter(it => gravest.find(({ policy }) => policy === it.policy) === it)
}

/** What the rules said when it was given, as far as the clock tells: other facts than now nobody knows. */
function withKnown(vote: Vote, findingsAt: (at: Date) => StoryJudged['findings']): Vote {
  const known = knownFrom(findingsAt(new Date(vote.at)))
  return { ...vote, known: [...(vote.known ?? []), ...known] }
}

const NO_MODEL: Complaint = {
  at: ['change'],
  code: 'no-model',
  says: 'Rules are asked of one change of one model, and this names none of the folder.',
  fix: 'Write `model:` and the id of a file in models/ beside `kinds`, or leave out the facts',
}

/** Where a verdict is not what the story expects, in words; nothing where it says nothing of it, or is right. */
export function unlike({ story: { then } }: StoryRead, { verdict: got }: StoryJudged): readonly string[] {
  if (then === undefined) return []
  const counted = got.counted.map(({ person }) => person).sort()
  const review = got.is === 'approved' && got.review !== undefined
  const codes = [...('code' in got ? [got.code] : []), ...got.ignored.map(({ code }) => code)]
  const wrong: readonly (string | false)[] = [
    then.is !== got.is && `is is ${got.is}, not ${then.is}`,
    then.code !== undefined &&
      !codes.some(code => code === then.code) &&
      `code is ${codes.join(', ') || 'not there'}, not ${then.code}`,
    then.counted !== undefined &&
      [...then.counted].sort().join() !== counted.join() &&
      `counted is ${counted.join(', ') || 'nobody'}, not ${then.counted.join(', ') || 'nobody'}`,
    then.review !== undefined && then.review !== review && `review is ${review}, not ${then.review}`,
  ]
  return wrong.filter(it => it !== false)
}
