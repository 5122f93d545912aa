import type { Comparison } from '../core/change.ts'
import { type Block, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'

type Row = Comparison['rows'][number]

export const betterWords = (row: Pick<Row, 'better'>) =>
  row.better === undefined ? 'same' : row.better ? 'better' : 'worse'

/** Gains and losses alike, so that nobody goes back into something worse. */
export function comparisonTable(comparison: Comparison): Block {
  const { from, to } = comparison
  const rows = comparison.rows.map(row => [
    `${row.name}, ${row.unit}`,
    says.figures.figure(row.now),
    says.figures.figure(row.then),
    betterWords(row),
    row.money ?? '',
  ])
  return { is: 'table', head: ['', from, to, '', ''], rows }
}

/** The same for Slack, where a table breaks to pieces on a phone. */
export function comparisonList(comparison: Comparison): Block {
  const items = comparison.rows.map((row): Words => {
    const money = row.money === undefined ? [] : [', ', strong(row.money)]
    return [
      `${row.name}: ${says.figures.figure(row.now)} → ${says.figures.figure(row.then)} ${row.unit}`.trimEnd(),
      `, ${betterWords(row)}`,
      ...money,
    ]
  })
  return { is: 'list', items }
}
