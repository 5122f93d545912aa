import { expect, test } from 'vitest'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { MODEL, repository } from '../fixtures/world.ts'

/** What is warned of where this takes the place of that in the sample model. */
function warnedOf(path: string, from: string, to: string) {
  const text = (repository.files[path]?.text ?? '').replace(from, to)
  expect(text).not.toBe(repository.files[path]?.text)
  const lines = text.split('\n')
  return readRepository({ ...repository.files, [path]: { text, blob: 'f'.repeat(40) } }, repository.commit, policyKinds)
    .problems.filter(({ file }) => file === path)
    .map(({ level, line, says, fix }) => `${level} | ${lines[(line ?? 0) - 1]?.trim()} | ${says} | ${fix}`)
}

test('[D6] [D12] a reading that is too old before the next one can come is told with line, reason and fix', () => {
  expect(warnedOf(MODEL, 'freshHours: 192', 'freshHours: 100')).toMatchInlineSnapshot(`
    [
      "warning | freshHours: 100 | A reading of announced is 168 hours old before the next one can come, so by \`freshHours: 100\` there is often none that counts. | Let \`freshHours\` be more than 168, by as many hours as readings may be late; \`every\` and \`labelDelayHours\` of the query say how often they come",
    ]
  `)
  expect(warnedOf(MODEL, 'every: week', 'every: week\n    labelDelayHours: 400')[0]).toMatchInlineSnapshot(
    `"warning | freshHours: 192 | A reading of announced is 568 hours old before the next one can come, so by \`freshHours: 192\` there is often none that counts. | Let \`freshHours\` be more than 568, by as many hours as readings may be late; \`every\` and \`labelDelayHours\` of the query say how often they come"`,
  )
  expect(warnedOf(MODEL, 'freshHours: 192', 'freshHours: 168')).toEqual([])
  expect(warnedOf(MODEL, 'every: week', 'every: week\n    labelDelayHours: 24')).toEqual([])
})
