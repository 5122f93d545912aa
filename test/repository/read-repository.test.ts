import Type, { type Static } from 'typebox'
import { describe, expect, test } from 'vitest'
import { policyKind } from '../../src/core/policy-kind.ts'
import { lineOf } from '../../src/core/problem.ts'
import { policyKinds } from '../../src/policies/index.ts'
import people from '../../src/policies/people.ts'
import { readRepository } from '../../src/repository/read-repository.ts'

const Cap = Type.Object({
  kind: Type.Literal('cap'),
  id: Type.String(),
  because: Type.String(),
  most: Type.Number(),
  // biome-ignore lint/suspicious/noThenProperty: examples end in what then happens; a schema is never awaited.
  examples: Type.Array(Type.Object({ n: Type.Number(), then: Type.String() })),
})
const cap = policyKind({
  kind: 'cap',
  summary: 'Says how many at most.',
  schema: Cap,
  failing: ['fail'],
  stopsNothing: policy => policy.most >= 1000,
  examples: policy => policy.examples.map((example, index) => answer(policy, example, index)),
  complaints: (policy, repository) =>
    policy.most > Object.keys(repository.people.people).length
      ? [{ at: ['most'], code: 'too-many', says: 'More than there are people.', fix: 'Write less.', level: 'warning' }]
      : [],
})

function answer({ most }: Static<typeof Cap>, { n, then }: { n: number; then: string }, index: number) {
  return {
    index,
    expected: then,
    got: n <= most ? 'pass' : 'fail',
    trace: [`${n} ${n <= most ? '≤' : 'is not ≤'} ${most}`],
  }
}

const PEOPLE = `kind: people
id: people
because: so
slackTeam: T000000001
people:
  ana: { name: Ana, slack: U0ANA, roles: [modelops] }
  bo: { name: Bo, github: { login: bo, id: 5 }, roles: [operations] }
`
const MODEL = `kind: model
id: churn
name: Churn
useCase: retention
tier: low
owners: { business: bo, technical: ana }
serving: { version: 1.0.0, mode: batch }
`
const USE_CASE = 'kind: use-case\nid: retention\nname: Keeping customers\nowner: bo\n'
const OTHER = `${MODEL.replace('id: churn', 'id: other').replace('name: Churn', 'name: Other')}sources: [bookings]\n`
const CAP = 'kind: cap\nid: few\nbecause: so\nmost: 1\nexamples: [{ n: 1, then: pass }, { n: 2, then: fail }]\n'
const GOOD = {
  'models/churn.yaml': MODEL,
  'models/retention.yaml': USE_CASE,
  'policies/people.yaml': PEOPLE,
  'policies/few.yaml': CAP,
}

function read(files: Record<string, string | undefined>) {
  const present = Object.entries({ ...GOOD, ...files }).filter(
    (file): file is [string, string] => file[1] !== undefined,
  )
  return readRepository(
    Object.fromEntries(present.map(([path, text]) => [path, { text, blob: `blob of ${path}` }])),
    'c0ffee',
    { people, cap },
  )
}
const told = (files: Record<string, string | undefined>) =>
  read(files).problems.map(p => `${p.file ?? '-'}:${p.line ?? ''} ${p.code}`)

test('a good repository comes back whole: models, policies by kind, people, paths and blobs', () => {
  const { repository, problems, counts } = read({ 'models/README.md': '# hello', 'models/model.schema.json': '{}' })
  expect(problems).toEqual([])
  expect(counts).toEqual({ models: 1, useCases: 1, sources: 0, profiles: 0, policies: 2, examples: 2 })
  expect(repository?.models.churn?.serving.version).toBe('1.0.0')
  expect(repository?.policies.cap).toHaveLength(1)
  expect(repository?.people.people.bo?.github?.id).toBe(5)
  expect(repository?.paths).toEqual({
    'model/churn': 'models/churn.yaml',
    'use-case/retention': 'models/retention.yaml',
    'people/people': 'policies/people.yaml',
    'cap/few': 'policies/few.yaml',
  })
  expect(repository?.files['models/churn.yaml']?.blob).toBe('blob of models/churn.yaml')
  expect(repository?.models.constructor).toBe(undefined)
})

