import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compareOnSameCases, wayBack } from '../../src/core/comparison.ts'
import { compareVersions } from '../../src/core/model.ts'
import { serving, type Watched, watchSeries } from '../../src/core/monitor.ts'
import type { Reading } from '../../src/core/reading.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { checkOf } from '../../src/policies/monitor.ts'
import { versionFrom } from '../../src/sources/query-rows.ts'
import { flightDelay, measureFlights, monitor } from '../fixtures/flight-delay.ts'

let readings: readonly Reading[]
beforeAll(async () => {
  readings = await measureFlights()
})

const always = [{ version: '1.1.0', at: '2001-01-31T00:00:00Z' }]
const rolledBack = [...always, { version: '1.0.0', at: '2001-04-16T09:50:00Z' }]

function watch(id: string, now: string, observations = always): Watched {
  const policy = monitor(id)
  const check = checkOf(policy, flightDelay)
  if (!check) throw new Error(`${id} does not apply`)
  const seen = serving(readings, observations).filter(r => r.kpi === policy.watches.kpi)
  return watchSeries(check, seen, new Date(now))
}

const values = (kpi: string, version: string, digits: number) =>
  readings
    .filter(r => r.kpi === kpi && r.version === version)
    .map(r => Number(r.value.toFixed(digits)))
    .join(' ')

describe('[A2] the real model, measured', () => {
  test('has the figures that were computed by hand', () => {
    expect({
      'mae 1.0.0': values('mae', '1.0.0', 2),
      'mae 1.1.0': values('mae', '1.1.0', 2),
      'false 1.0.0': values('false_notices', '1.0.0', 0),
      'false 1.1.0': values('false_notices', '1.1.0', 0),
      'announced 1.0.0': values('announced', '1.0.0', 0),
      'announced 1.1.0': values('announced', '1.1.0', 0),
    }).toEqual({
      'mae 1.0.0':
        '12.85 16.26 19.35 21.03 18.63 15.58 19.01 16.02 15.23 18.11 18.73 14.82 13.32 13.29 13.88 15.02 17.39 15.86 16.68 21.57 18.62 16.89',
      'mae 1.1.0':
        '12.26 15.63 18.42 19.93 17.87 15.08 18.21 15.76 15.2 19.27 19.83 16.48 15.13 15.44 15.94 17.03 18.37 17.61 18.83 22.76 20.36 18.76',
      'false 1.0.0': '39 35 28 25 27 30 28 33 35 34 34 36 44 43 43 40 34 37 38 33 35 35',
      'false 1.1.0': '70 63 54 51 55 61 56 67 68 82 83 89 107 103 106 97 82 92 97 83 93 91',
      'announced 1.0.0': '16 16 17 18 19 19 17 19 18 17 17 16 17 16 16 16 17 18 16 18 20 18',
      'announced 1.1.0': '43 41 42 43 44 46 43 46 44 41 41 41 43 40 41 40 42 42 41 42 43 41',
    })
  })

  test('saw at most 4.45 % unseen flights a day before 1 April, and at least 5.04 % after', () => {
    const unseen = readings.filter(r => r.kpi === 'unseen' && r.version === '1.1.0' && r.n >= 1000)
    const [before, after] = [unseen.filter(r => r.start < '2001-04-01'), unseen.filter(r => r.start >= '2001-04-01')]
    expect(Math.max(...before.map(r => r.value)).toFixed(2)).toBe('4.45')
    expect(Math.min(...after.map(r => r.value)).toFixed(2)).toBe('5.04')
  })

  test('is warned of on 4 April, when three days in a row were over, twelve days before the error breaks', () => {
    expect(watch('unseen-flights', '2001-04-03T12:00:00Z').state).toBe('pending')
    const warned = watch('unseen-flights', '2001-04-04T00:00:00Z')
    expect(warned).toMatchObject({ state: 'firing', since: '2001-04-02T00:00:00.000Z', bad: 3 })
    expect(watch('forecast-error', '2001-04-04T00:00:00Z').state).toBe('ok')
  })

  test('breaches with the week of 9 April, complete on Monday the 16th', () => {
    expect(watch('forecast-error', '2001-04-15T23:59:59Z').state).toBe('pending')
    for (const id of ['forecast-error', 'false-notices']) {
      expect(watch(id, '2001-04-16T00:00:00Z')).toMatchObject({
        state: 'firing',
        since: '2001-04-09T00:00:00.000Z',
        bad: 2,
      })
    }
  })

  test('does not breach for the week of 19 February, which stands alone', () => {
    expect(watch('forecast-error', '2001-02-26T00:00:00Z')).toMatchObject({
      state: 'pending',
      latest: { value: expect.closeTo(19.93, 2) },
    })
    expect(watch('forecast-error', '2001-03-05T00:00:00Z').state).toBe('ok')
    expect(watch('forecast-error', '2001-04-02T00:00:00Z').transitions.some(t => t.to === 'firing')).toBe(false)
  })

  test('recovers after a rollback on 16 April, with two good weeks of 1.0.0', () => {
    expect(watch('false-notices', '2001-04-30T00:00:00Z', rolledBack).state).toBe('recovering')
    expect(watch('false-notices', '2001-05-07T00:00:00Z', rolledBack)).toMatchObject({
      state: 'ok',
      latest: { version: '1.0.0' },
    })
    expect(watch('false-notices', '2001-05-07T00:00:00Z').state).toBe('firing')
  })
})

