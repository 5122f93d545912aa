/** What people ask without asking for a change: cases, drift, the audit, what waits, and a model that nobody registered. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { MODEL, opened, type Scenario, scenario, steady } from './world.ts'

let it: Scenario
beforeAll(async () => {
  it = await scenario({ shared: true, guests: ['eli'] })
  await it.watch()
  it.clock.set('2001-04-16T09:12:00Z')
  await it.asks()
})
afterAll(() => it.close())

test('[E1] /kedge alone says what waits on whoever types it', async () => {
  expect(await it.says('bo', 'flight-ops', '/kedge')).toMatchInlineSnapshot(`
    "1 thing waits for you here.
    Your approval
    • Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0), asked for by Ana Ruiz, waits for less than a minute in <#C0APPROVALS>
    /kedge help says what else there is. The Home of the app has all that waits on you, also what is not shown here."
  `)
  expect(await it.says('eli', 'flight-ops', '/kedge')).toContain('Guests of the workspace never count')
})

test('[E1] /kedge cases is for whoever asks, and with `here` for all in the channel', async () => {
  const before = it.air.slack.messages('flight-ops').length
  expect(await it.says('ana', 'flight-ops', '/kedge cases')).toMatchInlineSnapshot(`
    "1 case is open.
    • Flight delay forecast (flight-delay, medium): mean error of the forecast and false notices beyond the agreed limit since 2 April 2001 (business), open since 16 April 2001, for 3 hours 12 minutes; nobody took it, it is with Ana Ruiz; rollback to 1.0.0 asked for"
  `)
  expect(it.air.slack.messages('flight-ops')).toHaveLength(before)
  expect(await it.says('ana', 'flight-ops', '/kedge cases here')).toBe('')
  const posted = it.air.slack.messages('flight-ops').slice(before)
  expect(posted.map(({ blocks }) => messageText(blocks))).toMatchInlineSnapshot(`
    [
      "1 case is open.
    • Flight delay forecast (flight-delay, medium): mean error of the forecast and false notices beyond the agreed limit since 2 April 2001 (business), open since 16 April 2001, for 3 hours 12 minutes; nobody took it, it is with Ana Ruiz; rollback to 1.0.0 asked for
    Asked for by Ana Ruiz: /kedge cases here",
    ]
  `)
})

test('[E1] /kedge close does not end a case whose monitors still watch the model', async () => {
  expect(
    await it.says('ana', 'flight-ops', '/kedge close flight-delay because nobody minds it'),
  ).toMatchInlineSnapshot(`
    "The rules still watch what broke in this case, and its readings go on, so only good ones close it.
    fix: See that it recovers; /kedge snooze keeps its reminders silent meanwhile."
  `)
  expect(await it.says('ana', 'flight-ops', '/kedge cases')).toMatch(/^1 case is open\./)
})

test('[E1] [R11] /kedge path says where a model is, and /kedge delivered that nothing is to be delivered by hand', async () => {
  expect(await it.says('mara', 'flight-ops', '/kedge path flight-delay')).toMatchInlineSnapshot(`
    "FLIGHT DELAY FORECAST
    Where: production: It serves, and is watched.
    Since: 1 February 2001, 74 days ago
    Who acts: Ana Ruiz (technical)
    Next: paused (no gate). It does not serve until somebody has found out what is wrong.
    Next: retired (no gate). Nobody uses it any more.
    It cannot go elsewhere from here: not to idea, development or validation."
  `)
  expect(await it.says('bo', 'flight-ops', '/kedge delivered flight-delay')).toMatchInlineSnapshot(`
    "No version of this model waits to be delivered by hand.
    fix: /kedge history with its name says how its last change went."
  `)
})

test('[E1] /kedge drift says what is missing where a model has no profile', async () => {
  expect(await it.says('ana', 'flight-ops', '/kedge drift flight-delay')).toMatchInlineSnapshot(`
    "Flight delay forecast has no profile, so nobody can say whether its inputs have drifted.
    fix: give its file a query with returns: inputs and a KPI with drift; then count one and have it reviewed: kedge profile flight-delay --write"
  `)
})

test('[E1] /kedge audit says who approved what, and how the record is verified', async () => {
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  await it.settle()
  expect(steady(await it.says('chen', 'flight-ops', '/kedge audit flight-delay'))).toMatchInlineSnapshot(`
    "flight-delay: 1 change merged, 0 of them without the check, 0 waivers in force, 0 reviews owed and 0 rules not kept.
    Who approved what, the newest first
    • Roll flight-delay back from 1.1.0 to 1.0.0 (rollback 1.1.0 → 1.0.0, pull request #1), merged 16 April 2001, 09:12 UTC as 0000000: asked for by Ana Ruiz; approved by Bo Lindqvist (Slack, 16 April 2001, 09:12 UTC), Chen Wei (Slack, 16 April 2001, 09:12 UTC); by approve-rollback
    The complete record is the branch kedge/record: kedge history flight-delay in a clone prints all of it, with what each approver was shown, and kedge verify says whether anything was altered. Approvals policies are named as they are today."
  `)
})

test('[E4] /kedge report-ai: five short questions, told where it is asked about, and to whoever reported it what follows', async () => {
  await it.says('dana', 'lunch', '/kedge report-ai')
  const form = await opened(() => it.person('dana').modal())
  expect(messageText(form.blocks)).toMatchInlineSnapshot(`
    "A model in use that is not registered is watched by nobody. What you write is kept in the record.
    What is it called? ____________________
    Where does it run, or who runs it? ____________________
    What does it decide, or what is it used for? ____________________
    Is personal data in it? [ Choose one ▾ ]
    Who knows more about it? ____________________"
  `)
  const GOOD = { name: 'Crew chat', where: 'A browser tab', use: 'It answers questions about rosters.' }
  await it.person('dana').submit({ ...GOOD, name: '   ', personal: 'no' })
  expect(it.person('dana').modal()?.errors).toMatchInlineSnapshot(`
    {
      "name": "Say what it is called, in two letters at least.",
    }
  `)
  const before = it.whispers('dana').length
  await it.person('dana').submit({ ...GOOD, personal: 'yes' })
  await it.settle()
  expect(it.whispers('dana').slice(before).join('\n')).toMatchInlineSnapshot(
    `"Thank you: Crew chat is reported. It is told in <#C0FLIGHTOPS> and <#C0APPROVALS>. Ana Ruiz is asked who runs it. It is registered, or left out for a reason that is written down; until then it is not forgotten."`,
  )
  expect(it.card('flight-ops')).toMatchInlineSnapshot(`
    "NOT REGISTERED: CREW CHAT
    Somebody found a model that is in use and not registered: Crew chat.
    Runs: A browser tab
    Used for: It answers questions about rosters.
    Personal data: yes
    Who knows more: not said
    Reported: 16 April 2001, 09:12 UTC by Dana Okafor
    @U0ANA is asked who runs it. /kedge register asks for its file. It stays in digests and /kedge cases until a model goes by this name (its id, or knownAs), or ignores of a policy of kind discovery says why it needs no file."
  `)
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('To register, or to leave out')
  expect(await it.says('ana', 'lunch', '/kedge cases')).toBe('No model is shown here, so no case is either.')
})

test.each([
  ['Weekend-freeze', '/kedge explain weekend-freeze', 'weekend-freeze: freeze'],
  ['Passenger-notices', '/kedge show passenger-notices', 'NOTICES TO PASSENGERS'],
  ['here', '/kedge status here', ''],
])('[E1] a model called %s takes nothing from what else %s means', async (name, line, answer) => {
  const called = readFileSync(MODEL, 'utf8').replace(/^name: .*$/m, `name: ${name}`)
  const own = await scenario({ files: { [MODEL]: called } })
  await own.watch()
  expect((await own.says('ana', 'flight-ops', line)).split('\n')[0]).toBe(answer)
  expect(await own.says('ana', 'flight-ops', `/kedge path ${name}`)).toContain('Who acts')
})
