import { expect, test } from 'vitest'
import { MODEL, REASON, scenario, steady } from './world.ts'

async function breached() {
  const it = await scenario()
  await it.watch()
  return it
}

test('[A4] the button opens a form that shows gains and losses and asks why', async () => {
  const it = await breached()
  expect(await it.presses('ana', 'Roll back', 'flight-ops')).toMatchInlineSnapshot(`
    "Flight delay forecast: 1.1.0 → 1.0.0 on the same cases, 2 April 2001 to 16 April 2001:
    • Late flights announced: 41 → 17 %, worse, −38,000 USD a week
    • Mean error of the forecast: 19.6 → 18.4 min, better
    • False notices: 82.5 → 34 per 1,000 flights, better, +33,000 USD a week
    • Flights the model never saw: 5.3 → 0.2 %, better
    Why? ____________________"
  `)
})

test('[A4] a reason too short to decide on stays in the form', async () => {
  const it = await breached()
  await it.presses('ana', 'Roll back', 'flight-ops')
  const answer = await it.person('ana').submit({ reason: '   because   ' })
  expect(answer.body).toMatchInlineSnapshot(`
    {
      "errors": {
        "reason": "Say it in at least ten letters: it is what the others decide on.",
      },
      "response_action": "errors",
    }
  `)
  expect(it.person('ana').modal()).toBeDefined()
  expect(await it.pull()).toBeUndefined()
})

test('[A4] asking shows every guardrail with its trace', async () => {
  const it = await breached()
  await it.presses('ana', 'Roll back', 'flight-ops')
  expect(await it.submits('ana', REASON)).toMatchInlineSnapshot(`
    "Asked: Roll flight-delay back from 1.1.0 to 1.0.0. The pull request and the approval card follow.
    ✓ rollback-same-cases pass (sr-26-2/v-outcomes-analysis). target.kpis.mae.value 18.42 is <= target.kpis.mae.current 19.55
    ✓ rollback-target-passed pass (sr-26-2/v-validation, nist-ai-rmf/manage-2-4). target.passed is true; target.order older is older; target.isCurrent is false"
  `)
})

test('[A4] the pull request moves one line and keeps every comment', async () => {
  const it = await breached()
  await it.asks()
  const pull = await it.pull()
  const [before, after] = [await it.file(MODEL, 'main'), await it.file(MODEL, pull.head.ref)].map(text =>
    text.split('\n'),
  )
  const moved = before?.flatMap((line, i) => (line === after?.[i] ? [] : [[line, after?.[i]]]))
  expect(moved).toEqual([['  version: 1.1.0', '  version: 1.0.0']])
  expect(after).toHaveLength(before?.length ?? 0)
  expect(pull.changed_files).toBe(1)
  expect(pull.title).toBe('Roll flight-delay back from 1.1.0 to 1.0.0')
  expect(pull.head.ref).toMatch(/^kedge\/rollback-flight-delay-[0-9a-f]{8}$/)
})

