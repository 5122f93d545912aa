/**
 * Every fault at every route, by its first call: one run for a fault and a service. What comes later meets them in
 * every-call.test.ts; or here: `KEDGE_CALLS=2,4,5 npm run test:faults -- test/faults/matrix.test.ts` plays those calls.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../src/stand-ins/fault-proxy.ts'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import type { Here } from '../fixtures/stage-here.ts'
import { fromBreachToDelivery } from './course.ts'
import { FAULTS, withoutMoved } from './every-fault.ts'
import { type Outage, played, type Rule, type Service, withoutSorry } from './outage.ts'

const CALLS = process.env.KEDGE_CALLS?.split(',').map(Number)
const course = { story: ({ stage }: Here) => fromBreachToDelivery(stage), timeoutMs: 600 }

/** The fault for the `nth` call of each route of a service, and which routes met it. */
function befalls(service: Service, fault: Fault, nth: number) {
  const calls = new Map<string, number>()
  const met = new Set<string>()
  const rule: Rule = (of, route) => {
    if (of !== service) return undefined
    const n = (calls.get(route) ?? 0) + 1
    calls.set(route, n)
    if (n !== nth) return undefined
    met.add(route)
    return fault
  }
  return { rule, met }
}

let whole: Outage
const met: Record<Service, Set<string>> = { github: new Set(), slack: new Set() }
beforeAll(async () => {
  whole = await played(course)
})
afterAll(() => {
  if (CALLS) return
  // What this file covers, so that it cannot quietly cover less: every route of the story without a fault.
  for (const service of ['github', 'slack'] as const)
    expect([...whole.routes[service]].filter(route => !met[service].has(route))).toEqual([])
})

describe.each(['github', 'slack'] as const)('[C10] %s (attack 70)', service => {
  for (const [name, fault] of Object.entries(FAULTS))
    for (const nth of CALLS ?? [1])
      test(`[C10] ${name} at call ${nth} of every route: the end is as without`, async () => {
        const { rule, met: here } = befalls(service, fault, nth)
        const { ending } = await played(course, rule)
        for (const route of here) met[service].add(route)
        // Private words leave no trace to look for: they may be said twice where the answer was lost.
        expectSameEnding(withoutMoved(withoutSorry(ending)), whole.ending, name === 'cut-after' ? 1 : 0)
      })
})