describe('[A9] every problem is told at once, by file and line, and nothing passes meanwhile', () => {
  test('problems of all files and all kinds come together, sorted', () => {
    const { repository, problems } = read({
      'models/churn.yaml': MODEL.replace('tier: low', 'teir: low').replace('technical: ana', 'technical: anna'),
      'models/other.yaml': MODEL,
      'models/bad.yaml': 'kind: model\n\tid: bad\n',
      'policies/few.yaml': CAP.replace('then: fail', 'then: pass'),
      'policies/what.yaml': 'kind: guardrial\nid: what\n',
    })
    expect(repository).toBe(undefined)
    expect(problems.map(p => `${p.file}:${p.line}:${p.column} ${p.code}`)).toEqual([
      'models/bad.yaml:2:1 tab',
      'models/churn.yaml:5:1 unknown-key',
      'models/other.yaml:2:5 wrong-id',
      'policies/few.yaml:5:1 no-failing-example',
      'policies/few.yaml:5:34 wrong-example',
      'policies/what.yaml:1:7 unknown-kind',
    ])
    expect(problems.every(p => p.fix.length > 0)).toBe(true)
  })

  test('[B10] no example of a policy that stops nothing has to fail, and a wrong one is told all the same', () => {
    const codesOf = (text: string) => read({ 'policies/few.yaml': text }).problems.map(p => p.code)
    expect(codesOf(CAP.replace('most: 1', 'most: 1000').replace('fail', 'pass'))).toEqual(['too-many'])
    expect(codesOf(CAP.replace('most: 1', 'most: 1000'))).toEqual(['too-many', 'wrong-example'])
  })

  test('an example that comes out otherwise says expected, got and why', () => {
    const { problems } = read({ 'policies/few.yaml': CAP.replace('n: 1', 'n: 7') })
    expect(problems.map(lineOf)).toMatchInlineSnapshot(`
      [
        "policies/few.yaml:5:12 error wrong-example: Example 1 expects \`pass\`, but the policy answers \`fail\` (7 is not ≤ 1).
        fix: Mend the policy, or write \`fail\` if that is what is meant",
      ]
    `)
  })

  test.each([
    ['no people at all', { 'policies/people.yaml': undefined }, ['policies/people.yaml: no-people']],
    [
      'an owner nobody knows',
      { 'models/churn.yaml': MODEL.replace('technical: ana', 'technical: anna') },
      ['models/churn.yaml:6 unknown-person'],
    ],
    [
      'an owner named like a method',
      { 'models/churn.yaml': MODEL.replace('technical: ana', 'technical: constructor') },
      ['models/churn.yaml:6 unknown-person'],
    ],
    [
      '[C8] a delivery by a person nobody knows',
      {
        'models/churn.yaml': `${MODEL}delivery: { manual: { by: anna, remindHours: 8 } }\nrollback: { to: latest-passed, delivery: { manual: { by: anna, remindHours: 8 } } }\nretraining: { delivery: { manual: { by: anna, remindHours: 8 } } }\n`,
      },
      [
        'models/churn.yaml:8 unknown-person',
        'models/churn.yaml:9 unknown-person',
        'models/churn.yaml:10 unknown-person',
      ],
    ],
    [
      '[C8] a delivery over an address instead of a connection’s name',
      { 'models/churn.yaml': `${MODEL}delivery: { webhook: 'https://evil.test/x' }\n` },
      ['models/churn.yaml:8 wrong-form'],
    ],
    [
      '[C8] a delivery in two ways',
      { 'models/churn.yaml': `${MODEL}delivery: { workflow: a.yml, webhook: jenkins }\n` },
      ['models/churn.yaml:8 unknown-key'],
    ],
    [
      'a version that is not listed',
      { 'models/churn.yaml': `${MODEL}versions: { 1.0.1: {} }\n` },
      ['models/churn.yaml:7 unknown-version'],
    ],
    [
      'a version whose place in the order is lost',
      { 'models/churn.yaml': `${MODEL}versions: { 1.0.0: {}, "2": {} }\n` },
      ['models/churn.yaml:8 orderless-version'],
    ],
    [
      'a KPI without its query',
      {
        'models/churn.yaml': `${MODEL}kpis:\n  mae: { name: MAE, kind: technical, unit: min, direction: lower-is-better, query: wekly }\nqueries: { weekly: { connection: db, sql: select 1 } }\n`,
      },
      ['models/churn.yaml:9 unknown-query'],
    ],
    [
      'a KPI in a time zone that there is not',
      {
        'models/churn.yaml': `${MODEL}kpis:\n  mae: { name: MAE, kind: technical, unit: min, direction: lower-is-better, query: weekly, timeZone: Berlin }\nqueries: { weekly: { connection: db, sql: select 1 } }\n`,
      },
      ['models/churn.yaml:9 unknown-time-zone'],
    ],
    [
      'a model observed by no query',
      { 'models/churn.yaml': MODEL.replace('mode: batch', 'mode: batch, observe: served') },
      ['models/churn.yaml:7 unknown-query'],
    ],
    [
      '[D2] a model observed by a query whose readings are pushed',
      {
        'models/churn.yaml': `${MODEL.replace('mode: batch', 'mode: batch, observe: desk')}queries: { desk: { connection: desk, every: day } }\n`,
      },
      ['models/churn.yaml:7 unasked-query'],
    ],
    [
      '[D1] a query that is asked in two ways',
      {
        'models/churn.yaml': `${MODEL}queries: { q: { connection: db, sql: select 1, promql: { version: up } } }\n`,
      },
      ['models/churn.yaml:8 wrong-choice'],
    ],
    [
      '[D1] a KPI that its query does not ask for',
      {
        'models/churn.yaml': `${MODEL}kpis:\n  mae: { name: MAE, kind: technical, unit: min, direction: lower-is-better, query: q }\nqueries: { q: { connection: p, promql: { mea: x, n: c } } }\n`,
      },
      ['models/churn.yaml:9 unmeasured-kpi'],
    ],
    [
      '[D1] a query that counts no samples, and one that asks for two things',
      {
        'models/churn.yaml': `${MODEL}queries:\n  q: { connection: p, promql: { mae: x } }\n  r: { connection: p, promql: { version: x, n: c } }\n`,
      },
      ['models/churn.yaml:9 uncounted-query', 'models/churn.yaml:10 mixed-query'],
    ],
    [
      '[D1] a model observed by a query for its KPIs',
      {
        'models/churn.yaml': `${MODEL.replace('mode: batch', 'mode: batch, observe: q')}queries: { q: { connection: lab, mlflow: { experiment: "1", metrics: { mae: m }, n: x, version: v } } }\n`,
      },
      ['models/churn.yaml:7 unasked-query'],
    ],
    [
      '[D1] a path that begins with a host',
      { 'models/churn.yaml': `${MODEL}queries: { q: { connection: api, get: { path: //evil.test/kpis } } }\n` },
      ['models/churn.yaml:8 wrong-form'],
    ],
    [
      '[D1] a run of MLflow without its count',
      {
        'models/churn.yaml': `${MODEL}queries: { q: { connection: lab, mlflow: { experiment: "1", metrics: { mae: m }, version: v } } }\n`,
      },
      ['models/churn.yaml:8 missing-key'],
    ],
    [
      'a channel that may not show the model',
      { 'models/churn.yaml': `${MODEL}channel: C0A\nvisibility: { channels: [C0B] }\n` },
      ['models/churn.yaml:8 hidden-channel'],
    ],
    [
      'a role nobody has',
      { 'models/churn.yaml': `${MODEL}visibility: { roles: [model-ops], channels: [] }\n` },
      ['models/churn.yaml:8 unknown-role'],
    ],
    [
      '[B2] a use case nobody described',
      { 'models/retention.yaml': undefined },
      ['models/churn.yaml:4 unknown-use-case'],
    ],
    [
      '[B2] a data source that is still used and gone, at each model that reads it',
      { 'models/churn.yaml': `${MODEL}sources: [bookings]\n`, 'models/other.yaml': OTHER },
      ['models/churn.yaml:8 unknown-source', 'models/other.yaml:8 unknown-source'],
    ],
    [
      '[B2] an owner who has left',
      { 'policies/people.yaml': PEOPLE.replace('roles: [modelops]', 'roles: [], left: 2026-01-31') },
      ['models/churn.yaml:6 departed-person'],
    ],
    [
      '[B2] a regulation there is no policy of',
      { 'models/churn.yaml': `${MODEL}regulations: [eu-ai-act]\n` },
      ['models/churn.yaml:8 unknown-regulation'],
    ],
    ['a file that does not say what it is', { 'policies/x.yaml': 'id: x\n' }, ['policies/x.yaml:1 no-kind']],
    ['a list instead of a mapping', { 'policies/x.yaml': '- a\n' }, ['policies/x.yaml:1 no-kind']],
    [
      'a kind named like a method',
      { 'policies/x.yaml': 'kind: toString\nid: x\n' },
      ['policies/x.yaml:1 unknown-kind'],
    ],
    [
      'a model among the policies',
      { 'policies/other.yaml': MODEL },
      ['policies/other.yaml:1 unknown-kind', 'policies/other.yaml:2 wrong-id'],
    ],
    [
      'a policy without examples',
      { 'policies/few.yaml': CAP.replace(/examples.*/, 'examples: []') },
      ['policies/few.yaml:5 no-examples'],
    ],
    [
      'one Slack user twice',
      { 'policies/people.yaml': PEOPLE.replace('github: { login: bo, id: 5 }', 'slack: U0ANA') },
      ['policies/people.yaml:7 same-account'],
    ],
  ])('%s', (_, files, expected) => {
    expect(told(files)).toEqual(expected)
    expect(read(files).repository).toBe(undefined)
  })

  test('a warning is told and stops nobody', () => {
    const { repository, problems } = read({
      'policies/few.yaml': CAP.replace('most: 1', 'most: 3').replace('n: 2', 'n: 4'),
    })
    expect(problems.map(p => `${p.level} ${p.line} ${p.code}`)).toEqual(['warning 4 too-many'])
    expect(repository).toBeDefined()
  })
})

