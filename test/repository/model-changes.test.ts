import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/core/canonical.ts'
import { modelChanges } from '../../src/repository/model-changes.ts'
import { modelKinds } from '../../src/repository/model-kinds.ts'
import { policyChanges } from '../../src/repository/policy-changes.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'

const MODEL = `kind: model
id: m
name: Churn
useCase: u
tier: medium
stage: live
owners: { business: mara, technical: ana }
visibility: { roles: [modelops] }
serving: { version: 1.1.0, mode: batch }
versions:
  1.0.0: {}
  1.1.0: { gates: { passed: 2026-01-01 } }
  1.2.0: {}
kpis:
  mae: { name: Mean error, kind: technical, unit: min, direction: lower-is-better, limit: 18.5, query: q, freshHours: 24 }
  found: { name: Found, kind: business, unit: '%', direction: higher-is-better, limit: 40, target: 45, query: q }
queries:
  q: { connection: c, sql: select 1 }
sources: [a, b]
consumers: [{ name: app }]
findings:
  F-1: { says: x, severity: high, found: 2026-01-01, due: 2026-02-01, owner: ana }
`
const dataOf = (text: string) => parseYaml(text, 'models/m.yaml').data
const says = (from: string, to: string) =>
  modelChanges(dataOf(MODEL), dataOf(MODEL.replace(from, to))).map(change => `${change.is}: ${change.says}`)

test('[D2] a query that is asked again is said to be', () => {
  const pushed = MODEL.replace(', sql: select 1', '')
  expect(modelChanges(dataOf(pushed), dataOf(MODEL)).map(change => change.says)).toEqual([
    'query q has a statement, its readings are pushed no more',
  ])
})

test('[D1] what is asked over HTTP is said to change, whichever of its words does', () => {
  const asked = (form: string) => dataOf(MODEL.replace('sql: select 1', form))
  const words = (one: string, other: string) => modelChanges(asked(one), asked(other)).map(it => `${it.is}: ${it.says}`)
  expect(words('promql: { mae: a, n: b }', 'promql: { mae: c, n: b }')).toEqual([
    'measured-anew: expression mae of query q changed',
  ])
  const get = 'measured-anew: what query q asks by get changed'
  expect(words('get: { path: /a }', 'get: { path: /b }')).toEqual([get])
  expect(words('get: { path: /a, columns: { n: x } }', 'get: { path: /a, columns: { n: y } }')).toEqual([get])
  expect(words('mlflow: { model: a, alias: b }', 'mlflow: { model: a, alias: c }')).toEqual([
    'measured-anew: what query q asks by mlflow changed',
  ])
})

test('[B7] [C7] a move of the version is called the same in words and in kind, whatever order is written with it', () => {
  const ids = ['1.0.0', '1.1.0', '1.2.0', '1.3.0']
  const orders = fc.shuffledSubarray(ids, { minLength: 1 })
  const model = (version: string, order: readonly string[]) => ({
    kind: 'model',
    serving: { version },
    versions: Object.fromEntries(order.map(id => [id, {}])),
  })
  const found = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...ids), fc.constantFrom(...ids), orders, orders, (from, to, was, is) => {
      fc.pre(from !== to)
      const [before, after] = [model(from, was), model(to, is)]
      const moves = (list: readonly string[]) => list.filter(it => it === 'promote' || it === 'rollback')
      const kinds = moves(modelKinds(before, after))
      expect(moves(modelChanges(before, after).map(change => change.is))).toEqual(kinds)
      if (!was.includes(to)) expect(kinds).toEqual(['promote'])
      for (const kind of kinds) found.add(kind)
    }),
  )
  expect([...found].sort()).toEqual(['promote', 'rollback'])
})

