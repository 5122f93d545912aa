import { type Finding, isWayBack } from '../core/change.ts'
import type { Model } from '../core/model.ts'
import { type Matter, policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { AGES } from '../policies/freshness.ts'
import { policyKinds } from '../policies/index.ts'
import waiver, { withWaivers } from '../policies/waiver.ts'
import type { Kinds } from '../repository/kinds.ts'
import { factsOf } from '../rules/facts.ts'
import { argsOf, pathOf } from '../rules/rule.ts'
import { judgeSuites } from './judge-suites.ts'

/**
 * Every policy’s answer on a matter, exceptions taken into account; those that have nothing to do with it are left out. And
 * of the suites of tests that stand before it.
 * `asked` picks some by their ids.
 */
export function judgeAll(
  matter: Matter,
  kinds: Kinds = policyKinds,
  asked: (id: string) => boolean = () => true,
): readonly Finding[] {
  const { repository, model, now } = matter
  const waivers = policiesOf(repository, waiver)
  const judging = Object.values(kinds).filter(kind => kind.judge !== undefined)
  const byPolicies = judging
    .flatMap(kind =>
      (repository.policies[kind.kind] ?? [])
        .filter(policy => asked((policy as { readonly id: string }).id))
        .flatMap(policy => kind.judge?.(policy as never, matter) ?? []),
    )
    // What was wrong with the model before is no reason to leave it running.
    .filter(finding => finding.outcome !== 'skip' && !(finding.ofModel && isWayBack(matter.change?.kind)))
    .map(finding => withWaivers(finding, model.id, waivers, now))
  return [...byPolicies, ...judgeSuites(matter).filter(({ policy }) => asked(policy))]
}

/** A model as its file says it is, with no reading and no change: what can be judged from git alone. */
export function atRest(repository: Repository, model: Model, now: Date): Matter {
  return { model, repository, now, facts: factsOf({ model, now, repository, wanted: wantedBy(repository) }) }
}

const wanted = new WeakMap<Repository['policies'], ReadonlySet<string>>()

/** The facts that some policy names: of ten thousand models, most facts are asked for by nobody. */
function wantedBy({ policies }: Repository): ReadonlySet<string> {
  const known = wanted.get(policies)
  if (known !== undefined) return known
  const found = new Set<string>(Object.values(AGES))
  for (const list of Object.values(policies)) for (const policy of list) addNamed(policy, found)
  wanted.set(policies, found)
  return found
}

/** Whatever stands behind `var` or `known`, wherever a kind keeps its rules. */
function addNamed(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    const path = key === 'var' || key === 'known' ? pathOf(argsOf(value)[0]) : undefined
    if (path !== undefined) found.add(path)
    else addNamed(value, found)
  }
}
