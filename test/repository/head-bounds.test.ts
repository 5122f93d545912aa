import { expect, test } from 'vitest'
import { NOBODY } from '../../src/core/bounds.ts'
import { changedData } from '../../src/repository/changed-data.ts'
import { headBounds } from '../../src/repository/head-bounds.ts'

const PATH = 'models/merger-plan.yaml'
const seen = 'visibility: { roles: [modelops], channels: [C0OPS] }'
const SEEN = { roles: ['modelops'], channels: ['C0OPS'] }
const of = (was: string | undefined, is: string | undefined, path = PATH) =>
  headBounds([changedData({ path, ...(was && { was: { text: was } }), ...(is && { is: { text: is } }) })])

test.each<[string, string | undefined, string | undefined, readonly object[]]>([
  ['a new model is seen as it says', undefined, seen, [SEEN]],
  ['a new model that says nothing is for everybody', undefined, 'kind: model', []],
  ['an edited one is seen as it would be', seen, 'visibility: { channels: [C0AUDIT] }', [{ channels: ['C0AUDIT'] }]],
  [
    'what only some roles see is shown in its own channel',
    seen,
    'channel: C0OWN\nvisibility: { roles: [audit] }',
    [{ roles: ['audit'], channels: ['C0OWN'] }],
  ],
  ['and in none where it has none', seen, 'visibility: { roles: [audit] }', [{ roles: ['audit'], channels: [] }]],
  ['one that goes is seen as it was', seen, undefined, [SEEN]],
  ['one that is made unreadable is seen as it was', seen, 'visibility: [', [SEEN]],
  ['a new one that cannot be read is for nobody', undefined, 'visibility: [', [NOBODY]],
  ['a new one that is no mapping is for nobody', undefined, '- visibility', [NOBODY]],
  ['one that names nobody right is for nobody', undefined, 'visibility: { roles: modelops }', [NOBODY]],
  ['one that says it under another name is for nobody', undefined, 'visibility: { role: [modelops] }', [NOBODY]],
  ['one that says nothing after the colon is for nobody', undefined, 'visibility:', [NOBODY]],
])('[C4] [attack 73] %s', (_, was, is, bounds) => {
  expect(of(was, is)).toEqual(bounds)
})

test('[C4] what is no model’s file binds nobody', () => {
  expect(of(undefined, seen, 'policies/people.yaml')).toEqual([])
  expect(of(undefined, '- a list', 'models/README.md')).toEqual([])
})
