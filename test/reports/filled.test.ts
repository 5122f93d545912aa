import { expect, test } from 'vitest'
import { commandList, filled } from '../../src/reports/filled.ts'

const TEXT = `# Title
<!-- generated: one -->
old
<!-- end -->
words between
<!-- generated: two -->
<!-- end -->
words below`

test('only what stands between the marks is made anew, and twice is as once', () => {
  const once = filled(TEXT, { one: 'new $1 $& text\n', two: 'second' })
  expect(once).toBe(`# Title
<!-- generated: one -->

new $1 $& text

<!-- end -->
words between
<!-- generated: two -->

second

<!-- end -->
words below`)
  expect(filled(once, { one: 'new $1 $& text\n', two: 'second' })).toBe(once)
})

test('a part that nobody makes stays as it is', () => {
  expect(filled(TEXT, {})).toBe(TEXT)
})

test('commands are listed as they are typed', () => {
  expect(
    commandList([
      { name: 'models', usage: '', summary: 'All.' },
      { name: 'show', usage: '<model>', summary: 'One.' },
    ]),
  ).toBe('- `/kedge models` All.\n- `/kedge show <model>` One.\n')
})
