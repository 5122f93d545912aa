/** The Home of the app, as whoever opens it sees it. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { repository } from '../fixtures/world.ts'
import { channelOfFiles, csv, ROWS } from './dropped.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

async function home(it: Scenario, name: string): Promise<string> {
  await it.person(name).openHome()
  await it.settle()
  return messageText(it.person(name).home()?.blocks ?? [])
}

const linksIn = (it: Scenario, name: string) =>
  [...JSON.stringify(it.person(name).home()?.blocks ?? []).matchAll(/<(https?:[^|>]+)\|/g)].map(([, url]) => url)

test('[E3] it says what waits on whoever opens it, what is theirs, and when they hear next', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.passes({ hours: 2 })
  expect(await home(it, 'bo')).toMatchInlineSnapshot(`
    "1 THING WAITS FOR YOU
    Your approval
    • Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0), asked for by Ana Ruiz, waits for 2 hours in <#C0APPROVALS>
    Your models
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, warned of Flights the model never saw; 1.1.0 runs
    Next digests
    • Operations in <#C0FLIGHTOPS>: Monday 16 April 2001, 06:00 (America/Chicago)
    • Overview in <#C0APPROVALS>: Sunday 1 July 2001, 08:30 (America/Chicago)
    • Compliance in <#C0APPROVALS>: Monday 2 July 2001, 08:00 (America/Chicago)
    ────────
    /kedge help in any channel says what else there is. This page is drawn when it is opened."
  `)
  expect(await home(it, 'ana')).toMatchInlineSnapshot(`
    "NOTHING WAITS FOR YOU
    Your cases
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, open for 2 hours
    Your models
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, warned of Flights the model never saw; 1.1.0 runs
    Next digests
    • Operations in <#C0FLIGHTOPS>: Monday 16 April 2001, 06:00 (America/Chicago)
    • Overview in <#C0APPROVALS>: Sunday 1 July 2001, 08:30 (America/Chicago)
    • Compliance in <#C0APPROVALS>: Monday 2 July 2001, 08:00 (America/Chicago)
    ────────
    /kedge help in any channel says what else there is. This page is drawn when it is opened."
  `)
  const card = it.air.slack.messages('approvals').at(-1)
  const { url } = it.air.slack
  expect(linksIn(it, 'bo')).toEqual([`${url}/archives/C0APPROVALS/p${card?.ts.replace('.', '')}`])
  expect(linksIn(it, 'ana')).toEqual([expect.stringMatching(`^${url}/archives/C0FLIGHTOPS/p\\d+$`)])
  expect((await fetch(linksIn(it, 'bo')[0] ?? '')).status).toBe(200)
  await it.presses('bo', 'Approve')
  expect(await home(it, 'bo')).not.toContain('Your approval')
})

test('[E3] what somebody does by hand waits for them until they say that it is there', async () => {
  const model = (repository.files[MODEL]?.text ?? '')
    .replace(/^(?:delivery|rollback):.*\n(?: {2}.*\n)*/gm, '')
    .replace(/^ {2}observe: served\n/m, '')
  const it = await scenario({ files: { [MODEL]: `${model}delivery: { manual: { by: bo, remindHours: 8 } }\n` } })
  await it.watch()
  await it.asks()
  for (const name of ['eli', 'chen']) await it.presses(name, 'Approve')
  await it.settle()
  await it.reconciles()
  await it.passes({ hours: 2 })
  expect(await it.says('bo', 'flight-ops', '/kedge')).toContain('/kedge delivered flight-delay')
  expect(await it.says('ana', 'flight-ops', '/kedge')).not.toContain('You do by hand')
  await it.says('bo', 'flight-ops', '/kedge delivered flight-delay')
  expect(await it.says('bo', 'flight-ops', '/kedge')).toContain('Nothing waits for you here.')
})

