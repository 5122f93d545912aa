import type { HoldMoved } from './change.ts'
import type { DelayReason } from './delay-reason.ts'
import type { Event } from './event.ts'

type InFile = { readonly since: string; readonly reason?: DelayReason; readonly because?: string }

/**
 * Holds that a change began or ended, by its files as they were sealed last; where those were not kept, by what was asked for,
 * which an own pull request does not have.
 */
export function holdsOf(events: readonly Event[]): readonly HoldMoved[] {
  const sealed = events.findLast(event => event.type === 'change.sealed')
  if (sealed?.body.holds) return sealed.body.holds
  const asked = events.find(event => event.type === 'change.asked')
  const { model, edits = [] } = asked?.body ?? {}
  if (model === undefined) return []
  return edits.flatMap((edit): HoldMoved[] => {
    if (!('at' in edit) || edit.at.join('.') !== 'serving.hold') return []
    if ('remove' in edit) return [{ model, is: 'resume', ...(edit.from as InFile) }]
    return 'put' in edit ? [{ model, is: 'hold', ...(edit.put as InFile) }] : []
  })
}
