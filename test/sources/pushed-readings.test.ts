import { describe, expect, test } from 'vitest'
import type { PushedReading } from '../../src/core/pushed-reading.ts'
import { pushedReadings } from '../../src/sources/pushed-readings.ts'
import { fedModel, pushed } from '../fixtures/pushed.ts'

const NOW = '2026-03-10T06:00:00.000Z'
const MODELS = { churn: fedModel(), spare: fedModel('spare') }
const push = (all: readonly PushedReading[], models?: readonly string[]) =>
  pushedReadings(
    all.map((it, i) => ({ at: `line ${i + 1}`, it })),
    { source: 'desk', ...(models && { models }) },
    MODELS,
    NOW,
  )

describe('[D2] what is pushed becomes readings', () => {
  test('as what is asked for does', () => {
    expect(push([pushed(), pushed({ kpi: 'recall', end: '2026-03-09T00:00:00Z', segment: 'eu' })])).toEqual({
      refused: [],
      readings: [
        {
          ...{ model: 'churn', kpi: 'precision', segment: '', version: '4.1.0', value: 81.5, n: 900, available: NOW },
          ...{ start: '2026-03-02T00:00:00.000Z', end: '2026-03-03T00:00:00.000Z' },
        },
        expect.objectContaining({ kpi: 'recall', segment: 'eu', end: '2026-03-09T00:00:00.000Z' }),
      ],
    })
  })

  test('the same one twice is one', () => {
    expect(push([pushed(), pushed({ start: '2026-03-02T00:00:00Z' })]).readings).toHaveLength(1)
  })

  test.each<[string, Partial<PushedReading>, string, string]>([
    [
      'a model that is not there',
      { model: 'chrun' },
      'There is no model `chrun` that desk feeds. Did you mean `churn`?',
      'Write `churn`, or name the connection',
    ],
    [
      'a model named like a method',
      { model: 'constructor' },
      'There is no model `constructor` that desk feeds.',
      'name the connection in a query',
    ],
    [
      'a KPI that is not there',
      { kpi: 'precison' },
      'churn has no KPI `precison` that desk feeds. Did you mean `precision`?',
      'Write `precision`',
    ],
    [
      'a KPI that another source feeds',
      { kpi: 'fairness' },
      'churn has no KPI `fairness` that desk feeds.',
      'Write `precision`, `recall` or `lift`, or let the query',
    ],
    [
      'a KPI that is asked for by SQL',
      { kpi: 'lift' },
      'Query asked of churn holds `sql`, and desk is pushed to.',
      'Take `sql` out of the query in models/churn.yaml',
    ],
    [
      'a day there is not',
      { start: '2026-02-30' },
      '`start` is `2026-02-30`, which is no moment there is.',
      'Send a day',
    ],
    [
      'noon',
      { start: '2026-03-02T12:00:00Z' },
      '`start` `2026-03-02T12:00:00Z` does not start a day in UTC.',
      'Send the day alone',
    ],
    [
      'a week from Tuesday',
      { kpi: 'recall', start: '2026-03-03' },
      '`start` `2026-03-03` does not start a week in UTC.',
      'Send the day of its Monday.',
    ],
    ['today', { start: '2026-03-10' }, 'The period of `start` `2026-03-10` is not over.', 'Send it when it is over'],
    [
      'another end',
      { end: '2026-03-04' },
      '`end` is `2026-03-04`, and the day ends at 2026-03-03T00:00:00.000Z.',
      'Leave `end` out.',
    ],
    [
      'an end that is no moment',
      { end: '2026-13-04' },
      '`end` is `2026-13-04`, and the day ends at 2026-03-03T00:00:00.000Z.',
      'Leave `end` out.',
    ],
  ])('refused, with where, why and the fix: %s (attack 69)', (_, more, says, fix) => {
    const { refused } = push([pushed(), pushed(more)])
    expect(refused).toEqual([{ at: 'line 2', says, fix: expect.stringContaining(fix) }])
  })

  test('two values of one period contradict each other', () => {
    expect(push([pushed(), pushed({ value: 1 })]).refused).toEqual([
      {
        ...{ at: 'line 2', contradicts: 'line 1' },
        ...{ says: 'It contradicts line 1: another value of the same period.', fix: 'Send one of the two.' },
      },
    ])
  })

  test('of a model it may not send for it hears what it hears of one that is not there', () => {
    const says = (model: string) => push([pushed({ model })], ['churn']).refused[0]?.says.replace(model, 'X')
    expect(says('spare')).toBe('There is no model `X` that desk feeds.')
    expect(says('spare')).toBe(says('nobody'))
  })

  test('no more than twenty reasons are told', () => {
    expect(push(Array.from({ length: 50 }, () => pushed({ kpi: 'nothing' }))).refused).toHaveLength(20)
  })
})
