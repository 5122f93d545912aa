import { isDue, type Missed, missed, type Waits } from '../core/missed.ts'
import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import type { Asked } from '../core/query-forms.ts'
import { says } from '../words/says.ts'
import { type Turns, turnsOf } from './in-turns.ts'
import type { Store } from './store.ts'
import type { Eyes, Onlooker } from './world.ts'

/** So many questions are on their way over one connection at a time; as many without an answer in a row shut it. */
const ABREAST = 4
const MINUTE_MS = 60_000
/** How long what gave no answer rests: a whole connection, and one question. */
const SOURCE: Waits = { firstMs: 2 * MINUTE_MS, mostMs: 4 * MINUTE_MS }
const QUESTION: Waits = { firstMs: 4 * MINUTE_MS, mostMs: 8 * MINUTE_MS }

/** Not asked: what it would be asked of gave others no answer. That was logged when they asked. */
export class Unasked extends OutsideError {}

interface Silence extends Missed {
  readonly error: unknown
}
/** What gave no answer when it was asked last: connections by name, questions by what they ask. */
interface Silences {
  readonly sources: Map<string, Silence>
  readonly questions: Map<string, Silence>
  /** By connection the questions that had to stand back when it was asked last, and when each was asked, ms. */
  readonly stoodBack: Map<string, Map<string, number>>
}
const silences = new WeakMap<Store, Silences>()

interface Lane {
  readonly inTurn: Turns
  /** For what gave no answer last time: one at a time, and none takes the place of another question. */
  readonly beside: Turns
  /** Those that stood back last time, and those that do in this round. */
  readonly before: Map<string, number>
  readonly standBack: Map<string, number>
  /** One of them gave no answer again: that is enough for a round. */
  again: boolean
  hasAnswered: boolean
  /** The connection waits longer, because of this round. */
  rested: boolean
  /** Without an answer, since the last that had one. */
  row: number
  shut?: { readonly error: unknown }
}

/**
 * The questions of one round: a few at a time over each connection, and all connections side by side. One that is dead costs a
 * round as long as one question takes, or four where it answers one after the other, and is left alone for longer the longer it is
 * dead. A query that is too slow says nothing against its connection, which rests not for it. A question that gave no answer is
 * asked again beside the others, and of all such questions of a connection one a round goes without an answer, each in its
 * turn: however many they are, the others do not wait for them.
 */
export function lanesOf({ store, see, now, log }: Onlooker): Eyes['query'] {
  const memory = silences.get(store) ?? { sources: new Map(), questions: new Map(), stoodBack: new Map() }
  silences.set(store, memory)
  const { sources, questions, stoodBack } = memory
  const lanes = new Map<string, Lane>()
  const laneOf = (connection: string) => {
    const known = lanes.get(connection)
    if (known) return known
    const silent = sources.get(connection)
    const lane: Lane = {
      inTurn: turnsOf(ABREAST),
      beside: turnsOf(1),
      before: stoodBack.get(connection) ?? new Map(),
      standBack: new Map(),
      again: false,
      hasAnswered: false,
      rested: false,
      row: 0,
    }
    stoodBack.set(connection, lane.standBack)
    if (silent && !isDue(silent, now())) lane.shut = silent
    lanes.set(connection, lane)
    return lane
  }
  const rest = (lane: Lane, connection: string, error: unknown) => {
    if (lane.rested) return
    lane.rested = true
    const isSlow = !(error instanceof OutsideError)
    const silent = { ...missed(sources.get(connection), now(), SOURCE), error }
    if (!isSlow) sources.set(connection, silent)
    const again = new Date(isSlow ? now() : silent.until).toISOString()
    log.warn({ connection, err: error, again }, says.lanes.shut)
  }
  const ask = async (lane: Lane, [connection, asked, window]: Parameters<Eyes['query']>, isAgain: boolean) => {
    try {
      const rows = await see.query(connection, asked, window)
      lane.row = 0
      lane.hasAnswered = true
      lane.rested = false
      sources.delete(connection)
      if (questions.size > 0) questions.delete(nameOf(connection, asked))
      return rows
    } catch (error) {
      if (isSilence(error)) unanswered(lane, { connection, asked, error, isAgain })
      else lane.row = 0
      throw error
    }
  }
  const unanswered = (
    lane: Lane,
    { connection, asked, error, isAgain }: { connection: string; asked: Asked; error: unknown; isAgain: boolean },
  ) => {
    const name = nameOf(connection, asked)
    questions.set(name, { ...missed(questions.get(name), now(), QUESTION), error })
    if (isAgain) {
      lane.again = true
      // Whether it is the connection, the others say; where none of them is answered in this round, the next one waits.
      if (!lane.hasAnswered && !lane.shut && error instanceof OutsideError) rest(lane, connection, error)
    } else if (++lane.row >= ABREAST && !lane.shut) {
      lane.shut = { error }
      rest(lane, connection, error)
    }
  }
  return async (...question) => {
    const [connection, asked] = question
    const lane = laneOf(connection)
    const name = questions.size > 0 ? nameOf(connection, asked) : ''
    const silent = questions.get(name)
    if (!silent)
      return lane.inTurn(async () => {
        if (lane.shut) throw unasked(lane.shut.error)
        return ask(lane, question, false)
      })
    if (!isDue(silent, now())) throw unasked(silent.error)
    return lane.beside(async () => {
      const mayAsk = !lane.again && silent.at <= Math.min(silent.at, ...lane.before.values())
      if (lane.shut || !mayAsk) {
        lane.standBack.set(name, silent.at)
        throw unasked((lane.shut ?? silent).error)
      }
      lane.before.delete(name)
      return ask(lane, question, true)
    })
  }
}

const nameOf = (connection: string, asked: Asked) => JSON.stringify([connection, asked])

function isSilence(error: unknown): boolean {
  if (error instanceof OutsideError) return error.is === 'unavailable'
  return error instanceof ProblemError && error.problems.some(({ code }) => code === 'query-too-slow')
}

function unasked(error: unknown): Unasked {
  if (error instanceof OutsideError) return new Unasked(error.is, error.message, { cause: error })
  const [first] = error instanceof ProblemError ? error.problems : []
  return new Unasked('unavailable', says.lanes.unasked(`${first?.says}`, `${first?.fix}`), { cause: error })
}
