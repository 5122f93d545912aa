import { standingDenial } from '../approvals/denial.ts'
import { isDraft, type Judged } from '../approvals/judged.ts'
import { hasLapsed } from '../core/case-answer.ts'
import { isTakenBackHere, movesOf, retrainsOf, stageOf } from '../core/change-state.ts'
import type { Late } from '../core/promise.ts'
import { shownValue } from '../core/shown.ts'
import { whyUnmerged } from '../core/unmerged.ts'
import { type Block, type Button, type Document, type Inline, link } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { askerWords } from './asker-words.ts'
import { nextOf, worthWords } from './change-next.ts'
import { unmergedNote } from './change-notes.ts'
import { changing, filesOnCard } from './changed-files.ts'
import { changedSince, changersOf } from './changed-since.ts'
import { comparisonList } from './comparison-words.ts'
import { diffBegun, isToldByDiff, wholeDiff } from './diff-blocks.ts'
import { emergencyBlocks } from './emergency-words.ts'
import { type OnCard, shownOnCard } from './on-card.ts'
import { explainButtons, lateBlocks } from './promise-note.ts'
import { tallyBlocks, tallyWords, votedOnBlocks } from './tally.ts'

/** The approval card: what is asked, why, on what evidence, under which seal, and who must say yes. */
export function changeCard(it: Judged, url?: string, late: readonly Late[] = []): Document {
  const { title, state, above, below, shown } = laidOut(it, url, late)
  return {
    summary: says.changeCard.summary(title, state),
    blocks: [...above, ...shown.files, ...shown.findings, ...below, ...buttons(it, shown)],
  }
}

/** Whether nobody could see on its card what they approve. */
export const isTooLarge = (it: Judged): boolean => !laidOut(it).shown.isWhole

function laidOut(it: Judged, url?: string, late: readonly Late[] = []) {
  const { change } = it
  const { reason, evidence, door } = change.request
  const sealed = change.seals.at(-1)?.body
  const title = titleOf(it)
  const state = stateWords(it)
  const pull = pullOf(it, url)
  const until = untilOf(it)
  const kinds = door === 'repository' ? (sealed?.kinds ?? [change.request.kind]) : undefined
  const above: Block[] = [
    { is: 'title', text: title },
    {
      is: 'text',
      words: says.changeCard.standing({ state, pull, until, worth: worthWords(it), next: nextOf(it) }),
    },
    ...(change.merged || change.closed ? [] : emergencyBlocks(it)),
    ...tallyBlocks(it, isPending(it)),
    ...lateBlocks(late),
    ...buttonRow(explainButtons(change.id, late)),
    { is: 'text', words: says.changeCard.askedFor({ by: askerWords(change), kinds, at: change.asked.at }) },
    { is: 'quote', text: reason, acted: true },
    ...(evidence ? evidenceBlocks(evidence) : []),
    ...changedSince(it),
  ]
  const card = (diff: readonly Block[], isUncut: boolean) => {
    const below = [...diff, ...votedOnBlocks(it), ...closingBlocks(it)]
    const others = [...above, ...below]
    return { title, state, above, below, shown: shownOnCard(it, { others, isUncut, instead: tooLarge(it, pull) }) }
  }
  const isUncut = changing(filesOnCard(change)).every(file => file.isCut !== true)
  const begun = card(sealed ? [diffBegun(sealed.diff)] : [], isUncut)
  if (!sealed || (isUncut && !isToldByDiff(change))) return begun
  const whole = wholeDiff(sealed.diff)
  const told = whole && card(whole, true)
  return told?.shown.isWhole ? told : { ...begun, shown: { ...begun.shown, isWhole: false } }
}

const buttonRow = (buttons: readonly Button[]): Block[] => (buttons.length > 0 ? [{ is: 'buttons', buttons }] : [])

function pullOf({ change: { pull } }: Judged, url: string | undefined): Inline | undefined {
  return pull && (url === undefined ? `#${pull.pull}` : link(`#${pull.pull}`, url))
}

function tooLarge({ verdict }: Judged, pull: Inline | undefined): Block {
  const isReviewed = verdict.missing.every(({ via }) => via === undefined || via.includes('github'))
  return { is: 'text', words: says.changeCard.tooLarge(pull, isReviewed) }
}

/** `Flight delay forecast: rollback 1.1.0 → 1.0.0`, `…: hold`, or what a person called their pull request. */
export function titleOf({ change, name, model }: Pick<Judged, 'change' | 'name' | 'model'>): string {
  const { request } = change
  if (!model) return name
  const planned = request.door !== 'repository' && request.to === undefined
  const { title, withoutModel } = says.changeCard
  if (planned) return title(name, withoutModel(request.title, model.id))
  const moves = says.requestWords.fromTo(request)
  return title(name, changersOf(change).length > 0 ? says.asSealed.changedSince(moves) : moves)
}

