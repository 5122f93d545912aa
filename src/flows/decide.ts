import type { Model } from '../core/model.ts'
import { brake, heldBack, tooMany } from './brake.ts'
import { cases } from './cases.ts'
import { compliance } from './compliance.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { type Monitored, monitoredOf } from './monitored.ts'
import { retried } from './retried.ts'
import { warnings } from './warnings.ts'
import type { Onlooker } from './world.ts'

/** What a model was judged by, and what came of it. */
export interface Decided {
  readonly evidence: Evidence
  readonly monitored: readonly Monitored[]
  /** A case opens: those of a round open together at its end, when it is known how many they are. */
  readonly opens: boolean
  /** There was nothing to tell. */
  readonly still: boolean
}

export async function decide(world: Onlooker, model: Model): Promise<Decided> {
  let decided: Decided | undefined
  let tries = 0
  await retried(world, async () => {
    tries++
    // Of what comes from here on nothing is read any more.
    const at = world.now()
    const evidence = await evidenceOf(world, model)
    const monitored = monitoredOf(await world.policy(), model, evidence, { now: world.now })
    const [warned, cased] = [await warnings(world, model, monitored), await cases(world, model, monitored)]
    const opens = cased.opens === true
    const told = opens ? [warned] : [warned, cased]
    const [parts, jobs] = [told.flatMap(it => it.parts), told.flatMap(it => it.jobs)]
    const isNothing = parts.length + jobs.length === 0
    decided = { evidence, monitored, opens, still: isNothing && !opens && tries === 1 }
    return isNothing ? undefined : { at, parts, jobs }
  })
  return decided as unknown as Decided
}

/** Whether it keeps or breaks the same rules as before. */
export async function comply(world: Onlooker, model: Model): Promise<boolean> {
  let still = false
  await retried(world, async () => {
    const { parts, jobs, later } = await compliance(world, model)
    still = parts.length === 0 && later === undefined
    return parts.length === 0 ? undefined : { at: world.now(), parts, jobs }
  })
  return still
}

/** Cases open one by one, and are held back where they are too many. `look` lets one that fails stop no other. */
export async function openTogether(
  world: Onlooker,
  opening: readonly Model[],
  look: (model: Model, act: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const hold = await tooMany(world, opening.length)
  for (const model of opening) await look(model, () => open(world, model, hold))
  await brake(world)
}

async function open(world: Onlooker, model: Model, hold: boolean): Promise<void> {
  await retried(world, async () => {
    const at = world.now()
    const monitored = monitoredOf(await world.policy(), model, await evidenceOf(world, model), { now: world.now })
    const cased = await cases(world, model, monitored)
    if (cased.parts.length === 0) return undefined
    return { at, ...(hold && cased.opens ? heldBack(cased) : { parts: cased.parts, jobs: cased.jobs }) }
  })
}
