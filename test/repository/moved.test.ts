import { expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import { moved } from '../../src/repository/moved.ts'
import { MODEL, repository } from '../fixtures/world.ts'

const next = (files: Readonly<Record<string, string | undefined>>, more: Partial<Repository> = {}): Repository => {
  const all = Object.entries(files).map(([path, blob]) => [path, blob === undefined ? undefined : { text: '', blob }])
  const merged = { ...repository.files, ...Object.fromEntries(all) } as Repository['files']
  return { ...repository, commit: 'next', files: merged, ...more }
}

test.each<[string, Repository, readonly string[] | 'all']>([
  ['the same', repository, []],
  ['a commit that touches no file of it', next({}), []],
  ['the file of a model', next({ [MODEL]: 'b' }), ['flight-delay']],
  ['a policy', next({ 'policies/people.yaml': 'b' }), 'all'],
  ['a model and its use case', next({ [MODEL]: 'b', 'models/passenger-notices.yaml': 'b' }), 'all'],
  ['a file that is new and no model', next({ 'models/flight-delay-profile.yaml': 'b' }), 'all'],
  ['a model that is gone', next({ [MODEL]: undefined }, { models: {} }), ['flight-delay']],
  ['what was not read from files', { ...repository, policies: {} }, 'all'],
])('[D11] %s', (_, now, models) => {
  expect(moved(repository, now)).toEqual(models)
})
