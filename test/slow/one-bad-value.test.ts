/** A query that answers, and brings no number for some of what it is asked. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import { botParts } from '../../src/stand-ins/bot-parts.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

const COLUMN = '1000 * avg((forecast > 5 and delay <= 0)::int)'

async function withoutNumber(when: string, { at, data }: { readonly at?: string; readonly data?: string } = {}) {
  const text = await readFile(MODEL, 'utf8')
  const worse = text.replace(
    `${COLUMN} as false_notices,`,
    `${COLUMN} * max(case when ${when} then 'nan'::double else 1 end) as false_notices,`,
  )
  expect(worse).not.toBe(text)
  const it = await scenario({
    seeded: false,
    files: { [MODEL]: worse },
    ...(at && { at }),
    ...(data && { parts: { data } }),
  })
  const status = async () => (await it.says('ana', 'flight-ops', '/kedge status flight-delay')).split('\n').slice(1)
  return { ...it, status }
}

test('[D12] a column without a number makes its own KPI fail and no other of the same query, for as long as that is so', async () => {
  const it = await withoutNumber("date >= '2001-03-12'", { at: '2001-03-19T06:00:00Z' })
  await it.watch()
  await it.passes({ minutes: 10 })
  expect(await it.status()).toMatchInlineSnapshot(`
    [
      "Late flights announced: 43 %, 6 hours 10 minutes old",
      "Mean error of the forecast: 18.2 min, 6 hours 10 minutes old, ok",
      "False notices: 60.7 per 1,000 flights, 7 days 6 hours old, error; its measuring fails since 19 March 2001, 06:00 UTC",
      "Flights the model never saw: 2.8 %, 6 hours 10 minutes old, ok",
    ]
  `)
  await it.passes({ days: 2 })
  expect(await it.status()).toMatchInlineSnapshot(`
    [
      "Late flights announced: 43 %, 2 days 6 hours old",
      "Mean error of the forecast: 18.2 min, 2 days 6 hours old, ok",
      "False notices: 60.7 per 1,000 flights, 9 days 6 hours old, error, and no newer reading came; its measuring fails since 19 March 2001, 06:00 UTC",
      "Flights the model never saw: 3.13 %, 6 hours 10 minutes old, ok",
    ]
  `)
  await it.reconciles()
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    flight-delay: query weekly, row 1: false_notices is NaN, not a number
    fix: Leave periods out that have no value; never make it zero.
    Since: 19 March 2001, 06:00 UTC
    Category: technical
    Waits: measuring × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
})

test('[D12] a value that a version without a part in a case does not have is no cause of that case', async () => {
  const it = await withoutNumber("version = '1.0.0'")
  await it.watch()
  const well = [
    expect.stringMatching(/^Late flights announced: /),
    expect.stringMatching(/^Mean error of the forecast: .*, firing$/),
    expect.stringMatching(/^False notices: .*, firing$/),
    expect.stringMatching(/^Flights the model never saw: .*, firing$/),
  ]
  expect(await it.status()).toEqual(well)
  const card = it.card('flight-ops')
  expect(card).toContain('2 bad weeks since 2 April 2001')
  expect(card).not.toContain('fails')
  await it.passes({ hours: 5 })
  expect(await it.status()).toEqual(well)
  // Somebody has to see to it all the same.
  await it.reconciles()
  expect(it.chat('flight-ops')).toContain('false_notices is NaN, not a number')
})

test('[D12] a value that is missing of what serves keeps its own KPI from looking well', async () => {
  const it = await withoutNumber("version = '1.1.0' and date >= '2001-04-09'")
  for (const hours of [0, 1, 5]) {
    await it.passes({ hours })
    const failing = (await it.status()).filter(line => line.includes('its measuring fails'))
    expect(failing).toEqual([expect.stringMatching(/^False notices: /)])
  }
  expect(it.card('flight-ops')).not.toContain('fails')
})

test('[D12] a row that says no version is told for as long as no other window is asked for', async () => {
  const text = await readFile(MODEL, 'utf8')
  const worse = text.replace("'1.0.0' as version, by_100", 'null::varchar as version, by_100')
  expect(worse).not.toBe(text)
  const it = await scenario({ seeded: false, files: { [MODEL]: worse }, at: '2001-03-19T06:00:00Z' })
  await it.watch()
  await it.passes({ minutes: 20 })
  await it.reconciles()
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    flight-delay: query weekly, row 2: version is null, not a text
    fix: Return the version as text: '1.1.0' as version, or the tag or column that holds it.
    Since: 19 March 2001, 06:00 UTC
    Category: technical
    Waits: measuring × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
})

test('[D12] a bot that starts again goes on telling which value is missing, and takes nothing back', async () => {
  const data = await mkdtemp(join(tmpdir(), 'kedge-one-bad-value-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const it = await withoutNumber("version = '1.1.0' and date >= '2001-04-09'", { data })
  await it.watch()
  await it.passes({ hours: 1 })
  await it.reconciles()
  expect(it.chat('flight-ops')).toContain('false_notices is NaN')
  const kept = await it.store.readingsAfter(0)
  await it.bot.stop()
  const { air, log } = it
  const again = await assemble(botParts(air, { data, log, now: it.clock.now, door: 'http', rulesMs: 0, accountsMs: 0 }))
  onTestFinished(() => again.stop())
  const { port } = await again.open()
  air.slack.useHttp(`http://127.0.0.1:${port}/slack/events`)
  for (let round = 0; round < 3; round++) {
    it.clock.move(60_000)
    await again.watch()
    await again.reconcile()
    await again.settle()
  }
  await it.person('ana').command('flight-ops', '/kedge status flight-delay')
  await again.settle()
  expect(it.whispers('ana').at(-1)).toMatch(/False notices: .*its measuring fails/)
  expect(it.chat('flight-ops')).not.toContain('GOES ON')
  expect(await again.world.store.readingsAfter(0)).toEqual(kept)
})

test('[D12] a value that is none is one trouble, also once its KPI is too old, and the case says what is missing', async () => {
  const it = await withoutNumber("version = '1.1.0' and date >= '2001-04-16'")
  await it.watch()
  await it.weeks(2)
  await it.passes({ minutes: 20 })
  await it.reconciles()
  const chat = it.chat('flight-ops')
  expect(chat).toContain('fix: Leave periods out that have no value; never make it zero.')
  expect(chat).not.toContain('GETS NO DATA')
  expect(chat).toContain('Nothing new of false_notices comes over flights: the newest reading ended on 16 April 2001')
  expect(chat).not.toContain('What is asked of flights fails')
  expect(await it.status()).toContainEqual(expect.stringMatching(/^False notices: .*its measuring fails since/))
})
