import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import { decidePromise, type Promises, promisesAfter } from '../../src/core/promise.ts'

const SLA = {
  id: 'answer',
  within: { hours: 4 },
  warnAt: 0.5,
  escalation: [
    { after: 0, to: 'ana' },
    { after: 2, to: 'operations' },
  ],
}
const SINCE = '2026-03-02T08:00:00.000Z'
const due = '2026-03-02T12:00:00.000Z'
const at = (hour: string) => new Date(`2026-03-02T${hour}Z`)
const told = (hour: string, was: Promises = {}, sla: typeof SLA = SLA) => {
  const event = decidePromise(sla, SINCE, was, at(hour))
  return event && [event.type, ...('to' in event.body ? event.body.to : [])]
}

describe('[D7] [R16] a promise is told of once a step', () => {
  test.each<[string, string, Promises, readonly string[] | undefined]>([
    ['in time', '09:59:59', {}, undefined],
    ['half of the time is over', '10:00:00', {}, ['promise.warned']],
    ['and was told already', '11:00:00', { answer: { due, heard: [] } }, undefined],
    ['the deadline itself is in time', '12:00:00', { answer: { due, heard: [] } }, undefined],
    ['late', '12:00:01', { answer: { due, heard: [] } }, ['promise.late', 'ana']],
    ['late, told already', '13:59:59', { answer: { due, late: true, heard: ['ana'] } }, undefined],
    ['a step later', '14:00:00', { answer: { due, late: true, heard: ['ana'] } }, ['promise.late', 'operations']],
    ['all have heard', '23:00:00', { answer: { due, late: true, heard: ['ana', 'operations'] } }, undefined],
    ['not looked at for a day: everybody at once', '23:00:00', {}, ['promise.late', 'ana', 'operations']],
    ['another promise was told', '12:00:01', { other: { due, late: true, heard: ['ana'] } }, ['promise.late', 'ana']],
    ['a name of objects is none', '10:00:00', Object.create({ answer: { due, heard: [] } }), ['promise.warned']],
  ])('%s', (_, hour, was, expected) => expect(told(hour, was)).toEqual(expected))

  test('where nobody hears of it at first, it is late all the same, once', () => {
    const later = { ...SLA, escalation: [{ after: 2, to: 'ana' }] }
    expect(told('12:00:01', {}, later)).toEqual(['promise.late'])
    expect(told('12:30:00', { answer: { due, late: true, heard: [] } }, later)).toBeUndefined()
    expect(told('14:00:00', { answer: { due, late: true, heard: [] } }, later)).toEqual(['promise.late', 'ana'])
  })

  test('asleep it is found late once and nobody hears; awake, everybody at once, also where nobody was to hear yet', () => {
    const asleep = (hour: string, was: Promises) => decidePromise(SLA, SINCE, was, at(hour), true)
    expect(asleep('11:00:00', {})).toBeUndefined()
    const found = asleep('12:00:01', {})
    expect(found?.body).toEqual({ sla: 'answer', due, to: [], untold: true })
    const was = promisesAfter({}, found as unknown as Event) ?? {}
    expect(was).toEqual({ answer: { due, late: true, untold: true, heard: [] } })
    expect(asleep('23:00:00', was)).toBeUndefined()
    expect(told('14:00:00', was)).toEqual(['promise.late', 'ana', 'operations'])
    const later = { ...SLA, escalation: [{ after: 2, to: 'ana' }] }
    expect(told('12:30:00', was, later)).toEqual(['promise.late'])
    const woken = decidePromise(later, SINCE, was, at('12:30:00'))
    expect(promisesAfter(was, woken as unknown as Event)).toEqual({ answer: { due, late: true, heard: [] } })
    expect(asleep('23:00:00', { answer: { due, late: true, heard: ['ana'] } })).toBeUndefined()
  })

  test('what was told is folded, so that looking a minute apart all day tells each step once', () => {
    let was: Promises = {}
    const all: unknown[] = []
    for (let minute = 0; minute < 16 * 60; minute++) {
      const now = new Date(Date.parse(SINCE) + minute * 60_000)
      const event = decidePromise(SLA, SINCE, was, now)
      if (!event) continue
      all.push([now.toISOString().slice(11, 16), event.type, event.body.due.slice(11, 16)])
      was = promisesAfter(was, event as unknown as Event) ?? was
    }
    expect(all).toEqual([
      ['10:00', 'promise.warned', '12:00'],
      ['12:01', 'promise.late', '12:00'],
      ['14:00', 'promise.late', '12:00'],
    ])
    expect(promisesAfter(was, { type: 'case.taken' } as Event)).toBeUndefined()
  })

  test('under another clock the deadline is another one, and told of anew', () => {
    const at18 = new Date('2026-03-02T18:00:00Z')
    const heard = { answer: { due, late: true, heard: ['ana', 'operations'] } } as const
    expect(decidePromise(SLA, SINCE, heard, at18)).toBeUndefined()
    const pushed = '2026-03-02T13:00:00.000Z'
    const late = decidePromise(SLA, pushed, heard, at18)
    expect(late).toMatchObject({ type: 'promise.late', body: { due: '2026-03-02T17:00:00.000Z', to: ['ana'] } })
    expect(promisesAfter(heard, late as unknown as Event)).toEqual({
      answer: { due: '2026-03-02T17:00:00.000Z', late: true, heard: ['ana'] },
    })
    expect(decidePromise(SLA, '2026-03-02T15:30:00.000Z', heard, at18)?.type).toBe('promise.warned')
  })
})
