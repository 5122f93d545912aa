import { expect, test } from 'vitest'
import type { Bodies } from '../../src/core/event-bodies.ts'
import { openSqlite } from '../../src/edges/sqlite.ts'
import { storeMigrations } from '../../src/edges/sqlite-migrations.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { asked, openedPull, sealed } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { at, databasePath, opened } from '../fixtures/store.ts'
import { CASE, CHANGE, caseEvents } from '../fixtures/written.ts'

const {
  model: _,
  from: __,
  to: ___,
  ...own
} = asked({ kind: 'edit', door: 'repository' }).body as Bodies['change.asked']
const OWN = [happened('change.asked', 'dana', own), openedPull, sealed]
const parts = [
  { subject: CASE, seen: 0, events: caseEvents },
  { subject: CHANGE, seen: 0, events: [asked({ about: ['taxi-time'] })] },
  { subject: 'change/pull-9', seen: 0, events: OWN },
]

test('[A12] a subject is found by each model it is about, and belongs to the one it belongs to', async () => {
  const store = await opened({ summarise })
  await store.commit({ at: at(0), parts })
  const list = async (filter: Parameters<typeof store.subjects>[0]) =>
    (await store.subjects(filter)).map(row => row.subject)
  expect(await list({ about: 'flight-delay' })).toEqual(['change/pull-9', CHANGE, CASE])
  expect(await list({ about: 'taxi-time' })).toEqual([CHANGE])
  expect(await list({ about: 'nothing' })).toEqual([])
  expect(await list({ model: 'flight-delay' })).toEqual([CHANGE, CASE])
})

test('[D11] what was written after an event names the models it is about, whoever wrote it', async () => {
  const store = await opened({ summarise })
  expect(await store.writtenAfter(0)).toEqual({ last: 0, models: [] })
  await store.commit({ at: at(0), parts: parts.slice(0, 1) })
  const { last, models } = await store.writtenAfter(0)
  expect(models).toEqual(['flight-delay'])
  await store.commit({ at: at(1), parts: parts.slice(1, 2) })
  const next = await store.writtenAfter(last)
  expect([...next.models].sort()).toEqual(['flight-delay', 'taxi-time'])
  expect(await store.writtenAfter(next.last)).toEqual({ last: next.last, models: [] })
})

test('[A12] a subject is no longer found by a model that a push has taken out of it', async () => {
  const store = await opened({ summarise })
  await store.commit({ at: at(0), parts })
  const without = happened('change.sealed', 'kedge', { ...(sealed.body as object), seal: 'x', parts: [] } as never)
  await store.commit({ at: at(1), parts: [{ subject: 'change/pull-9', seen: OWN.length, events: [without] }] })
  expect((await store.subjects({ about: 'flight-delay' })).map(row => row.subject)).toEqual([CHANGE, CASE])
})

test('a database from before finds the same', async () => {
  const path = databasePath()
  const store = await opened({ path, summarise })
  await store.commit({ at: at(0), parts })
  const newest = (model: string) => store.subjects({ about: model })
  const told = [await newest('flight-delay'), await newest('taxi-time')]
  await store.close()
  const raw = await openSqlite<{ migrations: { name: string } }>(path, storeMigrations)
  await raw.schema.dropTable('mentions').execute()
  await raw.deleteFrom('migrations').where('name', '=', '0004-mentions').execute()
  await raw.destroy()
  const again = await opened({ path, summarise })
  expect([await again.subjects({ about: 'flight-delay' }), await again.subjects({ about: 'taxi-time' })]).toEqual(told)
  expect(told.map(rows => rows.length)).toEqual([3, 1])
})
