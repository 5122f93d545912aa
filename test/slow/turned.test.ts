/** A monitor is turned to another KPI: what was bad is not over by readings of something else. */
import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import { DESK, pushedModel } from '../fixtures/desk.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { recovered } from '../scenarios/recovered-case.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const POLICY = 'policies/false-notices.yaml'
const WARNING = 'policies/unseen-flights.yaml'

const CAUSE = 'Since 1 April 2001: More flights go on routes'

const types = async ({ events }: Scenario, subject = 'case') => (await events(subject)).map(({ type }) => type)
const row = ({ card }: Scenario, name: string) =>
  card('flight-ops')
    .split('\n')
    .find(line => line.startsWith(name))

/** What it is good by are the late flights announced, of which more is better. */
const turned = (text: string) =>
  text
    .replace(/kpi: \w+/, 'kpi: announced')
    .replace(/clears: \{ after: (\d), limit: [\d.]+ \}/, 'limit: 30\nclears: { after: $1 }')
    .replace(/examples:[\s\S]*/, 'examples:\n  - { values: [40, 40, 40], then: firing }\n')

async function turns(it: Scenario, file: string) {
  await it.pushesToMain('root', file, turned)
  await it.reconciles()
  const [, id = ''] = /policies\/(.*)\.yaml/.exec(file) ?? []
  const { policies } = await it.bot.world.policy()
  expect(policies.monitor).toContainEqual(
    expect.objectContaining({ id, watches: expect.objectContaining({ kpi: 'announced' }) }),
  )
}

test('[D7] a monitor that is turned to another KPI lets no case recover: its row stays, and its owner closes it', {
  timeout: 60_000,
}, async () => {
  const it = await scenario()
  await it.watch()
  await it.weeks(1)
  await it.presses('ana', 'It’s mine', 'flight-ops')
  await turns(it, POLICY)
  await it.weeks(4)
  expect(await types(it)).not.toContain('case.closed')
  expect(row(it, 'Mean error')).toContain('recovered')
  expect(row(it, 'False notices:')).toContain('no rule that opens cases has watched it since 30 April 2001')
  expect(it.card('flight-ops')).not.toContain('limit 75 per 1,000 flights, now 30')
  expect(await it.says('ana', 'flight-ops', '/kedge close flight-delay because we count it in another way')).toContain(
    'is closed',
  )
  expect((await it.events('case')).findLast(({ type }) => type === 'case.closed')?.body).not.toHaveProperty('recovered')
})

test('[D7] a warning whose monitor is turned to another KPI is over, and nobody hears that its KPI is well', {
  timeout: 60_000,
}, async () => {
  const it = await scenario()
  await it.watch()
  await turns(it, WARNING)
  await it.passes({ days: 1 })
  await it.weeks(1)
  expect(it.chat('flight-ops')).not.toContain('is back within its limit')
  const over = (await it.events('model/flight-delay')).filter(({ type }) => type === 'model.warning-over')
  expect(over.map(({ body }) => body)).toEqual([
    expect.objectContaining({ monitor: 'unseen-flights', unwatched: true }),
  ])
})

test.each([
  ['opens cases', 'severity: warn', 'severity: breach'],
  ['is for other models', 'appliesTo: { models: [flight-delay] }', 'appliesTo: { tiers: [low] }'],
])('[D7] a warning whose monitor %s by now is over, and no cause of a case', async (_, from, to) => {
  const other = (await pushedModel())
    .replace('id: flight-delay', 'id: other-delay')
    .replace('name: Flight delay', 'name: Other delay')
    .replace('tier: medium', 'tier: low')
  const it = await scenario({ files: { 'models/other-delay.yaml': other }, parts: { pushes: DESK } })
  await it.watch()
  expect(it.card('flight-ops')).toContain(CAUSE)
  await it.pushesToMain('root', WARNING, text => text.replace(from, to))
  await it.reconciles()
  await it.passes({ days: 1 })
  const over = (await it.events('model/flight-delay')).filter(({ type }) => type === 'model.warning-over')
  expect(over.map(({ body }) => body)).toEqual([
    expect.objectContaining({ monitor: 'unseen-flights', unwatched: true }),
  ])
  await it.weeks(1)
  expect(it.card('flight-ops')).not.toContain(CAUSE)
  expect(it.chat('flight-ops')).not.toContain('is back within its limit')
})

