import type { ApprovalsRule } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import { type Block, code, type Document, strong, type Words } from '../core/document.ts'
import type { Repository } from '../core/repository.ts'
import { ticked } from '../core/ticked.ts'
import { listWords } from '../core/words.ts'
import { clauseBlocks, clauseWords } from './clause-words.ts'
import { waivableBy, wholeFindingBlocks } from './findings.ts'

export interface Explained {
  readonly title: string
  readonly findings: readonly Finding[]
  /** Approvals policies that cover the change; left out where nothing is asked. */
  readonly approvals?: readonly ApprovalsRule[]
}

/** Every rule that applies, with its answer, its clause, its fix and who may waive it; then who would have to approve. */
export function explained(repository: Repository, { title, findings, approvals }: Explained): Document {
  return {
    summary: title,
    blocks: [
      { is: 'text', words: [strong(title)] },
      ...(findings.length > 0 ? wholeFindingBlocks(findings) : [{ is: 'text', words: ['No rule applies.'] } as const]),
      ...clauseBlocks(repository, findings),
      ...(approvals === undefined ? [] : [approvalsBlock(approvals)]),
    ],
  }
}

function approvalsBlock(rules: readonly ApprovalsRule[]): Block {
  if (rules.length === 0) {
    const says =
      'No approvals policy covers this change, so it is blocked. fix: add one to policies/; `needs: []` says that nobody needs to approve'
    return { is: 'note', words: ticked(says) }
  }
  return { is: 'list', items: rules.map(rule => [strong(rule.id), `: ${needsWords(rule)}. ${rule.because}`]) }
}

function needsWords({ needs, withinHours, merge }: ApprovalsRule): string {
  const by = (via: readonly string[] | undefined) => (via === undefined ? '' : ` by ${listWords(via, 'or')}`)
  const who = needs.map(need => `${need.count} of ${need.role}${by(need.via)}`)
  return `${who.length === 0 ? 'nobody needs to approve' : who.join(', ')}, within ${withinHours} hours, merge ${merge}`
}

/** A policy as it can be explained whatever its kind. */
export interface AnyPolicy {
  readonly kind: string
  readonly id: string
  readonly because: string
  readonly fix?: string
  readonly severity?: string
  readonly clauses?: readonly string[]
  readonly mayWaive?: readonly string[]
}

/** One rule, whichever model it is held against: why, what it serves, how to mend it, who may waive it, and how the models stand under it. */
export function explainedPolicy(
  repository: Repository,
  policy: AnyPolicy,
  standing: readonly { readonly model: string; readonly finding: Finding }[],
  most?: number,
): Document {
  const { kind, id, because, fix, severity, clauses = [] } = policy
  const title = `${id}: ${kind}${severity === undefined ? '' : `, ${severity}`}`
  const rows: Words[] = worstFirst(standing).map(({ model, finding }) => [
    code(model),
    ` ${finding.outcome}`,
    ...(finding.trace.length > 0 ? [' ', code(finding.trace.join('; '))] : []),
  ])
  return {
    summary: title,
    blocks: [
      { is: 'text', words: [strong(title)] },
      { is: 'text', words: [because] },
      ...(clauses.length === 0
        ? []
        : [{ is: 'list', items: clauses.map(ref => [clauseWords(repository, ref)]) } as const]),
      ...(fix === undefined ? [] : [{ is: 'text', words: [`Fix: ${fix.replaceAll('{model}', '<model>')}`] } as const]),
      ...(severity === undefined ? [] : [{ is: 'text', words: [waivableBy(policy.mayWaive)] } as const]),
      ...listedUpTo(rows, most, `kedge explain ${id}`),
    ],
  }
}

const OUTCOMES = ['fail', 'unknown', 'waived', 'pass', 'skip'] as const

function worstFirst<T extends { readonly finding: Finding }>(all: readonly T[]): readonly T[] {
  const rank = ({ finding: { outcome } }: T) => OUTCOMES.indexOf(outcome)
  return all.toSorted((a, b) => rank(a) - rank(b))
}

/** What is cut off is counted, with the command that prints all of it in a clone. */
function listedUpTo(rows: readonly Words[], most = rows.length, where: string): Block[] {
  if (rows.length === 0) return []
  const left = rows.length - most
  const more: Words[] = left > 0 ? [[`and ${left} more, none of them worse: `, code(where), ' in a clone']] : []
  return [{ is: 'list', items: [...rows.slice(0, most), ...more] }]
}
