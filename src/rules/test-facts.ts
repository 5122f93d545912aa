import { since } from '../core/calendar.ts'
import type { Fact, Facts } from '../core/fact.ts'
import type { Model } from '../core/model.ts'
import { knownResult } from '../core/suite-known.ts'
import { NO_SUITES, type SuiteState } from '../core/suite-run.ts'
import { says } from '../words/says.ts'
import type { FactLeaf, FactSchema } from './fact-schema.ts'

/** Names with a point cannot be said in the path of a fact. */
const isNameable = (name: string) => !name.includes('.')

/** The tests of a model that a rule may name: those it has results of, and its suites. */
export function testsNamed({ tests, suites }: Model): readonly string[] {
  return [...Object.keys(tests ?? {}), ...Object.keys(suites ?? {})].filter(isNameable)
}

/** What the tests of one version came to; whatever nobody knows a result of is absent. */
export function testFacts(model: Model, state: SuiteState | undefined, version: string, now: Date): Facts | undefined {
  const told = testsNamed(model).flatMap((suite): (readonly [string, Facts])[] => {
    const result = knownResult(model, state ?? NO_SUITES, { suite, version })
    if (result === undefined) return []
    const { passed, on, data } = result
    const days = since(on, now)
    const facts: Record<string, Fact> = { passed, on, ...(data !== undefined && { data }) }
    return [[suite, days === undefined ? facts : { ...facts, days }]]
  })
  return told.length === 0 ? undefined : Object.fromEntries(told)
}

const leaf = (type: FactLeaf['type'], about: string): FactLeaf => ({ type, about, from: 'measured' })

/** Of the version that is to serve. */
export const TEST: FactSchema = {
  passed: leaf('boolean', says.testFacts.passed),
  on: leaf('string', says.testFacts.on),
  data: leaf('string', says.testFacts.data),
  days: leaf('number', says.testFacts.days),
}

export const TARGET_TEST: FactSchema = {
  passed: leaf('boolean', says.testFacts.targetPassed),
  on: leaf('string', says.testFacts.on),
  data: leaf('string', says.testFacts.data),
  days: leaf('number', says.testFacts.days),
}
