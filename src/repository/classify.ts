import { canonicalJson } from '../core/canonical.ts'
import { CHANGE_KINDS, type ChangeKind, type Edit } from '../core/change.ts'
import { parseYaml } from './yaml-text.ts'

/** One file as it was at the merge base and as it would be. */
export interface FileChange {
  readonly path: string
  readonly was?: { readonly text: string }
  readonly is?: { readonly text: string }
}

/**
 * What a pull request means, by what it changes in the data and not by what it says of itself. Whatever has no narrower
 * name is an `edit`; comments and white space are nothing. In the order of `CHANGE_KINDS`, so that the same change has one name.
 */
export function classify(files: readonly FileChange[]): readonly ChangeKind[] {
  const kinds = new Set(files.flatMap(kindsOf))
  return CHANGE_KINDS.filter(kind => kinds.has(kind))
}

/**
 * What a pull request that was opened for a plan means now: the plan’s own kind as long as it holds the plan’s values and
 * nothing else, and an `edit` besides as soon as somebody pushed more, or something else, to it.
 */
export function classifyPlanned(files: readonly FileChange[], edits: readonly Edit[]): readonly ChangeKind[] {
  const kinds = classify(files)
  const strays = files.some(file => kindsOf(file).length > 0 && !edits.some(edit => edit.path === file.path))
  const holds = edits.every(
    edit =>
      valueAt(
        files.find(file => file.path === edit.path),
        edit,
      ) === edit.to,
  )
  return strays || !holds || kinds.length === 0
    ? CHANGE_KINDS.filter(kind => kind === 'edit' || kinds.includes(kind))
    : kinds
}

function valueAt(file: FileChange | undefined, { path, at }: Edit): unknown {
  const data = file?.is === undefined ? undefined : parseYaml(file.is.text, path).data
  return at.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], data)
}

function kindsOf({ path, was, is }: FileChange): ChangeKind[] {
  if (path.startsWith('policies/')) return ['rules']
  if (!path.startsWith('models/')) return ['edit']
  if (!is) return ['edit']
  if (!was) return ['register']
  const [before, after] = [parseYaml(was.text, path), parseYaml(is.text, path)]
  if (before.problems.length > 0 || after.problems.length > 0) return ['edit']
  return modelKinds(before.data as Loose, after.data as Loose)
}

interface Loose {
  readonly serving?: { readonly version?: string }
  readonly versions?: Readonly<Record<string, unknown>>
}

function modelKinds(before: Loose, after: Loose): ChangeKind[] {
  if (same(before, after)) return []
  const [from, to] = [before.serving?.version, after.serving?.version]
  const rest = { ...after, serving: { ...after.serving, version: from } }
  const moved: ChangeKind[] = from === to ? [] : [isOlder(after, to, from) ? 'rollback' : 'promote']
  return [...moved, ...(same(before, rest) ? [] : (['edit'] as const))]
}

/** By the order of the file, oldest first. A version that is not listed is no way back. */
function isOlder({ versions = {} }: Loose, to: string | undefined, from: string | undefined): boolean {
  const order = Object.keys(versions)
  const at = to === undefined ? -1 : order.indexOf(to)
  return at >= 0 && at < order.indexOf(from ?? '')
}

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)
