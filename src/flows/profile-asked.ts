import { didYouMean } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { isBounded } from '../repository/input-complaints.ts'
import { declaredAs } from '../sources/column-type.ts'
import { listWords } from '../words/figures.ts'
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
  if (model === undefined) {
    const says = `There is no model ${id} that can be read.${didYouMean(id, Object.keys(models))}`
    throw refused('unknown-model', says, 'Name a model of models/; kedge check says why one cannot be read')
  }
  const name = queryOf(model, wanted.query)
  const { connection, sql, every } = model.queries?.[name] ?? {}
  if (connection === undefined || sql === undefined || every === undefined)
    throw refused(
      'unfit-inputs',
      `Query ${name} of ${id} has no \`sql\` or no \`every\`.`,
      'Add what kedge check asks for',
    )
  if (!isBounded(sql))
    throw refused(
      'unfit-inputs',
      `Query ${name} of ${id} does not ask for a time, so that it returns the same rows for each.`,
      'Bound its rows by both: where date >= $start and date < $end',
    )
  const trained = model.versions?.[model.serving.version]?.trained
  const [from, to] = [wanted.from ?? trained?.from, wanted.to ?? trained?.to]
  if (from !== undefined && to !== undefined && from > to)
    throw refused(
      'no-reference',
      `${id} is to be counted from ${from} to ${to}, and ${to} comes first.`,
      `Give the earlier day first: --from ${to} --to ${from}`,
    )
  if (from === undefined || to === undefined) {
    const says = `Nobody knows over which days ${id} is to be counted.`
    throw refused(
      'no-reference',
      says,
      `Say so: --from 2026-01-01 --to 2026-03-31, or write \`trained\` of the version`,
    )
  }
  const declared = Object.fromEntries(
    Object.entries(model.inputs ?? {}).map(([column, { type }]) => [column, declaredAs(type)]),
  )
  return { model: id, query: name, connection, sql, every, from, to, bins: wanted.bins, declared }
}

function queryOf({ id, queries = {} }: Model, wanted: string | undefined): string {
  const known = Object.entries(queries).flatMap(([name, { returns }]) => (returns === 'inputs' ? [name] : []))
  const name = wanted ?? (known.length === 1 ? known[0] : undefined)
  if (name !== undefined && known.includes(name)) return name
  if (known.length === 0) {
    const says = `No query of ${id} returns its inputs.`
    throw refused('no-inputs', says, 'Add one with `returns: inputs`, `every` and a SELECT of a column for each input')
  }
  const says = name === undefined ? `${id} has several queries of inputs.` : `Query ${name} of ${id} returns no inputs.`
  throw refused('which-inputs', says, `Say which one, as --query: ${listWords(known, 'or')}`)
}

function refused(code: string, says: string, fix: string): ProblemError {
  return new ProblemError([problem(code, says, fix)])
}
