import { describe, expect, test } from 'vitest'
import { CHANGE_KINDS } from '../../src/core/change.ts'
import type { Edit } from '../../src/core/edit.ts'
import { classify, classifyPlanned, type FileChange } from '../../src/repository/classify.ts'
import { INVENTORY } from '../../src/repository/inventory.ts'

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
const HOLD = '\n  hold: { since: 2026-01-01, because: It is wrong. }'
const held = MODEL.replace('mode: batch', `mode: batch${HOLD}`)
const REQUESTS = 'retraining:\n  requests:\n    - { on: 2026-01-01, by: ana, because: Drift. }\n'
const asked = MODEL.replace('serving:', `${REQUESTS}serving:`)
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
      'a version the file lists newly never ran, wherever it is written',
      edited('version: 1.1.0\n  mode: batch\nversions:', 'version: 0.9.0\n  mode: batch\nversions:\n  0.9.0: {}'),
      ['promote', 'edit'],
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
    ['a hold', edited('batch', 'batch\n  hold: { since: 2026-01-01, because: It is wrong. }'), ['hold']],
    ['the end of a hold', edited(HOLD, '', held), ['resume']],
    ['another reason for a hold', edited('It is', 'It was', held), ['edit']],
    ['a hold and another mode', edited('mode: batch', `mode: realtime${HOLD}`), ['hold', 'edit']],
    ['the last stage', edited('serving:', 'stage: retired\nstageSince: 2026-02-01\nserving:'), ['retire']],
    ['any other stage', edited('serving:', 'stage: live\nserving:'), ['edit']],
    ['back from the last stage', edited('stage: retired', 'stage: live', `${MODEL}stage: retired\n`), ['edit']],
    ['a request to train anew', edited('serving:', `${REQUESTS}serving:`), ['retrain']],
    [
      'one more request',
      edited('Drift. }', 'Drift. }\n    - { on: 2026-03-01, by: ana, because: More. }', asked),
      ['retrain'],
    ],
    ['a request that is altered', edited('Drift.', 'Whim.', asked), ['edit']],
    ['a request that is gone', edited('    - { on: 2026-01-01, by: ana, because: Drift. }\n', '', asked), ['edit']],
    [
      'a request with another delivery',
      edited('requests:', 'delivery: { workflow: other.yml }\n  requests:', asked),
      ['edit'],
    ],
    ['a use case', { path, was: { text: 'kind: use-case\nid: m\n' }, is: { text: 'kind: use-case\n' } }, ['edit']],
    ['a list in place of a mapping', { path, was: { text: '[]' }, is: { text: MODEL } }, ['edit']],
    ['nothing in place of a mapping', { path, was: { text: MODEL }, is: { text: 'null' } }, ['edit']],
    ['a new model', { path, is: { text: MODEL } }, ['register']],
    ['a model that is gone', { path, was: { text: MODEL } }, ['retire']],
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

describe('[C7] the environments before production', () => {
  const at = (dev: string, test: string) =>
    `${MODEL}environments: { dev: { version: ${dev} }, test: { version: ${test} } }\n`
  const moved = (was: string, is: string) => classify([{ path, was: { text: was }, is: { text: is } }])

  test.each<[string, string, string, string[]]>([
    ['what dev has goes on to test', at('1.2.0', '1.0.0'), at('1.2.0', '1.2.0'), ['promote']],
    ['test gets something else', at('1.2.0', '1.0.0'), at('1.2.0', '1.1.0'), ['edit']],
    ['dev gets something new', at('1.1.0', '1.0.0'), at('1.2.0', '1.0.0'), ['edit']],
    ['dev and test get the same new one', at('1.1.0', '1.0.0'), at('1.2.0', '1.2.0'), ['edit']],
    ['test gets an environment first', MODEL, at('1.2.0', '1.2.0'), ['edit']],
    [
      'test moves on while production goes back',
      at('1.2.0', '1.0.0'),
      at('1.2.0', '1.2.0').replace('version: 1.1.0', 'version: 1.0.0'),
      ['promote', 'rollback'],
    ],
    [
      'test and production both move on',
      at('1.2.0', '1.0.0'),
      at('1.2.0', '1.2.0').replace('version: 1.1.0', 'version: 1.2.0'),
      ['promote'],
    ],
  ])('%s', (_, was, is, kinds) => {
    expect(moved(was, is)).toEqual(kinds)
  })
})

