import type { FieldChange } from '../core/planned.ts'
import { count, listWords } from '../words/figures.ts'
import { matches, type Names, named, replaced } from './change-names.ts'
import { isMap, type Loose, textAt } from './changed-data.ts'
import { type Difference, differences } from './data-differences.ts'
import { fromTo, valueWords } from './data-words.ts'

/** What changes in a file of `policies/`: which part of which rule. As complete as `modelChanges`. */
export function policyChanges(before: unknown, after: unknown): readonly FieldChange[] {
  if (!isMap(before) || !isMap(after)) return wholeFile(before, after)
  const found = differences(before, after, at => WHOLE.some(pattern => matches(pattern, at)))
  return found.map(difference => named(difference, { before, after }, NAMES))
}

/** Logic, and lists that are read as one. */
const WHOLE = ['when', 'expect', 'examples', 'needs', 'people.*.github']

const NAMES: Names = [
  ['severity', replaced('severity-changed', () => 'severity')],
  ['when', replaced('rule-edited', () => 'when it applies')],
  ['expect', replaced('rule-edited', () => 'what must hold')],
  [
    'needs',
    ({ from, to }) => ({ is: 'needs-changed', says: `approvals needed changed from ${needs(from)} to ${needs(to)}` }),
  ],
  [
    'examples',
    ({ from, to }) => ({
      is: 'examples-changed',
      says: `examples changed, ${examples(from)} before and ${examples(to)} now`,
    }),
  ],
  ['expires', expiry],
]

function wholeFile(before: unknown, after: unknown): FieldChange[] {
  const data = isMap(after) ? after : isMap(before) ? before : {}
  const strict = textAt(data, 'severity')
  const what = `${textAt(data, 'kind') ?? 'file'} ${textAt(data, 'id') ?? ''}${strict ? ` (${strict})` : ''}`.trim()
  if (before === undefined && after !== undefined) return [{ is: 'added', at: [], to: after, says: `new ${what}` }]
  if (after === undefined && before !== undefined)
    return [{ is: 'removed', at: [], from: before, says: `${what} deleted` }]
  return differences(before, after).map(difference => ({
    ...difference,
    is: 'field-changed',
    says: `${what} replaced`,
  }))
}

function needs(list: unknown): string {
  const all = Array.isArray(list) ? (list as readonly Loose[]) : []
  return listWords(all.map(need => `${valueWords(need?.count)} of ${valueWords(need?.role)}`)) || 'nobody'
}

function examples(list: unknown): string {
  return count(Array.isArray(list) ? list.length : 0, 'example')
}

function expiry({ from, to }: Difference) {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  const is = to > from ? 'extended' : 'shortened'
  return { is: `expiry-${is}`, says: `${is} ${fromTo(from, to)}` }
}
