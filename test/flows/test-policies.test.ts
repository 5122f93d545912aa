import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { type TestOptions, testPolicies } from '../../src/flows/test-policies.ts'
import type { Snapshot } from '../../src/flows/world.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { TEST_FORMATS, testReport } from '../../src/reports/test-report.ts'
import type { AnyKind } from '../../src/repository/kinds.ts'
import { readRepository } from '../../src/repository/read-repository.ts'

const ROOT = join(import.meta.dirname, '../..')
const ALL = { coverage: true, mutate: true }
const run = { began: '2026-11-23T09:00:00.000Z', milliseconds: 3, kedge: { version: '0.1.0' } }

const PEOPLE = readFileSync(join(ROOT, 'policies/people.yaml'), 'utf8')
const guardrail = (rules: string, examples: string) => `kind: guardrail
id: rule
because: It must be.
fix: Mend it.
severity: block
${rules}
examples:
${examples}
`

/** What `kedge test` says of one guardrail, in a repository that holds nothing else. */
function tested(rules: string, examples: string, options: TestOptions = ALL, more: Record<string, string> = {}) {
  const texts = { 'policies/people.yaml': PEOPLE, 'policies/rule.yaml': guardrail(rules, examples), ...more }
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text, blob: path }]))
  return testPolicies({ commit: 'c', files }, options)
}
/** The files of those policies that stop nothing, as their kind says, so that no slip in them lets anything through. */
function stoppingNothing({ files, commit }: Snapshot): readonly string[] {
  const { policies, paths } = readRepository(files, commit, policyKinds).readable
  return Object.values<AnyKind>(policyKinds).flatMap(({ kind, stopsNothing }) =>
    ((policies[kind] ?? []) as readonly { readonly id: string }[])
      .filter(policy => stopsNothing?.(policy as never))
      .map(({ id }) => paths[`${kind}/${id}`] ?? ''),
  )
}
const told = (it: ReturnType<typeof tested>) => it.problems.map(p => `${p.line}:${p.column} ${p.code}: ${p.says}`)

describe('[B5] the policies of this repository', () => {
  test('have examples that kill every mutant and take every branch', async () => {
    const { snapshot, problems } = await readFolder(ROOT)
    const found = testPolicies(snapshot, ALL, problems)
    expect(found.problems).toEqual([])
    expect(found.good).toBe(true)
    const score =
      testReport({ ...found, ...run }, 'text')
        .split('\n')
        .at(-1) ?? ''
    console.log(score)
    const [, killed, all] = /mutants: (\d+) of (\d+) killed/.exec(score) ?? []
    expect(killed).toBe(all)
    expect(Number(killed)).toBeGreaterThan(40)
    for (const policy of found.policies.filter(({ file }) => !stoppingNothing(snapshot).includes(file)))
      expect(
        policy.mutants?.filter(it => it.fate === 'killed').length,
        `${policy.file} has no mutants`,
      ).toBeGreaterThan(0)
  })

  test.each(Object.values<AnyKind>(policyKinds).filter(kind => kind.examples !== undefined))(
    '$kind says what of it its examples speak of',
    ({ kind, decides, branches, schema }) => {
      expect(decides ?? [], `fix: give ${kind} \`decides\``).not.toEqual([])
      const keys = Object.keys((schema as { readonly properties?: object }).properties ?? {})
      expect(decides?.map(path => path.split('.')[0] ?? '').filter(key => !keys.includes(key))).toEqual([])
      expect(branches, `fix: give ${kind} \`branches\``).toBeTypeOf('function')
    },
  )
})

const WHEN = 'when: { ===: [{ var: change.kind }, rollback] }\n'
const EXPECT = 'expect: { <=: [{ var: kpis.mae.value }, 18.5] }'
const LIMITED = `  - { facts: { kpis: { mae: { value: 18.5 } } }, then: pass }
  - { facts: { kpis: { mae: { value: 18.6 } } }, then: fail }`

describe('[B5] a boundary', () => {
  test('needs an example on each side of it', () => {
    expect(told(tested(EXPECT, LIMITED))).toEqual([])
  })

  test('that no example is near is named, with the example that would notice', () => {
    const { problems, good } = tested(EXPECT, LIMITED.replace('18.6', '30').replace('18.5', '10'))
    expect(problems).toEqual([
      {
        level: 'error',
        code: 'mutant-survives',
        file: 'policies/rule.yaml',
        line: 6,
        column: 1,
        says: 'No example notices when `kpis.mae.value <= 18.5` becomes `kpis.mae.value < 18.5` (flip-comparison).',
        fix: 'Add the example `{facts: {kpis: {mae: {value: 18.5}}}, then: pass}`, if that is what is meant',
      },
      {
        level: 'error',
        code: 'mutant-survives',
        file: 'policies/rule.yaml',
        line: 6,
        column: 41,
        says: 'No example notices when `18.5` becomes `18.4` (step-constant).',
        fix: 'Add the example `{facts: {kpis: {mae: {value: 18.5}}}, then: pass}`, if that is what is meant',
      },
      {
        level: 'error',
        code: 'mutant-survives',
        file: 'policies/rule.yaml',
        line: 6,
        column: 41,
        says: 'No example notices when `18.5` becomes `18.6` (step-constant).',
        fix: 'Add the example `{facts: {kpis: {mae: {value: 18.6}}}, then: fail}`, if that is what is meant',
      },
    ])
    expect(good).toBe(false)
  })

  test('is complete with the examples that were proposed', () => {
    const rules = `${WHEN}expect: { or: [{ <: [{ var: kpis.mae.value }, 18.5] }, { var: target.passed }] }`
    let examples =
      '  - { facts: { change: { kind: rollback }, kpis: { mae: { value: 99 } }, target: { passed: false } }, then: fail }'
    for (let round = 0; round < 6; round++) {
      const fixes = tested(rules, examples, { mutate: true }).problems.map(
        it => /^Add the example `(.+)`,/.exec(it.fix)?.[1],
      )
      examples += [...new Set(fixes)].flatMap(it => (it === undefined ? [] : [`\n  - ${it}`])).join('')
    }
    expect(told(tested(rules, examples, { mutate: true }))).toEqual([])
  })
})

