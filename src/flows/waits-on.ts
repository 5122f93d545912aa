import { asksNobody, isDraft, type Judged } from '../approvals/judged.ts'
import { cameToNothing, isWithAsker } from '../core/case-answer.ts'
import { type Change, isOpen } from '../core/change-state.ts'
import type { StuckChange, UnmergedChange } from '../core/home.ts'
import { hereIn } from '../core/people.ts'
import { whyUnmerged } from '../core/unmerged.ts'

/** What a change asks of one person: their word, the merge, or what they asked for cannot go on: why, and what to do. */
export type WaitsOn = 'approval' | 'merge' | StuckChange | UnmergedChange | undefined

/** The same in the Home of the app and wherever somebody asks what waits for them. */
export function waitsOn(judged: Judged, person: string): WaitsOn {
  const { change: it, verdict } = judged
  if (!isOpen(it) || it.merged || !it.pull) return undefined
  if (asksNobody(verdict) === 'approved') return stoppedOf(judged, person)
  if (isWithAsker(it) || isStuck(judged)) return stuckOf(judged, person)
  if (verdict.is === 'approved') {
    if (answering(judged, 'github') !== person) return undefined
    return verdict.merge === 'manual' ? 'merge' : unmergedOf(it)
  }
  return verdict.ask.some(({ people }) => people.includes(person)) ? 'approval' : undefined
}

/** Nobody can approve it now. */
function isStuck({ verdict, bench }: Judged): boolean {
  if (asksNobody(verdict) === 'as-it-stands') return true
  return isDraft({ bench, verdict }) || ['denied', 'expired', 'unavailable'].includes(verdict.is)
}

/** All have approved it, and a guardrail keeps it from the merge: whoever asked hears why, and what to do. */
function stoppedOf(judged: Judged, person: string): UnmergedChange | undefined {
  const { change: it, verdict } = judged
  if (verdict.is !== 'blocked' || answering(judged) !== person) return undefined
  return { is: 'unmerged', it, says: verdict.says, fix: verdict.fix }
}

/** Of what a playbook asked for and came to nothing nobody is told: its case waits again. */
function stuckOf(judged: Judged, person: string): StuckChange | undefined {
  const { change: it, verdict } = judged
  if (!isStuck(judged) || verdict.is === 'approved') return undefined
  const isOwn = it.asked.by === person
  const isOver = verdict.is === 'denied' || verdict.is === 'expired' || cameToNothing(it)
  if (!isOwn && (isOver || answering(judged) !== person)) return undefined
  const { says, fix } = verdict
  const deniedBy = verdict.is === 'denied' ? verdict.by : undefined
  return { is: 'stuck', it, says, fix, ...(!isOwn && { isOthers: true }), ...(deniedBy !== undefined && { deniedBy }) }
}

/** Whoever asked, else whoever answers for the model, else for all of it: the first who is here, and merges where that is to be done. */
function answering({ change, model, bench, repository: { people } }: Judged, by?: 'github'): string | undefined {
  const here = hereIn(people, bench.now)
  const all = [change.asked.by, model?.owners.technical, people.processOwner].filter(id => id && here.includes(id))
  return all.find(id => by === undefined || people.people[id ?? '']?.[by]) ?? all[0]
}

/** What Kedge would merge waits for nobody before it was tried. */
function unmergedOf(it: Change): UnmergedChange | undefined {
  const why = whyUnmerged(it)
  return why && { is: 'unmerged', it, ...why }
}
