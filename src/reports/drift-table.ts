import { type Block, code, type Document, strong } from '../core/document.ts'
import { type ColumnReport, type DriftTable, effectOf } from '../core/drift.ts'
import { missingWords, shareWords } from '../core/missing-share.ts'
import { count, listWords, significant } from '../core/words.ts'
import { VERDICTS } from './drift.ts'

/** Several columns: one line each, those that moved most first, and why some were not judged. */
export function driftTableDocument({ method, columns, leftOut, verdict }: DriftTable): Document {
  const ranked = columns.toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict] || beyond(b) - beyond(a))
  const drifted = columns.filter(it => it.verdict === 'drift').length
  const judged = columns.filter(it => it.verdict === 'drift' || it.verdict === 'no-drift').length
  const says = drifted > 0 ? count(drifted, 'column has drifted', 'columns have drifted') : VERDICTS[verdict]
  const summary = `${method}: ${says}`
  const lacks = columns.some(it => 'measured' in it && it.missing !== undefined)
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      { is: 'text', words: [strong(`${judged} of ${count(columns.length, 'column')} could be judged.`)] },
      {
        is: 'table',
        head: ['column', 'verdict', 'effect', 'much is', 'p, corrected', 'values', ...(lacks ? ['missing'] : [])],
        rows: ranked.map(it => [...rowOf(it), ...(lacks ? [lackingOf(it)] : [])]),
      },
      ...lacking(ranked),
      ...unjudged(ranked),
      ...out(leftOut),
      ...convention(columns),
      { is: 'note', words: ['p-values are corrected for the number of columns (Benjamini-Hochberg).'] },
      { is: 'note', words: ['One column by itself, with bins and convention: ', code('--reference file:column')] },
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
  if (!('measured' in it)) return [it.column, VERDICTS[it.verdict], '', '', '', '']
  const { options, corrected, rows } = it
  const values = `${rows.reference.used}, ${rows.current.used}`
  return [
    it.column,
    VERDICTS[it.verdict],
    told(effectOf(it.measured)),
    told(options.threshold),
    told(corrected),
    values,
  ]
}

function lackingOf(it: ColumnReport): string {
  const missing = 'measured' in it ? it.missing : undefined
  return missing === undefined ? '' : `${shareWords(missing.was)} → ${shareWords(missing.now)}`
}

/** Columns that have drifted by how many rows have no value, in words. */
function lacking(columns: readonly ColumnReport[]): readonly Block[] {
  const items = columns.flatMap(it => {
    const missing = 'measured' in it ? it.missing : undefined
    return missing?.is === 'drift' ? [[strong(it.column), `: ${missingWords(missing)}`]] : []
  })
  return items.length > 0 ? [{ is: 'list', items: items.slice(0, LISTED) }] : []
}

function unjudged(columns: readonly ColumnReport[]): readonly Block[] {
  const all = columns.filter(it => it.verdict === 'not-judged' || it.verdict === 'insufficient-data')
  const items = all.slice(0, LISTED).map(it => [strong(it.column), `: ${it.why}`])
  const rest = all.length - items.length
  if (rest > 0) items.push([`${rest} more; --json says why`])
  return items.length > 0 ? [{ is: 'list', items }] : []
}

/** That of the method, where it is one; the bins and categories of a column are told with that column alone. */
function convention(columns: readonly ColumnReport[]): readonly Block[] {
  const told = new Set(columns.flatMap(it => ('measured' in it && it.rows.current.used > 0 ? [it.measured.how] : [])))
  const [how] = told
  return how === undefined || told.size > 1 ? [] : [{ is: 'note', words: [`Convention: ${how}.`] }]
}

function out(names: readonly string[]): readonly Block[] {
  if (names.length === 0) return []
  const says = `Not compared: ${listWords(names)}. The reference lacks them, or the method is not for them`
  return [{ is: 'note', words: [`${says}; name them with `, code('--columns'), ' to see why.'] }]
}
