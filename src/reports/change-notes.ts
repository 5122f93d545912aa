import type { Change } from '../core/change-state.ts'
import { tasksOf } from '../core/change-tasks.ts'
import { type People, personOf } from '../core/people.ts'
import type { Refusal } from '../core/reason.ts'
import { code, type Document, person, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { askerCalled, askerWords } from './asker-words.ts'

/** What is told in a thread as a change goes its way, once each. */

export function askedNote(change: Change, url: string): Document {
  const summary = says.changeNotes.asked(change.request)
  const words = says.changeNotes.askedBy(summary, askerWords(change), pullLink(change, url))
  return {
    summary,
    blocks: [
      { is: 'text', words },
      { is: 'quote', text: change.request.reason },
    ],
  }
}

/** `by` are those whose approvals counted. */
export function mergedNote(change: Change, url: string, by: readonly string[]): Document {
  const { merged, mergedIn } = says.changeNotes
  const words = mergedIn({ pull: pullLink(change, url), by, begins: beginsOf(change) })
  return { summary: merged(change.request), blocks: [{ is: 'text', words }] }
}

/** What follows of it; nothing where a file alone was changed, such as by a hold. */
function beginsOf(change: Change): 'training' | 'delivery' | undefined {
  const kinds = tasksOf(change).map(({ kind }) => kind)
  if (kinds.length === 0) return undefined
  return kinds.every(kind => kind === 'retrain') ? 'training' : 'delivery'
}

/** Somebody who may merge past the rules did: found afterwards, and told to who answers for the model. */
export function byPassedNote(
  change: Change,
  pull: { readonly url: string; readonly mergeCommit?: string },
  by: {
    readonly id: string
    readonly login: string
    readonly as?: keyof typeof says.changeNotes.although | 'by-passed'
  },
  owner: string | undefined,
): Document {
  const { byPassed, byPassedBy, byPassedFix, verdictWas, although } = says.changeNotes
  const who = by.id.startsWith('github') ? code(`@${by.login}`) : person(by.id)
  const { as = 'by-passed' } = by
  const why = as === 'by-passed' ? verdictWas(change.verdict?.is) : although[as]
  return {
    summary: byPassed(change.request),
    blocks: [
      { is: 'text', words: byPassedBy({ who, pull: pullLink(change, pull.url), although: why, owner }) },
      { is: 'note', words: [says.sentence.fix(byPassedFix(pull.mergeCommit?.slice(0, 12)))] },
    ],
  }
}

/** Somebody writes over it faster than is put back: told once, since what stands there may be theirs for an hour. */
export function writtenOverNote(change: Change, url: string, restored: Change['restored'], people: People): Document {
  const accounts = new Set(restored.map(({ account }) => account))
  const who = [...accounts].map((account): Words => {
    if (account === undefined) return [says.changeNotes.nobodyTold]
    const known = personOf(people, account)
    return [known === undefined ? code(account) : person(known)]
  })
  const parts = (['title', 'body'] as const).filter(part => restored.some(({ over }) => over?.includes(part)))
  const words = says.changeNotes.writtenOverBy({ pull: pullLink(change, url), parts, who, times: restored.length })
  return {
    summary: says.changeNotes.writtenOver,
    blocks: [
      { is: 'text', words },
      { is: 'note', words: [says.sentence.fix(says.changeNotes.writtenOverFix)] },
    ],
  }
}

export function runsNote(change: Change, to: string, at: string): Document {
  const words = says.changeNotes.runsSince({ to, at, asked: change.asked.at })
  return { summary: says.changeNotes.runs(to), blocks: [{ is: 'text', words }] }
}

/** The change could not even become a pull request. */
export function failedNote(change: Change, why: string): Document {
  const { failed, givenUp, failedFix } = says.changeNotes
  const summary = failed(change.request, why)
  return {
    summary,
    blocks: [
      { is: 'text', words: givenUp(summary, askerCalled(change)) },
      { is: 'note', words: ticked(says.sentence.fix(failedFix(change.request.model ?? ''))) },
    ],
  }
}

/** Approved, and still not merged: nobody would look for the reason in the record. */
export function unmergedNote(it: Pick<Refusal, 'says' | 'fix'>): Document {
  return {
    summary: says.changeNotes.unmerged(it.says),
    blocks: [
      { is: 'text', words: says.changeNotes.notMerged(ticked(it.says)) },
      { is: 'note', words: ticked(says.sentence.fix(it.fix)) },
    ],
  }
}

const pullLink = ({ pull }: Change, url: string) => says.changeNotes.pull(pull?.pull, url)
