import type { Judged } from '../approvals/judged.ts'
import type { Change } from '../core/change-state.ts'
import { type Block, code, type Document, strong } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'
import { dayWords } from '../core/words.ts'
import { askerWords } from './asker-words.ts'
import { titleOf } from './change-card.ts'
import { comparisonTable } from './comparison-words.ts'
import { findingBlocks } from './findings.ts'
import { commitQuote, githubTitle } from './github-text.ts'
import { sealWords, tallyBlocks } from './tally.ts'

/** One imperative line of ours, where Kedge opened it: the model is a slug, so nothing in it needs escaping. */
export function pullTitle({ request }: Pick<Change, 'request'>): string {
  return githubTitle(request.title)
}

/** Everything the request rests on. The chart is a Mermaid source made by the caller from stored readings. */
export function pullBody(it: Judged, chart?: string): Document {
  const { change, findings } = it
  const { reason, evidence, to } = change.request
  const blocks: Block[] = [
    {
      is: 'text',
      words: [strong(titleOf(it)), ', asked for by ', ...askerWords(change), ':'],
    },
    { is: 'quote', text: reason },
    ...(evidence
      ? [
          {
            is: 'text',
            words: [
              strong('Evidence.'),
              ` Both versions on the same ${evidence.samples.toLocaleString('en-GB')} cases, ${dayWords(evidence.start)} to ${dayWords(evidence.end)}; gains and losses.`,
            ],
          } as const,
          comparisonTable(evidence),
        ]
      : to === undefined
        ? []
        : [{ is: 'text', words: ['No evidence: what the other version would have done is not known.'] } as const]),
    ...(chart === undefined ? [] : [{ is: 'diagram', mermaid: chart } as const]),
    { is: 'text', words: [strong('Rules')] },
    ...findingBlocks(findings),
    { is: 'text', words: [strong('Approvals.'), ...ticked(` ${it.verdict.says}`)] },
    ...(it.verdict.is === 'blocked' ? [{ is: 'note', words: ticked(`fix: ${it.verdict.fix}`) } as const] : []),
    ...tallyBlocks(it, false),
    {
      is: 'note',
      words: ['Approve here by a review or in Slack; each person counts once. A new commit needs new votes.'],
    },
    { is: 'note', words: sealWords(it) },
    {
      is: 'note',
      words: [
        'Change ',
        code(change.id),
        ...(change.request.case === undefined ? [] : [', case ', code(change.request.case)]),
        ...(change.request.trainedFor === undefined ? [] : [', trained for ', code(change.request.trainedFor)]),
        '.',
      ],
    },
  ]
  return { summary: pullTitle(change), blocks }
}

/** The merge commit says who asked, who approved and under which seal. */
export function mergeMessage({ change, verdict }: Judged): { title: string; message: string } {
  const by = verdict.counted.map(c => `${c.person} (${c.slot.role})`).join(', ')
  const lines = [
    commitQuote(change.request.reason),
    '',
    `Kedge-Change: ${change.id}`,
    `Kedge-Asked-By: ${askedBy(change)}`,
    `Kedge-Approved-By: ${by}`,
    `Kedge-Seal: ${change.seals.at(-1)?.body.seal ?? ''}`,
  ]
  return { title: `${pullTitle(change)} (#${change.pull?.pull ?? ''})`, message: lines.join('\n') }
}

function askedBy({ asked, request: { playbook, trigger } }: Change): string {
  if (playbook !== undefined) return `playbook ${playbook}`
  return trigger === undefined ? asked.by : `trigger ${trigger}`
}
