/** A version that is registered while its model is busy: it is heard of, and gets past what it mends. */
import { expect, test } from 'vitest'
import type { Conclusion } from '../../src/stand-ins/github-workflows.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { API_KEY, madeVersion, post } from '../fixtures/api.ts'
import { trainable } from '../fixtures/trainable.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, type ScenarioOptions, scenario } from '../scenarios/world.ts'

/** After the weekend freeze. */
const TUESDAY = '2001-04-17T14:00:00Z'

const made = (version: string, digit: string) => ({ ...madeVersion, version, digest: `sha256:${digit.repeat(64)}` })

async function story(more: ScenarioOptions = {}) {
  const ends: { is: Conclusion } = { is: 'success' }
  const it = await scenario({ at: TUESDAY, onDispatch: () => ends.is, ...more, parts: { api: API_KEY } })
  await it.watch()
  const registers = async (body: object) => {
    expect((await post(`${it.url}/v1/versions`, body, { now: it.clock.now })).status).toBe(202)
    await it.settle()
  }
  const waits = async () => {
    it.clock.move(60_000)
    await it.settle()
  }
  return { ...it, ends, registers, waits }
}

const said = (it: Scenario) =>
  ['flight-ops', 'approvals']
    .flatMap(channel => it.air.slack.messages(channel).map(({ blocks }) => messageText(blocks)))
    .join('\n')

const times = (text: string, word: string) => text.split(word).length - 1

interface OnGitHub {
  readonly title: string
  readonly number: number
  readonly head: { readonly sha: string }
}

/** All that ask for this version to run. */
const asking = async (it: Scenario, version: string): Promise<readonly OnGitHub[]> =>
  (await it.api('pulls?state=all')).filter(({ title }: OnGitHub) => title.endsWith(`to ${version}`))

async function merges(it: Scenario, version: string): Promise<void> {
  const [pull] = await asking(it, version)
  await it.presses('fay', 'Approve')
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${pull?.number}/merge`, {})
  await it.settle()
}

async function denies(it: Scenario): Promise<void> {
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'Not good enough yet, I am afraid.')
}

async function changeTo(it: Scenario, version: string): Promise<string | undefined> {
  const rows = await it.store.subjects({ kind: 'change' })
  const all = await Promise.all(rows.map(({ subject }) => it.events(subject)))
  return all.flatMap(([asked]) => (JSON.stringify(asked?.body).includes(`"to":"${version}"`) ? asked?.subject : []))[0]
}

const status = (it: Scenario) => it.says('ana', 'flight-ops', '/kedge status flight-delay')

test('[C8] a training whose version waits for another change is over, and the version is told once and named by status', async () => {
  const it = await story({ files: await trainable() })
  const asked = '  requests: [{ on: 2001-04-16, by: dana, because: The summer timetable is new. }]'
  const opened = await opens(
    it,
    'dana',
    { [MODEL]: t => t.replace('retraining:', `retraining:\n${asked}`) },
    'Train it',
  )
  await it.presses('fay', 'Approve')
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${opened.number}/merge`, {})
  await it.settle()
  const training = await it.newest('change')
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 20 because summer is harder to forecast')
  const kpi = await it.newest('change')
  await it.registers({ ...madeVersion, change: `${training}:flight-delay` })

  expect((await it.events(training)).slice(-2)).toMatchObject([
    { type: 'change.registered', body: { model: 'flight-delay', version: '1.2.0' } },
    { type: 'change.done' },
  ])
  const waits =
    '1.2.0 of Flight delay forecast was registered; it waits for #2, an edit, and is asked for once that is over.'
  expect(said(it)).toContain(waits)
  expect(await status(it)).toContain('1.2.0 was registered; it waits for #2, an edit.')

  await it.passes({ hours: 25 })
  await it.reconciles()
  await it.waits()
  expect(times(said(it), waits)).toBe(1)
  expect((await it.events(kpi)).filter(({ type }) => type === 'change.awaited')).toHaveLength(1)
  expect(said(it)).not.toContain('no new version is known')

  await it.air.github.person('ana').call('PATCH', '/repos/acme/models/pulls/2', { state: 'closed' })
  await it.settle()
  await it.waits()
  expect(await asking(it, '1.2.0')).toHaveLength(1)
  const [promotion] = await it.events((await changeTo(it, '1.2.0')) ?? '')
  expect(promotion).toMatchObject({ by: 'dana', body: { door: 'api', trainedFor: training } })
  expect(await status(it)).not.toContain('it waits for')
})

