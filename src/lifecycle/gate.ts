import type { Facts } from '../core/fact.ts'
import type { Matter } from '../core/policy-kind.ts'
import { evaluate } from '../rules/rule-evaluate.ts'
import { says } from '../words/says.ts'
import type { Gate } from './lifecycle.ts'

/** What a gate looks at. */
export interface Evidence {
  readonly documents: readonly string[]
  /** Tests that the version that is to serve passed. */
  readonly tests: readonly string[]
  readonly validated: boolean
  readonly facts: Facts
}

/** One thing a gate asks for. */
export interface GateItem {
  readonly is: 'there' | 'missing' | 'unknown'
  readonly says: string
}

export function evidenceOf({ model, facts, now }: Pick<Matter, 'model' | 'facts' | 'now'>): Evidence {
  const { version } = model.serving
  const tests = Object.entries(model.tests ?? {}).filter(([, it]) => it.passed && it.version === version)
  return {
    documents: Object.keys(model.documents ?? {}),
    tests: tests.map(([name]) => name),
    validated: model.validation?.version === version && good(model.validation, now),
    facts,
  }
}

function good({ outcome, expires }: NonNullable<Matter['model']['validation']>, now: Date): boolean {
  return outcome !== 'rejected' && (expires === undefined || now.toISOString().slice(0, 10) <= expires)
}

/** Every single thing, so that people see at once all that is missing. */
export function gateItems(gate: Gate | undefined, evidence: Evidence): readonly GateItem[] {
  const item = (there: boolean, yes: string, no: string): GateItem =>
    there ? { is: 'there', says: yes } : { is: 'missing', says: no }
  const { document, test, validated } = says.lifecycleGate
  return [
    ...(gate?.documents ?? []).map(kind =>
      item(evidence.documents.includes(kind), document.there(kind), document.missing(kind)),
    ),
    ...(gate?.tests ?? []).map(name => item(evidence.tests.includes(name), test.there(name), test.missing(name))),
    ...(gate?.validated ? [item(evidence.validated, validated.there, validated.missing)] : []),
    ...(gate?.rule ? [ruleItem(gate.rule, evidence.facts)] : []),
  ]
}

function ruleItem(rule: NonNullable<Gate['rule']>, facts: Facts): GateItem {
  const { outcome, trace } = evaluate(rule, facts)
  const is = ({ holds: 'there', 'does-not': 'missing', missing: 'unknown' } as const)[outcome]
  return { is, says: trace.join('; ') }
}

/** What is missing weighs more than what nobody knows; only a gate with everything there is open. */
export function outcomeOf(items: readonly GateItem[]): 'pass' | 'fail' | 'unknown' {
  if (items.some(({ is }) => is === 'missing')) return 'fail'
  return items.some(({ is }) => is === 'unknown') ? 'unknown' : 'pass'
}
