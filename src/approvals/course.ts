import type { Against } from '../core/held-against.ts'
import type { Author } from '../core/sealing.ts'
import type { StoryAuthor } from '../core/story.ts'
import type { StoryAnswer, StoryEvent } from '../core/story-event.ts'
import type { Bench, Vote } from './approval.ts'

/** What the rules answered, from when. */
export interface Judging {
  readonly at: string
  readonly answers: readonly StoryAnswer[]
}

/** Where a change stands after some events. */
export interface Course {
  readonly seal: string
  readonly pull: Bench['pull']
  /** ISO. */
  readonly mergedAt?: string
  readonly pushed: readonly string[]
  /** ISO, when people were last asked anew. */
  readonly pushedAt?: string
  readonly votes: readonly Vote[]
  /** Rules that are held against it. */
  readonly against: Against
  /** All that the rules answered, oldest first. */
  readonly judgings: readonly Judging[]
  /** Roles that were lost or won, in order. Without a role: all are lost. */
  readonly moves: readonly { readonly person: string; readonly lost: boolean; readonly role?: string }[]
}

const VOTES: readonly StoryEvent['does'][] = ['approve', 'deny', 'withdraw']

/** Goes through what happened. `moment` says when in ISO; what comes after `now` has not happened, but for votes: they say so. */
export function courseOf(
  events: readonly StoryEvent[],
  seal: string,
  moment: (event: StoryEvent) => string,
  now: Date,
): Course {
  const pull: Course['pull'] = { state: 'open', draft: false }
  let course: Course = { seal, pull, pushed: [], votes: [], against: [], judgings: [], moves: [] }
  for (const event of events) {
    const at = moment(event)
    if (VOTES.includes(event.does) || Date.parse(at) <= now.getTime())
      course = { ...course, ...after(course, event, at) }
  }
  return course
}

function after(was: Course, event: StoryEvent, at: string): Partial<Course> {
  const { by, does, role } = event
  // What is merged was decided as it stood then; whoever speaks afterwards is told so.
  if (was.mergedAt !== undefined && !VOTES.includes(does)) return {}
  switch (does) {
    case 'approve':
    case 'deny':
    case 'withdraw':
      return { votes: [...was.votes, voteOf(was, event, does, at)] }
    case 'push':
      return { seal: event.seal ?? `${was.seal}+`, pushed: [...was.pushed, by], pushedAt: at }
    case 'move':
      return { seal: event.seal ?? `${was.seal}~`, pushedAt: at }
    case 'retarget': {
      const pull = { ...was.pull, elsewhere: true as const }
      return { ...onOtherBase(was), seal: event.seal ?? `${was.seal}>`, pull, pushedAt: at }
    }
    case 'return': {
      const { elsewhere: _, ...pull } = was.pull
      return { ...onOtherBase(was), seal: event.seal ?? was.seal.replaceAll('>', ''), pull, pushedAt: at }
    }
    case 'close':
      return { pull: { ...was.pull, state: 'closed', closedAt: at } }
    case 'merge':
      return { pull: { ...was.pull, state: 'merged' }, mergedAt: at }
    case 'reopen':
      return { pull: { ...was.pull, state: 'open', ...(was.pull.state === 'closed' && { closedAt: at }) } }
    case 'draft':
    case 'ready':
      return { pull: { ...was.pull, draft: does === 'draft' } }
    case 'warn':
    case 'calm': {
      const others = was.against.filter(rule => rule !== by)
      return { against: does === 'warn' ? [...others, by] : others }
    }
    case 'judge':
      return { judgings: [...was.judgings, { at, answers: event.answers ?? [] }] }
    case 'leave':
    case 'join':
      return { moves: [...was.moves, { person: by, lost: does === 'leave', ...(role !== undefined && { role }) }] }
  }
}

/** Nobody approved what another base makes of it, also when it comes back to the first; a denial is no yes by that. */
function onOtherBase({ votes }: Course): Pick<Course, 'votes'> {
  return { votes: votes.map(vote => (vote.is === 'approve' ? { lapsed: 'base', ...vote } : vote)) }
}

function voteOf(was: Course, event: StoryEvent, does: 'approve' | 'deny' | 'withdraw', at: string): Vote {
  const { by, of, account, because, lapsed = lapseOf(was, at) } = event
  const door = event.via ?? 'slack'
  return {
    person: of ?? by,
    by,
    door,
    is: does === 'withdraw' ? 'withdrawn' : does,
    seal: event.seal ?? was.seal,
    at,
    known: was.against,
    ...(account !== undefined && { account }),
    // Slack refuses it on the spot; a review given on GitHub is found there later.
    ...(lapsed && { lapsed }),
    ...(because !== undefined && { because }),
  }
}

/** After the end nobody votes; what was said before it counts, however late it is heard of. */
function lapseOf({ pull, mergedAt }: Course, at: string): Vote['lapsed'] {
  if (mergedAt !== undefined && !(Date.parse(at) < Date.parse(mergedAt))) return 'merged'
  return pull.draft ? 'draft' : undefined
}

/** Authors by their names: `id` finds the number of the GitHub account. */
export function authorsOf(
  names: readonly StoryAuthor[],
  pushed: readonly string[],
  id: (name: string) => number,
): readonly Author[] {
  const author =
    (role: Author['role']) =>
    (name: StoryAuthor): Author => {
      if (typeof name !== 'string') return { role, ...name }
      if (name === 'unlinked') return { role }
      return { github: id(name), role, ...(name === 'kedge' && { machine: true }) }
    }
  return [...names.map(author('author')), ...pushed.map(author('pusher'))]
}
