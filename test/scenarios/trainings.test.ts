import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import { botParts } from '../../src/stand-ins/bot-parts.ts'
import type { DispatchedRun } from '../../src/stand-ins/github-workflows.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { API_KEY, madeVersion, post } from '../fixtures/api.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { trainable } from '../fixtures/trainable.ts'
import { MODEL, type Scenario, scenario, steady } from './world.ts'

/** The sample model, which learnt until 24 January and says this of its trainings. */
async function training(lines: string, more: Readonly<Record<string, string>> = {}, data?: string) {
  const runs: DispatchedRun[] = []
  const it = await scenario({
    files: { ...(await trainable(`{ workflow: train-model.yml }\n  ${lines}`)), ...more },
    onDispatch: run => {
      runs.push(run)
      return 'success'
    },
    parts: { api: API_KEY, ...(data !== undefined && { data }) },
  })
  return { ...it, runs }
}
const SCHEDULE = 'triggers: [schedule]\n  schedule: { everyDays: 85 }'
const pulls = async (it: Scenario) => (await it.api('pulls?state=all')).map((pull: { title: string }) => pull.title)
const played = async (it: Scenario) =>
  (await it.events('case')).flatMap(({ type, body }) => (type === 'case.played' ? [body] : []))

function folder(): string {
  const at = mkdtempSync(join(tmpdir(), 'kedge-trainings-'))
  onTestFinished(() => rmSync(at, { recursive: true, force: true }))
  return at
}

test('[D8] /kedge status says beside the date why none is asked for all the same', async () => {
  const files = await trainable(`{ workflow: train-model.yml }\n  ${SCHEDULE}`)
  const hold = '  mode: batch\n  hold: { since: 2001-04-10, because: "The readings look wrong." }'
  const it = await scenario({ files: { ...files, [MODEL]: (files[MODEL] ?? '').replace('  mode: batch', hold) } })
  await it.watch()
  const status = () => it.says('ana', 'flight-ops', '/kedge status flight-delay')
  expect(await status()).toContain(
    'Its schedule asks for the next training on 20 April 2001. None is asked for by itself while the model is on hold.',
  )
  it.clock.set('2001-04-20T06:00:00Z')
  await it.watch()
  expect(await pulls(it)).toEqual([])
  expect(await status()).toContain(
    'Its schedule asks for a training since 20 April 2001. None is asked for by itself while the model is on hold.',
  )
})

test('[D8] a schedule that falls due becomes a pull request that says who asks, is approved, merged and trained once, also after a restart', {
  timeout: 60_000,
}, async () => {
  const data = folder()
  const it = await training(SCHEDULE, {}, data)
  await it.watch()
  expect(await pulls(it)).toEqual([])
  expect(await it.says('ana', 'flight-ops', '/kedge status flight-delay')).toContain(
    'Its schedule asks for the next training on 20 April 2001.',
  )
  // 85 days after the end of 24 January; the weekend before, nothing is looked at.
  it.clock.set('2001-04-20T06:00:00Z')
  await it.watch()
  const pull = await it.pull()
  expect(pull.title).toBe('Train flight-delay anew')
  expect(pull.body.split('\n').slice(0, 3)).toMatchInlineSnapshot(`
    [
      "**Flight delay forecast: train anew**, asked for by its schedule of trainings, automatically:",
      "",
      "> 1.1.0 learnt from data up to 24 January 2001. It is to be trained every 85 days.",
    ]
  `)
  expect(
    (await it.file(MODEL, pull.head.ref)).split('\n').filter(line => /trigger: /.test(line)),
  ).toMatchInlineSnapshot(`
    [
      "      trigger: schedule",
    ]
  `)
  expect(it.card('approvals')).toMatchInlineSnapshot(`
    "FLIGHT DELAY FORECAST: TRAIN ANEW
    Waits for approval, 0 of 1, pull request #1, until 23 April 2001, 06:00 UTC.
    ○ model-validation: @U0CHEN or @U0FAY
    Asked for by its schedule of trainings, automatically, 20 April 2001:
    >1.1.0 learnt from data up to 24 January 2001. It is to be trained every 85 days.
    ✓ 4 rules kept: answered-for, data-used-as-agreed, runs-what-is-wanted and serves-what-passed.
    +  requests:
    +    - because: 1.1.0 learnt from data up to 24 January 2001. It is to be trained every 85 days.
    +      on: 2001-04-20
    +      trigger: schedule

    A vote is for what stands here: commit 0000000 onto main, with these files, rules and answers. It counts for nothing else.
    [ Approve ]  [ Deny ]"
  `)
  expect(it.runs).toEqual([])

  await it.watch()
  await it.presses('fay', 'Approve')
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${pull.number}/merge`, {})
  await it.settle()
  const change = await it.newest('change')
  expect(it.runs).toMatchObject([{ workflow: '.github/workflows/train-model.yml', inputs: { change } }])
  expect(await it.says('bo', 'flight-ops', '/kedge history flight-delay')).toMatch(
    /retrain was asked for, by its schedule of trainings, automatically: 1\.1\.0 learnt from data up to 24 January 2001\./,
  )

  await it.bot.stop()
  const now = it.clock.now
  const again = await assemble(botParts(it.air, { data, log: it.log, now, door: 'http', rulesMs: 0, accountsMs: 0 }))
  onTestFinished(() => again.stop())
  for (const days of [0, 1, 40]) {
    it.clock.move(days * 86_400_000)
    await again.watch()
    await again.reconcile()
    await again.settle()
  }
  expect(await pulls(it)).toEqual(['Train flight-delay anew'])
  expect(it.runs).toHaveLength(1)
})

test('[D8] the version that a schedule brought about is compared with the current one before it is promoted', async () => {
  const it = await training(SCHEDULE)
  it.clock.set('2001-04-20T06:00:00Z')
  await it.watch()
  const { number } = await it.pull()
  await it.presses('fay', 'Approve')
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  const change = await it.newest('change')
  const tried = (await it.store.readings({ model: 'flight-delay' })).filter(({ version }) => version === '1.1.0')
  await it.store.addReadings(tried.map(reading => ({ ...reading, version: '1.2.0', value: reading.value * 0.9 })))
  it.clock.move(60_000)
  await post(`${it.url}/v1/versions`, { ...madeVersion, change }, { now: it.clock.now })
  await it.settle()
  const pull = await it.pull()
  expect(pull.title).toBe('Promote flight-delay from 1.1.0 to 1.2.0')
  expect(pull.body).toMatch(/\*\*Evidence\.\*\* Both versions on the same [\d,]+ cases/)
  expect(pull.body).toContain(`trained for \`${change}\``)
})

