import type { DelayReason } from '../core/delay-reason.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { ifRetired, ifSilent, type NoPlan, type Plan, pathOf, refuse } from './plan.ts'

export interface Hold {
  /** Left out by what asks by itself. */
  readonly reason?: DelayReason
  readonly because: string
  /** YYYY-MM-DD. */
  readonly today: string
}

/** Its answers are not used any more, until somebody resumes it. */
export function planHold(repository: Repository, model: Model, { reason, because, today }: Hold): Plan | NoPlan {
  const { id, serving } = model
  if (serving.hold !== undefined) {
    return refuse(...says.planHold.held(id, serving.hold.since, serving.hold.because))
  }
  const why = ifRetired(model) ?? ifSilent(because)
  if (why !== undefined) return why
  const put = { since: today, ...(reason && { reason }), because: because.trim() }
  return {
    kind: 'hold',
    title: says.planHold.title(id),
    edits: [{ path: pathOf(repository, model), at: ['serving', 'hold'], put }],
  }
}
