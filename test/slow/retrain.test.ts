import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { signatureOf } from '../../src/edges/webhook.ts'
import type { Conclusion, DispatchedRun } from '../../src/stand-ins/github-workflows.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { API_KEY, DIGEST, madeVersion, post } from '../fixtures/api.ts'
import { trainable } from '../fixtures/trainable.ts'
import { MODEL, type Scenario, type ScenarioOptions, scenario, steady } from '../scenarios/world.ts'

const SECRET = 'shared-with-the-trainer'

/** The sample model, with a way to train it anew. */
async function retraining(delivery: string, more: ScenarioOptions = {}) {
  const runs: DispatchedRun[] = []
  const ends = new Map<string, Conclusion | undefined>()
  const it = await scenario({
    files: await trainable(delivery),
    onDispatch: run => {
      runs.push(run)
      return ends.has(run.workflow) ? ends.get(run.workflow) : 'success'
    },
    ...more,
    parts: { api: API_KEY, ...more.parts },
  })
  const registers = async (body: object = madeVersion, key?: string) => {
    const answer = await post(`${it.url}/v1/versions`, body, { now: it.clock.now, ...(key !== undefined && { key }) })
    await it.settle()
    return answer
  }
  return { ...it, runs, ends, registers }
}

/** Dana asks by a pull request of her own; model validation approves it, and she merges. */
async function asksToRetrain(it: Scenario): Promise<string> {
  const dana = it.air.github.person('dana')
  const { sha } = (await it.api('git/ref/heads/main')).object
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/retrain', sha })
  const request = 'retraining:\n  requests: [{ on: 2001-04-16, by: dana, because: The summer timetable is new. }]'
  const text = (await it.file(MODEL, 'main')).replace('retraining:', request)
  await dana.push('retrain', { [MODEL]: text }, 'Train it anew')
  const pull = { head: 'retrain', base: 'main', title: 'Train it on the summer timetable', body: '' }
  await dana.call('POST', '/repos/acme/models/pulls', pull)
  await it.settle()
  await approvesAndMerges(it)
  return it.newest('change')
}

async function approvesAndMerges(it: Scenario): Promise<void> {
  await it.presses('fay', 'Approve')
  const { number } = await it.pull()
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
}

const types = async (it: Scenario, subject: string) =>
  (await it.events(subject)).map(({ type }) => type.replace('change.', ''))
const troubles = (it: Scenario) =>
  it.air.slack
    .messages('flight-ops')
    .map(m => messageText(m.blocks))
    .filter(text => /IS STUCK|GOES ON/.test(text))

test('[C8] a merged request is trained, its version becomes a promotion with evidence, and that is delivered and observed', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  await it.watch()
  const retrain = await asksToRetrain(it)
  expect(it.runs).toMatchObject([
    {
      workflow: '.github/workflows/train-model.yml',
      inputs: { model: 'flight-delay', change: `${retrain}:flight-delay` },
    },
  ])
  expect((await types(it, retrain)).slice(-3)).toEqual(['merged', 'dispatched', 'delivered'])

  const tried = (await it.store.readings({ model: 'flight-delay' })).filter(({ version }) => version === '1.1.0')
  await it.store.addReadings(tried.map(reading => ({ ...reading, version: '1.2.0', value: reading.value * 0.9 })))
  it.clock.move(60_000)
  expect(await it.registers({ ...madeVersion, change: `${retrain}:flight-delay` })).toMatchObject({ status: 202 })
  expect((await types(it, retrain)).slice(-2)).toEqual(['registered', 'done'])

  const pull = await it.pull()
  expect(pull.title).toBe('Promote flight-delay from 1.1.0 to 1.2.0')
  expect(pull.body).toMatch(/\*\*Evidence\.\*\* Both versions on the same [\d,]+ cases/)
  expect(pull.body).toContain(`trained for \`${retrain}\``)
  expect(
    (await it.file(MODEL, pull.head.ref)).split('\n').filter(line => /1\.2\.0|digest|evidence|mae: 13/.test(line)),
  ).toMatchInlineSnapshot(`
    [
      "  version: 1.2.0",
      "    gates: { passed: 2001-01-31, evidence: Hold-out of 25 to 31 January }",
      "    gates: { passed: 2001-02-01, evidence: Hold-out of 25 to 31 January }",
      "  1.2.0:",
      "    digest: sha256:1111111111111111111111111111111111111111111111111111111111111111",
      "    gates: { evidence: Hold-out of 9 to 15 April, passed: 2001-04-16 }",
      "    metrics: { announced: 45, false_notices: 48, mae: 13.9 }",
    ]
  `)
  const [asked] = await it.events('change')
  expect(asked).toMatchObject({ by: 'dana', body: { kind: 'promote', door: 'api', trainedFor: retrain } })
  const sealed = (await it.events('change')).find(({ type }) => type === 'change.sealed')
  expect(sealed?.body).toMatchObject({ kinds: ['promote', 'edit'], moves: [{ to: '1.2.0' }] })

  // The weekend freeze ends on Monday at 08:00 in Chicago; until then the request stands and waits.
  expect((await it.check()).output.title).toContain('weekend-freeze')
  it.clock.set('2001-04-16T14:00:00Z')
  await it.reconciles()
  await approvesAndMerges(it)
  expect(it.runs.at(-1)).toMatchObject({
    workflow: '.github/workflows/deliver-model.yml',
    inputs: { version: '1.2.0' },
  })
  await it.watch()
  expect((await types(it, 'change')).slice(-3)).toEqual(['dispatched', 'delivered', 'done'])
  expect(it.card('approvals')).toContain('1.2.0 runs')
})

