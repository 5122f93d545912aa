import { isDraft, type Judged } from '../approvals/judged.ts'
import type { Change } from '../core/change-state.ts'
import type { By } from '../core/doer.ts'
import { type Block, type Document, type Inline, strong } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { askerWords } from './asker-words.ts'
import { titleOf } from './change-card.ts'
import { fileBlocks, shownFiles } from './changed-files.ts'
import { changedBy, changedSince, changersOf } from './changed-since.ts'
import { comparisonTable } from './comparison-words.ts'
import { emergencyBlocks } from './emergency-words.ts'
import { findingBlocks } from './findings.ts'
import { commitQuote, githubTitle } from './github-text.ts'
import { sealWords, tallyBlocks } from './tally.ts'
import { verdictWords } from './verdict-words.ts'

/**
 * One imperative line of ours, where Kedge opened it: the model is a slug, so nothing in it needs escaping. It tells what was
 * asked for; where somebody else has changed that, it says that it is not all.
 */
export function pullTitle(change: Change): string {
  return githubTitle(change.request.title)
}

/** Why nobody is asked any more: whoever asked took it back, or Kedge ended it for what was asked for since. */
export type Ended = { readonly by: By; readonly because: string } | { readonly says: string; readonly on?: Inline }

/**
 * Everything the request rests on. The chart is a Mermaid source made by the caller from stored readings. Of one that has
 * ended that stands first, and nobody is asked to approve it.
 */
export function pullBody(it: Judged, chart?: string, ended?: Ended): Document {
  const { change, findings } = it
  const { reason, evidence, to } = change.request
  const blocks: Block[] = [
    ...(ended ? endedBlocks(ended) : []),
    { is: 'text', words: says.pullBody.asked(titleOf(it), askerWords(change)) },
    { is: 'quote', text: reason },
    ...(changersOf(change).length > 0 ? [...changedSince(it), ...fileBlocks(shownFiles(change))] : []),
    ...(evidence
      ? [{ is: 'text', words: says.pullBody.evidence(evidence) } as const, comparisonTable(evidence)]
      : to === undefined
        ? []
        : [{ is: 'text', words: [says.pullBody.noEvidence] } as const]),
    ...(chart === undefined ? [] : [{ is: 'diagram', mermaid: chart } as const]),
    { is: 'text', words: [strong(says.pullBody.rules)] },
    ...findingBlocks(findings),
    ...(ended ? [] : approvalBlocks(it)),
    { is: 'note', words: sealWords(it) },
    {
      is: 'note',
      words: says.pullBody.change({
        id: change.id,
        ofCase: change.request.case,
        trainedFor: change.request.trainedFor,
      }),
    },
  ]
  return { summary: pullTitle(change), blocks }
}

function endedBlocks(ended: Ended): Block[] {
  const { over, goesOn, openedAgain } = says.pullBody
  const told: Block[] =
    'by' in ended
      ? [
          { is: 'text', words: says.withdrawForm.told(ended.by) },
          { is: 'quote', text: ended.because },
        ]
      : [{ is: 'text', words: ended.on === undefined ? over(ended.says) : goesOn(ended.says, ended.on) }]
  return [...told, { is: 'note', words: [openedAgain] }]
}

function approvalBlocks(it: Judged): Block[] {
  const { verdict } = it
  const isStuck = verdict.is === 'blocked' || (verdict.is === 'pending' && isDraft(it))
  return [
    { is: 'text', words: says.pullBody.approvals(verdictWords(verdict)) },
    ...(isStuck ? [{ is: 'note', words: ticked(says.sentence.fix(verdict.fix)) } as const] : []),
    ...emergencyBlocks(it),
    ...tallyBlocks(it, false),
    ...(isDraft(it) ? [] : [{ is: 'note', words: [says.pullBody.approveHere] } as const]),
  ]
}

/** The merge commit says who asked, who approved and under which seal. */
export function mergeMessage(it: Judged): { title: string; message: string } {
  const { change, verdict } = it
  const changed = changedBy(it)
  const by = verdict.counted.map(c => `${c.person} (${c.slot.role})`).join(', ')
  const lines = [
    commitQuote(change.request.reason),
    '',
    `Kedge-Change: ${change.id}`,
    `Kedge-Asked-By: ${askedBy(change)}`,
    ...(changed === '' ? [] : [`Kedge-Changed-By: ${changed}`]),
    `Kedge-Approved-By: ${by}`,
    `Kedge-Seal: ${change.seals.at(-1)?.body.seal ?? ''}`,
  ]
  return { title: `${pullTitle(change)} (#${change.pull?.pull ?? ''})`, message: lines.join('\n') }
}

function askedBy({ asked, request: { playbook, trigger } }: Change): string {
  if (playbook !== undefined) return `playbook ${playbook}`
  return trigger === undefined ? asked.by : `trigger ${trigger}`
}
