import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { placeOfTrouble, troubleChannel } from '../../src/flows/trouble-channel.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const { channel: _, visibility: __, ...bare } = flightDelay
const KEDGE = troubleChannel(repository)
const placed = (model: Partial<Model> | undefined, card?: string) =>
  placeOfTrouble(
    { model: 'risky', ...(card !== undefined && { card: { channel: card, ts: '1.1' } }) },
    { ...repository, models: model ? { ...repository.models, risky: { ...bare, ...model } } : repository.models },
  )

test('[C4] [attack 73] a trouble of a model is told in its channel, else where it may be seen, else without its name', () => {
  expect(placed({ channel: 'C0OWN' })).toEqual({ channel: 'C0OWN', named: true })
  expect(placed({ channel: 'C0OWN', visibility: { roles: ['risk'] } })).toEqual({ channel: 'C0OWN', named: true })
  expect(placed({})).toEqual({ channel: KEDGE, named: true })
  expect(placed({ visibility: { channels: ['C0RISK'] } })).toEqual({ channel: 'C0RISK', named: true })
  expect(placed({ channel: 'C0OWN', visibility: { channels: ['C0RISK'] } })).toEqual({ channel: 'C0RISK', named: true })
  expect(placed({ visibility: { roles: ['risk'] } })).toEqual({ channel: KEDGE, named: false })
  expect(placed({ visibility: { channels: [] } })).toEqual({ channel: KEDGE, named: false })
  expect(placed(undefined)).toEqual({ channel: KEDGE, named: false })
})

test('[C4] [attack 73] a card that stands names the model as long as its channel may', () => {
  expect(placed({ channel: 'C0OWN' }, 'C0OLD')).toEqual({ channel: 'C0OLD', named: true })
  expect(placed({ visibility: { channels: ['C0OLD'] } }, 'C0OLD')).toEqual({ channel: 'C0OLD', named: true })
  const stray = { channel: 'C0OLD', ts: '1.1' }
  expect(placed({ visibility: { channels: ['C0RISK'] } }, 'C0OLD')).toEqual({ channel: 'C0RISK', named: true, stray })
  expect(placed({ visibility: { channels: [] } }, 'C0OLD')).toEqual({ channel: 'C0OLD', named: false })
})

test('what is about no model is told by name where rules are approved', () => {
  expect(placeOfTrouble({}, repository)).toEqual({ channel: KEDGE, named: true })
})
