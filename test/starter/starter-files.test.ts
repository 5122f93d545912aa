import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tier } from '../../src/core/naming.ts'
import { lineOf } from '../../src/core/problem.ts'
import { check } from '../../src/flows/check.ts'
import { blocking } from '../../src/flows/evidence.ts'
import { supposed } from '../../src/flows/suppose-facts.ts'
import { testPolicies } from '../../src/flows/test-policies.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'
import type { Answers, Files } from '../../src/starter/answers.ts'
import { starterFiles } from '../../src/starter/starter-files.ts'
import { tooFew } from '../../src/starter/too-few.ts'
import { answersOf, referenceOf } from './answers.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const ON = new Date('2026-11-25T09:00:00Z')
const TIERS: readonly Tier[] = ['low', 'medium', 'high']
const SHA = `sha256:${'ab'.repeat(32)}`

const snapshotOf = (files: Files) => ({
  commit: 'working-tree',
  files: Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => /^(models|policies)\//.test(path))
      .map(([path, text]) => [path, { text, blob: '' }]),
  ),
})
const problemsOf = (files: Files) => check(snapshotOf(files), ON).problems.map(lineOf)
const repositoryOf = (answers: Answers) => {
  const { repository, problems } = readRepository(snapshotOf(starterFiles(answers)).files, 'c', policyKinds)
  if (repository === undefined) throw new Error(problems.map(lineOf).join('\n'))
  return repository
}

describe('[B10] what kedge init writes is good at once', () => {
  test.each([
    'mlflow:/models/churn/3',
    'sagemaker:arn:aws:sagemaker:eu-west-1:123456789012:model-package/churn/3',
    'sas:/modelRepository/churn/2.1',
    'models/My churn.xlsx',
    'openai:gpt-4o-2024-08-06',
    `ghcr.io/acme/churn:2.1@${SHA}`,
  ])('with the model %s in each tier', at => {
    for (const tier of TIERS) expect(problemsOf(starterFiles(answersOf({ model: referenceOf(at), tier })))).toEqual([])
  })

  test.each<readonly Tier[][]>([
    [['low']],
    [['medium']],
    [['high']],
    [['low', 'medium']],
    [['low', 'high']],
    [['medium', 'high']],
    [['low', 'medium', 'high']],
  ])('with rules for %j alone, and each of them is for these', tiers => {
    const answers = answersOf({ tiers, tier: tiers[0] as Tier })
    const files = starterFiles(answers)
    expect(problemsOf(files)).toEqual([])
    expect(tooFew(answers, files)).toEqual([])
    const selected = Object.values(repositoryOf(answers).policies)
      .flat()
      .flatMap(it => (it as { appliesTo?: { tiers: Tier[] } }).appliesTo?.tiers ?? [])
    expect(new Set(selected)).toEqual(new Set(tiers))
  })

  test('[R28] a second model is one more file of YAML, and nothing else', () => {
    const files = starterFiles(answersOf())
    const more =
      files['models/churn.yaml']?.replace('id: churn', 'id: upsell').replace('name: Churn', 'name: Upsell') ?? ''
    expect(problemsOf({ ...files, 'models/upsell.yaml': more })).toEqual([])
  })
})

describe('[R4] a low-tier model costs little', () => {
  test('it has seven things and where it lies', () => {
    const model = parseYaml(starterFiles(answersOf())['models/churn.yaml'] ?? '', '').data as object
    expect(Object.keys(model)).toEqual(
      ['kind', 'id', 'name', 'useCase', 'tier', 'owners', 'serving'].concat('type', 'versions'),
    )
  })

  test('whatever is asked of it day by day needs nobody’s approval, and that is said aloud', () => {
    const approvals = repositoryOf(answersOf()).policies.approvals as readonly {
      id: string
      appliesTo?: { kinds?: string[]; tiers?: string[] }
      covers: string[]
      needs: unknown[]
    }[]
    for (const kind of ['promote', 'rollback', 'retrain', 'hold', 'resume', 'edit']) {
      const covering = approvals.filter(
        it => it.covers.includes(kind) && !it.appliesTo?.kinds && (it.appliesTo?.tiers ?? ['low']).includes('low'),
      )
      expect(covering.map(({ id, needs }) => ({ id, needs }))).toEqual([{ id: 'approve-low', needs: [] }])
    }
  })
})

