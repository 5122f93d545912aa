import { describe, expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { opens } from '../scenarios/opens.ts'
import { DOWN, whileGitHub } from '../scenarios/outages.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const types = (events: readonly { readonly type: string }[]) =>
  events.map(({ type }) => type).filter(type => type.startsWith('promise'))

test('[D7] [R16] nobody takes a case: it is warned of, then late, and each step of the escalation is called once', async () => {
  const it = await scenario()
  await it.watch()
  const thread = () => it.thread('flight-ops')
  // 06:00 UTC is 01:00 in Chicago, which opens at 06:00 there: four hours later is 15:00 UTC.
  await it.passes({ hours: 7, minutes: 59 })
  expect(thread()).not.toContain('promise')
  for (let step = 0; step < 3; step++) await it.passes({ minutes: 1 })
  expect(thread()).toMatchInlineSnapshot(`
    "Running out. Still waiting for somebody to look after it (promise answer-breach): due 16 April 2001, 15:00 UTC.
    While nobody looks after a bad forecast, passengers are told of delays that do not come, and each such notice costs calls and goodwill. fix: Press It’s mine on the card of flight-delay, or ask somebody of operations to."
  `)
  await it.passes({ minutes: 59 })
  await it.passes({ hours: 2 })
  await it.passes({ hours: 6 })
  await it.passes({ hours: 20 })
  expect(thread()).toMatchInlineSnapshot(`
    "Running out. Still waiting for somebody to look after it (promise answer-breach): due 16 April 2001, 15:00 UTC.
    While nobody looks after a bad forecast, passengers are told of delays that do not come, and each such notice costs calls and goodwill. fix: Press It’s mine on the card of flight-delay, or ask somebody of operations to.

    Late. Still waiting for somebody to look after it (promise answer-breach), due 16 April 2001, 15:00 UTC. @U0ANA
    While nobody looks after a bad forecast, passengers are told of delays that do not come, and each such notice costs calls and goodwill. fix: Press It’s mine on the card of flight-delay, or ask somebody of operations to. The card takes the reason why it takes longer.

    Late. Still waiting for somebody to look after it (promise answer-breach), due 16 April 2001, 15:00 UTC. @U0BO @U0ELI
    While nobody looks after a bad forecast, passengers are told of delays that do not come, and each such notice costs calls and goodwill. fix: Press It’s mine on the card of flight-delay, or ask somebody of operations to. The card takes the reason why it takes longer.

    Late. Still waiting for somebody to look after it (promise answer-breach), due 16 April 2001, 15:00 UTC. @U0MARA
    While nobody looks after a bad forecast, passengers are told of delays that do not come, and each such notice costs calls and goodwill. fix: Press It’s mine on the card of flight-delay, or ask somebody of operations to. The card takes the reason why it takes longer."
  `)
  expect(types(await it.events('case'))).toEqual(['promise.warned', 'promise.late', 'promise.late', 'promise.late'])
  expect(await it.says('ana', 'flight-ops', '/kedge history flight-delay')).toContain(
    'the promise answer-breach is broken',
  )
})

test('[D7] [R16] whoever takes it in time has kept the promise', async () => {
  const it = await scenario()
  await it.watch()
  await it.presses('bo', 'It’s mine', 'flight-ops')
  await it.passes({ hours: 30 })
  expect(types(await it.events('case'))).toEqual([])
})

/** Approvals are promised within two hours; whom it goes to after that. */
const approveInTime = (escalation: string) => ({
  files: {
    'policies/approve-in-time.yaml': `kind: sla
id: approve-in-time
because: A way back that waits a day is none.
fix: Approve or deny the change of {model}.
appliesTo: { models: [flight-delay] }
what: approve
within: { hours: 2 }
agreedBy: { business: mara, provider: ana }
escalation: ${escalation}
examples: [{ from: "2001-04-16T06:00:00Z", at: "2001-04-16T08:00:01Z", then: late }]
`,
  },
})

test('[D7] [R16] approvals that were promised are told below the card, until they are there', async () => {
  const it = await scenario(approveInTime('[{ after: 0, to: operations }]'))
  await it.watch()
  await it.asks()
  await it.passes({ hours: 2, minutes: 1 })
  await it.passes({ minutes: 1 })
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Late. Still waiting for the approvals (promise approve-in-time), due 16 April 2001, 08:00 UTC. @U0BO @U0ELI
    A way back that waits a day is none. fix: Approve or deny the change of flight-delay. The card takes the reason why it takes longer."
  `)
  expect(types(await it.events('change'))).toEqual(['promise.late'])
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  await it.passes({ hours: 20 })
  expect(types(await it.events('change'))).toEqual(['promise.late'])
})

test('[E6] an overdue approval goes to who may give it, then to the deputies, then to the channel, each once', async () => {
  const steps = '[{ after: 0, to: model-validation }, { after: 1, to: deputies }, { after: 2, to: channel }]'
  const it = await scenario(approveInTime(steps))
  await it.watch()
  await it.asks()
  for (const minutes of [121, 60, 59, 1, 60]) await it.passes({ minutes })
  const told = it.air.slack.messages('approvals').map(({ blocks, ts, thread_ts }) => {
    const text = messageText(blocks)
    return text.startsWith('Late.') ? [thread_ts === undefined || thread_ts === ts ? 'channel' : 'thread', text] : []
  })
  expect(
    told.filter(each => each.length > 0).map(([where, text = '']) => `${where}: ${text.split('\n')[0]}`),
  ).toMatchInlineSnapshot(`
    [
      "thread: Late. Still waiting for the approvals (promise approve-in-time), due 16 April 2001, 08:00 UTC. @U0CHEN @U0FAY",
      "thread: Late. Still waiting for the approvals (promise approve-in-time), due 16 April 2001, 08:00 UTC. @U0BO",
      "channel: Late. Still waiting for the approvals of “Roll flight-delay back from 1.1.0 to 1.0.0” (promise approve-in-time), due 16 April 2001, 08:00 UTC.",
    ]
  `)
  expect(types(await it.events('change'))).toEqual(['promise.late', 'promise.late', 'promise.late'])
})

test('[E6] a change of rules that is late is told by its title, and whoever asked for it is not called to approve it', async () => {
  const steps = '[{ after: 0, to: rule-owner }, { after: 1, to: deputies }]'
  const { files } = approveInTime(steps)
  const path = 'policies/approve-in-time.yaml'
  const it = await scenario({ files: { [path]: files[path].replace(/^appliesTo.*\n/m, '') } })
  await it.watch()
  const said = (text: string) => text.replace('One bad week', 'A bad week')
  await opens(it, 'ana', { 'policies/forecast-error.yaml': said }, 'Say the rule better')
  for (const minutes of [121, 60]) await it.passes({ minutes })
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Late. Still waiting for the approvals (promise approve-in-time), due 16 April 2001, 08:00 UTC. @U0CHEN @U0FAY
    A way back that waits a day is none. fix: Approve or deny the change of “Say the rule better”. The card takes the reason why it takes longer.

    Late. Still waiting for the approvals (promise approve-in-time), due 16 April 2001, 08:00 UTC. It is about no model, so there is no deputy to call.
    A way back that waits a day is none. fix: Approve or deny the change of “Say the rule better”. The card takes the reason why it takes longer."
  `)
})

