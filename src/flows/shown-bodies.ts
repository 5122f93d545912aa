import type { Store } from './store.ts'
import type { Pull } from './world.ts'

/** What this process wrote last into pull requests of ours, by their numbers. */
const written = new WeakMap<Store, Map<number, string>>()

/** GitHub’s pages end lines as forms do. */
const bare = (body: string) => body.replaceAll('\r\n', '\n').trimEnd()

export function keepBody(store: Store, pull: number, body: string): void {
  const known = written.get(store) ?? new Map<number, string>()
  written.set(store, known.set(pull, bare(body)))
}

/** Whether somebody wrote over it; of what another process wrote nobody knows. */
export function isBodyOther(store: Store, { number, body }: Pull): boolean {
  const known = written.get(store)?.get(number)
  return known !== undefined && known !== bare(body)
}