test('[E3] what is approved and left to people to merge waits for whoever asked until it is merged', async () => {
  const path = 'policies/approve-rollback.yaml'
  const manual = (repository.files[path]?.text ?? '').replace(/^merge: auto/m, 'merge: manual')
  const it = await scenario({ files: { [path]: manual } })
  await it.watch()
  await it.asks()
  for (const name of ['bo', 'chen']) await it.presses(name, 'Approve')
  expect(await home(it, 'ana')).toMatchInlineSnapshot(`
    "1 THING WAITS FOR YOU
    Approved, and yours to merge
    • Roll flight-delay back from 1.1.0 to 1.0.0: it waits to be merged. fix: Merge its pull request #1 on GitHub.
    Your cases
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, open for less than a minute
    Your models
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, warned of Flights the model never saw; 1.1.0 runs
    Next digests
    • Operations in <#C0FLIGHTOPS>: Monday 16 April 2001, 06:00 (America/Chicago)
    • Overview in <#C0APPROVALS>: Sunday 1 July 2001, 08:30 (America/Chicago)
    • Compliance in <#C0APPROVALS>: Monday 2 July 2001, 08:00 (America/Chicago)
    ────────
    /kedge help in any channel says what else there is. This page is drawn when it is opened."
  `)
  expect(linksIn(it, 'ana')).toHaveLength(2)
  expect(await it.says('ana', 'flight-ops', '/kedge approvals')).toMatchInlineSnapshot(`
    "1 of 1 waits for you.
    Flight delay forecast: rollback 1.1.0 → 1.0.0, pull request #1, asked for by Ana Ruiz, waits for less than a minute: approved, 2 of 2
    ✓ operations: Bo Lindqvist
    ✓ model-validation: Chen Wei
    Approved; it waits to be merged. fix: Merge its pull request on GitHub."
  `)
  for (const name of ['bo', 'mara']) expect(await it.says(name, 'flight-ops', '/kedge')).toContain('Nothing waits')
  await it.air.github.person('mara').call('PUT', '/repos/acme/models/pulls/1/merge', {})
  await it.settle()
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('Nothing waits')
})