test('[B10] each of its rules shows by examples what it means: no slip in one goes unnoticed, no branch is untaken', () => {
  const { policies, problems } = testPolicies(snapshotOf(starterFiles(answersOf())), { mutate: true, coverage: true })
  expect(problems.map(lineOf)).toEqual([])
  expect(policies.flatMap(({ mutants = [] }) => mutants).length).toBeGreaterThan(50)
})

test.each(['people', 'approve-low', 'findings-on-time'])(
  '[B10] a model and a use case that are named %s like a policy get a name of their own',
  name => {
    const answers = answersOf({ model: referenceOf(`${name}.xlsx`), useCase: name })
    expect(problemsOf(starterFiles(answers))).toEqual([])
    const { models, useCases } = repositoryOf(answers)
    expect({ models: Object.keys(models), useCases: Object.keys(useCases) }).toEqual({
      models: [`${name}-model`],
      useCases: [`use-of-${name}-model`],
    })
  },
)

test('[B10] every kind of change is covered for every tier, so that none is blocked for want of a rule', () => {
  const approvals = repositoryOf(answersOf()).policies.approvals as readonly {
    appliesTo?: { tiers?: string[] }
    covers: string[]
  }[]
  const changes = ['register', 'promote', 'rollback', 'retrain', 'replace', 'hold', 'resume', 'retire', 'edit']
  for (const tier of TIERS) {
    const covered = approvals.filter(it => it.appliesTo?.tiers?.includes(tier)).flatMap(it => it.covers)
    expect([...new Set(covered)].sort(), tier).toEqual([...changes].sort())
  }
  expect(approvals.filter(it => it.appliesTo === undefined).map(it => it.covers)).toEqual([['rules']])
})

test('[attack 76] a high-tier model never moves forward by Slack alone, nor does a rule', () => {
  const approvals = repositoryOf(answersOf()).policies.approvals as readonly {
    id: string
    needs: { role: string; via?: string[] }[]
  }[]
  for (const id of ['approve-high', 'approve-rules'])
    expect(approvals.find(it => it.id === id)?.needs.some(({ via }) => via?.join() === 'github')).toBe(true)
})

test.each([
  ['pass', { worse: 0, better: 0 }],
  ['fail', { worse: 1, better: 0 }],
  ['pass', { worse: 1, better: 1 }],
  ['unknown', {}],
])('[attack 68] [B10] a way back is refused only where it is worse on the same cases: %s', (outcome, target) => {
  const repository = repositoryOf(answersOf({ tier: 'high' }))
  const [model] = Object.values(repository.models)
  if (model === undefined) throw new Error('no model')
  const change = { kind: 'rollback', from: model.serving.version, to: '0.9.0' } as const
  const found = supposed(repository, { model, now: ON, change, facts: [{ target }] })
  expect(found.filter(({ policy }) => policy === 'rollback-not-worse').map(it => it.outcome)).toEqual([outcome])
  const stops = blocking(found, 'rollback').some(({ policy }) => policy === 'rollback-not-worse')
  expect(stops).toBe(outcome === 'fail')
})

test('[B10] a high-tier model has a validator who owns nothing of it', () => {
  expect(repositoryOf(answersOf({ tier: 'high' })).models.churn?.owners).toEqual({
    business: 'ana',
    technical: 'bo',
    validator: 'chen',
  })
})

