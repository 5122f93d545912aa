import { type Details, type ReasonCode, refusalOf } from '../core/reason.ts'
import { says } from '../words/says.ts'
import { accountState } from './account-state.ts'
import type { ApprovalsRule, Bench, Door, Slot, Tally, Vote } from './approval.ts'
import { type Fits, match, type Places, reachable } from './matching.ts'
import { accountOf, excluded, fitsSlot, sees, slotsOf } from './slots.ts'
import { notKnown, standingVotes, type Word } from './standing-votes.ts'

export interface Count {
  readonly tally: Tally
  /** The first denial that stands. */
  readonly denial: Vote | undefined
  /** Whether the open slots could all be filled by people who have not spoken yet. */
  readonly fillable: boolean
}

/** Counts people, not votes: as many slots as possible are filled, one person each. */
export function countVotes(bench: Bench, rules: readonly ApprovalsRule[]): Count {
  const slots = slotsOf(rules, bench.askedAt)
  const { words, ignored } = standingVotes(bench, slots)
  const approvers = approversOf(words)
  const fits: Fits = (p, s) => approvalFor(bench, words, approvers[p], slots[s]) !== undefined
  const places = match(approvers.length, slots.length, fits)
  const everyone = [...approvers, ...candidates(bench, words, approvers)]
  const could: Fits = (p, s) => fits(p, s) || couldFill(bench, everyone[p], slots[s])
  const missing = slots.filter((_, s) => places[s] === undefined)
  const seats = seatsOf(bench, words, slots, places, approvers)
  const codes = new Map([...ignored, ...spare(words, approvers, seats)])
  const tally: Tally = {
    rules: rules.map(rule => rule.id),
    slots,
    counted: seats.map(({ person, slot }) => ({ person, slot })),
    ignored: told(bench, codes, missing),
    missing,
    // What is merged nobody is asked for any more.
    ask:
      bench.pull.state === 'merged'
        ? []
        : asking(slots, places, everyone, (p, s) => (places.includes(p) ? fits(p, s) : could(p, s))),
  }
  const denial = [...words.values()]
    .flatMap(word => (word.denial === undefined ? [] : [word.denial]))
    .sort((a, b) => a - b)[0]
  return {
    tally,
    denial: denial === undefined ? undefined : bench.votes[denial],
    fillable: !match(everyone.length, slots.length, could).includes(undefined),
  }
}

/** In the order of their approvals, so that whoever came first keeps a slot. */
function approversOf(words: ReadonlyMap<string, Word>): string[] {
  const first = (person: string) => words.get(person)?.approvals[0] ?? 0
  return [...words.keys()].filter(person => words.get(person)?.approvals.length).sort((a, b) => first(a) - first(b))
}

function approvalFor(
  bench: Bench,
  words: ReadonlyMap<string, Word>,
  person: string | undefined,
  slot: Slot | undefined,
) {
  if (person === undefined || slot === undefined) return undefined
  return words.get(person)?.approvals.find(i => {
    const vote = bench.votes[i]
    return vote !== undefined && fitsSlot(slot, bench.people, person, vote.door, Date.parse(vote.at))
  })
}

/** People who have not approved, are not ruled out, and not against it. */
function candidates(bench: Bench, words: ReadonlyMap<string, Word>, approvers: readonly string[]): string[] {
  const out = excluded(bench)
  return Object.keys(bench.people.people)
    .filter(
      person =>
        !out.has(person) &&
        sees(bench, person) &&
        !approvers.includes(person) &&
        words.get(person)?.denial === undefined,
    )
    .sort()
}

/** Whether this person could fill the slot by voting now, by a door they have an account for. */
function couldFill(bench: Bench, person: string | undefined, slot: Slot | undefined): boolean {
  if (person === undefined || slot === undefined) return false
  return doorsOf(bench, person).some(door => fitsSlot(slot, bench.people, person, door, bench.now.getTime()))
}

function doorsOf(bench: Bench, person: string): Door[] {
  return (['slack', 'github'] as const).filter(door => {
    const isKnown = accountOf(bench.people, person, door) !== undefined
    return isKnown && (accountState(bench, person, door) ?? 'person') === 'person'
  })
}

interface Seat {
  readonly person: string
  readonly slot: Slot
  readonly vote: number
}

function seatsOf(
  bench: Bench,
  words: ReadonlyMap<string, Word>,
  slots: readonly Slot[],
  places: Places,
  approvers: readonly string[],
) {
  return places.flatMap((p, s): Seat[] => {
    const [person, slot] = [p === undefined ? undefined : approvers[p], slots[s]]
    const vote = approvalFor(bench, words, person, slot)
    return person === undefined || slot === undefined || vote === undefined ? [] : [{ person, slot, vote }]
  })
}

/** Approvals that stand and fill no slot: a second one of the same person, or one that nobody waits for. */
function spare(
  words: ReadonlyMap<string, Word>,
  approvers: readonly string[],
  seats: readonly Seat[],
): [number, ReasonCode][] {
  return approvers.flatMap(person => {
    const seat = seats.find(one => one.person === person)
    const rest = (words.get(person)?.approvals ?? []).filter(i => i !== seat?.vote)
    return rest.map((i): [number, ReasonCode] => [i, seat ? 'already-counted' : 'not-needed'])
  })
}

function told(bench: Bench, codes: ReadonlyMap<number, ReasonCode>, missing: readonly Slot[]): Tally['ignored'] {
  return [...codes]
    .sort(([a], [b]) => a - b)
    .map(([vote, code]) => {
      const { person = '', ...given } = bench.votes[vote] ?? {}
      const rules = code === 'answered-worse' ? says.figures.listWords(notKnown(bench, given)) : ''
      return { vote, person, ...refusalOf(code, { ...detailsOf(missing), ...againOf(bench), ...(rules && { rules }) }) }
    })
}

/** Roles, not names: these words are kept in the record. */
export function detailsOf(missing: readonly Slot[]): Details {
  const [slot] = missing
  if (slot === undefined) return {}
  const doors = [...new Set(missing.flatMap(({ via }) => via ?? []))]
  return {
    who: says.approvalTally.somebody(rolesWords(missing, 'or')),
    deadline: says.figures.minuteWords(slot.deadline),
    slots: rolesWords(missing),
    ...(doors.length > 0 && { door: says.approvalTally.doors(doors) }),
  }
}

/** A pull request of somebody’s own is not asked for: it is asked anew by what is pushed to it. */
export function againOf({ ownPull }: Pick<Bench, 'ownPull'>): Details {
  return ownPull ? { again: says.approvalTally.pushAgain } : {}
}

export function rolesWords(slots: readonly Slot[], last: 'and' | 'or' = 'and'): string {
  return says.figures.listWords([...new Set(slots.map(slot => slot.role))], last)
}

/** For each open slot, who could fill it by voting now, perhaps by somebody else moving over. */
function asking(slots: readonly Slot[], places: Places, everyone: readonly string[], fits: Fits): Tally['ask'] {
  const reach = everyone.map((_, p) => (places.includes(p) ? undefined : reachable(p, places, fits)))
  return slots.flatMap((slot, s) =>
    places[s] === undefined ? [{ slot, people: everyone.filter((_, p) => reach[p]?.has(s)) }] : [],
  )
}