describe('[A6] the way back, on the same flights', () => {
  test('is 1.0.0, which passed its gates', () => {
    expect(wayBack(flightDelay, '1.1.0')).toBe('1.0.0')
    expect(wayBack(flightDelay, '1.0.0')).toBeUndefined()
    expect(compareVersions(flightDelay, '1.0.0', '1.1.0')).toBe(-1)
  })

  test('says gains and losses alike', () => {
    const window = { start: '2001-04-02T00:00:00Z', end: '2001-04-16T00:00:00Z' }
    const comparison = compareOnSameCases(flightDelay, readings, { from: '1.1.0', to: '1.0.0' }, window)
    const rows = comparison?.rows.map(r => [r.kpi, r.now.toFixed(2), r.then.toFixed(2), r.better, r.money])
    expect({ ...comparison, rows }).toMatchInlineSnapshot(`
      {
        "end": "2001-04-16T00:00:00.000Z",
        "from": "1.1.0",
        "rows": [
          [
            "announced",
            "40.79",
            "16.75",
            false,
            "−38,000 USD a week",
          ],
          [
            "mae",
            "19.55",
            "18.42",
            true,
            undefined,
          ],
          [
            "false_notices",
            "82.40",
            "33.88",
            true,
            "+33,000 USD a week",
          ],
          [
            "unseen",
            "5.78",
            "0.28",
            true,
            undefined,
          ],
        ],
        "samples": 231315,
        "start": "2001-04-02T00:00:00.000Z",
        "to": "1.0.0",
      }
    `)
  })

  test('is not shown as better in the week of 19 February, where it was worse', () => {
    const window = { start: '2001-02-19T00:00:00Z', end: '2001-02-26T00:00:00Z' }
    const comparison = compareOnSameCases(flightDelay, readings, { from: '1.1.0', to: '1.0.0' }, window)
    expect(comparison?.rows.find(r => r.kpi === 'mae')?.better).toBe(false)
  })
})

describe('[A3] what really runs', () => {
  test('is the last line the delivery wrote, whatever the file in git says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedge-'))
    const db = openDuckdb({ serving: { type: 'duckdb', folder } })
    const look = async () => {
      const window = { start: new Date(0), end: new Date(0) }
      return versionFrom(flightDelay, await db.query('serving', flightDelay.queries?.served?.sql ?? '', window))
    }
    try {
      await expect(look()).rejects.toThrow(/flight-delay.csv/)
      await writeFile(join(folder, 'flight-delay.csv'), 'at,version\n')
      await expect(look()).rejects.toThrow(/what runs is unknown: query served gave 0 rows/)
      await writeFile(
        join(folder, 'flight-delay.csv'),
        'at,version\n2001-02-01T06:00:00Z,1.1.0\n2001-04-16T09:50:00Z,1.0.0\n',
      )
      expect(await look()).toBe('1.0.0')
    } finally {
      db.close()
      await rm(folder, { recursive: true })
    }
  })
})
