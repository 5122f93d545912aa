import { type Act, type ActName, type Asking, asks, COOL_DOWN_HOURS, MOST } from './act.ts'
import type { Retraining } from './operation.ts'
import { HOUR_MS } from './period.ts'
import { whyNotTrain } from './training.ts'

/** Why a playbook does not do a thing now. */
export const NOT_NOW = [
  'snoozed',
  'not-yet',
  'in-hand',
  'change-open',
  'no-way-back',
  'no-trigger',
  'cooling-down',
  'most-reached',
] as const
export type NotNow = (typeof NOT_NOW)[number]

/** The part of a playbook that acts. */
export interface Acting {
  readonly id: string
  readonly does: readonly Act[]
  readonly when?: { readonly unactedHours: number }
  readonly coolDownHours?: number
  readonly most?: { readonly count: number; readonly perDays: number }
}

/** What a playbook did for the model, in whichever case. */
export interface Done {
  readonly case: string
  readonly playbook: string
  readonly act: ActName
  readonly at: string
}

export interface PlayQuestion {
  readonly case: string
  readonly detected: string
  /** Those that are for the model, in the order of their ids. */
  readonly playbooks: readonly Acting[]
  /** In any order: this case and those before. */
  readonly done: readonly Done[]
  readonly snoozed: boolean
  /** A person has taken the case or asked for something in it: what is asked for from now on is theirs to ask. */
  readonly inHand: boolean
  /** Changes of the model that are on their way; `training`: merged, and it goes on as it is meanwhile. */
  readonly open: readonly { readonly kind: string; readonly case?: string; readonly training?: true }[]
  /** An older version that passed its gates. */
  readonly wayBack: boolean
  /** What the model itself says of trainings. */
  readonly retraining?: Trainings
  /** What broke: a KPI, or one that measures the drift of inputs. */
  readonly of: readonly ('breach' | 'drift')[]
  readonly now: Date
}

type Trainings = Pick<Retraining, 'triggers' | 'coolDownDays' | 'mostPerQuarter'> & {
  readonly requests?: readonly { readonly on: string }[]
}

/** One act of one playbook: it is done now, or `why` it is not. */
export interface Play {
  readonly playbook: string
  readonly act: Act
  readonly why?: NotNow
}

const DAY_MS = 24 * HOUR_MS

/**
 * What follows for a case by itself now. Each act happens once a case, whichever playbook it is of. What was done a moment
 * ago is part of `done`, so looking again, also after a restart, gives what is left.
 */
export function decidePlay(question: PlayQuestion): readonly Play[] {
  const plays: Play[] = []
  let done = question.done
  for (const { book, act } of question.playbooks.flatMap(book => book.does.map(act => ({ book, act })))) {
    if (done.some(it => it.case === question.case && isSame(it, book.id, act))) continue
    const why = whyNot({ ...question, done }, book, act)
    plays.push({ playbook: book.id, act, ...(why && { why }) })
    if (!why) done = [...done, { case: question.case, playbook: book.id, act: act.act, at: question.now.toISOString() }]
  }
  return plays
}

/** Two playbooks may tell two channels; that a model is trained anew or goes back is asked for once. */
function isSame(it: Done, playbook: string, { act }: Act): boolean {
  return it.act === act && (asks(act) || it.playbook === playbook)
}

function whyNot(question: PlayQuestion, book: Acting, { act }: Act): NotNow | undefined {
  const { snoozed, now, detected } = question
  if (snoozed) return 'snoozed'
  const waitsHours = book.when?.unactedHours ?? 0
  if ((asks(act) || book.when) && question.inHand) return 'in-hand'
  if (hoursSince(detected, now) < waitsHours) return 'not-yet'
  return (asks(act) ? whyNotAsk(question, act) : undefined) ?? whyTooOften(question, book, act)
}

/** The way back waits for nothing but itself, and for what was asked for in this case. */
function whyNotAsk(question: PlayQuestion, act: Asking): NotNow | undefined {
  const isWayBack = act !== 'retrain'
  if (!isWayBack && !isTrigger(question)) return 'no-trigger'
  const inTheWay = question.open.filter(
    it => (!isWayBack || it.kind === act || it.case === question.case) && !(isWayBack && it.training),
  )
  if (inTheWay.length > 0) return 'change-open'
  if (act === 'rollback' && !question.wayBack) return 'no-way-back'
  return isWayBack ? undefined : whyNotTrain(question.retraining ?? {}, question.now)
}

/** A model that has no list leaves it to the playbook. */
const isTrigger = ({ retraining, of }: PlayQuestion) =>
  retraining?.triggers === undefined || of.some(it => retraining.triggers?.includes(it))

/**
 * What asks for changes is counted together, over all playbooks and kinds of change: so none of them answers another for
 * ever. A case is one answer, so what is done in it does not cool down what is still to do.
 */
function whyTooOften({ done, now, case: id }: PlayQuestion, book: Acting, act: ActName): NotNow | undefined {
  const alike = done.filter(it => (asks(act) ? asks(it.act) : it.playbook === book.id && it.act === act))
  const coolDownMs = (book.coolDownHours ?? COOL_DOWN_HOURS) * HOUR_MS
  const within = (it: Done, ms: number) => now.getTime() - Date.parse(it.at) < ms
  if (alike.some(it => it.case !== id && within(it, coolDownMs))) return 'cooling-down'
  const { count, perDays } = book.most ?? MOST
  return alike.filter(it => within(it, perDays * DAY_MS)).length >= count ? 'most-reached' : undefined
}

const hoursSince = (iso: string, now: Date) => (now.getTime() - Date.parse(iso)) / HOUR_MS
