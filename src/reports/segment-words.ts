import type { Part } from '../core/watched-part.ts'
import { says } from '../words/says.ts'

/** As many as one reads in a line. */
const NAMED = 5

/** `mean error (AA, UA and 3 more)`: each name once with its segments; what is of the whole stands by itself. */
export function bySegment(
  all: readonly { readonly name: string; readonly segment?: string | undefined }[],
): readonly string[] {
  return [...Map.groupBy(all, it => it.name)].flatMap(([name, those]) => {
    const segments = [...new Set(those.flatMap(({ segment }) => segment ?? []))]
    const isWhole = those.some(({ segment }) => segment === undefined)
    return [
      ...(isWhole ? [name] : []),
      ...(segments.length > 0 ? [says.segmentWords.inSegments(name, someWords(segments))] : []),
    ]
  })
}

/** `AA, UA and 3 more`. */
export function someWords(names: readonly string[], most = NAMED): string {
  const rest = names.length - most
  return says.segmentWords.some(names.slice(0, most), rest)
}

/** `AA`, `2.0.0 in test`; nothing for the whole of what serves. */
export function partName({ segment, version }: Part, environment?: string): string | undefined {
  if (version === undefined) return segment
  const { inEnvironment, both } = says.segmentWords
  const where = environment === undefined ? version : inEnvironment(version, environment)
  return segment === undefined ? where : both(segment, where)
}

/** `mean error (AA)`. */
export function withPart(name: string, part: Part, environment?: string): string {
  const of = partName(part, environment)
  return of === undefined ? name : says.segmentWords.inSegments(name, of)
}
