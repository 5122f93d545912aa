/** What a digest of one model hears of another: nothing, and none of its numbers counts it; of rules, all hear. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const text = readFileSync(MODEL, 'utf8').replace('channels: [C0FLIGHTOPS,', 'channels: [C0FLIGHTOPS, C0LUNCH,')
const other = (id: string, channel: string, of = text) => {
  const named = of.replace('id: flight-delay', `id: ${id}`).replace('name: Flight delay forecast', `name: The ${id}`)
  return { [`models/${id}.yaml`]: named.replace('channel: C0FLIGHTOPS', `channel: ${channel}`) }
}
const daily = (id: string, channel: string, more: string) => ({
  [`policies/${id}.yaml`]: `kind: digest
id: ${id}
because: Whoever answers for it hears of it.
channel: ${channel}
${more}at: "08:00"
timeZone: America/Chicago
begins: 2001-02-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`,
})
const ofThird = (audience: string) =>
  daily('third-daily', 'C0LUNCH', `audience: ${audience}\nappliesTo: { models: [third] }\n`)
const inOtherWords = (file: string) => file.replace('Above 5 minutes', 'Above five minutes')

type Edits = Readonly<Record<string, (file: string) => string>>

/** On the second day Dana opens a pull request with these edits, an administrator merges it, and a day passes. */
async function merged(it: Scenario, edits: Edits, title: string) {
  await it.watch()
  await it.reconciles()
  await it.passes({ hours: 24 })
  await it.reconciles()
  it.clock.move(300_000)
  await opens(it, 'dana', edits, title)
  await it.passes({ hours: 3 })
  it.unprotect()
  await it.air.github.person('root').call('PUT', '/repos/acme/models/pulls/1/merge', {})
  await it.settle()
  await it.reconciles()
  await it.passes({ hours: 21 })
  await it.reconciles()
}

test.each([
  ['operations', ['models/second.yaml', MODEL]],
  ['executive', [MODEL]],
])(
  '[E5] [R39] what a person changes in other models is no news in the digest of %s of a third, and not counted there',
  async (audience, paths) => {
    const files = {
      ...{ [MODEL]: text, ...other('second', 'C0FLIGHTOPS'), ...other('third', 'C0LUNCH') },
      ...ofThird(audience),
      ...daily('cio-daily', 'C0APPROVALS', 'audience: executive\n'),
    }
    const it = await scenario({ at: '2001-03-06T15:00:00Z', files })
    await merged(it, Object.fromEntries(paths.map(path => [path, inOtherWords])), 'Say it better')
    const told = it.digests('lunch').at(-1) ?? ''
    expect(told).not.toMatch(/Say it better|asked for|1 change merged|pieces? of news/)
    const names = paths.length > 1 ? 'Flight delay forecast and The second' : 'Flight delay forecast'
    const cio = (it.digests('approvals').at(-1) ?? '').split('\n').filter(line => /Dana|edit|change merged/.test(line))
    expect(cio.join('\n')).toContain(`${names}, edit merged`)
    expect(cio.join('\n')).toContain('1 change merged')
  },
  60_000,
)

test('[E5] that the file of a model was deleted is news to who answers for all of them, and counted', async () => {
  const files = { ...other('second', 'C0FLIGHTOPS'), ...daily('cio-daily', 'C0APPROVALS', 'audience: executive\n') }
  const it = await scenario({ at: '2001-03-06T15:00:00Z', files })
  const deleted = (() => null) as unknown as Edits[string]
  await merged(it, { 'models/second.yaml': deleted }, 'Take the second away')
  const told = it.digests('approvals').at(-1)
  expect(told).toContain('Take the second away')
  expect(told).toContain('1 change merged')
})

const quicker = (policy: string) =>
  policy
    .replace('withinHours: 24', 'withinHours: 20')
    .replaceAll('hours: 24.01', 'hours: 20.01')
    .replaceAll('hours: 24', 'hours: 20')
    .replaceAll('afterHours: 23', 'afterHours: 19')
const RULE = { 'policies/approve-rollback.yaml': quicker }

