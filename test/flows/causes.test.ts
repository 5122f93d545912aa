import { describe, expect, test } from 'vitest'
import type { InputJudged, InputWindow } from '../../src/core/input-window.ts'
import { caseCardOf } from '../../src/flows/case-evidence.ts'
import { warningsIn, warningsOf } from '../../src/flows/causes.ts'
import { caseOf } from '../../src/flows/standing.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Monitor } from '../../src/policies/monitor.ts'
import { openCaseIn } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, type Given, repository, words, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents, observed } from '../fixtures/written.ts'

const { visibility: _, ...open } = flightDelay
const models = {
  ...repository.models,
  'fare-guess': { ...open, id: 'fare-guess' },
  'crew-delay': { ...open, id: 'crew-delay', visibility: { channels: ['C0FLIGHTOPS'] } },
  // Its roles are not those of everybody in the channel.
  'secret-fares': { ...open, id: 'secret-fares', visibility: { roles: ['model-validation'] } },
}

/** Four models of one source broke at once. */
async function broken(given: Given = {}) {
  const { world, store } = await worldOf({ repository: { ...repository, models }, ...given })
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  await openCaseIn(world)
  const [opened] = caseEvents
  for (const model of ['fare-guess', 'crew-delay', 'secret-fares'])
    await write(world, `case/${model}-2001-04-09`, [
      happened('case.opened', 'kedge', { ...(opened?.body as never as object), model } as never),
    ])
  const card = async () => {
    const it = (await caseOf(store, CASE))?.it
    if (it === undefined) throw new Error('no case is open')
    return words(await caseCardOf(world, it))
  }
  return { world, store, card }
}

describe('[D7] [C4] [attack 73] others that broke at the same time', () => {
  test('are named on a card where all who read it may see them, and else counted', async () => {
    const { card } = await broken()
    expect(await card()).toContain('crew-delay, fare-guess and 1 other model over flights broke within a day of it')
    expect(await card()).not.toContain('secret-fares')
  })

  test.each(['explain', 'show'])('are named by /kedge %s to whoever may see them there', async word => {
    const { world } = await broken()
    const asked = (who: string) => typed(world, `${word} flight-delay`, { who })
    expect((await asked('chen')).words).toContain('crew-delay, fare-guess and secret-fares over flights broke')
    const ana = (await asked('ana')).words
    expect(ana).toContain('crew-delay, fare-guess and 1 other model over flights broke within a day of it')
    expect(ana).not.toContain('secret-fares')
    expect(ana).toContain('Not looked at: its inputs, which are not measured')
  })
})

test('[D7] another case that opened again is as old as its round', async () => {
  const { world, card, store } = await broken()
  const other = 'case/fare-guess-2001-04-09'
  const [opened] = caseEvents
  const { model: _, owner: __, ...body } = { ...opened?.body } as Record<string, unknown>
  const closed = { onset: '', available: '', detected: '', recovered: '2001-04-17T00:00:00.000Z' }
  const later = new Date(world.now().getTime() + 5 * 86_400_000)
  const events = [happened('case.closed', 'kedge', closed), happened('case.again', 'kedge', body as never)]
  await store.commit({ at: later, parts: [{ subject: other, seen: 1, events }] })
  expect(await card()).toContain('crew-delay and 1 other model over flights broke within a day of it')
})

describe('[D7] a warning that is over', () => {
  const detected = '2001-04-16T06:00:00.000Z'
  const over = {
    ...{ monitor: 'unseen-flights', kpi: 'unseen', since: '2001-04-02T00:00:00.000Z', value: 5.3 },
    ...{ until: '2001-04-23T00:00:00.000Z', heard: '2001-04-23T06:00:00.000Z' },
  }
  const { until: _until, heard: _heard, ...on } = over
  const { monitor: monitors = [] } = repository.policies as { readonly monitor?: readonly Monitor[] }
  const turned = (more: Partial<Monitor>) => {
    const monitor = monitors.map(it => (it.id === over.monitor ? { ...it, ...more } : it))
    return { ...repository, policies: { ...repository.policies, monitor } }
  }
  const told = (past: Partial<typeof over>, rules = repository, warnings = {}) =>
    warningsOf(rules, flightDelay, warningsIn({ warnings, past: [{ ...over, ...past }] }, { detected }))

  test('is a cause of the case that was opened while it was on', () => {
    expect(told({})).toMatchObject([{ monitor: 'unseen-flights', until: over.until, value: 5.3 }])
  })

  test.each<[string, Partial<typeof over>]>([
    ['that began later', { since: '2001-04-17T00:00:00.000Z' }],
    ['that was over before', { heard: '2001-04-16T05:00:00.000Z' }],
    ['that was over in the same breath', { heard: detected }],
  ])('is none of a case %s', (_, past) => {
    expect(told(past)).toEqual([])
  })

  test('is none where its monitor watches another KPI by now, or opens cases', () => {
    expect(told({}, turned({ watches: { kpi: 'mae' } }))).toEqual([])
    expect(told({}, turned({ severity: 'breach' }))).toEqual([])
  })

  test('gives way to the same one that is on again', () => {
    const again = { 'unseen-flights': { ...on, since: '2001-05-02T00:00:00.000Z' } }
    expect(told({}, repository, again)).toEqual([expect.not.objectContaining({ until: over.until })])
  })
})

