import type { Model } from '../core/model.ts'
import { cases } from './cases.ts'
import { compliance } from './compliance.ts'
import { evidenceOf } from './evidence.ts'
import { exportRecord } from './jobs.ts'
import { measure } from './measure.ts'
import { monitoredOf } from './monitored.ts'
import { observe } from './observe.ts'
import { retried } from './retried.ts'
import { warnings } from './warnings.ts'
import type { Onlooker } from './world.ts'

/**
 * One round: look at what runs, measure what is due, and decide what it means. Readings are kept first, so a round that
 * was cut short is simply done again: the same readings give the same decisions.
 */
export async function watch(world: Onlooker): Promise<void> {
  const { models } = await world.policy()
  for (const model of Object.values(models)) {
    await look(world, model, () => observe(world, model))
    for (const id of Object.keys(model.queries ?? {})) await look(world, model, () => measure(world, model, id))
    await look(world, model, () => decide(world, model))
    await look(world, model, () => comply(world, model))
  }
  await world.store.commit({ at: world.now(), parts: [], jobs: [exportRecord()] })
}

/** A model that cannot be measured or judged is told in the log and by its monitors’ `no-data`; it does not stop the others. */
async function look(world: Onlooker, model: Model, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    world.log.error({ model: model.id, err: error }, 'not watched')
  }
}

async function decide(world: Onlooker, model: Model): Promise<void> {
  const repository = await world.policy()
  await retried(world, async () => {
    const evidence = await evidenceOf(world, model)
    const all = monitoredOf(repository, model, evidence, world.now())
    const [warned, cased] = [await warnings(world, model, all), await cases(world, model, all)]
    const parts = [...warned.parts, ...cased.parts]
    return parts.length === 0 ? undefined : { at: world.now(), parts, jobs: [...warned.jobs, ...cased.jobs] }
  })
}

async function comply(world: Onlooker, model: Model): Promise<void> {
  await retried(world, async () => {
    const { parts, jobs } = await compliance(world, model)
    return parts.length === 0 ? undefined : { at: world.now(), parts, jobs }
  })
}
