import { expect, test } from 'vitest'
import { brokenRules } from '../../src/flows/broken-rules.ts'
import { troubles } from '../../src/flows/troubles.ts'
import { repository, worldOf } from '../fixtures/world.ts'

const broken = { ...repository, tip: {} }

test('[E5] [attack 72] a main branch that cannot be read is told once, for as long as it is so, and is over by itself', async () => {
  const it = await worldOf({ at: '2001-04-16T06:00:00Z', repository: broken })
  const open = async () => {
    await troubles(it.world)
    return it.store.subjects({ kind: 'trouble', open: true })
  }
  const [first, ...others] = await open()
  expect(others).toEqual([])
  const [opened] = await it.store.events(first?.subject ?? '')
  expect(opened?.body).toMatchObject({
    says: expect.stringContaining('has errors, so the models and rules of'),
    fix: '`kedge check` in a clone says where the errors are; mend them by pull request',
  })
  it.at('2001-04-19T06:00:00Z')
  expect((await open()).map(({ subject }) => subject)).toEqual([first?.subject])
})

test('[attack 72] since when it is so is kept until main can be read, and begins anew after that', async () => {
  const { store } = await worldOf({ at: '2001-04-16T06:00:00Z', repository })
  const since = (known: typeof broken | typeof repository, day: number) =>
    brokenRules(store, known, new Date(Date.UTC(2001, 3, day)))[0]?.since.slice(0, 10)
  expect([since(broken, 16), since(broken, 18)]).toEqual(['2001-04-16', '2001-04-16'])
  expect([since(repository, 19), since(broken, 20)]).toEqual([undefined, '2001-04-20'])
})
