/** One source feeds several KPIs and models: what falls silent after the first is told too, where somebody can see to it. */
import { expect, test } from 'vitest'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { DESK_TOKEN } from '../fixtures/pushed.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

const DAY_MS = 86_400_000
const WEEKLY = ['mae', 'false_notices', 'announced']
const reading = (model: string, kpi: string, start: string, value = 15) => ({
  ...{ model, kpi, version: '1.1.0', start, value, n: 50_000 },
})
const weeks = (model: string, kpis = WEEKLY) =>
  ['2001-03-26', '2001-04-02', '2001-04-09'].flatMap(start => kpis.map(kpi => reading(model, kpi, start)))
const daily = (model: string) =>
  Array.from({ length: 15 }, (_, i) => reading(model, 'unseen', `2001-04-${String(i + 1).padStart(2, '0')}`, 1))

/** Another model of the same desk, told elsewhere. */
async function other(id: string, channel: string, visibility: string): Promise<string> {
  const text = (await pushedModel()).replace('id: flight-delay', `id: ${id}`)
  const named = text.replace('name: Flight delay forecast', `name: ${id}`).replace('C0FLIGHTOPS #', `${channel} #`)
  return named.replace('channels: [C0FLIGHTOPS, C0APPROVALS]', `channels: [${visibility}]`)
}

async function desk(others: Readonly<Record<string, string>> = {}) {
  const files = Object.fromEntries(Object.entries(others).map(([id, text]) => [`models/${id}.yaml`, text]))
  const models = ['flight-delay', ...Object.keys(others)]
  const pushes = Object.fromEntries(Object.entries(DESK).map(([id, it]) => [id, { ...it, models }]))
  const it = await scenario({ seeded: false, files: { [MODEL]: await pushedModel(), ...files }, parts: { pushes } })
  await it.bot.world.policy()
  const push = async (readings: readonly object[]) => {
    const headers = { authorization: `Bearer ${DESK_TOKEN}`, 'content-type': 'application/json' }
    const sent = { method: 'POST', headers, body: JSON.stringify({ readings }) }
    expect((await fetch(`${it.url}/v1/readings`, sent)).status).toBe(200)
  }
  /** Each day these send what came that day. */
  const days = async (n: number, ...alive: readonly string[]) => {
    for (let day = 0; day < n; day++) {
      await it.passes({ days: 1 })
      const yesterday = new Date(it.clock.now().getTime() - DAY_MS).toISOString().slice(0, 10)
      if (alive.length > 0) await push(alive.map(model => reading(model, 'unseen', yesterday, 1)))
      await it.watch()
      await it.reconciles()
    }
  }
  const retold = async () => {
    const rows = await it.bot.world.store.subjects({ kind: 'trouble' })
    const events = await Promise.all(rows.map(row => it.events(row.subject)))
    return events.flat().filter(({ type }) => type === 'trouble.retold').length
  }
  return { ...it, push, days, retold }
}

