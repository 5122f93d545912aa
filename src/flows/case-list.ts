import { gravestFirst, oldestFirst } from '../core/gravity.ts'
import type { Model } from '../core/model.ts'
import type { ListedCase } from '../reports/case-list.ts'
import { lateNow, lateOf } from './late.ts'
import type { Reader } from './reader.ts'
import { allOpen, askedIn, caseOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/** A case that is looked up when its page is shown. */
export interface CaseRow {
  readonly subject: string
  readonly model: Model
}

/** The cases of these models, the gravest first or the oldest; those that are over follow where they are asked for, the newest first. */
export async function caseRows(
  world: Onlooker,
  models: readonly Model[],
  which: 'open' | 'all',
  by: 'gravity' | 'age' = 'gravity',
): Promise<{ readonly rows: readonly CaseRow[]; readonly open: number }> {
  const byId = new Map(models.map(model => [model.id, model]))
  const all = await allOpen(world.store, 'case', caseOf)
  const mine = all.flatMap(({ it }) => {
    const model = byId.get(it.model)
    return model ? [{ it, model }] : []
  })
  const open = await Promise.all(mine.map(async one => ({ ...one, late: (await lateNow(world, one.it)).length > 0 })))
  const ordered = by === 'age' ? oldestFirst(open) : gravestFirst(open, world.now())
  const rows = ordered.map(({ it, model }) => ({ subject: it.id, model }))
  if (which === 'open') return { rows, open: open.length }
  const over = (await world.store.subjects({ kind: 'case', open: false })).flatMap(({ subject, model: id }) => {
    const model = byId.get(id)
    return model ? [{ subject, model }] : []
  })
  return { rows: [...rows, ...over], open: open.length }
}

/** One of them, with what was asked because of it. */
export async function listedCase(world: Onlooker, { subject, model }: CaseRow, may: Reader): Promise<ListedCase[]> {
  const it = (await caseOf(world.store, subject))?.it
  if (it === undefined) return []
  const asked = (await askedIn(world, it, model))?.it
  const late = lateOf(it, await world.policy(), asked).length > 0
  return [{ it, model, late, ...(asked && may.seeChange(asked) && { asked }) }]
}
