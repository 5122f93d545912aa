import { canonicalJson } from '../core/canonical.ts'
import type { Change } from '../core/change-state.ts'
import { code, type Document, ping, strong, type Words } from '../core/document.ts'
import type { Bodies } from '../core/event.ts'
import type { Repository } from '../core/repository.ts'
import { ticked } from '../core/ticked.ts'
import { listWords } from '../core/words.ts'
import { behindOf } from './behind-words.ts'
import { sentence } from './sentence.ts'

type Sealed = Bodies['change.sealed']

/** All that is left of a card whose channel may not show the change any more. It holds nothing of it, and stays true. */
export const WENT_ON: Document = sentence(
  'This change has come to be about a model that is not shown here. It goes on where it may be.',
)

/** Told in the thread of the card when votes were cleared: what moved, and who is asked again. */
export function askedAnew(change: Change, before: Sealed, after: Sealed, repository: Repository): Document {
  const gave = change.votes.filter(v => v.body.seal === before.seal && v.body.is === 'approve').map(v => v.body.person)
  const known = [...new Set(gave)].filter(person => repository.people.people[person] !== undefined)
  const moved = listWords(whatMoved(before, after))
  const cleared = change.votes.some(v => v.body.seal === before.seal) ? ' Votes so far were for what it was.' : ''
  const summary = `The request has changed: ${moved}.${cleared}`
  const again: Words = known.length === 0 ? [] : known.flatMap((person, i) => [i > 0 ? ', ' : ' ', ping(person)])
  const [behind] = behindOf(after.problems)
  const look = behind ? ': please look again when the branch is updated.' : ': please look again.'
  const words: Words = [
    strong(behind ? 'Behind the main branch.' : 'Asked anew.'),
    ` ${summary}`,
    ...again,
    ...(known.length > 0 ? [look] : []),
  ]
  return {
    summary,
    blocks: [
      { is: 'text', words },
      ...(behind ? [{ is: 'note', words: ticked(`fix: ${behind.fix}`) } as const] : []),
      { is: 'note', words: ['Now at ', code(after.pins.head.slice(0, 7)), '.'] },
    ],
  }
}

function whatMoved(before: Sealed, after: Sealed): string[] {
  const { pins: was } = before
  const { pins: is } = after
  return [
    ...(was.head === is.head
      ? []
      : [`the pull request has a new commit (${was.head.slice(0, 7)} → ${is.head.slice(0, 7)})`]),
    ...(was.base === is.base ? [] : [`it goes to ${is.base} now, not ${was.base}`]),
    ...(canonicalJson(was.blobs) === canonicalJson(is.blobs) ? [] : ['the files it changes have changed on the base']),
    ...(was.policies === is.policies ? [] : ['the rules have changed']),
  ]
}
