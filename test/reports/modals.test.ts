import { expect, test } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import { caseFrom } from '../../src/core/case.ts'
import { denyModal, rollbackModal } from '../../src/reports/modals.ts'
import { flightDelay, words } from '../fixtures/world.ts'
import { CASE, caseEvents, written } from '../fixtures/written.ts'

const it = caseFrom(written(CASE, caseEvents)) as Case

test('the form of a rollback says what is not known, and carries what it is about', () => {
  const modal = rollbackModal(flightDelay, it, '1.0.0', undefined, 'C1')
  expect(words({ summary: '', blocks: modal.blocks })).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: 1.1.0 → 1.0.0
    ┃
    ┃ · What it would have done on the same cases is not known."
  `)
  expect(JSON.parse(modal.context)).toEqual({ model: 'flight-delay', to: '1.0.0', channel: 'C1', case: CASE })
})

test('a title is never longer than Slack takes', () => {
  expect(rollbackModal(flightDelay, it, '2026.10.31-build.4711', undefined, 'C1').title.length).toBeLessThanOrEqual(24)
})

test('every form asks for a reason of ten letters at least', () => {
  const [ask, deny] = [rollbackModal(flightDelay, it, '1.0.0', undefined, 'C1'), denyModal('s', 'C1')]
  expect([ask.inputs, deny.inputs]).toMatchObject([
    [{ id: 'reason', minLength: 10 }],
    [{ id: 'reason', minLength: 10 }],
  ])
})