test('[C8] the same body said twice at once, and again with another key, is one change; a model that is busy makes it wait', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  await it.asks()
  const first = await it.newest('change')
  const all = await Promise.all([
    it.registers(),
    it.registers(),
    it.registers(madeVersion, 'a'),
    it.registers(madeVersion, 'b'),
  ])
  expect(all.map(({ status }) => status).sort()).toEqual([200, 202, 202, 202])
  expect((await it.store.subjects({ kind: 'change' })).map(({ subject }) => subject)).toEqual([first])
  const { number } = await it.pull()
  await it.air.github.person('ana').call('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
  await it.settle()
  it.clock.move(60_000)
  await it.settle()
  expect((await it.store.subjects({ kind: 'change' })).length).toBe(2)
  expect((await it.registers(madeVersion, 'another')).status).toBe(202)
  expect((await it.store.subjects({ kind: 'change' })).length).toBe(2)
})

test('[C8] another thing under the name of a version that is there is refused, and told where the model is looked after', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  const again = { ...madeVersion, version: '1.0.0' }
  await it.watch()
  expect(await it.registers(again)).toMatchObject({ status: 409, type: 'application/problem+json' })
  expect((await it.registers(again)).status).toBe(409)
  expect(await it.store.subjects({ kind: 'change' })).toEqual([])
  expect(troubles(it)).toHaveLength(1)
  expect(steady(troubles(it)[0] ?? '')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    Version 1.0.0 of flight-delay was registered again, with another digest.
    fix: give what was made a version of its own and register that, instead of 1.0.0 of flight-delay once more
    Since: 16 April 2001, 06:00 UTC
    Category: technical
    Waits: registration, told until 17 April 2001, 06:00 UTC
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  await it.registers()
  expect(troubles(it).join()).toContain('GOES ON')
})

test('[C8] what is said of a version that waits for approval already is told, and not dropped', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  const { gates, ...ungated } = madeVersion
  await it.watch()
  expect((await it.registers(ungated, 'first')).status).toBe(202)
  expect((await it.registers({ ...ungated, summary: 'In other words.' }, 'words')).status).toBe(202)
  expect(troubles(it)).toEqual([])
  expect((await it.registers({ ...ungated, gates }, 'passed')).status).toBe(202)
  expect((await it.store.subjects({ kind: 'change' })).length).toBe(1)
  expect(troubles(it)).toHaveLength(1)
  expect(steady(troubles(it)[0] ?? '')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    Version 1.2.0 of flight-delay was registered again, and is not listed with the same gates.
    fix: correct gates of 1.2.0 in the file of flight-delay by pull request, or register what was made under a version of its own
    Since: 16 April 2001, 06:00 UTC
    Category: technical
    Waits: registration, told until 17 April 2001, 06:00 UTC
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
})

