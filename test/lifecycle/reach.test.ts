import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flaws } from '../../src/lifecycle/flaws.ts'
import type { Lifecycle } from '../../src/lifecycle/lifecycle.ts'
import { leadingTo, reached } from '../../src/lifecycle/reach.ts'
import { careful } from '../fixtures/lifecycle.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const name = fc.constantFrom(...NAMES)
const ways = fc.array(fc.record({ from: name, to: name }), { maxLength: 12 })

/** By multiplying: whoever is one step from whatever is reached, as often as there are stages. */
function byForce(from: string, edges: readonly { from: string; to: string }[]): string[] {
  let here = [from]
  for (const _ of NAMES)
    here = NAMES.filter(to => here.includes(to) || edges.some(w => w.to === to && here.includes(w.from)))
  return here
}

test('[B2] a stage is told to be out of reach exactly when no walk leads there', () => {
  fc.assert(
    fc.property(name, ways, (start, edges) => {
      const far = NAMES.filter(to => !byForce(start, edges).includes(to))
      const told = flaws(graph(start, edges)).filter(it => it.code === 'unreachable-stage')
      expect(told.map(({ at }) => at[1])).toEqual(far)
    }),
  )
})

test('[B2] a stage leads to an end exactly when an end is in its reach', () => {
  fc.assert(
    fc.property(name, ways, (end, edges) => {
      const leading = leadingTo([end], edges)
      for (const from of NAMES) expect(leading.has(from)).toBe(reached([from], edges).has(end))
    }),
  )
})

function graph(start: string, edges: readonly { from: string; to: string }[]): Lifecycle {
  const stages = Object.fromEntries(NAMES.map(it => [it, { says: it }]))
  return { ...careful, start, stages, transitions: edges.map(way => ({ ...way, fix: 'Go' })), examples: [] }
}
