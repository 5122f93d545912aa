import type { Watched } from '../core/monitor.ts'
import { says } from '../words/says.ts'

/** Where a monitor stands, and that it stands there for want of anything newer. */
export function watchedWords({ state, stale }: Pick<Watched, 'state' | 'stale'>): string {
  return stale && state !== 'no-data' ? says.watchedWords.stale(state) : state
}
