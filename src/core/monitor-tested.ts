import type { MonitorState } from './monitor.ts'
import type { Branch, ExampleResult } from './policy-kind.ts'

/** Every state that examples of a monitor can end in; `answers` are where they do. */
export function monitorBranches(
  { fires, clears }: { readonly fires: { readonly after: number }; readonly clears: { readonly after: number } },
  answers: readonly Pick<ExampleResult, 'got'>[],
  learns = false,
): readonly Branch[] {
  const branch = (at: string, state: MonitorState): Branch => ({
    at: [at],
    says: `no example ends \`${state}\``,
    taken: answers.some(it => it.got === state),
  })
  // Where one bad reading fires, or one good one clears, there is no time to be pending or recovering in.
  return [
    branch('examples', 'ok'),
    branch('examples', 'no-data'),
    // A method that learns says nothing until it has.
    ...(learns ? [branch('method', 'insufficient-data')] : []),
    ...(fires.after > 1 ? [branch('fires', 'pending')] : []),
    branch('fires', 'firing'),
    ...(clears.after > 1 ? [branch('clears', 'recovering')] : []),
  ]
}

interface Numbers {
  readonly limit?: number
  readonly fires: { readonly after: number; readonly of?: number }
  readonly clears: { readonly after: number; readonly limit?: number }
}

/** A monitor with its defaults filled in: two that come to the same are the same. */
export function monitorMeaning<M extends Numbers>({ fires, clears, limit, ...rest }: M): unknown {
  const own = limit === undefined ? {} : { limit }
  return { ...rest, ...own, fires: { of: fires.after, ...fires }, clears: { ...own, ...clears } }
}
