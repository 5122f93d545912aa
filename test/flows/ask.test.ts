import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import type { Bodies } from '../../src/core/event-bodies.ts'
import type { Model } from '../../src/core/model.ts'
import { askChange } from '../../src/flows/ask.ts'
import { partsOf } from '../../src/flows/outcome.ts'
import type { World } from '../../src/flows/world.ts'
import { planRollback } from '../../src/plans/rollback.ts'
import { askerIn } from '../fixtures/asker.ts'
import { asked, change, openCaseIn, openedPull, sealed, voted } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, pull, repository, worldOf } from '../fixtures/world.ts'
import { CASE, CHANGE } from '../fixtures/written.ts'

const ask = { model: flightDelay, by: 'ana' }

interface Asking {
  readonly model: Model
  readonly by: string
  readonly emergency?: boolean
}

async function askRollback(world: World, { model, by, emergency = false }: Asking) {
  return askChange(world, {
    asker: await askerIn(world, by),
    plan: repository => planRollback(repository, model, { to: '1.0.0' }),
    reason: 'It is better on the same flights.',
    door: 'slack',
    emergency,
  })
}

describe('asking for a rollback', () => {
  test('seals the request with its findings, on the commit it was planned on', async () => {
    const { world } = await worldOf()
    const { outcome } = await askRollback(world, ask)
    expect(outcome.parts?.map(part => part.events[0]?.type)).toEqual(['model.asked', 'change.asked'])
    expect(outcome.parts?.[1]?.events[0]?.body).toMatchObject({
      commit: 'c'.repeat(40),
      edits: [{ at: ['serving', 'version'], from: '1.1.0', to: '1.0.0' }],
      findings: [
        { policy: 'rollback-same-cases', outcome: 'unknown' },
        { policy: 'rollback-target-passed', outcome: 'pass' },
      ],
    })
  })

  test('of two who ask at once only one gets it', async () => {
    const { world, store } = await worldOf()
    const [first, second] = [await askRollback(world, ask), await askRollback(world, { ...ask, by: 'bo' })]
    const commit = async (outcome: typeof first.outcome) =>
      store.commit({ at: world.now(), parts: await partsOf(store, outcome) })
    expect([await commit(first.outcome), await commit(second.outcome)]).toEqual(['done', 'moved'])
    expect((await askRollback(world, { ...ask, by: 'bo' })).outcome).toEqual({})
  })

  test('from a case is told on the case', async () => {
    const { world } = await worldOf()
    await openCaseIn(world)
    const { outcome } = await askRollback(world, ask)
    expect(outcome.parts?.find(part => part.subject === CASE)?.events).toMatchObject([{ type: 'case.asked' }])
    expect(outcome.jobs?.map(job => job.effect)).toEqual(['show-pull', 'chart-case'])
  })

  test('where a guardrail says no is refused, and the refusal is kept with the model', async () => {
    const { '1.0.0': old, ...versions } = flightDelay.versions ?? {}
    const { gates: _, ...ungated } = old ?? {}
    const model = { ...flightDelay, versions: { '1.0.0': ungated, ...versions } }
    const { world } = await worldOf({ repository: { ...repository, models: { 'flight-delay': model } } })
    const { outcome, document } = await askRollback(world, { ...ask, model })
    expect(outcome).toMatchObject({ facts: [{ subject: 'model/flight-delay', events: [{ type: 'change.refused' }] }] })
    expect(outcome.parts).toBeUndefined()
    expect(document.summary).toBe('Not asked: Roll flight-delay back from 1.1.0 to 1.0.0. 1 rule says no')
  })

  test('again is refused while the first waits, and closes it once its time is over', async () => {
    const { world, at } = await worldOf()
    await change(world, [asked(), openedPull, sealed, voted('bo')])
    at('2001-04-17T09:00:00Z')
    expect((await askRollback(world, ask)).outcome).toEqual({})
    at('2001-04-17T09:00:01Z')
    const { outcome } = await askRollback(world, ask)
    expect(outcome.parts?.find(part => part.subject === CHANGE)?.events).toMatchObject([
      { type: 'change.closed', body: { outcome: 'expired' } },
    ])
  })

  test.each<[string, readonly NewEvent[], boolean]>([
    ['nobody denied', [voted('bo')], true],
    ['whoever judges it denied', [voted('chen', 'deny')], false],
    ['whoever runs it denied, after the first approved', [voted('chen'), voted('bo', 'deny')], false],
    ['the denial was taken back', [voted('chen', 'deny'), voted('chen')], true],
    ['nobody who is asked denied', [voted('dana', 'deny')], true],
  ])('[C1] the same as an emergency, where %s', async (_, votes, goes) => {
    const { world } = await worldOf()
    await change(world, [asked(), openedPull, sealed, ...votes])
    const { outcome, document } = await askRollback(world, { ...ask, emergency: true })
    expect(document.summary).toMatch(goes ? /^Asked: / : /a rollback to 1\.0\.0 was denied$/)
    const ends = outcome.parts?.find(part => part.subject === CHANGE)?.events
    if (goes) expect(ends).toMatchObject([{ type: 'change.closed', body: { outcome: 'abandoned' } }])
    else expect(outcome).toEqual({})
  })

  test('[C1] to make a draft of what was denied is no way past the denial; another version is another matter', async () => {
    const draft = { ...pull, draft: true }
    const { world } = await worldOf({ see: { pull: async () => draft } })
    await change(world, [asked(), openedPull, sealed, voted('chen', 'deny')])
    expect((await askRollback(world, { ...ask, emergency: true })).document.summary).toContain('was denied')
    const other = await worldOf()
    const moves = [{ model: 'flight-delay', kind: 'rollback', from: '1.1.0', to: '0.9.0' }] as const
    const body = { ...(sealed.body as Bodies['change.sealed']), moves }
    await change(other.world, [asked(), openedPull, happened('change.sealed', 'kedge', body), voted('chen', 'deny')])
    // Nobody said no to it; and no wrong way back is in the way of the right one.
    const { document, outcome } = await askRollback(other.world, { ...ask, emergency: true })
    expect(document.summary).toBe('Asked: Roll flight-delay back from 1.1.0 to 1.0.0')
    expect(outcome.parts?.find(part => part.subject === CHANGE)?.events).toMatchObject([
      { type: 'change.closed', body: { says: 'the way back to 1.0.0 was asked for as an emergency' } },
    ])
  })
})