describe('[B7] what changes in a model is said in plain words', () => {
  test.each<[string, string, string[]]>([
    ['version: 1.1.0, mode', 'version: 1.2.0, mode', ['promote: promoted from 1.1.0 to 1.2.0']],
    ['version: 1.1.0, mode', 'version: 1.0.0, mode', ['rollback: rolled back from 1.1.0 to 1.0.0']],
    ['limit: 18.5', 'limit: 22', ['limit-loosened: limit of Mean error loosened from 18.5 to 22 min']],
    ['limit: 18.5', 'limit: 18.49', ['limit-tightened: limit of Mean error tightened from 18.5 to 18.49 min']],
    ['limit: 18.5, ', '', ['limit-loosened: limit of Mean error removed, was 18.5 min']],
    ['limit: 40', 'limit: 39.5', ['limit-loosened: limit of Found loosened from 40 to 39.5 %']],
    ['limit: 40', 'limit: 41', ['limit-tightened: limit of Found tightened from 40 to 41 %']],
    ['target: 45', 'target: 50', ['target-tightened: target of Found tightened from 45 to 50 %']],
    [
      'higher-is-better, limit: 40',
      'lower-is-better, limit: 39',
      [
        'kpi-turned: direction of Found turned from higher-is-better to lower-is-better',
        'limit-changed: limit of Found changed from 40 to 39 %',
      ],
    ],
    [
      'freshHours: 24',
      'freshHours: 240',
      ['freshness-loosened: longest age of Mean error loosened from 24 to 240 hours'],
    ],
    ['freshHours: 24', 'minSamples: 5, freshHours: 24', ['samples-tightened: fewest samples of Mean error set to 5']],
    ['select 1', 'select 2', ['measured-anew: statement of query q changed']],
    [', sql: select 1', '', ['measured-anew: query q has no statement any more, its readings are pushed']],
    [
      'sql: select 1',
      'promql: { mae: a, n: b }',
      ['measured-anew: query q has no statement any more', 'measured-anew: what query q asks by promql changed'],
    ],
    [
      'connection: c,',
      'connection: c, labelDelayHours: 72,',
      ['measured-anew: label delay of query q changed from nothing to 72'],
    ],
    ['connection: c,', 'connection: desk,', ['measured-anew: connection of query q changed from c to desk']],
    ['technical: ana', 'technical: bo', ['owner-changed: technical owner changed from ana to bo']],
    ['technical: ana', 'technical: ana, data: bo', ['owner-changed: data owner set to bo']],
    ['tier: medium', 'tier: low', ['tier-lowered: tier lowered from medium to low']],
    ['tier: medium', 'tier: high', ['tier-raised: tier raised from medium to high']],
    ['stage: live', 'stage: retired', ['stage-moved: stage changed from live to retired']],
    ['mode: batch', 'mode: batch, hold: { since: 2026-01-01, because: Wrong. }', ['hold: put on hold: Wrong.']],
    ['[a, b]', '[c, a, b]', ['source-added: data source c added']],
    ['[a, b]', '[b]', ['source-removed: data source a removed']],
    ['[a, b]', '[b, a]', ['field-changed: sources put in another order: b and a']],
    ['sources: [a, b]\n', '', ['source-removed: data source a removed', 'source-removed: data source b removed']],
    ['{ name: app }', '{ name: app }, { name: web }', ['consumer-added: consumer web added']],
    [
      'visibility: { roles: [modelops] }\n',
      '',
      ['visibility-widened: visibility widened from roles modelops to everyone'],
    ],
    [
      '[modelops]',
      '[modelops, business]',
      ['visibility-widened: visibility widened from roles modelops to roles modelops and business'],
    ],
    [
      'roles: [modelops]',
      'roles: [modelops], channels: [C012]',
      ['visibility-narrowed: visibility narrowed from roles modelops to roles modelops; channels C012'],
    ],
    ['[modelops]', '[business]', ['visibility-changed: visibility changed from roles modelops to roles business']],
    [
      '1.2.0: {}',
      '1.2.0: { gates: { passed: 2026-02-01 } }',
      ['gates-passed: version 1.2.0 marked as having passed its gates'],
    ],
    ['  1.2.0: {}\n', '', ['version-removed: version 1.2.0 removed']],
    [
      '  1.0.0: {}\n  1.1.0: { gates: { passed: 2026-01-01 } }\n',
      '  1.1.0: { gates: { passed: 2026-01-01 } }\n  1.0.0: {}\n',
      ['versions-reordered: versions put in another order: 1.1.0, 1.0.0 and 1.2.0'],
    ],
    ['due: 2026-02-01', 'due: 2026-09-01', ['finding-postponed: finding F-1 postponed from 2026-02-01 to 2026-09-01']],
    ['owner: ana }', 'owner: ana, closed: 2026-01-02 }', ['finding-closed: finding F-1 closed on 2026-01-02']],
    ['stage: live', 'stage: live\ntags: [new]', ['field-changed: new added to tags']],
    ['useCase: u', 'useCase: u # why', []],
  ])('%s → %s', (from, to, words) => {
    expect(MODEL).toContain(from)
    expect(says(from, to)).toEqual(words)
  })

  test('a new and a deleted file are said with their name', () => {
    expect(modelChanges(undefined, dataOf(MODEL))).toMatchObject([{ is: 'added', says: 'new model Churn (m)' }])
    expect(modelChanges(dataOf(MODEL), undefined)).toMatchObject([{ is: 'removed', says: 'model Churn (m) deleted' }])
  })
})

