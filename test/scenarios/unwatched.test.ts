/** A rule is taken away, or looks at less, while what it watched is bad: no case recovers by that. */
import { expect, test } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import { watchId } from '../../src/core/watched-part.ts'
import { byCarrier, WEEK, weeks } from './by-carrier.ts'
import { type Scenario, scenario } from './world.ts'

const CLOSE = '/kedge close flight-delay because we agreed to live with it'
const BY_CARRIER = 'policies/error-by-carrier.yaml'
const UNWATCHED = 'no rule that opens cases has watched it since'

const types = async ({ events }: Pick<Scenario, 'events'>) => (await events('case')).map(({ type }) => type)
const row = ({ card }: Pick<Scenario, 'card'>, name: string) =>
  card('flight-ops')
    .split('\n')
    .find(line => line.startsWith(name))

test('[D7] a monitor that only warns any more lets no case recover: its owner closes it, and that it recovered nobody says', {
  timeout: 60_000,
}, async () => {
  const it = await scenario()
  await it.watch()
  await it.weeks(3)
  await it.presses('ana', 'It’s mine', 'flight-ops')
  expect(await it.says('ana', 'flight-ops', CLOSE)).toContain('its readings go on')
  await it.pushesToMain('root', 'policies/false-notices.yaml', text =>
    text.replace('severity: breach', 'severity: warn'),
  )
  await it.reconciles()
  await it.passes({ days: 1 })
  expect(await types(it)).not.toContain('case.closed')
  expect(row(it, 'Mean error')).toContain('recovered')
  expect(row(it, 'False notices:')).toMatchInlineSnapshot(
    `"False notices: 103 per 1,000 flights, limit 75 per 1,000 flights; 5 bad weeks since 2 April 2001; no rule that opens cases has watched it since 8 May 2001, so its owner has to close this one"`,
  )
  expect(it.card('flight-ops')).toContain('FALSE NOTICES 103 PER 1,000 FLIGHTS, LIMIT 75')
  await it.weeks(1)
  expect(row(it, 'False notices:')).toContain(`${UNWATCHED} 8 May 2001`)
  expect(await it.says('ana', 'flight-ops', CLOSE)).toMatchInlineSnapshot(
    `"The case of Flight delay forecast is closed. That it recovered, nobody says."`,
  )
  expect((await it.events('case')).findLast(({ type }) => type === 'case.closed')?.body).not.toHaveProperty('recovered')
})

/** A case of AA and UA, of which UA is good again; its monitor watches `segments` from then on. */
async function narrowed(segments: string) {
  const it = await byCarrier({ mae: 15, false_notices: 50 })
  await it.push([...weeks('AA', 0, [15, 16, 24, 26]), ...weeks('UA', 0, [15, 16, 24, 26])])
  await it.presses('ana', 'It’s mine', 'flight-ops')
  let week = 4
  const flies = async (error: number) => {
    it.clock.move(WEEK)
    await it.push([...weeks('AA', week, [error]), ...weeks('UA', week, [15])])
    week++
  }
  const watches = async (segments: string) => {
    await it.pushesToMain('root', BY_CARRIER, text => text.replace(/segments: .*? }/, `segments: ${segments} }`))
    await it.reconciles()
    await it.passes({ days: 1 })
    it.clock.move(-86_400_000)
  }
  await flies(27)
  await flies(27)
  await watches(segments)
  return { ...it, flies, watches }
}

test('[D5] [D7] a monitor that looks at fewer parts lets no case recover, and its owner closes it', {
  timeout: 60_000,
}, async () => {
  const it = await narrowed('[UA]')
  await it.flies(27)
  expect(await types(it)).not.toContain('case.closed')
  expect(row(it, 'Mean error of the forecast (AA)')).toContain(`4 bad weeks since 12 March 2001; ${UNWATCHED}`)
  expect(row(it, 'Mean error of the forecast (UA)')).toMatch(/; recovered$/)
  expect(await it.says('ana', 'flight-ops', CLOSE)).toContain('is closed')
})

test('[D5] [D7] what is watched again goes on from what was told, and good readings close its case', {
  timeout: 60_000,
}, async () => {
  const it = await narrowed('[UA]')
  await it.flies(15)
  expect(it.card('flight-ops')).toContain(UNWATCHED)
  await it.watches('all')
  expect(row(it, 'Mean error of the forecast (AA)')).toContain('4 bad weeks since 12 March 2001, then 1 good one')
  expect(it.card('flight-ops')).not.toContain(UNWATCHED)
  await it.flies(15)
  const closed = (await it.events('case')).find(({ type }) => type === 'case.closed')
  expect(closed).toMatchObject({ by: 'kedge', body: { recovered: '2001-04-23T00:00:00.000Z' } })
})

test('[D5] [D7] what another monitor goes on with is watched, as where a policy gets another name', {
  timeout: 60_000,
}, async () => {
  const it = await narrowed('all')
  const renamed = (await it.file(BY_CARRIER, 'main')).replace('id: error-by-carrier', 'id: carrier-error')
  it.unprotect()
  const files = { 'policies/carrier-error.yaml': renamed, [BY_CARRIER]: null }
  await it.air.github.person('root').push('main', files, 'Name it anew')
  await it.reconciles()
  await it.flies(27)
  const told = (await it.events('case')).findLast(({ type }) => type === 'case.continued')?.body as Case | undefined
  expect(told?.monitors.map(watchId)).toEqual(['carrier-error segment=AA', 'error-by-carrier segment=UA'])
  expect(row(it, 'Mean error of the forecast (AA)')).toContain('5 bad weeks since 12 March 2001')
  expect(it.card('flight-ops')).not.toContain(UNWATCHED)
  expect(await it.says('ana', 'flight-ops', CLOSE)).toContain('its readings go on')
  await it.flies(15)
  await it.flies(15)
  expect((await it.events('case')).find(({ type }) => type === 'case.closed')?.body).toHaveProperty('recovered')
})
