import { type Change, sealOf } from '../core/change-state.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import { CHECK_NAME, judged } from './bench.ts'
import { findingsNow } from './look-findings.ts'
import { sealNow } from './seal-now.ts'
import type { Onlooker, Pull } from './world.ts'

/** Why this pull request must not be merged by Kedge now; undefined when it may. */
export async function mayMerge(world: Onlooker, change: Change, pull: Pull): Promise<Refusal | undefined> {
  const contents = await world.see.contents(pull)
  const { verdict: now, repository } = await judged(world, change)
  if (sealNow(change, pull, contents, repository).seal !== sealOf(change)?.body.seal) return refusalOf('moved')
  if (now.is !== 'approved') return refusalOf('moved')
  if (now.merge !== 'auto') return refusalOf('manual-merge')
  const findings = await findingsNow(world, change, contents, pull.head)
  if (findings.some(({ blocks }) => blocks)) return refusalOf('guardrail')
  const [check, base] = await Promise.all([world.see.check(pull.head, CHECK_NAME), world.see.branch(pull.base)])
  if (check?.conclusion !== 'success') return refusalOf('check-not-green')
  if (!base?.protected || !base.requires.includes(CHECK_NAME)) return refusalOf('unprotected')
  return undefined
}
