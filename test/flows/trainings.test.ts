import { describe, expect, test } from 'vitest'
import { digestOf } from '../../src/core/canonical.ts'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import { authoriseTrigger, type TriggerAsker } from '../../src/flows/authorise.ts'
import { trainings } from '../../src/flows/trainings.ts'
import type { World } from '../../src/flows/world.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, MODEL, repository, worldAround, worldOf, write } from '../fixtures/world.ts'
import { caseEvents, NOW, observed } from '../fixtures/written.ts'

const SUBJECT = 'model/flight-delay'
type Retraining = NonNullable<Model['retraining']>
const scheduled: Retraining = { triggers: ['schedule'], schedule: { everyDays: 60 } }

/** The sample repository, whose model says this of its trainings, and is otherwise as `edit` leaves its file. */
function saying(retraining: Retraining, edit = (text: string) => text): Repository {
  const text = edit(repository.files[MODEL]?.text ?? '')
  const line = `retraining: ${JSON.stringify({ ...retraining, delivery: { workflow: 'train-model.yml' } })}`
  return reread({ [MODEL]: text.replace('tags: [sample]', line), ...lenient })
}

function reread(texts: Readonly<Record<string, string>>): Repository {
  const edited = Object.entries(texts).map(([path, text]) => [path, { text, blob: digestOf(text) }])
  const files = { ...repository.files, ...Object.fromEntries(edited) }
  const { repository: read, problems } = readRepository(files, repository.commit, policyKinds)
  if (!read) throw new Error(problems.map(({ says }) => says).join('\n'))
  return read
}
/** What has no gates serves all the same. */
const lenient = Object.fromEntries(
  ['serves-what-passed', 'runs-what-is-wanted'].map(id => {
    const path = `policies/${id}.yaml`
    return [path, (repository.files[path]?.text ?? '').replace('severity: block', 'severity: warn')]
  }),
)
/** No version says how old it is. */
const undated = (text: string) => text.replace(/^ {4}(?:trained|gates): .*\n/gm, '')

async function running(of: Repository, at = NOW) {
  const it = await worldOf({ repository: of, at })
  await write(it.world, SUBJECT, [observed('1.1.0')])
  return it
}
const changes = ({ store }: World) => store.subjects({ kind: 'change' })
const noted = async ({ store }: World) =>
  (await store.events(SUBJECT)).flatMap(({ type, body }) => (type === 'model.training' ? [body] : []))
/** As after a start: what a process remembers of its looks is gone, what is stored is not. */
const anew = (of: Repository, { store }: World, at = NOW) => worldAround({ ...store }, { repository: of, at }).world
const days = (n: number) => new Date(Date.parse(NOW) + n * 86_400_000).toISOString()

