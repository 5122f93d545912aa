import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import type { Matter } from '../../src/core/policy-kind.ts'
import { digestOfProfile, digestOfQuery, type Profile } from '../../src/core/profile.ts'
import { plan } from '../../src/flows/plan.ts'
import { mergedOnto } from '../../src/flows/plan-merge.ts'
import type { Snapshot } from '../../src/flows/world.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import type { Kinds } from '../../src/repository/kinds.ts'
import { profileOf } from '../fixtures/profiled.ts'

const NOW = new Date('2026-11-25T00:00:00Z')
const model = (id: string, more = '') => `kind: model
id: ${id}
name: Model ${id}
useCase: notices
tier: medium
owners: { business: mara, technical: ana }
serving: { version: 1.0.0, mode: batch }
${more}`
const APPROVALS = `kind: approvals
id: approve
because: Two look at it.
fix: Ask.
covers: [register, promote, rollback, hold, retire, edit, rules]
needs: [{ role: modelops, count: 1 }]
withinHours: 24
merge: manual
channel: C012
examples: [{ asks: ana, votes: [], then: pending }]
`
const BASE: Readonly<Record<string, string>> = {
  'models/notices.yaml': 'kind: use-case\nid: notices\nname: Notices\nowner: mara\n',
  'models/a.yaml': model('a'),
  'models/b.yaml': model('b'),
  'policies/approve.yaml': APPROVALS,
  'policies/people.yaml': `kind: people
id: people
because: Who is who.
slackTeam: T012
people:
  ana: { name: Ana, slack: U0ANA, roles: [modelops] }
  bo: { name: Bo, slack: U0BO, roles: [modelops] }
  mara: { name: Mara, slack: U0MARA, roles: [business] }
`,
}

function snapshot(files: Readonly<Record<string, string | undefined>>, commit = 'working-tree'): Snapshot {
  const there = Object.entries(files).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, { text, blob: text }]],
  )
  return { commit, files: Object.fromEntries(there) as Snapshot['files'] }
}
const planned = (edits: Readonly<Record<string, string | undefined>>, kinds: Kinds = policyKinds, base = BASE) =>
  plan(snapshot(base, 'base'), snapshot({ ...base, ...edits }), NOW, [], kinds)

/** The kind `playbook` with a mind of its own: whatever policy kinds are written later judge the same way. */
function judging(judge: (matter: Matter) => Partial<Finding> | undefined): Kinds {
  const said = { outcome: 'fail', severity: 'block', because: 'Frozen.', fix: 'Wait.', trace: [] } as const
  const answer = (policy: { readonly id: string }, matter: Matter): Finding | undefined => {
    const found = judge(matter)
    return found && { policy: policy.id, ...said, ...found }
  }
  return { ...policyKinds, playbook: { ...policyKinds.playbook, judge: answer as never } }
}
const PLAYBOOK = 'kind: playbook\nid: frozen\nbecause: It is frozen.\non: breach\noffers: [take]\n'
const SOURCE = 'kind: source\nid: a\nname: Flights\nlocation: A folder\nowner: mara\nclassification: internal\n'
const FROZEN = { ...BASE, 'policies/frozen.yaml': PLAYBOOK }

