import { type ApprovalsRule, type Bench, type Verdict, type Vote, verdict } from '../approvals/approval.ts'
import { benchOfStory } from '../approvals/story-bench.ts'
import { unlikeThen } from '../approvals/unlike-then.ts'
import { heldAgainst, knownFrom } from '../core/held-against.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { Story } from '../core/story.ts'
import approvals from '../policies/approvals.ts'
import { placed } from '../repository/read-file.ts'
import { misfits } from '../repository/schema.ts'
import type { Positions } from '../repository/yaml-positions.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import { lintStory } from '../rules/story-lint.ts'
import { says } from '../words/says.ts'
import { type StoryFacts, type StoryFinding, saysFacts, storyFindings, storyParts } from './story-findings.ts'

export interface StoryRead {
  readonly path: string
  readonly positions: Positions
  readonly story: Story
}

/** What a story comes to. */
export interface StoryJudged {
  readonly bench: Bench
  readonly verdict: Verdict
  readonly findings: readonly StoryFinding[]
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
export function needsRepository(story: Story): boolean {
  const { people, policies, change } = story
  const models = [change.model, ...(change.parts ?? []).map(part => part.model)]
  return (
    people === undefined ||
    saysFacts(story) ||
    policies === undefined ||
    [...policies, ...models].some(it => typeof it === 'string')
  )
}

/**
 * Judges a story; throws `ProblemError` where it names what there is not. Where facts are given, here or in the story,
 * the rules of the folder are asked as well; those given here win.
 */
export function judgeStory(read: StoryRead, repository: Repository | undefined, facts?: StoryFacts): StoryJudged {
  const { story } = read
  const problems = placed(read, lintStory(story, repository))
  if (problems.length > 0) throw new ProblemError(problems)
  const models = repository?.models ?? {}
  const rules = rulesOf(story, repository)
  const told = benchOfStory(story, { ...(repository && { people: repository.people }), models, rules })
  const bench = { ...told, parts: storyParts(story, told.parts, facts) }
  const asked = saysFacts(story) || facts !== undefined ? repository : undefined
  const findings = asked ? storyFindings(read, asked, bench.now, facts) : []
  const unanswered = findings.filter(it => it.outcome === 'unknown' && it.severity === 'block' && !it.blocks)
  const full = {
    ...bench,
    votes: bench.votes.map(vote => withKnown(vote, at => (asked ? storyFindings(read, asked, at) : []))),
    against: [...(bench.against ?? []), ...heldAgainst(findings, bench.parts)],
    stopped: [...(bench.stopped ?? []), ...findings.filter(({ blocks }) => blocks)],
    silent: [...new Set([...(bench.silent ?? []), ...unanswered.map(({ policy }) => policy)])],
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
      : { because: says.flowStory.because, merge: 'manual' as const, channel: '', ...policy },
  )
}

/** What the rules said when it was given, as far as the clock tells: other facts than now nobody knows. */
function withKnown(vote: Vote, findingsAt: (at: Date) => StoryJudged['findings']): Vote {
  const known = knownFrom(findingsAt(new Date(vote.at)))
  return { ...vote, known: [...(vote.known ?? []), ...known] }
}

/** Where a verdict is not what the story expects, in words; nothing where it says nothing of it, or is right. */
export function unlike({ story: { then } }: StoryRead, { verdict: got }: StoryJudged): readonly string[] {
  return then === undefined ? [] : unlikeThen(then, got)
}
