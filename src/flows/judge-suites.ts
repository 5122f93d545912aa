import { canonicalJson } from '../core/canonical.ts'
import type { Finding } from '../core/change.ts'
import type { Fact, Facts } from '../core/fact.ts'
import { makeOf } from '../core/make.ts'
import type { Model } from '../core/model.ts'
import type { Matter } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'

/** What a finding about a suite goes by, beside the ids of policies. */
export const suiteRule = (suite: string) => `suite-${suite}`

const { suites: words } = says

/**
 * Of each suite that stands before this change: whether the version it brings has passed. By the file as it was, so that no
 * change takes away what it would be held by. Nobody may waive it; whoever wants it gone changes the model, in the open.
 */
export function judgeSuites({ model, before, change, facts }: Matter): readonly Finding[] {
  const { kind, from, to } = change ?? {}
  const suites = Object.entries((before ?? model).suites ?? {})
  if (kind !== 'promote' || to === undefined) return before ? keptOfOther(before, model) : []
  // What goes to another environment moves nothing that serves; the same name for something new does.
  const isRemade = from === to && before !== undefined && !isSameMake(before, model, to)
  if (from === to && !isRemade) return []
  return suites.flatMap(([suite, { gates = [] }]) =>
    gates.includes('promote') ? [isRemade ? remade(suite, to) : answer(suite, to, resultIn(facts, suite))] : [],
  )
}

const isSameMake = ({ versions: was }: Model, { versions: is }: Model, version: string) =>
  makeOf(was, version).made === makeOf(is, version).made

/** What the file goes on saying of a test of a version that is to be something else: it would pass what nobody tested. */
function keptOfOther(before: Model, { tests: is = {}, ...model }: Model): readonly Finding[] {
  const gated = Object.entries(before.suites ?? {}).filter(([, { gates = [] }]) => gates.includes('promote'))
  return gated.flatMap(([suite]) => {
    const [was, test] = [before.tests?.[suite], Object.hasOwn(is, suite) ? is[suite] : undefined]
    if (test === undefined || test.digest !== undefined || canonicalJson(was ?? null) !== canonicalJson(test)) return []
    const { version } = test
    if (isSameMake(before, model, version)) return []
    return [unknown(suite, version, words.remade(version), words.remadeTestFix(suite, version))]
  })
}

interface Result {
  readonly passed?: Fact
  readonly on?: Fact
  readonly data?: Fact
}

function resultIn({ target }: Facts, suite: string): Result {
  const { tests } = branch(target)
  return branch(branch(tests)[suite]) as Result
}

const branch = (it: Fact | Facts | undefined): Facts =>
  typeof it === 'object' && !Array.isArray(it) ? (it as Facts) : {}

function answer(suite: string, version: string, { passed, on, data }: Result): Finding {
  const about = { suite, version, on: text(on), data: text(data) }
  if (passed === true) return found(suite, version, { outcome: 'pass', trace: [words.passed(about)], fix: '' })
  if (passed === false)
    return found(suite, version, { outcome: 'fail', trace: [words.failed(about)], fix: words.failedFix(about) })
  return unknown(suite, version, words.notRun(about), words.notRunFix(about))
}

const text = (it: Fact | undefined) => (typeof it === 'string' ? it : undefined)

const remade = (suite: string, version: string) =>
  unknown(suite, version, words.remade(version), words.remadeFix(version))

const unknown = (suite: string, version: string, why: string, fix: string) =>
  found(suite, version, { outcome: 'unknown', trace: [why], fix })

function found(suite: string, version: string, it: Pick<Finding, 'outcome' | 'trace' | 'fix'>): Finding {
  return {
    policy: suiteRule(suite),
    suite,
    severity: 'block',
    because: words.gate(suite, version),
    measured: true,
    waivable: false,
    named: [`model.suites.${suite}`],
    ...it,
  }
}