describe('a path that is not plainly models/<name>.yaml or policies/<name>.yaml is refused', () => {
  test.each([
    ['models/../policies/people.yaml', 'odd-path -', 'is not in models/ or policies/'],
    ['/etc/passwd', 'odd-path -', 'is not in models/ or policies/'],
    ['models/sub/churn.yaml', 'odd-path models/sub/churn.yaml:1', 'is in a sub folder'],
    ['models/.hidden.yaml', 'odd-path models/.hidden.yaml:1', 'is not a name of a model or policy'],
    ['models/Other.YML', 'odd-path models/Other.YML:1', 'names are lower case and end in .yaml'],
    ['models/ch\u00fcrn.yaml', 'odd-path -', '"models/ch\\u00fcrn.yaml" is not a name'],
    ['models/churn\u0301.yaml', 'odd-path -', '"models/churn\\u0301.yaml" is not a name'],
    ['models/a\n::error::b.yaml', 'odd-path -', '"models/a\\n::error::b.yaml" is not a name'],
    ['models/\u202elmay.yaml', 'odd-path -', '"models/\\u202elmay.yaml" is not a name'],
    ['models/__proto__.yaml', 'odd-path models/__proto__.yaml:1', 'is not a name'],
    ['models/churn--a.yaml', 'odd-path models/churn--a.yaml:1', 'is not a name'],
    [`models/${'a'.repeat(5000)}!.yaml`, 'odd-path -', 'aaa…"'],
    ['models/notes.txt', 'odd-path models/notes.txt:1', 'is not a name'],
    ['policies\\people.yaml', 'odd-path -', 'is not in models/ or policies/'],
    ['README.md/x', 'odd-path README.md/x:1', 'is not in models/ or policies/'],
  ])('%j', (path, told, says) => {
    const { repository, problems } = read({ [path]: MODEL })
    expect(problems.map(p => `${p.code} ${p.file === undefined ? '-' : `${p.file}:${p.line}`}`)).toEqual([told])
    expect(problems[0]?.says).toContain(says)
    expect(repository).toBe(undefined)
  })

  test('a name that differs only in case says which name is meant', () => {
    expect(read({ 'models/Other.YML': MODEL }).problems[0]?.fix).toBe('Rename it to models/other.yaml')
  })
})