describe('[B7] a plan', () => {
  test('has these parts, which programs may rely on', () => {
    const { models, ...it } = planned({ 'models/a.yaml': model('a', 'tags: [x]\n') })
    expect(it).toEqual({ base: 'base', head: 'working-tree', good: true, rules: [], verdicts: [], problems: [] })
    expect(models).toEqual([
      {
        file: 'models/a.yaml',
        is: 'model',
        id: 'a',
        name: 'Model a',
        kinds: ['edit'],
        changes: [{ is: 'field-changed', at: ['tags', 0], to: 'x', says: 'x added to tags' }],
        findings: [],
        approvals: {
          policies: [
            {
              policy: 'approve',
              because: 'Two look at it.',
              kinds: ['edit'],
              needs: [{ role: 'modelops', count: 1 }],
              withinHours: 24,
              merge: 'manual',
              says: '1 of modelops, within 24 hours',
            },
          ],
          uncovered: [],
        },
        namedBy: [],
      },
    ])
  })

  test('a comment changes nothing and needs nobody', () => {
    const { good, models } = planned({ 'models/a.yaml': `# why\n${model('a')}` })
    expect(models).toMatchObject([{ kinds: [], changes: [], findings: [], approvals: { policies: [], uncovered: [] } }])
    expect(good).toBe(true)
  })

  test.each<[string, Record<string, string | undefined>, string[]]>([
    ['a change', { 'models/a.yaml': model('a', 'tags: [x]\n') }, ['edit']],
    ['a new model', { 'models/c.yaml': model('c') }, ['register']],
    ['a deletion', { 'models/a.yaml': undefined }, ['retire']],
    ['a model that becomes a data source', { 'models/a.yaml': SOURCE }, ['retire', 'edit']],
    ['a use case', { 'models/notices.yaml': `${BASE['models/notices.yaml']}risk: high\n` }, ['edit', 'edit']],
  ])('asks every kind of policy that judges about %s', (_, edits, kinds) => {
    const seen: string[] = []
    const kindsOf = judging(({ change }) => {
      if (change) seen.push(change.kind)
      return change && {}
    })
    const it = planned(edits, kindsOf, FROZEN)
    expect(seen).toEqual(kinds)
    expect(it.models[0]?.findings[0]).toMatchObject({ policy: 'frozen', outcome: 'fail', blocks: true })
    expect(it.good).toBe(false)
  })

  test('a model that is deleted does not have to stand as the rules want it', () => {
    const kinds = judging(() => ({ ofModel: true }))
    expect(planned({ 'models/a.yaml': undefined }, kinds, FROZEN)).toMatchObject({
      good: true,
      models: [{ findings: [] }],
    })
    expect(planned({ 'models/a.yaml': model('a', 'tags: [x]\n') }, kinds, FROZEN).good).toBe(false)
  })

  test('a rule sees the model as it was and as it would be, and the files beside it as they would be', () => {
    const seen: unknown[] = []
    const kinds = judging(({ before, model: it, change, facts, repository }) => {
      if (change)
        seen.push([before?.tier, it.tier, change.kind, (facts.useCase as { risk?: string }).risk, repository.commit])
      return undefined
    })
    planned(
      {
        'models/a.yaml': model('a').replace('medium', 'high'),
        'models/notices.yaml': `${BASE['models/notices.yaml']}risk: high\n`,
      },
      kinds,
      FROZEN,
    )
    expect(seen).toEqual([
      ['medium', 'high', 'edit', 'high', 'base'],
      [undefined, 'medium', 'edit', 'high', 'base'],
    ])
  })

  test('an answer that holds for all kinds of one change is given once', () => {
    const versions = 'versions: { 1.0.0: {}, 1.1.0: {} }\n'
    const base = { ...FROZEN, 'models/a.yaml': model('a', versions) }
    const head = model('a', `${versions}tags: [x]\n`).replace('version: 1.0.0', 'version: 1.1.0')
    const { models } = planned(
      { 'models/a.yaml': head },
      judging(({ change }) => change && {}),
      base,
    )
    expect(models[0]?.findings.map(({ kinds }) => kinds)).toEqual([['promote', 'edit']])
  })

  test('the way back is not blocked by what nobody knows, and an edit beside it is', () => {
    const versions = 'versions: { 0.9.0: { gates: { passed: 2026-01-01 } }, 1.0.0: {} }\n'
    const base = { ...FROZEN, 'models/a.yaml': model('a', versions) }
    const back = model('a', versions).replace('version: 1.0.0', 'version: 0.9.0')
    const kinds = judging(({ change }) => change && { outcome: 'unknown' })
    expect(planned({ 'models/a.yaml': back }, kinds, base)).toMatchObject({
      good: true,
      models: [{ kinds: ['rollback'] }],
    })
    expect(planned({ 'models/a.yaml': `${back}tags: [x]\n` }, kinds, base).good).toBe(false)
  })

  test('what only readings can tell is left to the check, and what they would not change blocks', () => {
    const edit = { 'models/a.yaml': model('a', 'tags: [x]\n') }
    const saying = (said: Partial<Finding>) =>
      planned(
        edit,
        judging(({ change }) => change && said),
        FROZEN,
      )
    const open = saying({ outcome: 'unknown', measured: true })
    expect(open).toMatchObject({ good: true, models: [{ findings: [{ outcome: 'unknown', blocks: false }] }] })
    expect(saying({ outcome: 'unknown' }).good).toBe(false)
    expect(saying({ outcome: 'fail', measured: true }).good).toBe(false)
  })

  test('rules that nobody could ever meet are no base to judge by, as for the check', () => {
    const base = { ...BASE, 'policies/approve.yaml': APPROVALS.replace('count: 1', 'count: 2') }
    const it = planned({}, policyKinds, base)
    expect(it).toMatchObject({ good: false, models: [] })
    expect(it.problems[1]).toMatchObject({
      code: 'impossible-approval',
      says: expect.stringContaining('At the base: '),
    })
  })

  test('a file that is neither a model nor a policy is named', () => {
    const { models, rules } = planned({ 'models/README.md': '# Models\n', 'policies/README.md': '# Policies\n' })
    expect(models).toMatchObject([
      {
        is: 'file',
        kinds: ['register'],
        changes: [{ says: 'models/README.md added; it is neither a model nor a policy' }],
      },
    ])
    expect(rules).toMatchObject([{ is: 'file', file: 'policies/README.md' }])
  })
})

