import { isDraft, type Judged } from '../approvals/judged.ts'
import { isWithAsker } from '../core/case-answer.ts'
import { type Change, isOpen } from '../core/change-state.ts'
import type { StuckChange, UnmergedChange } from '../core/home.ts'
import { type ReasonCode, refusalOf } from '../core/reason.ts'

/** What a change asks of one person: their word, the merge, or what they asked for cannot go on: why, and what to do. */
export type WaitsOn = 'approval' | 'merge' | StuckChange | UnmergedChange | undefined

/** The same in the Home of the app and wherever somebody asks what waits for them. */
export function waitsOn({ change: it, verdict, model, bench }: Judged, person: string): WaitsOn {
  if (!isOpen(it) || it.merged || !it.pull) return undefined
  const draft = isDraft({ bench, verdict })
  if (isWithAsker(it) || draft || verdict.is === 'denied' || verdict.is === 'expired') {
    const isWhole = verdict.is === 'approved' || (verdict.is === 'pending' && !draft)
    const { says, fix } = isWhole ? { says: '', fix: '' } : verdict
    const deniedBy = verdict.is === 'denied' ? verdict.by : undefined
    const stuck = { is: 'stuck', it, says, fix, ...(deniedBy !== undefined && { deniedBy }) } as const
    return it.asked.by === person && says !== '' ? stuck : undefined
  }
  if (verdict.is === 'approved') {
    // What a playbook asked for is merged by whoever answers for the model.
    const merges = it.asked.by === 'kedge' ? model?.owners.technical : it.asked.by
    if (merges !== person) return undefined
    return verdict.merge === 'manual' ? 'merge' : unmergedOf(it)
  }
  return verdict.ask.some(({ people }) => people.includes(person)) ? 'approval' : undefined
}

/** What Kedge would merge waits for nobody before it was tried. */
function unmergedOf(it: Change): UnmergedChange | undefined {
  if (it.unmerged === undefined) return undefined
  const { says, fix, code } = it.unmerged
  return { is: 'unmerged', it, says, fix: fix ?? refusalOf(code as ReasonCode).fix }
}