describe('[B13] two files that could be taken for each other are told, also by systems that would keep only one', () => {
  const told = (...paths: string[]) =>
    read(Object.fromEntries(paths.map(path => [path, MODEL])))
      .problems.filter(p => p.code !== 'wrong-id')
      .map(lineOf)
  const fix = '\n  fix: Keep one of the two, or give it a name of its own.'
  const differ = 'only case, accents, spaces or the ending differ.'

  test.each([
    ['case', 'models/Churn.yaml', 'models/Churn.yaml:1:1 error'],
    ['the ending', 'models/churn.yml', 'models/churn.yml:1:1 error'],
    ['a space behind', 'models/churn.yaml ', 'error'],
  ])('%s', (_, path, where) => {
    const name = JSON.stringify(path)
    expect(told(path)).toEqual([`${where} same-name: ${name} is too much like "models/churn.yaml": ${differ}${fix}`])
  })

  test('an accent that is composed in one and not in the other shows as what it is', () => {
    const [composed, apart] = ['"models/ch\\u00fcrn.yaml"', '"models/chu\\u0308rn.yaml"']
    expect(told('models/ch\u00fcrn.yaml', 'models/chu\u0308rn.yaml')).toEqual([
      `error same-name: ${composed} is too much like ${apart}: ${differ}${fix}`,
      `error same-name: ${apart} is too much like ${composed}: ${differ}${fix}`,
    ])
  })

  test('a policy with the id of a model', () => {
    const { repository, problems } = read({ 'policies/churn.yaml': CAP.replace('id: few', 'id: churn') })
    expect(problems.map(lineOf)).toEqual([
      'policies/churn.yaml:1:1 error same-id: "policies/churn.yaml" has the id of "models/churn.yaml".\n' +
        '  fix: Rename it, and its `id`.',
    ])
    expect(repository).toBe(undefined)
  })
})

