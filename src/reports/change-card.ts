import type { Judged } from '../approvals/judged.ts'
import type { ChangedFile } from '../core/change.ts'
import { movesOf, retrainsOf, stageOf } from '../core/change-state.ts'
import type { Late } from '../core/promise.ts'
import { shownValue } from '../core/shown.ts'
import { type Block, type Document, link } from '../words/document.ts'
import { kindFromTo } from '../words/request-words.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { askerWords } from './asker-words.ts'
import { nextOf, worthWords } from './change-next.ts'
import { changedSince, othersIn } from './changed-since.ts'
import { comparisonList } from './comparison-words.ts'
import { shortFindingBlocks } from './findings.ts'
import { lateBlocks } from './promise-note.ts'
import { sealWords, tallyBlocks, tallyWords } from './tally.ts'

/** The approval card: what is asked, why, on what evidence, under which seal, and who must say yes. */
export function changeCard(it: Judged, url?: string, late: readonly Late[] = []): Document {
  const { change, findings } = it
  const { reason, evidence, door } = change.request
  const sealed = change.seals.at(-1)?.body
  const title = titleOf(it)
  const state = stateWords(it)
  const pull = change.pull && (url === undefined ? `#${change.pull.pull}` : link(`#${change.pull.pull}`, url))
  const until = untilOf(it)
  const kinds = door === 'repository' ? (sealed?.kinds ?? [change.request.kind]) : undefined
  return {
    summary: says.changeCard.summary(title, state),
    blocks: [
      { is: 'title', text: title },
      {
        is: 'text',
        words: says.changeCard.standing({ state, pull, until, worth: worthWords(it), next: nextOf(it) }),
      },
      ...tallyBlocks(it, isPending(it)),
      ...lateBlocks(change.id, late),
      { is: 'text', words: says.changeCard.askedFor({ by: askerWords(change), kinds, at: change.asked.at }) },
      { is: 'quote', text: reason },
      ...(evidence ? evidenceBlocks(evidence) : []),
      ...changedSince(it),
      ...fileBlocks(door === 'repository' ? shownFiles(change) : strayFiles(change)),
      ...shortFindingBlocks(findings),
      ...(sealed ? [{ is: 'code', text: diffLines(sealed.diff), language: 'diff' } as const] : []),
      { is: 'note', words: sealWords(it) },
      ...closingBlocks(it),
      ...buttons(it),
    ],
  }
}

/** `Flight delay forecast: rollback 1.1.0 → 1.0.0`, `…: hold`, or what a person called their pull request. */
export function titleOf({ change: { request }, name, model }: Pick<Judged, 'change' | 'name' | 'model'>): string {
  if (!model) return name
  const planned = request.door !== 'repository' && request.to === undefined
  return says.changeCard.title(name, planned ? withoutName(request.title, model.id) : kindFromTo(request))
}

/** `Move the limit of mae of flight-delay to 20 min` is `move the limit of mae to 20 min` where the model is named before it. */
function withoutName(title: string, id: string): string {
  const words = title.split(' ')
  const at = words.indexOf(id)
  const rest = at < 1 ? words : words.toSpliced(words[at - 1] === 'of' ? at - 1 : at, words[at - 1] === 'of' ? 2 : 1)
  return rest.join(' ').replace(/^./u, first => first.toLowerCase())
}

/** Until when it can be approved. */
function untilOf(it: Judged): string | undefined {
  const { verdict } = it
  return isPending(it) && verdict.is === 'pending' ? verdict.until : undefined
}

type Evidence = NonNullable<Judged['change']['request']['evidence']>

export const shownFiles = ({ seals }: Judged['change']): readonly ChangedFile[] => seals.at(-1)?.body.files ?? []

/** Of what we planned the diff says it all; once somebody else has a hand in it, each file says what it holds. */
function strayFiles(change: Judged['change']): readonly ChangedFile[] {
  if (othersIn(change).length > 0) return shownFiles(change)
  const planned = change.request.edits.map(({ path }) => path)
  return shownFiles(change).filter(({ path }) => !planned.includes(path))
}

const SHOWN_FILES = 8
/** As many as a message holds, of those that change something. */
const MOST_FILES = 30

/**
 * What each file would say otherwise, in words. Those that are neither models nor rules, and then those that change no more
 * than comments, come last, and are left out first.
 */
export function fileBlocks(files: readonly ChangedFile[]): Block[] {
  const [saying, quiet] = [
    files.filter(it => it.says.length > 0 && !it.isBeside),
    files.filter(it => it.says.length === 0),
  ]
  const beside = files.filter(({ isBeside }) => isBeside)
  const shown = [...saying, ...beside, ...quiet].slice(0, Math.max(SHOWN_FILES, Math.min(saying.length, MOST_FILES)))
  const items = shown.map(({ path, says: edits }) => says.changeCard.file(path, edits.join('; ') || undefined))
  const left = files.length - shown.length
  return items.length === 0
    ? []
    : [{ is: 'list', items: [...items, ...(left > 0 ? [[says.changeCard.moreFiles(left)]] : [])] }]
}

function evidenceBlocks(evidence: Evidence): Block[] {
  return [{ is: 'text', words: [says.changeCard.evidence(evidence)] }, comparisonList(evidence)]
}

const SHOWN_LINES = 20

/** The lines that change, without the file headers; how many more there are in the pull request is said. */
export function diffLines(diff: string): string {
  const lines = diff.split('\n').filter(line => /^[+-]/.test(line) && !/^(\+\+\+|---)/.test(line))
  const left = lines.length - SHOWN_LINES
  const more = left > 0 ? [says.changeCard.moreLines(left)] : []
  return [...lines.slice(0, SHOWN_LINES), ...more].join('\n') || says.changeCard.noDifference
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
  if (verdict.is === 'pending') return state.pending(tallyWords(verdict))
  if (verdict.is === 'denied') return state.denied
  return state.other(verdict.is, verdict.says)
}

function doneWords({ done, registered, delivered }: Judged['change']): string {
  const { state } = says.changeCard
  if (done?.version !== undefined) return state.runs(done.version)
  if (registered.length === 0 && delivered.length > 0) return state.doneDelivered
  return registered.length === 0 ? state.doneMerged : state.registered(registered.map(it => it.version))
}

function closingBlocks(it: Judged): Block[] {
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
  if (verdict.is === 'pending') return []
  if (verdict.is === 'approved' && verdict.merge === 'auto') return []
  if (verdict.is === 'approved') return [{ is: 'note', words: [says.changeCard.leftToPeople] }]
  return [{ is: 'note', words: ticked(says.sentence.fix(verdict.fix)) }]
}

function buttons(it: Judged): Block[] {
  const seal = it.change.seals.at(-1)?.body.seal
  if (seal === undefined || it.change.merged || it.change.closed) return []
  const value = shownValue(seal, it.findings)
  const deny = { action: 'deny', text: says.changeCard.deny, style: 'danger', value } as const
  // Until it is merged, somebody may think better of it.
  if (it.verdict.is === 'approved' && it.verdict.slots.length > 0) return [{ is: 'buttons', buttons: [deny] }]
  if (!mayCount(it.verdict)) return []
  return [
    {
      is: 'buttons',
      buttons: [{ action: 'approve', text: says.changeCard.approve, style: 'primary', value }, deny],
    },
  ]
}

/** While a guardrail says no, people may look and approve all the same: a freeze ends by itself. */
function mayCount(verdict: Judged['verdict']): boolean {
  if (verdict.is === 'blocked') return verdict.code === 'guardrail' && verdict.missing.length > 0
  return verdict.is === 'pending' || verdict.is === 'denied'
}
