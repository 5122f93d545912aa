import { expect, test } from 'vitest'
import { changedData } from '../../src/repository/changed-data.ts'
import { namedModels } from '../../src/repository/named-models.ts'

const of = (was: string | undefined, is: string | undefined, path = 'policies/waiver.yaml', kind = 'waiver') =>
  namedModels([
    changedData({
      path,
      ...(was && { was: { text: `kind: ${kind}\n${was}` } }),
      ...(is && { is: { text: `kind: ${kind}\n${is}` } }),
    }),
  ])

test('[C4] [attack 73] waivers are about the models they name, as they were and as they would be', () => {
  expect(of(undefined, 'models: [secret]')).toEqual(['secret'])
  expect(of('models: [secret]', undefined)).toEqual(['secret'])
  expect(of('models: [secret]', 'models: [other]')).toEqual(['other', 'secret'])
  expect(of('models: [secret]', 'models: [')).toEqual(['secret'])
  expect(of(undefined, 'models: { a: 1 }')).toEqual([])
  expect(of(undefined, 'models: [{ a: 1 }, 5]')).toEqual([])
  expect(of(undefined, 'models: [secret]', 'models/secret.yaml')).toEqual([])
})

test('[C4] (attack 31) nobody hides a change of other rules by naming a hidden model there', () => {
  expect(of(undefined, 'models: [secret]', 'policies/rule.yaml', 'guardrail')).toEqual([])
  expect(of(undefined, 'appliesTo: { models: [secret] }', 'policies/rule.yaml', 'approvals')).toEqual([])
})
