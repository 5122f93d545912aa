import { describe, expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import { play } from '../../src/flows/play.ts'
import type { World } from '../../src/flows/world.ts'
import type { Playbook } from '../../src/policies/playbook.ts'
import { breached, estate, nameOf } from '../fixtures/breached.ts'
import { happened } from '../fixtures/happened.ts'
import { repository, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents, NOW } from '../fixtures/written.ts'

const BEFORE = 'case/flight-delay-2001-03-01'
const by = (does: Playbook['does'], more: Partial<Playbook> = {}) => {
  const { offers: _, ...bare } = (repository.policies.playbook as Playbook[])[0] as Playbook
  const playbook: Playbook = { ...bare, id: 'by-itself', ...(does && { does }), ...more }
  return { ...repository, policies: { ...repository.policies, playbook: [playbook] } } as Repository
}
const played = async (world: World, subject = CASE) =>
  (await world.store.events(subject)).flatMap(({ type, body }) => (type === 'case.played' ? [body] : []))
const hoursBefore = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()

/** A case that is open, after another one in which a playbook went back, so many hours before. */
async function again(rules: Repository, hours: number) {
  const it = await worldOf({ repository: rules, at: hoursBefore(hours) })
  const rollback = { playbook: 'by-itself', act: 'rollback', outcome: 'asked', change: 'change/1' } as const
  const times = { onset: NOW, available: NOW, detected: NOW, recovered: NOW }
  await write(it.world, BEFORE, [
    ...caseEvents,
    happened('case.played', 'kedge', rollback),
    happened('case.closed', 'kedge', times),
  ])
  it.at(NOW)
  await write(it.world, CASE, caseEvents)
  return it
}

describe('[D8] what playbooks do in a round', () => {
  test('is done once, however often it is looked and by however many', async () => {
    const rules = by([{ act: 'notify', channel: 'C0APPROVALS' }, { act: 'hold' }])
    const { world } = await again(rules, 48)
    await Promise.all([play(world), play(world)])
    await play(world)
    expect(await played(world)).toMatchObject([
      { act: 'notify', outcome: 'done' },
      { act: 'hold', outcome: 'asked' },
    ])
    expect(await world.store.subjects({ kind: 'change' })).toHaveLength(1)
  })

  test('does not answer its own change with another: what it moved back and people moved forth cools down, and is said once', async () => {
    const { world, at } = await again(by([{ act: 'rollback' }, { act: 'retrain' }]), 23)
    await play(world)
    await play(world)
    expect(await played(world)).toMatchObject([
      { act: 'rollback', outcome: 'left', why: 'cooling-down' },
      { act: 'retrain', outcome: 'left', why: 'cooling-down' },
    ])
    expect(await world.store.subjects({ kind: 'change' })).toEqual([])
    at(new Date(Date.parse(NOW) + 3_600_000).toISOString())
    await play(world)
    expect((await played(world)).at(2)).toMatchObject({ act: 'rollback', outcome: 'asked' })
  })

  test('is no more than the most, also after cases without end', async () => {
    const { world } = await again(by([{ act: 'rollback' }], { most: { count: 1, perDays: 30 } }), 24 * 29)
    await play(world)
    expect(await played(world)).toMatchObject([{ outcome: 'left', why: 'most-reached' }])
  })

  test('is nothing where no playbook does anything, and where it is not for the model', async () => {
    for (const rules of [repository, by([{ act: 'hold' }], { appliesTo: { tiers: ['high'] } })]) {
      const { world } = await again(rules, 48)
      await play(world)
      expect(await played(world)).toEqual([])
    }
  })

  test('of one case that cannot be seen to does not stop the others', async () => {
    const { world } = await again(by([{ act: 'hold' }]), 48)
    await write(world, 'case/gone-2001-04-01', [
      happened('case.opened', 'kedge', { ...(caseEvents[0]?.body as object), model: 'gone' } as never),
    ])
    await play(world)
    expect(await played(world)).toHaveLength(1)
  })

  test('is wished by Kedge and by the playbook, and is nobody’s: no account is kept from approving', async () => {
    const { world } = await again(by([{ act: 'rollback' }]), 48)
    await play(world)
    const [row] = await world.store.subjects({ kind: 'change' })
    const [asked] = await world.store.events(row?.subject ?? '')
    expect(asked).toMatchObject({
      type: 'change.asked',
      by: 'kedge',
      body: { door: 'playbook', playbook: 'by-itself', case: CASE, accounts: [] },
    })
  })
})

describe('[D8] while the brake holds', () => {
  const holding = (count: number): Repository => {
    const rules = estate(count)
    const [playbook] = rules.policies.playbook as Playbook[]
    const does = [{ act: 'hold' }, { act: 'issue' }] as const
    return { ...rules, policies: { ...rules.policies, playbook: [{ ...playbook, does }] } }
  }

  test('nothing is done by itself, on any model', async () => {
    const { round, rules, store, did } = await breached(30)
    rules(holding(30))
    await round()
    await round()
    expect(await store.subjects({ kind: 'change' })).toEqual([])
    expect(did.map(([verb]) => verb)).toEqual(['postMessage'])
  })

  test('a playbook that is new answers no more old cases an hour than may open with a card each', async () => {
    const { round, rules, store, at } = await breached(20)
    rules(estate(20))
    await round()
    at('2001-04-17T09:00:00.000Z')
    const few = holding(20)
    const [playbook] = few.policies.playbook as Playbook[]
    rules({ ...few, policies: { ...few.policies, playbook: [{ ...playbook, casesAnHour: 5 }] } } as Repository)
    await round()
    await round()
    const answered = async () =>
      (await Promise.all(Array.from({ length: 20 }, (_, n) => store.events(`case/${nameOf(n)}-2001-04-09`)))).filter(
        events => events.some(({ type }) => type === 'case.played'),
      ).length
    expect(await answered()).toBe(5)
    at('2001-04-17T10:00:01.000Z')
    await round()
    expect(await answered()).toBe(10)
  })
})
