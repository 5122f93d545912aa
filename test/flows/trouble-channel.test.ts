import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { TroubleCard } from '../../src/core/trouble.ts'
import { placesOfTrouble, troubleChannel } from '../../src/flows/trouble-channel.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const { channel: _, visibility: __, ...bare } = flightDelay
const KEDGE = troubleChannel(repository)
type Models = Readonly<Record<string, Partial<Model>>>
const card = (channel: string, more: Partial<TroubleCard> = {}): TroubleCard => ({
  ...{ channel, ts: '1.1', says: 'nothing', since: '2001-04-16', at: '2001-04-16', ...more },
})
const places = (models: Models, cards: readonly TroubleCard[] = [], told = Object.keys(models)) =>
  placesOfTrouble(
    { told: Object.fromEntries(told.map(id => [id, []])), cards },
    {
      ...repository,
      models: {
        ...repository.models,
        ...Object.fromEntries(Object.entries(models).map(([id, it]) => [id, { ...bare, ...it, id }])),
      },
    },
  ).map(({ channel, is, models: its }) => `${channel} ${is}: ${its?.join(', ') ?? 'all'}`)
const placed = (model: Partial<Model> | undefined, at?: string) =>
  places(model ? { risky: model } : {}, at === undefined ? [] : [card(at, { models: ['risky'] })], ['risky'])

test('[C4] [attack 73] a trouble of a model is told in its channel, else where it may be seen, else without its name', () => {
  expect(placed({ channel: 'C0OWN' })).toEqual(['C0OWN open: risky'])
  expect(placed({ channel: 'C0OWN', visibility: { roles: ['risk'] } })).toEqual(['C0OWN open: risky'])
  expect(placed({})).toEqual([`${KEDGE} open: risky`])
  expect(placed({ visibility: { channels: ['C0RISK'] } })).toEqual(['C0RISK open: risky'])
  expect(placed({ channel: 'C0OWN', visibility: { channels: ['C0RISK'] } })).toEqual(['C0RISK open: risky'])
  expect(placed({ visibility: { roles: ['risk'] } })).toEqual([`${KEDGE} withheld: risky`])
  expect(placed({ visibility: { channels: [] } })).toEqual([`${KEDGE} withheld: risky`])
  expect(placed(undefined)).toEqual([`${KEDGE} withheld: risky`])
})

test('[C4] [attack 73] a card that stands names the model as long as its channel may', () => {
  expect(placed({ channel: 'C0OWN' }, 'C0OLD')).toEqual(['C0OLD open: risky'])
  expect(placed({ visibility: { channels: ['C0OLD'] } }, 'C0OLD')).toEqual(['C0OLD open: risky'])
  expect(placed({ visibility: { channels: ['C0RISK'] } }, 'C0OLD')).toEqual([
    'C0OLD stray: risky',
    'C0RISK open: risky',
  ])
  expect(placed({ visibility: { channels: [] } }, 'C0OLD')).toEqual(['C0OLD withheld: risky'])
})

test('what is about no model is told by name where rules are approved', () => {
  expect(places({})).toEqual([`${KEDGE} open: all`])
  expect(places({}, [card('C0OLD')])).toEqual(['C0OLD open: all'])
})

const A = { a: { channel: 'C0A' } }
const AB = { ...A, b: { channel: 'C0B' } }
const KEDGES = `${KEDGE} open: all`

test('[D12] what several models wait for is told in the channel of each, and where rules are approved', () => {
  expect(places(AB)).toEqual([KEDGES, 'C0A open: a', 'C0B open: b'])
  expect(places({ ...A, b: { channel: 'C0A' } })).toEqual([KEDGES, 'C0A open: a, b'])
  expect(places({ ...A, b: {} })).toEqual([KEDGES, 'C0A open: a'])
  expect(places({ ...A, b: { channel: KEDGE ?? '' } })).toEqual([KEDGES, 'C0A open: a'])
})

test('[D12] a model that waits too gets a card of its own, and that of one that waits no more is over', () => {
  const first = card('C0A', { models: ['a'] })
  expect(places(AB, [first])).toEqual(['C0A open: a', KEDGES, 'C0B open: b'])
  const all = [first, card(KEDGE ?? ''), card('C0B', { models: ['b'] })]
  expect(places(AB, all)).toEqual(['C0A open: a', KEDGES, 'C0B open: b'])
  expect(places(AB, all, ['b'])).toEqual(['C0A over: all', `${KEDGE} open: b`, 'C0B open: b'])
  const again = [{ ...first, over: true as const }, ...all.slice(1)]
  expect(places(AB, again)).toEqual([KEDGES, 'C0B open: b', 'C0A open: a'])
})

test('[D12] [C4] [attack 73] a card names no model that its channel may not, whoever else waits', () => {
  const hidden = { ...A, b: { channel: 'C0B', visibility: { roles: ['risk'] } } }
  const all = [card('C0A', { models: ['a'] }), card(KEDGE ?? ''), card('C0B', { models: ['b'] })]
  expect(places(hidden, all, ['b'])).toEqual(['C0A over: all', `${KEDGE} stray: b`, 'C0B open: b'])
  expect(places(hidden, [card('C0A', { models: ['a', 'b'] })])).toEqual(['C0A open: a', KEDGES, 'C0B open: b'])
  expect(places(hidden, [card('C0A', { models: ['b'] })], ['a'])).toEqual(['C0A open: a'])
  expect(places(hidden, [card('C0X', { models: ['b'] })], ['a'])).toEqual(['C0X stray: all', 'C0A open: a'])
})
