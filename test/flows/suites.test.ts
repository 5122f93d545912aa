import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import type { Store } from '../../src/flows/store.ts'
import { suites } from '../../src/flows/suites.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'

const bias = { at: 'tests/bias.py', data: 'hold-out', delivery: { workflow: 'test-model.yml' }, everyDays: 30 }
const testing = (id: string): Model => ({
  ...flightDelay,
  id,
  suites: { bias, drill: { ...bias, gates: ['promote'] } },
  tests: {},
})
const rules = { ...repository, models: { first: testing('first'), second: testing('second') } } as Repository

/** What is begun of each, and what fails, where the store gives this. */
async function begunIn(wrong: (store: Store) => Partial<Store>) {
  const it = await worldOf({ repository: rules })
  const { store } = it
  const failed: (readonly [string, string | undefined])[] = []
  const world = { ...it.world, store: { ...store, ...wrong(store) } }
  await suites(world, (what, model) => void failed.push([what, model]))
  const begun = async (id: string) => (await store.events(`model/${id}`)).filter(({ type }) => type === 'suite.due')
  return { failed, begun: [(await begun('first')).length, (await begun('second')).length] }
}

test('[D12] suites of a model that cannot be looked at are its own failure, and those of others begin', async () => {
  const { failed, begun } = await begunIn(({ events }) => ({
    events: subject => (subject === 'model/first' ? Promise.reject(new RangeError('no such line')) : events(subject)),
  }))
  expect(begun).toEqual([0, 2])
  expect(failed).toEqual([['looking which suites of first are to be run', 'first']])
})

test('[D12] suites are begun by their schedule, and runs followed, where nobody knows which changes wait', async () => {
  const asked: unknown[] = []
  const { failed, begun } = await begunIn(({ subjects }) => ({
    subjects: of => {
      asked.push(of.kind)
      return of.kind === 'change' && of.open ? Promise.reject(new RangeError('no such line')) : subjects(of)
    },
  }))
  expect(begun).toEqual([2, 2])
  expect(asked.at(-1)).toBe('model')
  expect(failed).toEqual([['looking which suites are to be run', undefined]])
})
