import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { type Scenario, scenario } from '../scenarios/world.ts'

/** The digest of those who answer for all of it, each morning. */
const OVERVIEW = `kind: digest
id: daily-overview
because: Whoever answers for all of it sees what is late.
channel: C0APPROVALS
audience: executive
at: "08:00"
timeZone: America/Chicago
begins: 2001-03-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`
const RECOVER = `kind: sla
id: recover-soon
because: A forecast that is wrong for long costs goodwill.
fix: See that {model} recovers.
appliesTo: { models: [flight-delay] }
what: recover
within: { hours: 8 }
agreedBy: { business: mara, provider: ana }
escalation: [{ after: 0, to: operations }]
examples: [{ from: "2001-04-16T06:00:00Z", at: "2001-04-16T14:00:01Z", then: late }]
`
const overview = { 'policies/daily-overview.yaml': OVERVIEW }
const SNOOZE = '/kedge snooze flight-delay for 7d because small-harm nobody will notice'
const kinds = async (it: Scenario) => (await it.events('case')).map(({ type }) => type)
const late = async (it: Scenario) => (await it.events('case')).filter(({ type }) => type === 'promise.late')

/** Due at 15:00 UTC; it was warned of and told late by then. */
async function isLate(it: Scenario): Promise<void> {
  await it.watch()
  for (const hours of [7, 1, 1]) await it.passes({ hours, minutes: 20 })
}

async function executives(it: Scenario): Promise<string> {
  return it.digests('approvals').at(-1) ?? ''
}

test('[E6] a promise that is broken in a snooze is on record, on the card and in the numbers, and told when it wakes', async () => {
  const it = await scenario({ files: overview })
  await it.watch()
  await it.says('bo', 'flight-ops', '/kedge snooze flight-delay for 3d because small-harm nobody will notice')
  await it.passes({ hours: 30 })
  await it.passes({ hours: 18 })
  await it.reconciles()
  expect((await late(it)).map(({ body }) => body)).toEqual([
    { sla: 'answer-breach', due: '2001-04-16T15:00:00.000Z', to: [], untold: true },
  ])
  expect(it.thread('flight-ops')).toBe('')
  expect(it.card('flight-ops')).toContain('Say why it takes longer')
  expect(it.card('flight-ops')).toMatch(/Next: [^\n]*\n+• Late, [^\n]*\n+Mean error of the forecast:/)
  expect(await executives(it)).toContain('1 case that is late by what was promised')
  expect(await executives(it)).toContain('(late: it does little harm for now (nobody will notice))')
  expect(await executives(it)).not.toContain('nothing is late')
  expect(it.digests('flight-ops').at(-1)).not.toContain('late by the promise')
  await it.passes({ hours: 24 })
  await it.passes({ minutes: 1 })
  expect(it.thread('flight-ops')).toContain('The snooze is over. @U0ANA')
  expect(it.thread('flight-ops')).toMatch(/^Late\. Still waiting for somebody to look after it .* @U0ANA @U0BO @U0ELI/m)
  expect(await late(it)).toHaveLength(2)
  await it.passes({ hours: 24 })
  await it.reconciles()
  expect(await executives(it)).not.toContain('promise missed')
}, 60_000)

test('[E6] what was told late before it was snoozed keeps its sentence and its button, and calls nobody further', async () => {
  const it = await scenario({ files: overview })
  await isLate(it)
  const called = it.thread('flight-ops')
  await it.says('ana', 'flight-ops', SNOOZE)
  expect(it.card('flight-ops')).toContain('still waiting for')
  expect(it.card('flight-ops')).toContain('Say why it takes longer')
  await it.passes({ hours: 22 })
  await it.reconciles()
  expect(it.thread('flight-ops')).toBe(called)
  expect(await executives(it)).not.toContain('nothing is late')
  await it.presses('ana', 'Say why', 'flight-ops')
  await it.person('ana').submit({ reason: 'being-fixed', says: 'the routes are being mapped anew' })
  await it.settle()
  expect(await kinds(it)).toContain('promise.explained')
}, 60_000)

test('[E6] what is acted on and has not recovered by then is late for those who answer for all of it', async () => {
  const it = await scenario({ files: { ...overview, 'policies/recover-soon.yaml': RECOVER } })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  await it.passes({ hours: 4 })
  await it.passes({ hours: 29 })
  await it.reconciles()
  expect(await kinds(it)).toEqual(expect.arrayContaining(['case.acted', 'promise.late']))
  expect(await executives(it)).not.toContain('nothing is late')
  expect(await executives(it)).toContain('1.0.0 runs, and it has not recovered')
}, 60_000)

test('[E5] [E6] a case that was taken late is late no more: not on its card, nor at Home, in lists, digests and numbers', async () => {
  const it = await scenario({ files: overview })
  await isLate(it)
  const home = async () => {
    await it.person('ana').openHome()
    await it.settle()
    return messageText(it.person('ana').home()?.blocks ?? [])
  }
  expect(await home()).toContain('(late)')
  expect(await it.says('bo', 'flight-ops', '/kedge cases')).toContain('(late)')
  await it.presses('ana', 'It’s mine', 'flight-ops')
  await it.passes({ hours: 48 })
  await it.reconciles()
  expect(it.card('flight-ops')).not.toContain('still waiting for')
  expect(await home()).not.toContain('(late')
  expect(await it.says('bo', 'flight-ops', '/kedge cases')).not.toContain('(late')
  expect(it.digests('flight-ops').at(-1)).not.toContain('(late')
  expect(await executives(it)).toContain('nothing is late')
}, 60_000)