test('[D8] a breach of a model whose trainings only a schedule asks for asks for none, and its case says why', async () => {
  const it = await training(SCHEDULE, playbookFile(['retrain']))
  await it.watch()
  await it.watch()
  expect(await played(it)).toEqual([{ playbook: 'by-itself', act: 'retrain', outcome: 'left', why: 'no-trigger' }])
  expect(await pulls(it)).toEqual([])
  const card = it.card('flight-ops').split('\n')
  expect(card.filter(line => line.includes('The playbook'))).toMatchInlineSnapshot(`
    [
      "• The playbook by-itself did not ask to train it anew: the triggers of its trainings leave out what broke.",
    ]
  `)
})

test('[D8] people whom the model does not let ask for a training are told what to change, by command and by form', async () => {
  const it = await training(SCHEDULE)
  await it.watch()
  expect(
    await it.says('ana', 'flight-ops', '/kedge retrain flight-delay because it is old by now'),
  ).toMatchInlineSnapshot(`
    "Flight delay forecast, not asked: people do not ask for trainings of flight-delay: retraining.triggers names schedule.
    fix: add request to it in the file of the model"
  `)
  await it.presses('bo', 'Retrain', 'flight-ops')
  expect(await it.submits('bo', 'It is old.')).toContain('people do not ask for trainings of flight-delay')
  expect(await pulls(it)).toEqual([])
})

test('[D8] what a rule refuses a schedule is told once where the model is looked after, and asked for when it allows it', async () => {
  const it = await training(SCHEDULE)
  await it.pushesToMain('root', 'policies/weekend-freeze.yaml', text =>
    text.replace('covers: [promote, replace]', 'covers: [promote, replace, retrain]'),
  )
  // A Saturday.
  it.clock.set('2001-04-21T18:00:00Z')
  await it.watch()
  await it.passes({ hours: 2 })
  expect(await pulls(it)).toEqual([])
  const told = it.air.slack.messages('flight-ops').map(m => messageText(m.blocks))
  expect(told.filter(text => text.includes('Wanted by its')).map(steady)).toMatchInlineSnapshot(`
    [
      "Not asked: Train flight-delay anew. 1 rule says no.
    ✗ weekend-freeze fail (block). frozen until Monday 23 April 2001, 08:00 (America/Chicago). At the weekend the flights are full and few people are on duty, so no newer version starts then. The way back is not stopped. fix: Promote flight-delay from Monday 08:00 on in Chicago, or ask somebody of operations to grant a waiver. Somebody with the role operations may waive it.
    Wanted by its schedule of trainings, automatically. It is tried again every hour.",
    ]
  `)
  it.clock.set('2001-04-23T14:00:00Z')
  await it.watch()
  expect(await pulls(it)).toEqual(['Train flight-delay anew'])
  expect(await it.says('bo', 'flight-ops', '/kedge history flight-delay')).toContain(
    'a training was not asked for by itself: no by weekend-freeze',
  )
})
