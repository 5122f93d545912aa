import { expect, test } from 'vitest'
import type { Breach } from '../../src/core/breach.ts'
import { caseFrom } from '../../src/core/case.ts'
import { troubleChannel } from '../../src/flows/trouble-channel.ts'
import type { Document } from '../../src/words/document.ts'
import { breached, estate, nameOf, type Posted } from '../fixtures/breached.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { repository, words, write } from '../fixtures/world.ts'

test('[C12] hundreds of models that breach together are as many cases on record and one message (attack 67)', async () => {
  const { round, posted, held, did } = await breached(200)
  await round()
  await round()
  expect(await held()).toHaveLength(200)
  expect(posted()).toHaveLength(1)
  expect(did.map(([verb]) => verb)).toEqual(['postMessage'])
  const [, to, document] = posted()[0] as Posted
  expect(to.channel).toBe(troubleChannel(repository))
  expect(words(document)).toMatchInlineSnapshot(`
    "┃ Kedge holds back
    ┃ ━━━━━━━━━━━━━━━━
    ┃
    ┃ 200 cases opened at once; 20 an hour may have a card each. The gravest: model-0000 (high), model-0001 (high), model-0002 (high), model-0003 (high), model-0004 (high), model-0005 (medium), model-0006 (medium), model-0007 (medium), model-0008 (medium), model-0009 (medium) and 190 more.
    ┃
    ┃ fix: see whether what they are measured over is right: then they close by themselves. If the models really are that bad, raise casesAnHour in a playbook, and each case gets its card
    ┃
    ┃ Since     16 April 2001, 09:00 UTC
    ┃ Category  technical
    ┃ Waits     cards of cases × 200
    ┃
    ┃ · Each case is on record, and /kedge status shows it. Whoever acts on a model gets its card; Kedge does nothing of its own."
  `)
})

test('[C12] twenty that breach together have a card each, and the next within the hour waits (attack 67)', async () => {
  const { world, round, posted, held, rules, at } = await breached(21)
  rules(estate(20))
  await round()
  expect(posted()).toHaveLength(20)
  rules(estate(21))
  await round()
  expect(posted()).toHaveLength(21)
  expect(await held()).toHaveLength(1)
  expect((await typed(world, 'status')).words.split('\n')[0]).toMatchInlineSnapshot(
    `"┃ · Kedge holds back cards of cases since 16 April 2001, 09:00 UTC."`,
  )
  at('2001-04-16T10:00:01.000Z')
  await round()
  expect(await held()).toEqual([])
  expect(posted().at(-1)?.[1].key).toBe(`card:case/${nameOf(20)}-2001-04-09`)
})

test('[C12] when a person says in a playbook that so many are right, each gets its card, once (attack 67)', async () => {
  const { round, posted, held, rules, did } = await breached(30)
  await round()
  expect(posted()).toHaveLength(1)
  rules(estate(30, 30))
  await round()
  await round()
  expect(await held()).toEqual([])
  expect(posted()).toHaveLength(31)
  expect(new Set(posted().map(([, to]) => to.key)).size).toBe(31)
  const [, , over] = did.findLast(([verb, to]) => verb === 'updateMessage' && isBrake(to)) as unknown as Posted
  expect(words(over)).toMatchInlineSnapshot(`
    "┃ Kedge goes on
    ┃ ━━━━━━━━━━━━━
    ┃
    ┃ 30 cases opened at once; 20 an hour may have a card each. The gravest: model-0000 (high), model-0001 (high), model-0002 (high), model-0003 (high), model-0004 (high), model-0005 (medium), model-0006 (medium), model-0007 (medium), model-0008 (medium), model-0009 (medium) and 20 more.
    ┃
    ┃ That lasted less than a minute and is over; what waited was done.
    ┃
    ┃ · It held up cards of cases."
  `)
})

