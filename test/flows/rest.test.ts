import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import type { Store } from '../../src/flows/store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { unmeasured } from '../../src/flows/unmeasured.ts'
import { watch } from '../../src/flows/watch.ts'
import { happened } from '../fixtures/happened.ts'
import { runs } from '../fixtures/runs.ts'
import { opened } from '../fixtures/store.ts'
import { DAY_MS, edited, FOUR, pushedDay, type Watched, watchedOver } from '../fixtures/watched.ts'

type Step =
  | { readonly is: 'wait'; readonly hours: number }
  | { readonly is: 'push'; readonly model: number; readonly ago: number; readonly value: number; readonly odd: number }
  | { readonly is: 'source'; readonly value: number; readonly down: boolean }
  | { readonly is: 'runs'; readonly version: string }
  | { readonly is: 'edit'; readonly what: 'limit' | 'rule' | 'back' }
  | { readonly is: 'act'; readonly model: number; readonly act: 'take' | 'snooze' | 'reopen' }

const values = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 70, max: 80 }) }, fc.integer({ min: 20, max: 69 }))
const model = fc.integer({ min: 0, max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('wait' as const), hours: fc.constantFrom(1, 5, 18, 24, 30, 49, -3, -26) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ is: fc.constant('push' as const), model, value: values, odd: fc.integer({ min: 0, max: 9 }) },
      ago: fc.constantFrom(1, 1, 1, 2, 3, 9, 0, -1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('source' as const), value: values, down: fc.nat(4).map(it => it === 0) }),
  },
  fc.record({ is: fc.constant('runs' as const), version: fc.constantFrom('2.1.0', '1.0.0') }),
  fc.record({
    is: fc.constant('edit' as const),
    what: fc.constantFrom('limit' as const, 'rule' as const, 'back' as const),
  }),
  fc.record({
    is: fc.constant('act' as const),
    model,
    act: fc.constantFrom('take' as const, 'snooze' as const, 'reopen' as const),
  }),
)

/** A value that is unlike others in one way: of few samples, of another version, of a segment. */
const ODD: readonly object[] = [{ n: 10 }, { version: '1.0.0' }, { segment: 'eu' }]

async function done(it: Watched, step: Step, nth: number): Promise<void> {
  if (step.is === 'wait') it.now += step.hours * 3_600_000
  if (step.is === 'source') {
    it.down = step.down
    it.value = (_, day) => (day % 4 === 0 ? step.value : 75)
  }
  if (step.is === 'runs') it.runs = step.version
  if (step.is === 'edit') it.repository = step.what === 'back' ? FOUR : edited(it.repository, `edit-${nth}`, step.what)
  if (step.is === 'push') {
    const day = Math.floor(it.now / DAY_MS) - step.ago
    const all = pushedDay(it, `model-${step.model}`, day, { value: step.value, ...ODD[step.odd] })
    await it.store.addReadings(all)
  }
  if (step.is === 'act') await acted(it, `model-${step.model}`, step.act)
}

async function acted({ store, now }: Watched, model: string, act: 'take' | 'snooze' | 'reopen'): Promise<void> {
  const [row] = await store.subjects({ kind: 'case', model, limit: 1 })
  if (row === undefined || row.open === (act === 'reopen')) return
  const until = new Date(now + 30 * 3_600_000).toISOString()
  const events: Readonly<Record<typeof act, NewEvent>> = {
    take: happened('case.taken', 'person-1', {}),
    snooze: happened('case.snoozed', 'person-1', { until, reason: 'waiting-for-data', says: 'soon' } as never),
    reopen: happened('case.reopened', 'person-1', { because: 'It is not over.' }),
  }
  await store.commit({ at: new Date(now), parts: [{ subject: row.subject, seen: row.seq, events: [events[act]] }] })
}

/** What is decided where each round is that of a process, by turns; a process that is made anew remembers nothing. */
async function decidedOver(steps: readonly Step[], process: (it: Watched, round: number) => Store) {
  const it = watchedOver(await opened({ summarise }))
  for (const [nth, step] of steps.entries()) {
    await done(it, step, nth)
    await watch(it.world(process(it, nth)))
  }
  return { decided: it.decided, judged: it.judged.length }
}

/** Each remembers for itself over the same database. */
function processes(count: number): (it: Watched, round: number) => Store {
  const made: Store[] = []
  return ({ store }, round) => {
    while (made.length < count) made.push({ ...store })
    return made[round % count] as Store
  }
}