test('[C8] what is said of a version that is listed already is a conflict, and told as well', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  await it.watch()
  it.clock.set('2001-04-16T14:00:00Z')
  await it.registers()
  await approvesAndMerges(it)
  await it.watch()
  expect(await it.registers(madeVersion, 'same')).toMatchObject({ status: 202 })
  expect(await it.registers({ ...madeVersion, metrics: { mae: 1 } }, 'other')).toMatchObject({
    status: 409,
    body: { type: 'urn:kedge:problem:listed-otherwise' },
  })
  expect(troubles(it).join()).toContain('not listed with the same metrics')
})

test('[C8] a training that fails or falls silent opens a case in the model’s channel, and its version closes it', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  it.ends.set('.github/workflows/train-model.yml', undefined)
  const retrain = await asksToRetrain(it)
  await it.reconciles()
  expect(troubles(it)).toEqual([])
  it.clock.move(24 * 3_600_000)
  await it.reconciles()
  expect(steady(troubles(it)[0] ?? '')).toMatchInlineSnapshot(`
    "FLIGHT-DELAY IS STUCK
    Nothing is heard of the training of flight-delay (change/pull-1:flight-delay) since it was started.
    fix: see whether the training of flight-delay (change/pull-1:flight-delay) runs on GitHub, and cancel or mend what hangs
    Since: 16 April 2001, 06:00 UTC
    Category: technical
    Waits: training × 1
    Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more."
  `)
  await it.air.github.completeRun(it.runs[0]?.id ?? 0, 'failure')
  await it.settle()
  await it.reconciles()
  expect((await types(it, retrain)).at(-1)).toBe('delivered')
  expect(troubles(it).at(-1)).toContain('ended in failure')
  await it.registers()
  await it.reconciles()
  expect(troubles(it).every(text => text.includes('GOES ON'))).toBe(true)
  expect((await types(it, retrain)).at(-1)).toBe('done')
})

