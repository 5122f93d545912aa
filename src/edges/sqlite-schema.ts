import type { Generated } from 'kysely'

/** Times are milliseconds since 1970, bodies are text, truth is 0 or 1: the same columns in SQLite and PostgreSQL. */
export interface Tables {
  readonly events: EventTable
  readonly subjects: SubjectTable
  readonly keys: { key: string; subject: string; open: number }
  /** Which models a subject is about. */
  readonly mentions: { model: string; subject: string }
  readonly inbox: InboxTable
  readonly jobs: JobTable
  readonly leases: { name: string; holder: string; fence: number; until: number }
}

/** Readings live in a file of their own, for they are many and can be read from their sources again. */
export interface ReadingTables {
  readonly readings: ReadingTable
  readonly series: SeriesTable
  readonly input_windows: InputWindowTable
}

interface EventTable {
  /** The order of committing. */
  id: Generated<number>
  subject: string
  /** 1 for the first, so that the last one is how many there are. */
  seq: number
  at: number
  type: string
  by: string
  body: string
}

interface SubjectTable {
  subject: string
  kind: string
  seq: number
  /** Id of its first event: what was begun first stands last in lists. */
  first: number
  opened_at: number
  changed_at: number
  model: string
  state: string
  open: number
}

interface Leased {
  id: Generated<number>
  /** Done messages stay, to be known when they come again; done jobs go. A dead one rests until it is due. */
  state: 'waiting' | 'leased' | 'done' | 'dead'
  /** When it may be taken: for a leased one the end of its lease. */
  due: number
  holder: string | null
  /** Goes up with every take, so that who lost a lease can be told from who has it. */
  fence: number
  tries: number
  why: string | null
  /** What would mend it, and since when it has failed; both null unless its last try did. */
  fix: string | null
  failing_since: number | null
  /** 1 where nobody waits for it. */
  later: Generated<number>
}

interface InboxTable extends Leased {
  delivery: string
  meaning: string | null
  fold: string | null
  flow: string
  body: string
  at: number
}

interface JobTable extends Leased {
  key: string
  effect: string
  subject: string
  body: string
  /** Asked for while it ran: when to run once more. */
  again: number | null
}

interface ReadingTable {
  model: string
  kpi: string
  segment: string
  version: string
  start_at: number
  end_at: number
  value: number
  n: number
  available: number
  /** The number of the batch that wrote it last: each is greater than those before. */
  kept: number
}

/** That there are readings of a KPI, segment and version, so that nobody walks along them to know it. */
interface SeriesTable {
  model: string
  kpi: string
  segment: string
  version: string
  /** The number of the batch that wrote its first readings, and the oldest of those. */
  begun: number
  start_at: number
  n: number
}

/** What stands behind a reading of drift. */
interface InputWindowTable {
  model: string
  kpi: string
  start_at: number
  end_at: number
  available: number
  /** JSON: how it was measured, and each column. Nobody asks for one column alone. */
  found: string
}
