import { expect, test } from 'vitest'
import { type Edit, editWords } from '../../src/core/edit.ts'
import { applyEdits } from '../../src/repository/apply-edits.ts'

const files = { 'models/a.yaml': { text: 'a: 1 # one\nl: [x]\n' }, 'models/b.yaml': { text: 'b: 1\n' } }
const path = 'models/a.yaml'

test('[C7] edits of one file are done in their order, and files nobody edits are left out', () => {
  const edits: Edit[] = [
    { path, at: ['a'], from: '1', to: '2' },
    { path, at: ['l', 1], put: 'z' },
    { path, at: ['l', 0], from: 'x', remove: true },
    { path: 'models/c.yaml', text: 'c: 1\n' },
    { path: 'models/c.yaml', at: ['d'], put: 2 },
  ]
  expect(applyEdits(files, edits)).toEqual({
    'models/a.yaml': 'a: 2 # one\nl: [z]\n',
    'models/c.yaml': 'c: 1\nd: 2\n',
  })
})

test.each<[string, Edit, string]>([
  ['a new file that is there', { path, text: '' }, 'models/a.yaml is there already.'],
  ['a file that is gone', { path: 'models/c.yaml', at: ['a'], put: 1 }, 'models/c.yaml is not there any more.'],
  ['a value that moved', { path, at: ['a'], from: 3, put: 2 }, 'a is 1 now, not 3.'],
  ['a name every object knows', { path: 'constructor', at: ['a'], put: 1 }, 'constructor is not there any more.'],
])('[C7] %s is refused as moved', (_, edit, says) => {
  expect(() => applyEdits(files, [edit])).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ code: 'moved', says, fix: expect.stringMatching(/./) })],
    }),
  )
})

test.each<[Edit, string]>([
  [{ path, at: ['serving', 'version'], from: '1.1.0', to: '1.0.0' }, 'models/a.yaml: serving.version 1.1.0 → 1.0.0'],
  [{ path, at: ['l', 0], put: { on: 'x' } }, 'models/a.yaml: l.0 nothing → {"on":"x"}'],
  [{ path, at: ['l'], from: [1], remove: true }, 'models/a.yaml: l [1] → nothing'],
  [{ path, text: 'a: 1' }, 'models/a.yaml: a new file'],
])('an edit in words: %j', (edit, words) => {
  expect(editWords(edit)).toBe(words)
})