describe('[D8] a training that is due', () => {
  test('is asked for by Kedge and by the schedule, says why, and is nobody’s: no account is kept from approving', async () => {
    const { world } = await running(saying(scheduled))
    await trainings(world)
    const [row] = await changes(world)
    const [asked] = await world.store.events(row?.subject ?? '')
    expect(asked).toMatchObject({
      type: 'change.asked',
      by: 'kedge',
      body: { kind: 'retrain', door: 'trigger', trigger: 'schedule', accounts: [] },
    })
    const reason = '1.1.0 learnt from data up to 24 January 2001. It is to be trained every 60 days.'
    expect(asked?.body).toMatchObject({
      reason,
      edits: [{ put: [{ on: '2001-04-16', trigger: 'schedule', because: reason }] }],
    })
    expect(await noted(world)).toEqual([
      { model: 'flight-delay', outcome: 'asked', trigger: 'schedule', change: row?.subject },
    ])
  })

  test('is asked for once, by however many at once and after each start', async () => {
    const of = saying(scheduled)
    const { world } = await running(of)
    await Promise.all([trainings(world), trainings(anew(of, world)), trainings(anew(of, world))])
    await trainings(anew(of, world, days(1)))
    expect(await changes(world)).toHaveLength(1)
    expect(await noted(world)).toHaveLength(1)
  })

  test('and was denied is not asked for again until the schedule has passed once more', async () => {
    const of = saying(scheduled)
    const { world } = await running(of)
    await trainings(world)
    const [row] = await changes(world)
    await write(world, row?.subject ?? '', [happened('change.closed', 'kedge', { outcome: 'denied', says: 'no' })])
    await trainings(anew(of, world, days(59)))
    expect(await changes(world)).toHaveLength(1)
    await trainings(anew(of, world, days(60)))
    expect(await changes(world)).toHaveLength(2)
    const reasons = (await noted(world)).map(({ outcome }) => outcome)
    expect(reasons).toEqual(['asked', 'asked'])
  })

  test('waits for what is on its way, and for a model that serves nobody', async () => {
    const of = saying(scheduled)
    const { world } = await running(of)
    await trainings(world)
    await trainings(anew(of, world, days(61)))
    expect([(await changes(world)).length, (await noted(world)).length]).toEqual([1, 1])
    const hold = '  mode: batch\n  hold: { since: 2001-04-01, because: It is looked at. }'
    const held = saying(scheduled, text => text.replace('  mode: batch', hold))
    const other = await running(held)
    await trainings(other.world)
    expect(await changes(other.world)).toEqual([])
    const retired = await running(saying(scheduled, text => text.replace('stage: production', 'stage: retired')))
    await trainings(retired.world)
    expect([await changes(retired.world), await noted(retired.world)]).toEqual([[], []])
  })

  test('comes an hour after the look before, or at once when the rules are others', async () => {
    const { world, at } = await running(saying(scheduled), '2001-03-25T23:30:00.000Z')
    await trainings(world)
    at('2001-03-26T00:15:00.000Z')
    await trainings(world)
    expect(await changes(world)).toEqual([])
    at('2001-03-26T00:30:00.000Z')
    await trainings(world)
    expect(await changes(world)).toHaveLength(1)
  })
})

describe('[D8] new data', () => {
  const reading = (start: string, n: number, more: object = {}) => ({
    ...{ model: 'flight-delay', kpi: 'mae', segment: '', version: '1.1.0', start: `${start}T00:00:00.000Z` },
    ...{ end: `${start}T23:00:00.000Z`, value: 15, n, available: NOW },
    ...more,
  })
  const fed: Retraining = { triggers: ['new-data'], newData: { query: 'weekly', rows: 1000 } }

  test.each([
    ['enough rows', [reading('2001-02-05', 600), reading('2001-02-12', 400)], 1],
    ['the same rows, by two KPIs', [reading('2001-02-05', 600), reading('2001-02-05', 590, { kpi: 'announced' })], 0],
    ['rows of another version', [reading('2001-02-05', 9000, { version: '1.0.0' })], 0],
    ['rows of a part of the cases', [reading('2001-02-05', 9000, { segment: 'AA' })], 0],
    ['rows of another query', [reading('2001-02-05', 9000, { kpi: 'unseen' })], 0],
    ['rows it learnt from', [reading('2001-01-24', 9000)], 0],
  ])('%s', async (_, readings, count) => {
    const { world } = await running(saying(fed))
    await world.store.addReadings(readings)
    await trainings(world)
    const all = await changes(world)
    expect(all).toHaveLength(count)
    if (count === 0) return
    const [asked] = await world.store.events(all[0]?.subject ?? '')
    expect(asked?.body).toMatchObject({
      trigger: 'new-data',
      reason:
        '1.1.0 learnt from data up to 24 January 2001. Since then 1,000 rows came by the query weekly; after 1,000 it is to be trained.',
    })
  })
})

