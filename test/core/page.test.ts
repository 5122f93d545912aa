import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Pages, pageOf, pagesOf } from '../../src/core/page.ts'

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

test('[E1] the pages of several lists hold each item of each once, in order, ten of each at the most', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(45), { maxLength: 4 }), lengths => {
      const lists = lengths.map(list)
      const first = pagesOf(lists)
      const pages = list(first.of).map(i => {
        const page = pagesOf(lists, String(i + 1))
        return lists.map(all => ('asked' in page ? [-1] : page.cut(all)))
      })
      expect(lists.map((_, i) => pages.flatMap(page => page[i] ?? []))).toEqual(lists)
      expect(pages.flat().every(({ length }) => length <= 10)).toBe(true)
      expect(pagesOf(lists, String(first.of + 1))).toEqual({ asked: String(first.of + 1), of: first.of })
    }),
  )
})

test('[E1] where one page would be too long, fewer stand on all of them, each once and in order', () => {
  const letters = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 3 }), lists => {
      const sum = ({ cut }: Pages) => lists.flatMap(all => cut(all)).reduce((all, one) => all + one, 0)
      const fits = (page: Pages) => sum(page) <= 120
      const at = (number: number) => pagesOf(lists, String(number), 20, fits)
      const pages = list(at(1).of).flatMap(i => {
        const page = at(i + 1)
        return 'asked' in page ? [] : [page]
      })
      expect(lists.map(all => pages.flatMap(({ cut }) => cut(all)))).toEqual(lists)
      // One of each of three holds 120 at the most.
      expect(pages.every(fits)).toBe(true)
      expect(pages.map(({ number, of }) => [number, of])).toEqual(pages.map((_, i) => [i + 1, pages.length]))
    }),
  )
})

test('[E1] what no page can hold stands on one of its own', () => {
  expect(pagesOf([list(3)], '3', 10, () => false)).toMatchObject({ number: 3, of: 3 })
})
