import { expect, test } from 'vitest'
import { registryIndex } from '../../src/core/registry-index.ts'

test('a registry’s index imports every file of its folder, in one order', () => {
  expect(registryIndex('effects', ['set-check', 'answer'])).toMatchInlineSnapshot(`
    "// Written by \`npm run generate\` from the files of this folder; a change by hand is lost.
    import answer from './answer.ts'
    import setCheck from './set-check.ts'

    export const effects = {
      answer,
      'set-check': setCheck,
    } as const
    "
  `)
})
