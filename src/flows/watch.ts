import type { Model } from '../core/model.ts'
import { brake, heldBack, tooMany } from './brake.ts'
import { cases } from './cases.ts'
import { compliance } from './compliance.ts'
import { evidenceOf } from './evidence.ts'
import { exportRecord } from './jobs.ts'
import { measure } from './measure.ts'
import { type Monitored, monitoredOf } from './monitored.ts'
import { observe } from './observe.ts'
import { play } from './play.ts'
import { promises } from './promises.ts'
import { readOnce } from './read-once.ts'
import { retried } from './retried.ts'
import { roundEnded } from './rounds.ts'
import { queryNamed, roundOf } from './unmeasured.ts'
import { warnings } from './warnings.ts'
import type { Onlooker } from './world.ts'

/**
 * One round: look at what runs, measure what is due, and decide what it means. Readings are kept first, so a round that
 * was cut short is simply done again: the same readings give the same decisions. Told to stop, it decides nothing more: what
 * could not be asked any more is not missing.
 */
export async function watch(world: Onlooker, stopping: () => boolean = () => false): Promise<void> {
  const { models } = await world.policy()
  const opening: Model[] = []
  const round = roundOf(world.store, world.now())
  const step = async (about: object, act: () => Promise<void>, failed?: (error: unknown) => void) => {
    if (!stopping()) await look(world, about, act, failed)
  }
  for (const model of Object.values(models)) {
    const asks = (what: string, act: () => Promise<void>) =>
      step({ model: model.id }, act, error => round.failed(what, model.id, error))
    // What it is measured, judged and held to rules by is read once, and not by each of them.
    const turn = { ...world, store: readOnce(world.store) }
    await asks(`what runs of ${model.id}`, () => observe(turn, model))
    for (const id of Object.keys(model.queries ?? {})) await asks(queryNamed(id, model), () => measure(turn, model, id))
    await step({ model: model.id }, async () => {
      const { opens, all } = await decide(turn, model)
      round.judged(model, all)
      if (opens) opening.push(model)
    })
    await step({ model: model.id }, () => comply(turn, model))
  }
  await step({ opening: opening.length }, () => openTogether(world, opening))
  await step({ playbooks: 'all' }, () => play(world))
  await step({ promises: 'all' }, () => promises(world))
  if (stopping()) return
  round.end()
  roundEnded(world.store, world.now())
  await world.store.commit({ at: world.now(), parts: [], jobs: [exportRecord()] })
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
    world.log.error({ ...what, err: error }, 'not watched')
    failed?.(error)
  }
}

/** Whether a case opens: those of a round open together at its end, when it is known how many they are. */
async function decide(world: Onlooker, model: Model): Promise<{ opens: boolean; all: readonly Monitored[] }> {
  let opens = false
  let all: readonly Monitored[] = []
  await retried(world, async () => {
    all = await monitored(world, model)
    const [warned, cased] = [await warnings(world, model, all), await cases(world, model, all)]
    opens = cased.opens === true
    const told = opens ? [warned] : [warned, cased]
    const [parts, jobs] = [told.flatMap(it => it.parts), told.flatMap(it => it.jobs)]
    return parts.length + jobs.length === 0 ? undefined : { at: world.now(), parts, jobs }
  })
  return { opens, all }
}

async function openTogether(world: Onlooker, opening: readonly Model[]): Promise<void> {
  const hold = await tooMany(world, opening.length)
  for (const model of opening) await look(world, { model: model.id }, () => open(world, model, hold))
  await brake(world)
}

async function open(world: Onlooker, model: Model, hold: boolean): Promise<void> {
  await retried(world, async () => {
    const cased = await cases(world, model, await monitored(world, model))
    if (cased.parts.length === 0) return undefined
    return { at: world.now(), ...(hold && cased.opens ? heldBack(cased) : { parts: cased.parts, jobs: cased.jobs }) }
  })
}

async function monitored(world: Onlooker, model: Model): Promise<readonly Monitored[]> {
  return monitoredOf(await world.policy(), model, await evidenceOf(world, model), world.now())
}

async function comply(world: Onlooker, model: Model): Promise<void> {
  await retried(world, async () => {
    const { parts, jobs } = await compliance(world, model)
    return parts.length === 0 ? undefined : { at: world.now(), parts, jobs }
  })
}
