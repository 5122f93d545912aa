import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import type { Repository } from '../../src/core/repository.ts'
import { watch } from '../../src/flows/watch.ts'
import type { World } from '../../src/flows/world.ts'
import { APPROVED, asked, change, mergedBy } from '../fixtures/change.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, type Given, repository, worldOf } from '../fixtures/world.ts'

const SUBJECT = 'model/flight-delay'

/** A world in which this version is what is seen to run; it can be changed behind everybody's back. */
async function running(version: string, given: Given = {}) {
  const runs = { version }
  const query = async (connection: string) => (connection === 'serving' ? [{ version: runs.version }] : [])
  const { world, store } = await worldOf({ ...given, see: { query } })
  await store.addReadings(flightReadings(world.now()))
  return { world, runs }
}

/** The sample repository after this version was merged. */
function wanting(version: string): Repository {
  const model = { ...flightDelay, serving: { ...flightDelay.serving, version } }
  return { ...repository, models: { ...repository.models, 'flight-delay': model } }
}
const ran = happened('change.done', 'kedge', { version: '1.0.0' })

const rules = async (world: World) =>
  (await world.store.events(SUBJECT)).filter(e => e.type === 'model.broke-rule' || e.type === 'model.kept-rule')

async function told(world: World): Promise<string[]> {
  const taken = await world.store.takeJob({ by: 'x', now: world.now(), forMs: 60_000 })
  if (!taken) return []
  await world.store.commit({ at: world.now(), parts: [], done: [taken] })
  const { effect, key, body } = taken.it
  const mine = effect === 'say' && key.startsWith('say:rule:') ? [body] : []
  return [...mine, ...(await told(world))]
}

describe('[R32] rules about models hold all the time, not only at a merge', () => {
  test('a version nobody asked for is told once, in the channel, with what was observed', async () => {
    const { world } = await running('1.0.0')
    await watch(world)
    await watch(world)
    expect((await rules(world)).map(e => [e.type, e.body])).toEqual([
      [
        'model.broke-rule',
        {
          model: 'flight-delay',
          policy: 'runs-what-is-wanted',
          outcome: 'fail',
          says: 'running.wanted is false; running.passed is true',
        },
      ],
    ])
    const [said, ...more] = await told(world)
    expect(more).toEqual([])
    expect(said).toContain('"channel":"C0FLIGHTOPS"')
    expect(said).toContain('Flight delay forecast does not keep the rule runs-what-is-wanted.')
    expect(said).toContain('running.wanted is false')
  })

  test('and once more when the wanted version runs again', async () => {
    const { world, runs } = await running('1.0.0')
    await watch(world)
    runs.version = '1.1.0'
    await watch(world)
    await watch(world)
    expect((await rules(world)).map(e => e.type)).toEqual(['model.broke-rule', 'model.kept-rule'])
    expect((await told(world)).some(said => said.includes('keeps the rule runs-what-is-wanted again'))).toBe(true)
  })

  test('while nobody knows what runs, that is told too: unknown is not kept', async () => {
    const { world } = await worldOf({ see: { query: async () => [] } })
    await watch(world)
    expect((await rules(world)).map(e => e.body)).toMatchObject([{ policy: 'runs-what-is-wanted', outcome: 'unknown' }])
  })

  test('what runs as people asked is told to nobody', async () => {
    const { world } = await running('1.1.0')
    await watch(world)
    expect(await rules(world)).toEqual([])
  })

  test.each<[string, readonly NewEvent[], boolean]>([
    ['from its merge until it is seen to run, an asked version is on its way', [...APPROVED, mergedBy], true],
    ['so it is when it was merged and nobody has heard of it', APPROVED, true],
    ['once it ran, another version is one that nobody asked for', [...APPROVED, mergedBy, ran], false],
  ])('%s', async (_, events, kept) => {
    const { world } = await running('1.1.0', { repository: wanting('1.0.0') })
    await change(world, events)
    await watch(world)
    expect((await rules(world)).map(e => e.type)).toEqual(kept ? [] : ['model.broke-rule'])
  })

  test.each([
    ['that only waits', asked({ to: '1.0.0' })],
    ['to what the file said before it was asked for', asked({ from: '1.0.0', to: '1.1.0', edits: [] })],
  ])('a change %s excuses nothing', async (_, event) => {
    const { world } = await running('1.0.0')
    await change(world, [event])
    await watch(world)
    expect((await rules(world)).map(e => e.type)).toEqual(['model.broke-rule'])
  })
})
