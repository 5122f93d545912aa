import type { Repository } from '../core/repository.ts'
import type { Stuck } from '../core/trouble.ts'
import { says } from '../words/says.ts'
import type { Store } from './store.ts'

const RULES = 'rules'
/** Since when this process sees a main branch that cannot be read. */
const seen = new WeakMap<Store, string>()

/** The main branch has errors, and what was read before is in force: whoever owns the rules is told, since nobody else looks. */
export function brokenRules(store: Store, known: Repository | undefined, now: Date): readonly Stuck[] {
  if (known?.tip === undefined) {
    seen.delete(store)
    return []
  }
  const since = seen.get(store) ?? now.toISOString()
  seen.set(store, since)
  const { stillInForce, mend } = says.brokenRules
  return [{ work: RULES, says: stillInForce(known.commit.slice(0, 7)), fix: mend, since, count: 1, dead: true }]
}