describe('a head that lags behind its base', () => {
  const file = (text: string) => snapshot({ 'models/a.yaml': text })

  test.each<[string, string, string, string, string, number]>([
    ['has what only the base changed', 'one', 'two', 'one', 'two', 0],
    ['has what only the head changed', 'one', 'one', 'two', 'two', 0],
    ['has what both changed alike', 'one', 'two', 'two', 'two', 0],
    ['has its own where both changed, with a warning', 'one', 'two', 'three', 'three', 1],
  ])('%s', (_, fork, base, head, text, warnings) => {
    const it = mergedOnto(file(base), file(fork), file(head))
    expect(it.snapshot.files['models/a.yaml']?.text).toBe(text)
    expect(it.problems).toHaveLength(warnings)
  })

  test('has no file that either deleted, and those that either added', () => {
    const fork = snapshot({ a: '1', b: '1', c: '1' })
    const it = mergedOnto(snapshot({ b: '1', c: '1', d: '1' }), fork, snapshot({ a: '1', c: '1', e: '1' }))
    expect(Object.keys(it.snapshot.files)).toEqual(['c', 'd', 'e'])
    expect(it.problems).toEqual([])
  })
})

describe('[D4] a profile', () => {
  const QUERIES = `queries:
  seen: { connection: acme, returns: inputs, every: day, sql: 'select 1 as x where $start < $end' }
`
  const profile = (counted: number): Profile => {
    const { digest: _, ...made } = profileOf({ x: Array.from({ length: 50 }, (_, i) => i + counted) })
    const asked = digestOfQuery({ connection: 'acme', sql: 'select 1 as x where $start < $end' })
    const own = { ...made, id: 'a-profile', model: 'a', connection: 'acme', asked }
    return { ...own, digest: digestOfProfile(own) }
  }
  const base = { ...BASE, 'models/a.yaml': model('a', QUERIES) }
  const FOR_A = APPROVALS.replace('id: approve', 'id: approve-a').replace(
    'covers:',
    'appliesTo: { models: [a] }\ncovers:',
  )
  const PATH = 'models/a-profile.yaml'

  test('that comes, changes or goes is an edit of its model, and the model’s rules say who approves', () => {
    const people = `${BASE['policies/people.yaml']}  cy: { name: Cy, slack: U0CY, roles: [modelops] }\n`
    const rules = { ...base, 'policies/approve-a.yaml': FOR_A, 'policies/people.yaml': people }
    const [file, was] = [profileFile(profile(0)), profileFile(profile(1))]
    const comes = planned({ [PATH]: file }, policyKinds, rules)
    const changes = planned({ [PATH]: file }, policyKinds, { ...rules, [PATH]: was })
    const goes = planned({ [PATH]: undefined }, policyKinds, { ...rules, [PATH]: was })
    for (const it of [comes, changes, goes]) {
      expect(it.problems).toEqual([])
      expect(it.models.map(({ is, kinds }) => [is, kinds])).toEqual([['profile', ['edit']]])
      expect(it.models[0]?.approvals.policies.map(({ policy }) => policy)).toContain('approve-a')
    }
    const says = changes.models[0]?.changes.map(it => it.says)
    expect(says?.[0]).toBe('counted otherwise: x (edges)')
  })

  test('is a reason why its model cannot simply go', () => {
    const gone = planned({ 'models/a.yaml': undefined }, policyKinds, { ...base, [PATH]: profileFile(profile(0)) })
    expect(gone.problems).toMatchObject([{ file: PATH, code: 'unknown-model' }])
  })
})