describe('[D8] what cannot be asked for', () => {
  const told = async (world: World) => {
    const found = []
    for (let job = await take(world); job; job = await take(world)) {
      if (job.it.effect === 'say') found.push(job.it.body)
      await world.store.commit({ at: world.now(), parts: [], done: [job] })
    }
    return found
  }
  const take = ({ store, now }: World) => store.takeJob({ by: 'test', now: now(), forMs: 1000 })

  test('[attack] for a day of the file that is to come is told once with the line to mend, and asks for nothing', async () => {
    const of = saying(scheduled, text => text.replaceAll('to: 2001-01-24', 'to: 2101-01-24'))
    const { world } = await running(of)
    for (const nth of [0, 1, 2]) await trainings(anew(of, world, days(nth)))
    expect(await changes(world)).toEqual([])
    expect(await noted(world)).toMatchInlineSnapshot(`
      [
        {
          "model": "flight-delay",
          "outcome": "refused",
          "rules": [],
          "says": "\`versions.1.1.0.trained.to\` of flight-delay is 24 January 2101, which is still to come, so no training is asked for by itself.",
        },
      ]
    `)
    expect(await told(world)).toMatchInlineSnapshot(`
      [
        "{"channel":"C0FLIGHTOPS","document":{"summary":"\`versions.1.1.0.trained.to\` of flight-delay is 24 January 2101, which is still to come, so no training is asked for by itself.","blocks":[{"is":"text","words":[{"is":"code","text":"versions.1.1.0.trained.to"}," of flight-delay is 24 January 2101, which is still to come, so no training is asked for by itself."]},{"is":"note","words":["fix: correct that day in the file of the model"]}]}}",
      ]
    `)
  })

  test('where nobody can say how old it is, is told once', async () => {
    const of = saying(scheduled, undated)
    const { world } = await worldOf({ repository: of })
    await trainings(world)
    await trainings(anew(of, world))
    expect(await noted(world)).toMatchInlineSnapshot(`
      [
        {
          "model": "flight-delay",
          "outcome": "refused",
          "rules": [],
          "says": "Nobody can say how old 1.1.0 of flight-delay is, so no training is asked for by itself.",
        },
      ]
    `)
  })

  test('with neither, it counts from when it was seen to run', async () => {
    const of = saying(scheduled, undated)
    const { world } = await running(of)
    await trainings(anew(of, world, days(59)))
    expect(await changes(world)).toEqual([])
    await trainings(anew(of, world, days(61)))
    expect(await changes(world)).toHaveLength(1)
  })
})

describe('[D8] many at once', () => {
  const many = (count: number, casesAnHour: number): Repository => {
    const text = saying(scheduled).files[MODEL]?.text ?? ''
    const copies = Array.from({ length: count }, (_, n) => [
      `models/m${n}.yaml`,
      text.replace(/^id: .*$/m, `id: m${n}`),
    ])
    const path = 'policies/breach-playbook.yaml'
    const playbook = `${repository.files[path]?.text}\ncasesAnHour: ${casesAnHour}\n`
    return reread({ ...lenient, ...Object.fromEntries(copies), [path]: playbook })
  }

  test('are no more pull requests an hour than cases may open with a card each', async () => {
    const of = many(5, 2)
    const { world, at } = await worldOf({ repository: of })
    await trainings(world)
    await trainings(world)
    expect(await changes(world)).toHaveLength(2)
    at(new Date(Date.parse(NOW) + 3_600_001).toISOString())
    await trainings(world)
    expect(await changes(world)).toHaveLength(4)
  })

  test('are none while the brake holds cases back', async () => {
    const of = saying(scheduled)
    const { world } = await running(of)
    await write(world, 'case/flight-delay-2001-04-09', [...caseEvents.slice(0, 1), happened('case.held', 'kedge', {})])
    await trainings(world)
    expect(await changes(world)).toEqual([])
  })
})

describe('[C4] the asker of a trigger', () => {
  test('is made from what the main branch says, for one model', () => {
    expect(authoriseTrigger(saying(scheduled), 'schedule', 'flight-delay')).toMatchObject({
      id: 'kedge',
      trigger: 'schedule',
      models: [{ id: 'flight-delay' }],
    })
    expect(authoriseTrigger(saying(scheduled), 'new-data', 'flight-delay')).toBeUndefined()
    expect(authoriseTrigger(repository, 'schedule', 'flight-delay')).toBeUndefined()
    for (const id of ['no-such-model', 'constructor'])
      expect(authoriseTrigger(saying(scheduled), 'schedule', id)).toBeUndefined()
  })

  test('cannot be written down: it does not compile', () => {
    // @ts-expect-error: it was not authorised.
    const forged: TriggerAsker = { id: 'kedge', trigger: 'schedule', models: [flightDelay] }
    expect(forged.id).toBe('kedge')
  })
})
