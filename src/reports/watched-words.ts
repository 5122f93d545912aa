import type { Watched } from '../core/monitor.ts'

/** Where a monitor stands, and that it stands there for want of anything newer. */
export function watchedWords({ state, stale }: Pick<Watched, 'state' | 'stale'>): string {
  return stale && state !== 'no-data' ? `${state}, and no newer reading came` : state
}
