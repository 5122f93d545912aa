import { type Change, changeFrom, sealOf } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Story } from '../core/story.ts'
import { type CaseFile, caseText } from '../reports/case-file.ts'
import { listWords } from '../words/figures.ts'
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
    return wrong.length > 0 ? [`why the verdict was another: from what is here, ${listWords(wrong)}.`] : []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return [`enough to judge it: ${error.problems.map(({ says, fix }) => `${says} (${fix})`).join(' ')}`]
  }
}

function notesOf(decision: Decision, { sealed, repository }: RulesThen, story: Story): readonly string[] {
  const { verdict, known, late } = decision
  const change = changeFrom(known)
  const seal = change && sealOf(change)?.body.seal
  const yes = (change?.votes ?? []).filter(({ body }) => body.is === 'approve' && body.seal === seal && !body.lapsed)
  const spare = [...new Set(yes.map(({ body }) => body.person))].filter(who => !verdict?.by.includes(who))
  return [
    ...(verdict ? [] : ['a verdict: it was never judged, so nothing is expected below.']),
    ...(sealed || seal === undefined
      ? []
      : [
          `the policies that people were shown: no commit of the main branch has those the seal names, so those of ${repository.commit} stand here.`,
        ]),
    ...Object.keys(story.teams ?? {}).map(
      role =>
        `who was in the GitHub team that gives the role ${role}. Write their keys in its place under \`teams\`; as it is, nobody may approve.`,
    ),
    ...(spare.length === 0
      ? []
      : [`what Slack said of the accounts of ${listWords(spare)} (guest, bot, deleted): taken for people’s.`]),
    ...(verdict?.is === 'pending' ? ['whether it was a draft: taken for none.'] : []),
    ...late.map(
      ({ by, body }) =>
        `that anybody here knew what ${by} said (${body.is}${body.given ? `, ${body.given}` : ''}): it was heard of after the verdict.`,
    ),
  ]
}

/** No rules of then, no story. */
export function noRules(change: string, now: string): ProblemError {
  const says = `No commit of the main branch up to ${now} has models and policies that can be read, so nobody can say by which rules ${change} was judged.`
  return new ProblemError([problem('no-rules-then', says, 'git fetch origin, then ask again')])
}
