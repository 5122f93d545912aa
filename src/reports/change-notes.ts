import type { Change } from '../core/change-state.ts'
import { code, type Document, link, minute, person, ping, strong, type Words } from '../core/document.ts'
import type { Refusal } from '../core/reason.ts'
import { aKindTo, kindTo } from '../core/request-words.ts'
import { ticked } from '../core/ticked.ts'
import { capital, spanWords } from '../core/words.ts'
import { askerCalled, askerWords } from './asker-words.ts'

/** What is told in a thread as a change goes its way, once each. */

export function askedNote(change: Change, url: string): Document {
  const { kind, from, reason } = change.request
  const summary = `${capital(aKindTo({ kind }))}${from === undefined ? '' : ` from ${from}`}${toWords(change)} was asked for`
  const words: Words = [strong('Asked.'), ` ${summary} by `, ...askerWords(change), ' in ', pullLink(change, url), ':']
  return {
    summary,
    blocks: [
      { is: 'text', words },
      { is: 'quote', text: reason },
    ],
  }
}

/** `by` are those whose approvals counted. */
export function mergedNote(change: Change, url: string, by: readonly string[]): Document {
  const summary = `The ${kindTo(change.request)} is merged`
  const approved = by.flatMap((who, i): Words => [i === 0 ? ', approved by ' : ' and ', person(who)])
  const begins = change.request.kind === 'retrain' ? '. Its training begins.' : '. Its delivery begins.'
  const words: Words = [strong('Merged'), ' in ', pullLink(change, url), ...approved, begins]
  return { summary, blocks: [{ is: 'text', words }] }
}

/** Somebody who may merge past the rules did: found afterwards, and told to who answers for the model. */
export function byPassedNote(
  change: Change,
  pull: { readonly url: string; readonly mergeCommit?: string },
  by: { readonly id: string; readonly login: string; readonly as?: keyof typeof ALTHOUGH | 'by-passed' },
  owner: string | undefined,
): Document {
  const summary = `The ${kindTo(change.request)} was merged past the check kedge`
  const who = by.id.startsWith('github') ? code(`@${by.login}`) : person(by.id)
  const words: Words = [strong('Merged past the check.'), ' ', who, ' merged ', pullLink(change, pull.url)]
  const { as = 'by-passed' } = by
  const although = as === 'by-passed' ? `its verdict was ${change.verdict?.is ?? 'not given'}` : ALTHOUGH[as]
  const why = ` although ${although}. What the files say now is in force. `
  const fix = `fix: review ${commitOf(pull)}; if it should not be, revert it by a pull request, or ask for the way back`
  return {
    summary,
    blocks: [
      { is: 'text', words: [...words, why, ...(owner === undefined ? [] : [ping(owner)])] },
      { is: 'note', words: [fix] },
    ],
  }
}

const ALTHOUGH = {
  moved: 'the main branch had moved since it was approved, so nobody has seen the two together',
  denied: 'somebody had denied it before, and nobody had heard it yet',
  withdrawn: 'an approval of it had been taken back before, and nobody had heard it yet',
  reopened: 'it had been closed and opened again since it was approved, which clears all votes',
  undone: 'what had happened until then had undone its approval, and nobody had seen it yet',
  altered: 'its merge commit holds other files than were approved: somebody wrote more into it',
  untold: 'nobody can say what it was merged onto, and so whether it is what was approved',
} as const

const commitOf = ({ mergeCommit }: { readonly mergeCommit?: string }) =>
  mergeCommit === undefined ? 'what was merged' : `git show ${mergeCommit.slice(0, 12)}`

export function runsNote(change: Change, to: string, at: string): Document {
  const summary = `${to} is what runs`
  const after = ` (${spanWords(change.asked.at, at)} after it was asked for). The case closes when the readings are good.`
  const words: Words = [strong('Runs.'), ' ', code(to), ' is what runs since ', minute(at), after]
  return { summary, blocks: [{ is: 'text', words }] }
}

/** The change could not even become a pull request. */
export function failedNote(change: Change, says: string): Document {
  const summary = `The ${kindTo(change.request)} could not be prepared: ${says}`
  const words: Words = [strong('Given up.'), ` ${summary} `, ...askerCalled(change)]
  const fix = ticked(
    `fix: look at the model as it is now (\`/kedge show ${change.request.model ?? ''}\`) and ask again`,
  )
  return {
    summary,
    blocks: [
      { is: 'text', words },
      { is: 'note', words: fix },
    ],
  }
}

/** Approved, and still not merged: nobody would look for the reason in the record. */
export function unmergedNote({ says, fix }: Pick<Refusal, 'says' | 'fix'>): Document {
  const summary = `Approved, but not merged: ${says}`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong('Not merged.'), ' ', ...ticked(says)] },
      { is: 'note', words: ticked(`fix: ${fix}`) },
    ],
  }
}

const toWords = ({ request: { to } }: Change) => (to === undefined ? '' : ` to ${to}`)
const pullLink = ({ pull }: Change, url: string) => link(`pull request #${pull?.pull ?? ''}`, url)
