import { neededGrant } from '../approvals/grant.ts'
import type { PlannedException } from '../core/planned.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import waiver from '../policies/waiver.ts'
import type { DifferingFile } from './plan-files.ts'

/** What a new or changed waiver is an exception from, and whose word it takes; undefined for every other file. */
export function plannedException(
  { is, id, changes }: Pick<DifferingFile, 'is' | 'id' | 'changes'>,
  old: Repository,
  anew: Repository,
): PlannedException | undefined {
  const file = is === waiver.kind && changes.length > 0 ? policiesOf(anew, waiver).find(it => it.id === id) : undefined
  if (file === undefined) return undefined
  const { rule, models, expires, because, granted } = file
  const roles = rolesThatWaive(rule, old) ?? rolesThatWaive(rule, anew) ?? []
  return {
    rule,
    models,
    until: expires,
    because,
    grantedOn: granted.on,
    grant: neededGrant(granted.by, rule, roles, old.people),
  }
}

/** By the base where it has the rule, so that no change widens who may waive and waives at once. */
function rolesThatWaive(rule: string, { policies }: Repository): readonly string[] | undefined {
  const all = Object.values(policies).flat() as readonly {
    readonly id: string
    readonly mayWaive?: readonly string[]
  }[]
  const found = all.find(it => it.id === rule)
  return found && (found.mayWaive ?? [])
}
