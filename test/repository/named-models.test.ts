import { expect, test } from 'vitest'
import { changedData } from '../../src/repository/changed-data.ts'
import { namedModels } from '../../src/repository/named-models.ts'

const of = (was: string | undefined, is: string | undefined, path = 'policies/waiver.yaml') =>
  namedModels([changedData({ path, ...(was && { was: { text: was } }), ...(is && { is: { text: is } }) })])

test('[C4] [attack 73] rules are about the models they name, as they were and as they would be', () => {
  expect(of(undefined, 'models: [secret]')).toEqual(['secret'])
  expect(of('models: [secret]', undefined)).toEqual(['secret'])
  expect(of('models: [secret]', 'models: [other]')).toEqual(['other', 'secret'])
  expect(of('models: [secret]', 'models: [')).toEqual(['secret'])
  expect(of(undefined, 'appliesTo: { models: [secret, secret] }')).toEqual(['secret'])
  expect(of(undefined, 'appliesTo: { tiers: [high] }')).toEqual([])
  expect(of(undefined, 'models: { a: 1 }')).toEqual([])
  expect(of(undefined, 'models: [{ a: 1 }, 5]')).toEqual([])
  expect(of(undefined, 'models: [secret]', 'models/secret.yaml')).toEqual([])
})
