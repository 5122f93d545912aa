import { expect, test } from 'vitest'
import { kedge } from '../fixtures/kedge-here.ts'
import { ROOT } from '../fixtures/kedge-process.ts'

const show = (...args: readonly string[]) => kedge('show', ...args, '--folder', ROOT)

test.each([
  ['flight-records', /Read by\s+flight-delay/],
  ['passenger-notices', /Models\s+flight-delay/],
  ['flight-delay', /Data\s+flight-records/],
])('[R2] kedge show %s answers from the files', async (name, expected) => {
  const { code, out } = await show(name)
  expect(code).toBe(0)
  expect(out).toMatch(expected)
})

test('a name nobody has is told with what was probably meant, and leaves with 2', async () => {
  expect(await show('flight-record')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean `flight-records`?'),
  })
})
