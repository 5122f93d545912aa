import { type ColumnReport, type DriftTable, effectOf } from '../core/drift.ts'
import { type Block, type Document, strong, type Words } from '../words/document.ts'
import { significant } from '../words/figures.ts'
import { says } from '../words/says.ts'

/** Several columns: one line each, those that moved most first, and why some were not judged. */
export function driftTableDocument({ method, columns, leftOut, verdict }: DriftTable): Document {
  const ranked = columns.toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict] || beyond(b) - beyond(a))
  const drifted = columns.filter(it => it.verdict === 'drift').length
  const judged = columns.filter(it => it.verdict === 'drift' || it.verdict === 'no-drift').length
  const found = drifted > 0 ? says.driftTable.drifted(drifted) : says.drift.verdicts[verdict]
  const summary = says.driftTable.summary(method, found)
  const lacks = columns.some(it => 'measured' in it && it.missing !== undefined)
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      { is: 'text', words: [strong(says.driftTable.judged(judged, columns.length))] },
      {
        is: 'table',
        head: [...says.driftTable.head, ...(lacks ? [says.driftTable.missing] : [])],
        rows: ranked.map(it => [...rowOf(it), ...(lacks ? [lackingOf(it)] : [])]),
      },
      ...lacking(ranked),
      ...unjudged(ranked),
      ...out(leftOut),
      ...convention(columns),
      { is: 'note', words: [says.driftTable.corrected] },
      { is: 'note', words: says.driftTable.oneColumn },
    ],
  }
}

/** As many reasons as anybody reads. */
const LISTED = 12

const ORDER = { drift: 0, 'not-judged': 1, 'insufficient-data': 2, 'no-drift': 3 } as const

function beyond(it: ColumnReport): number {
  return 'measured' in it ? effectOf(it.measured) / (it.options.threshold ?? 1) || 0 : 0
}

function rowOf(it: ColumnReport): readonly string[] {
  const told = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : significant(value, 4))
  if (!('measured' in it)) return [it.column, says.drift.verdicts[it.verdict], '', '', '', '']
  const { options, corrected, rows } = it
  const values = says.driftTable.values(rows.reference.used, rows.current.used)
  return [
    it.column,
    says.drift.verdicts[it.verdict],
    told(effectOf(it.measured)),
    told(options.threshold),
    corrected === undefined ? '' : says.driftTable.p(corrected),
    values,
  ]
}

function lackingOf(it: ColumnReport): string {
  const missing = 'measured' in it ? it.missing : undefined
  return missing === undefined ? '' : says.driftTable.fromTo(missing.was, missing.now)
}

/** Columns that have drifted by how many rows have no value, in words. */
function lacking(columns: readonly ColumnReport[]): readonly Block[] {
  const items = columns.flatMap(it => {
    const missing = 'measured' in it ? it.missing : undefined
    return missing?.is === 'drift' ? [says.driftTable.lacks(it.column, missing)] : []
  })
  return items.length > 0 ? [{ is: 'list', items: items.slice(0, LISTED) }] : []
}

function unjudged(columns: readonly ColumnReport[]): readonly Block[] {
  const all = columns.filter(it => it.verdict === 'not-judged' || it.verdict === 'insufficient-data')
  const items: Words[] = all.slice(0, LISTED).map(it => says.driftTable.unjudged(it.column, it.why))
  const rest = all.length - items.length
  if (rest > 0) items.push([says.driftTable.moreUnjudged(rest)])
  return items.length > 0 ? [{ is: 'list', items }] : []
}

/** That of the method, where it is one; the bins and categories of a column are told with that column alone. */
function convention(columns: readonly ColumnReport[]): readonly Block[] {
  const told = new Set(columns.flatMap(it => ('measured' in it && it.rows.current.used > 0 ? [it.measured.how] : [])))
  const [how] = told
  return how === undefined || told.size > 1 ? [] : [{ is: 'note', words: [says.driftTable.convention(how)] }]
}

const out = (names: readonly string[]): readonly Block[] =>
  names.length === 0 ? [] : [{ is: 'note', words: says.driftTable.leftOut(names) }]
