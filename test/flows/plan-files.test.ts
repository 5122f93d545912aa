import { expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import { agreements } from '../../src/flows/plan-agreements.ts'
import { differingFiles } from '../../src/flows/plan-files.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { INVENTORY } from '../../src/repository/inventory.ts'
import { repository } from '../fixtures/world.ts'

const files = (all: Readonly<Record<string, string>>): Repository['files'] =>
  Object.fromEntries(Object.entries(all).map(([path, text]) => [path, { text, blob: text }]))
const agreed = 'agreedBy: { business: mara, provider: ana }\n'
const textOf = (kind: string, more = '') => `kind: ${kind}\nid: it\nmodel: flight-delay\n${agreed}${more}`

const pairs = [
  ...Object.keys(INVENTORY).map(kind => ['models/it.yaml', kind, Object.keys(INVENTORY)] as const),
  ...Object.keys(policyKinds).map(kind => ['policies/it.yaml', kind, Object.keys(policyKinds)] as const),
].flatMap(([path, was, kinds]) => kinds.filter(is => is !== was).map(is => [path, was, is] as const))

test.each(pairs)('[C7] in %s, a %s that becomes a %s is judged as taken away and as added', (path, was, is) => {
  const [old, now] = [files({ [path]: textOf(was) }), files({ [path]: textOf(is) })]
  const apart = [...differingFiles(old, {}), ...differingFiles({}, now)]
  const both = differingFiles(old, now)
  expect(both.map(it => [it.is, it.change])).toEqual([
    [was, 'removed'],
    [is, 'added'],
  ])
  const edit = path.startsWith('models/') ? ['edit'] : []
  expect(both).toEqual(apart.map(it => ({ ...it, isHalf: true, kinds: [...new Set([...it.kinds, ...edit])] })))
  const sides = both.flatMap(file => agreements(file, repository)).map(it => ('person' in it ? it.person : it.code))
  expect(sides).toEqual([was, is].includes('sla') ? ['mara', 'ana'] : [])
})

test.each([...Object.keys(INVENTORY), ...Object.keys(policyKinds)])('a %s that stays one is one file', kind => {
  const path = kind in INVENTORY ? 'models/it.yaml' : 'policies/it.yaml'
  const found = differingFiles(files({ [path]: textOf(kind) }), files({ [path]: textOf(kind, 'tags: [x]\n') }))
  expect(found.map(it => [it.is, it.change, it.isHalf])).toEqual([[kind, 'edited', undefined]])
})

test('[C7] what is renamed hides nothing that comes in its old place', () => {
  const old = files({ 'models/it.yaml': textOf('model') })
  const moved = textOf('model').replace('id: it', 'id: there')
  const found = differingFiles(old, files({ 'models/it.yaml': textOf('source'), 'models/there.yaml': moved }))
  expect(found.map(it => [it.path, it.is, it.changes.map(change => change.is)])).toEqual([
    ['models/it.yaml', 'model', ['renamed']],
    ['models/it.yaml', 'source', ['added']],
    ['models/there.yaml', 'model', ['renamed']],
  ])
})
