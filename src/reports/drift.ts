import { type Block, code, type Document, strong, type Words } from '../core/document.ts'
import { type DriftReport, sharesOf } from '../core/drift.ts'
import { type MissingShare, missingWords, shareWords } from '../core/missing-share.ts'
import { count, significant } from '../core/words.ts'

export const VERDICTS = {
  drift: 'drift',
  'no-drift': 'no drift',
  'insufficient-data': 'too few values to say',
  'not-judged': 'not judged',
} as const

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
  ...rest
}: DriftReport): Document {
  const summary = `${method}: ${VERDICTS[verdict]}`
  const { statistic, p, df, bound, effect } = measured
  const most = (above: number) => (above === Number.POSITIVE_INFINITY ? ' or more' : ` to ${figure(statistic + above)}`)
  const number = `${figure(statistic)}${bound === undefined ? '' : most(bound)}`
  const facts: readonly (readonly [string, Words])[] = [
    ['Statistic', [code(number), ...(df === undefined ? [] : [`, ${df} degrees of freedom`])]],
    ...(effect === undefined ? [] : [[effect.name, [code(figure(effect.value))]] as const]),
    ...(p === undefined ? [] : [['p-value', [code(figure(p))]] as const]),
    ...(rest.calibrated === undefined ? [] : [['Threshold', [thresholdWords(rest)]] as const]),
    ['Reference', [rowWords(rows.reference)]],
    ['Current', [rowWords(rows.current)]],
    ...(missing === undefined ? [] : [['Missing', [lackingWords(missing)]] as const]),
    ['Convention', [`${how}; ${measured.how}`]],
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

/** “missing 0.2 % → 91 %, where 5 % is much; p-value …”. */
function lackingWords({ threshold, p, is, ...shares }: MissingShare): string {
  const chance = p === undefined ? '' : `; p-value ${figure(p)}`
  return `${missingWords(shares)}, where ${shareWords(threshold)} is much${chance}: ${VERDICTS[is]}`
}

function thresholdWords({ options, calibrated }: Pick<DriftReport, 'options' | 'calibrated'>): string {
  return `${figure(options.threshold ?? Number.NaN)}, ${calibrated}`
}

function rowWords({ rows, used, missing, notFinite }: DriftReport['rows']['current']): string {
  const dropped = [
    ...(missing > 0 ? [`${missing} without a value`] : []),
    ...(notFinite > 0 ? [`${notFinite} not finite`] : []),
  ]
  return [`${count(used, 'value')} of ${count(rows, 'row')}`, ...dropped].join(', ')
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
    { is: 'table', head: ['', 'reference', 'current', 'share then', 'share now'], rows },
    ...(rest > 0 ? [{ is: 'note', words: [`${rest} more have moved less; --json has all.`] } as const] : []),
  ]
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`
const figure = (value: number) => (Number.isNaN(value) ? 'none' : significant(value, 6))