describe('[D11] a model that is at rest', () => {
  test.each([1, 2])(
    'changes nothing of what is decided, whatever comes, where %i process(es) watch',
    async count => {
      let [once, always] = [0, 0]
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async steps => {
          const all = await decidedOver(steps, it => ({ ...it.store }))
          const rested = await decidedOver(steps, processes(count))
          expect(rested.decided).toEqual(all.decided)
          once += rested.judged
          always += all.judged
        }),
        { numRuns: runs(6, 60) },
      )
      expect(once).toBeLessThan(always)
    },
    300_000,
  )

  test('asks nothing anew that was pushed meanwhile, and seen by another process first', async () => {
    const steps: readonly Step[] = [
      { is: 'wait', hours: 1 },
      { is: 'push', model: 0, value: 20, odd: 3, ago: -1 },
      { is: 'wait', hours: 49 },
    ]
    const all = await decidedOver(steps, it => ({ ...it.store }))
    const rested = await decidedOver(steps, processes(2))
    expect(all.decided.length).toBeGreaterThan(1)
    expect(rested.decided).toEqual(all.decided)
  })

  /** Ten days of good readings, then two rounds: nobody is judged in the second. */
  async function resting(process?: Store) {
    const it = watchedOver(await opened({ summarise }))
    const mine = process ?? { ...it.store }
    const first = Math.floor(it.now / DAY_MS) - 10
    for (let day = first; day < first + 10; day++) await it.store.addReadings(pushedDay(it, 'model-2', day))
    await watch(it.world(mine))
    await watch(it.world(mine))
    it.judged.length = 0
    await watch(it.world(mine))
    expect(it.judged).toEqual([])
    return { it, round: () => watch(it.world(mine)) }
  }

  test('is measured, and not judged by a good reading more', async () => {
    const { it, round } = await resting()
    it.now += DAY_MS
    await it.store.addReadings(pushedDay(it, 'model-2', Math.floor(it.now / DAY_MS) - 1))
    await round()
    // One has a rule about its readings, and of another an exception may have ended with the day.
    expect(it.judged).toEqual(['model-1', 'model-3'])
    expect(await it.store.readingsAfter(0)).toMatchObject({
      readings: expect.objectContaining({ length: 22 + 3 * 28 }),
    })
    it.judged.length = 0
    await round()
    expect(it.judged).toEqual([])
  })

  const yesterday = (it: Watched) => Math.floor(it.now / DAY_MS) - 1
  const push = (ago: number, more: object) => (it: Watched) =>
    it.store.addReadings(pushedDay(it, 'model-2', yesterday(it) - ago, more))
  const later = (hours: number) => async (it: Watched) => {
    it.now += hours * 3_600_000
  }
  test.each<[string, (it: Watched) => Promise<unknown>, readonly string[]]>([
    ['a bad reading', async it => later(24)(it).then(() => push(0, { value: 20 })(it)), ['model-2']],
    ['another value for a reading', push(3, { value: 60, available: '2026-12-01T00:00:00Z' }), ['model-2']],
    ['a reading of a part of the cases', push(0, { segment: 'eu' }), ['model-2']],
    ['a reading of few samples', async it => later(24)(it).then(() => push(0, { n: 10 })(it)), ['model-2']],
    ['its readings, which are too old by now', later(43), ['model-0', 'model-2']],
    ['a clock that was put back', later(-1), ['model-0', 'model-1', 'model-2', 'model-3']],
    ['an event about it', async it => it.store.commit({ at: new Date(it.now), parts: [OBSERVED] }), ['model-2']],
    [
      'its file',
      async it => {
        it.repository = edited(it.repository, 'next', 'limit')
      },
      ['model-0'],
    ],
    [
      'a rule',
      async it => {
        it.repository = edited(it.repository, 'next', 'rule')
      },
      ['model-0', 'model-1', 'model-2', 'model-3'],
    ],
    [
      'a version that was not there before',
      async it => {
        it.runs = '1.0.0'
      },
      ['model-1'],
    ],
  ])('is judged again for %s', async (_, happens, whom) => {
    const { it, round } = await resting()
    await happens(it)
    await round()
    expect(it.judged).toEqual(expect.arrayContaining([...whom]))
    expect(it.judged.filter(id => !['model-1', 'model-3', ...whom].includes(id))).toEqual([])
  })

  test('is none where a monitor watches its segments, each of which grows old by itself', async () => {
    const { it, round } = await resting()
    const [first, ...others] = it.repository.policies.monitor as readonly { readonly watches: object }[]
    const monitor = [{ ...first, id: 'parts', watches: { kpi: 'recall', segments: 'all' } }, first, ...others]
    it.repository = { ...it.repository, policies: { ...it.repository.policies, monitor } }
    await round()
    it.judged.length = 0
    await round()
    expect([...new Set(it.judged)].sort()).toEqual(Object.keys(FOUR.models))
  })

  test('is told of in each round while it has no new readings', async () => {
    const { it, round } = await resting()
    const says = () => unmeasured(it.last, it.repository)?.map(each => each.says)
    it.now += 3 * DAY_MS
    await round()
    await round()
    const told = says()
    expect(told).toHaveLength(1)
    it.judged.length = 0
    await round()
    expect(it.judged).toEqual([])
    expect(says()).toEqual(told)
  })
})

const OBSERVED = {
  subject: 'model/model-2',
  seen: 0,
  events: [happened('model.observed', 'kedge', { model: 'model-2', version: '2.2.0' })],
}
