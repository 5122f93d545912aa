import type { Change } from '../core/change-state.ts'
import { isHere, peopleBehind } from '../core/people.ts'
import { type Details, type Refusal, refusalOf } from '../core/reason.ts'
import { says } from '../words/says.ts'
import type { Bench } from './approval.ts'
import { asNow } from './as-now.ts'
import type { Judged } from './judged.ts'
import { coverage, excluded, isFor, slotsOf } from './slots.ts'
import { countVotes, detailsOf } from './tally.ts'
import { authorDetails, unknownAuthor } from './unknown-author.ts'

/**
 * Why this person’s review of what is in force does not count; undefined where it does. It takes somebody with a role that
 * is asked for where there is no emergency, or the process owner, who neither asked for it nor wrote, approved or merged it.
 */
export function mayReview({ bench: given, change, repository }: Judged, person: string): Refusal | undefined {
  // An emergency asks for less, and whom it did without is who is to look at it now.
  const asked = asNow(given)
  // What was written into a merge beside the change is nothing that those who approve such changes answer for.
  const parts = change.review?.of === 'rules' ? RULES : asked.parts
  const bench = { ...asked, emergency: false, parts }
  const slots = slotsOf(coverage(bench).rules, bench.askedAt)
  const details = detailsOf(slots)
  const out = ruledOut(asked, change, details)
  const owner = repository.people.processOwner
  const isOne = (id: string) => id === owner || slots.some(slot => isFor(slot, bench.people, id))
  const isFree = (id: string) => isHere(bench.people.people[id], bench.now) && isOne(id) && !out.has(id)
  if (isFree(person)) return doubt(bench, person === owner)
  if (!isHere(bench.people.people[person], bench.now)) return refusalOf('left')
  if (!Object.keys(bench.people.people).some(isFree)) return refusalOf('no-reviewer')
  return out.get(person) ?? refusalOf('wrong-role', details)
}

const RULES: Bench['parts'] = [{ kinds: ['rules'] }]

/** Whoever had a hand in it, and which. */
function ruledOut(bench: Bench, change: Change, details: Details): ReadonlyMap<string, Refusal> {
  const out = new Map<string, Refusal>()
  const { counted } = countVotes(bench, coverage(bench).rules).tally
  // Whoever has lost the role since approved it all the same.
  const approved = [...(change.verdict?.by ?? []), ...counted.map(({ person }) => person)]
  for (const person of approved) out.set(person, refusalOf('approved-it', details))
  for (const [person, why] of excluded(bench)) out.set(person, refusalOf(why, details))
  const { by = '', account = by } = change.merged ?? {}
  for (const person of peopleBehind(bench.people, by, [account])) out.set(person, refusalOf('merged-it', details))
  return out
}

/**
 * Why nobody can be ruled out. A list of people can be mended; what is in force cannot be committed anew, and so the
 * process owner answers for it.
 */
function doubt(bench: Bench, isOwner: boolean): Refusal | undefined {
  const known = { people: bench.people, authors: authorsOf(bench) }
  const code = unknownAuthor(known)
  if (code === undefined) return undefined
  if (code === 'unlisted-author') return refusalOf(code, authorDetails(known))
  return isOwner ? undefined : { ...refusalOf(code), fix: says.approvalMayReview.owners }
}

/** Of what was merged unread all that is known is who opened it. */
function authorsOf({ authors, askedBy }: Bench): Bench['authors'] {
  const [, id] = /^github:(\d+)$/.exec(askedBy) ?? []
  return authors.length > 0 || id === undefined ? authors : [{ github: Number(id), role: 'opener' }]
}
