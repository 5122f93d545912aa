import { beforeAll, describe, expect, test } from 'vitest'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import { FAULTS, withoutMoved } from './every-fault.ts'
import { type Course, type Outage, played, type Rule, withoutSorry } from './outage.ts'

const NAMES = Object.keys(FAULTS)
const ALL = process.env.KEDGE_FAULTS === 'all'

/** An attempt takes calls of ten routes, so it fails as often before it gets through, and each time waits twice as long. */
const BACKOFF_MS = 2

/** How often each route was called. */
type Calls = Map<string, number>

/** Routes begin to be counted at different places, so that not all fail at once. */
const offsetOf = (route: string) => [...route].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/**
 * Plays a course `of` times: of each route one call in so many fails, the faults taking turns. Each time begins with another
 * call, so that each call of each route fails in one of them. What is called more often than without a fault gets through: an
 * attempt that takes more calls of a route than lie between two faults would never end.
 */
export function everyCallFails(words: string, told: Course, { of, least }: { of: number; least: number }): void {
  const course = { ...told, parts: { ...told.parts, backoffMs: BACKOFF_MS } }
  const failed = new Map<string, Set<number>>()
  const stories: Calls[] = []
  const counted: Calls = new Map()
  let whole: Outage

  /** One call in so many of each route, the first of them by the fault of that number. */
  function oneIn(first: number, fault: number) {
    const calls: Calls = new Map()
    const befell = { faults: new Set<string>(), calls: 0, unheard: 0 }
    const rule: Rule = (service, route) => {
      const call = next(calls, route)
      if (call >= (counted.get(route) ?? 0) || (call + offsetOf(route)) % of !== first) return undefined
      const name = NAMES[(befell.calls++ + fault) % NAMES.length] ?? ''
      befell.faults.add(name)
      failed.set(route, (failed.get(route) ?? new Set()).add(call))
      if (name === 'cut-after' && service === 'slack' && route.endsWith('chat.postEphemeral')) befell.unheard++
      return FAULTS[name]
    }
    return { rule, befell, calls }
  }

  describe(`[C10] every call in turn (attack 70): ${words}`, () => {
    beforeAll(async () => {
      whole = await played(course, (_, route) => void next(counted, route))
    })

    for (let first = 0; first < of; first++)
      for (const fault of ALL ? NAMES.keys() : [Math.floor((first * NAMES.length) / of)])
        test(`[C10] one call in ${of} of each route, turn ${first + 1}, beginning with ${NAMES[fault]}: the end is as without`, async () => {
          const { rule, befell, calls } = oneIn(first, fault)
          const { ending } = await played(course, rule)
          stories.push(calls)
          expect(befell.faults).toEqual(new Set(NAMES))
          // Private words leave no trace to look for: they may be said twice where the answer was lost.
          expectSameEnding(withoutMoved(withoutSorry(ending)), whole.ending, befell.unheard)
        })

    test('[C10] each call that every story makes has failed in one of them', () => {
      const made = [...counted].flatMap(([route, most]) =>
        Array.from({ length: Math.min(most, ...stories.map(calls => calls.get(route) ?? 0)) }, (_, call) => ({
          ...{ route, call },
        })),
      )
      expect(made.filter(({ route, call }) => !failed.get(route)?.has(call))).toEqual([])
      expect(made.length).toBeGreaterThan(least)
    })
  })
}

function next(calls: Calls, route: string): number {
  const call = calls.get(route) ?? 0
  calls.set(route, call + 1)
  return call
}
