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
}
const silences = new WeakMap<Store, Silences>()

interface Lane {
  readonly inTurn: Turns
  /** Without an answer, since the last that had one. */
  row: number
  shut?: { readonly error: unknown }
}

/**
 * The questions of one round: a few at a time over each connection, and all connections side by side. One that is dead costs a
 * round as long as one question takes, or four where it answers one after the other, and is left alone for longer the longer it is dead; one question that is never answered
 * rests for longer than a connection does, so that those behind it have their turn.
 */
export function lanesOf({ store, see, now, log }: Onlooker): Eyes['query'] {
  const memory = silences.get(store) ?? { sources: new Map(), questions: new Map() }
  silences.set(store, memory)
  const { sources, questions } = memory
  const lanes = new Map<string, Lane>()
  const laneOf = (connection: string) => {
    const known = lanes.get(connection)
    if (known) return known
    const silent = sources.get(connection)
    const lane: Lane = { inTurn: turnsOf(ABREAST), row: 0 }
    if (silent && !isDue(silent, now())) lane.shut = silent
    lanes.set(connection, lane)
    return lane
  }
  const shut = (connection: string, lane: Lane, error: unknown) => {
    if (lane.shut) return
    const silent = { ...missed(sources.get(connection), now(), SOURCE), error }
    sources.set(connection, silent)
    lane.shut = silent
    log.warn({ connection, err: error, again: new Date(silent.until).toISOString() }, says.lanes.shut)
  }
  return async (connection, asked, window) => {
    const lane = laneOf(connection)
    const nameIf = (isNeeded: boolean) => (isNeeded ? nameOf(connection, asked) : '')
    const silent = questions.get(nameIf(questions.size > 0))
    if (silent && !isDue(silent, now())) throw unasked(silent.error)
    return lane.inTurn(async () => {
      if (lane.shut) throw unasked(lane.shut.error)
      try {
        const rows = await see.query(connection, asked, window)
        lane.row = 0
        sources.delete(connection)
        questions.delete(nameIf(questions.size > 0))
        return rows
      } catch (error) {
        if (!isSilence(error)) lane.row = 0
        else {
          const name = nameOf(connection, asked)
          questions.set(name, { ...missed(questions.get(name), now(), QUESTION), error })
          if (++lane.row >= ABREAST) shut(connection, lane, error)
        }
        throw error
      }
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
