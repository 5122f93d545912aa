import { expect, test } from 'vitest'
import type { Stuck, Trouble } from '../../src/core/trouble.ts'
import { overPart, troublePart } from '../../src/reports/trouble-part.ts'

const SINCE = '2026-03-02T09:00:00.000Z'
const LATER = '2026-03-04T09:00:00.000Z'
const MODELS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const wrong = (model: string) => `${model} gets nothing.`
const stuck: Stuck = {
  ...{ work: 'readings', says: '7 models get nothing.', fix: 'send data', since: SINCE, count: 7, dead: true },
  concerns: MODELS.map(model => ({ model, kpis: ['mae'], says: wrong(model), since: model === 'a' ? SINCE : LATER })),
}
const it: Trouble = {
  ...{ id: 'trouble/1', says: stuck.says, fix: stuck.fix, since: SINCE, opened: SINCE, works: ['readings'], cards: [] },
  told: Object.fromEntries(MODELS.map(model => [model, ['mae']])),
}
const card = { channel: 'C0A', ts: '1.1', says: 'b got nothing.', since: LATER, at: LATER, models: ['b'] }
const said = (models: readonly string[] | undefined, all: readonly Stuck[] = [stuck], stands?: typeof card) => {
  const part = troublePart(it, all, { ...(models && { models }), ...(stands && { card: stands }) })
  const { says, since, model } = part.it
  return { says, since, model, count: part.stuck.reduce((sum, { count }) => sum + count, 0) }
}

test('[D12] a channel hears of its own models, since they wait, and of all where rules are approved', () => {
  expect(said(['b'])).toEqual({ says: wrong('b'), since: LATER, model: 'b', count: 1 })
  expect(said(['a', 'b'])).toEqual({
    says: 'a gets nothing. b gets nothing.',
    since: SINCE,
    model: undefined,
    count: 2,
  })
  expect(said(undefined)).toEqual({ says: stuck.says, since: SINCE, model: undefined, count: 7 })
  expect(said(MODELS).says).toBe(
    'a gets nothing. b gets nothing. c gets nothing. d gets nothing. e gets nothing. 2 more are not named here.',
  )
})

test('[D12] work of one fix that holds up another model is not told there', () => {
  const query = (model: string): Stuck => ({
    ...{ work: 'measuring', says: wrong(model), fix: 'send data', since: SINCE, count: 1, dead: false, model },
  })
  expect(said(['b'], [query('a'), query('b')])).toEqual({ says: wrong('b'), since: SINCE, model: 'b', count: 1 })
})

test('[D12] where nothing is known any more, a card keeps its words, unless they name who may not be named', () => {
  expect(said(['b'], [], card).says).toBe('b got nothing.')
  expect(said(['b'], []).says).toBe('What is wrong holds up b.')
  const both = { ...card, says: 'a and b got nothing.', models: ['a', 'b'] }
  expect(said(['b'], [], both).says).toBe('What is wrong holds up b.')
})

test('[D12] the card of what goes on, while others wait, says so in its own words', () => {
  const over = overPart({ ...it, model: 'c', retold: LATER }, card)
  expect(over).toMatchObject({ says: 'b got nothing.', model: 'b', since: LATER, closed: LATER })
  expect(overPart({ ...it, model: 'c', retold: LATER }, { ...card, models: ['a', 'b'] }).model).toBeUndefined()
})
