import type { FieldChange } from '../core/planned.ts'
import { says } from '../words/says.ts'
import { always, comesAndGoes, matches, type Named, type Names, named, wholeFile } from './change-names.ts'
import { isMap, type Loose, listAt, mapAt, textAt } from './changed-data.ts'
import { type Difference, differences } from './data-differences.ts'

/** What changes in a file of `policies/`: which part of which rule. As complete as `modelChanges`. */
export function policyChanges(before: unknown, after: unknown): readonly FieldChange[] {
  if (!isMap(before) || !isMap(after)) return wholeFile(before, after, fileWords)
  const found = differences(before, after, at => WHOLE.some(pattern => matches(pattern, at)))
  return found.map(difference => named(difference, { before, after }, NAMES))
}

/** Logic, and lists that are read as one. */
const WHOLE = ['when', 'expect', 'examples', 'needs', 'people.*.github']

const NAMES: Names = [
  ['severity', always('severity-changed', says.policyChanges.severity)],
  ['when', always('rule-edited', says.policyChanges.when)],
  ['expect', always('rule-edited', says.policyChanges.expect)],
  ['needs', always('needs-changed', ({ from, to }) => says.policyChanges.needs(needsIn(from), needsIn(to)))],
  [
    'examples',
    always('examples-changed', ({ from, to }) => says.policyChanges.examples(itemsIn(from).length, itemsIn(to).length)),
  ],
  ['expires', expiry],
  ['people.*', comesAndGoes('person', personWords)],
]

function fileWords(data: Loose, is: 'added' | 'removed' | 'replaced'): string {
  const [kind, id, severity] = [textAt(data, 'kind'), textAt(data, 'id'), textAt(data, 'severity')]
  return says.policyChanges.file({ kind, id, severity }, is)
}

const itemsIn = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : [])
const needsIn = (list: unknown) => itemsIn(list).map(need => (isMap(need) ? need : {}))

/** Whom they are is less than what they may: roles first, in full. */
function personWords(value: unknown, is: 'added' | 'removed', id: string): string {
  const data = isMap(value) ? value : {}
  const github = textAt(mapAt(data, 'github'), 'login')
  const slack = textAt(data, 'slack')
  const roles = listAt(data, 'roles').map(role => (typeof role === 'string' ? role : JSON.stringify(role)))
  return says.policyChanges.person[is](id, { roles, github, slack })
}

function expiry({ from, to }: Difference): Named {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  const is = to > from ? 'extended' : 'shortened'
  return { is: `expiry-${is}`, says: says.policyChanges.expiry(is, { from, to }) }
}
