import { expect, test } from 'vitest'
import { planRollback } from '../../src/plans/rollback.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const path = 'models/flight-delay.yaml'

test('a rollback moves one value', () => {
  expect(planRollback(repository, flightDelay, { to: '1.0.0' })).toEqual({
    kind: 'rollback',
    title: 'Roll flight-delay back from 1.1.0 to 1.0.0',
    from: '1.1.0',
    to: '1.0.0',
    edits: [{ path, at: ['serving', 'version'], from: '1.1.0', to: '1.0.0' }],
  })
})

test.each([
  ['1.1.0', 'flight-delay is to run 1.1.0 already', '`/kedge show flight-delay` says what really runs'],
  ['1.0.1', 'flight-delay has no version 1.0.1', 'say one of 1.0.0, 1.1.0'],
  ['banana', 'flight-delay has no version banana', 'say one of 1.0.0, 1.1.0'],
  ['constructor', 'flight-delay has no version constructor', 'say one of 1.0.0, 1.1.0'],
])('to %s there is no plan, and the way out is said', (to, says, fix) => {
  expect(planRollback(repository, flightDelay, { to })).toEqual({ refused: { says, fix } })
})

test('a model whose file lists no versions says so', () => {
  const { versions: _, ...bare } = flightDelay
  expect(planRollback(repository, bare, { to: '1.0.0' })).toMatchObject({
    refused: { fix: 'say one of the versions in the file; it lists none' },
  })
})
