import { describe, expect, test } from 'vitest'
import { aboveOf, askedOf, formOf, menuOf, typed } from '../fixtures/command.ts'
import { flightDelay, observedWorld, repository, worldOf } from '../fixtures/world.ts'

test('[C7] attest is for those who own the model', async () => {
  const { world } = await observedWorld()
  const { outcome } = await typed(world, 'attest flight-delay')
  expect(askedOf(outcome)).toMatchObject({
    kind: 'edit',
    reason: 'Its file was read, and is true.',
    edits: [{ at: ['review'], put: { everyMonths: 6, last: '2001-04-16' } }],
  })
  const other = await typed(world, 'attest flight-delay', { who: 'dana' })
  expect(other).toMatchObject({ outcome: {}, words: expect.stringContaining('dana is no owner of flight-delay') })
})

describe('[E4] attest without a model', () => {
  const reviewed = { ...flightDelay, id: 'crew', name: 'Crew delay', review: { everyMonths: 6, last: '2001-03-01' } }
  const others = { ...flightDelay, id: 'other', owners: { business: 'mara', technical: 'dana' }, deputies: {} }
  const estate = { ...repository, models: { ...repository.models, crew: reviewed, other: others } }

  test('offers the models of whoever asks, and when each was confirmed', async () => {
    const { world } = await worldOf({ repository: estate })
    const form = await formOf(world, 'attest')
    expect(menuOf(form, 'model')).toMatchInlineSnapshot(`
      {
        "texts": [
          "Flight delay forecast (never confirmed)",
          "Crew delay (confirmed 1 March 2001)",
        ],
      }
    `)
    expect(form?.inputs.map(({ id, optional = false }) => [id, optional])).toEqual([
      ['model', false],
      ['because', true],
    ])
    expect(menuOf(await formOf(world, 'attest crew because'), 'model').first).toBe('crew')
    const odd = await formOf(world, 'attest other because')
    expect(menuOf(odd, 'model').first).toBeUndefined()
    expect(aboveOf(odd)).toContain('Ana')
  })

  test('says so where none is theirs or none may be seen', async () => {
    const { world } = await worldOf({ repository: estate })
    for (const place of [{ who: 'fay' }, { channel: 'C0LUNCH' }]) {
      expect(await formOf(world, 'attest', place)).toBeUndefined()
      expect((await typed(world, 'attest', place)).words).toContain('There is no model here that you own.')
    }
  })
})
