import { expect, test } from 'vitest'
import type { Pins } from '../../src/core/change.ts'
import { sealName } from '../../src/core/seal.ts'

const pins: Pins = { head: 'a', base: 'main', blobs: { x: '1', y: '2' }, policies: 'p', request: 'r' }

test('the same pins have the same seal, in whatever order they come', () => {
  expect(sealName({ request: 'r', policies: 'p', blobs: { y: '2', x: '1' }, base: 'main', head: 'a' })).toBe(
    sealName(pins),
  )
  expect(sealName(pins)).toMatch(/^[0-9a-f]{32}$/)
})

test.each<[string, Partial<Pins>]>([
  ['head', { head: 'b' }],
  ['base', { base: 'next' }],
  ['a file at the base', { blobs: { x: '1', y: '3' } }],
  ['a file more', { blobs: { x: '1', y: '2', z: '' } }],
  ['policies', { policies: 'q' }],
  ['request', { request: 's' }],
])('another %s is another seal', (_, moved) => {
  expect(sealName({ ...pins, ...moved })).not.toBe(sealName(pins))
})