test('[E6] the sample as it is: what waits for half a day goes to validation, then to the deputy, then to the channel', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  for (const hours of [12, 2, 2]) await it.passes({ hours, minutes: 2 })
  const told = (await it.events('change')).flatMap(event => (event.type === 'promise.late' ? [event.body.to] : []))
  expect(told).toEqual([['model-validation'], ['deputies'], ['channel']])
  expect(it.thread('approvals')).toContain('@U0BO')
})

test.each([
  ['asked for it', 'bo', []],
  ['has approved it', 'ana', ['bo']],
])('[E6] the only deputy who %s is not called to approve it, and the step says so', async (_, asks, approves) => {
  const it = await scenario()
  await it.watch()
  await it.asks(asks)
  for (const person of approves) await it.presses(person, 'Approve')
  for (const hours of [12, 2, 2]) await it.passes({ hours, minutes: 2 })
  expect(it.thread('approvals')).not.toContain('@U0BO')
  expect(it.thread('approvals')).toContain('Nobody more is called: Bo Lindqvist cannot give what is missing.')
  expect(it.thread('approvals')).toContain('@U0CHEN @U0FAY')
})

test('[E6] who can give what is missing is asked of GitHub: a step that is due while its pull request is silent comes later', async () => {
  const outage = { isOn: false }
  const it = await whileGitHub(({ path }) => (outage.isOn && /\/pulls\/\d+$/.test(path) ? DOWN : undefined))
  await it.watch()
  await it.asks()
  outage.isOn = true
  await it.passes({ hours: 12, minutes: 2 })
  expect(types(await it.events('change'))).toEqual([])
  outage.isOn = false
  await it.passes({ minutes: 30 })
  expect(types(await it.events('change'))).toEqual(['promise.late'])
  expect(it.thread('approvals')).toContain('@U0CHEN @U0FAY')
})

