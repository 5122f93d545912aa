import { canonicalJson } from '../core/canonical.ts'
import type { ChangeKind } from '../core/change.ts'
import { type ChangedData, isMap, type Loose, listAt, mapAt, same, textAt } from './changed-data.ts'

/** Consumers, as canonical JSON, that one model of a change loses and another one gains. */
export type Moved = ReadonlySet<string>

/**
 * What an edit of a model means. Each kind with a name is looked for and undone; whatever differs after that is an
 * `edit` besides, so that nothing ever hides behind a name.
 */
export function modelKinds(before: unknown, after: unknown, moved: Moved = new Set()): ChangeKind[] {
  if (same(before, after) && !reordered(before, after)) return []
  if (!isMap(before) || !isMap(after) || before.kind !== 'model' || after.kind !== 'model') return ['edit']
  const kinds: ChangeKind[] = []
  let rest = after
  for (const find of [moveOfVersion, moveToTest, holdOrResume, retirement, requests, replacement(moved)]) {
    const found = find(before, rest)
    if (found === undefined) continue
    if (!kinds.includes(found.kind)) kinds.push(found.kind)
    rest = found.rest
  }
  if (!kinds.includes('promote') && remade(before, rest)) kinds.push('promote')
  return same(before, rest) && !reordered(before, after) ? kinds : [...kinds, 'edit']
}

/** The order of versions says which is older, and so what is a way back: of all mappings this one has an order that counts. */
function reordered(before: unknown, after: unknown): boolean {
  if (!isMap(before) || !isMap(after)) return false
  const [was, is] = [Object.keys(mapAt(before, 'versions')), Object.keys(mapAt(after, 'versions'))]
  const both = (one: readonly string[], other: readonly string[]) => one.filter(version => other.includes(version))
  return both(was, is).join('\n') !== both(is, was).join('\n')
}

/**
 * Another digest, artifact or commit under the name of the version that serves, or of one that passed its gates, brings
 * something new to where it runs, whatever it is called.
 */
function remade(before: Loose, after: Loose): boolean {
  const serving = textAt(mapAt(before, 'serving'), 'version')
  const [old, now] = [mapAt(before, 'versions'), mapAt(after, 'versions')]
  return Object.keys(old).some(version => {
    const [was, is] = [mapAt(old, version), mapAt(now, version)]
    if (version !== serving && was.gates === undefined) return false
    return now[version] !== undefined && MADE_OF.some(key => !same(was[key], is[key]))
  })
}
const MADE_OF = ['digest', 'artifacts', 'commit'] as const

/** What some models lose and others gain in one change. */
export function movedConsumers(files: readonly ChangedData[]): Moved {
  const taken = (one: unknown, other: unknown) => {
    const kept = new Set(consumersOf(other))
    return consumersOf(one).filter(consumer => !kept.has(consumer))
  }
  const lost = new Set(files.flatMap(file => taken(file.before, file.after)))
  return new Set(files.flatMap(file => taken(file.after, file.before)).filter(consumer => lost.has(consumer)))
}

/**
 * By the order as it was, where it knows both: no change makes a version older and goes back to it at once. What it did not
 * list never ran, and is no way back wherever it is written now.
 */
export function kindOfMove(
  { before, after }: { readonly before: Loose; readonly after: Loose },
  from: string,
  to: string,
): 'promote' | 'rollback' {
  const known = mapAt(before, 'versions')
  if (!Object.hasOwn(known, to)) return 'promote'
  return isOlder(Object.hasOwn(known, from) ? before : after, to, from) ? 'rollback' : 'promote'
}

/** By the order of the file, oldest first. A version that is not listed is no way back. */
export function isOlder(model: Loose, to: string | undefined, from: string | undefined): boolean {
  const order = Object.keys(mapAt(model, 'versions'))
  const at = to === undefined ? -1 : order.indexOf(to)
  return at >= 0 && at < order.indexOf(from ?? '')
}

/** A kind that was found, and the model as it would be without it. */
type Found = { readonly kind: ChangeKind; readonly rest: Loose } | undefined

function moveOfVersion(before: Loose, after: Loose): Found {
  const [was, is] = [mapAt(before, 'serving'), mapAt(after, 'serving')]
  const [from, to] = [textAt(was, 'version'), textAt(is, 'version')]
  if (from === undefined || to === undefined || from === to) return undefined
  return { kind: kindOfMove({ before, after }, from, to), rest: { ...after, serving: { ...is, version: from } } }
}

/** What runs in `dev` goes on to `test`. From there it goes to production, which is `serving`; any other move is an edit. */
function moveToTest(before: Loose, after: Loose): Found {
  const environments = mapAt(after, 'environments')
  const [was, is] = [mapAt(mapAt(before, 'environments'), 'test'), mapAt(environments, 'test')]
  const [from, to] = [textAt(was, 'version'), textAt(is, 'version')]
  const dev = textAt(mapAt(mapAt(before, 'environments'), 'dev'), 'version')
  if (from === undefined || to === undefined || from === to || to !== dev) return undefined
  return { kind: 'promote', rest: { ...after, environments: { ...environments, test: { ...is, version: from } } } }
}

function holdOrResume(before: Loose, after: Loose): Found {
  const [was, is] = [mapAt(before, 'serving'), mapAt(after, 'serving')]
  if ((was.hold === undefined) === (is.hold === undefined)) return undefined
  const kind = was.hold === undefined ? 'hold' : 'resume'
  return { kind, rest: { ...after, serving: put(is, 'hold', was.hold) } }
}

/** The day it retires belongs to it. */
function retirement(before: Loose, after: Loose): Found {
  if (after.stage !== 'retired' || before.stage === 'retired') return undefined
  const rest = put(put(after, 'stage', before.stage), 'stageSince', before.stageSince)
  return { kind: 'retire', rest }
}

/** Requests are added at the end; those that stand there already stay as they are. */
function requests(before: Loose, after: Loose): Found {
  const [was, is] = [mapAt(before, 'retraining'), mapAt(after, 'retraining')]
  const [old, all] = [listAt(was, 'requests'), listAt(is, 'requests')]
  if (all.length <= old.length || !same(old, all.slice(0, old.length))) return undefined
  const others = put(is, 'requests', was.requests)
  const nothingElse = before.retraining === undefined && Object.keys(others).length === 0
  return { kind: 'retrain', rest: put(after, 'retraining', nothingElse ? undefined : others) }
}

const replacement =
  (moved: Moved) =>
  (before: Loose, after: Loose): Found => {
    const [old, now] = [consumersOf(before), consumersOf(after)]
    const gone = old.filter(consumer => moved.has(consumer) && !now.includes(consumer))
    const come = now.filter(consumer => moved.has(consumer) && !old.includes(consumer))
    const [others, othersNow] = [old.filter(it => !gone.includes(it)), now.filter(it => !come.includes(it))]
    if (gone.length + come.length === 0 || !same(others, othersNow)) return undefined
    return { kind: 'replace', rest: put(after, 'consumers', before.consumers) }
  }

function consumersOf(model: unknown): string[] {
  return isMap(model) ? listAt(model, 'consumers').map(canonicalJson) : []
}

/** A copy with one key set, or without it. */
function put(map: Loose, key: string, value: unknown): Loose {
  const { [key]: _, ...others } = map
  return value === undefined ? others : { ...others, [key]: value }
}