test('[D7] a KPI that only gets another name goes on in its case and in its warning', { timeout: 60_000 }, async () => {
  const it = await scenario()
  await it.watch()
  const names = { false_notices: 'notices_in_vain', unseen: 'never_seen' }
  const renamed = (text: string) =>
    Object.entries(names).reduce(
      (now, [from, to]) => now.replaceAll(new RegExp(`\\b${from}\\b(?!-)`, 'g'), to),
      text.replaceAll(/^ +metrics: .*\n/gm, ''),
    )
  const named = (kpi: string) => (kpi === 'unseen' ? names.unseen : names.false_notices)
  const carriedOver = async () => {
    const mine = flightReadings(it.clock.now()).filter(({ kpi }) => kpi in names)
    await it.store.addReadings(mine.map(one => ({ ...one, kpi: named(one.kpi) })))
  }
  await carriedOver()
  const files = [MODEL, POLICY, WARNING]
  const pushed = await Promise.all(files.map(async file => [file, renamed(await it.file(file, 'main'))] as const))
  it.unprotect()
  await it.air.github.person('root').push('main', Object.fromEntries(pushed), 'Name them anew')
  await it.reconciles()
  expect(Object.keys((await it.bot.world.policy()).models['flight-delay']?.kpis ?? {})).toContain('notices_in_vain')
  await it.passes({ days: 1 })
  const monitors = caseFrom(await it.events('case'))?.monitors ?? []
  expect(monitors.map(({ kpi, state, unwatched }) => [kpi, state, unwatched])).toEqual([
    ['mae', 'firing', undefined],
    ['notices_in_vain', 'firing', undefined],
  ])
  const told = await types(it, 'model/flight-delay')
  expect(told.filter(type => type.startsWith('model.warn'))).toEqual(['model.warned'])
  it.clock.move(6 * 86_400_000)
  await carriedOver()
  await it.watch()
  expect(row(it, 'False notices:')).toMatch(/; 3 bad weeks since 2 April 2001$/)
})

test.each([true, false])(
  '[D7] a KPI under another name goes on, its readings of before sent once more: %s',
  {
    timeout: 60_000,
  },
  async again => {
    const it = await scenario({ files: { [MODEL]: await pushedModel() }, parts: { pushes: DESK } })
    await it.watch()
    const at = it.clock.now().toISOString()
    const name = (kpi: string) => (kpi === 'unseen' ? 'never_seen' : 'notices_in_vain')
    const carries = () =>
      it.store.addReadings(
        flightReadings(it.clock.now())
          .filter(({ kpi, end }) => ['unseen', 'false_notices'].includes(kpi) && (again || end > at))
          .map(one => ({ ...one, kpi: name(one.kpi) })),
      )
    const renamed = (text: string) =>
      text
        .replaceAll(/^ +metrics: .*\n/gm, '')
        .replaceAll(/\b(false_notices|unseen)\b(?!-)/g, (_, kpi: string) => name(kpi))
    await carries()
    const files = [MODEL, POLICY, WARNING]
    const pushed = await Promise.all(files.map(async file => [file, renamed(await it.file(file, 'main'))] as const))
    it.unprotect()
    await it.air.github.person('root').push('main', Object.fromEntries(pushed), 'Name them anew')
    await it.reconciles()
    await it.air.deliver('1.0.0', it.clock.now())
    await it.passes({ hours: 1 })
    for (let week = 0; week < 5; week++) {
      it.clock.move(7 * 86_400_000)
      await it.store.addReadings(flightReadings(it.clock.now()).filter(({ kpi }) => kpi === 'mae'))
      await carries()
      await it.watch()
    }
    expect((await it.store.subjects({ kind: 'case' })).map(({ state }) => state)).toEqual(['closed'])
  },
)

test('[D7] what fires again under another name of its KPI is the same case', { timeout: 60_000 }, async () => {
  const it = await recovered(async at => {
    at.clock.set('2001-05-06T20:00:00Z')
    await at.air.deliver('1.1.0', at.clock.now())
    await at.passes({ hours: 1 })
  })
  const renamed = (text: string) =>
    text.replaceAll(/^ +metrics: .*\n/gm, '').replaceAll(/\bfalse_notices\b(?!-)/g, 'notices_in_vain')
  const carries = () =>
    it.store.addReadings(
      flightReadings(it.clock.now())
        .filter(({ kpi }) => kpi === 'false_notices')
        .map(one => ({ ...one, kpi: 'notices_in_vain' })),
    )
  await carries()
  const pushed = await Promise.all(
    [MODEL, POLICY].map(async file => [file, renamed(await it.file(file, 'main'))] as const),
  )
  it.unprotect()
  await it.air.github.person('root').push('main', Object.fromEntries(pushed), 'Name it anew')
  await it.reconciles()
  for (let week = 0; week < 2; week++) {
    it.clock.move(7 * 86_400_000)
    await carries()
    await it.watch()
  }
  expect((await it.store.subjects({ kind: 'case' })).map(({ state }) => state)).toEqual(['again'])
})