test('[B10] editors get the schemas of the code, beside files that begin by naming them', () => {
  const files = starterFiles(answersOf())
  const committed = (path: string) => readFileSync(join(ROOT, path), 'utf8')
  for (const path of ['models/model.schema.json', 'policies/policy.schema.json'])
    expect(files[path]).toBe(committed(path))
  const yaml = Object.entries(files).filter(([path]) => /^(models|policies)\/.*\.yaml$/.test(path))
  for (const [path, text] of yaml) {
    const schema = path.startsWith('models/') ? 'model.schema.json' : 'policy.schema.json'
    expect(text.split('\n')[0], path).toBe(`# yaml-language-server: $schema=${schema}`)
  }
  const settings = JSON.parse(files['.vscode/settings.json'] ?? '') as { 'yaml.schemas': Record<string, string[]> }
  for (const [schema, [glob = '']] of Object.entries(settings['yaml.schemas'])) {
    expect(files).toHaveProperty([schema.replace('./', '')])
    expect(yaml.some(([path]) => path.startsWith(glob.replace('*.yaml', '')))).toBe(true)
  }
  expect(JSON.parse(files['.vscode/extensions.json'] ?? '')).toEqual({ recommendations: ['redhat.vscode-yaml'] })
})

test('[B10] its pages link to files that are there, and have lines a page can hold', () => {
  const files = starterFiles(answersOf())
  for (const path of ['README.md', 'models/README.md', 'policies/README.md']) {
    const links = [...(files[path] ?? '').matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) =>
      join(dirname(path), link),
    )
    expect(links.filter(link => !(link in files) && !Object.keys(files).some(it => it.startsWith(link)))).toEqual([])
  }
  const long = Object.entries(files).filter(([path]) => /\.(md|yaml)$/.test(path))
  // The tables are those of our own pages, and a row of a table cannot be broken.
  const written = long.map(([path, text]) => [path, text.split('\n| kind | says |')[0] ?? ''] as const)
  expect(written.flatMap(([path, text]) => (/^.{121,}$/m.test(text) ? [path] : []))).toEqual([])
})

test('[B10] its pages say every kind, key, fact and operator, as ours do', () => {
  const files = starterFiles(answersOf())
  for (const path of ['models/README.md', 'policies/README.md']) {
    const [, ours = ''] = readFileSync(join(ROOT, path), 'utf8').split('a change below is lost -->\n\n')
    expect(ours).toContain('\n## ')
    expect(files[path]?.endsWith(ours), path).toBe(true)
  }
})

test('[B10] what is there already is not written again, and counts for what is', () => {
  const all = starterFiles(answersOf())
  const there = { 'models/churn.yaml': all['models/churn.yaml'] ?? '', 'docs/CODEOWNERS': '* @acme/all\n' }
  const { 'models/churn.yaml': _, '.github/CODEOWNERS': owners, ...rest } = all
  expect(owners).toContain('/models/churn.yaml @bo-l @ana-ruiz\n')
  expect(starterFiles(answersOf(), there)).toEqual(rest)
})

const anyName = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    'a: b',
    '# no comment',
    "it's",
    '"',
    '- x',
    '? y',
    '*a',
    '&a',
    '!t',
    '%',
    '@',
    '`',
    'yes',
    'null',
    '~',
  ),
  fc.constantFrom(
    '1.0',
    '0x1f',
    '2026-11-25',
    '.inf',
    '<<',
    '🙂 team',
    'a\nb: c',
    '\t',
    ' x ',
    '{a}',
    '[a',
    'a #b',
    '|',
    '>',
  ),
)

test('[B10] any name gives files that read back to the same name, and break nothing around it', () => {
  fc.assert(
    fc.property(anyName, anyName, anyName, (organisation, person, useCase) => {
      fc.pre([organisation, person, useCase].every(text => text.isWellFormed()))
      const { people } = answersOf()
      const named = { ...people, ana: { ...people.ana, name: person, roles: [...(people.ana?.roles ?? []), person] } }
      const answers = answersOf({ organisation, useCase, people: named as Answers['people'] })
      const files = starterFiles(answers)
      expect(problemsOf(files)).toEqual([])
      const { people: read, useCases } = repositoryOf(answers)
      expect(read.people.ana).toEqual(named.ana)
      expect(read.because).toContain(organisation)
      expect(Object.values(useCases).map(({ name }) => name)).toEqual([useCase])
      expect(files['README.md']?.split('\n').slice(1)).toEqual(
        starterFiles(answersOf())['README.md']?.split('\n').slice(1),
      )
    }),
    { numRuns: 60 },
  )
})
