import type { Retraining } from './operation.ts'
import { HOUR_MS } from './period.ts'

/** What asks for a training by itself, where the file of the model lets it. */
export type Trigger = 'schedule' | 'new-data'

/** What the age of a version is counted from: the end of the data it learnt from, its gates, or when it was seen to run. */
export interface Dated {
  readonly is: 'trained' | 'passed' | 'runs'
  /** A day, or a time. */
  readonly on: string
}

/** Rows of one period, of the version that runs. */
export interface Rows {
  readonly start: string
  readonly end: string
  readonly n: number
}

export interface TrainingQuestion {
  readonly retraining: Pick<Retraining, 'triggers' | 'schedule' | 'newData' | 'coolDownDays' | 'mostPerQuarter'> & {
    readonly requests?: readonly { readonly on: string }[]
  }
  /** Undefined: neither the file nor the record says how old what runs is. */
  readonly dated: Dated | undefined
  /** Of the query that `newData` names. */
  readonly rows: readonly Rows[]
  /** When Kedge last asked by itself, whatever came of it. */
  readonly asked?: string
  readonly onHold: boolean
  /** Another change of the model is on its way. */
  readonly busy: boolean
  readonly now: Date
}

export const NO_TRAINING_NOW = ['not-due', 'on-hold', 'change-open', 'cooling-down', 'most-reached'] as const
export type NoTrainingNow = (typeof NO_TRAINING_NOW)[number]
/** Of a schedule that has fallen due. */
export type NoTrainingThen = Exclude<NoTrainingNow, 'not-due'>

export type Training =
  | { readonly is: 'due'; readonly trigger: 'schedule'; readonly since: Since; readonly everyDays: number }
  | { readonly is: 'due'; readonly trigger: 'new-data'; readonly since: Since; readonly rows: number }
  | { readonly is: 'left'; readonly why: NoTrainingNow }
  /** Nobody can say how old it is: `toCome` is a day in the file that is still to come. */
  | { readonly is: 'unsure'; readonly toCome?: string; readonly at?: Dated['is'] | 'requests' }

type Unsure = Extract<Training, { readonly is: 'unsure' }>

interface Counted {
  readonly since: Since
  /** When Kedge asked by itself, if it did. */
  readonly asked: readonly string[]
}

/** From when days and rows are counted; `asked`: a training was asked for since. */
export type Since = Dated | { readonly is: 'asked'; readonly on: string }

const DAY_MS = 24 * HOUR_MS
const QUARTER_DAYS = 92
/** A clock that jumps back by less than this makes no day of a file wrong. */
const JUMP_MS = 2 * DAY_MS

/**
 * Whether a training is asked for by itself now. A day that is still to come is no day to count from: who wrote it has to mend
 * it, since a version that never grows old would never be trained anew.
 */
export function decideTraining(question: TrainingQuestion): Training {
  const { retraining, now } = question
  if (question.onHold) return { is: 'left', why: 'on-hold' }
  const counted = countedFrom(question)
  if ('is' in counted) return counted
  const { since, asked } = counted
  const due = dueNow(question, since)
  if (due === undefined) return { is: 'left', why: 'not-due' }
  // Also what was denied was asked for: a count of rows that is too small is one pull request a day at the most.
  const rest = Math.max(retraining.coolDownDays ?? 0, 1)
  const isEarly = asked.some(on => daysSince(on, now) < rest)
  const why = question.busy ? 'change-open' : isEarly ? 'cooling-down' : whyNotTrain(retraining, now)
  return why === undefined ? due : { is: 'left', why }
}

export interface DueOn {
  readonly is: 'on'
  readonly at: Date
  /** Why nothing is asked for all the same, then or now that it is over. */
  readonly not?: NoTrainingThen
}

/** When the schedule falls due by what is known now, or that nobody can say; undefined where it asks for nothing. */
export function scheduleDue(question: TrainingQuestion): Unsure | DueOn | undefined {
  const { triggers = [], schedule } = question.retraining
  if (!triggers.includes('schedule') || schedule === undefined) return undefined
  const counted = countedFrom(question)
  if ('is' in counted) return counted
  const at = new Date(fromOf(counted.since) + schedule.everyDays * DAY_MS)
  const isOver = at <= question.now
  // What is on its way now may be over by then.
  const then = decideTraining({ ...question, busy: question.busy && isOver, now: isOver ? question.now : at })
  return { is: 'on', at, ...(then.is === 'left' && then.why !== 'not-due' && { not: then.why }) }
}

function countedFrom({ dated, retraining, now, asked: last }: TrainingQuestion): Unsure | Counted {
  if (dated === undefined) return { is: 'unsure' }
  const requests = (retraining.requests ?? []).map(({ on }) => on)
  const isToCome = (on: string) => Date.parse(on) - now.getTime() > JUMP_MS
  if (isToCome(dated.on)) return { is: 'unsure', toCome: dated.on, at: dated.is }
  const wrong = requests.find(isToCome)
  if (wrong !== undefined) return { is: 'unsure', toCome: wrong, at: 'requests' }
  // What Kedge noted under a clock that was years ahead is not waited for.
  const asked = last !== undefined && !isToCome(last) ? [last] : []
  return { since: newest(dated, [...requests, ...asked]), asked }
}

function newest(dated: Dated, asked: readonly string[]): Since {
  const last = [...asked].sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1)
  return last !== undefined && Date.parse(last) >= fromOf(dated) ? { is: 'asked', on: last } : dated
}

/** What it learnt from a day is known only when that day is over. */
const fromOf = ({ is, on }: Since) => Date.parse(on) + (is === 'trained' ? DAY_MS : 0)

function dueNow(
  { retraining, rows, now }: TrainingQuestion,
  since: Since,
): Extract<Training, { is: 'due' }> | undefined {
  const { triggers = [], schedule, newData } = retraining
  const from = fromOf(since)
  if (triggers.includes('schedule') && schedule && now.getTime() - from >= schedule.everyDays * DAY_MS)
    return { is: 'due', trigger: 'schedule', since, everyDays: schedule.everyDays }
  if (!triggers.includes('new-data') || !newData) return undefined
  const came = rows.filter(({ start, end }) => Date.parse(start) >= from && Date.parse(end) <= now.getTime())
  const count = came.reduce((all, { n }) => all + n, 0)
  return count >= newData.rows ? { is: 'due', trigger: 'new-data', since, rows: count } : undefined
}

/** What the model says of its own trainings holds for machines, whoever asked for the last one. */
export function whyNotTrain(
  { coolDownDays = 0, mostPerQuarter, requests = [] }: TrainingQuestion['retraining'],
  now: Date,
): 'cooling-down' | 'most-reached' | undefined {
  const days = requests.map(({ on }) => daysSince(on, now))
  if (days.some(it => it < coolDownDays)) return 'cooling-down'
  const most = mostPerQuarter ?? Number.POSITIVE_INFINITY
  return days.filter(it => it < QUARTER_DAYS).length >= most ? 'most-reached' : undefined
}

const daysSince = (iso: string, now: Date) => (now.getTime() - Date.parse(iso)) / DAY_MS
