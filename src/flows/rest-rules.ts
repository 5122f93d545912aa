import type { Model } from '../core/model.ts'
import { policiesOf, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import freeze from '../policies/freeze.ts'
import freshness, { AGES } from '../policies/freshness.ts'
import guardrail, { type Guardrail } from '../policies/guardrail.ts'
import { policyKinds } from '../policies/index.ts'
import monitors, { checkOf } from '../policies/monitor.ts'
import waiver from '../policies/waiver.ts'
import { findFact } from '../rules/fact-find.ts'
import { restSchema } from '../rules/fact-schema.ts'
import { factsOf } from '../rules/facts.ts'
import { factsIn } from '../rules/rule.ts'
import { isBroken } from './compliance.ts'
import { judgeAll } from './judge.ts'

/** Which rules about models can come out otherwise though nothing has happened to a model. */
interface RestRules {
  /** Those that the day may change: their ids, and the facts they name. */
  readonly daily: ReadonlySet<string>
  readonly named: ReadonlySet<string>
  /** Those of them that the files and the day alone do not answer. */
  readonly unsure: readonly Guardrail[]
  /** Those that look at readings, so that no new one may be passed over. */
  readonly measured: readonly Guardrail[]
}
const known = new WeakMap<Repository['policies'], RestRules>()

function restRulesOf(repository: Repository): RestRules {
  const before = known.get(repository.policies)
  if (before) return before
  const ofModels = policiesOf(repository, guardrail).filter(it => it.judges === 'model')
  const naming = (...from: readonly From[]) =>
    ofModels.filter(it => factsOfRule(it).some(path => from.includes(fromOf(path))))
  const dated = naming('clock', 'readings')
  const others = Object.values(policyKinds)
    .filter(({ kind, ...it }) => kind !== guardrail.kind && kind !== freeze.kind && 'judge' in it)
    .flatMap(({ kind }) => repository.policies[kind] ?? [])
  const made = {
    daily: new Set([...dated, ...(others as readonly { readonly id: string }[])].map(({ id }) => id)),
    named: new Set([...Object.values(AGES), ...dated.flatMap(factsOfRule)]),
    unsure: naming('readings', 'events').filter(it => dated.includes(it)),
    measured: naming('readings'),
  }
  known.set(repository.policies, made)
  return made
}

const factsOfRule = ({ when, expect }: Guardrail) => [...factsIn(expect), ...factsIn(when)]

type From = 'file' | 'clock' | 'events' | 'readings'

/** Where a fact comes from; what nobody knows may come from readings, which are looked at most often. */
function fromOf(path: string): From {
  if (path.startsWith('custom.')) return 'file'
  const found = findFact(restSchema([]), path)
  const from = 'from' in found ? found.from : undefined
  if (from === 'file' || from === 'clock') return from
  const ages = path.startsWith('kpis.') || /^tests\..*\.days$/.test(path)
  return from === 'measured' && !ages ? 'events' : 'readings'
}

/** Whether a monitor of this model watches more than the whole of what serves: then each part has an age of its own. */
export function isWatchedInParts(repository: Repository, model: Model): boolean {
  return policiesOf(repository, monitors).some(
    it => Object.keys(it.watches).length > 1 && checkOf(it, model) !== undefined,
  )
}

/** Whether a rule about this model looks at its readings. */
export function isMeasuredByRules(repository: Repository, model: Model): boolean {
  return restRulesOf(repository).measured.some(({ appliesTo }) => selects(appliesTo, model))
}

/** Whether a model that broke no rule is known to break none on this day either, where only the day has changed. */
export function keepsRules(repository: Repository, model: Model, now: Date): boolean {
  const { daily, named, unsure } = restRulesOf(repository)
  const isWaived = policiesOf(repository, waiver).some(({ models }) => models.includes(model.id))
  if (isWaived || unsure.some(({ appliesTo }) => selects(appliesTo, model))) return false
  const facts = factsOf({ model, now, repository, wanted: named })
  const findings = judgeAll({ model, facts, now, repository }, policyKinds, id => daily.has(id))
  return !findings.some(it => it.ofModel && isBroken(it))
}

/** After how many hours a reading of a KPI is too old for a rule about this model. */
export function hoursOfRules(repository: Repository, model: Model, kpi: string): readonly number[] {
  const fresh = model.kpis?.[kpi]?.freshHours
  const limits = policiesOf(repository, freshness)
    .filter(it => it.of === 'readings' && (it.kpi ?? kpi) === kpi && selects(it.appliesTo, model))
    .flatMap(it => it.maxHours ?? [])
  return fresh === undefined ? limits : [fresh, ...limits]
}

/** Whether the age of a reading is a number in a rule about this model: then each moment is another. */
export function isAgeNamed(repository: Repository, model: Model): boolean {
  return restRulesOf(repository).measured.some(
    it => selects(it.appliesTo, model) && factsOfRule(it).some(path => path.endsWith('.ageHours')),
  )
}
