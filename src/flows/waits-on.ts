import { isDraft, type Judged } from '../approvals/judged.ts'
import { isWithAsker } from '../core/case-answer.ts'
import { isOpen } from '../core/change-state.ts'
import type { StuckChange } from '../core/home.ts'

/** What a change asks of one person: their word, the merge, or, as nobody can approve what they asked for, what to do: and why. */
export type WaitsOn = 'approval' | 'merge' | StuckChange | undefined

/** The same in the Home of the app and wherever somebody asks what waits for them. */
export function waitsOn({ change: it, verdict, model, bench }: Judged, person: string): WaitsOn {
  if (!isOpen(it) || it.merged || !it.pull) return undefined
  const draft = isDraft({ bench, verdict })
  if (isWithAsker(it) || draft || verdict.is === 'denied' || verdict.is === 'expired') {
    const isWhole = verdict.is === 'approved' || (verdict.is === 'pending' && !draft)
    const { says, fix } = isWhole ? { says: '', fix: '' } : verdict
    const deniedBy = verdict.is === 'denied' ? verdict.by : undefined
    const stuck = { it, says, fix, ...(deniedBy !== undefined && { deniedBy }) }
    return it.asked.by === person && says !== '' ? stuck : undefined
  }
  if (verdict.is === 'approved') {
    // What a playbook asked for is merged by whoever answers for the model.
    const merges = it.asked.by === 'kedge' ? model?.owners.technical : it.asked.by
    return verdict.merge === 'manual' && merges === person ? 'merge' : undefined
  }
  return verdict.ask.some(({ people }) => people.includes(person)) ? 'approval' : undefined
}
