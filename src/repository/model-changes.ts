import type { FieldChange } from '../core/planned.ts'
import { says } from '../words/says.ts'
import {
  always,
  comesAndGoes,
  matches,
  type Named,
  type Names,
  named,
  ranked,
  type Sides,
  wholeFile,
} from './change-names.ts'
import { isMap, type Loose, listAt, mapAt, textAt, textIn } from './changed-data.ts'
import { type Difference, differences } from './data-differences.ts'
import { KPI_CHANGES } from './kpi-changes.ts'
import { kindOfMove } from './model-kinds.ts'
import { columnsCounted, countedAnew } from './profile-changes.ts'

/**
 * What changes in a file of `models/`, in plain words. Whatever has no name of its own is `field-changed`, so the list is
 * empty where the data are equal and nowhere else. Undefined on a side: there is no file.
 */
export function modelChanges(before: unknown, after: unknown): readonly FieldChange[] {
  if (!isMap(before) || !isMap(after)) return wholeFile(before, after, fileWords)
  const sides = { before, after }
  const found = differences(before, after, at => WHOLE.some(pattern => matches(pattern, at)))
  const { told, rest } = isProfile(before, after) ? countedAnew(found, sides) : { told: [], rest: found }
  return [...told, ...rest.map(difference => named(difference, sides, NAMES)), ...reordered(before, after)]
}

const isProfile = (before: Loose, after: Loose) => [before, after].every(it => textIn(it, 'kind') === 'profile')

/** One thing each: their parts say nothing alone. */
const WHOLE = [
  'columns',
  'visibility',
  'validation',
  'serving.hold',
  'delivery',
  'rollback',
  'cost',
  'vendor',
  'consumers.*',
  'suites.*.delivery',
]

const NAMES: Names = [
  ['serving.version', moveOfVersion],
  ['serving.hold', hold],
  [
    'environments.*.version',
    always('environment-moved', ({ at, ...it }) => says.modelChanges.environment(String(at[1]), it)),
  ],
  ['stage', always('stage-moved', says.modelChanges.stage)],
  ['tier', ranked('tier', ['low', 'medium', 'high'])],
  ['complexity', ranked('complexity', ['low', 'medium', 'high'])],
  ['exposure', ranked('exposure', ['internal', 'partners', 'customers', 'public'])],
  ['risk', ranked('risk', ['minimal', 'limited', 'high', 'prohibited'])],
  ['classification', ranked('classification', ['public', 'internal', 'confidential', 'restricted'])],
  ['owner', always('owner-changed', says.modelChanges.owner)],
  ['owners.*', always('owner-changed', ({ at, ...it }) => says.modelChanges.ownerFor(String(at[1]), it))],
  ['deputies.*', always('deputy-changed', ({ at, ...it }) => says.modelChanges.deputy(String(at[1]), it))],
  ['useCase', always('use-case-changed', says.modelChanges.useCase)],
  ['visibility', visibility],
  ...KPI_CHANGES,
  ['sources.*', comesAndGoes('source', says.modelChanges.source)],
  ['allowedUses.*', comesAndGoes('use', says.modelChanges.use)],
  [
    'consumers.*',
    comesAndGoes('consumer', (it, is) =>
      says.modelChanges.consumer(textIn(it, 'name') ?? says.values.valueWords(it), is),
    ),
  ],
  ['versions.*', comesAndGoes('version', (_, is, key) => says.modelChanges.version(key, is))],
  ['versions.*.gates', gates],
  ['retraining.requests.*', request],
  ['validation', always('validation-changed', says.modelChanges.validation)],
  ['findings.*', comesAndGoes('finding', (it, is, key) => says.modelChanges.finding(key, textIn(it, 'severity'), is))],
  ['findings.*.closed', closed],
  ['findings.*.due', postponed],
  ['columns', columnsCounted],
]

function fileWords(data: Loose, is: 'added' | 'removed' | 'replaced'): string {
  return says.modelChanges.file({ kind: textAt(data, 'kind'), id: textAt(data, 'id'), name: textAt(data, 'name') }, is)
}

function moveOfVersion({ from, to }: Difference, sides: Sides): Named {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  return kindOfMove(sides, from, to) === 'rollback'
    ? { is: 'rollback', says: says.modelChanges.rolledBack(from, to) }
    : { is: 'promote', says: says.modelChanges.promoted(from, to) }
}

function hold({ from, to }: Difference): Named {
  if (from === undefined && isMap(to)) return { is: 'hold', says: says.modelChanges.held(textAt(to, 'because')) }
  return to === undefined ? { is: 'resume', says: says.modelChanges.resumed } : undefined
}

function gates({ at, from, to }: Difference): Named {
  const version = String(at[1])
  if (from === undefined) return { is: 'gates-passed', says: says.modelChanges.gatesPassed(version) }
  return to === undefined ? { is: 'gates-withdrawn', says: says.modelChanges.gatesWithdrawn(version) } : undefined
}

function request({ from, to }: Difference): Named {
  if (from !== undefined || !isMap(to)) return undefined
  const asks = { playbook: textAt(to, 'playbook'), trigger: textAt(to, 'trigger'), by: textAt(to, 'by') }
  return { is: 'retrain', says: says.modelChanges.retrain(asks, textAt(to, 'because')) }
}

function closed({ at, to }: Difference): Named {
  return to === undefined ? undefined : { is: 'finding-closed', says: says.modelChanges.closed(String(at[1]), to) }
}

function postponed({ at, from, to }: Difference): Named {
  if (typeof from !== 'string' || typeof to !== 'string' || to <= from) return undefined
  return { is: 'finding-postponed', says: says.modelChanges.postponed(String(at[1]), { from, to }) }
}

function visibility({ from, to }: Difference): Named {
  const [wider, narrower] = [seesAll(to, from), seesAll(from, to)]
  const is = wider && !narrower ? 'widened' : narrower && !wider ? 'narrowed' : 'changed'
  return { is: `visibility-${is}`, says: says.modelChanges.visibility(is, doorsIn(from), doorsIn(to)) }
}

/** Whether everybody the other lets see it may see it here. What is left out lets everybody. */
function seesAll(one: unknown, other: unknown): boolean {
  const [mine, theirs] = [doorsIn(one), doorsIn(other)]
  return DOORS.every(door => mine[door] === undefined || (theirs[door]?.every(it => mine[door]?.includes(it)) ?? false))
}

const DOORS = ['roles', 'channels'] as const

/** Those it names; what is left out is open to everybody. */
function doorsIn(side: unknown): Readonly<Partial<Record<(typeof DOORS)[number], readonly unknown[]>>> {
  if (!isMap(side)) return {}
  return Object.fromEntries(DOORS.flatMap(door => (side[door] === undefined ? [] : [[door, listAt(side, door)]])))
}

/** The order of versions says which is older, and is lost on a comparison of mappings. */
function reordered(before: Loose, after: Loose): FieldChange[] {
  const [old, now] = [Object.keys(mapAt(before, 'versions')), Object.keys(mapAt(after, 'versions'))]
  const kept = (list: readonly string[], other: readonly string[]) => list.filter(id => other.includes(id))
  const [from, to] = [kept(old, now), kept(now, old)]
  if (from.join('\n') === to.join('\n')) return []
  return [{ is: 'versions-reordered', at: ['versions'], from, to, says: says.modelChanges.reordered(to) }]
}