describe('[B5] coverage', () => {
  test('names a rule that never failed', () => {
    const [only] = LIMITED.split('\n')
    expect(told(tested(EXPECT, only ?? '', { coverage: true }))).toEqual([
      '6:1 untested-branch: `kpis.mae.value <= 18.5` is never false in an example.',
      '7:1 no-failing-example: No example fails, so nothing shows that this policy can stop anything.',
    ])
  })

  test('names a branch that no example takes, at its line', () => {
    const rules = `expect:
  and:
    - { var: target.passed }
    - { <=: [{ var: kpis.mae.value }, 18.5] }`
    const examples = `  - { facts: { target: { passed: true }, kpis: { mae: { value: 1 } } }, then: pass }
  - { facts: { target: { passed: true }, kpis: { mae: { value: 20 } } }, then: fail }`
    expect(told(tested(rules, examples, { coverage: true }))).toEqual([
      '8:7 untested-branch: `target.passed` is never false in an example.',
    ])
  })
})

test('[B5] an example that comes out otherwise is told with its line, what was expected, what came, why and the fix', () => {
  const { problems, good, policies } = tested(EXPECT, LIMITED.replace('pass', 'skip'), {})
  expect(problems[0]).toEqual({
    level: 'error',
    code: 'wrong-example',
    file: 'policies/rule.yaml',
    line: 8,
    column: 5,
    says: 'Example 1 expects `skip`, but the policy answers `pass` (kpis.mae.value 18.5 is <= 18.5).',
    fix: 'Mend the policy, or write `pass` if that is what is meant',
  })
  expect(good).toBe(false)
  expect(policies[0]?.examples[0]).toMatchObject({ line: 8, expected: 'skip', got: 'pass' })
})

test('[B5] a clause that decides nothing cannot be killed, and is named', () => {
  const rules = 'expect: { and: [{ var: target.passed }, { var: target.passed }] }'
  const examples = `  - { facts: { target: { passed: true } }, then: pass }
  - { facts: { target: { passed: false } }, then: fail }`
  const survivors = tested(rules, examples).problems.map(it => `${it.says} ${it.fix}`)
  expect(survivors).toContain(
    'No example notices when `target.passed` is left out (drop-clause). Add an example that comes out otherwise then, or leave out what decides nothing',
  )
})

test('[B5] what is too large to be a rule is not taken apart: its failing example says so', () => {
  const many = Array.from({ length: 600 }, () => '{ var: target.passed }').join(', ')
  const found = tested(`expect: { and: [{ and: [${many}] }] }`, LIMITED)
  expect(found.policies[0]?.mutants).toEqual([])
  expect(found.problems.map(it => it.code)).toContain('wrong-example')
})

test('[B5] rules are tested although models are broken, and it is said what could not be read', () => {
  const broken = { 'models/m.yaml': 'kind: model\nid: m\nteir: low\n' }
  const found = tested(EXPECT, LIMITED, ALL, broken)
  expect(found.good).toBe(true)
  expect(found.policies[0]?.mutants?.every(it => it.fate !== 'survived')).toBe(true)
  expect(found.problems.every(it => it.level === 'warning' && it.file === 'models/m.yaml')).toBe(true)
  expect(found.problems.map(it => it.code)).toContain('unknown-key')
})

test('[B5] a policy that cannot be read was not tested, so it is no pass, unless others were asked for', () => {
  const broken = { 'policies/bad.yaml': 'kind: guardrail\nid: bad\n' }
  const found = tested(EXPECT, LIMITED, {}, broken)
  expect(found.good).toBe(false)
  expect(new Set(found.problems.map(it => it.file))).toEqual(new Set(['policies/bad.yaml']))
  expect(tested(EXPECT, LIMITED, { policies: ['rule'] }, broken).good).toBe(true)
  expect(tested(EXPECT, LIMITED, { policies: ['bad'] }, broken)).toMatchObject({ good: false, policies: [] })
})

test('[B5] where there is nothing to test, it is no pass', () => {
  const files = { 'policies/people.yaml': { text: PEOPLE, blob: 'b' } }
  const { good, problems } = testPolicies({ commit: 'c', files })
  expect({ good, codes: problems.map(it => it.code) }).toEqual({ good: false, codes: ['no-policies'] })
})

test('[B5] a policy nobody knows is refused, with what was probably meant', () => {
  expect(() => tested(EXPECT, LIMITED, { policies: ['rul'] })).toThrow('Did you mean `rule`?')
})

test('[B5] what no example can speak of is listed by kind', () => {
  expect(tested(EXPECT, LIMITED).leftOut.guardrail).toEqual(
    expect.arrayContaining(['appliesTo', 'severity', 'mayWaive']),
  )
  expect(tested(EXPECT, LIMITED).leftOut.guardrail).not.toContain('expect')
})

test.each(TEST_FORMATS)('[B5] signs that move a cursor are shown, not done, as %s', format => {
  const found = tested(EXPECT, LIMITED, {}, { 'policies/bad.yaml': 'kind: "x\\e[31m"\nid: bad\n' })
  const text = testReport({ ...found, ...run }, format)
  expect(text).not.toContain('\u001b')
  expect(text).toContain('unknown-kind')
})
