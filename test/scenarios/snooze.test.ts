import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const types = async (it: Scenario) => (await it.events('case')).map(({ type }) => type)
const mentions = (it: Scenario) => (it.thread('flight-ops').match(/@U0\w+/g) ?? []).length

/** By the button and its form. */
async function snoozes(it: Scenario, name: string, values: Readonly<Record<string, string>>): Promise<string> {
  await it.presses(name, 'Snooze', 'flight-ops')
  const before = it.whispers(name).length
  await it.person(name).submit(values)
  await it.settle()
  return it.whispers(name).slice(before).join('\n')
}
/** A press that opens no form. */
async function refused(it: Scenario, name: string): Promise<string> {
  const before = it.whispers(name).length
  await it.person(name).press(it.holding('flight-ops', 'Snooze'), 'kedge:snooze')
  await it.settle()
  return it.whispers(name).slice(before).join('\n')
}
const A_DAY = { for: '1d', reason: 'waits-for-others', says: 'The supplier sends the timetable tomorrow.' }

test('[D7] a case is snoozed by its button: the card says who, until when and why, and nobody is reminded meanwhile', async () => {
  const it = await scenario()
  await it.watch()
  expect(await it.presses('bo', 'Snooze', 'flight-ops')).toMatchInlineSnapshot(`
    "Flight delay forecast: nobody is reminded until then. It stays open, and wakes before if another monitor fires.
    For how long? [ 1 day ▾ ]
    Why can it wait? [ Choose one ▾ ]
    In your words ____________________"
  `)
  expect(await snoozes(it, 'bo', A_DAY)).toMatchInlineSnapshot(
    `"The case of Flight delay forecast is snoozed until 17 April 2001, 06:00 UTC. It wakes before that if another monitor fires, and closes as ever when it has recovered."`,
  )
  expect(it.card('flight-ops')).toContain(
    'Snoozed until 17 April 2001, 06:00 UTC by Bo Lindqvist: it waits for somebody else (The supplier sends the timetable tomorrow.)',
  )
  expect(it.card('flight-ops')).not.toContain('[ Snooze')
  expect(await it.says('ana', 'flight-ops', '/kedge history flight-delay')).toContain(
    'the case was snoozed until 17 April 2001, 06:00 UTC, by Bo Lindqvist: it waits for somebody else (The supplier',
  )
  // The promise of an answer runs out at 15:00, and three steps of its escalation follow.
  for (const hours of [9, 3, 3, 8]) await it.passes({ hours })
  expect((await types(it)).filter(type => type === 'promise.late')).toHaveLength(1)
  expect(mentions(it)).toBe(0)
  await it.passes({ hours: 1 })
  await it.passes({ minutes: 1 })
  expect(it.thread('flight-ops')).toMatchInlineSnapshot(`
    "The snooze is over. @U0ANA

    Late. Still waiting for somebody to look after it (promise answer-breach), due 16 April 2001, 15:00 UTC. @U0ANA @U0BO @U0ELI @U0MARA
    While nobody looks after a bad forecast, passengers are told of delays that do not come, and each such notice costs calls and goodwill. fix: Press It’s mine on the card of flight-delay, or ask somebody of operations to. The card takes the reason why it takes longer."
  `)
  expect(it.card('flight-ops')).toContain('[ Snooze ]')
  expect(it.card('flight-ops')).not.toContain('Snoozed')
  expect((await types(it)).slice(-3)).toMatchInlineSnapshot(`
    [
      "promise.late",
      "case.woke",
      "promise.late",
    ]
  `)
})

test('[D7] a snoozed case wakes when it gets worse, and says so', async () => {
  const text = readFileSync(join(import.meta.dirname, '../..', MODEL), 'utf8')
  // Only the mean error is over its limit: what happens to the notices is found a week later.
  const it = await scenario({ files: { [MODEL]: text.replace('limit: 75', 'limit: 85') } })
  await it.watch()
  await it.says('bo', 'flight-ops', '/kedge snooze flight-delay for 7d because being-fixed we look at the timetable')
  await it.passes({ days: 6 })
  expect(await types(it)).not.toContain('case.woke')
  const again = '/kedge snooze flight-delay for 7d because being-fixed we still look at the timetable'
  await it.says('bo', 'flight-ops', again)
  await it.passes({ days: 1 })
  await it.says('bo', 'flight-ops', again)
  await it.passes({ days: 6 })
  expect(await types(it)).not.toContain('case.woke')
  await it.passes({ hours: 23 })
  expect((await it.events('case')).findLast(e => e.type === 'case.woke')?.body).toEqual({ because: 'worse' })
  expect(it.thread('flight-ops')).toContain('It got worse, so the snooze is over. @U0ANA')
  expect(it.card('flight-ops')).not.toContain('Snoozed')
})

