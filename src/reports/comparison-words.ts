import type { Comparison } from '../core/change.ts'
import type { Block } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Gains and losses alike, so that nobody goes back into something worse. */
export function comparisonTable(comparison: Comparison): Block {
  const { from, to } = comparison
  const { column, is } = says.comparisonWords
  const rows = comparison.rows.map(row => [
    column(row.name, row.unit),
    says.figures.figure(row.now),
    says.figures.figure(row.then),
    is(row.better),
    row.money ?? '',
  ])
  return { is: 'table', head: ['', from, to, '', ''], rows }
}

/** The same for Slack, where a table breaks to pieces on a phone. */
export function comparisonList(comparison: Comparison): Block {
  return { is: 'list', items: comparison.rows.map(row => says.comparisonWords.row(row)) }
}
