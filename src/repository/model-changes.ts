import type { FieldChange } from '../core/planned.ts'
import { listWords } from '../words/figures.ts'
import { comesAndGoes, matches, type Named, type Names, named, ranked, replaced, titled } from './change-names.ts'
import { isMap, type Loose, listAt, mapAt, textAt, textIn } from './changed-data.ts'
import { type Difference, differences } from './data-differences.ts'
import { fromTo, pathWords, valueWords } from './data-words.ts'
import { KPI_CHANGES } from './kpi-changes.ts'
import { isOlder } from './model-kinds.ts'
import { columnsCounted } from './profile-changes.ts'

/**
 * What changes in a file of `models/`, in plain words. Whatever has no name of its own is `field-changed`, so the list is
 * empty where the data are equal and nowhere else. Undefined on a side: there is no file.
 */
export function modelChanges(before: unknown, after: unknown): readonly FieldChange[] {
  if (!isMap(before) || !isMap(after)) return wholeFile(before, after)
  const sides = { before, after }
  const found = differences(before, after, at => WHOLE.some(pattern => matches(pattern, at)))
  return [...found.map(difference => named(difference, sides, NAMES)), ...reordered(before, after)]
}

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
  ['environments.*.version', replaced('environment-moved', at => `version in ${at[1]}`)],
  ['stage', replaced('stage-moved', () => 'stage')],
  ['tier', ranked('tier', 'tier', ['low', 'medium', 'high'])],
  ['complexity', ranked('complexity', 'complexity', ['low', 'medium', 'high'])],
  ['exposure', ranked('exposure', 'exposure', ['internal', 'partners', 'customers', 'public'])],
  ['risk', ranked('risk', 'risk', ['minimal', 'limited', 'high', 'prohibited'])],
  ['classification', ranked('classification', 'classification', ['public', 'internal', 'confidential', 'restricted'])],
  ['owner', replaced('owner-changed', () => 'owner')],
  ['owners.*', replaced('owner-changed', at => `${at[1]} owner`)],
  ['deputies.*', replaced('deputy-changed', at => `deputy of the ${at[1]} owner`)],
  ['useCase', replaced('use-case-changed', () => 'use case')],
  ['visibility', visibility],
  ...KPI_CHANGES,
  ['sources.*', comesAndGoes('source', source => `data source ${valueWords(source)}`)],
  ['allowedUses.*', comesAndGoes('use', use => `allowed use ${valueWords(use)}`)],
  ['consumers.*', comesAndGoes('consumer', consumer => `consumer ${textIn(consumer, 'name') ?? valueWords(consumer)}`)],
  ['versions.*', comesAndGoes('version', (_, key) => `version ${key}`)],
  ['versions.*.gates', gates],
  ['retraining.requests.*', request],
  ['validation', replaced('validation-changed', () => 'validation')],
  [
    'findings.*',
    comesAndGoes('finding', (finding, key) => `finding ${key} (${textIn(finding, 'severity') ?? 'of no severity'})`),
  ],
  ['findings.*.closed', closed],
  ['findings.*.due', postponed],
  ['columns', columnsCounted],
]

function wholeFile(before: unknown, after: unknown): FieldChange[] {
  const data = isMap(after) ? after : isMap(before) ? before : {}
  const what = `${KINDS[textAt(data, 'kind') ?? ''] ?? 'file'} ${titled(data, textAt(data, 'id') ?? 'without an id')}`
  if (before === undefined && after !== undefined) return [{ is: 'added', at: [], to: after, says: `new ${what}` }]
  if (after === undefined && before !== undefined)
    return [{ is: 'removed', at: [], from: before, says: `${what} deleted` }]
  return differences(before, after).map(difference => ({
    ...difference,
    is: 'field-changed',
    says: `${what} replaced`,
  }))
}

const KINDS: Readonly<Record<string, string>> = {
  model: 'model',
  'use-case': 'use case',
  source: 'data source',
  profile: 'profile',
}

function moveOfVersion({ from, to }: Difference, { after }: { readonly after: Loose }): Named {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  const back = isOlder(after, to, from)
  return { is: back ? 'rollback' : 'promote', says: `${back ? 'rolled back' : 'promoted'} from ${from} to ${to}` }
}

function hold({ from, to }: Difference): Named {
  if (from === undefined && isMap(to))
    return { is: 'hold', says: `put on hold: ${textAt(to, 'because') ?? 'for no reason'}` }
  if (to === undefined) return { is: 'resume', says: 'hold ended' }
  return undefined
}

function gates({ at, from, to }: Difference): Named {
  if (from === undefined) return { is: 'gates-passed', says: `version ${at[1]} marked as having passed its gates` }
  if (to === undefined)
    return { is: 'gates-withdrawn', says: `version ${at[1]} no longer marked as having passed its gates` }
  return undefined
}

function request({ from, to }: Difference): Named {
  if (from !== undefined || !isMap(to)) return undefined
  return {
    is: 'retrain',
    says: `retraining asked for by ${askerIn(to)}: ${textAt(to, 'because') ?? 'for no reason'}`,
  }
}

function askerIn(request: Loose): string {
  const [playbook, trigger] = [textAt(request, 'playbook'), textAt(request, 'trigger')]
  if (playbook !== undefined) return `the playbook ${playbook}, automatically`
  return trigger === undefined ? (textAt(request, 'by') ?? 'nobody') : `its ${trigger}, automatically`
}

function closed({ at, to }: Difference): Named {
  return to === undefined ? undefined : { is: 'finding-closed', says: `finding ${at[1]} closed on ${valueWords(to)}` }
}

function postponed({ at, from, to }: Difference): Named {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  return to > from ? { is: 'finding-postponed', says: `finding ${at[1]} postponed ${fromTo(from, to)}` } : undefined
}

function visibility({ from, to }: Difference): Named {
  const [wider, narrower] = [seesAll(to, from), seesAll(from, to)]
  const is = wider && !narrower ? 'widened' : narrower && !wider ? 'narrowed' : 'changed'
  return { is: `visibility-${is}`, says: `visibility ${is} from ${seeing(from)} to ${seeing(to)}` }
}

const DOORS = ['roles', 'channels'] as const

/** Whether everybody the other lets see it may see it here. What is left out lets everybody. */
function seesAll(one: unknown, other: unknown): boolean {
  const list = (side: unknown, door: string) =>
    isMap(side) && side[door] !== undefined ? listAt(side, door) : undefined
  return DOORS.every(door => {
    const [mine, theirs] = [list(one, door), list(other, door)]
    return mine === undefined || (theirs?.every(item => mine.includes(item)) ?? false)
  })
}

function seeing(side: unknown): string {
  const parts = DOORS.flatMap(door =>
    isMap(side) && side[door] !== undefined
      ? [`${door} ${listWords(listAt(side, door).map(valueWords)) || 'none'}`]
      : [],
  )
  return parts.length === 0 ? 'everyone' : parts.join('; ')
}

/** The order of versions says which is older, and is lost on a comparison of mappings. */
function reordered(before: Loose, after: Loose): FieldChange[] {
  const [old, now] = [Object.keys(mapAt(before, 'versions')), Object.keys(mapAt(after, 'versions'))]
  const kept = (list: readonly string[], other: readonly string[]) => list.filter(id => other.includes(id))
  const [from, to] = [kept(old, now), kept(now, old)]
  if (from.join('\n') === to.join('\n')) return []
  const at = ['versions']
  return [{ is: 'versions-reordered', at, from, to, says: `${pathWords(at)} put in another order: ${listWords(to)}` }]
}
