import type { Event, NewEvent } from '../core/event.ts'
import type { InputWindow } from '../core/input-window.ts'
import type { Reading } from '../core/reading.ts'
import type { Series, SeriesName } from '../core/series.ts'
import type { Stuck } from '../core/trouble.ts'

/** What Kedge remembers. One implementation for SQLite; PostgreSQL will be the second (design §6). */
export interface Store {
  /** All events of a subject, oldest first. */
  events(subject: string): Promise<readonly Event[]>
  /** Events in the order they were committed, for the exporter. `id` is dense enough to go on from. */
  eventsAfter(id: number, limit: number): Promise<readonly { readonly id: number; readonly event: Event }[]>
  /** The id of the last event, and the models that those after `id` are about: whoever looked at `id` finds who is to be looked at. */
  writtenAfter(id: number): Promise<{ readonly last: number; readonly models: readonly string[] }>
  /** The `id` of one event, to go on from after a restart. */
  eventId(subject: string, seq: number): Promise<number | undefined>
  /**
   * One transaction: the events (each part only if the subject still has `seen` events), the projections made from
   * them, the jobs, and what this work came from. `moved` when somebody else wrote first: read again and decide anew.
   * `lost` when the lease on what this is the end of is somebody else’s now: what is to be done is theirs, nothing is written.
   */
  commit(batch: Batch): Promise<'done' | 'moved' | 'lost'>
  /** Projections: newest first. */
  subjects(filter: {
    kind?: 'case' | 'change' | 'digest' | 'drop' | 'model' | 'sighting' | 'trouble'
    model?: string
    /** Everything that is about this model, whether or not it belongs to it. */
    about?: string
    open?: boolean
    limit?: number
  }): Promise<readonly SubjectRow[]>
  /** The subject that owns a key (`pull:12`, `seal:ab12…`, `branch:…`). */
  find(key: string): Promise<string | undefined>

  addReadings(readings: readonly Reading[]): Promise<Added>
  /**
   * The same of what somebody sent: what comes later revises what came before, whatever the clock says. It ends when they are on
   * disk, so that whoever sent them may forget them.
   */
  keepReadings(readings: readonly Reading[]): Promise<Added>
  /** Oldest first; `end` > `since`. Also what nobody judges: there is no end to how many they are. */
  readings(of: ReadingsOf): Promise<readonly Reading[]>
  /** Of which KPIs, segments and versions of a model there are readings, in the order of these. */
  series(model: string): Promise<readonly Series[]>
  /** Of each series so many at the most, its newest; oldest first. */
  newestOf(model: string, series: readonly Wanted[], most: number): Promise<readonly Reading[]>
  /** How many readings each series has, counted no further than `most`. */
  sizesOf(model: string, series: readonly SeriesName[], most: number): Promise<readonly number[]>
  /** What is stored of the same KPIs, segments, versions and periods. */
  storedOf(readings: readonly Reading[]): Promise<readonly Reading[]>
  /** What was written after the batch `kept`, in any order, whoever wrote it; `many`: more than fit. `last` is the newest batch. */
  readingsAfter(kept: number): Promise<{ readonly last: number; readonly readings: readonly Reading[] | 'many' }>
  /** Of each KPI and version the one that ended last, of the whole; none that ended before `since`. */
  newestReadings(since: string): Promise<readonly Reading[]>
  /** What stands behind readings of drift; counted again, it is replaced where it differs. */
  keepInputs(windows: readonly InputWindow[]): Promise<void>
  /** Oldest first; `end` > `since`. */
  inputWindows(of: { model: string; since: string }): Promise<readonly InputWindow[]>

  /**
   * `seen` when this delivery, or one of the same meaning, was received before, or one of the same fold still waits.
   * `full` when as many wait as may: it is not kept, and must come again.
   */
  receive(message: Incoming): Promise<'new' | 'seen' | 'full'>
  /** Whether exactly this delivery was received, and not just another of the same meaning. */
  received(delivery: string): Promise<boolean>
  /** The oldest message that is due, leased; a lease that ran out is due again. */
  takeMessage(lease: Lease): Promise<Taken<Incoming> | undefined>
  /** The oldest job that is due, leased. Two jobs of one subject never run at once. */
  takeJob(lease: Lease): Promise<Taken<Job> | undefined>
  /** Not now: again at `until.at`. What failed keeps to it, however often it is asked for meanwhile, but `anew` by people. */
  postpone(taken: Taken<Incoming> | Taken<Job>, until: Later): Promise<void>
  /** What failed and was not done since, by what it is and by what would mend it. */
  stuck(): Promise<readonly Stuck[]>
  /** How much is not done, by what it is and how it stands. */
  work(): Promise<readonly { readonly is: 'message' | 'job'; readonly state: string; readonly count: number }[]>
  /** When the next message or job is due, so that a loop can sleep. */
  nextDue(): Promise<Date | undefined>

