import Type from 'typebox'
import { says } from '../words/says.ts'
import { nearest } from './did-you-mean.ts'
import { type Complaint, complaint } from './policy-kind.ts'
import type { Clause, Regulation } from './regulation.ts'
import type { Repository } from './repository.ts'

/** How a rule names the clause it serves: the id of a regulation, a slash, the id of one of its clauses. */
export const ClauseRef = Type.String({
  pattern: '^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$',
  maxLength: 121,
  description: says.clause.fields.clauseRef,
})

/** A clause together with the regulation it stands in. */
export interface CitedClause extends Pick<Clause, 'title' | 'says' | 'applies' | 'until'> {
  /** The regulation’s id. */
  readonly regulation: string
  /** The regulation’s name. */
  readonly name: string
}

/** The clause a rule cites; undefined where there is none, as in a request older than the regulations of today. */
export function clauseOf(repository: Repository, ref: string): CitedClause | undefined {
  const { regulation, id } = parts(ref)
  const found = regulationsOf(repository).find(it => it.id === regulation)
  const clause = found && Object.hasOwn(found.clauses, id) ? found.clauses[id] : undefined
  if (found === undefined || clause === undefined) return undefined
  const { title, applies, until } = clause
  return {
    regulation,
    name: found.name,
    title,
    says: clause.says,
    ...(applies !== undefined && { applies }),
    ...(until !== undefined && { until }),
  }
}

/** A reference that leads nowhere explains nothing, so it is an error, with what was most likely meant. */
export function lintClause(ref: string, at: Complaint['at'], repository: Repository): Complaint[] {
  const { regulation, id } = parts(ref)
  const regulations = regulationsOf(repository)
  const found = regulations.find(it => it.id === regulation)
  if (found === undefined) return [unknownRegulation(regulation, id, at, regulations)]
  if (Object.hasOwn(found.clauses, id)) return []
  const known = Object.keys(found.clauses)
  return [complaint(at, 'unknown-clause', says.clause.unknownClause(regulation, id, known, nearest(id, known)))]
}

function unknownRegulation(
  regulation: string,
  id: string,
  at: Complaint['at'],
  regulations: readonly Regulation[],
): Complaint {
  const known = regulations.map(it => it.id)
  const told = says.clause.unknownRegulation(regulation, id, known, nearest(regulation, known))
  return complaint(at, 'unknown-regulation', told)
}

function parts(ref: string): { readonly regulation: string; readonly id: string } {
  const slash = ref.indexOf('/')
  return { regulation: ref.slice(0, Math.max(slash, 0)), id: ref.slice(slash + 1) }
}

function regulationsOf(repository: Repository): readonly Regulation[] {
  return (repository.policies.regulation ?? []) as readonly Regulation[]
}
