import { CHANGE_KINDS, type ChangeKind, type Edit } from '../core/change.ts'
import { type ChangedData, changedData, type FileChange, halves, same, textIn } from './changed-data.ts'
import { editedData } from './edited-data.ts'
import { type Moved, modelKinds, movedConsumers } from './model-kinds.ts'

export type { FileChange } from './changed-data.ts'

/**
 * What a pull request means, by what it changes in the data and not by what it says of itself. Whatever has no narrower
 * name is an `edit`; comments and white space are nothing. In the order of `CHANGE_KINDS`, so that the same change has one name.
 */
export function classify(files: readonly FileChange[]): readonly ChangeKind[] {
  const kinds = new Set(kindsByFile(files.map(changedData).flatMap(halves)).flat())
  return CHANGE_KINDS.filter(kind => kinds.has(kind))
}

/** The same for each file, in their order; what one means may depend on the others. */
export function kindsByFile(files: readonly ChangedData[]): readonly (readonly ChangeKind[])[] {
  const moved = movedConsumers(files)
  return files.map(file => kindsOf(file, moved))
}

/**
 * What a pull request that was opened for a plan means now: the plan’s own kind as long as it holds the plan’s values and
 * nothing else, and an `edit` besides as soon as somebody pushed more, or something else, to it.
 */
export function classifyPlanned(files: readonly FileChange[], edits: readonly Edit[]): readonly ChangeKind[] {
  const kinds = classify(files)
  return !holdsPlan(files, edits) || kinds.length !== 1
    ? CHANGE_KINDS.filter(kind => kind === 'edit' || kinds.includes(kind))
    : kinds
}

/** Whether its files say what the plan makes of those that the branch found, and no other file says anything else. */
export function holdsPlan(files: readonly FileChange[], edits: readonly Edit[]): boolean {
  const data = files.map(changedData)
  const byFile = kindsByFile(data)
  const planned = Map.groupBy(edits, edit => edit.path)
  const strays = data.some(({ path }, i) => byFile[i]?.length !== 0 && !planned.has(path))
  const holds = ([path, own]: readonly [string, readonly Edit[]]) => {
    const file = data.find(it => it.path === path)
    return file !== undefined && same(own.reduce(editedData, file.before), file.after)
  }
  return !strays && [...planned].every(holds)
}

function kindsOf(file: ChangedData, moved: Moved): ChangeKind[] {
  if (file.path.startsWith('policies/')) return ['rules']
  if (!file.path.startsWith('models/')) return ['edit']
  const kinds = kindsInModels(file, moved)
  return file.isHalf && !kinds.includes('edit') ? [...kinds, 'edit'] : kinds
}

function kindsInModels({ change, legible, before, after }: ChangedData, moved: Moved): ChangeKind[] {
  // A model whose file goes is in use no more; nobody follows it any further.
  if (change === 'removed') return [textIn(before, 'kind') === 'model' ? 'retire' : 'edit']
  // A profile is a part of its model.
  if (textIn(after ?? before, 'kind') === 'profile') return ['edit']
  if (change === 'added') return ['register']
  return legible ? modelKinds(before, after, moved) : ['edit']
}