test.each([
  ['alone', RULE],
  ['with a sentence of another model', { ...RULE, [MODEL]: inOtherWords }],
])('[E5] rules that hold for a model are news of its digest: changed %s', async (_, edits: Edits) => {
  const files = { [MODEL]: text, ...other('third', 'C0LUNCH'), ...ofThird('compliance') }
  const it = await scenario({ at: '2001-03-06T15:00:00Z', files })
  await merged(it, edits, 'Quicker way back')
  expect(it.digests('lunch').at(-1)).toContain('Quicker way back')
})

test('[E5] [D12] a source that two models wait for is no trouble of a third, and names them where they are told of', async () => {
  let isDown = false
  const query = async (connection: string) => {
    if (connection === 'serving') return [{ version: '1.1.0' }]
    if (isDown && connection === 'flights')
      throw new OutsideError('unavailable', 'flights does not answer.\n  fix: start flights')
    return []
  }
  const files = {
    ...{ [MODEL]: text, ...other('second', 'C0FLIGHTOPS') },
    ...other('third', 'C0LUNCH', text.replaceAll('connection: flights', 'connection: elsewhere')),
    ...ofThird('operations'),
    ...daily('cio-daily', 'C0APPROVALS', 'audience: executive\n'),
  }
  const it = await scenario({ at: '2001-03-05T15:00:00Z', files, parts: { query: () => query as never } })
  const feed = async () => {
    for (const model of isDown ? ['third'] : ['flight-delay', 'second', 'third'])
      await it.store.addReadings(flightReadings(it.clock.now()).map(reading => ({ ...reading, model })))
  }
  const day = async () => {
    for (let hour = 0; hour < 24; hour++) {
      it.clock.move(3_600_000)
      if (hour % 6 === 0) await feed()
      await it.bot.watch()
      await it.reconciles()
    }
  }
  await feed()
  await it.watch()
  await it.reconciles()
  await day()
  isDown = true
  await day()
  await day()
  expect(it.digests('lunch').at(-1)).toMatch(/^Quiet since 7 March 2001: nothing fires on The third/)
  const told = (name: string) =>
    (it.digests(name).at(-1) ?? '').split('\n').filter((line, i) => i === 1 || /DataOps|ITOps|since .* with/.test(line))
  expect(told('flight-ops')).toMatchInlineSnapshot(`
    [
      "1 KPI without data and 2 troubles with data.",
      "flight-delay gets no data since 8 March 2001, 00:00 UTC with readings; its card says why.",
      "flight-delay is stuck since 7 March 2001, 00:00 UTC with measuring; its card says why.",
    ]
  `)
  expect(told('approvals')).toMatchInlineSnapshot(`
    [
      "2 KPIs without data and 2 troubles with data.",
      "DataOps: 2 KPIs of Flight delay forecast and The second without data; 2 open troubles with data, the oldest for 1 day 14 hours; 1 trouble with data, as many as the day before",
      "ITOps: Kedge works and measures",
      "flight-delay and second get no data since 8 March 2001, 00:00 UTC with readings; its card says why.",
      "flight-delay and second are stuck since 7 March 2001, 00:00 UTC with measuring; its card says why.",
    ]
  `)
  const counted = async (channel: string, models: string[]) => {
    const since = '2001-03-05T00:00:00Z'
    const wanted = { audience: 'executive', channel, timeZone: 'UTC', appliesTo: { models }, since } as const
    const { portfolio, happened } = await digestFacts(it.bot.world, wanted)
    const ofData = portfolio.functions.find(({ of }) => of === 'dataops')?.counts
    return [ofData?.map(({ now }) => now), happened.filter(({ trouble }) => trouble !== undefined).length]
  }
  expect(await counted('C0LUNCH', ['third'])).toEqual([[0], 0])
  expect(await counted('C0FLIGHTOPS', ['second'])).toEqual([[2], 2])
  const asked = async (words: string) => (await it.says('ana', 'lunch', words)).split('\n')
  expect((await asked('/kedge status')).filter(line => / with (measuring|readings)/.test(line))).toMatchInlineSnapshot(`
    [
      "flight-delay and second get no data since 8 March 2001, 00:00 UTC with readings; its card in <#C0FLIGHTOPS> says why.",
      "flight-delay and second are stuck since 7 March 2001, 00:00 UTC with measuring; its card in <#C0APPROVALS> says why.",
    ]
  `)
}, 200_000)
