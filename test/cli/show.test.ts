import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = dirname(dirname(import.meta.dirname))

function kedge(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [join(ROOT, 'src/kedge.ts'), 'show', ...args, '--folder', ROOT], (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

test.each([
  ['flight-records', /Read by\s+flight-delay/],
  ['passenger-notices', /Models\s+flight-delay/],
  ['flight-delay', /Data\s+flight-records/],
])('[R2] kedge show %s answers from the files', async (name, expected) => {
  const { code, out } = await kedge(name)
  expect(code).toBe(0)
  expect(out).toMatch(expected)
})

test('a name nobody has is told with what was probably meant, and leaves with 2', async () => {
  expect(await kedge('flight-record')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean `flight-records`?'),
  })
})
