import { describe, expect, test } from 'vitest'
import { type Case, caseFrom } from '../../src/core/case.ts'
import { HOUR_MS } from '../../src/core/period.ts'
import { isSnoozed, SNOOZES, type SnoozeFor, snoozedUntil, wakes } from '../../src/core/snooze.ts'
import { happened } from '../fixtures/happened.ts'
import { CASE, caseEvents, written } from '../fixtures/written.ts'

const until = '2001-04-16T13:00:00.000Z'
const snoozed = happened('case.snoozed', 'bo', { until, reason: 'expected', says: 'so it is' })
const again = { onset: '2001-05-08T00:00:00.000Z', available: '2001-05-09T06:00:00.000Z' }
const times = { onset: 'o', available: 'a', detected: 'd', recovered: 'r' }
const closed = happened('case.closed', 'kedge', times)
const monitors = (caseFrom(written(CASE, caseEvents)) as Case).monitors
const fold = (...more: ReturnType<typeof happened>[]) => caseFrom(written(CASE, [...caseEvents, ...more])) as Case

describe('[D7] a snooze', () => {
  test('lasts a week at most, whichever is chosen', () => {
    const now = new Date('2001-04-16T09:00:00.000Z')
    const hours = Object.keys(SNOOZES).map(
      length => (Date.parse(snoozedUntil(now, length as SnoozeFor)) - now.getTime()) / HOUR_MS,
    )
    expect(hours).toEqual([1, 4, 24, 72, 168])
  })

  test('is over where one monitor more is bad, also of the same KPI, and not where it only has another name', () => {
    const [it, now] = [fold(snoozed), new Date(Date.parse(until) - 1)]
    const called = (monitor: string) => monitors.map(one => ({ ...one, state: 'firing' as const, monitor }))
    const asleep = { ...it, monitors: called('a') }
    expect(wakes(asleep, called('a'), now)).toBeUndefined()
    expect(wakes(asleep, called('b'), now)).toBeUndefined()
    expect(wakes(asleep, [...called('a'), ...called('b')], now)).toBe('worse')
    expect(wakes(asleep, [...called('a').map(one => ({ ...one, kpi: 'other' }))], now)).toBe('worse')
  })

  test('is over by the clock, whether or not anybody wrote it down', () => {
    const it = fold(snoozed)
    expect(isSnoozed(it, new Date(Date.parse(until) - 1))).toBe(true)
    expect(isSnoozed(it, new Date(until))).toBe(false)
    expect(isSnoozed(fold(), new Date(0))).toBe(false)
  })

  test('is over when it wakes, closes or fires again; all that were stay on record', () => {
    expect(fold(snoozed)).toMatchObject({ snoozed: { by: 'bo', until, reason: 'expected', says: 'so it is' } })
    for (const end of [happened('case.woke', 'kedge', { because: 'over' }), closed]) {
      const it = fold(snoozed, end)
      expect([it.snoozed, it.snoozes?.length]).toEqual([undefined, 1])
    }
    expect(fold(snoozed, snoozed).snoozes).toHaveLength(2)
  })

  test('closes nothing, and gives a case that was held back its card', () => {
    expect(fold(happened('case.held', 'kedge', {}), snoozed)).not.toHaveProperty('held')
    expect(fold(snoozed).closed).toBeUndefined()
  })
})

describe('[D7] a round', () => {
  test('that fires again has its own clock, and an owner who has to take it anew; the first times are kept', () => {
    const before = [
      happened('case.taken', 'bo', {}),
      happened('case.asked', 'bo', { change: 'change/1' }),
      happened('case.acted', 'kedge', { version: '1.0.0' }),
    ]
    const it = fold(...before, closed, happened('case.again', 'kedge', { monitors, ...again }))
    expect(it).toMatchObject({ ...again, owner: 'bo', taken: false, detected: '2001-04-16T09:06:00.000Z' })
    expect([it.closed, it.acted, it.change]).toEqual([undefined, undefined, undefined])
    expect(it.rounds).toEqual([{ ...times, again: { at: '2001-04-16T09:06:00.000Z', by: 'kedge' } }])
    expect(it.card).toEqual({ channel: 'C0FLIGHTOPS', ts: '4.4' })
  })

  test('that a person opens again goes on as it was, and knows who doubts it', () => {
    const because = 'it is not over'
    const it = fold(
      happened('case.acted', 'kedge', { version: '1.0.0' }),
      closed,
      happened('case.reopened', 'bo', { because }),
    )
    expect(it).toMatchObject({ onset: fold().onset, detected: fold().detected, acted: { version: '1.0.0' } })
    expect(it.reopened).toEqual({ at: '2001-04-16T09:04:00.000Z', by: 'bo', because })
    expect(it.rounds).toMatchObject([{ ...times, again: { by: 'bo', because } }])
    expect(
      fold(
        closed,
        happened('case.reopened', 'bo', { because }),
        closed,
        happened('case.again', 'kedge', { monitors, ...again }),
      ),
    ).toMatchObject({ rounds: [{ again: { by: 'bo' } }, { again: { by: 'kedge' } }] })
  })
})
