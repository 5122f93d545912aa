import { canonicalJson } from '../core/canonical.ts'
import { parseYaml } from './yaml-text.ts'

/** One file as it was at the merge base and as it would be. */
export interface FileChange {
  readonly path: string
  readonly was?: { readonly text: string }
  readonly is?: { readonly text: string }
}

/** The same as data; undefined on a side where there is no file, or none that can be read. */
export interface ChangedData {
  readonly path: string
  readonly change: 'added' | 'removed' | 'edited'
  readonly legible: boolean
  /** It becomes another kind, and this is one half of that. */
  readonly isHalf?: true
  readonly before?: unknown
  readonly after?: unknown
}

export function changedData({ path, was, is }: FileChange): ChangedData {
  const [before, after] = [was, is].map(side => side && parseYaml(side.text, path))
  return {
    path,
    change: was === undefined ? 'added' : is === undefined ? 'removed' : 'edited',
    legible: [before, after].every(side => side === undefined || side.problems.length === 0),
    before: before?.data,
    after: after?.data,
  }
}

/**
 * A file that becomes another kind is two: what it was is taken away, and what it is to be is added. Each is judged as that,
 * so that nothing leaves the rules of what it was by a change of its kind.
 */
export function halves(file: ChangedData): readonly ChangedData[] {
  const { path, legible, before, after } = file
  const [was, is] = [textIn(before, 'kind'), textIn(after, 'kind')]
  if (!legible || was === undefined || is === undefined || was === is) return [file]
  const half = { path, legible, isHalf: true } as const
  return [
    { ...half, change: 'removed', before },
    { ...half, change: 'added', after },
  ]
}

/** Some mapping of a file, of which nothing is certain yet. */
export type Loose = Readonly<Record<string, unknown>>

export function isMap(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const mapAt = (data: Loose, key: string): Loose => (isMap(data[key]) ? data[key] : {})
export const listAt = (data: Loose, key: string): readonly unknown[] => (Array.isArray(data[key]) ? data[key] : [])
export const textAt = (data: Loose, key: string): string | undefined =>
  typeof data[key] === 'string' ? data[key] : undefined
/** Of what may be no mapping at all. */
export const textIn = (value: unknown, key: string) => (isMap(value) ? textAt(value, key) : undefined)

/** Equal as data: comments, layout and the order of keys are nothing, the order of lists is something. */
export function same(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b)
}