test('[E6] a review that is late says only that: no card asks why', async () => {
  const it = await scenario()
  await it.watch()
  const hold = '/kedge hold flight-delay as emergency for data-in-doubt because it tells passengers nonsense'
  await it.says('bo', 'flight-ops', hold)
  await it.presses('eli', 'Approve')
  await it.reconciles()
  await it.passes({ hours: 52 })
  await it.reconciles()
  expect(it.digests('flight-ops').at(-1)).toContain('(late)')
  expect(it.digests('flight-ops').at(-1)).not.toContain('nobody said why')
}, 60_000)

test('[E6] a late answer that came after 90 minutes is counted as that, however long the case went on', async () => {
  const it = await scenario()
  await isLate(it)
  await it.presses('ana', 'Say why', 'flight-ops')
  await it.person('ana').submit({ reason: 'being-fixed', says: 'the routes are being mapped anew' })
  await it.settle()
  await it.passes({ minutes: 30 })
  await it.presses('bo', 'It’s mine', 'flight-ops')
  const digest = await it.says('ana', 'flight-ops', '/kedge digest')
  expect(digest.split('\n').find(line => line.includes('somebody is working on it'))).toContain('1 hour 30 minutes')
}, 60_000)

test('[E6] [R17] a vote counts with the merge of its change, also where a digest was drawn between them', async () => {
  const it = await scenario()
  await it.watch()
  await it.passes({ hours: 6 })
  await it.reconciles()
  await it.asks()
  await it.passes({ hours: 9 })
  await it.presses('bo', 'Approve')
  await it.passes({ hours: 14, minutes: 10 })
  await it.reconciles()
  await it.passes({ minutes: 30 })
  await it.presses('chen', 'Approve')
  await it.reconciles()
  await it.passes({ hours: 24 })
  await it.reconciles()
  const all = it.digests('flight-ops').join('\n')
  expect(all.match(/The word of model-validation/g)).toHaveLength(1)
  expect(all.match(/The word of operations/g)).toHaveLength(1)
}, 60_000)

test('[E6] a late approval is a delay until it is given, and not until somebody merges it', async () => {
  const path = 'policies/approve-rollback.yaml'
  const manual = readFileSync(path, 'utf8').replace(/^merge: auto/m, 'merge: manual')
  const it = await scenario({ files: { [path]: manual } })
  await it.watch()
  await it.asks()
  await it.passes({ hours: 13 })
  await it.presses('chen', 'Say why')
  await it.person('chen').submit({ reason: 'waits-for-others', says: 'Fay is ill today' })
  await it.settle()
  await it.passes({ hours: 1 })
  for (const who of ['bo', 'chen']) await it.presses(who, 'Approve')
  expect(await it.says('ana', 'flight-ops', '/kedge digest')).toContain('waits for somebody else: 2 hours')
  for (let day = 0; day < 5; day++) {
    await it.passes({ hours: 24 })
    await it.reconciles()
  }
  await it.air.github.person('mara').call('PUT', '/repos/acme/models/pulls/1/merge', {})
  await it.settle()
  await it.reconciles()
  const all = it.digests('flight-ops').join('\n')
  expect(all.match(/waits for somebody else: [^\n]*/g)).toEqual([expect.stringContaining('2 hours')])
}, 60_000)

test.each([
  ['an hour', [1], '1 hour 5 minutes'],
  ['thirty hours, with a digest drawn in it', [15, 15], '1 day 6 hours'],
])(
  '[E6] a hold of %s was put off for that, and not since midnight',
  async (_, hours, took) => {
    const it = await scenario({ at: '2001-04-16T20:00:00Z' })
    await it.watch()
    await it.says('ana', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because the readings look wrong')
    for (const who of ['bo', 'chen']) await it.presses(who, 'Approve')
    await it.reconciles()
    for (const each of hours) {
      await it.passes({ hours: each })
      await it.reconciles()
    }
    await it.says('ana', 'flight-ops', '/kedge resume flight-delay because the readings were mended')
    await it.presses('chen', 'Approve')
    await it.passes({ minutes: 5 })
    await it.air.github.person('mara').call('PUT', '/repos/acme/models/pulls/2/merge', {})
    await it.settle()
    await it.passes({ hours: 1 })
    expect(await it.says('ana', 'flight-ops', '/kedge digest')).toContain(`in doubt: ${took}`)
  },
  60_000,
)

test('[E5] [E6] a broken promise is one line of a digest, however far it was escalated, and none of the next', async () => {
  const path = 'policies/approve-in-time.yaml'
  const later = readFileSync(path, 'utf8').replace('after: 4', 'after: 20')
  const it = await scenario({ files: { [path]: later } })
  const steps = async () => (await it.events('change')).filter(({ type }) => type === 'promise.late').length
  const told = (digest = '') => digest.split('\n').filter(line => line.includes('late by the promise approve-in-time'))
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 30 because a little more room is needed')
  for (const hours of [12, 2, 17]) await it.passes({ hours, minutes: 2 })
  await it.reconciles()
  expect(await steps()).toBe(2)
  await it.passes({ hours: 3 })
  await it.passes({ hours: 21 })
  await it.reconciles()
  expect(await steps()).toBe(3)
  expect(it.digests('flight-ops').map(digest => told(digest))).toEqual([
    ['• 16 April 2001: Flight delay forecast, late by the promise approve-in-time'],
    [],
  ])
}, 60_000)