test('[A4] the body of the pull request has the evidence, a chart, the rules, who must approve, and the seal', async () => {
  const it = await breached()
  await it.asks()
  const body: string = (await it.pull()).body
  expect(steady(body.replaceAll(/case\/[\w-]+/g, 'case/…'))).toMatchInlineSnapshot(`
    "**Flight delay forecast: rollback 1.1.0 → 1.0.0**, asked for by Ana Ruiz:

    > Since the summer timetable the notices are wrong too often.

    **Evidence.** Both versions on the same 230,000 cases, 2 April 2001 to 16 April 2001; gains and losses.

    |   | 1.1.0 | 1.0.0 |   |   |
    | --- | --- | --- | --- | --- |
    | Late flights announced, % | 41 | 17 | worse | −38,000 USD a week |
    | Mean error of the forecast, min | 19.6 | 18.4 | better |   |
    | False notices, per 1,000 flights | 82.5 | 34 | better | \\+33,000 USD a week |
    | Flights the model never saw, % | 5.3 | 0.2 | better |   |

    \`\`\`mermaid
    %%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#0072B2, #868D96, #D55E00"}}}}%%
    xychart-beta
      title "False notices: blue 1.1.0, which runs, grey 1.0.0, orange the limit 75"
      x-axis ["29 Jan", "5 Feb", "12 Feb", "19 Feb", "26 Feb", "5 Mar", "12 Mar", "19 Mar", "26 Mar", "2 Apr", "9 Apr"]
      y-axis "per 1,000 flights" 19.2 --> 88.8
      line [70, 63, 54, 51, 55, 61, 56, 67, 68, 82, 83]
      line [39, 35, 28, 25, 27, 30, 28, 33, 35, 34, 34]
      line [75, 75, 75, 75, 75, 75, 75, 75, 75, 75, 75]
    \`\`\`

    **Rules**

    - ✓ **rollback-same-cases** pass (sr-26-2/v-outcomes-analysis). \`target.kpis.mae.value 18.42 is <= target.kpis.mae.current 19.55\`
    - ✓ **rollback-target-passed** pass (sr-26-2/v-validation, nist-ai-rmf/manage-2-4). \`target.passed is true; target.order older is older; target.isCurrent is false\`

    **Approvals.** 0 of 2 approvals; operations and model-validation to come.

    - ○ **operations**: Bo Lindqvist or Eli Novak
    - ○ **model-validation**: Chen Wei or Fay Osei

    <sub>Until it is merged, approve it here by a review or in Slack; each person counts once. A new commit needs new votes.</sub>

    <sub>Sealed as \`0000000\`: head \`0000000\`, base \`main\`, \`models/flight-delay.yaml\` at \`0000000\`, rules \`0000000\`, request \`0000000\` (diff, evidence, reason). Beside it what the rules answer, \`0000000\`.</sub>

    <sub>Change \`change/00000000\`, case \`case/…\`.</sub>"
  `)
})

test('[A4] the check is pending and names who must approve', async () => {
  const it = await breached()
  await it.asks()
  const { status, conclusion, output, name } = await it.check()
  expect({ name, status, conclusion, title: output.title }).toMatchInlineSnapshot(`
    {
      "conclusion": null,
      "name": "kedge",
      "status": "in_progress",
      "title": "Waits for approval, 0 of 2",
    }
  `)
  expect(steady(output.summary)).toMatchInlineSnapshot(`
    "0 of 2 approvals; operations and model-validation to come.

    - ○ **operations**: Bo Lindqvist or Eli Novak
    - ○ **model-validation**: Chen Wei or Fay Osei

    <sub>fix: Ask somebody with the role operations or model-validation to approve.</sub>

    \`\`\`
    pending: 0 of 2 approvals; operations and model-validation to come.
    ├─ ○ approve-rollback
    │  ├─ ○ operations: Bo Lindqvist or Eli Novak
    │  └─ ○ model-validation: Chen Wei or Fay Osei
    └─ rules about models and changes
       └─ ✓ 2 rules held
    \`\`\`

    - ✓ **rollback-same-cases** pass (sr-26-2/v-outcomes-analysis). \`target.kpis.mae.value 18.42 is <= target.kpis.mae.current 19.55\`
    - ✓ **rollback-target-passed** pass (sr-26-2/v-validation, nist-ai-rmf/manage-2-4). \`target.passed is true; target.order older is older; target.isCurrent is false\`

    <sub>Sealed as \`0000000\`: head \`0000000\`, base \`main\`, \`models/flight-delay.yaml\` at \`0000000\`, rules \`0000000\`, request \`0000000\` (diff, evidence, reason). Beside it what the rules answer, \`0000000\`.</sub>"
  `)
})

test('[A4] the approval card says what is asked, on what evidence, and names what is sealed', async () => {
  const it = await breached()
  await it.asks()
  expect(it.card('approvals')).toMatchInlineSnapshot(`
    "FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0
    Waits for approval, 0 of 2, pull request #1, until 17 April 2001, 06:00 UTC. Worth on the same cases: late flights announced −38,000 USD a week and false notices +33,000 USD a week.
    ○ operations: @U0BO or @U0ELI
    ○ model-validation: @U0CHEN or @U0FAY
    Asked for by Ana Ruiz, 16 April 2001:
    >Since the summer timetable the notices are wrong too often.
    1.1.0 → 1.0.0 on the same 230,000 cases, 2 April 2001 to 16 April 2001:
    • Late flights announced: 41 → 17 %, worse, −38,000 USD a week
    • Mean error of the forecast: 19.6 → 18.4 min, better
    • False notices: 82.5 → 34 per 1,000 flights, better, +33,000 USD a week
    • Flights the model never saw: 5.3 → 0.2 %, better
    ✓ 2 rules kept: rollback-same-cases and rollback-target-passed.
    -  version: 1.1.0
    +  version: 1.0.0

    A vote is for what stands here: commit 0000000 onto main, with these files, rules and answers. It counts for nothing else.
    [ Approve ]  [ Deny ]  [ Withdraw ]"
  `)
})

