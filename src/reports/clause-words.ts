import type { Finding } from '../core/change.ts'
import { clauseOf } from '../core/clause.ts'
import type { Repository } from '../core/repository.ts'
import type { Block } from '../words/document.ts'
import { says } from '../words/says.ts'

/** What the clauses say that the findings cite, each once, in the order they are cited. */
export function clauseBlocks(repository: Repository, findings: readonly Finding[]): Block[] {
  const refs = [...new Set(findings.flatMap(finding => finding.clauses ?? []))]
  return refs.length === 0 ? [] : [{ is: 'list', items: refs.map(ref => [clauseWords(repository, ref)]) }]
}

/** `EU AI Act, Article 4 (AI literacy): … In force from 2 February 2025.`; a reference that leads nowhere says so. */
export function clauseWords(repository: Repository, ref: string): string {
  const clause = clauseOf(repository, ref)
  if (clause === undefined) return says.clauseWords.missing(ref)
  const { name, title, says: text, applies: from, until } = clause
  return says.clauseWords.clause({ name, title, text, from, until })
}
