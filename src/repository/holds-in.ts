import type { ChangeKind, HoldMoved } from '../core/change.ts'
import { DELAY_REASONS } from '../core/delay-reason.ts'
import { type ChangedData, isMap, mapAt, textAt } from './changed-data.ts'

/** Holds that a file of a model begins or ends, in the words of the file. */
export function holdsIn({
  id,
  kinds,
  before,
  after,
}: ChangedData & { readonly id: string; readonly kinds: readonly ChangeKind[] }): HoldMoved[] {
  return (['hold', 'resume'] as const).flatMap(is => {
    const file = is === 'hold' ? after : before
    if (!kinds.includes(is) || !isMap(file)) return []
    const hold = mapAt(mapAt(file, 'serving'), 'hold')
    const [since, because] = [textAt(hold, 'since'), textAt(hold, 'because')]
    const reason = DELAY_REASONS.find(one => one === hold.reason)
    if (since === undefined) return []
    return [{ model: id, is, since, ...(reason && { reason }), ...(because !== undefined && { because }) }]
  })
}
