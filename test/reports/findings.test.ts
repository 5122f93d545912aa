import { expect, test } from 'vitest'
import type { Finding } from '../../src/core/change.ts'
import { findingBlocks } from '../../src/reports/findings.ts'
import { plain } from '../../src/reports/plain.ts'

const finding: Finding = {
  policy: 'low-error',
  outcome: 'pass',
  severity: 'block',
  because: 'A bad forecast costs.',
  fix: 'Train it anew.',
  trace: [],
}
const words = (more: object) => plain({ summary: '', blocks: findingBlocks([{ ...finding, ...more } as Finding]) }, {})

test.each([
  [{}, 'low-error pass.'],
  [{ clauses: ['sr-26-2/v-outcomes-analysis'] }, 'low-error pass (sr-26-2/v-outcomes-analysis).'],
  [{ clauses: ['sr-26-2/vi-roles', 'eu-ai-act/art-14'] }, 'low-error pass (sr-26-2/vi-roles, eu-ai-act/art-14).'],
])('[R37] a finding with %j shows what it cites', (more, expected) => {
  expect(words(more)).toContain(expected)
})

test('[R37] a finding recorded when the clause was free text still shows it', () => {
  expect(words({ clause: 'SR 11-7, V' })).toContain('low-error pass (SR 11-7, V).')
})

test('[A9] a full stop stands between what was looked at and the reason', () => {
  expect(words({ outcome: 'fail', trace: ['mae 20 is not ≤ 18.5'] })).toContain(
    'mae 20 is not ≤ 18.5. A bad forecast costs.',
  )
  expect(words({ outcome: 'fail' })).toContain('low-error fail (block). A bad forecast costs.')
})
