import { canonicalJson } from '../core/canonical.ts'
import type { ChangeKind } from '../core/change.ts'
import type { FieldChange } from '../core/planned.ts'
import type { Repository } from '../core/repository.ts'
import { type ChangedData, changedData, halves, isMap, textIn } from '../repository/changed-data.ts'
import { kindsByFile } from '../repository/classify.ts'
import { modelChanges } from '../repository/model-changes.ts'
import { policyChanges } from '../repository/policy-changes.ts'
import { idOf } from '../repository/repository-paths.ts'
import { says } from '../words/says.ts'

/** A file that differs, what that means, and what of it differs. */
export interface DifferingFile extends ChangedData {
  readonly is: string
  readonly id: string
  readonly kinds: readonly ChangeKind[]
  readonly changes: readonly FieldChange[]
}

/** Every file of the two folders that differs, by path; one that becomes another kind twice, as what goes and what comes. */
export function differingFiles(base: Repository['files'], head: Repository['files']): readonly DifferingFile[] {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  const data = paths
    .filter(path => base[path]?.text !== head[path]?.text)
    .map(path => changedData({ path, ...(base[path] && { was: base[path] }), ...(head[path] && { is: head[path] }) }))
    .flatMap(halves)
  const kinds = kindsByFile(data)
  const names = renames(data)
  return data.map((file, i) => ({ ...described(file, names.get(file)), kinds: kinds[i] ?? [] }))
}

function described(file: ChangedData, renamed: FieldChange | undefined): Omit<DifferingFile, 'kinds'> {
  const { path, legible, before, after } = file
  const kind = textIn(after ?? before, 'kind')
  if (kind === undefined || !legible || !path.endsWith('.yaml')) {
    const change = { is: 'field-changed', at: [], says: says.planFiles.neither(path, file.change) } as const
    return { ...file, is: 'file', id: path, changes: [change] }
  }
  const changes = path.startsWith('models/') ? modelChanges(before, after) : policyChanges(before, after)
  return { ...file, is: kind, id: idOf(path), changes: renamed ? [renamed] : changes }
}

/** A file that goes while one with the same data, but for its id, comes. */
function renames(files: readonly ChangedData[]): ReadonlyMap<ChangedData, FieldChange> {
  const key = (data: unknown) => (isMap(data) ? canonicalJson({ ...data, id: '' }) : undefined)
  const gone = new Map(files.filter(file => file.change === 'removed').map(file => [key(file.before), file]))
  const found = new Map<ChangedData, FieldChange>()
  for (const file of files) {
    const old = file.change === 'added' && file.after !== undefined ? gone.get(key(file.after)) : undefined
    if (old === undefined || !isMap(file.after)) continue
    const [from, to] = [textIn(old.before, 'id'), textIn(file.after, 'id')]
    const change = { is: 'renamed', at: ['id'], from, to, says: says.planFiles.renamed(from, to) }
    for (const it of [old, file]) found.set(it, change)
    gone.delete(key(file.after))
  }
  return found
}

/** Files that still name what is deleted; the examples of a policy are made up and name nothing. */
export function namedBy(id: string, { policies, models, sources, profiles, paths }: Repository): readonly string[] {
  const policed = Object.entries(policies).flatMap(([kind, list]) =>
    list.map(policy => {
      const { examples: _, ...data } = policy as { readonly id: string; readonly examples?: unknown }
      return { at: `${kind}/${data.id}`, data }
    }),
  )
  const using = Object.values(models).map(it => ({ at: `model/${it.id}`, data: [it.useCase, it.sources] }))
  const allowing = Object.values(sources).map(it => ({ at: `source/${it.id}`, data: it.allowedUses }))
  const counted = Object.values(profiles).map(it => ({ at: `profile/${it.id}`, data: it.model }))
  return [...policed, ...using, ...allowing, ...counted]
    .filter(({ data }) => holds(data, id))
    .map(({ at }) => paths[at] ?? at)
    .sort()
}

function holds(data: unknown, id: string): boolean {
  if (typeof data !== 'object' || data === null) return data === id
  return Object.values(data).some(part => holds(part, id))
}