describe('[D7] the inputs of a model', () => {
  const drift = { method: 'psi' } as const
  const moved = { name: 'Inputs that moved', kind: 'technical', unit: 'columns', direction: 'lower-is-better' } as const
  const measured = {
    ...flightDelay,
    queries: {
      ...flightDelay.queries,
      seen: { connection: 'flights', every: 'week', returns: 'inputs', sql: 'select' },
    },
    kpis: { ...flightDelay.kpis, moved: { ...moved, query: 'seen', drift } },
  } as const
  const given = { repository: { ...repository, models: { ...models, 'flight-delay': measured } } }
  const judged = { column: 'hour', used: 115_000, needs: 100, threshold: 0.1 } as const
  const week = (input: Partial<InputJudged>): InputWindow => ({
    ...{ model: 'flight-delay', kpi: 'moved', method: 'psi', more: 0, available: '2001-04-09T06:00:00.000Z' },
    ...{ start: '2001-04-02T00:00:00.000Z', end: '2001-04-09T00:00:00.000Z' },
    inputs: [{ ...judged, is: 'drift', effect: 0.42, ...input }],
  })

  /** Its source is not silent: else what drifts is the silence. */
  async function measuredCase() {
    const it = await broken(given)
    await it.store.addReadings(flightReadings(new Date('2001-04-16T06:00:00Z')))
    return it
  }

  test('are named on the card, with how far they have drifted and how far they may', async () => {
    const { store, card } = await measuredCase()
    await store.keepInputs([week({})])
    expect(await card()).toContain('• Since 2 April 2001: its input hour has drifted (psi 0.42, where 0.1 is much)')
    expect(await card()).not.toContain('its inputs')
  })

  test.each(['explain', 'show'])('are told by /kedge %s', async word => {
    const { world, store } = await measuredCase()
    await store.keepInputs([week({})])
    expect((await typed(world, `${word} flight-delay`, { who: 'ana' })).words).toContain('its input hour has drifted')
  })

  test('are not named where they have not drifted, and nobody says that they were not looked at', async () => {
    const { store, card } = await measuredCase()
    await store.keepInputs([week({ is: 'no-drift', effect: 0.01 })])
    expect(await card()).not.toMatch(/its input|some of its inputs/)
  })

  test('that could not be judged are said to be unknown', async () => {
    const { store, card } = await measuredCase()
    await store.keepInputs([week({ is: 'insufficient-data' })])
    expect(await card()).toContain('Not looked at: some of its inputs, of which there is too little to judge by')
  })

  test('of a week that nobody measured are not known', async () => {
    expect(await (await measuredCase()).card()).toContain('Not looked at: its inputs, which are not measured')
  })
})

describe('[D7] what was looked at', () => {
  test('is said to be unknown before the first round of a process, and then what fails is named', async () => {
    const query = async () => {
      throw new Error('the warehouse is down')
    }
    const { world, store, card } = await broken({ see: { query } })
    await store.addReadings(flightReadings(new Date('2001-04-09T06:00:00Z')))
    expect(await card()).toContain('Not looked at: its inputs, which are not measured and whether its sources answer.')
    await watch(world)
    expect(await card()).toContain('• What is asked of flights fails since 16 April 2001, 09:00 UTC')
  })

  test('is told of a source that fell silent', async () => {
    const { world, store, card } = await broken({ at: '2001-05-16T09:00:00.000Z' })
    await store.addReadings(flightReadings(new Date('2001-04-16T06:00:00Z')))
    await watch(world)
    expect(await card()).toContain(
      '• Nothing new of mae and 1 other KPI comes over flights: the newest reading ended on 16 April 2001',
    )
  })

  test('is not said of a model without a case', async () => {
    const { world } = await worldOf()
    for (const word of ['explain', 'show'])
      expect((await typed(world, `${word} flight-delay`)).words).not.toMatch(/ikely cause|Not looked at/)
  })
})