test('[C8] a webhook is called once with a signature, and says the end under the same secret', async () => {
  const calls: { headers: Record<string, unknown>; raw: string }[] = []
  const answers = [500, 200]
  const server = createServer(async (request, response) => {
    const raw = (await request.toArray()).join('')
    calls.push({ headers: request.headers, raw })
    response.writeHead(answers.shift() ?? 200).end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(done => server.once('listening', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/train`
  const it = await retraining('{ webhook: trainer, withinHours: 2 }', {
    parts: { webhooks: { trainer: { type: 'webhook', url, secret: SECRET } } },
  })
  const retrain = await asksToRetrain(it)
  const change = `${retrain}:flight-delay`
  const [first, second, ...more] = calls
  expect(more).toEqual([])
  expect(second).toMatchObject({ raw: first?.raw, headers: { 'x-kedge-delivery': change } })
  expect(first?.headers).toMatchObject({
    'x-kedge-delivery': change,
    'x-kedge-signature-256': signatureOf(SECRET, first?.raw ?? ''),
  })
  expect(JSON.parse(first?.raw ?? '')).toMatchObject({
    change,
    model: 'flight-delay',
    kind: 'retrain',
    requestedBy: 'dana',
  })

  const report = async (conclusion: string, secret = SECRET) => {
    const body = { change, model: 'flight-delay', conclusion, url: 'https://jenkins.acme.test/7' }
    const { status } = await post(`${it.url}/v1/deliveries`, body, { now: it.clock.now, secret })
    await it.settle()
    return status
  }
  expect(await report('failure', API_KEY.secret)).toBe(401)
  expect([await report('failure'), await report('failure')]).toEqual([202, 200])
  await it.reconciles()
  expect(troubles(it).at(-1)).toContain('ended in failure')
  expect(await report('success')).toBe(202)
  expect(await report('cancelled')).toBe(202)
  const ends = (await it.events(retrain)).filter(({ type }) => type === 'change.delivered')
  expect(ends.map(({ body }) => (body as { conclusion: string }).conclusion)).toEqual(['failure', 'success'])
  await it.reconciles()
  expect(troubles(it).at(-1)).toContain('GOES ON')
})

test('[C8] by hand: the person is called once, reminded by the clock, and let alone when the version is known (attack 64)', async () => {
  const it = await retraining('{ manual: { by: dana, remindHours: 8 } }')
  await asksToRetrain(it)
  const called = () =>
    it.air.slack
      .messages('approvals')
      .map(m => messageText(m.blocks))
      .filter(text => /o do by hand/.test(text))
  await it.reconciles()
  expect(called()).toMatchInlineSnapshot(`
    [
      "To do by hand. @U0DANA please train flight-delay anew.
    It is done when the new version is registered: POST /v1/versions.",
    ]
  `)
  for (const hours of [7, 1, 1, 20]) {
    it.clock.move(hours * 3_600_000)
    await it.reconciles()
  }
  expect(called().map(text => text.slice(0, 5))).toEqual(['To do', 'Still', 'Still'])
  await it.registers()
  it.clock.move(48 * 3_600_000)
  await it.reconciles()
  expect(called()).toHaveLength(3)
})

/** With the digest of the version that runs, so that it can be registered once more. */
async function retrainingKnown() {
  const files = await trainable()
  const text = (files[MODEL] ?? '').replace('  1.1.0:\n', `  1.1.0:\n    digest: ${DIGEST}\n`)
  return retraining('', { files: { ...files, [MODEL]: text } })
}

test('[C8] a version that was there before, and one that names another change, end no training', async () => {
  const it = await retrainingKnown()
  const retrain = await asksToRetrain(it)
  const before = await types(it, retrain)
  const mark = { change: `${retrain}:flight-delay` }
  const other = { change: 'change/00000000:flight-delay' }
  const known = { model: 'flight-delay', digest: DIGEST }
  for (const [i, change] of [{}, mark, other].entries())
    expect((await it.registers({ ...known, version: '1.1.0', ...change }, `known-${i}`)).status).toBe(202)
  expect(await types(it, retrain)).toEqual(before)
  it.clock.move(60_000)
  await it.registers({ ...madeVersion, ...other })
  expect((await it.pull()).title).toBe('Promote flight-delay from 1.1.0 to 1.2.0')
  expect(await types(it, retrain)).toEqual(before)
  for (const key of ['named', 'named-again']) await it.registers({ ...madeVersion, ...mark }, key)
  expect(await types(it, retrain)).toEqual([...before, 'registered', 'done'])
})

test('[C8] a version that people listed after a training was merged ends it, whoever listed it', async () => {
  const it = await retrainingKnown()
  const retrain = await asksToRetrain(it)
  await it.pushesToMain('root', MODEL, text =>
    text.replace('  1.1.0:\n', `  1.2.0:\n    digest: ${DIGEST}\n  1.1.0:\n`),
  )
  expect((await it.registers()).status).toBe(409)
  expect((await types(it, retrain)).slice(-2)).toEqual(['registered', 'done'])
  expect(troubles(it).join()).toContain('not listed with the same commit, trained, metrics and gates')
})

const hiddenFrom = (text: string) =>
  text.replace(/^ {2}roles: \[modelops.*$/m, '  roles: [operations, model-validation]')

test('[C4] [C8] [attack 73] to whoever may not see a model the door for versions says what it says of one that is not there', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  await it.pushesToMain('root', MODEL, hiddenFrom)
  await it.watch()
  const told = async (model: string, version: string) => {
    const { status, body } = await it.registers({ ...madeVersion, model, version }, `${model}-${version}`)
    return [status, JSON.stringify(body).replaceAll(model, 'MODEL')]
  }
  const unknown = await told('no-such-model', '1.2.0')
  expect(unknown[0]).toBe(422)
  expect(await told('flight-delay', '1.2.0')).toEqual(unknown)
  expect(await told('flight-delay', '1.0.0')).toEqual(unknown)
  expect(JSON.stringify(await it.registers({ ...madeVersion, model: 'flight-dela' }))).not.toContain('flight-delay')
})

test('[C8] [C10] what was accepted, and may not be asked for by the time it is worked on, is told and not lost', async () => {
  const it = await retraining('{ workflow: train-model.yml }')
  const { status } = await post(`${it.url}/v1/versions`, madeVersion, { now: it.clock.now })
  expect(status).toBe(202)
  await it.pushesToMain('root', MODEL, hiddenFrom)
  await it.settle()
  expect(await it.store.subjects({ kind: 'change' })).toEqual([])
  expect(troubles(it).join()).toContain(
    'Version 1.2.0 of flight-delay was registered by dana, who may not see flight-delay any more.',
  )
})
