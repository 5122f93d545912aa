import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import type { StuckChange } from '../../src/core/home.ts'
import { judged } from '../../src/flows/bench.ts'
import { waitsOn } from '../../src/flows/waits-on.ts'
import { foldOf, voted, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, worldOf } from '../fixtures/world.ts'

const held = happened('change.refused', 'kedge', { code: 'github-blocks', door: 'merge', says: 'GitHub says no.' })

const [asked, ...others] = WAITING
const byPlaybook = happened('change.asked', 'kedge', { ...asked?.body, door: 'playbook' } as never)

test.each([
  ['merged by people', 'ana', 'manual', 'ana'],
  ['merged by people, asked for by a playbook', 'kedge', 'manual', 'mara'],
  ['merged by Kedge', 'ana', 'auto', undefined],
  ['merged by people, asked for by somebody who has left', 'gone', 'manual', 'mara'],
] as const)('[E3] what is approved and %s waits for whoever asked, or owns the model', async (_, by, merge, waits) => {
  const { world } = await worldOf()
  const events = [by === 'kedge' ? byPlaybook : { ...asked, by }, ...others, voted('bo'), voted('chen')]
  const it = await judged(world, foldOf(events as NewEvent[]))
  const verdict = { ...it.verdict, is: 'approved', by: ['bo', 'chen'], merge, says: '' } as const
  const model = { ...flightDelay, owners: { ...flightDelay.owners, technical: 'mara' } }
  const people = ['ana', 'bo', 'chen', 'mara'].filter(person => waitsOn({ ...it, model, verdict }, person) === 'merge')
  expect(people).toEqual(waits === undefined ? [] : [waits])
})

describe('what is approved and Kedge could not merge', () => {
  const heldBack = async (...events: NewEvent[]) => {
    const { world } = await worldOf()
    const it = await judged(world, foldOf([...WAITING, voted('bo'), voted('chen'), ...events]))
    return { ...it, verdict: { ...it.verdict, is: 'approved', by: ['bo', 'chen'], merge: 'auto', says: '' } as const }
  }

  test('[E1] [E6] waits for whoever asked, with what stands in its way and what mends it', async () => {
    const it = await heldBack(held)
    const told = { is: 'unmerged', says: 'GitHub says no.', fix: expect.stringContaining('what is missing') }
    expect(waitsOn(it, 'ana')).toMatchObject(told)
    for (const other of ['bo', 'chen', 'mara']) expect(waitsOn(it, other)).toBeUndefined()
    expect(
      waitsOn(await heldBack({ ...held, body: { ...held.body, fix: 'Do this.' } } as NewEvent), 'ana'),
    ).toMatchObject({
      fix: 'Do this.',
    })
  })

  test('[E1] [E6] is another matter once something else was pushed, or it is not approved any more', async () => {
    const sealed = WAITING.find(({ type }) => type === 'change.sealed') as NewEvent
    expect(waitsOn(await heldBack(held, sealed), 'ana')).toBeUndefined()
    const { verdict, ...it } = await heldBack(held)
    expect(waitsOn({ ...it, verdict: { ...verdict, is: 'pending', until: '' } as never }, 'ana')).toBeUndefined()
    expect(waitsOn({ ...it, verdict: { ...verdict, merge: 'manual' } }, 'ana')).toBe('merge')
  })
})

describe('what nobody can approve', () => {
  const why = { says: 'Nobody can say who wrote it.', fix: 'Push it anew.' }
  const of = async (by: string, is: object) => {
    const { world } = await worldOf()
    const events = [by === 'kedge' ? byPlaybook : { ...asked, by }, ...others] as NewEvent[]
    const it = await judged(world, foldOf(events))
    const model = { ...flightDelay, owners: { ...flightDelay.owners, technical: 'mara' } }
    return { ...it, model, verdict: { ...it.verdict, ...why, ...is } as typeof it.verdict }
  }
  const everybody = ['ana', 'bo', 'chen', 'mara']

  test.each([
    ['whoever asked', 'dana', 'dana', undefined],
    ['whoever answers for the model, of a playbook', 'kedge', 'mara', true],
    ['whoever answers for the model, where nobody knows who asked', 'github:999', 'mara', true],
  ] as const)('[E1] [E3] waits on %s, whatever the reason', async (_, by, who, isOthers) => {
    for (const is of [
      { is: 'unavailable', code: 'team-not-seen' },
      { is: 'blocked', code: 'no-rule' },
    ] as const) {
      const it = await of(by, is)
      const { isOthers: told, ...stuck } = waitsOn(it, who) as StuckChange
      expect(stuck).toMatchObject({ is: 'stuck', ...why })
      expect(told).toBe(isOthers)
      for (const other of everybody.filter(each => each !== who)) expect(waitsOn(it, other)).toBeUndefined()
    }
  })

  test('[E1] [E3] as it came to nothing waits on nobody, where a playbook asked: its case does', async () => {
    const it = await of('kedge', { is: 'denied', by: 'chen' })
    for (const person of everybody) expect(waitsOn(it, person)).toBeUndefined()
  })

  test('[E1] [E3] as a guardrail stops it waits for approval all the same', async () => {
    expect(waitsOn(await of('ana', { is: 'blocked', code: 'guardrail' }), 'chen')).toBe('approval')
  })

  test.each([
    ['whoever asked', 'dana', 'dana'],
    ['whoever answers for the model, of a playbook', 'kedge', 'mara'],
  ])('[E1] [E3] as a guardrail stops it after everybody approved waits on %s', async (_, by, who) => {
    const it = await of(by, { is: 'blocked', code: 'guardrail', missing: [], ask: [] })
    expect(waitsOn(it, who)).toMatchObject({ is: 'unmerged', ...why })
    for (const other of everybody.filter(each => each !== who)) expect(waitsOn(it, other)).toBeUndefined()
  })
})
