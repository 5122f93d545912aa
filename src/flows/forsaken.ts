import type { Case } from '../core/case.ts'
import { happened } from '../core/event.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { showCase, showIssueOf } from './jobs.ts'
import { caseOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/** A case of a model that the files hold no more is over: nobody measures it, and no owner is named who could close it. */
export async function closeForsaken(world: Onlooker, _: unknown, { models, tip }: Repository): Promise<void> {
  // Of files that cannot be read nobody can say what they hold no more.
  if (tip !== undefined) return
  const open = await world.store.subjects({ kind: 'case', open: true })
  for (const { subject, model } of open.filter(({ model }) => !Object.hasOwn(models, model))) {
    const standing = await caseOf(world.store, subject)
    if (!standing || standing.it.closed) continue
    const { it, seen } = standing
    const parts = [{ subject, seen, events: [happened('case.closed', 'kedge', endOf(it, model))] }]
    await world.store.commit({ at: world.now(), parts, jobs: [showCase(subject), ...showIssueOf(it)] })
  }
}

function endOf({ onset, available, detected, acted }: Case, model: string) {
  return { onset, available, detected, ...(acted && { acted: acted.at }), because: says.forsaken.because(model) }
}
