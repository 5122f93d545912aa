import { type Change, changeFrom, sealOf } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Story } from '../core/story.ts'
import { type CaseFile, caseText } from '../reports/case-file.ts'
import { says } from '../words/says.ts'
import type { Decision } from './recorded-decision.ts'
import type { RulesThen } from './recorded-rules.ts'
import { recordedStory } from './recorded-story.ts'
import { judgeStory, readStory, unlike } from './story.ts'

/** A change on record as the text of a case file. */
export interface Retold {
  readonly text: string
  /** What the record does not tell of it; in the text as well. */
  readonly notes: readonly string[]
  /** Judged anew it comes to what the record says; where not, the notes say so. */
  readonly agrees: boolean
}

/** By the rules of then; `head` is the last line of the record. */
export function retold(events: readonly Event[], decision: Decision, rules: RulesThen, head: CaseFile['head']): Retold {
  const change = changeFrom(events) as Change
  const story = recordedStory(events, decision, rules.repository)
  const file = { story, change, rules: rules.repository.commit, head }
  const wrong = differing(change.id, caseText({ ...file, notes: [] }))
  const notes = [...notesOf(decision, rules, story), ...wrong]
  return { text: caseText({ ...file, notes }), notes, agrees: wrong.length === 0 && decision.verdict !== undefined }
}

/** The very text is read and judged, so that what is said of it holds for whoever does the same. */
function differing(id: string, text: string): readonly string[] {
  try {
    const read = readStory(id, text)
    const wrong = unlike(read, judgeStory(read, undefined))
    return wrong.length > 0 ? [says.retold.otherVerdict(wrong)] : []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return [says.retold.notEnough(error.problems)]
  }
}

function notesOf(decision: Decision, { sealed, repository }: RulesThen, story: Story): readonly string[] {
  const { noVerdict, otherPolicies, team, accounts, draft, late: isLate } = says.retold
  const { verdict, known, late } = decision
  const change = changeFrom(known)
  const seal = change && sealOf(change)?.body.seal
  const yes = (change?.votes ?? []).filter(({ body }) => body.is === 'approve' && body.seal === seal && !body.lapsed)
  const spare = [...new Set(yes.map(({ body }) => body.person))].filter(who => !verdict?.by.includes(who))
  return [
    ...(verdict ? [] : [noVerdict]),
    ...(sealed || seal === undefined ? [] : [otherPolicies(repository.commit)]),
    ...Object.keys(story.teams ?? {}).map(role => team(role)),
    ...(spare.length === 0 ? [] : [accounts(spare)]),
    ...(verdict?.is === 'pending' && !verdict.draft ? [draft] : []),
    ...late.map(({ by, body }) => isLate(by, body.is, body.given)),
  ]
}

/** No rules of then, no story. */
export function noRules(change: string, now: string): ProblemError {
  return new ProblemError([problem('no-rules-then', ...says.retold.noRules(change, now))])
}
