import { hasArrived } from '../core/arrival.ts'
import { type Change, movesOf, retrainsOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { running } from '../core/model-state.ts'
import { runsNote } from '../reports/change-notes.ts'
import { says } from '../words/says.ts'
import { showCase, showChange } from './jobs.ts'
import { inCase } from './notes.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { modelOf, openCase, openChanges, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

type Models = Readonly<Record<string, Model>>
/** What was observed just now and is not written down yet. */
type Seen = Readonly<Record<string, string>>

/** A merged change is done when all it moves is there, and the cases of those models have been acted on. */
export async function arrive(world: Onlooker, change: Standing<Change>, models: Models, seen: Seen): Promise<Outcome> {
  const { it } = change
  if (it.merged === undefined) return NOTHING
  const moves = movesOf(it)
  const runs = await Promise.all(
    moves.map(async ({ model }) => [model, seen[model] ?? running((await modelOf(world.store, model)).it)] as const),
  )
  if (!hasArrived(it, { models, runs: id => runs.find(([model]) => model === id)?.[1] })) return NOTHING
  const observed = moves.filter(({ model }) => models[model]?.serving.observe !== undefined)
  const [first] = observed
  const version = moves.length === 1 && first ? { version: first.to } : {}
  const cases = (await Promise.all(moves.map(async move => ({ move, open: await openCase(world.store, move.model) }))))
    .flatMap(({ move, open }) => (open && !open.it.acted ? [{ move, open }] : []))
    .map(({ move, open }) => ({
      subject: open.it.id,
      seen: open.seen,
      events: [happened('case.acted', 'kedge', { version: move.to, change: it.id })],
    }))
  const own = observed.find(({ model }) => model === it.request.model)
  const model = own && models[own.model]
  const note = model ? inCase(it, model, 'runs', runsNote(it, own.to, world.now().toISOString())) : []
  const overtaken = await overtakenBy(world, it)
  return {
    parts: [
      { subject: it.id, seen: change.seen, events: [happened('change.done', 'kedge', version)] },
      ...cases,
      ...overtaken.map(({ it: { id }, seen }) => ({ subject: id, seen, events: [overtakes(it)] })),
    ],
    jobs: [showChange(it.id), ...note, ...cases.map(({ subject }) => showCase(subject)), ...shown(overtaken)],
  }
}

/** Merged before this one, to move the same models elsewhere: what never arrived is not waited for any more. */
async function overtakenBy(world: Onlooker, change: Change): Promise<readonly Standing<Change>[]> {
  const moves = new Map(movesOf(change).map(({ model, to }) => [model, to]))
  const open = (await Promise.all([...moves.keys()].map(model => openChanges(world.store, model)))).flat()
  const isOvertaken = ({ it }: Standing<Change>) =>
    it.id !== change.id &&
    it.merged !== undefined &&
    it.merged.at < (change.merged?.at ?? '') &&
    retrainsOf(it).length === 0 &&
    movesOf(it).every(({ model }) => moves.has(model)) &&
    movesOf(it).some(({ model, to }) => moves.get(model) !== to)
  return [...new Map(open.filter(isOvertaken).map(each => [each.it.id, each])).values()]
}

const overtakes = ({ id }: Change) =>
  happened('change.closed', 'kedge', { outcome: 'overtaken', says: says.arrive.overtaken(id) })
const shown = (changes: readonly Standing<Change>[]) => changes.map(({ it }) => showChange(it.id))
