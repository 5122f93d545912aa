import { boundOf, isShownIn } from '../core/bounds.ts'
import type { Finding } from '../core/change.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import type { ModelState } from '../core/model-state.ts'
import type { Repository } from '../core/repository.ts'
import { ruleBroken, ruleKept } from '../reports/compliance.ts'
import { says } from '../words/says.ts'
import { findingsOf } from './evidence.ts'
import { say } from './jobs.ts'
import { modelOf } from './standing.ts'
import type { NewJob } from './store.ts'
import type { Told } from './warnings.ts'
import type { Onlooker } from './world.ts'

/**
 * Rules about models hold all the time, not only at a merge: each is told once when a model stops keeping it, with what
 * was observed, and once when it is kept again.
 */
export async function compliance(world: Onlooker, { id }: Model): Promise<Told & { readonly later?: true }> {
  const [{ it, seen }, repository] = await Promise.all([modelOf(world.store, id), world.policy()])
  // As it is now: the round may have begun before a merge.
  const model = repository.models[id]
  if (model === undefined) return { parts: [], jobs: [] }
  const findings = (await findingsOf(world, model)).filter(finding => finding.ofModel)
  const broken = findings.filter(isBroken).filter(({ policy, outcome }) => it.broken[policy] !== outcome)
  const kept = Object.keys(it.broken).filter(policy => !findings.some(f => f.policy === policy && isBroken(f)))
  const events = [
    ...broken.map(({ policy, outcome, trace }) =>
      happened('model.broke-rule', 'kedge', {
        model: model.id,
        policy,
        outcome: outcome as Broken,
        says: says.flowCompliance.broken(trace),
      }),
    ),
    ...kept.map(policy => happened('model.kept-rule', 'kedge', { model: model.id, policy })),
  ]
  // What was merged a moment ago is wanted now: told is only what the newest rules and files say, if need be a round later.
  if (events.length > 0 && (await world.see.repository()).commit !== repository.commit)
    return { parts: [], jobs: [], later: true }
  const at = world.now().toISOString()
  const jobs = [
    ...broken.flatMap(finding => told(repository, model, finding.policy, `broken:${at}`, ruleBroken(model, finding))),
    ...kept.flatMap(policy => told(repository, model, policy, `kept:${at}`, ruleKept(model, policy))),
  ]
  return { parts: events.length > 0 ? [{ subject: `model/${model.id}`, seen, events }] : [], jobs }
}

type Broken = ModelState['broken'][string]

/** What is told as broken, also where nobody can say. */
export function isBroken({ outcome, severity }: Finding): boolean {
  return severity !== 'info' && (outcome === 'fail' || outcome === 'unknown')
}

/** In the channel the policy names, if the model may be shown there; else in the model’s own. */
function told(
  repository: Repository,
  model: Model,
  policy: string,
  what: string,
  document: ReturnType<typeof ruleKept>,
): NewJob[] {
  const all = Object.values(repository.policies).flat() as readonly { readonly id: string; readonly channel?: string }[]
  const wished = all.find(it => it.id === policy)?.channel
  const channel = wished !== undefined && isShownIn(boundOf(model), wished) ? wished : model.channel
  if (channel === undefined) return []
  return [say(`rule:${model.id}:${policy}:${what}`, `model/${model.id}`, { channel, document })]
}
