import type { Move } from '../core/change.ts'
import { movesOf } from '../core/change-state.ts'
import { isOfMake, makeOf } from '../core/make.ts'
import type { Model } from '../core/model.ts'
import type { ModelState } from '../core/model-state.ts'
import type { SuiteTold } from '../core/suite-events.ts'
import { newestResult } from '../core/suite-run.ts'
import { suiteFailedNote } from '../reports/suite-notes.ts'
import { ranOf } from './evidence.ts'
import { followChange, say } from './jobs.ts'
import { heard } from './notes.ts'
import { openCase, openChangesAbout, type Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import type { Onlooker } from './world.ts'

/**
 * What follows from a result: changes that bring this version are judged anew, and what did not pass is told, in the thread of
 * such a change, or, of what serves, in the open case of the model or else its channel.
 */
export async function cameTo(
  world: Onlooker,
  model: Model,
  { it, seen }: Standing<ModelState>,
  told: SuiteTold,
): Promise<readonly NewJob[]> {
  const open = (await openChangesAbout(world.store, model.id)).map(change => change.it)
  const isBrought = ({ model: id, to, make = {} }: Move) =>
    id === model.id && to === told.version && isOfMake(told, make)
  const bringing = open.filter(change => !change.merged && movesOf(change).some(isBrought))
  const judged = bringing.map(({ id }) => followChange(id))
  const known = newestResult(it.suites, told, told)
  if (told.passed || (known && known.on > told.on)) return judged
  const what = `suite-${told.suite}-${seen}`
  const waiting = bringing.flatMap(change => heard(change, model, what, suiteFailedNote(model, told, false)))
  const version = (await ranOf(world.store, model, it)).at(-1)?.version ?? model.serving.version
  const isServing = version === told.version && isOfMake(told, makeOf(model.versions, version))
  if (!isServing || model.channel === undefined) return [...judged, ...waiting]
  const cased = await openCase(world.store, model.id)
  const place = { channel: model.channel, ...(cased?.it.card && { thread: cased.it.id }) }
  const document = suiteFailedNote(model, told, true)
  return [...judged, ...waiting, say(`${what}:${model.id}`, `model/${model.id}`, { ...place, document })]
}
