/**
 * Every call in turn: all calls of a service are counted, and one in ten fails, the faults taking turns. Ten stories, each
 * beginning with another call, so that each call of the story fails in one of them. `KEDGE_FAULTS=all npm run test:faults --
 * test/faults/every-call.test.ts` plays a hundred, so that each call fails in each of the ten ways: a quarter of an hour.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import type { Here } from '../fixtures/stage-here.ts'
import { fromBreachToDelivery } from './course.ts'
import { FAULTS, withoutMoved } from './every-fault.ts'
import { type Outage, played, type Rule, type Service, withoutSorry } from './outage.ts'

const NAMES = Object.keys(FAULTS)
const course = { story: ({ stage }: Here) => fromBreachToDelivery(stage), timeoutMs: 600 }
const firstFaults = (first: number) => (process.env.KEDGE_FAULTS === 'all' ? NAMES.keys() : [first].values())

/** The calls `first`, `first + 10`, `first + 20` … of each service, the first of them by the fault of that number. */
function oneInTen(first: number, fault: number) {
  const calls: Record<Service, number> = { github: 0, slack: 0 }
  const befell = { faults: new Set<string>(), calls: 0, unheard: 0 }
  const rule: Rule = (service, route) => {
    const call = calls[service]++
    if (call % NAMES.length !== first) return undefined
    const name = NAMES[(Math.floor(call / NAMES.length) + fault) % NAMES.length] ?? ''
    befell.calls++
    befell.faults.add(name)
    if (name === 'cut-after' && route.endsWith('chat.postEphemeral')) befell.unheard++
    return FAULTS[name]
  }
  return { rule, befell }
}

let whole: Outage
beforeAll(async () => {
  whole = await played(course)
})

describe('[C10] every call in turn (attack 70)', () => {
  for (const first of NAMES.keys())
    for (const fault of firstFaults(first))
      test(`[C10] call ${first + 1} and every tenth after it, beginning with ${NAMES[fault]}: the end is as without`, async () => {
        const { rule, befell } = oneInTen(first, fault)
        const { ending } = await played(course, rule)
        expect(befell.faults).toEqual(new Set(NAMES))
        expect(befell.calls).toBeGreaterThan(20)
        // Private words leave no trace to look for: they may be said twice where the answer was lost.
        expectSameEnding(withoutMoved(withoutSorry(ending)), whole.ending, befell.unheard)
      })
})
