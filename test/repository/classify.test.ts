import { describe, expect, test } from 'vitest'
import { classify, classifyPlanned, type FileChange } from '../../src/repository/classify.ts'

const MODEL = `kind: model
id: m
tier: medium # two people
serving:
  version: 1.1.0
  mode: batch
versions:
  1.0.0: {}
  1.1.0: {}
  1.2.0: {}
`
const path = 'models/m.yaml'
const edited = (from: string, to: string, text = MODEL): FileChange => ({
  path,
  was: { text },
  is: { text: text.replace(from, to) },
})

describe('what a change means', () => {
  test.each<[string, FileChange, string[]]>([
    ['an older version', edited('version: 1.1.0', 'version: 1.0.0'), ['rollback']],
    ['a newer version', edited('version: 1.1.0', 'version: 1.2.0'), ['promote']],
    ['a version that is not listed is no way back', edited('version: 1.1.0', 'version: 0.9.0'), ['promote']],
    [
      'a version the file lists newly',
      edited('version: 1.1.0\n  mode: batch\nversions:', 'version: 0.9.0\n  mode: batch\nversions:\n  0.9.0: {}'),
      ['rollback', 'edit'],
    ],
    ['anything else', edited('tier: medium', 'tier: low'), ['edit']],
    [
      'an older version, and the tier with it',
      edited('medium # two people\nserving:\n  version: 1.1.0', 'low\nserving:\n  version: 1.0.0'),
      ['rollback', 'edit'],
    ],
    [
      'an order of versions turned round with it',
      edited(
        'version: 1.1.0',
        'version: 1.2.0',
        MODEL.replace('  1.2.0: {}\n', '').replace('  1.0.0', '  1.2.0: {}\n  1.0.0'),
      ),
      ['rollback'],
    ],
    ['a comment', edited(' # two people', ''), []],
    ['a new model', { path, is: { text: MODEL } }, ['register']],
    ['a model that is gone', { path, was: { text: MODEL } }, ['edit']],
    ['what is no YAML any more', edited('tier: medium', 'tier: [medium'), ['edit']],
    ['a rule', { path: 'policies/p.yaml', was: { text: 'a: 1' }, is: { text: 'a: 1' } }, ['rules']],
    ['anything outside the two folders', { path: '.github/workflows/deliver.yml', is: { text: '' } }, ['edit']],
  ])('%s', (_, file, kinds) => {
    expect(classify([file])).toEqual(kinds)
  })

  test('is every kind there is in it, each once, in one order', () => {
    const rule = { path: 'policies/p.yaml', is: { text: '' } }
    expect(
      classify([rule, edited('tier: medium', 'tier: low'), edited('version: 1.1.0', 'version: 1.0.0'), rule]),
    ).toEqual(['rollback', 'edit', 'rules'])
  })
})

describe('a pull request that was opened for a plan', () => {
  const plan = [{ path, at: ['serving', 'version'], from: '1.1.0', to: '1.0.0' }]

  test.each<[string, FileChange[], string[]]>([
    ['holds it', [edited('version: 1.1.0', 'version: 1.0.0')], ['rollback']],
    ['holds it with a comment', [edited('version: 1.1.0', 'version: 1.0.0 # until May')], ['rollback']],
    ['holds another version', [edited('version: 1.1.0', 'version: 1.2.0')], ['promote', 'edit']],
    [
      'holds another model too',
      [
        edited('version: 1.1.0', 'version: 1.0.0'),
        { ...edited('version: 1.1.0', 'version: 1.0.0'), path: 'models/n.yaml' },
      ],
      ['rollback', 'edit'],
    ],
    [
      'holds a comment elsewhere',
      [edited('version: 1.1.0', 'version: 1.0.0'), { ...edited(' # two people', ''), path: 'models/n.yaml' }],
      ['rollback'],
    ],
    ['holds nothing', [], ['edit']],
  ])('%s', (_, files, kinds) => {
    expect(classifyPlanned(files, plan)).toEqual(kinds)
  })
})
