import { standingDenial } from '../approvals/denial.ts'
import type { Judged } from '../approvals/judged.ts'
import type { Change } from '../core/change-state.ts'
import { HOUR_MS } from '../core/period.ts'
import type { Sealing } from '../core/sealing.ts'
import { judged } from './bench.ts'
import { followed } from './followed.ts'
import { changeOf, openChanges, openChangesAbout } from './standing.ts'
import type { Onlooker } from './world.ts'

/** What was denied, and whose no it is. */
export interface Denied {
  readonly change: Change
  readonly by: string
}

/** Whether what people were shown of a change under this seal is what a denial is looked for of. */
export type IsIt = (sealed: Sealing, change: Change) => boolean

/** A denial outlives its change, or its time to approve, for so long, so that nobody closes what was denied to ask for it as what cannot wait. */
const OUTLIVES_MS = 7 * 24 * HOUR_MS

/** Who of those who are asked says no to such a change of this model, or said so before it was closed of late. */
export async function denialAbout(world: Onlooker, model: string | undefined, isIt: IsIt): Promise<Denied | undefined> {
  const open = model === undefined ? await openChanges(world.store) : await openChangesAbout(world.store, model)
  for (const { it } of open) {
    const denied = await denialOf(world, it, isIt)
    if (denied) return denied
  }
  return deniedLately(world, model, isIt)
}

/** Of what is not merged yet, here or on GitHub; a no that nobody has heard yet as well. */
async function denialOf(world: Onlooker, it: Change, isIt: IsIt): Promise<Denied | undefined> {
  if (!it.pull || it.merged) return undefined
  const change = (await followed(world, it.id)) ?? it
  if (change.merged) return undefined
  const now = await judged(world, change)
  return isLongOver(world, now) ? undefined : deniedAs(now, isIt)
}

/** Its time to approve was over as long ago: nobody who forgot to withdraw it makes the denial last for ever. */
function isLongOver({ now }: Onlooker, { verdict: { slots } }: Judged): boolean {
  const ends = slots.map(({ deadline }) => Date.parse(deadline))
  return ends.length > 0 && now().getTime() - Math.max(...ends) > OUTLIVES_MS
}

async function deniedLately(world: Onlooker, model: string | undefined, isIt: IsIt): Promise<Denied | undefined> {
  const since = new Date(world.now().getTime() - OUTLIVES_MS).toISOString()
  const rows = await world.store.subjects({ kind: 'change', open: false, ...(model !== undefined && { about: model }) })
  for (const { subject } of rows.filter(({ changedAt }) => changedAt >= since)) {
    const { it, events = [] } = (await changeOf(world.store, subject)) ?? {}
    const closed = events.findLast(({ type }) => type === 'change.closed')
    if (!it || closed === undefined || closed.at < since || !it.votes.some(({ body }) => body.is === 'deny')) continue
    const then = await judged(world, it)
    const denied = isLongOver(world, then) ? undefined : deniedAs(then, isIt)
    if (denied) return denied
  }
  return undefined
}

/**
 * Whoever said no to it under any of its seals has not said yes by what was pushed to it since, whoever wrote that and
 * whatever else it holds by now.
 */
function deniedAs({ change, bench }: Judged, isIt: IsIt): Denied | undefined {
  const shown = change.seals.map(({ body }) => body).filter(sealed => isIt(sealed, change))
  const seals = new Set(shown.map(({ seal }) => seal))
  const votes = bench.votes.filter(({ seal }) => seals.has(seal)).map(vote => ({ ...vote, seal: bench.seal }))
  const [parts, grants] = [shown.flatMap(it => it.parts), shown.flatMap(it => it.grants)]
  const denial = standingDenial({ ...bench, parts, grants, authors: [], votes })
  return denial && { change, by: denial.person }
}