describe('[E6] nobody is chased for an approval that nobody can give', () => {
  const later = async (it: Scenario) => {
    for (const hours of [12, 2, 2]) await it.passes({ hours, minutes: 2 })
    return types(await it.events('change'))
  }

  test('it is denied, until the denial is taken back', async () => {
    const it = await scenario()
    await it.watch()
    await it.asks()
    await it.presses('chen', 'Deny')
    await it.submits('chen', 'The evidence is of one week alone.')
    expect(await later(it)).toEqual([])
    expect(it.thread('approvals')).not.toContain('Late.')
    await it.presses('chen', 'Approve')
    await it.passes({ minutes: 2 })
    expect(types(await it.events('change'))).toEqual(['promise.late'])
  })

  test('its time is over', async () => {
    const it = await scenario(approveInTime('[{ after: 23, to: operations }]'))
    await it.watch()
    await it.asks()
    await it.passes({ hours: 2, minutes: 1 })
    await it.passes({ hours: 22, minutes: 30 })
    await it.reconciles()
    await it.passes({ hours: 1 })
    expect((await it.events('change')).flatMap(e => (e.type === 'promise.late' ? [e.body.to] : []))).toEqual([[]])
  })

  test('it is behind the main branch', async () => {
    const it = await scenario()
    await it.watch()
    await it.asks()
    await it.pushesToMain('root', MODEL, text => text.replace('tier: medium', 'tier: medium # x'))
    await it.reconciles()
    expect(it.card('approvals')).toContain('Blocked')
    expect(await later(it)).toEqual([])
  })
})

test('[E6] whoever is late says why, from a fixed list and in a word; the thread, the record and the digest have it', async () => {
  const it = await scenario()
  await it.watch()
  for (const hours of [7, 1, 1]) await it.passes({ hours, minutes: 20 })
  expect(await it.presses('ana', 'Say why', 'flight-ops')).toMatchInlineSnapshot(`
    "It stays late. Whoever waits reads why, and digests count delays by their reasons.
    Why does it take longer? [ Choose one ▾ ]
    In your words ____________________"
  `)
  expect(await it.person('ana').submit({ reason: 'being-fixed', says: '   ' })).toMatchObject({
    body: { errors: { says: 'Say it in at least three letters.' } },
  })
  await it.person('ana').submit({ reason: 'being-fixed', says: 'the routes are being mapped anew' })
  await it.settle()
  expect(it.card('flight-ops')).toMatch(/Late, still waiting for .*: somebody is working on it .*, says Ana Ruiz/)
  expect(it.card('flight-ops')).not.toContain('[ Say why')
  expect(it.thread('flight-ops')).toContain(
    'Ana Ruiz says why it takes longer: somebody is working on it (the routes are being mapped anew)',
  )
  expect(await it.says('ana', 'flight-ops', '/kedge digest')).toContain(
    '(late: somebody is working on it (the routes are being mapped anew))',
  )
  expect(await it.says('ana', 'flight-ops', '/kedge history flight-delay')).toContain(
    'the routes are being mapped anew',
  )
})

test('[E6] [attack 73] what is over needs no reason, and what one may not see is not there', async () => {
  const it = await scenario({ guests: ['bo'] })
  await it.watch()
  for (const hours of [7, 1, 1]) await it.passes({ hours, minutes: 20 })
  const [byBo, byAna] = ['bo', 'ana'].map(name => it.keepsOpen(name, 'Say why', 'flight-ops'))
  expect(await byBo?.()).toMatchInlineSnapshot(`
    "Only /kedge help is for everybody. Guests of the workspace never count.
    fix: ask a member of the workspace whom the people policy names"
  `)
  await it.asks()
  await it.presses('eli', 'Approve')
  await it.reviews('chen')
  await it.weeks(4)
  expect(await byAna?.()).toMatchInlineSnapshot(`
    "It is not late any more, so it needs no reason.
    fix: its card says how it stands now"
  `)
})
