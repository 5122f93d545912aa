/**
 * Every call in turn: of each route, one call in ten fails, the faults taking turns. Ten stories, each beginning with another
 * call, so that each call of each route fails in one of them. `KEDGE_FAULTS=all npm run test:faults --
 * test/faults/every-call.test.ts` plays a hundred, so that each call fails in each of the ten ways: half an hour.
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

/** Routes begin to be counted at different places, so that not all fail at once. */
const offsetOf = (route: string) => [...route].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/** Which calls of each route failed in any story, and how often each story called it. */
const failed = new Map<string, Set<number>>()
const stories: ReadonlyMap<string, number>[] = []

/** One call in ten of each route, the first of them by the fault of that number. */
function oneInTen(first: number, fault: number) {
  const calls = new Map<string, number>()
  const befell = { faults: new Set<string>(), calls: 0, unheard: 0 }
  const rule: Rule = (service: Service, route) => {
    const call = calls.get(route) ?? 0
    calls.set(route, call + 1)
    if ((call + offsetOf(route)) % NAMES.length !== first) return undefined
    const name = NAMES[(befell.calls++ + fault) % NAMES.length] ?? ''
    befell.faults.add(name)
    failed.set(route, (failed.get(route) ?? new Set()).add(call))
    if (name === 'cut-after' && service === 'slack' && route.endsWith('chat.postEphemeral')) befell.unheard++
    return FAULTS[name]
  }
  return { rule, befell, calls }
}

let whole: Outage
beforeAll(async () => {
  whole = await played(course)
})

describe('[C10] every call in turn (attack 70)', () => {
  for (const first of NAMES.keys())
    for (const fault of firstFaults(first))
      test(`[C10] one call in ten of each route, turn ${first + 1}, beginning with ${NAMES[fault]}: the end is as without`, async () => {
        const { rule, befell, calls } = oneInTen(first, fault)
        const { ending } = await played(course, rule)
        stories.push(calls)
        expect(befell.faults).toEqual(new Set(NAMES))
        expect(befell.calls).toBeGreaterThan(20)
        // Private words leave no trace to look for: they may be said twice where the answer was lost.
        expectSameEnding(withoutMoved(withoutSorry(ending)), whole.ending, befell.unheard)
      })

  test('[C10] each call that every story makes has failed in one of them', () => {
    const made = [...(stories[0]?.keys() ?? [])].flatMap(route =>
      Array.from({ length: Math.min(...stories.map(calls => calls.get(route) ?? 0)) }, (_, call) => ({ route, call })),
    )
    expect(made.filter(({ route, call }) => !failed.get(route)?.has(call))).toEqual([])
    expect(made.length).toBeGreaterThan(200)
  })
})