test('[A4] the thread of the case says who asked, why and where', async () => {
  const it = await breached()
  await it.asks()
  expect(it.thread('flight-ops')).toMatchInlineSnapshot(`
    "Asked. A rollback from 1.1.0 to 1.0.0 was asked for by Ana Ruiz in pull request #1:
    >Since the summer timetable the notices are wrong too often."
  `)
  expect(it.card('flight-ops')).toContain('Rollback to 1.0.0 asked for by Ana Ruiz, waits for approval in #1.')
  expect(it.card('flight-ops')).not.toContain('[ Roll back')
})

test('[A4] a version that never passed its gates is refused with the rule, its trace and its fix', async () => {
  const it = await scenario()
  await it.pushesToMain('dana', MODEL, text => text.replace(/ {4}gates: \{ passed: 2001-01-31.*\n/, ''))
  expect(await it.asks()).toMatchInlineSnapshot(`
    "Not asked: Roll flight-delay back from 1.1.0 to 1.0.0. 1 rule says no.
    ✗ rollback-target-passed fail (block) (sr-26-2/v-validation, nist-ai-rmf/manage-2-4). target.passed is false; target.order older is older; target.isCurrent is false. The way back leads to a version that is known to be good: an older one that passed its gates, and not the one that is to be left. fix: Name an older version of flight-delay that passed its gates: /kedge show flight-delay lists them. Nobody may waive it."
  `)
  expect(await it.pull()).toBeUndefined()
  expect((await it.events('model/flight-delay')).at(-1)).toMatchObject({
    type: 'change.refused',
    by: 'ana',
    body: { code: 'guardrail', door: 'command' },
  })
})

test('[A4] asking twice is asking once, and a second wish waits', async () => {
  const it = await scenario()
  await it.asks()
  expect(await it.asks()).toMatchInlineSnapshot(`
    "A rollback of flight-delay to 1.0.0 was asked for by you, pull request #1. A model takes one change at a time.
    fix: /kedge approvals says what it waits for; press Withdraw on its card to ask for something else"
  `)
  expect(await it.asks('bo')).toMatchInlineSnapshot(`
    "A rollback of flight-delay to 1.0.0 was asked for by Ana Ruiz, pull request #1. A model takes one change at a time.
    fix: /kedge approvals says what it waits for; whoever asked takes it back by Withdraw on its card"
  `)
  expect((await it.api('pulls?state=all')).length).toBe(1)
})

test('[A4] a plan the file no longer fits is given up, and said', async () => {
  const it = await scenario()
  // Somebody moves the value between the question and the branch.
  const { see } = it.bot.world
  const read = see.repository
  Object.assign(see, {
    repository: async () => {
      Object.assign(see, { repository: read })
      await it.pushesToMain('dana', MODEL, text => text.replace('version: 1.1.0', 'version: 1.0.0'))
      return read()
    },
  })
  await it.asks()
  expect(await it.pull()).toBeUndefined()
  expect(await it.events('change')).toMatchObject([
    { type: 'change.asked' },
    { type: 'change.closed', body: { outcome: 'failed' } },
  ])
  expect(it.chat('flight-ops')).toMatchInlineSnapshot(`
    "Given up. The rollback to 1.0.0 could not be prepared: serving.version is 1.0.0 now, not 1.1.0. @U0ANA
    fix: look at the model as it is now (/kedge show flight-delay) and ask again"
  `)
})

test('[E1] what makes no sense is refused for that, whatever else is open', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const told = await it.says('ana', 'flight-ops', `/kedge rollback flight-delay to 9.9.9 because ${REASON}`)
  expect(told).toContain('9.9.9')
  expect(told).not.toContain('one change at a time')
})