test('[E1] [E3] [E6] what is approved and GitHub holds back waits for whoever asked, with its reason, until it is merged', async () => {
  const it = await scenario()
  it.unprotect()
  const required = (...contexts: string[]) => ({
    type: 'required_status_checks',
    parameters: {
      required_status_checks: contexts.map(context => ({
        context,
        ...(context === 'kedge' && { integration_id: 12345 }),
      })),
    },
  })
  await it.air.github.addRuleset({ rules: [required('kedge', 'ci/build')] })
  await it.watch()
  await it.asks()
  for (const name of ['bo', 'chen']) await it.presses(name, 'Approve')
  await it.reconciles()
  expect((await it.pull()).merged).toBe(false)
  expect((await home(it, 'ana')).split('\n').slice(0, 3)).toMatchInlineSnapshot(`
    [
      "1 THING WAITS FOR YOU",
      "Approved, but not merged",
      "• Roll flight-delay back from 1.1.0 to 1.0.0, pull request #1: GitHub holds the pull request back: the branch demands more than the check kedge. fix: See on the pull request what is missing, such as another check; it is merged when that is there.",
    ]
  `)
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('1 thing waits for you here.')
  expect(await it.says('ana', 'flight-ops', '/kedge approvals')).toMatchInlineSnapshot(`
    "1 of 1 waits for you.
    Flight delay forecast: rollback 1.1.0 → 1.0.0, pull request #1, asked for by Ana Ruiz, waits for less than a minute: approved, 2 of 2
    ✓ operations: Bo Lindqvist
    ✓ model-validation: Chen Wei
    Approved, but not merged: GitHub holds the pull request back: the branch demands more than the check kedge. fix: See on the pull request what is missing, such as another check; it is merged when that is there."
  `)
  for (const name of ['bo', 'mara']) expect(await it.says(name, 'flight-ops', '/kedge')).toContain('Nothing waits')
  const { head } = await it.pull()
  const { token } = it.air.github.person('dana')
  await fetch(`${it.air.github.url}/repos/acme/models/statuses/${head.sha}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ state: 'success', context: 'ci/build' }),
  })
  await it.reconciles()
  expect((await it.pull()).merged).toBe(true)
  expect(await home(it, 'ana')).toContain('NOTHING WAITS FOR YOU')
})

test('[E1] [E3] a draft waits for whoever asked, to mark it as ready', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 30 because a little more room is needed')
  await it.air.github.person('ana').call('PATCH', '/repos/acme/models/pulls/1', { draft: true })
  await it.settle()
  expect(await home(it, 'ana')).toContain(
    'While the pull request is a draft, no votes are taken. fix: Mark it as ready for review, and vote then.',
  )
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('Asked by you, and nobody can approve it')
  expect(await home(it, 'chen')).not.toContain('Your approval')
})

test('[E3] what is behind the main branch asks nobody to approve it, and tells whoever asked', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.pushesToMain('root', MODEL, text => text.replace('tier: medium', 'tier: medium # x'))
  await it.reconciles()
  expect(await it.says('chen', 'flight-ops', '/kedge')).not.toContain('Your approval')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toMatch(/nobody can approve it[\s\S]*main branch/)
})

test('[E1] [E3] what somebody without GitHub asked for is merged by whoever answers for the model', async () => {
  const people = repository.files['policies/people.yaml']?.text.replace(/^ {4}github: \{ login: dana.*\n/m, '') ?? ''
  const it = await scenario({ files: { 'policies/people.yaml': people } })
  await it.watch()
  await it.says('dana', 'flight-ops', '/kedge kpi flight-delay mae limit 30 because a little more room is needed')
  await it.presses('chen', 'Approve')
  await it.reconciles()
  expect(await home(it, 'ana')).toMatch(/Approved, and yours to merge\n• Move the limit .* pull request #1 on GitHub\./)
  expect(await it.says('ana', 'flight-ops', '/kedge approvals')).toContain('Merge its pull request on GitHub.')
  expect(await home(it, 'dana')).not.toContain('yours to merge')
})

test('[E1] [E3] a dropped file waits for an owner of the models of its channel', async () => {
  const it = await channelOfFiles()
  const { ts } = await it.drops('bo', csv(...ROWS))
  expect(await home(it, 'ana')).toContain('week-15.csv')
  const [offer] = it.air.slack.thread('flight-ops', ts)
  expect(linksIn(it, 'ana')).toContain(
    `${it.air.slack.url}/archives/C0FLIGHTOPS/p${offer?.ts.replace('.', '')}?thread_ts=${ts}&amp;cid=C0FLIGHTOPS`,
  )
  expect(await it.says('chen', 'flight-ops', '/kedge')).not.toContain('week-15.csv')
})

test('[E3] what is late says so, with whoever it waits for', async () => {
  const it = await scenario()
  await it.watch()
  for (const hours of [7, 1, 1]) await it.passes({ hours, minutes: 20 })
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('open for 10 hours (late)')
  await it.asks()
  await it.passes({ hours: 12, minutes: 2 })
  expect(await it.says('chen', 'approvals', '/kedge')).toContain('waits for 12 hours 2 minutes (late)')
  expect(await it.says('chen', 'approvals', '/kedge approvals')).toContain(
    'Flight delay forecast: rollback 1.1.0 → 1.0.0, pull request #1, asked for by Ana Ruiz, waits for 12 hours 2 minutes (late): pending, 0 of 2',
  )
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  expect(await it.says('chen', 'approvals', '/kedge approvals')).not.toContain('late')
})

test('[E1] what waits for approval is called in /kedge approvals what its card calls it, and says for how long', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge attest flight-delay because I have read it all today')
  await it.passes({ hours: 2 })
  expect(await it.says('bo', 'flight-ops', '/kedge approvals')).toMatchInlineSnapshot(`
    "Nothing waits for you here.
    Flight delay forecast: confirm that the file is true, pull request #1, asked for by Ana Ruiz, waits for 2 hours: pending, 0 of 1
    ○ model-validation: Chen Wei or Fay Osei"
  `)
})

test('[E3] [attack 73] somebody nobody knows is told how to be known, a guest as well, and neither sees a name', async () => {
  const it = await scenario({ guests: ['bo'] })
  await it.watch()
  const told = await home(it, 'bo')
  expect(told).not.toMatch(/flight/i)
  expect(told).toMatchInlineSnapshot(`
    "Guests of the workspace never count.
    fix: Ask somebody else who may to approve."
  `)
})

test('[E3] [E6] a case that is put off waits for nobody until it wakes, and says until when', async () => {
  const it = await scenario()
  await it.watch()
  expect(await home(it, 'ana')).toContain('1 THING WAITS FOR YOU')
  await it.says('ana', 'flight-ops', '/kedge snooze flight-delay for 1d because expected the timetable is known to all')
  expect(await home(it, 'ana')).toContain('NOTHING WAITS FOR YOU')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toMatchInlineSnapshot(`
    "Nothing waits for you here.
    Your cases
    • Flight delay forecast: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001, open for less than a minute; snoozed until 17 April 2001, 06:00 UTC
    /kedge help says what else there is. The Home of the app has all that waits on you, also what is not shown here."
  `)
  // Late by what was promised, it is put off all the same.
  await it.passes({ hours: 22 })
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('Nothing waits for you here.')
  await it.passes({ hours: 3 })
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('1 thing waits for you here.')
  expect(await it.says('ana', 'flight-ops', '/kedge')).not.toContain('snoozed')
})

test('[E1] [E3] a case that nobody looked after in time waits for its owner, though a playbook asked for something', async () => {
  const it = await scenario({ files: playbookFile(['retrain']) })
  await it.watch()
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('Nothing waits for you here.')
  await it.passes({ hours: 30 })
  await it.reconciles()
  expect(it.thread('flight-ops')).toContain('Late. Still waiting for somebody to look after it')
  expect(it.digests('flight-ops').at(-1)).toContain('nobody took it; it is with Ana Ruiz')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('1 thing waits for you here.')
  expect(await home(it, 'ana')).toContain('1 THING WAITS FOR YOU')
  await it.presses('ana', 'It’s mine', 'flight-ops')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('Nothing waits for you here.')
})

test('[E3] where not all are shown, cases that wait come before those that sleep, at Home and where Kedge is asked', {
  timeout: 120_000,
}, async () => {
  const ids = Array.from({ length: 17 }, (_, i) => `station-${String(i).padStart(2, '0')}`)
  const model = (repository.files[MODEL]?.text ?? '').replace(/^ {2}observe: served\n/m, '')
  const files = Object.fromEntries(
    ids.map((id, i) => [
      `models/${id}.yaml`,
      model.replace(/^id: .*$/m, `id: ${id}`).replace(/^name: .*$/m, `name: Station ${i}`),
    ]),
  )
  const path = 'policies/false-notices.yaml'
  const monitor = await readFile(path, 'utf8')
  const all = monitor.replace('models: [flight-delay]', `models: [flight-delay, ${ids.join(', ')}]`)
  const it = await scenario({ files: { ...files, [path]: all } })
  await it.watch()
  const asleep = ids.slice(1)
  for (const id of asleep)
    await it.says('ana', 'flight-ops', `/kedge snooze ${id} for 7d because expected we wait for the new timetable`)
  const shown = await home(it, 'ana')
  expect(shown).toMatch(/^2 THINGS WAIT FOR YOU$/m)
  const told = await it.says('ana', 'flight-ops', '/kedge')
  for (const said of [shown, told]) {
    const [, cases = ''] = said.split('Your cases\n')
    expect(cases.split('\n').slice(0, 2).join('\n')).toMatch(/Station 0:/)
    expect(cases.split('\n').slice(0, 2).join('\n')).toMatch(/Flight delay forecast:/)
    expect(cases).toMatch(/and 3 more/)
  }
})
