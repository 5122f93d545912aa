import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { sameName } from '../../src/repository/same-name.ts'
import { flightDelay, repository as sample } from '../fixtures/world.ts'

const named = (id: string, name: string, more: Partial<Model> = {}): Model => ({ ...flightDelay, id, name, ...more })
const complaintsOf = (...all: readonly Model[]) => {
  const repository = { ...sample, models: Object.fromEntries(all.map(model => [model.id, model])) }
  return all.flatMap(model =>
    sameName(model, repository).map(({ at, code, says, fix }) => [model.id, at, code, says, fix]),
  )
}

test('[E1] two models in use that cards call the same are told of on both, with the other', () => {
  const fix = 'Call one of them otherwise: people press and type what cards call a model'
  expect(
    complaintsOf(named('churn', 'Churn score'), named('churn-eu', 'churn  Score'), named('delay', 'Delay')),
  ).toEqual([
    ['churn', ['name'], 'same-name', '`Churn score` is also what churn-eu is called.', fix],
    ['churn-eu', ['name'], 'same-name', '`churn  Score` is also what churn is called.', fix],
  ])
})

test.each([
  ['by its own id', [named('churn', 'churn'), named('delay', 'Delay')]],
  ['as one that is retired', [named('churn', 'Churn'), named('churn-2', 'Churn', { stage: 'retired' })]],
])('[E1] one may be called %s', (_, all) => {
  expect(complaintsOf(...all)).toEqual([])
})

test('[E1] none is called by the id of another', () => {
  expect(complaintsOf(named('churn', 'Churn'), named('other', 'CHURN')).map(([id]) => id)).toEqual(['churn', 'other'])
  expect(complaintsOf(named('churn', 'Leaving'), named('other', 'Churn')).map(([id]) => id)).toEqual(['other'])
})

test.each([
  ['Weekend-freeze', 'a rule'],
  ['passenger-notices', 'a use case'],
  ['Flight-records', 'a data source'],
])('[E1] none is called as the id of what else people type: %s is that of %s', (name, what) => {
  expect(complaintsOf(named('churn', name))).toEqual([
    [
      ...['churn', ['name'], 'same-name', `\`${name}\` is also the id of ${what}.`],
      'Call the model otherwise: whoever types this means what has it as its id',
    ],
  ])
})
