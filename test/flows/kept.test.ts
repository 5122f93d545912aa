import { expect, test } from 'vitest'
import { kept, keptEach } from '../../src/flows/kept.ts'

test('what was read is given again for a while, and each key has its own', async () => {
  const reads: string[] = []
  const read = keptEach(async key => reads.push(key), 60_000)
  expect(await Promise.all([read('ana'), read('bo'), read('ana')])).toEqual([1, 2, 1])
  expect(reads).toEqual(['ana', 'bo'])
})

test('what could not be read is asked for again at once', async () => {
  let n = 0
  const read = kept(async () => {
    if (n++ === 0) throw new Error('not now')
    return n
  }, 60_000)
  await expect(read()).rejects.toThrow('not now')
  expect([await read(), await read()]).toEqual([2, 2])
})

test('kept for no time, everything is read each time', async () => {
  let n = 0
  const read = keptEach(async () => ++n, 0)
  expect([await read('ana'), await read('ana')]).toEqual([1, 2])
})

test('told that something has moved, it is read anew, also while an older read is on its way', async () => {
  let n = 0
  const read = kept(async () => ++n, 60_000)
  const older = read()
  read.forget()
  expect(await Promise.all([older, read(), read()])).toEqual([1, 2, 2])
})
