import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOf } from '../../src/core/page.ts'

const list = (length: number) => Array.from({ length }, (_, i) => i)

test('[E1] the pages of a list hold each item once, in order, ten at the most', () => {
  fc.assert(
    fc.property(fc.nat(95), length => {
      const first = pageOf(list(length))
      const pages = list(first.of).map(i => pageOf(list(length), String(i + 1)).items ?? ['none'])
      expect(pages.flat()).toEqual(list(length))
      expect(pages.slice(0, -1).every(items => items.length === 10)).toBe(true)
    }),
  )
})

test.each(['0', '4', '-1', '1.5', 'two', '', '1e1', '9'.repeat(400)])('[E1] there is no page %.20j of three', asked => {
  expect(pageOf(list(21), asked)).toEqual({ asked, of: 3 })
})
