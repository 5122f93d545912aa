import { expect, test } from 'vitest'
import { askedOf, typed } from '../fixtures/command.ts'
import { observedWorld } from '../fixtures/world.ts'

test('[C7] retrain adds a request, of today and of who asks', async () => {
  const { world } = await observedWorld()
  const { outcome } = await typed(world, 'retrain flight-delay because the summer timetable is new')
  const request = { on: '2001-04-16', by: 'ana', because: 'the summer timetable is new' }
  expect(askedOf(outcome)).toMatchObject({
    kind: 'retrain',
    reason: 'the summer timetable is new',
    edits: [{ at: ['retraining'], put: { requests: [request] } }],
  })
})

test('[C7] retrain as an emergency says so; another urgency is none', async () => {
  const { world } = await observedWorld()
  const urgent = await typed(world, 'retrain flight-delay as emergency because flights are lost')
  expect(askedOf(urgent.outcome)).toMatchObject({ emergency: true })
  const odd = await typed(world, 'retrain flight-delay as soon because flights are lost')
  expect(odd).toMatchObject({ outcome: {}, words: expect.stringContaining('Nothing is asked for as soon.') })
})
