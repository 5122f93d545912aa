import { boundOf, NOBODY } from '../core/bounds.ts'
import type { Visibility } from '../core/model.ts'
import { type ChangedData, isMap, textIn } from './changed-data.ts'

/**
 * Who may see the models of these files as they would be, or as they were where they go. What is wrongly written shows
 * its model to nobody, and so does a new file that cannot be read: it might say that.
 */
export function headBounds(files: readonly ChangedData[]): readonly Visibility[] {
  return files.filter(({ path }) => /^models\/.+\.ya?ml$/.test(path)).flatMap(seenBy)
}

function seenBy({ change, legible, before, after }: ChangedData): readonly Visibility[] {
  if (change === 'added' && !(legible && isMap(after))) return [NOBODY]
  const data = isMap(after) ? after : before
  if (!isMap(data) || data.visibility === undefined) return []
  if (!isVisibility(data.visibility)) return [NOBODY]
  const channel = textIn(data, 'channel')
  return boundOf({ visibility: data.visibility, ...(channel !== undefined && { channel }) })
}

function isVisibility(value: unknown): value is Visibility {
  return isMap(value) && Object.entries(value).every(([key, list]) => NAMED.has(key) && isTexts(list))
}

const NAMED = new Set(['roles', 'channels'])
const isTexts = (list: unknown) => Array.isArray(list) && list.every(it => typeof it === 'string')
