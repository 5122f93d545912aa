import { type Change, changeFrom, sealOf } from '../core/change-state.ts'
import type { Event } from '../core/event.ts'
import { type People, personByGithub } from '../core/people.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Author } from '../core/sealing.ts'
import type { StoryAnswer, StoryEvent } from '../core/story-event.ts'
import type { Decision } from './recorded-decision.ts'

/** What happened, in the order Kedge heard of it: votes, pushes and other moves, what the rules answered, and the end. */
export function recordedEvents(
  events: readonly Event[],
  { known, verdict, now }: Decision,
  people: People,
): readonly StoryEvent[] {
  const change = changeFrom(known) as Change
  const told = known.flatMap((event): StoryEvent[] => {
    switch (event.type) {
      case 'change.voted':
        return [voteOf(change.votes.find(({ seq }) => seq === event.seq) ?? event)]
      case 'change.sealed':
        return moveOf(change, event, people)
      case 'change.judged':
        return [{ by: 'kedge', does: 'judge', at: event.at, answers: event.body.findings.flatMap(answerOf) }]
      default:
        return []
    }
  })
  const draft: StoryEvent[] = verdict?.draft ? [{ by: 'kedge', does: 'draft', at: now }] : []
  return [...told, ...draft, ...endOf(events)]
}

function voteOf({ by, at, body }: Event<'change.voted'>): StoryEvent {
  const { person, account, door, is, seal, because, given, lapsed } = body
  return {
    by,
    does: is === 'withdrawn' ? 'withdraw' : is,
    ...(person !== by && { of: person }),
    via: door,
    at: given ?? at,
    seal,
    ...(account !== undefined && { account }),
    ...(because !== undefined && { because }),
    ...(lapsed && { lapsed }),
  }
}

/** What people were shown first is said of the change; a clock of its own begins with it where a person opened it. */
function moveOf(change: Change, { at, body }: Event<'change.sealed'>, people: People): StoryEvent[] {
  const place = change.seals.findIndex(seal => seal.body === body)
  const before = change.seals[place - 1]?.body
  const moved = (does: StoryEvent['does'], by = 'kedge'): StoryEvent[] => [{ by, does, at, seal: body.seal }]
  const base = before === undefined ? change.pull?.base : before.pins.base
  if (base !== undefined && base !== body.pins.base)
    return moved(body.pins.base === change.pull?.base ? 'return' : 'retarget')
  if (before === undefined) return at === change.asked.at || change.request.door !== 'repository' ? [] : moved('move')
  if (before.pins.head === body.pins.head) return moved('move')
  return moved('push', pusherOf(before.authors, body.authors, sealOf(change)?.body.authors ?? [], people))
}

/** Who has a hand in it since; whoever has none any more in the end is not made one who has by this. */
function pusherOf(before: readonly Author[], now: readonly Author[], last: readonly Author[], people: People): string {
  const isNew = ({ github, role }: Author) => !before.some(it => it.github === github && it.role === role)
  const others = now.filter(({ machine, github }) => !machine && last.some(it => it.github === github))
  const found = others.findLast(isNew) ?? others.findLast(({ role }) => role !== 'opener')
  if (found === undefined) return 'kedge'
  const { github } = found
  return github === undefined ? 'unlinked' : (personByGithub(people, github) ?? `github:${github}`)
}

/** What is kept, waived or has nothing to do with it holds nobody up. */
function answerOf(finding: PlannedFinding): StoryAnswer[] {
  const { policy, model, outcome, severity, blocks, because, fix, trace } = finding
  if (outcome !== 'fail' && outcome !== 'unknown') return []
  return [{ policy, model, outcome, severity, blocks, because, fix, trace: [...trace] }]
}

function endOf(events: readonly Event[]): StoryEvent[] {
  const end = events.find(({ type }) => type === 'change.merged' || type === 'change.closed')
  if (end?.type === 'change.merged') {
    const { by, account, mergedAt } = end.body
    return [{ by, does: 'merge', at: mergedAt ?? end.at, ...(account !== undefined && { account }) }]
  }
  if (end?.type !== 'change.closed') return []
  return [{ by: end.by, does: 'close', at: end.at, because: end.body.says }]
}
