import { driftedBefore, type InputsBefore } from '../core/drifted-before.ts'
import type { Model } from '../core/model.ts'
import { HOUR_MS } from '../core/period.ts'
import type { Onlooker } from './world.ts'

/** So far back a drift is followed to where it began. */
export const FOLLOWED_MS = 182 * 24 * HOUR_MS

/** What its inputs did before the breach, as it was kept when they were measured. */
export async function inputsBefore({ store }: Onlooker, model: Model, onset: string): Promise<InputsBefore> {
  const connections = Object.entries(model.kpis ?? {}).flatMap(([kpi, { drift, query }]) => {
    const connection = model.queries?.[query]?.connection
    return drift && connection !== undefined ? [[kpi, connection] as const] : []
  })
  const since = new Date(Date.parse(onset) - FOLLOWED_MS).toISOString()
  return driftedBefore(await store.inputWindows({ model: model.id, since }), onset, new Map(connections))
}
