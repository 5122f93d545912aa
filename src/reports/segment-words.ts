import type { Part } from '../core/watched-part.ts'
import { count, listWords } from '../core/words.ts'

/** As many as one reads in a line. */
const NAMED = 5

/** `mean error (AA, UA and 3 more)`: each name once with its segments; what is of the whole stands by itself. */
export function bySegment(
  all: readonly { readonly name: string; readonly segment?: string | undefined }[],
): readonly string[] {
  return [...Map.groupBy(all, it => it.name)].flatMap(([name, those]) => {
    const segments = [...new Set(those.flatMap(({ segment }) => segment ?? []))]
    const isWhole = those.some(({ segment }) => segment === undefined)
    return [...(isWhole ? [name] : []), ...(segments.length > 0 ? [`${name} (${someWords(segments)})`] : [])]
  })
}

/** `AA, UA and 3 more`. */
export function someWords(names: readonly string[], most = NAMED): string {
  const rest = names.length - most
  return listWords(rest > 0 ? [...names.slice(0, most), `${count(rest, 'more', 'more')}`] : names)
}

/** `AA`, `2.0.0 in test`; nothing for the whole of what serves. */
export function partName({ segment, version }: Part, environment?: string): string | undefined {
  const place = environment === undefined ? '' : ` in ${environment}`
  const names = [...(segment === undefined ? [] : [segment]), ...(version === undefined ? [] : [`${version}${place}`])]
  return names.length > 0 ? names.join(', ') : undefined
}

/** `mean error (AA)`. */
export function withPart(name: string, part: Part, environment?: string): string {
  const of = partName(part, environment)
  return of === undefined ? name : `${name} (${of})`
}
