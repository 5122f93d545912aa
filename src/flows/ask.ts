import { digestOf } from '../core/canonical.ts'
import type { Request } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import type { Document } from '../core/document.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { planRollback } from '../plans/rollback.ts'
import { alreadyOpen, askedFor, refusedBy, refusedPlan } from '../reports/ask-words.ts'
import { judged } from './bench.ts'
import { blocking, comparisonOf, evidenceOf, findingsOf } from './evidence.ts'
import { chartCase, showChange, showPull } from './jobs.ts'
import type { Outcome } from './outcome.ts'
import { modelOf, openCase, openChanges } from './standing.ts'
import type { Onlooker } from './world.ts'

export interface Ask {
  readonly model: Model
  readonly to: string
  readonly reason: string
  /** A key of the people policy. */
  readonly by: string
  readonly door: Request['door']
}

/** Words for who asked, and what came of it. */
export interface Answered {
  readonly document: Document
  readonly outcome: Outcome
}

/**
 * Judges a rollback against the guardrails and, if none stops it, seals the request with its evidence. The pull request
 * follows by itself. Asking twice for the same thing is asking once.
 */
export async function askRollback(world: Onlooker, ask: Ask): Promise<Answered> {
  const { model, to, by } = ask
  const [repository, evidence, state, cased, open] = await Promise.all([
    world.policy(),
    evidenceOf(world, model),
    modelOf(world.store, model.id),
    openCase(world.store, model.id),
    openChanges(world.store, model.id),
  ])
  const [busy] = open
  const lapsed = busy !== undefined && (await isLapsed(world, busy.it))
  if (busy && !lapsed) return { document: alreadyOpen(model, busy.it, by), outcome: {} }
  const plan = planRollback(repository, model, { to })
  if ('refused' in plan) return { document: refusedPlan(model, to, plan.refused), outcome: {} }
  const findings = await findingsOf(world, model, { kind: 'rollback', from: plan.from, to, by, door: ask.door })
  const stopped = blocking(findings, 'rollback')
  if (stopped.length > 0) return refused(ask, stopped)
  const comparison = comparisonOf(model, evidence, to, cased?.it.onset)
  const request: Request = {
    kind: 'rollback',
    title: `Roll ${model.id} back from ${plan.from} to ${to}`,
    model: model.id,
    from: plan.from,
    to,
    reason: ask.reason,
    ...(cased && { case: cased.it.id }),
    door: ask.door,
    edits: plan.edits,
    commit: repository.commit,
    ...(comparison && { evidence: comparison }),
    findings,
  }
  const id = `change/${digestOf({ request, by, at: world.now().toISOString() }).slice(0, 8)}`
  const parts = [
    {
      subject: `model/${model.id}`,
      seen: state.seen,
      events: [happened('model.asked', by, { model: model.id, change: id })],
    },
    { subject: id, seen: 0, events: [happened('change.asked', by, request)] },
    ...(busy ? [{ subject: busy.it.id, seen: busy.seen, events: [LAPSED] }] : []),
    ...(cased
      ? [{ subject: cased.it.id, seen: cased.seen, events: [happened('case.asked', by, { change: id })] }]
      : []),
  ]
  return {
    document: askedFor(model, request),
    outcome: {
      parts,
      jobs: [showPull(id), ...(busy ? [showChange(busy.it.id)] : []), ...(cased ? [chartCase(cased.it.id)] : [])],
    },
  }
}

/** The time to approve has ended, so it keeps nobody from asking again. */
async function isLapsed(world: Onlooker, change: Change): Promise<boolean> {
  return change.pull !== undefined && !change.merged && (await judged(world, change)).verdict.is === 'expired'
}

const LAPSED = happened('change.closed', 'kedge', {
  outcome: 'expired',
  says: 'the time to approve ended, and it was asked for anew',
})

function refused({ model, to, door, by }: Ask, stopped: Request['findings']): Answered {
  const document = refusedBy(model, to, stopped)
  const event = happened('change.refused', by, { code: 'guardrail', door, says: document.summary })
  return { document, outcome: { facts: [{ subject: `model/${model.id}`, events: [event] }] } }
}