test('[B2] a use case whose own file is broken is told once, not at every model that names it', () => {
  expect(told({ 'models/retention.yaml': USE_CASE.replace('owner: bo', 'ownr: bo') })).toEqual([
    'models/retention.yaml:4 unknown-key',
  ])
})

test('[B2] a use case and a data source name people and uses that are there', () => {
  const source =
    'kind: source\nid: bookings\nname: Bookings\nlocation: warehouse\nowner: bob\nclassification: internal\n'
  expect(
    told({
      'models/retention.yaml': USE_CASE.replace('owner: bo', 'owner: bob'),
      'models/bookings.yaml': `${source}allowedUses: [retention, retension]\n`,
    }),
  ).toEqual([
    'models/bookings.yaml:5 unknown-person',
    'models/bookings.yaml:7 unknown-use-case',
    'models/retention.yaml:4 unknown-person',
  ])
})

describe('[A9] nothing follows from a model that did not load', () => {
  const monitor = `kind: monitor
id: error
because: so
fix: Look.
appliesTo: { models: [churn] }
watches: { kpi: mae }
fires: { after: 1 }
clears: { after: 1 }
severity: warn
examples: [{ limit: 1, values: [2], then: firing }]
`
  const playbook = `kind: playbook
id: way-out
because: so
on: breach
appliesTo: { models: [churn] }
offers: [take]
`
  const policies = { 'policies/error.yaml': monitor, 'policies/way-out.yaml': playbook, 'policies/few.yaml': undefined }
  const codes = (files: Record<string, string | undefined>) => {
    const all = Object.entries({ ...GOOD, ...policies, ...files }).flatMap(([path, text]) =>
      text === undefined ? [] : [[path, { text, blob: '' }] as const],
    )
    const { repository, problems } = readRepository(Object.fromEntries(all), 'c0ffee', policyKinds)
    return { loads: repository !== undefined, codes: problems.map(it => `${it.file} ${it.code}`) }
  }

  test('its slip is told alone', () => {
    expect(codes({ 'models/churn.yaml': MODEL.replace('tier: low', 'tier: lwo') })).toEqual({
      loads: false,
      codes: ['models/churn.yaml wrong-choice'],
    })
  })

  test('and what is wrong all the same is told when every model loads', () => {
    expect(codes({})).toEqual({ loads: false, codes: ['policies/error.yaml unknown-kpi'] })
    expect(codes({ 'policies/way-out.yaml': playbook.replace('[churn]', '[chrn]') }).codes).toEqual([
      'policies/error.yaml unknown-kpi',
      'policies/way-out.yaml applies-to-nothing',
    ])
  })

  test('but what has nothing to do with models is told at once', () => {
    const never = monitor.replace('after: 1 }\nclears', 'after: 2, of: 1 }\nclears').replace('[2]', '[2, 2]')
    const { codes: told } = codes({
      'models/churn.yaml': MODEL.replace('tier: low', 'tier: lwo'),
      'policies/error.yaml': never,
    })
    expect(told).toContain('policies/error.yaml never-fires')
  })
})
