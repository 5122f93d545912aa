import type { Model } from '../core/model.ts'
import { says } from '../words/says.ts'
import { openTogether } from './decide.ts'
import { closeForsaken } from './forsaken.ts'
import { gather } from './gather.ts'
import { exportRecord } from './jobs.ts'
import { lanesOf, Unasked } from './lanes.ts'
import { askedLately } from './measure.ts'
import { play } from './play.ts'
import { promises } from './promises.ts'
import { restsOf } from './rests.ts'
import { roundEnded } from './rounds.ts'
import { suites } from './suites.ts'
import { trainings } from './trainings.ts'
import { type Around, failingIn, judgeTurn, measureTurn, type Turn, turnOf } from './turn.ts'
import { roundOf } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/** So many models are measured before they are judged: their readings are written together. */
const AT_ONCE = 500
/** What is looked at for all models, once they are judged. */
const TOGETHER = [
  ['forsaken', closeForsaken],
  ['playbooks', play],
  ['trainings', trainings],
  ['suites', suites],
  ['promises', promises],
] as const
/** So long models are waited for before the others are judged without them. */
const PATIENCE_MS = 5000

/**
 * One round: look at what runs, measure what is due, and decide what it means. Readings are kept first, so a round that
 * was cut short is simply done again: the same readings give the same decisions. A model is judged where something came that
 * may mean anything, or where the time alone may (`rest.ts`). Told to stop, it decides nothing more: what could not be asked
 * any more is not missing. Models whose sources take long are judged after all others.
 */
export async function watch(
  outside: Onlooker,
  stopping: () => boolean = () => false,
  patienceMs: number = PATIENCE_MS,
): Promise<void> {
  const world = { ...outside, see: { ...outside.see, query: lanesOf(outside) } }
  const repository = await world.policy()
  const rests = await restsOf(world.store, repository)
  const round = roundOf(world.store, world.now())
  const step: Around['step'] = async (about, act, failed) => {
    if (!stopping()) await look(world, about, act, failed)
  }
  const asked = askedLately(world.store)
  const around = { world, repository, rests, round, asked, step, busy: await busyModels(world) }
  const gathered = gather(world.store)
  const judge = async (turns: readonly Turn[]) => {
    await gathered.write()
    await step({ readings: 'new' }, rests.look)
    const opening: Model[] = []
    for (const turn of turns) if (await judgeTurn(around, turn)) opening.push(turn.model)
    return opening
  }
  const one = (model: Model, act: () => Promise<void>) =>
    look(world, { model: model.id }, act, failingIn(round, model)(says.turn.opening(model.id)))
  const whole = (what: string) => (error: unknown) => round.failed(what, undefined, error)
  const open = (models: readonly Model[]) =>
    step({ opening: models.length }, () => openTogether(world, models, one), whole(says.watch.cases))
  const opening: Model[] = []
  const late: { readonly it: Turn; readonly measured: Promise<void> }[] = []
  const models = Object.values(repository.models)
  for (let from = 0; from < models.length; from += AT_ONCE) {
    const turns = models.slice(from, from + AT_ONCE).map(model => turnOf(around, model))
    const measuring = turns.map(it => ({ it, measured: measureTurn(around, it, gathered) }))
    const waiting = await stillWaiting(measuring, patienceMs)
    late.push(...waiting)
    opening.push(...(await judge(measuring.flatMap(one => (waiting.includes(one) ? [] : [one.it])))))
  }
  await open(opening)
  if (late.length > 0) {
    await Promise.all(late.map(({ measured }) => measured))
    await open(await judge(late.map(({ it }) => it)))
  }
  for (const [name, act] of TOGETHER)
    await step({ [name]: 'all' }, () => act(world, round.failed, repository), whole(says.watch[name]))
  if (stopping()) return
  round.end()
  roundEnded(world.store, world.now())
  await world.store.commit({ at: world.now(), parts: [], jobs: [exportRecord()] })
}

/** Which of these are not measured after so long. */
async function stillWaiting<T extends { readonly measured: Promise<void> }>(
  all: readonly T[],
  ms: number,
): Promise<readonly T[]> {
  const waiting = new Set(all)
  const each = all.map(one => one.measured.then(() => waiting.delete(one)))
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([over, Promise.all(each)])
  clearTimeout(timer)
  return [...waiting]
}

/** A model that cannot be measured or judged does not stop the others; what fails for long becomes a trouble. */
async function look(
  world: Onlooker,
  what: object,
  act: () => Promise<void>,
  failed?: (error: unknown) => void,
): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Unasked)) world.log.error({ ...what, err: error }, says.watch.failed)
    failed?.(error)
  }
}

/** Models with an open case or change: what is on its way moves by more than readings. */
async function busyModels({ store }: Onlooker): Promise<ReadonlySet<string>> {
  const [cases, changes] = [
    await store.subjects({ kind: 'case', open: true }),
    await store.subjects({ kind: 'change', open: true }),
  ]
  return new Set([...cases, ...changes].map(({ model }) => model))
}
