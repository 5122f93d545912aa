import { describe, expect, test } from 'vitest'
import { aboveOf, askedOf, formOf, menuOf, typed } from '../fixtures/command.ts'
import { flightDelay, observedWorld, repository, worldOf } from '../fixtures/world.ts'

test('[C7] kpi moves the limit of one KPI', async () => {
  const { world } = await observedWorld()
  const { outcome } = await typed(world, 'kpi flight-delay mae limit 20 because the summer is harder')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'edit',
    edits: [{ at: ['kpis', 'mae', 'limit'], from: '18.5', to: '20' }],
  })
})

test('[C7] kpi refuses what is no KPI and what is no number', async () => {
  const { world } = await observedWorld()
  const asks = async (words: string) => (await typed(world, `kpi flight-delay ${words} because it has to be`)).words
  expect(await asks('maee limit 20')).toContain('did you mean mae?')
  expect(await asks('MAE limit twenty')).toContain('twenty is no number')
  expect(await asks('mae limit twenty')).toContain('twenty is no number')
})

describe('[E4] kpi without all its words', () => {
  test('asks for the model first, then for one of its KPIs, with the limits that stand today', async () => {
    const { world } = await worldOf()
    const first = await formOf(world, 'kpi')
    expect(first).toMatchObject({ callback: 'kpi-of', submit: 'Go on', blocks: [] })
    expect(menuOf(first, 'model')).toEqual({ texts: ['Flight delay forecast'] })
    const form = await formOf(world, 'kpi Flight-Delay')
    expect(JSON.parse(form?.context ?? '')).toEqual({ model: 'flight-delay', channel: 'C0FLIGHTOPS' })
    expect(menuOf(form, 'kpi')).toMatchInlineSnapshot(`
      {
        "texts": [
          "Late flights announced: no limit",
          "Mean error of the forecast: limit 18.5 min",
          "False notices: limit 75 per 1,000 flights",
          "Flights the model never saw: limit 5 %",
        ],
      }
    `)
    expect(menuOf(form, 'urgency').first).toBe('usual')
  })

  test('fills in what was typed, and says of the rest what is wrong with it', async () => {
    const { world } = await worldOf()
    const form = await formOf(world, 'kpi flight-delay mae limit 21 as Emergency')
    expect(form?.inputs.map(({ initial }) => initial)).toEqual(['mae', '21', 'emergency', undefined])
    expect((await formOf(world, 'kpi flight-delay MAE'))?.inputs[0]?.initial).toBe('mae')
    // A line that ends too early opens its form, also where what is missing is the end of a name.
    expect(aboveOf(await formOf(world, 'kpi Flight delay'))).toContain('There is no model Flight here.')
    const odd = await formOf(world, 'kpi flight-delay mea limit many as soon')
    expect(odd?.inputs.map(({ initial }) => initial)).toEqual([undefined, 'many', 'usual', undefined])
    expect(aboveOf(odd)).toMatchInlineSnapshot(`
      "┃ · Flight-delay has no KPI mea. fix: did you mean mae?
      ┃
      ┃ · Say whether it can wait, or is an emergency.
      ┃
      ┃ Flight delay forecast: the limit is the worst value that is still agreed to."
    `)
    expect(aboveOf(await formOf(world, 'kpi flight-delay mae limit 18.5'))).toContain('is 18.5 min already')
  })

  test('[attack 73] takes a model that may not be seen here as one that is not there', async () => {
    const hidden = {
      ...repository,
      models: { ...repository.models, open: { ...flightDelay, id: 'open', visibility: {} } },
    }
    const { world } = await worldOf({ repository: hidden })
    const place = { channel: 'C0LUNCH' }
    const [form, other] = [await formOf(world, 'kpi flight-delay', place), await formOf(world, 'kpi no-such', place)]
    expect(JSON.stringify(form).replaceAll('flight-delay', 'no-such')).toBe(JSON.stringify(other))
    expect(menuOf(form, 'model').texts).toHaveLength(1)
    expect(aboveOf(form)).toMatchInlineSnapshot(
      `"┃ · There is no model flight-delay here. fix: /kedge models lists those you may see"`,
    )
  })

  test('says so where there is nothing to choose, and opens nothing for a line that is whole or wrong in itself', async () => {
    const { world } = await worldOf()
    const none = await typed(world, 'kpi', { channel: 'C0LUNCH' })
    expect(none.words).toContain('There is no model here that has KPIs.')
    expect(await formOf(world, 'kpi', { channel: 'C0LUNCH' })).toBeUndefined()
    expect((await typed(world, 'kpi')).words).toMatchInlineSnapshot(
      `"┃ A form asks for the rest. In one line it is /kedge kpi <model> <kpi> limit <number> [as <urgency>] because <reason...>."`,
    )
    expect(await formOf(world, 'kpi flight-delay mae limit 20 because it is so')).toBeUndefined()
    expect(await formOf(world, 'kpi flight-delay mae 20')).toBeUndefined()
    expect((await typed(world, 'kpi flight-delay mae 20')).words).toContain('expected limit after mae, not 20')
    expect(await formOf(world, 'kpi', { who: 'zoe' })).toBeUndefined()
    expect((await typed(world, 'kpi', { who: 'zoe' })).words).toContain('/kedge help')
  })
})
