import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Reading } from '../../src/core/reading.ts'
import { openSqlite } from '../../src/edges/sqlite.ts'
import { readingMigrations } from '../../src/edges/sqlite-migrations.ts'
import { rowOf } from '../../src/edges/sqlite-reading-rows.ts'
import type { ReadingTables } from '../../src/edges/sqlite-schema.ts'
import { openStoreIn } from '../../src/edges/sqlite-store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { seriesIn } from '../fixtures/series.ts'
import { opened } from '../fixtures/store.ts'

const day = (n: number) => new Date(Date.UTC(2026, 2, n)).toISOString()
const reading = (n: number, more: Partial<Reading> = {}): Reading => ({
  ...{ model: 'churn', kpi: 'precision', segment: '', version: '4.1.0', start: day(n), end: day(n + 1) },
  ...{ value: 0.81, n: 900, available: day(n + 2), ...more },
})

/** Names that begin alike, and one of each end of Unicode, so that a jump in the index that is one too far is seen. */
const named = (...names: string[]) => fc.constantFrom(...names)
const readings = fc.uniqueArray(
  fc.record({
    model: named('a', 'ab', 'b'),
    kpi: named('a', 'ab', 'b'),
    segment: named('', '', '!', 'UA', 'UA2', 'ü', '\u{10ffff}'),
    version: named('1', '1.0', '2'),
    day: fc.integer({ min: 1, max: 9 }),
    n: fc.integer({ min: 0, max: 9 }),
  }),
  { selector: ({ n: _, ...key }) => JSON.stringify(key), maxLength: 60 },
)
const made = (all: readonly (Partial<Reading> & { readonly day: number })[]) =>
  all.map(({ day: on, ...it }) => reading(on, it))
const inOrder = (all: readonly object[]) =>
  all.map(it => JSON.stringify(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()

describe('[D12] series of readings', () => {
  test('are told whole: where each begins, how large it was, and how far it goes', async () => {
    await fc.assert(
      fc.asyncProperty(readings, async drawn => {
        const store = await opened()
        const all = made(drawn)
        await store.addReadings(all)
        for (const model of ['a', 'ab', 'b', 'nobody']) {
          const mine = all.filter(it => it.model === model)
          expect(inOrder(await store.series(model))).toEqual(inOrder(seriesIn(mine)))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('are read from their ends, each so far back as asked and no other', async () => {
    await fc.assert(
      fc.asyncProperty(readings, fc.integer({ min: 1, max: 4 }), async (drawn, most) => {
        const store = await opened()
        const all = made(drawn)
        await store.addReadings(all)
        const some = (await store.series('a')).filter((_, i) => i % 2 === 0)
        const expected = some.flatMap(it =>
          all
            .filter(r => r.model === 'a' && r.kpi === it.kpi && r.segment === it.segment && r.version === it.version)
            .sort((x, y) => (x.start < y.start ? -1 : 1))
            .slice(-most),
        )
        const read = await store.newestOf('a', some, most)
        expect(inOrder(read)).toEqual(inOrder(expected))
        expect(read.map(it => it.end)).toEqual(read.map(it => it.end).sort())
      }),
      { numRuns: 60 },
    )
  })

  test('are read from before a moment, and counted as far as asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        readings,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        async (drawn, most, on) => {
          const store = await opened()
          const all = made(drawn)
          await store.addReadings(all)
          const some = (await store.series('a')).toReversed()
          const ofOne = (it: (typeof some)[number]) =>
            all.filter(r => r.model === 'a' && r.kpi === it.kpi && r.segment === it.segment && r.version === it.version)
          const expected = some.flatMap((it, i) =>
            ofOne(it)
              .filter(r => i > 0 || r.start < day(on))
              .sort((x, y) => (x.start < y.start ? -1 : 1))
              .slice(-most),
          )
          const wanted = some.map((it, i) => (i > 0 ? it : { ...it, before: day(on) }))
          expect(inOrder(await store.newestOf('a', wanted, most))).toEqual(inOrder(expected))
          expect(await store.sizesOf('a', some, most)).toEqual(some.map(it => Math.min(most, ofOne(it).length)))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('of the whole are found over all models, of each KPI and version the newest', async () => {
    await fc.assert(
      fc.asyncProperty(readings, async drawn => {
        const store = await opened()
        const all = made(drawn)
        await store.addReadings(all)
        const whole = all.filter(it => it.segment === '' && it.end > day(5))
        const each = Map.groupBy(whole, ({ model, kpi, version }) => JSON.stringify([model, kpi, version]))
        const newest = [...each.values()].map(mine => mine.reduce((a, b) => (b.start > a.start ? b : a)))
        expect(inOrder(await store.newestReadings(day(5)))).toEqual(inOrder(newest))
      }),
      { numRuns: 60 },
    )
  })

  test('are told by the readings that came first, whatever came later and goes back further', async () => {
    const store = await opened()
    await store.addReadings([reading(5, { n: 7 }), reading(6)])
    await store.addReadings([reading(1), reading(5, { n: 8, available: day(9) }), reading(2, { segment: 'eu' })])
    expect(await store.series('churn')).toMatchObject([
      { segment: '', begun: 1, start: day(5), n: 7, end: day(7) },
      { segment: 'eu', begun: 2, start: day(2), end: day(3) },
    ])
  })

  test('are those of a file from before they were noted, too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedge-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { '0004-series': _, ...before } = readingMigrations
    const old = await openSqlite<ReadingTables>(join(folder, 'readings.db'), before)
    const rows = [reading(2, { n: 7 }), reading(3), reading(1, { segment: 'eu' })].map(it => ({
      ...rowOf(it),
      kept: 3,
    }))
    await old.insertInto('readings').values(rows).execute()
    await old.destroy()
    const store = await openStoreIn(folder, { summarise })
    expect(await store.series('churn')).toMatchObject([
      { segment: '', begun: 3, start: day(2), n: 7, end: day(4) },
      { segment: 'eu', begun: 3, start: day(1), end: day(2) },
    ])
    expect(await store.addReadings([reading(1)])).toMatchObject({ fresh: 1 })
    await store.close()
  })

  test('say what is stored of exactly these periods', async () => {
    const store = await opened()
    await store.addReadings([reading(1), reading(2), reading(1, { segment: 'eu' }), reading(1, { model: 'spare' })])
    const asked = [reading(1, { value: 0.5 }), reading(3), reading(1, { version: '5' }), reading(1, { model: 'spare' })]
    expect(await store.storedOf(asked)).toEqual([reading(1), reading(1, { model: 'spare' })])
    expect(await store.storedOf([])).toEqual([])
  })
})
