import { expect, test } from 'vitest'
import { broughtBy } from '../../src/core/brought.ts'
import type { Change } from '../../src/core/change-state.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { APPROVED, foldOf, mergedBy, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay } from '../fixtures/world.ts'

const change = (...more: readonly NewEvent[]) => foldOf([...WAITING, ...more])
const merged = (...more: readonly NewEvent[]) => foldOf([...APPROVED, mergedBy, ...more])
const delivered = (conclusion: string) => happened('change.delivered', 'github', { model: 'flight-delay', conclusion })
const closed = happened('change.closed', 'kedge', { outcome: 'abandoned', says: 'Not now.' })

test.each<[string, string, readonly Change[], readonly string[]]>([
  ['the file alone', '1.0.0', [], ['1.0.0']],
  ['what was asked for and is not merged', '1.1.0', [change()], ['1.1.0']],
  ['what is merged and not there', '1.0.0', [merged()], ['1.1.0']],
  ['what is merged, and nobody has heard of it', '1.0.0', [change()], ['1.1.0']],
  ['a delivery that failed', '1.0.0', [merged(delivered('failure'))], ['1.1.0']],
  ['one that failed and was given up', '1.0.0', [merged(delivered('failure'), closed)], ['1.1.0']],
  ['what was given up before it was merged', '1.0.0', [change(closed)], ['1.0.0']],
  ['a delivery', '1.0.0', [merged(delivered('success'))], ['1.1.0', '1.0.0']],
  ['a change that is done without one', '1.0.0', [merged(happened('change.done', 'kedge', {}))], ['1.1.0', '1.0.0']],
  ['another version in the file since then', '1.2.0', [merged(delivered('success'))], ['1.1.0', '1.0.0', '1.2.0']],
])('what ran of a model that nobody observes is known by %s', (_, version, changes, ran) => {
  const model = { ...flightDelay, serving: { ...flightDelay.serving, version } }
  expect(broughtBy(model, changes).map(it => it.version)).toEqual(ran)
})
