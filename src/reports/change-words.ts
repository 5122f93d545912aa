import { canonicalJson } from '../core/canonical.ts'
import type { Change } from '../core/change-state.ts'
import { code, type Document, ping, strong, type Words } from '../core/document.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Repository } from '../core/repository.ts'
import { ticked } from '../core/ticked.ts'
import { listWords } from '../core/words.ts'
import { inWords } from './asker-words.ts'
import { behindOf } from './behind-words.ts'
import { sentence } from './sentence.ts'

type Sealed = Bodies['change.sealed']

/** All that is left of a card whose channel may not show the change any more. It holds nothing of it, and stays true. */
export const WENT_ON: Document = sentence(
  'This change has come to be about a model that is not shown here. It goes on where it may be.',
)

/** Told in the thread of the card when votes were cleared: what moved, and who is asked again. */
export function askedAnew(change: Change, before: Sealed, after: Sealed, repository: Repository): Document {
  const known = askedAgain(change, before.seal, repository)
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

/** Who approved what was sealed so, of those we can name. */
export function askedAgain({ votes }: Change, seal: string | undefined, { people }: Repository): readonly string[] {
  const gave = votes.filter(({ body }) => body.seal === seal && body.is === 'approve').map(({ body }) => body.person)
  return [...new Set(gave)].filter(person => people.people[person] !== undefined)
}

/** Told there when closing has cleared votes: whose they were, and where the same is asked for now. None where nobody had voted. */
export function clearedByClosing({ votes }: Change, { people }: Repository): Document | undefined {
  const gave = votes.filter(({ body }) => body.is !== 'withdrawn').map(({ body }) => body.person)
  const who = [...new Set(gave)].filter(person => Object.hasOwn(people.people, person))
  if (who.length === 0) return undefined
  const why = 'the pull request was closed, and opened again since, which clears all votes'
  return {
    summary: `Votes do not count any more: ${why}.`,
    blocks: [
      { is: 'text', words: [strong('Asked anew.'), ' Voted on by ', ...namesOf(who), `, but ${why}.`] },
      { is: 'note', words: ['It gets another card: please look again, and vote there.'] },
    ],
  }
}

const namesOf = (who: readonly string[]): Words =>
  inWords(
    who.map(id => ping(id)),
    'and',
  )

/** Told there when approvals lapse although what is asked is the same again: it went to another base meanwhile. */
export function lapsedByBase(who: readonly string[], base: string): Document {
  const why = 'the base of the pull request was changed after that'
  const whose = who.length === 1 ? 'This approval counts' : 'These approvals count'
  return {
    summary: `Approvals do not count any more: ${why}.`,
    blocks: [
      {
        is: 'text',
        words: [strong('Asked anew.'), ' Approved by ', ...namesOf(who), `, but ${why}. ${whose} no more.`],
      },
      { is: 'note', words: ['It goes to ', code(base), ' now: please look again, and approve anew if it is right.'] },
    ],
  }
}

/** Told there when approvals count no more, since the rules hold something against it that was not known when they were given. */
export function answeredWorse(who: readonly string[], rules: readonly string[]): Document {
  const names = inWords(
    rules.map(rule => code(rule)),
    'and',
  )
  const says = 'The rules hold more against it than was known when it was approved'
  return {
    summary: `${says}.`,
    blocks: [
      {
        is: 'text',
        words: [
          strong('Asked anew.'),
          ' Approved by ',
          ...namesOf(who),
          ', and since then ',
          ...names,
          ` ${rules.length === 1 ? 'says' : 'say'} no to it, or cannot be answered.`,
        ],
      },
      {
        is: 'note',
        words: ['The card says what it is: please look again, and approve anew if it is right all the same.'],
      },
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

/** Of what no channel may show, no more than that there is something, and who can look. */
export function unseenChange(owed: boolean): Document {
  const says = owed
    ? 'Something was merged that somebody has to look at, and no channel may show it.'
    : 'A change waits for approval, and no channel may show it.'
  return sentence(
    says,
    'whoever may see its models asks `/kedge approvals` in a direct message; a channel among `visibility.channels` gets the card of the next one',
  )
}
