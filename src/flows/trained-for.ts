import { type Change, retrainsOf } from '../core/change-state.ts'
import { changeOfMark } from '../core/change-tasks.ts'
import type { NewVersion } from '../core/new-version.ts'
import { ProblemError } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { changedData, isMap, mapAt } from '../repository/changed-data.ts'
import { changesAbout, openChanges, type Standing } from './standing.ts'
import type { Contents, Onlooker } from './world.ts'

export type Trainings = readonly Standing<Change>[]

/**
 * The training a version names, where that waits for one; where it names none, all of its model that do and were merged
 * before it was registered.
 */
export async function trainedFor(
  world: Onlooker,
  { model, change }: NewVersion,
  registered: string,
): Promise<Trainings> {
  const open = (await openChanges(world.store)).filter(
    ({ it }) =>
      it.merged &&
      retrainsOf(it).some(retrain => retrain.model === model) &&
      !it.registered.some(known => known.model === model),
  )
  return change === undefined
    ? open.filter(({ it }) => (it.merged?.at ?? '') <= registered)
    : open.filter(({ it }) => it.id === changeOfMark(change))
}

/** The training that heard of a version while that waited for another change. */
export async function trainedBefore({ store }: Onlooker, { model, version }: NewVersion): Promise<Change | undefined> {
  const all = await changesAbout(store, model)
  return all.find(({ registered }) => registered.some(known => known.model === model && known.version === version))
}

/** Those that were merged before a version was listed: no other can have made it. Unknown is never yes. */
export async function mergedBefore(
  world: Onlooker,
  { paths }: Repository,
  trained: Trainings,
  { model, version }: NewVersion,
): Promise<Trainings> {
  const path = paths[`model/${model}`]
  const all = await Promise.all(
    trained.map(async one => {
      const file = (await filesOf(world, one.it)).find(file => file.path === path)
      const after = file && changedData(file).after
      return isMap(after) && !Object.hasOwn(mapAt(after, 'versions'), version) ? [one] : []
    }),
  )
  return all.flat()
}

/** What its pull request made of the files: a training is asked for in the file that lists the versions. */
async function filesOf(world: Onlooker, { pull }: Change): Promise<Contents['files']> {
  if (pull === undefined) return []
  try {
    return (await world.see.contents(await world.see.pull(pull.pull))).files
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}
