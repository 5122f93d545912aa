import type { Judged } from '../approvals/judged.ts'
import type { ChangedFile } from '../core/change.ts'
import { movesOf, retrainsOf, stageOf } from '../core/change-state.ts'
import { type Block, code, type Document, link, person, strong, type Words } from '../core/document.ts'
import type { Late } from '../core/promise.ts'
import { kindFromTo } from '../core/request-words.ts'
import { shownValue } from '../core/shown.ts'
import { strongTicked, ticked } from '../core/ticked.ts'
import { capital, count, dayWords, listWords, minuteWords } from '../core/words.ts'
import { askerWords } from './asker-words.ts'
import { nextOf, worthWords } from './change-next.ts'
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
  const summary = `${title}, ${stateWords(it)}`
  const pull = change.pull && (url === undefined ? `#${change.pull.pull}` : link(`#${change.pull.pull}`, url))
  return {
    summary,
    blocks: [
      { is: 'title', text: title },
      {
        is: 'text',
        words: [
          ...strongTicked(capital(stateWords(it).replace(/\.$/, ''))),
          ...(pull ? [', pull request ', pull] : []),
          ...untilWords(it),
          '.',
          ...worthWords(it),
          ...nextOf(it),
        ],
      },
      ...tallyBlocks(it, isPending(it)),
      ...lateBlocks(change.id, late),
      {
        is: 'text',
        words: [
          'Asked for by ',
          ...askerWords(change),
          ...(door === 'repository' ? [` (${listWords(sealed?.kinds ?? [change.request.kind]) || 'no kind'})`] : []),
          `, ${dayWords(change.asked.at)}:`,
        ],
      },
      { is: 'quote', text: reason },
      ...(evidence ? evidenceBlocks(evidence) : []),
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
  return `${name}: ${planned ? withoutName(request.title, model.id) : kindFromTo(request)}`
}

/** `Move the limit of mae of flight-delay to 20 min` is `move the limit of mae to 20 min` where the model is named before it. */
function withoutName(title: string, id: string): string {
  const words = title.split(' ')
  const at = words.indexOf(id)
  const rest = at < 1 ? words : words.toSpliced(words[at - 1] === 'of' ? at - 1 : at, words[at - 1] === 'of' ? 2 : 1)
  return rest.join(' ').replace(/^./u, first => first.toLowerCase())
}

/** Until when it can be approved. */
function untilWords(it: Judged): Words {
  const { verdict } = it
  return isPending(it) && verdict.is === 'pending' ? [`, until ${minuteWords(verdict.until)}`] : []
}

type Evidence = NonNullable<Judged['change']['request']['evidence']>

const shownFiles = ({ seals }: Judged['change']): readonly ChangedFile[] => seals.at(-1)?.body.files ?? []

/** Of what we planned the diff says it all; what somebody pushed to it besides is named. */
function strayFiles(change: Judged['change']): readonly ChangedFile[] {
  const planned = change.request.edits.map(({ path }) => path)
  return shownFiles(change).filter(({ path }) => !planned.includes(path))
}

const SHOWN_FILES = 8

/** What each file would say otherwise, in words. */
export function fileBlocks(files: readonly ChangedFile[]): Block[] {
  const items = files
    .slice(0, SHOWN_FILES)
    .map(({ path, says }): Words => [code(path), `: ${says.join('; ') || 'only comments or layout'}`])
  const left = files.length - SHOWN_FILES
  return items.length === 0
    ? []
    : [{ is: 'list', items: [...items, ...(left > 0 ? [[`… and ${count(left, 'file')} more`]] : [])] }]
}

function evidenceBlocks(evidence: Evidence): Block[] {
  const words: Words = [
    `${evidence.from} → ${evidence.to} on the same ${evidence.samples.toLocaleString('en-GB')} cases, ${dayWords(evidence.start)} to ${dayWords(evidence.end)}:`,
  ]
  return [{ is: 'text', words }, comparisonList(evidence)]
}

/** The lines that change, without the file headers: the pull request has the rest. */
export function diffLines(diff: string): string {
  const lines = diff.split('\n').filter(line => /^[+-]/.test(line) && !/^(\+\+\+|---)/.test(line))
  return lines.slice(0, 20).join('\n') || 'no difference'
}

const isPending = ({ change, verdict }: Judged) => !change.merged && !change.closed && verdict.is === 'pending'

function stateWords(it: Judged): string {
  const { change, verdict } = it
  if (change.closed) return `${change.closed.outcome}: ${change.closed.says}`
  if (change.done) return doneWords(change)
  const failed = change.delivered.find(({ conclusion }) => conclusion !== 'success')
  if (failed) return `${failed.retrain ? 'training' : 'delivery'} ended in ${failed.conclusion}`
  const trains = movesOf(change).length === 0 && retrainsOf(change).length > 0
  if (stageOf(change) === 'delivered')
    return trains ? 'trained, waits for its version to be registered' : 'delivered, waits to be observed'
  if (change.merged) return trains ? 'merged, is being trained' : 'merged, is being delivered'
  if (verdict.is === 'approved') return `approved, ${tallyWords(verdict)}`
  if (verdict.is === 'pending') return `waits for approval, ${tallyWords(verdict)}`
  if (verdict.is === 'denied') return 'denied'
  return `${verdict.is}: ${verdict.says}`
}

function doneWords({ done, registered, delivered }: Judged['change']): string {
  if (done?.version !== undefined) return `done: ${done.version} runs`
  if (registered.length === 0 && delivered.length > 0) return 'done: delivered'
  return registered.length === 0 ? 'done: merged' : `done: ${listWords(registered.map(it => it.version))} registered`
}

function closingBlocks(it: Judged): Block[] {
  const { verdict } = it
  const { review } = it.change
  if (review?.done) {
    return [
      { is: 'text', words: ['Looked at afterwards by ', person(review.done.by), ':'] },
      { is: 'quote', text: review.done.says },
    ]
  }
  if (review)
    return [
      { is: 'text', words: [strong('A review is owed'), `: ${review.because}. Until ${minuteWords(review.due)}.`] },
    ]
  if (it.change.merged || it.change.closed) return []
  if (verdict.is === 'pending') return []
  if (verdict.is === 'approved' && verdict.merge === 'auto') return []
  if (verdict.is === 'approved')
    return [{ is: 'note', words: ['The policy leaves the merge to people: merge the pull request on GitHub.'] }]
  return [{ is: 'note', words: ticked(`fix: ${verdict.fix}`) }]
}

function buttons(it: Judged): Block[] {
  const seal = it.change.seals.at(-1)?.body.seal
  if (seal === undefined || it.change.merged || it.change.closed) return []
  const value = shownValue(seal, it.findings)
  const deny = { action: 'deny', text: 'Deny', style: 'danger', value } as const
  // Until it is merged, somebody may think better of it.
  if (it.verdict.is === 'approved' && it.verdict.slots.length > 0) return [{ is: 'buttons', buttons: [deny] }]
  if (!mayCount(it.verdict)) return []
  return [
    {
      is: 'buttons',
      buttons: [{ action: 'approve', text: 'Approve', style: 'primary', value }, deny],
    },
  ]
}

/** While a guardrail says no, people may look and approve all the same: a freeze ends by itself. */
function mayCount(verdict: Judged['verdict']): boolean {
  if (verdict.is === 'blocked') return verdict.code === 'guardrail' && verdict.missing.length > 0
  return verdict.is === 'pending' || verdict.is === 'denied'
}