test('[C8] a version that is registered after one that could not be delivered takes its place, once it runs', async () => {
  const it = await story()
  await it.registers(madeVersion)
  const failed = (await changeTo(it, '1.2.0')) ?? ''
  it.ends.is = 'failure'
  await merges(it, '1.2.0')
  expect((await it.events(failed)).at(-1)).toMatchObject({ type: 'change.delivered', body: { conclusion: 'failure' } })

  await it.registers(made('1.2.1', '2'))
  await it.waits()
  expect(await asking(it, '1.2.1')).toMatchObject([{ title: 'Promote flight-delay from 1.2.0 to 1.2.1' }])
  // Nobody approved the newer one yet, so what failed is still to be told of.
  expect((await it.events(failed)).map(({ type }) => type)).not.toContain('change.closed')

  it.ends.is = 'success'
  await merges(it, '1.2.1')
  await it.watch()
  expect((await it.events((await changeTo(it, '1.2.1')) ?? '')).at(-1)?.type).toBe('change.done')
  expect((await it.events(failed)).at(-1)).toMatchObject({ type: 'change.closed', body: { outcome: 'overtaken' } })
})

test('[C8] so does one that is listed and asked for by a command, and one that was listed before it does not', async () => {
  const text = '  1.2.1: { summary: It mends what failed., gates: { passed: 2001-04-16, evidence: Hold-out } }\n'
  const it = await story()
  await it.registers(madeVersion)
  it.ends.is = 'failure'
  await merges(it, '1.2.0')
  const before = await it.says('ana', 'flight-ops', '/kedge promote flight-delay to 1.2.0 because it should have come')
  expect(before).toContain('A model takes one change at a time')
  await opens(it, 'dana', { [MODEL]: t => t.replace(/^( {2}1\.2\.0:\n(?: {4}.*\n)+)/m, `$1${text}`) }, 'List it')
  const [listed] = (await it.api('pulls?state=open')) as readonly OnGitHub[]
  await it.presses('fay', 'Approve')
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${listed?.number}/merge`, {})
  await it.settle()
  const after = await it.says('ana', 'flight-ops', '/kedge promote flight-delay to 1.2.1 because it mends what failed')
  expect(after).not.toContain('one change at a time')
  expect(await asking(it, '1.2.1')).toHaveLength(1)
})

test('[C8] a promotion that was denied gives way to a version that is registered later, and stays denied', async () => {
  const it = await story()
  await it.registers(madeVersion)
  const denied = (await changeTo(it, '1.2.0')) ?? ''
  const [pull] = await asking(it, '1.2.0')
  await it.registers(made('1.2.1', '4'))
  await it.waits()
  // What is still to be decided gives way to nothing.
  expect(await asking(it, '1.2.1')).toEqual([])
  expect(await status(it)).toContain(`1.2.1 was registered; it waits for #${pull?.number}, a promotion to 1.2.0.`)

  await denies(it)
  await it.waits()
  expect(await asking(it, '1.2.1')).toHaveLength(1)
  expect((await it.events(denied)).at(-1)).toMatchObject({
    type: 'change.closed',
    body: { outcome: 'denied', says: 'it was denied, and 1.2.1 was registered since' },
  })
  await it.reconciles()
  const { check_runs: checks } = await it.api(`commits/${pull?.head.sha}/check-runs`)
  expect(checks.at(-1).conclusion).not.toBe('success')
  for (let day = 0; day < 3; day++) await it.passes({ days: 1 })
  expect(await it.api('pulls?state=all')).toHaveLength(2)
  expect(await it.store.subjects({ kind: 'change' })).toHaveLength(2)
}, 60_000)

test('[C8] what was denied is not asked for again by the same version', async () => {
  const it = await story()
  await it.registers(madeVersion)
  await denies(it)
  const again = { ...madeVersion, reason: 'It is good enough, believe me.' }
  expect((await post(`${it.url}/v1/versions`, again, { now: it.clock.now })).status).toBe(200)
  await it.waits()
  expect(await asking(it, '1.2.0')).toHaveLength(1)
})
