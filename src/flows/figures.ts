import type { Repository } from '../core/repository.ts'
import type { Figures } from '../reports/metrics.ts'
import { lastRound } from './rounds.ts'
import type { Store } from './store.ts'

/** What ended longer ago says nothing of how a model does now. */
const RECENT_MS = 35 * 86_400_000

/**
 * What Kedge tells a monitoring system, which shows it to whoever may look there: so of single models only those that
 * everybody may see, and of the others no more than that there are so many open cases and changes.
 */
export async function figuresOf(store: Store, known: Repository | undefined, now: Date): Promise<Figures> {
  const [readings, cases, changes, work] = await Promise.all([
    store.newestReadings(new Date(now.getTime() - RECENT_MS).toISOString()),
    store.subjects({ kind: 'case', open: true }),
    store.subjects({ kind: 'change', open: true }),
    store.work(),
  ])
  const round = lastRound(store)
  const models = known?.models ?? {}
  const isOpen = (id: string) => Object.hasOwn(models, id) && models[id]?.visibility === undefined
  return {
    readings: readings.filter(({ model }) => isOpen(model)),
    openCases: cases.length,
    openChanges: changes.length,
    work,
    ...(round && { roundEnded: round }),
  }
}
