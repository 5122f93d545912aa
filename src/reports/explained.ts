import type { ApprovalsRule } from '../approvals/approval.ts'
import type { Finding } from '../core/change.ts'
import type { Repository } from '../core/repository.ts'
import { type Block, type Document, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
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
      ...(findings.length > 0
        ? wholeFindingBlocks(findings)
        : [{ is: 'text', words: [says.explained.noRule] } as const]),
      ...clauseBlocks(repository, findings),
      ...(approvals === undefined ? [] : [approvalsBlock(approvals)]),
    ],
  }
}

function approvalsBlock(rules: readonly ApprovalsRule[]): Block {
  if (rules.length === 0) return { is: 'note', words: ticked(says.explained.uncovered) }
  return { is: 'list', items: rules.map(says.explained.approvals) }
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
  const title = says.explained.title(id, kind, severity)
  const rows: Words[] = worstFirst(standing).map(({ model, finding: { outcome, trace } }) =>
    says.explained.standing(model, outcome, trace.join('; ')),
  )
  return {
    summary: title,
    blocks: [
      { is: 'text', words: [strong(title)] },
      { is: 'text', words: [because] },
      ...(clauses.length === 0
        ? []
        : [{ is: 'list', items: clauses.map(ref => [clauseWords(repository, ref)]) } as const]),
      ...(fix === undefined
        ? []
        : [{ is: 'text', words: [says.explained.fix(fix.replaceAll('{model}', '<model>'))] } as const]),
      ...(severity === undefined ? [] : [{ is: 'text', words: [waivableBy(policy.mayWaive)] } as const]),
      ...listedUpTo(rows, most, id),
    ],
  }
}

const OUTCOMES = ['fail', 'unknown', 'waived', 'pass', 'skip'] as const

function worstFirst<T extends { readonly finding: Finding }>(all: readonly T[]): readonly T[] {
  const rank = ({ finding: { outcome } }: T) => OUTCOMES.indexOf(outcome)
  return all.toSorted((a, b) => rank(a) - rank(b))
}

/** What is cut off is counted, with the command that prints all of it in a clone. */
function listedUpTo(rows: readonly Words[], most = rows.length, policy: string): Block[] {
  if (rows.length === 0) return []
  const left = rows.length - most
  const more: Words[] = left > 0 ? [says.explained.more(left, policy)] : []
  return [{ is: 'list', items: [...rows.slice(0, most), ...more] }]
}
