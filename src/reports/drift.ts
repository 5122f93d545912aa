import { type DriftReport, sharesOf } from '../core/drift.ts'
import { type Block, type Document, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** How many bins or categories are listed: those that moved most. */
const LISTED = 12

export function driftDocument({
  method,
  measured,
  verdict,
  why,
  rows,
  how,
  counts,
  missing,
  calibrated,
  options,
}: DriftReport): Document {
  const summary = says.drift.summary(method, verdict)
  const { statistic, p, df, bound, effect } = measured
  const { labels, number } = says.drift
  const facts: readonly (readonly [string, Words])[] = [
    [labels.statistic, says.drift.statistic(statistic, bound, df)],
    ...(effect === undefined ? [] : [[effect.name, number(effect.value)] as const]),
    ...(p === undefined ? [] : [[labels.p, says.drift.p(p)] as const]),
    ...(calibrated === undefined
      ? []
      : [[labels.threshold, [says.drift.threshold(options.threshold ?? Number.NaN, calibrated)]] as const]),
    [labels.reference, [says.drift.rows(rows.reference)]],
    [labels.current, [says.drift.rows(rows.current)]],
    ...(missing === undefined ? [] : [[labels.missing, [says.drift.missing(missing)]] as const]),
    [labels.convention, [says.drift.convention(how, measured.how)]],
  ]
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      { is: 'text', words: [strong(why)] },
      { is: 'facts', rows: facts },
      ...(counts === undefined ? [] : countsTable(counts)),
    ],
  }
}

function countsTable({ labels, ...counts }: NonNullable<DriftReport['counts']>): readonly Block[] {
  const { reference, current } = sharesOf(counts)
  const all = labels.map((label, i) => ({ label, i, p: reference[i] ?? 0, q: current[i] ?? 0 }))
  const most = new Set(all.toSorted((a, b) => Math.abs(b.p - b.q) - Math.abs(a.p - a.q)).slice(0, LISTED))
  const rows = all
    .filter(row => most.has(row))
    .map(({ label, i, p, q }) => [label, `${counts.reference[i]}`, `${counts.current[i]}`, share(p), share(q)])
  const rest = labels.length - rows.length
  return [
    { is: 'table', head: says.drift.countsHead, rows },
    ...(rest > 0 ? [{ is: 'note', words: [says.drift.movedLess(rest)] } as const] : []),
  ]
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`
