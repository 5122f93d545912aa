import Type from 'typebox'
import { expect, test } from 'vitest'
import { fieldsOf } from '../../src/reports/field-table.ts'
import { folderReadme } from '../../src/reports/folder-readme.ts'

const Step = Type.Union([
  Type.Object({ tell: Type.String({ description: 'A channel | a person.' }) }),
  Type.Object({ hold: Type.Boolean() }),
])
const Cap = Type.Object({
  kind: Type.Literal('cap'),
  most: Type.Optional(Type.Number()),
  tier: Type.Union([Type.Literal('low'), Type.Literal('high')]),
  by: Type.Record(Type.String(), Type.Object({ day: Type.String({ format: 'date' }) })),
  steps: Type.Array(Step),
})

test('every key that may stand in a file has a row, whatever it is nested in', () => {
  expect(fieldsOf(Cap).map(field => [field.path, field.type, field.must])).toEqual([
    ['kind', '`cap`', true],
    ['most', 'number', false],
    ['tier', '`low` or `high`', true],
    ['by', 'mapping by name', true],
    ['by.<name>.day', 'date', true],
    ['steps', 'list of mapping', true],
    ['steps[].tell', 'text', true],
    ['steps[].hold', 'true or false', true],
  ])
})

test('what people wrote above the mark stays, and what follows is made anew', () => {
  const kind = { kind: 'cap', summary: 'Says how many.', schema: Cap, failing: ['fail'] }
  const first = folderReadme('# Ours\n\nRead this.\n', '# Policies', [kind])
  expect(first).toMatch(/^# Ours\n\nRead this\.\n\n<!-- written by/)
  expect(first).toContain('Says how many. At least one example must end in `fail`.')
  expect(first).toContain('| `steps[].tell` | text | yes | A channel \\| a person. |')
  expect(folderReadme(`${first}added by hand`, '# Policies', [kind])).toBe(first)
})
