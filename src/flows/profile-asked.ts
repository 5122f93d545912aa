import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { isBounded } from '../repository/input-complaints.ts'
import { declaredAs } from '../sources/column-type.ts'
import { says } from '../words/says.ts'
import type { ProfileAsked } from './count-profile.ts'

export interface Wanted {
  readonly query?: string
  readonly from?: string
  readonly to?: string
  readonly bins: number
}

/** What is to be counted: the inputs of a model over the time its version was taught on, unless told otherwise. */
export function profileAsked(models: Readonly<Record<string, Model>>, id: string, wanted: Wanted): ProfileAsked {
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  if (model === undefined)
    throw refused('unknown-model', says.profileAsked.unknownModel(id, nearest(id, Object.keys(models))))
  const name = queryOf(model, wanted.query)
  const { connection, sql, every } = model.queries?.[name] ?? {}
  if (connection === undefined || sql === undefined || every === undefined)
    throw refused('unfit-inputs', says.profileAsked.noSql(name, id))
  if (!isBounded(sql)) throw refused('unfit-inputs', says.profileAsked.unbounded(name, id))
  const trained = model.versions?.[model.serving.version]?.trained
  const [from, to] = [wanted.from ?? trained?.from, wanted.to ?? trained?.to]
  if (from !== undefined && to !== undefined && from > to)
    throw refused('no-reference', says.profileAsked.backwards({ model: id, from, to }))
  if (from === undefined || to === undefined) throw refused('no-reference', says.profileAsked.noDays(id))
  const declared = Object.fromEntries(
    Object.entries(model.inputs ?? {}).map(([column, { type }]) => [column, declaredAs(type)]),
  )
  return { model: id, query: name, connection, sql, every, from, to, bins: wanted.bins, declared }
}

function queryOf({ id, queries = {} }: Model, wanted: string | undefined): string {
  const known = Object.entries(queries).flatMap(([name, { returns }]) => (returns === 'inputs' ? [name] : []))
  const name = wanted ?? (known.length === 1 ? known[0] : undefined)
  if (name !== undefined && known.includes(name)) return name
  const { noInputs, several, noneOfThem } = says.profileAsked
  if (known.length === 0) throw refused('no-inputs', noInputs(id))
  throw refused('which-inputs', name === undefined ? several(id, known) : noneOfThem(name, id, known))
}

function refused(code: string, fault: readonly [wrong: string, fix: string]): ProblemError {
  return new ProblemError([problem(code, ...fault)])
}
