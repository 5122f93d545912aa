import { expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { restore } from '../../src/flows/restore.ts'
import { happened } from '../fixtures/happened.ts'
import { recordOf, someEvents } from '../fixtures/record.ts'
import { opened } from '../fixtures/store.ts'

/** GitHub with these files on the record branch; `asked` counts how often they were read whole. */
function github(files: Readonly<Record<string, string>>) {
  const path = Object.keys(files).sort().at(-1)
  const text = files[path ?? '']
  const it = { asked: 0 }
  return Object.assign(it, {
    record: async () => (path === undefined || text === undefined ? undefined : { path, text }),
    recordFiles: async () => {
      it.asked++
      return files
    },
  })
}
const allIn = async (store: Awaited<ReturnType<typeof opened>>) =>
  (await store.eventsAfter(0, 99)).map(row => row.event)

test('an empty database is written from the record, and asked no more of it afterwards', async () => {
  const [store, here] = [await opened(), github(recordOf(someEvents))]
  expect(await restore(store, here)).toBe(someEvents.length)
  expect(await allIn(store)).toEqual(someEvents)
  expect(await restore(store, here)).toBe(0)
  expect(here.asked).toBe(1)
})

test('what was cut off is finished', async () => {
  const store = await opened()
  await rebuild(store, someEvents.slice(0, 3))
  expect(await restore(store, github(recordOf(someEvents)))).toBe(someEvents.length - 3)
  expect(await allIn(store)).toEqual(someEvents)
})

test('there is nothing to restore before the first line, nor from the genesis line alone', async () => {
  const store = await opened()
  expect(await restore(store, github({}))).toBe(0)
  expect(await restore(store, github(recordOf([])))).toBe(0)
})

test('a database that tells another story is not touched', async () => {
  const store = await opened()
  const own = [happened('case.taken', 'mallory', {})]
  await store.commit({ at: new Date(0), parts: [{ subject: 'case/other', seen: 0, events: own }] })
  const before = await allIn(store)
  await expect(restore(store, github(recordOf(someEvents)))).rejects.toThrow(/database-not-empty/)
  expect(await allIn(store)).toEqual(before)
})

test('nothing is made from an altered record, and it stops nobody who does not need it', async () => {
  const altered = Object.fromEntries(
    Object.entries(recordOf(someEvents)).map(([path, text]) => [path, text.replaceAll('"ana', '"bob')]),
  )
  const empty = await opened()
  await expect(restore(empty, github(altered))).rejects.toThrow(ProblemError)
  expect(await allIn(empty)).toEqual([])
  const full = await opened()
  await rebuild(full, someEvents)
  expect(await restore(full, github(altered))).toBe(0)
})
