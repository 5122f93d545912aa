import type { Judged } from '../approvals/judged.ts'
import { isWithAsker } from '../core/case-answer.ts'
import { type Change, isOpen } from '../core/change-state.ts'

/** What a change asks of one person: their word, or, as nobody can approve what they asked for, what to do: and why. */
export type WaitsOn = 'approval' | { readonly it: Change; readonly says: string; readonly fix: string } | undefined

/** The same in the Home of the app and wherever somebody asks what waits for them. */
export function waitsOn({ change: it, verdict }: Judged, person: string): WaitsOn {
  if (!isOpen(it) || it.merged || !it.pull) return undefined
  if (isWithAsker(it) || verdict.is === 'denied' || verdict.is === 'expired') {
    const { says, fix } = verdict.is === 'approved' || verdict.is === 'pending' ? { says: '', fix: '' } : verdict
    return it.asked.by === person && says !== '' ? { it, says, fix } : undefined
  }
  return verdict.ask.some(({ people }) => people.includes(person)) ? 'approval' : undefined
}
