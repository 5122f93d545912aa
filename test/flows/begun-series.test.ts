import { expect, test } from 'vitest'
import { withRoom } from '../../src/flows/begun-series.ts'
import { readOnce } from '../../src/flows/read-once.ts'
import { reading } from '../fixtures/monitored.ts'
import { opened } from '../fixtures/store.ts'

const of = (segment: string, day = 0, version = '1.1.0') => reading(day, 9, { segment, version })
const names = (all: Awaited<ReturnType<typeof withRoom>>['left']) => all.map(it => `${it.version} ${it.segment}`)

test('[D12] a KPI has room for so many series: what there is goes on, and what is one too many is named once', async () => {
  const store = await opened()
  await store.addReadings([of('UA'), of('AA')])
  const first = await withRoom(store, [of('UA', 1), of('DL'), of('B6'), of('B6', 1), of('UA', 1, '2.0.0')], 3)
  expect(names(first.fit)).toEqual(['1.1.0 UA', '1.1.0 DL'])
  expect(names(first.left)).toEqual(['1.1.0 B6', '2.0.0 UA'])
  first.begin()
  // It counts what is stored, also where somebody reads by way of a turn.
  const then = await withRoom(
    readOnce(store),
    [of('DL', 1), of('EV', 1), reading(1, 9, { kpi: 'bias', segment: 'EV' })],
    3,
  )
  expect(then.fit.map(it => `${it.kpi} ${it.segment}`)).toEqual(['mae DL', 'bias EV'])
  expect(names(then.left)).toEqual(['1.1.0 EV'])
})

test('[D2] what was refused, or only looked at, takes no room from what is sent', async () => {
  const store = await opened()
  await withRoom(store, [of('looked-at'), of('too')], 3)
  const refused = await withRoom(store, [of('a'), of('b'), of('c'), of('d')], 3)
  expect(names(refused.left)).toEqual(['1.1.0 d'])
  const sent = await withRoom(store, [of('a'), of('b')], 3)
  sent.begin()
  expect(names((await withRoom(store, [of('c')], 3)).left)).toEqual([])
  expect(names((await withRoom(store, [of('c'), of('e')], 3)).left)).toEqual(['1.1.0 e'])
})