test('[D12] a model that falls silent after another of its source is told in its own channel, and that one as it was', async () => {
  const it = await desk({ 'other-delay': await other('other-delay', 'C0LUNCH', 'C0LUNCH, C0APPROVALS') })
  await it.push(['flight-delay', 'other-delay'].flatMap(id => [...weeks(id), ...daily(id)]))
  await it.watch()
  await it.days(6, 'other-delay')
  expect(it.chat('lunch')).toBe('')
  await it.days(9)
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY GETS NO DATA
    flight-delay gets nothing new of announced, false_notices, mae and unseen from delay-desk: the newest reading ended on 16 April 2001.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 18 April 2001, 00:00 UTC
    Category: technical
    Waits: readings × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more.

        There is more to it by now; the card above says what."
  `)
  expect(it.chat('lunch')).toMatchInlineSnapshot(`
    "OTHER-DELAY GETS NO DATA
    other-delay gets nothing new of announced, false_notices, mae and unseen from delay-desk: the newest reading ended on 22 April 2001.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 24 April 2001, 00:00 UTC
    Category: technical
    Waits: readings × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  expect(it.chat('approvals')).toMatchInlineSnapshot(`
    "KEDGE GETS NO DATA
    2 models get nothing new from delay-desk: the newest reading ended on 22 April 2001.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 18 April 2001, 00:00 UTC
    Category: technical
    Waits: readings × 2
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  expect(await it.retold()).toBe(1)
  // What grows is no news, and nothing is posted for it.
  await it.days(20)
  expect(await it.retold()).toBe(1)
  expect(it.chat('lunch').match(/GETS NO DATA/g)).toHaveLength(1)
})

test('[D12] of two models that wait, the card of the one that goes on says so, and another follows when it stops again', async () => {
  const it = await desk({ 'other-delay': await other('other-delay', 'C0LUNCH', 'C0LUNCH, C0APPROVALS') })
  await it.push(['flight-delay', 'other-delay'].flatMap(id => [...weeks(id), ...daily(id)]))
  await it.watch()
  await it.days(4)
  expect(it.card('lunch')).toContain('OTHER-DELAY GETS NO DATA')
  await it.days(2, 'flight-delay')
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY GOES ON
    flight-delay gets nothing new of unseen from delay-desk: the newest reading ended on 16 April 2001.
    That lasted 3 days 6 hours and is over; what waited was done.
    It held up readings."
  `)
  expect(it.chat('lunch').match(/GETS NO DATA/g)).toHaveLength(1)
  expect(it.chat('approvals')).toMatchInlineSnapshot(`
    "OTHER-DELAY GETS NO DATA
    other-delay gets nothing new of unseen from delay-desk: the newest reading ended on 16 April 2001.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 18 April 2001, 00:00 UTC
    Category: technical
    Waits: readings × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  await it.days(4)
  expect(it.chat('flight-ops').match(/FLIGHT-DELAY GETS NO DATA/g)).toHaveLength(1)
  expect(it.chat('flight-ops').match(/FLIGHT-DELAY GOES ON/g)).toHaveLength(1)
})

test('[D12] [C4] [attack 73] a model that is hidden elsewhere is named in its own channel alone, whoever waits besides', async () => {
  const it = await desk({ 'merger-plan': await other('merger-plan', 'C0LUNCH', 'C0LUNCH') })
  await it.push(['flight-delay', 'merger-plan'].flatMap(id => [...weeks(id), ...daily(id)]))
  await it.watch()
  await it.days(2, 'merger-plan')
  await it.days(2)
  expect(it.card('lunch')).toContain('MERGER-PLAN GETS NO DATA')
  expect(it.chat('approvals')).toMatchInlineSnapshot(`
    "KEDGE GETS NO DATA
    2 models get nothing new from delay-desk: the newest reading ended on 18 April 2001.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 18 April 2001, 00:00 UTC
    Category: technical
    Waits: readings × 2
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  await it.days(1, 'flight-delay')
  expect(it.chat('approvals')).toMatchInlineSnapshot(
    `"This is about a model that is not shown here any more. It goes on where it may be."`,
  )
  await it.days(3)
  expect(it.chat('approvals')).toMatchInlineSnapshot(`
    "This is about a model that is not shown here any more. It goes on where it may be.

    KEDGE GETS NO DATA
    2 models get nothing new from delay-desk: the newest reading ended on 21 April 2001.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 20 April 2001, 00:00 UTC
    Category: technical
    Waits: readings × 2
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  for (const channel of ['flight-ops', 'approvals']) expect(it.chat(channel)).not.toContain('merger-plan')
  expect(it.chat('lunch').match(/MERGER-PLAN GETS NO DATA/g)).toHaveLength(1)
})

test('[D12] KPIs that stop after the first stand on its card, which is told anew once, and below it that there is more', async () => {
  const it = await desk()
  await it.push(weeks('flight-delay'))
  await it.watch()
  await it.days(4)
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY GETS NO DATA
    flight-delay gets nothing new of unseen from delay-desk: there never was a reading.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 18 April 2001, 06:00 UTC
    Category: technical
    Waits: readings × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  await it.days(26)
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY GETS NO DATA
    flight-delay gets nothing new of announced, false_notices, mae and unseen from delay-desk: the newest reading ended on 16 April 2001, and 1 KPI never had one.
    fix: see that new data arrives where delay-desk reads, or is sent to it; readings follow by themselves
    Since: 18 April 2001, 06:00 UTC
    Category: technical
    Waits: readings × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more.

        There is more to it by now; the card above says what."
  `)
  expect(await it.retold()).toBe(1)
})
