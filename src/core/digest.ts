/** What a digest says, as plain data: flows gather it, reports put it in words. */
import type { Case } from './case.ts'
import type { Change } from './change-state.ts'
import type { DelayReason } from './delay-reason.ts'
import type { Drop } from './drop.ts'
import type { Event } from './event.ts'
import type { Bodies } from './event-bodies.ts'
import type { Kpi } from './kpi.ts'
import type { Model } from './model.ts'
import { isCalm } from './model-calm.ts'
import type { Portfolio } from './portfolio.ts'
import { overdueInFiles } from './portfolio-overdue.ts'
import type { Sighting } from './sighting.ts'
import type { Trend } from './trend.ts'
import type { Trouble } from './trouble.ts'
import type { Waits } from './waits.ts'

export type Audience = 'operations' | 'business' | 'compliance' | 'executive'

/** Those who answer for all of it. */
export const isOverview = (audience: Audience) => audience === 'compliance' || audience === 'executive'

/** How one model stands now. */
export interface ModelNews {
  readonly model: Model
  /** It serves, or nothing says that it does not: neither its stage nor a hold before that. */
  readonly serves: boolean
  /** What runs, as observed; left out: nobody has looked yet. */
  readonly runs?: string
  /** Business first. */
  readonly trends: readonly Trend[]
  /** Watched by themselves, and without data. */
  readonly silent: readonly SilentPart[]
  readonly open?: Case
  /** Rules about models that it does not keep, by policy. */
  readonly broken: readonly string[]
  /** Names of KPIs that are warned of. */
  readonly warned: readonly string[]
  /** On their way, as far as they may be shown there. */
  readonly changes: readonly Change[]
}

/** A part of a KPI that gets no readings: a segment, a version. */
export interface SilentPart {
  readonly kpi: Kpi
  readonly of: string
  readonly isSegment: boolean
  /** End of its newest reading, ISO; left out: there never was one. */
  readonly newest?: string
}

/** Whether its time is over, and why it takes longer as somebody said last. */
interface Lateness {
  readonly since: string
  readonly late: boolean
  readonly why?: { readonly reason: DelayReason; readonly says: string }
  /** Its card is in another channel than the digest, or in none yet. */
  readonly elsewhere?: { readonly channel?: string }
}

/** What waits on the channel the digest goes to, or on those in it; and elsewhere, for what this channel answers for. */
export type Waiting = Lateness &
  (
    | {
        readonly is: 'approval'
        readonly change: Change
        readonly missing: readonly Missing[]
        /** Why it does not go on by itself, and what to do: it is over or denied, a rule or GitHub says no, people merge it. */
        readonly stands?: {
          readonly says: string
          readonly fix: string
          readonly denied?: { readonly by: string; readonly because?: string }
        }
      }
    | { readonly is: 'case'; readonly it: Case; readonly model: Model; readonly asked?: Change }
    | { readonly is: 'review'; readonly change: Change }
    | { readonly is: 'delivery'; readonly change: Change; readonly by: readonly string[] }
    | { readonly is: 'drop'; readonly it: Drop }
    | { readonly is: 'sighting'; readonly it: Sighting; readonly asks: readonly string[] }
  )

export interface Missing {
  readonly role: string
  readonly people: readonly string[]
}

/** Something that happened since the last digest, and what it is about. */
export interface Happening {
  readonly event: Event
  /** Of those the digest is of; none where it is about no model, as rules are. */
  readonly models: readonly Model[]
  readonly change?: Change
  readonly trouble?: Trouble
  /** What is warned of, or was: the event of its end does not say it. */
  readonly kpi?: string
}

export interface DigestFacts {
  readonly channel: string
  /** Of its policy, where it is posted: by it a clone finds what the numbers are of. */
  readonly id?: string
  readonly audience: Audience
  /** Of the place it is for: days are counted there. */
  readonly timeZone: string
  /** What happened since then is news. */
  readonly since: string
  readonly now: string
  /** The day it was due, of one that is posted: it may come late. */
  readonly period?: string
  /** Of the main branch, as the rules were read. */
  readonly commit: string
  readonly models: readonly ModelNews[]
  readonly waiting: readonly Waiting[]
  /** Oldest first. */
  readonly happened: readonly Happening[]
  /** What Kedge itself cannot do, as far as it may be told there. */
  readonly troubles: readonly Trouble[]
  readonly waits: Waits
  /** All models of it together. */
  readonly portfolio: Portfolio
  /** Nothing stands otherwise than in the one that was posted there before. */
  readonly isUnchanged?: true
}

/**
 * Nothing happened, nothing is open or beyond its limit, nothing waits or is overdue, all data is there, and what runs was
 * seen and is what is wanted.
 */
export function isQuiet({ audience, models, waiting, happened, troubles, portfolio }: DigestFacts): boolean {
  const overdue = isOverview(audience) ? overdueInFiles(portfolio) : 0
  return waiting.length + happened.length + troubles.length + overdue === 0 && models.every(isCalm)
}

/** What a digest of a policy is called among what is kept. */
export const digestSubject = (id: string) => `digest/${id}`

/** What was told of one digest: the fold over its few events. */
export interface Told {
  /** The newest that is to be told, or was. */
  readonly due?: Bodies['digest.due']
  readonly posted?: Bodies['digest.posted']
}

export function toldFrom(events: readonly Event[]): Told {
  let told: Told = {}
  for (const { type, body } of events) {
    if (type === 'digest.due') told = { ...told, due: body }
    if (type === 'digest.posted') told = { ...told, posted: body }
  }
  return told
}

/** Up to when a channel was told; undefined where the last one went elsewhere, or its moment is not on record. */
export const heardUpTo = ({ posted }: Told, channel: string): string | undefined =>
  posted?.channel === channel ? posted.drawn : undefined

/** Whether a channel heard of a period as this audience; a record from before audiences were kept counts for each. */
export function isHeard(events: readonly Event[], of: { channel: string; audience: string; period: string }): boolean {
  return events.some(
    ({ type, body }) =>
      type === 'digest.posted' &&
      body.channel === of.channel &&
      body.period === of.period &&
      (body.audience ?? of.audience) === of.audience,
  )
}
