/** What the Home of the app says to one person, as plain data: a flow gathers it, a report puts it in words. */
import type { Case } from './case.ts'
import type { Change } from './change-state.ts'
import type { Task } from './change-tasks.ts'
import type { Audience } from './digest.ts'
import type { Drop } from './drop.ts'
import { type CaseOfModel, gravestFirst } from './gravity.ts'
import type { Model } from './model.ts'
import type { Sighting } from './sighting.ts'
import { isSnoozed } from './snooze.ts'

/** `deniedBy`: who said no, where `says` is that; `isOthers`: who asked is a playbook, or not here. */
export interface StuckChange {
  readonly is: 'stuck'
  readonly it: Change
  readonly says: string
  readonly fix: string
  readonly deniedBy?: string
  readonly isOthers?: true
}

/** What stands in the way of its merge, in the words of whoever does. */
export interface UnmergedChange {
  readonly is: 'unmerged'
  readonly it: Change
  readonly says: string
  readonly fix: string
}

/** `warned`: names of KPIs that are warned of. */
export interface OwnModel {
  readonly model: Model
  readonly warned: readonly string[]
  readonly runs?: string
  readonly open?: Case
}

/** `untouched`: nothing that stands was done or asked for; `unanswered`: it is late that somebody looks after it. */
export interface OwnCase extends CaseOfModel {
  readonly untouched: boolean
  readonly unanswered: boolean
}

/** What sleeps waits for nobody; what a playbook asked for is something, and answers nobody all the same. */
export function waitsForOwner({ it, untouched, unanswered }: OwnCase, now: Date): boolean {
  return (untouched || unanswered) && !isSnoozed(it, now)
}

/** What is to be counted comes before what is only to be known: a list may be cut. */
export function waitingFirst(cases: readonly OwnCase[], now: Date): readonly OwnCase[] {
  const waits = (one: OwnCase) => Number(waitsForOwner(one, now))
  return gravestFirst(cases, now).toSorted((a, b) => waits(b) - waits(a))
}

export interface HomeFacts {
  readonly now: string
  /** Where the card of each change, case and drop stands, by its id; of those that have one. */
  readonly links: Readonly<Record<string, string>>
  /** Ids of the changes and cases that are late by what was promised, and still wait. */
  readonly late: readonly string[]
  /** Changes that wait for this person’s word, the oldest first. */
  readonly approvals: readonly Change[]
  /** What they asked for, or answer for, and nobody can approve as it stands: why, and what they can do. */
  readonly stuck: readonly StuckChange[]
  /** Approved, and left to people to merge: to them, who asked for it; the oldest first. */
  readonly merges: readonly Change[]
  /** What they asked for, approved, which Kedge would merge and could not when it tried last. */
  readonly unmerged: readonly UnmergedChange[]
  /** What they bring to where it runs by hand, and nobody said is there. */
  readonly deliveries: readonly { readonly it: Change; readonly task: Task; readonly since: string }[]
  /** Dropped files of readings that an owner looks at; the oldest first. */
  readonly drops: readonly { readonly it: Drop; readonly since: string }[]
  /** What is in force and they may look at. */
  readonly reviews: readonly Change[]
  /** Open cases that are theirs: first those that wait for them, and of those the gravest. */
  readonly cases: readonly OwnCase[]
  /** Models in use that nobody registered, where they are asked about those; the oldest first. */
  readonly sightings: readonly Sighting[]
  /** Models they own, or stand in for; those with an open case first. */
  readonly models: readonly OwnModel[]
  /** The next digests of channels that are told of a model they may see, the soonest first. */
  readonly digests: readonly {
    readonly audience: Audience
    readonly channel: string
    readonly at: string
    readonly timeZone: string
  }[]
}
