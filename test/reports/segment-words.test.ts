import { describe, expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import type { MonitorState, Watched } from '../../src/core/monitor.ts'
import { headline } from '../../src/reports/case-headline.ts'
import { segmentStates } from '../../src/reports/segment-states.ts'
import { shownOf } from '../../src/reports/shown-monitors.ts'
import { warningOver, warningStarted } from '../../src/reports/warning.ts'
import { flightDelay } from '../fixtures/flight-delay.ts'
import { reading } from '../fixtures/monitored.ts'

const latest = reading(8, 24.1)
const breach = (segment: string | undefined, state: Breach['state'] = 'firing'): Breach => ({
  ...{ monitor: 'by-carrier', kpi: 'mae', state, since: '2001-04-09T00:00:00.000Z', bad: 2, good: 0, latest },
  ...(segment !== undefined && { segment }),
})
const watched = (state: MonitorState, stale = false): Watched => ({
  ...{ state, since: '2001-04-09T00:00:00.000Z', bad: 2, good: 0, latest, stale, transitions: [] },
})
const NINE = 'ABCDEFGHI'.split('')

describe('[D5] segments in words', () => {
  test.each<[readonly Breach[], string]>([
    [[breach('AA')], 'mean error of the forecast (AA) beyond the agreed limit since 8 April 2001'],
    [
      [breach(undefined), breach('AA'), breach('UA'), breach('DL', 'ok')],
      'mean error of the forecast and mean error of the forecast (AA and UA) beyond the agreed limit since 8 April 2001',
    ],
    [
      NINE.map(it => breach(it)),
      'mean error of the forecast (A, B, C, D, E and 4 more) beyond the agreed limit since 8 April 2001',
    ],
  ])('a case is headed by those that are bad, and by no more than one reads', (monitors, says) => {
    expect(headline(flightDelay, monitors)).toBe(says)
  })

  test('a card shows the whole, six segments, the bad ones first, and how many more', () => {
    const monitors = [breach('Z', 'ok'), breach(undefined), ...NINE.map(it => breach(it)), breach('Y', 'ok')]
    const { shown, left } = shownOf(monitors)
    expect(shown.map(({ segment }) => segment)).toEqual([undefined, ...NINE.slice(0, 6)])
    expect(left).toBe('of other segments, 3 more are bad and 2 more have recovered')
    expect(shownOf(monitors.slice(0, 5)).left).toBeUndefined()
  })

  test('status says what is bad or cannot be told by name, and counts what is well', () => {
    const kpi = { name: 'Mean error', unit: 'min' }
    const policy = { id: 'by-carrier', watches: { kpi: 'mae', segments: 'all' } } as const
    const states = ['ok', 'no-data', 'firing', 'ok', 'insufficient-data'] as const
    const parts = states.map((state, i) => ({ policy, segment: NINE[i] as string, watched: watched(state), left: 7 }))
    const whole = { policy: { id: 'whole', watches: { kpi: 'mae' } }, watched: watched('ok'), left: 0 }
    expect(segmentStates(kpi, [whole, ...parts])).toEqual([
      [
        'Mean error, by segment',
        ['firing: C 24.1 min; no-data: B; insufficient-data: E; 2 ok; 7 more are not watched'],
      ],
    ])
    const old = { policy, segment: 'A', watched: watched('firing', true), left: 0 }
    expect(segmentStates(kpi, [old])[0]?.[1]).toEqual(['firing: A 24.1 min (no newer reading came)'])
    const none = { policy, watched: { ...watched('no-data'), stale: true }, left: 0 }
    expect(segmentStates(kpi, [none])[0]?.[1]).toEqual([{ is: 'strong', text: 'no reading yet' }])
  })

  test('a warning of several is one message', () => {
    const policy = { id: 'by-carrier', because: 'It guesses.', fix: 'Look.', watches: { kpi: 'mae' } }
    const note = (...segments: string[]) => ({
      ...{ model: flightDelay, policy },
      parts: segments.map(segment => ({ segment, watched: watched('firing') })),
    })
    expect(warningStarted(note('AA')).summary).toBe(
      'Flight delay forecast: mean error of the forecast (AA) is 24.1 min (limit 18.5 min) since 8 April 2001',
    )
    expect(warningStarted(note('AA', 'UA')).blocks[0]).toEqual({
      is: 'text',
      words: [
        { is: 'strong', text: 'Warning.' },
        ' Flight delay forecast: mean error of the forecast is bad in 2 segments (limit 18.5 min): AA 24.1 min since 8 April 2001 and UA 24.1 min since 8 April 2001.',
      ],
    })
    const inTest = { ...policy, watches: { kpi: 'mae', environment: 'test' as const } }
    const trial = { model: flightDelay, policy: inTest, parts: [{ version: '2.0.0', watched: watched('firing') }] }
    expect(warningStarted(trial).summary).toBe(
      'Flight delay forecast: mean error of the forecast (2.0.0 in test) is 24.1 min (limit 18.5 min) since 8 April 2001',
    )
    expect(
      warningOver({ ...trial, parts: [{ ...trial.parts[0], segment: 'AA', watched: watched('ok') }] }).summary,
    ).toBe('Flight delay forecast: mean error of the forecast (AA, 2.0.0 in test) is back within its limit')
    const versions = { ...trial, policy, parts: ['1', '2'].map(version => ({ version, watched: watched('firing') })) }
    expect(warningStarted(versions).summary).toContain('is bad in 2 versions (limit 18.5 min): 1 24.1 min since')
    expect(warningOver(note('AA', 'UA')).summary).toBe(
      'Flight delay forecast: mean error of the forecast (AA and UA) is back within its limit',
    )
  })
})
