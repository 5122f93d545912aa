import { code, type Document, strong } from '../core/document.ts'
import type { DriftReport } from '../core/drift.ts'

const VERDICTS = {
  drift: 'drift',
  'no-drift': 'no drift',
  'insufficient-data': 'too few values to say',
  'not-judged': 'not judged',
} as const

/** How many bins or categories are listed: those that moved most. */
const LISTED = 12

export function driftDocument({ method, measured, verdict, why, rows, how, counts }: DriftReport): Document {
  const summary = `${method}: ${VERDICTS[verdict]}`
  const { statistic, p, df, bound, effect } = measured
  const number = `${figure(statistic)}${bound === undefined ? '' : ` to ${figure(statistic + bound)}`}`
  const facts = [
    ['Statistic', [code(number), ...(df === undefined ? [] : [`, ${df} degrees of freedom`])]],
    ...(effect === undefined ? [] : [[effect.name, [code(figure(effect.value))]]]),
    ...(p === undefined ? [] : [['p-value', [code(figure(p))]]]),
    ['Reference', [rowWords(rows.reference)]],
    ['Current', [rowWords(rows.current)]],
    ['Convention', [`${how}; ${measured.how}`]],
  ] as const
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      { is: 'text', words: [strong(why)] },
      { is: 'facts', rows: facts as never },
      ...(counts === undefined ? [] : [countsTable(counts)]),
    ],
  }
}

function rowWords({ rows, used, missing, notFinite }: DriftReport['rows']['current']): string {
  const dropped = [
    ...(missing > 0 ? [`${missing} without a value`] : []),
    ...(notFinite > 0 ? [`${notFinite} not finite`] : []),
  ]
  return `${used.toLocaleString('en')} values of ${rows.toLocaleString('en')} rows${dropped.map(it => `, ${it}`).join('')}`
}

function countsTable({ labels, reference, current }: NonNullable<DriftReport['counts']>) {
  const [n, m] = [total(reference), total(current)]
  const all = labels.map((label, i) => ({ label, r: reference[i] ?? 0, c: current[i] ?? 0 }))
  const most = all.toSorted((a, b) => Math.abs(b.r / n - b.c / m) - Math.abs(a.r / n - a.c / m)).slice(0, LISTED)
  const shown = all.filter(row => most.includes(row))
  return {
    is: 'table',
    head: ['', 'reference', 'current', 'share then', 'share now'],
    rows: shown.map(({ label, r, c }) => [label, String(r), String(c), share(r / n), share(c / m)]),
  } as const
}

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const share = (value: number) => `${(100 * value).toFixed(1)} %`
const figure = (value: number) => String(Number(value.toPrecision(6)))
