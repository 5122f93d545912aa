import Type from 'typebox'
import { nearest, oneOf } from './did-you-mean.ts'
import type { Complaint } from './policy-kind.ts'
import type { Clause, Regulation } from './regulation.ts'
import type { Repository } from './repository.ts'

/** How a rule names the clause it serves: the id of a regulation, a slash, the id of one of its clauses. */
export const ClauseRef = Type.String({
  pattern: '^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$',
  maxLength: 121,
  description: 'A regulation and one of its clauses, as in `eu-ai-act/art-14`.',
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
  const { title, says, applies, until } = clause
  return {
    regulation,
    name: found.name,
    title,
    says,
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
  const near = nearest(id, Object.keys(found.clauses))
  const says = `\`${regulation}\` has no clause \`${id}\``
  const fix = near
    ? `did you mean \`${regulation}/${near}\`?`
    : `use ${oneOf(Object.keys(found.clauses))}, or add \`${id}\` to the clauses of policies/${regulation}.yaml`
  return [{ at, code: 'unknown-clause', says, fix }]
}

function unknownRegulation(
  regulation: string,
  id: string,
  at: Complaint['at'],
  regulations: readonly Regulation[],
): Complaint {
  const ids = regulations.map(it => it.id)
  const near = nearest(regulation, ids)
  const use = ids.length > 0 ? `use ${oneOf(ids)}, or ` : ''
  const fix = near
    ? `did you mean \`${near}/${id}\`?`
    : `${use}add policies/${regulation}.yaml with \`kind: regulation\``
  return { at, code: 'unknown-regulation', says: `there is no regulation \`${regulation}\``, fix }
}

function parts(ref: string): { readonly regulation: string; readonly id: string } {
  const slash = ref.indexOf('/')
  return { regulation: ref.slice(0, Math.max(slash, 0)), id: ref.slice(slash + 1) }
}

function regulationsOf(repository: Repository): readonly Regulation[] {
  return (repository.policies.regulation ?? []) as readonly Regulation[]
}
