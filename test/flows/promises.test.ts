import { expect, test } from 'vitest'
import { promises } from '../../src/flows/promises.ts'
import type { Sla } from '../../src/policies/sla.ts'
import { breached, estate, nameOf } from '../fixtures/breached.ts'
import { repository } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

test('[D12] a promise that cannot be looked at stops none of those after it, and is its own failure', async () => {
  const it = await breached(3)
  const rules = estate(3)
  const sla = (repository.policies.sla ?? []).map(it => ({ ...(it as Sla), appliesTo: undefined }))
  it.rules({ ...rules, policies: { ...rules.policies, sla } })
  await it.round()
  const cases = (await it.store.subjects({ kind: 'case', open: true })).map(({ subject }) => subject)
  expect(cases).toHaveLength(3)
  it.at(new Date(Date.parse(NOW) + 3 * 86_400_000).toISOString())
  const { events } = it.store
  const failed: (readonly [string, string | undefined])[] = []
  const store = {
    ...it.store,
    events: (subject: string) =>
      subject === cases[1] ? Promise.reject(new RangeError('no such line')) : events(subject),
  }
  await promises({ ...it.world, store }, (what, model) => void failed.push([what, model]))
  const late = await Promise.all(cases.map(async subject => (await events(subject)).map(({ type }) => type)))
  expect(late.map(types => types.includes('promise.late'))).toEqual([true, false, true])
  const model = [nameOf(0), nameOf(1), nameOf(2)].find(name => cases[1]?.includes(name))
  expect(failed).toEqual([[`looking at what was promised of ${model}`, model]])
})