test('[C12] a model that breaches alone while a flood is held back has its card all the same (attack 67)', async () => {
  const { round, posted, held, rules, at, store } = await breached(31)
  rules(estate(30))
  await round()
  expect([posted().length, (await held()).length]).toEqual([1, 30])
  at('2001-04-19T09:00:00.000Z')
  rules(estate(31))
  await round()
  expect(Object.keys(estate(31).models).at(-1)).toBe(nameOf(30))
  expect(posted().at(-1)?.[1].key).toBe(`card:case/${nameOf(30)}-2001-04-09`)
  expect(await held()).toHaveLength(30)
  expect(await store.subjects({ kind: 'case', open: true })).toHaveLength(31)
})
const isBrake = (to: unknown) => (to as { key: string }).key.startsWith('card:trouble/')

test('whoever acts on a model that is held back gets its card', async () => {
  const { world, round, posted } = await breached(30)
  await round()
  await write(world, `case/${nameOf(7)}-2001-04-09`, [happened('case.asked', 'ana', { change: 'change/1' })])
  await world.store.commit({
    at: world.now(),
    parts: [],
    jobs: [{ key: 'x', effect: 'show-case', subject: `case/${nameOf(7)}-2001-04-09` }],
  })
  await round()
  expect(posted().map(([, to]) => to.key)).toContain(`card:case/${nameOf(7)}-2001-04-09`)
})

test('[C12] cases that are over by themselves close without a word each, and so does the message (attack 67)', async () => {
  const { world, store, round, posted, held, at } = await breached(30)
  await round()
  const good = Object.keys((await world.policy()).models).flatMap(model =>
    [16, 23, 30].map(day => {
      const start = Date.UTC(2001, 3, day)
      const [from, to] = [start, start + 7 * 86_400_000].map(ms => new Date(ms).toISOString()) as [string, string]
      return {
        model,
        kpi: 'mae',
        segment: '',
        version: '1.1.0',
        start: from,
        end: to,
        value: 9,
        n: 115_000,
        available: to,
      }
    }),
  )
  await store.addReadings(good)
  at('2001-05-07T09:00:00.000Z')
  await round()
  expect(await held()).toEqual([])
  expect(await store.subjects({ kind: 'case', open: true })).toEqual([])
  expect(await store.subjects({ kind: 'trouble', open: true })).toEqual([])
  expect(posted()).toHaveLength(1)
})

test('a model that not everybody may see is not named (attack 73)', async () => {
  const { round, posted, rules } = await breached(30)
  const { models, ...rest } = estate(30)
  const hidden = Object.values(models)
    .slice(0, 5)
    .map(model => [model.id, { ...model, visibility: { roles: ['x'] } }])
  rules({ ...rest, models: { ...models, ...Object.fromEntries(hidden) } })
  await round()
  const said = words(posted()[0]?.[2] as Document)
  expect(said).not.toContain(nameOf(0))
  expect(said).toContain(nameOf(5))
})

test('[C12] [D7] cases that open again all at once are a flood as well', async () => {
  const { world, round, posted, held, store } = await breached(21)
  const id = (n: number) => `case/${nameOf(n)}-2001-04-09`
  await round()
  for (let n = 0; n < 21; n++) {
    const it = caseFrom(await store.events(id(n)))
    if (it === undefined) throw new Error(`${id(n)} is not there`)
    const { onset, available, monitors } = it
    const before = monitors.map(m => ({
      ...m,
      state: 'ok',
      since: '2001-04-02T00:00:00.000Z',
      latest: { ...m.latest, end: onset },
    }))
    const times = { onset, available, detected: onset, recovered: onset }
    await write(world, id(n), [
      happened('case.continued', 'kedge', { monitors: before as readonly Breach[] }),
      happened('case.released', 'kedge', {}),
      happened('case.closed', 'kedge', times),
    ])
  }
  const before = posted().length
  await round()
  const types = (await store.events(id(0))).map(({ type }) => type)
  expect(types.slice(-2)).toEqual(['case.again', 'case.held'])
  expect(await held()).toHaveLength(21)
  expect(posted().length - before).toBe(0)
})
