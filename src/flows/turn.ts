import type { Model } from '../core/model.ts'
import { ProblemError } from '../core/problem.ts'
import type { Reading } from '../core/reading.ts'
import type { Repository } from '../core/repository.ts'
import { newestEnds } from '../core/rest.ts'
import { isOver } from '../policies/lifecycle.ts'
import { says } from '../words/says.ts'
import { comply, type Decided, decide } from './decide.ts'
import { queryNamed } from './failing.ts'
import type { Gathered } from './gather.ts'
import { isOfSomeInputs } from './inputs-problem.ts'
import { type AskedLately, measure } from './measure.ts'
import { cannotDo, unwatchedOf } from './monitored.ts'
import { observe } from './observe.ts'
import { readOnce } from './read-once.ts'
import { type Rest, restOf, stays } from './rest.ts'
import { isWatchedInParts } from './rest-rules.ts'
import type { Rests } from './rests.ts'
import { SomeValuesError } from './some-values.ts'
import type { Judged, Round } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/** What the turns of one round share. */
export interface Around {
  readonly world: Onlooker
  readonly repository: Repository
  readonly rests: Rests
  readonly round: Round
  readonly asked: AskedLately
  /** Models with a case or a change on its way: they are judged in each round. */
  readonly busy: ReadonlySet<string>
  /** What fails is logged and stops nothing else; told to stop, nothing is done. */
  readonly step: (about: object, act: () => Promise<void>, failed?: (error: unknown) => void) => Promise<void>
}

/** One model in a round. */
export interface Turn {
  readonly model: Model
  /** Where nothing has happened since it was judged last that may mean anything. */
  readonly rest: Rest | undefined
  /** By KPI where it is measured next; undefined: that is read. */
  readonly ends: Rest['ends'] | undefined
  /** What it is measured, judged and held to rules by is read once, and not by each of them. */
  readonly world: Onlooker
}

export function turnOf({ world, rests, busy }: Around, model: Model): Turn {
  const rest = busy.has(model.id) ? undefined : rests.of(model.id)
  // What came of it, of another process say, may lie beyond where it is measured next.
  const ends = rests.isAsLeft(model.id) ? rest?.ends : undefined
  return { model, rest, ends, world: ends ? world : onceOver(world) }
}

const onceOver = (world: Onlooker): Onlooker => ({ ...world, store: readOnce(world.store) })

/**
 * Asks what runs, and for the readings that are due, side by side: how many at once is for who asks (`lanes.ts`). Of what is
 * over nobody needs readings, and what they come from may be gone.
 */
export async function measureTurn(
  { world, repository, rests, round, asked, step }: Around,
  turn: Turn,
  gathered: Gathered,
): Promise<void> {
  const { model, rest, ends } = turn
  const about = { model: model.id }
  const failing = failingIn(round, model)
  const steps: Promise<void>[] = []
  if (model.serving.observe !== undefined) {
    const look = async () => {
      if ((await observe(turn.world, model, rest?.runs)) !== 'same') rests.wake(model.id)
    }
    steps.push(step(about, look, failing(says.turn.runs(model.id))))
  }
  for (const id of isOver(repository, model) ? [] : Object.keys(model.queries ?? {})) {
    const failed = (error: unknown) => failing(failedOf(queryNamed(id, model), error))(error)
    const kept: Reading[] = []
    const keep = async (readings: readonly Reading[]) => void kept.push(...readings)
    const lost = (error: unknown) => {
      world.log.error({ ...about, err: error }, says.turn.notKept)
      asked.delete(queryNamed(id, model))
      failed(error)
    }
    // Written once it is known what was asked: what is lost then is asked for again.
    const act = () =>
      measure(turn.world, model, id, { keep, asked, ...(ends && { ends }) }).finally(() => {
        if (kept.length > 0) gathered.add(kept, lost)
      })
    steps.push(step(about, act, failed))
  }
  await Promise.all(steps)
}

/** A query that answered has not failed, whatever is wrong with one column or value of it. */
function failedOf(query: string, error: unknown): string {
  if (error instanceof SomeValuesError) return says.turn.someValues(query)
  return error instanceof ProblemError && isOfSomeInputs(error.problems) ? says.turn.someInputs(query) : query
}

/** What fails for long is told by a name that is the same in each round. */
export const failingIn = (round: Round, { id }: Model) => {
  return (what: string) => (error: unknown) => round.failed(what, id, error)
}

/** Decides what it means; whether a case opens. Where nothing came that may mean anything, nothing is decided. */
export async function judgeTurn(around: Around, { model, rest, world }: Turn): Promise<boolean> {
  const { repository, rests, round, step } = around
  const [came, now] = [rests.take(model.id), world.now()]
  const still = came && rest && rests.of(model.id) === rest ? stays(rest, { repository, model }, came, now) : undefined
  if (still) {
    rests.set(model.id, still)
    round.judged(model, { ...still, monitored: still.stale, begun: () => undefined })
    return false
  }
  rests.wake(model.id)
  // What came since it was measured is not in what was read for that.
  const turn = rest || came?.length !== 0 ? onceOver(around.world) : world
  const about = { model: model.id }
  let decided: Decided | undefined
  const failed = failingIn(round, model)(says.turn.judging(model.id))
  const judge = async () => {
    decided = await decide(turn, model)
    round.judged(model, judgedOf(repository, model, decided))
  }
  await step(about, judge, failed)
  const hold = async () => {
    if ((await comply(turn, model)) && decided?.still) await lay(around, { model, world: turn }, decided, now)
  }
  await step(about, hold, failed)
  return decided?.opens === true
}

function judgedOf(repository: Repository, model: Model, { monitored, evidence }: Decided): Judged {
  const unwatched = unwatchedOf(repository, model, monitored)
  const begun = () => {
    const { whole, ofSegments, state } = evidence
    const read = [...whole, ...ofSegments].map(({ available }) => available)
    return [...read, ...state.observed.map(({ at }) => at)].reduce<string | undefined>(
      (a, b) => (a === undefined || b < a ? b : a),
      undefined,
    )
  }
  return { monitored, unwatched, ends: unwatched.length > 0 ? newestEnds(evidence.series) : new Map(), begun }
}

/** It is judged again when something comes. */
async function lay(
  around: Around,
  { model, world }: Pick<Turn, 'model' | 'world'>,
  decided: Decided,
  now: Date,
): Promise<void> {
  const { repository, rests, busy } = around
  if (busy.has(model.id) || (await world.policy()) !== repository || isWatchedInParts(repository, model)) return
  // What it tells each round is told for as long as it is judged.
  if (decided.monitored.some(cannotDo)) return
  rests.set(model.id, restOf({ ...decided, repository, model, now }))
}
