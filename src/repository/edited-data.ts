import type { Edit } from '../core/edit.ts'
import { isMap, same } from './changed-data.ts'
import { bareJson } from './yaml-map.ts'
import type { Path } from './yaml-positions.ts'
import { parseYaml } from './yaml-text.ts'

/** What stands at a path; undefined where nothing does. Only what is written there is found, never what every object knows. */
export function valueAt(data: unknown, at: Path): unknown {
  return at.reduce<unknown>((value, part) => (holds(value, part) ? value[part] : undefined), data)
}

function holds(value: unknown, part: string | number): value is Readonly<Record<string | number, unknown>> {
  return (isMap(value) || Array.isArray(value)) && Object.hasOwn(value, part)
}

/** The data with one edit made, whatever stood there before; undefined where there is no place for it. */
export function editedData(data: unknown, edit: Edit): unknown {
  if ('text' in edit) return data === undefined ? parseYaml(edit.text, edit.path).data : undefined
  if ('put' in edit) return withValue(data, edit.at, bareJson(JSON.stringify(edit.put)))
  if ('remove' in edit) return valueAt(data, edit.at) === undefined ? undefined : withValue(data, edit.at, undefined)
  const old = valueAt(data, edit.at)
  const value = [edit.to, Number(edit.to), edit.to === 'true'].find(it => typeof it === typeof old)
  return String(value) === edit.to ? withValue(data, edit.at, value) : undefined
}

/** Whether what stands there is what somebody saw. */
export function isAsSeen(data: unknown, edit: Exclude<Edit, { readonly text: string }>): boolean {
  const now = valueAt(data, edit.at)
  return 'to' in edit ? now !== undefined && String(now) === edit.from : same(now, edit.from)
}

/** Nothing, where the value is undefined. New keys and items come last. */
function withValue(data: unknown, at: Path, value: unknown): unknown {
  const [part, ...rest] = at
  if (part === undefined) return value
  if (Array.isArray(data)) return withItem(data, part, rest, value)
  if (!isMap(data) || typeof part !== 'string') return undefined
  const { [part]: old, ...others } = data
  const inside = rest.length === 0 ? value : withValue(old, rest, value)
  if (inside === undefined) return rest.length === 0 ? others : undefined
  return { ...data, [part]: inside }
}

function withItem(list: readonly unknown[], part: string | number, rest: Path, value: unknown): unknown {
  if (typeof part !== 'number' || part < 0 || part > list.length - (rest.length === 0 ? 0 : 1)) return undefined
  if (rest.length === 0 && value === undefined) return list.toSpliced(part, 1)
  const inside = rest.length === 0 ? value : withValue(list[part], rest, value)
  return inside === undefined ? undefined : list.toSpliced(part, 1, inside)
}