describe('consumers', () => {
  const using = (id: string, before: string, after: string): FileChange => ({
    path: `models/${id}.yaml`,
    was: { text: `${MODEL}consumers: ${before}\n` },
    is: { text: `${MODEL}consumers: ${after}\n` },
  })

  test.each<[string, FileChange[], string[]]>([
    ['that move to another model', [using('m', '[{ name: a }]', '[]'), using('n', '[]', '[{ name: a }]')], ['replace']],
    [
      'that move to a new model',
      [
        using('m', '[{ name: a }]', '[]'),
        { path: 'models/n.yaml', is: { text: `${MODEL}consumers: [{ name: a }]\n` } },
      ],
      ['register', 'replace'],
    ],
    [
      'that move and are altered',
      [using('m', '[{ name: a }]', '[]'), using('n', '[]', '[{ name: a, owner: eve }]')],
      ['edit'],
    ],
    [
      'that move while others come',
      [using('m', '[{ name: a }]', '[]'), using('n', '[]', '[{ name: a }, { name: b }]')],
      ['replace', 'edit'],
    ],
    ['that only go', [using('m', '[{ name: a }]', '[]')], ['edit']],
    ['that only come', [using('m', '[]', '[{ name: a }]')], ['edit']],
    ['that stand in another order', [using('m', '[{ name: a }, { name: b }]', '[{ name: b }, { name: a }]')], ['edit']],
  ])('%s', (_, files, kinds) => {
    expect(classify(files)).toEqual(kinds)
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
    [
      'holds another change of the same model',
      [edited('version: 1.1.0\n  mode: batch', `version: 1.0.0\n  mode: batch${HOLD}`)],
      ['rollback', 'hold', 'edit'],
    ],
    ['holds nothing', [], ['edit']],
  ])('%s', (_, files, kinds) => {
    expect(classifyPlanned(files, plan)).toEqual(kinds)
  })

  const request = { on: '2026-03-01', by: 'ana', because: 'More.' }
  const retrain = [{ path, at: ['retraining', 'requests', 1], put: request }]
  const more = '\n    - { on: 2026-03-01, by: ana, because: More. }'
  const register = [{ path, text: MODEL }]

  test.each<[string, FileChange[], readonly Edit[], string[]]>([
    ['holds one more item', [edited('Drift. }', `Drift. }${more}`, asked)], retrain, ['retrain']],
    ['holds two more items', [edited('Drift. }', `Drift. }${more}${more}`, asked)], retrain, ['retrain', 'edit']],
    [
      'holds another item',
      [edited('Drift. }', `Drift. }${more.replace('ana', 'bo')}`, asked)],
      retrain,
      ['retrain', 'edit'],
    ],
    [
      'takes out what it was to take out',
      [edited(HOLD, '', held)],
      [{ path, at: ['serving', 'hold'], from: { since: '2026-01-01', because: 'It is wrong.' }, remove: true }],
      ['resume'],
    ],
    ['takes out what is not there', [edited('x', 'y')], [{ path, at: ['x'], from: 1, remove: true }], ['edit']],
    ['holds a new file', [{ path, is: { text: `# with a comment\n${MODEL}` } }], register, ['register']],
    [
      'holds another new file',
      [{ path, is: { text: MODEL.replace('medium', 'low') } }],
      register,
      ['register', 'edit'],
    ],
    [
      'holds a limit that is moved',
      [edited('tier: medium', 'tier: low')],
      [{ path, at: ['tier'], from: 'medium', to: 'low' }],
      ['edit'],
    ],
    [
      'lacks one of two files',
      [edited(HOLD, '', held)],
      [...register, { path: 'models/n.yaml', text: MODEL }],
      ['resume', 'edit'],
    ],
  ])('%s', (_, files, edits, kinds) => {
    expect(classifyPlanned(files, edits)).toEqual(kinds)
  })
})

test.each(Object.keys(INVENTORY).flatMap(was => Object.keys(INVENTORY).map(is => [was, is] as const)))(
  '[C7] a %s that becomes a %s goes as the one, comes as the other, and is an edit besides',
  (was, is) => {
    const [old, now] = [{ text: `kind: ${was}\nid: m\n` }, { text: `kind: ${is}\nid: m\nname: M\n` }]
    const gone = classify([{ path, was: old }])
    const come = classify([{ path, is: now }])
    const both = classify([{ path, was: old, is: now }])
    expect(both).toEqual(was === is ? ['edit'] : CHANGE_KINDS.filter(kind => [...gone, ...come, 'edit'].includes(kind)))
    expect(both.includes('retire')).toBe(was === 'model' && is !== 'model')
  },
)

test('[B7] another artifact under the name of the version that serves is a promotion, and an edit besides', () => {
  const model = (digest: string) =>
    `kind: model\nid: m\nserving: { version: '2' }\nversions:\n  '1': { digest: ${digest} }\n  '2': { digest: same }\n`
  const swapped = (text: string) => [{ path: 'models/m.yaml', was: { text: model('a') }, is: { text } }]
  expect(classify(swapped(model('a').replace('same', 'other')))).toEqual(['promote', 'edit'])
  expect(classify(swapped(model('b')))).toEqual(['edit'])
})

test('[B7] a model whose file goes retires; a data source whose file goes is edited', () => {
  const gone = (kind: string) => classify([{ path: 'models/m.yaml', was: { text: `kind: ${kind}\nid: m\n` } }])
  expect(gone('model')).toEqual(['retire'])
  expect(gone('source')).toEqual(['edit'])
})
