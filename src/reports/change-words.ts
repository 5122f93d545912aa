import type { Verdict } from '../approvals/approval.ts'
import { canonicalJson } from '../core/canonical.ts'
import type { Change } from '../core/change-state.ts'
import type { Bodies } from '../core/event-bodies.ts'
import type { Repository } from '../core/repository.ts'
import type { Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { behindOf } from './behind-words.ts'
import { sentence } from './sentence.ts'

type Sealed = Bodies['change.sealed']

/** All that is left of a card whose channel may not show the change any more. It holds nothing of it, and stays true. */
export const WENT_ON: Document = sentence(says.changeWords.wentOn)

/** Told in the thread of the card when votes were cleared: what moved, and who is asked again. */
export function askedAnew(change: Change, before: Sealed, after: Sealed, repository: Repository): Document {
  const who = askedAgain(change, before.seal, repository)
  const summary = changedWords(change, before, after)
  const [behind] = behindOf(after.problems)
  return {
    summary,
    blocks: [
      { is: 'text', words: says.changeWords.anew({ changed: summary, behind: behind !== undefined, who }) },
      ...(behind ? [{ is: 'note', words: ticked(says.sentence.fix(behind.fix)) } as const] : []),
      { is: 'note', words: says.changeWords.nowAt(after.pins.head.slice(0, 7)) },
    ],
  }
}

/** Told there instead where its time to approve is over as well: nobody is called to look at what nobody can approve. */
export function clearedAndOver(change: Change, before: Sealed, after: Sealed): Document {
  const summary = changedWords(change, before, after)
  return textOf(summary, says.changeWords.votesOver(summary))
}

function changedWords({ votes }: Change, before: Sealed, after: Sealed): string {
  const cleared = votes.some(({ body }) => body.seal === before.seal)
  return says.changeWords.changed(whatMoved(before, after), cleared)
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
  return {
    summary: says.changeWords.cleared,
    blocks: [
      { is: 'text', words: says.changeWords.clearedOf(who) },
      { is: 'note', words: [says.changeWords.clearedNext] },
    ],
  }
}

/** Told there when approvals lapse although what is asked is the same again: it went to another base meanwhile. */
export function lapsedByBase(who: readonly string[], base: string): Document {
  return {
    summary: says.changeWords.lapsed,
    blocks: [
      { is: 'text', words: says.changeWords.lapsedOf(who) },
      { is: 'note', words: says.changeWords.lapsedNext(base) },
    ],
  }
}

/** Told there when nobody can approve it any more: why, and what whoever asked can do. */
export function cameToNothingOf(verdict: Verdict, asker: string): Document | undefined {
  const { denied, deniedBy, expired, expiredAt } = says.changeWords
  switch (verdict.is) {
    case 'denied':
      return textOf(denied, deniedBy(verdict.by, asker, ticked(verdict.fix)))
    case 'expired':
      return textOf(expired, expiredAt(verdict.at, asker, ticked(verdict.fix)))
    default:
      return undefined
  }
}

/** Told there when something else was asked for, of what nobody could approve any more; nobody is called where none is here. */
export function madeWayFor(why: string, by: Words, asker: string | undefined): Document {
  return textOf(says.changeWords.madeWay(why), says.changeWords.madeWayFor({ why, by, asker }))
}

const textOf = (summary: string, words: Words): Document => ({ summary, blocks: [{ is: 'text', words }] })

/** Told there when approvals count no more, since the rules hold something against it that was not known when they were given. */
export function answeredWorse(who: readonly string[], rules: readonly string[]): Document {
  return {
    summary: says.changeWords.worse,
    blocks: [
      { is: 'text', words: says.changeWords.worseOf(who, rules) },
      { is: 'note', words: [says.changeWords.worseNext] },
    ],
  }
}

function whatMoved(before: Sealed, after: Sealed): string[] {
  const { newCommit, otherBase, baseMoved, rulesMoved } = says.changeWords
  const { pins: was } = before
  const { pins: is } = after
  return [
    ...(was.head === is.head ? [] : [newCommit(was.head.slice(0, 7), is.head.slice(0, 7))]),
    ...(was.base === is.base ? [] : [otherBase(was.base, is.base)]),
    ...(canonicalJson(was.blobs) === canonicalJson(is.blobs) ? [] : [baseMoved]),
    ...(was.policies === is.policies ? [] : [rulesMoved]),
  ]
}

/** Of what no channel may show, no more than that there is something, and who can look. */
export function unseenChange(owed: boolean): Document {
  const { unseenOwed, unseenWaits, unseenFix } = says.changeWords
  return sentence(owed ? unseenOwed : unseenWaits, unseenFix)
}