test('[E7] of long values what differs is shown, wherever it stands in them', () => {
  const long = 'x'.repeat(90)
  const moved = (policy: (end: string) => unknown) => policyChanges(policy('a'), policy('b')).map(change => change.says)
  const model = (end: string) => dataOf(MODEL.replace('limit: 18.5', `limit: ${long}${end}`))
  expect(modelChanges(model('a'), model('b')).map(change => change.says)).toEqual([
    `limit of Mean error changed from …${'x'.repeat(20)}a to …${'x'.repeat(20)}b min`,
  ])
  expect(moved(end => ({ kind: 'waiver', expires: `${long}${end}` }))).toEqual([
    `extended from …${'x'.repeat(20)}a to …${'x'.repeat(20)}b`,
  ])
  expect(policyChanges(undefined, { severity: 'block' }).map(change => change.says)).toEqual(['new file (block)'])
})

describe('[B7] nothing that changes is left out', () => {
  const leaf = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean(), fc.constant(null))
  const keys = fc.constantFrom('kind', 'tier', 'limit', 'mae', 'roles', 'gates', 'a', 'b', 'constructor')
  const tops = fc.constantFrom(
    ...['id', 'kpis', 'serving', 'versions', 'visibility', 'sources', 'consumers', 'owners', 'tags', 'queries'],
    ...['retraining', 'findings', 'validation', 'when', 'needs', 'people', 'examples', 'tier', 'environments', 'x'],
  )
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 3 }),
    ),
  }))
  const data = fc.dictionary(tops, value, { maxKeys: 5 })
  const edited = fc
    .tuple(data, tops, value)
    .map(([one, key, part]): [unknown, unknown] => [one, { ...one, [key]: part }])
  const order = (one: unknown) => {
    const versions = (one as { versions?: unknown }).versions
    return typeof versions === 'object' && versions !== null && !Array.isArray(versions) ? Object.keys(versions) : []
  }

  test('by whatever names, and equal data change nothing', () => {
    fc.assert(
      fc.property(fc.oneof(edited, fc.tuple(data, data)), ([one, other]) => {
        const differ = canonicalJson(one) !== canonicalJson(other)
        expect(policyChanges(one, other).length > 0).toBe(differ)
        const both = order(one).filter(id => order(other).includes(id))
        const turned =
          both.join() !==
          order(other)
            .filter(id => both.includes(id))
            .join()
        expect(modelChanges(one, other).length > 0).toBe(differ || turned)
      }),
      { numRuns: 3000 },
    )
  })

  test('each change says something, and stands where its values are', () => {
    const at = (whole: unknown, path: readonly (string | number)[]) =>
      path.reduce<unknown>((part, key) => (part as Record<string | number, unknown> | undefined)?.[key], whole)
    fc.assert(
      fc.property(edited, ([one, other]) => {
        for (const change of [...modelChanges(one, other), ...policyChanges(one, other)]) {
          expect(change.says).not.toMatch(/undefined|\[object|^$/)
          if (change.is === 'versions-reordered') continue
          if ('from' in change) expect(change.from).toEqual(at(one, change.at))
          if ('to' in change) expect(change.to).toEqual(at(other, change.at))
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('[B7] what changes in a rule', () => {
  const RULE = `kind: guardrail
id: r
severity: warn
expect: { <=: [{ var: kpis.mae.value }, 18] }
examples: [{ then: pass }]
`
  const says = (from: string, to: string) =>
    policyChanges(dataOf(RULE), dataOf(RULE.replace(from, to))).map(change => `${change.is}: ${change.says}`)

  test.each<[string, string, string[]]>([
    ['warn', 'block', ['severity-changed: severity changed from warn to block']],
    [
      '18]',
      '20]',
      [
        'rule-edited: what must hold changed from {"<=":[{"var":"kpis.mae.value"},18]} to {"<=":[{"var":"kpis.mae.value"},20]}',
      ],
    ],
    [
      '[{ then: pass }]',
      '[{ then: pass }, { then: fail }]',
      ['examples-changed: examples changed, 1 example before and 2 examples now'],
    ],
    ['id: r', 'id: r\nmayWaive: [modelops]', ['field-changed: modelops added to mayWaive']],
  ])('%s → %s', (from, to, words) => {
    expect(says(from, to)).toEqual(words)
  })

  test('a new and a deleted one are said with how strict they are', () => {
    expect(policyChanges(undefined, dataOf(RULE))[0]?.says).toBe('new guardrail r (warn)')
    expect(policyChanges(dataOf(RULE), undefined)[0]?.says).toBe('guardrail r (warn) deleted')
  })
})
