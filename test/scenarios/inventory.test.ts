import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { check } from '../../src/flows/check.ts'

const ROOT = join(import.meta.dirname, '../..')
const ESTATE = join(ROOT, 'test/fixtures/estate')
const NOW = new Date('2026-11-25')

const { snapshot } = await readFolder(ROOT)
const policies = Object.entries(snapshot.files).filter(([path]) => path.startsWith('policies/'))
const estate = readdirSync(ESTATE).map(
  name => [`models/${name}`, { text: readFileSync(join(ESTATE, name), 'utf8'), blob: name }] as const,
)
const sample = Object.entries(snapshot.files).filter(([path]) => path.startsWith('models/'))

/** The made-up airline’s rules over its own models and these; texts may be changed, or taken away. */
function checked(change: Readonly<Record<string, (text: string) => string | undefined>> = {}) {
  const files = [...policies, ...sample, ...estate].flatMap(([path, { text, blob }]) => {
    const changed = change[path] === undefined ? text : change[path](text)
    return changed === undefined ? [] : [[path, { text: changed, blob }] as const]
  })
  return check({ commit: 'c', files: Object.fromEntries(files) }, NOW)
}
const told = (change: Parameters<typeof checked>[0]) =>
  checked(change)
    .problems.filter(p => p.level === 'error')
    .map(p => `${p.file}:${p.line} ${p.code}`)
const without = (line: RegExp) => (text: string) => text.replace(line, '')

describe('[B1] one schema for models of any making', () => {
  test('[R3] MLflow, SageMaker, SAS, Excel, a vendor’s LLM and a plain container stand side by side', () => {
    const { problems, counts, coverage } = checked()
    expect(problems).toEqual([])
    expect(counts).toMatchObject({ models: 7, useCases: 7, sources: 3 })
    expect(coverage).toMatchObject({ full: 7, failing: 0, unmanaged: 0 })
  })

  test('[R4] seven things make a valid model of the low tier, and each of them is needed', () => {
    const seven = `kind: model
id: seven
name: Seven things
useCase: baggage
tier: low
owners: { business: mara, technical: ana }
serving: { version: 1.0.0, mode: batch }
`
    const files = Object.fromEntries([...policies, ...sample, ...estate])
    // That what serves has passed its gates, and that it stands at a stage, are rules of the airline’s own.
    const { 'policies/serves-what-passed.yaml': _, 'policies/model-lifecycle-low.yaml': __, ...rules } = files
    const of = (text: string) =>
      check({ commit: 'c', files: { ...rules, 'models/seven.yaml': { text, blob: 's' } } }, NOW).problems
    expect(of(seven)).toEqual([])
    for (const line of seven.trimEnd().split('\n')) expect(of(seven.replace(`${line}\n`, '')).length).toBeGreaterThan(0)
  })

  test('what a tier demands is itself a policy: the same file is good in a lower one', () => {
    const bare = without(/documents:.*\n/)
    expect(told({ 'models/churn.yaml': bare })).toEqual(['models/churn.yaml:3 answered-for'])
    expect(told({ 'models/churn.yaml': text => bare(text).replace('tier: medium', 'tier: low') })).toEqual([])
    expect(told({ 'models/churn.yaml': bare, 'policies/answered-for.yaml': () => undefined })).toEqual([])
  })

  test('a model of the high tier serves only what somebody else validated, with no finding overdue', () => {
    const rule = 'validated-independently'
    expect(told({ 'models/fraud-score.yaml': without(/validation:.*\n/) })).toEqual([
      'models/fraud-score.yaml:3 yearly-validation',
      `models/fraud-score.yaml:17 ${rule}`,
    ])
    expect(told({ 'models/fraud-score.yaml': text => text.replace('validator: fay', 'validator: ana') })).toEqual([
      `models/fraud-score.yaml:17 ${rule}`,
    ])
    expect(told({ 'models/fraud-score.yaml': text => text.replace('due: 2027-03-01', 'due: 2026-11-24') })).toEqual([
      `models/fraud-score.yaml:51 ${rule}`,
    ])
  })
})

describe('[R33] data is used as agreed', () => {
  test.each([
    ['for another use case', 'allowedUses: [retention]', 'allowedUses: [payments]'],
    ['without a lawful basis', 'lawfulBasis: contract\n', ''],
    ['without saying whether it tells of persons', 'personalData: [pii]\n', ''],
  ])('a source used %s stops the model that reads it', (_, from, to) => {
    expect(told({ 'models/subscribers.yaml': text => text.replace(from, to) })).toEqual([
      expect.stringMatching(/^models\/churn\.yaml:\d+ data-used-as-agreed$/),
    ])
  })
})

describe('[B2] names lead both ways', () => {
  test('[R2] a data source that is still used cannot go', () => {
    expect(told({ 'models/payments-log.yaml': () => undefined })).toEqual(['models/fraud-score.yaml:24 unknown-source'])
  })

  test('a use case that still has models cannot go', () => {
    expect(told({ 'models/baggage.yaml': () => undefined })).toEqual(['models/scan-container.yaml:7 unknown-use-case'])
  })
})

test('[R6] a rule switched from warn to block changes the result, and nothing else', () => {
  const late = (text: string) => text.replace('reviewBy: 2099-12-31', 'reviewBy: 2026-01-01')
  const files = { 'models/mail-assistant.yaml': late }
  const warned = checked(files)
  const blocked = checked({
    ...files,
    'policies/vendor-in-view.yaml': text => text.replace('severity: warn', 'severity: block'),
  })
  expect([warned.good, blocked.good]).toEqual([true, false])
  const same = (problems: typeof warned.problems) => problems.map(({ level: _, ...rest }) => rest)
  expect(same(blocked.problems)).toEqual(same(warned.problems))
  expect(blocked.problems.every(p => p.fix.length > 0)).toBe(true)
})