test('[D7] a snooze never closes a case, and one that has recovered closes in its sleep', async () => {
  const it = await scenario()
  await it.watch()
  await it.air.deliver('1.0.0', it.clock.now())
  await it.passes({ hours: 1 })
  for (let twice = 0; twice < 5; twice++) {
    await it.says('bo', 'flight-ops', '/kedge snooze flight-delay for 7d because expected it is the way back that runs')
    await it.passes({ days: 5 })
  }
  expect(await types(it)).not.toContain('case.woke')
  expect(await types(it)).toContain('case.closed')
  expect(it.card('flight-ops')).toContain('RECOVERED')
})

test('[D7] [C4] a guest, a stranger to the channel and whoever is late snooze nothing, and are told', async () => {
  const it = await scenario({ guests: ['eli'] })
  await it.watch()
  expect(await refused(it, 'eli')).toContain('Guests of the workspace never count.')
  const press = it.keepsOpen('bo', 'Snooze', 'flight-ops')
  await it.air.deliver('1.0.0', it.clock.now())
  await it.passes({ hours: 1 })
  await it.weeks(4)
  expect(await press()).toContain('No case of this model is open.')
  expect(await types(it)).not.toContain('case.snoozed')
})

test('[D7] a form that says nothing stays open, and each error stands at its field', async () => {
  const it = await scenario()
  await it.watch()
  await it.presses('bo', 'Snooze', 'flight-ops')
  const { body } = await it.person('bo').submit({ for: '1d', reason: 'expected', says: ' x ' })
  expect(body).toEqual({
    response_action: 'errors',
    errors: { says: 'Say it in at least three letters.' },
  })
  await it.settle()
  expect(await types(it)).not.toContain('case.snoozed')
})

test('[E6] a reason that nobody sees is none, typed or in a form', async () => {
  const it = await scenario()
  await it.watch()
  for (const blank of ['\u3164', '\u2800', '\ufe0f', '\u115f']) {
    const said = blank.repeat(12)
    const line = `/kedge snooze flight-delay for 7d because small-harm ${said}`
    expect(await it.says('ana', 'flight-ops', line)).toContain('at least three letters')
    const back = `/kedge rollback flight-delay to 1.0.0 because ${said}`
    expect(await it.says('ana', 'flight-ops', back)).toContain('at least ten letters')
  }
  await it.presses('bo', 'Snooze', 'flight-ops')
  expect(await it.person('bo').submit({ ...A_DAY, says: '\u3164'.repeat(12) })).toMatchObject({
    body: { errors: { says: 'Say it in at least three letters.' } },
  })
  await it.settle()
  expect(it.card('flight-ops')).not.toContain('Snoozed until')
  expect(it.air.slack.messages('approvals')).toEqual([])
})

test('[D7] a case sleeps on where a rule in it only gets another name', async () => {
  const it = await scenario()
  await it.watch()
  await snoozes(it, 'bo', { ...A_DAY, for: '3d' })
  const policy = 'policies/false-notices.yaml'
  const text = (await it.file(policy, 'main')).replace('id: false-notices', 'id: wrong-notices')
  const renamed = { 'policies/wrong-notices.yaml': text, [policy]: null }
  it.unprotect()
  await it.air.github.person('root').push('main', renamed, 'Name it anew')
  await it.reconciles()
  await it.passes({ days: 1 })
  const { monitors = [], snoozed } = caseFrom(await it.events('case')) ?? {}
  expect(monitors.map(({ monitor, state }) => [monitor, state])).toEqual([
    ['forecast-error', 'firing'],
    ['wrong-notices', 'firing'],
  ])
  expect(snoozed?.reason).toBe('waits-for-others')
  expect(await types(it)).not.toContain('case.woke')
})
