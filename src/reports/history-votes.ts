import { momentOf } from '../approvals/vote-order.ts'
import type { Part } from '../core/change.ts'
import { changeFrom, knownTo } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { heldAgainst, unknownOf } from '../core/held-against.ts'
import { says } from '../words/says.ts'

type Vote = Event<'change.voted'>

const counted = says.historyVotes

/** Whether a vote carried the decision, in words, by what the record says of seals, later votes and verdicts. */
export function countedWords(vote: Vote, events: readonly Event[]): string {
  const merged = events.find(event => event.type === 'change.merged')
  if (merged && vote.seq > merged.seq) return counted.merged
  const until = events.filter(event => !merged || event.seq < merged.seq)
  const sealed = until.findLast(event => event.type === 'change.sealed')?.body
  if (vote.body.seal !== sealed?.seal) return counted.moved
  const { person, is } = vote.body
  const later = until.some(
    event => event.type === 'change.voted' && event.body.person === person && isAfter(event, vote),
  )
  if (later) return counted.later
  if (is === 'withdrawn') return counted.takenBack
  const verdict = until.findLast(event => event.type === 'change.verdict')?.body
  if (!verdict) return counted.noVerdict
  if (is === 'deny') return verdict.is === 'denied' ? counted.blocked : counted.otherwise(verdict.is)
  if (verdict.by.includes(person)) return counted.yes
  if (isAnsweredWorse(vote, until, sealed.parts)) return counted.answeredWorse
  return counted.noPlace
}

/** The rules came to hold something against it of which this vote did not know. */
function isAnsweredWorse(vote: Vote, until: readonly Event[], parts: readonly Part[]): boolean {
  const change = changeFrom(until)
  const known = change && knownTo(change, vote)
  return (
    change?.findings !== undefined &&
    known !== undefined &&
    unknownOf(heldAgainst(change.findings, parts), known).length > 0
  )
}

/** By when they were given; of the same moment, by which was recorded later. */
function isAfter(one: Vote, other: Vote): boolean {
  const [a, b] = [one, other].map(({ at, body }) => momentOf({ ...body, at: body.given ?? at })) as [number, number]
  return a === b ? one.seq > other.seq : a > b
}
