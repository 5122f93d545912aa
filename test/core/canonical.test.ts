import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, digestOf } from '../../src/core/canonical.ts'

describe('canonical JSON', () => {
  test('sorts the keys of every object and keeps the order of arrays', () => {
    const value = { b: [3, 1, { z: null, a: true }], a: 'x', B: -0, '10': 1, '9': 2 }
    expect(canonicalJson(value)).toBe('{"10":1,"9":2,"B":0,"a":"x","b":[3,1,{"a":true,"z":null}]}')
  })

  test('is the same text in whatever order the keys were written', () => {
    const shuffled = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).reverse())
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
      }),
    )
  })

  test('reads back as the value it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('takes rows without a prototype', () => {
    expect(canonicalJson(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}')
  })

  test.each([
    ['undefined', { a: { b: undefined } }, 'undefined at $.a.b'],
    ['not a number', { a: [1, Number.NaN] }, 'NaN at $.a[1]'],
    ['infinity', Number.POSITIVE_INFINITY, 'Infinity at $'],
    ['a function', { 'a-b': () => 1 }, 'function at $["a-b"]'],
    ['a symbol', [Symbol('s')], 'symbol at $[0]'],
    ['a bigint', { n: 1n }, 'bigint at $.n'],
    ['a date', { at: new Date('2026-03-02T09:00:00Z') }, 'a Date at $.at'],
    ['a map', new Map(), 'a Map at $'],
    ['a hole', new Array(2), 'undefined at $[0]'],
  ])('refuses %s and says where', (_, value, says) => {
    expect(() => canonicalJson(value)).toThrow(says)
    expect(() => canonicalJson(value)).toThrow('fix: ')
  })

  test('refuses an object that contains itself, and takes one that stands in two places', () => {
    const twice = { a: 1 }
    expect(canonicalJson([twice, twice])).toBe('[{"a":1},{"a":1}]')
    const self: Record<string, unknown> = {}
    self.me = self
    expect(() => canonicalJson(self)).toThrow('contains itself at $.me')
  })
})

describe('a digest', () => {
  test('is the SHA-256 of the canonical text in UTF-8', () => {
    const text = '{"a":"é","b":1}'
    expect(digestOf({ b: 1, a: 'é' })).toBe(createHash('sha256').update(text).digest('hex'))
    expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })

  test('changes with the value', () => {
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: '1' }))
  })
})