  /** A named lease with fencing for what must run once; undefined while somebody else holds it. */
  lease(name: string, lease: Lease): Promise<{ readonly fence: number } | undefined>
  release(name: string, by: string): Promise<void>
  close(): Promise<void>
}

export interface ReadingsOf {
  readonly model: string
  readonly kpi?: string
  readonly segment?: string
  readonly version?: string
  readonly since?: string
}

/** A series, whole or only what of it began before a moment, ISO. */
export interface Wanted extends SeriesName {
  readonly before?: string
}

/** What became of readings that were added. */
export interface Added {
  readonly fresh: number
  /** Another value or count for what was there. */
  readonly revised: number
  readonly same: number
}

export interface Batch {
  readonly at: Date
  readonly parts: readonly { readonly subject: string; readonly seen: number; readonly events: readonly NewEvent[] }[]
  readonly jobs?: readonly NewJob[]
  /** The message or job this batch is the end of, in the same transaction. */
  readonly done?: readonly (Taken<Incoming> | Taken<Job>)[]
}

/** What a subject's own events say of it, in a row to list and find it by. */
export interface Summary {
  /** The one it belongs to, or is on its way to; '' where there is none. */
  readonly model: string
  /** All that it is about, besides `model`: it is part of their history. */
  readonly about?: readonly string[]
  readonly state: string
  readonly open: boolean
  /** Two open subjects never have the same key: a batch that would make it so is `moved`. A closed one yields it. */
  readonly keys: readonly string[]
}

export interface SubjectRow extends Omit<Summary, 'about'> {
  readonly subject: string
  readonly kind: string
  readonly seq: number
  readonly openedAt: string
  readonly changedAt: string
}

/** Something that came in: kept before it is acknowledged, and done once. */
export interface Incoming {
  /** The sender's id of the delivery: `slack:<trigger>`, `github:<guid>`. */
  readonly delivery: string
  /** What it means, where two deliveries can mean the same one thing; left out: only itself. */
  readonly meaning?: string
  /** While one of this fold waits, another says nothing new: both only say where to look. */
  readonly fold?: string
  /** Nobody waits for it: people go first. */
  readonly later?: boolean
  /** Which flow takes it: `command`, `press`, `submit`, `github`. */
  readonly flow: string
  readonly body: string
  readonly at: Date
}

/**
 * The intention to tell the outside. The key makes it one: asking for the same key again while it waits changes nothing but
 * the body; asking while it runs makes it run once more afterwards.
 */
export interface NewJob {
  readonly key: string
  readonly effect: string
  readonly subject: string
  readonly body?: string
  readonly due?: Date
  /** Nobody waits for it: what people wait for goes first. */
  readonly later?: boolean
  /** A person looks at what comes of it, once each time that it is asked for: what failed is tried at once. */
  readonly anew?: true
}
export interface Job extends NewJob {
  readonly body: string
}

export interface Later {
  readonly at: Date
  readonly why: string
  /** It failed, and does not just wait for something. */
  readonly failed?: {
    readonly now: Date
    /** What would mend it. */
    readonly fix: string
    /** Given up: it rests until `at`, unless it is asked for anew. */
    readonly dead?: boolean
  }
}

export interface Lease {
  readonly by: string
  readonly now: Date
  readonly forMs: number
  /** What people wait for first, or strictly by age, so that nothing waits for ever. */
  readonly order?: 'people' | 'age'
  /** Rows the holder is still at. What takes longer than its lease, or than a jump of the clock, is not begun twice in one process. */
  readonly except?: readonly number[]
}

export type Taken<T> = {
  readonly row: number
  readonly fence: number
  readonly tries: number
  readonly is: 'message' | 'job'
} & { readonly it: T }
