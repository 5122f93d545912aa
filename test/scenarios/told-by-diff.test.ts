import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

const GUARDRAIL = 'policies/has-fallback.yaml'
const LIKE_IT = readFileSync(join(import.meta.dirname, '../../policies/vendor-in-view.yaml'), 'utf8')
const noteOf = (_: unknown, i: number) => `# Note ${i}: ${'why this is so, '.repeat(8)}`
const guardrail = (notes: number) => () =>
  [LIKE_IT.replace('id: vendor-in-view', 'id: has-fallback'), ...Array.from({ length: notes }, noteOf)].join('\n')

test('[C9] [C5] words that name a file and not what it holds are followed by all of its lines, and Approve stands', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [GUARDRAIL]: guardrail(12) }, 'Have a fallback')
  const card = it.card('approvals')
  expect(card).toContain('+expect: { ">=": [{ var: model.vendor.reviewDays }, 0] }')
  expect(card).toContain('+# Note 11')
  expect(card).toContain('[ Approve ]')
})

test('[C9] [C5] where its lines have no room, nobody approves on the card what they were not shown', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [GUARDRAIL]: guardrail(100) }, 'Have a fallback')
  const card = it.card('approvals')
  expect(card).not.toContain('+# Note 99')
  expect(card).not.toContain('[ Approve ]')
  expect(card).toContain('approve it by a review there')
})

test('[C9] [C5] a long text that only is told by where it differs needs no lines beside', async () => {
  const it = await scenario()
  const many = (text: string) => text.replace(/because: .*/, `$&\n${'# a note\n'.repeat(40)}`)
  await opens(it, 'dana', { [MODEL]: text => many(text.replace('limit: 18.5', 'limit: 25')) }, 'Loosen the limit')
  const card = it.card('approvals')
  expect(card).toContain('loosened from 18.5 to 25 min')
  expect(card).toContain('[ Approve ]')
})
