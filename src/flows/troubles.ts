import type { Repository } from '../core/repository.ts'
import { decideTroubles } from '../core/trouble.ts'
import { readRules, showTrouble } from './jobs.ts'
import { retried } from './retried.ts'
import { openTroubles } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * Holds what is stuck against the troubles that are open. The work itself is tried again all the time, so a trouble is over
 * by itself when its cause is gone, and nobody has to ask for anything.
 */
export async function troubles(world: Onlooker): Promise<void> {
  await retried(world, async () => {
    const [stuck, open] = [await world.store.stuck(), await openTroubles(world.store)]
    const it = open.map(standing => standing.it)
    const decided = decideTroubles(stuck, it, world.now())
    for (const { events } of decided)
      for (const { type, body } of events) world.log.error({ ...body, type }, 'what Kedge cannot do by itself')
    const seen = (subject: string) => open.find(standing => standing.it.id === subject)?.seen ?? 0
    const parts = decided.map(({ subject, events }) => ({ subject, events, seen: seen(subject) }))
    return { at: world.now(), parts, jobs: [readRules(), ...parts.map(part => showTrouble(part.subject))] }
  })
}

/** Who owns the rules answers for Kedge: the channel where changes of rules are approved, else any other it has. */
export function troubleChannel({ policies, models }: Repository): string | undefined {
  const approvals = (policies.approvals ?? []) as readonly { covers: readonly string[]; channel: string }[]
  const rules = approvals.find(policy => policy.covers.includes('rules')) ?? approvals[0]
  return rules?.channel ?? Object.values(models).find(model => model.channel !== undefined)?.channel
}
