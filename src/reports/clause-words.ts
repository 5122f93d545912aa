import type { Finding } from '../core/change.ts'
import { type CitedClause, clauseOf } from '../core/clause.ts'
import type { Block } from '../core/document.ts'
import type { Repository } from '../core/repository.ts'
import { dayWords } from '../core/words.ts'

/** What the clauses say that the findings cite, each once, in the order they are cited. */
export function clauseBlocks(repository: Repository, findings: readonly Finding[]): Block[] {
  const refs = [...new Set(findings.flatMap(finding => finding.clauses ?? []))]
  return refs.length === 0 ? [] : [{ is: 'list', items: refs.map(ref => [clauseWords(repository, ref)]) }]
}

/** `EU AI Act, Article 4 (AI literacy): … In force from 2 February 2025.`; a reference that leads nowhere says so. */
export function clauseWords(repository: Repository, ref: string): string {
  const clause = clauseOf(repository, ref)
  if (clause === undefined) return `${ref}: this clause does not stand in the repository.`
  return [`${clause.name}, ${clause.title}: ${clause.says}`, ...datesOf(clause)].join(' ')
}

function datesOf({ applies, until }: CitedClause): string[] {
  if (applies !== undefined && until !== undefined) return [`In force from ${dayWords(applies)} to ${dayWords(until)}.`]
  if (applies !== undefined) return [`In force from ${dayWords(applies)}.`]
  return until === undefined ? [] : [`In force until ${dayWords(until)}.`]
}
