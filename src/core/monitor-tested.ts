import { says } from '../words/says.ts'
import type { MonitorState } from './monitor.ts'
import type { Branch, ExampleResult } from './policy-kind.ts'

/** Every state that examples of a monitor can end in; `answers` are where they do. */
export function monitorBranches(
  monitor: Pick<Numbers, 'fires' | 'clears'>,
  answers: readonly Pick<ExampleResult, 'got'>[],
  learns = false,
): readonly Branch[] {
  const { fires, clears } = lasting(monitor)
  const branch = (at: string, state: MonitorState): Branch => ({
    at: [at],
    says: says.monitorTested.noExampleEnds(state),
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
  readonly fires?: Lasting['fires']
  readonly clears?: Lasting['clears']
}

/** How many readings it takes. */
interface Lasting {
  readonly fires: { readonly after: number; readonly of?: number }
  readonly clears: { readonly after: number; readonly limit?: number }
}

/**
 * So many bad readings in a row fire, and so many good ones end it, where nothing else is said: with that, 200 KPIs without
 * drift have fewer than six false cases a year by any method, also where a day hands half of its distance from the mean on
 * to the next (`npm run bench -- alarms`).
 */
export const LASTING = 3

type Written = { readonly [K in keyof Lasting]?: Lasting[K] | undefined }

/** With what was left out. */
export function lasting({ fires = { after: LASTING }, clears = { after: LASTING } }: Written): Lasting {
  return { fires, clears }
}

/** A monitor with its defaults filled in: two that come to the same are the same. */
export function monitorMeaning<M extends Numbers>({ limit, ...given }: M): unknown {
  const { fires: _, clears: __, ...rest } = given
  const { fires, clears } = lasting(given)
  const own = limit === undefined ? {} : { limit }
  return { ...rest, ...own, fires: { of: fires.after, ...fires }, clears: { ...own, ...clears } }
}
