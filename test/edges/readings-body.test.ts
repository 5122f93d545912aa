import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PushedReadings } from '../../src/core/pushed-reading.ts'
import { type BodyType, itemsOf } from '../../src/edges/readings-body.ts'
import { fitting } from '../../src/flows/fitting.ts'
import { misfits } from '../../src/repository/schema.ts'
import { pushed } from '../fixtures/pushed.ts'

/** How many readings of this text would be stored, or that it is refused. */
function taken(type: BodyType, text: string): number | 'refused' {
  const items = itemsOf(type, text)
  if ('status' in items) return items.status === 422 && items.fix !== '' ? 'refused' : Number.NaN
  const { placed, refused } = fitting(items)
  return refused.length > 0 ? 'refused' : placed.length
}

/** A reading, and one with a key left out, added or of another kind. */
const good = fc.record({
  ...{ model: fc.constant('churn'), kpi: fc.constantFrom('precision', 'recall'), version: fc.constant('4.1.0') },
  ...{ start: fc.constantFrom('2026-03-02', '2026-03-02T00:00:00Z'), n: fc.nat() },
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
})
const slip = fc
  .tuple(fc.constantFrom(...Object.keys(pushed()), 'segment', 'end', 'x', '__proto__', 'toString'), fc.jsonValue())
  .map(([key, value]) => {
    const it: Record<string, unknown> = { ...pushed() }
    Object.defineProperty(it, key, { value, enumerable: true })
    return it
  })
const reading = fc.oneof({ weight: 4, arbitrary: good }, slip)

describe('[D2] a body full of readings', () => {
  test('whatever text it is, is taken whole or refused with a fix, and nothing throws', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.array(fc.json()).map(all => all.join('\n')),
    )
    fc.assert(
      fc.property(fc.constantFrom('application/json', 'application/x-ndjson'), texts, (type, text) => {
        expect(taken(type, text)).not.toBeNaN()
      }),
      { numRuns: 500 },
    )
  })

  test('is taken as JSON exactly where the schema of the description takes it', () => {
    const bodies = fc.oneof(
      fc.record({ readings: fc.array(reading, { maxLength: 4 }) }),
      fc.record({ readings: fc.array(good, { minLength: 1, maxLength: 4 }), more: fc.jsonValue() }),
      fc.jsonValue(),
    )
    let both = 0
    fc.assert(
      fc.property(bodies, body => {
        const text = JSON.stringify(body)
        const fits = misfits(PushedReadings, JSON.parse(text)).length === 0
        if (fits) both++
        expect(taken('application/json', text)).toEqual(fits ? (body as { readings: [] }).readings.length : 'refused')
      }),
      { numRuns: 500 },
    )
    expect(both).toBeGreaterThan(50)
  })

  test('one a line, is taken exactly where the same in a list is', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 4 }), all => {
        const lines = all.map(it => JSON.stringify(it)).join('\n')
        expect(taken('application/x-ndjson', lines)).toBe(taken('application/json', JSON.stringify({ readings: all })))
      }),
      { numRuns: 300 },
    )
  })

  test('with a character changed, cut out or doubled anywhere, is never taken in part', () => {
    const text = JSON.stringify({ readings: [pushed(), pushed({ start: '2026-03-03' })] })
    const changed = fc
      .tuple(fc.nat(text.length - 1), fc.constantFrom('', '"', '{', ']', ',', '9', '\\', '\n', '\u0000', 'é'))
      .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1))
    fc.assert(
      fc.property(changed, body => {
        expect([2, 'refused']).toContain(taken('application/json', body))
      }),
      { numRuns: 500 },
    )
  })

  test('names each line as the file counts it', () => {
    const items = itemsOf('application/x-ndjson', `\n${JSON.stringify(pushed())}\r\n\r\nno\n{}`)
    const { placed, refused } = fitting(items as Extract<typeof items, readonly unknown[]>)
    expect(placed.map(it => it.at)).toEqual(['line 2'])
    expect(refused.map(it => it.at).slice(0, 2)).toEqual(['line 4', 'line 5'])
    expect(refused).toContainEqual({
      at: 'line 5',
      says: '`reading` has no `n`.',
      fix: 'Send `n` as well (How many samples the value was computed from.)',
    })
  })
})