/** Until when it can be approved. */
function untilOf(it: Judged): string | undefined {
  const { verdict } = it
  return isPending(it) && verdict.is === 'pending' ? verdict.until : undefined
}

type Evidence = NonNullable<Judged['change']['request']['evidence']>

function evidenceBlocks(evidence: Evidence): Block[] {
  return [{ is: 'text', words: [says.changeCard.evidence(evidence)] }, comparisonList(evidence)]
}

const isPending = ({ change, verdict }: Judged) => !change.merged && !change.closed && verdict.is === 'pending'

function stateWords(it: Judged): string {
  const { change, verdict } = it
  const { state } = says.changeCard
  if (change.closed) return state.closed(change.closed.outcome, change.closed.says)
  if (change.done) return doneWords(change)
  const failed = change.delivered.find(({ conclusion }) => conclusion !== 'success')
  if (failed) return failed.retrain ? state.trainingEnded(failed.conclusion) : state.deliveryEnded(failed.conclusion)
  const trains = movesOf(change).length === 0 && retrainsOf(change).length > 0
  if (stageOf(change) === 'delivered') return trains ? state.trained : state.delivered
  if (change.merged) return trains ? state.training : state.delivering
  if (verdict.is === 'approved') return state.approved(tallyWords(verdict))
  if (isDraft(it)) return state.draft
  if (verdict.is === 'pending') return state.pending(tallyWords(verdict))
  if (verdict.is === 'denied') return hasLapsed(verdict) ? state.deniedLapsed : state.denied
  return state.other(verdict.is, verdict.says)
}

function doneWords({ done, registered, delivered }: Judged['change']): string {
  const { state } = says.changeCard
  if (done?.version !== undefined) return state.runs(done.version)
  if (registered.length === 0 && delivered.length > 0) return state.doneDelivered
  return registered.length === 0 ? state.doneMerged : state.registered(registered.map(it => it.version))
}

function closingBlocks(it: Judged): readonly Block[] {
  const { verdict } = it
  const { review } = it.change
  if (review?.done) {
    return [
      { is: 'text', words: says.changeCard.reviewed(review.done.by) },
      { is: 'quote', text: review.done.says },
    ]
  }
  if (review) return [{ is: 'text', words: says.changeCard.reviewOwed(review.because, review.due) }]
  if (it.change.merged || it.change.closed) return []
  if (verdict.is === 'pending' && !isDraft(it)) return []
  if (verdict.is === 'approved' && verdict.merge === 'auto') return heldBack(it.change)
  if (verdict.is === 'approved') return [{ is: 'note', words: [says.changeCard.leftToPeople] }]
  return [{ is: 'note', words: ticked(says.sentence.fix(verdict.fix)) }]
}

function heldBack(change: Judged['change']): readonly Block[] {
  const why = whyUnmerged(change)
  return why ? unmergedNote(why).blocks : []
}

function buttons(it: Judged, { isWhole, instead }: OnCard): Block[] {
  const { change, verdict } = it
  const seal = change.seals.at(-1)?.body.seal
  if (seal === undefined || change.merged || change.closed) return []
  const value = shownValue(seal, it.findings)
  const deny = { action: 'deny', text: says.changeCard.deny, style: 'danger', value } as const
  const withdraw = { action: 'withdraw', text: says.changeCard.withdraw, value: change.id } as const
  const back = isTakenBackHere(change) ? [withdraw] : []
  const row = (...own: readonly Button[]) => buttonRow([...own, ...back])
  // Until it is merged, somebody may think better of it.
  if (verdict.is === 'approved' && verdict.slots.length > 0) return row(deny)
  if (!mayCount(verdict) || it.bench.pull.draft) return row()
  // Elsewhere it is taken back by Approve.
  const takeBack = { action: 'take-back', text: says.changeCard.takeBack, value } as const
  // Nobody approves it in time any more; the denial still keeps the same from being asked for as an emergency.
  if (hasLapsed(verdict)) return row(takeBack)
  if (!isWhole) {
    const isDenied = standingDenial(it.bench) !== undefined
    return [instead, ...(isDenied ? row(deny, takeBack) : row(deny))]
  }
  return row({ action: 'approve', text: says.changeCard.approve, style: 'primary', value }, deny)
}

/** While a guardrail says no, people may look and approve all the same: a freeze ends by itself. */
function mayCount(verdict: Judged['verdict']): boolean {
  if (verdict.is === 'blocked') return verdict.code === 'guardrail' && verdict.missing.length > 0
  return verdict.is === 'pending' || verdict.is === 'denied'
}
