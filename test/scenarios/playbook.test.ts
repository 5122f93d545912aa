import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { playbookFile } from '../fixtures/playbook.ts'
import { opens } from './opens.ts'
import { type Scenario, scenario, steady } from './world.ts'

const types = async (it: Scenario, subject: string) => (await it.events(subject)).map(({ type }) => type)
const played = async (it: Scenario) =>
  (await it.events('case')).flatMap(({ type, body }) => (type === 'case.played' ? [body] : []))
const automatic = (card: string) => card.split('\n').filter(line => line.includes('The playbook'))

async function freezesTrainings(): Promise<Record<string, string>> {
  const path = 'policies/weekend-freeze.yaml'
  const text = await readFile(join(import.meta.dirname, '../..', path), 'utf8')
  return { [path]: text.replace('covers: [promote, replace]', 'covers: [promote, replace, retrain]') }
}

test('[D8] a breach is told, becomes an issue and a rollback that says who asked, is approved as everywhere, and ends with the case', {
  timeout: 60_000,
}, async () => {
  const does = ['{ act: notify, channel: C0APPROVALS }', '{ act: issue, labels: [model-risk] }', 'rollback']
  const it = await scenario({ files: playbookFile(does) })
  await it.watch()
  expect(it.chat('approvals')).toMatchInlineSnapshot(`
    "Flight delay forecast. Mean error of the forecast and false notices beyond the agreed limit since 2 April 2001. Passengers must not wait for us.
    Said by the playbook by-itself, automatically. /kedge status flight-delay says how it goes.

    FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0
    Waits for approval, 0 of 2, pull request #2, until 17 April 2001, 06:00 UTC. Worth on the same cases: late flights announced −38,000 USD a week and false notices +33,000 USD a week.
    ○ operations: @U0BO or @U0ELI
    ○ model-validation: @U0CHEN or @U0FAY
    Asked for by the playbook by-itself, automatically, 16 April 2001:
    >Mean error of the forecast and false notices beyond the agreed limit since 2 April 2001. Passengers must not wait for us.
    1.1.0 → 1.0.0 on the same 230,000 cases, 2 April 2001 to 16 April 2001:
    • Late flights announced: 41 → 17 %, worse, −38,000 USD a week
    • Mean error of the forecast: 19.6 → 18.4 min, better
    • False notices: 82.5 → 34 per 1,000 flights, better, +33,000 USD a week
    • Flights the model never saw: 5.3 → 0.2 %, better
    ✓ 2 rules kept: rollback-same-cases and rollback-target-passed.
    -  version: 1.1.0
    +  version: 1.0.0

    A vote is for what stands here: commit 0000000 onto main, with these files, rules and answers. It counts for nothing else.
    [ Approve ]  [ Deny ]"
  `)
  const pull = await it.pull()
  expect(pull.body.split('\n').slice(0, 3)).toMatchInlineSnapshot(`
    [
      "**Flight delay forecast: rollback 1.1.0 → 1.0.0**, asked for by the playbook \`by-itself\`, automatically:",
      "",
      "> Mean error of the forecast and false notices beyond the agreed limit since 2 April 2001. Passengers must not wait for us.",
    ]
  `)
  expect(automatic(it.card('flight-ops'))).toMatchInlineSnapshot(`
    [
      "• The playbook by-itself told one more channel.",
      "• The playbook by-itself opened the issue #1.",
      "• The playbook by-itself asked for the way back.",
    ]
  `)
  expect(it.card('flight-ops')).toContain('Rollback to 1.0.0 asked for by the playbook by-itself, automatically')
  const [issue] = await it.api('issues?state=all')
  expect(issue).toMatchObject({ state: 'open', user: { login: 'kedge[bot]' }, labels: [{ name: 'model-risk' }] })
  expect(`${issue.title}\n\n${issue.body}`).toMatchInlineSnapshot(`
    "flight-delay: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001

    **Flight delay forecast**: mean error of the forecast and false notices beyond the agreed limit since 2 April 2001.

    - **Mean error of the forecast**: 19.8 min, limit 18.5 min; since 2 April 2001
    - **False notices**: 83 per 1,000 flights, limit 75 per 1,000 flights; since 2 April 2001

    Owner: Ana Ruiz. Detected 16 April 2001, 06:00 UTC.

    <sub>Opened by the playbook \`by-itself\`, automatically. It is closed with the case \`case/flight-delay-2001-04-09\`; \`/kedge status flight-delay\` says how it stands.</sub>

    <!-- kedge:case/flight-delay-2001-04-09 -->"
  `)

  // Nobody asked, so nobody is kept from approving; and nothing else is asked for, however often it looks.
  await it.watch()
  expect((await it.api('pulls?state=all')).length).toBe(1)
  expect((await it.api('issues?state=all')).length).toBe(1)
  await it.presses('chen', 'Approve')
  expect(it.card('approvals')).toContain('1 of 2')
  await it.presses('bo', 'Approve')
  expect((await it.pull()).merged).toBe(true)
  await it.watch()
  await it.weeks(3)
  expect(it.card('flight-ops')).toContain('Recovered.')
  expect(await it.api(`issues/${issue.number}`)).toMatchObject({ state: 'closed', state_reason: 'completed' })
  const comments = await it.api(`issues/${issue.number}/comments`)
  expect(comments).toHaveLength(1)
  expect(comments[0].body).toContain('**Recovered.** Onset')
  expect(await types(it, 'case')).toEqual(expect.arrayContaining(['case.issue-closed', 'case.closed']))
  const commit = await it.api(`commits/${(await it.pull()).merge_commit_sha}`)
  expect(commit.commit.message).toContain('Kedge-Asked-By: playbook by-itself')
  expect(await it.says('bo', 'flight-ops', '/kedge history flight-delay')).toMatch(
    /rollback 1\.1\.0 → 1\.0\.0 was asked for, by the playbook by-itself, automatically: .*/,
  )
})

test('[D8] what rules refuse is told once in the case, and asked for as soon as they allow it', async () => {
  const it = await scenario({ files: { ...playbookFile(['retrain']), ...(await freezesTrainings()) } })
  await it.watch()
  await it.watch()
  expect(await played(it)).toMatchObject([
    { playbook: 'by-itself', act: 'retrain', outcome: 'refused', rules: ['weekend-freeze'] },
  ])
  expect(await it.api('pulls?state=all')).toEqual([])
  expect(
    it
      .thread('flight-ops')
      .split('\n\n')
      .filter(text => text.includes('Wanted by')),
  ).toHaveLength(1)
  expect(steady(it.thread('flight-ops'))).toMatchInlineSnapshot(`
    "Not asked: Train flight-delay anew. 1 rule says no.
    ✗ weekend-freeze fail (block). frozen until Monday 16 April 2001, 08:00 (America/Chicago). At the weekend the flights are full and few people are on duty, so no newer version starts then. The way back is not stopped. fix: Promote flight-delay from Monday 08:00 on in Chicago, or ask somebody of operations to grant a waiver. Somebody with the role operations may waive it.
    Wanted by the playbook by-itself, automatically. It is tried again while the case is open."
  `)
  it.clock.set('2001-04-16T14:00:00Z')
  await it.watch()
  const pull = await it.pull()
  expect(pull.title).toBe('Train flight-delay anew')
  expect(await it.file('models/flight-delay.yaml', pull.head.ref)).toContain('playbook: by-itself')
  expect((await it.check()).output.title).toBe('Waits for approval, 0 of 1')
  expect(automatic(it.card('flight-ops'))).toEqual(['• The playbook by-itself asked to train it anew.'])
})

test('[D8] a person who takes the case or asks for something keeps playbooks from asking beside them', async () => {
  const it = await scenario({ files: playbookFile(['hold'], { when: '{ unactedHours: 2 }' }) })
  await it.watch()
  expect(await played(it)).toEqual([])
  await it.presses('bo', 'It’s mine', 'flight-ops')
  await it.passes({ hours: 3 })
  expect(await played(it)).toMatchObject([{ act: 'hold', outcome: 'left', why: 'in-hand' }])
  expect(await it.api('pulls?state=all')).toEqual([])
  expect(automatic(it.card('flight-ops'))).toMatchInlineSnapshot(`
    [
      "• The playbook by-itself did not ask to hold it: somebody looks after it.",
    ]
  `)
})

test('[D8] nobody acts for so long, and it is asked for by itself', async () => {
  const it = await scenario({ files: playbookFile(['hold'], { when: '{ unactedHours: 2 }' }) })
  await it.watch()
  await it.passes({ hours: 2 })
  expect((await it.pull()).title).toBe('Hold flight-delay')
})

test('[D8] what is said of a model goes only where it may be shown', async () => {
  const it = await scenario({ files: playbookFile(['{ act: notify, channel: C0LUNCH }']) })
  await it.watch()
  expect(it.chat('lunch')).toBe('')
  expect(it.air.slack.messages('flight-ops').map(m => messageText(m.blocks))).toContainEqual(
    expect.stringContaining('Said by the playbook by-itself, automatically'),
  )
})

test('[D8] without the permission the issue is a trouble that says which to give', async () => {
  const it = await scenario({ files: playbookFile(['issue']) })
  for (const row of it.air.github.db.appInstallations?.all() ?? [])
    it.air.github.db.appInstallations?.update(row.id, { permissions: { ...row.permissions, issues: 'read' } })
  await it.watch()
  it.clock.move(20 * 60_000)
  await it.reconciles()
  expect(it.chat('approvals')).toContain('give and accept the App’s permission "Issues: write"')
})

test('[C4] a playbook acts only as the main branch has it: not from a pull request, and no more once it is gone there', async () => {
  const it = await scenario()
  const [path, text] = Object.entries(playbookFile(['hold'], { when: '{ unactedHours: 2 }' }))[0] as [string, string]
  await opens(it, 'dana', { [path]: () => text }, 'Hold what is bad')
  await it.watch()
  await it.passes({ hours: 3 })
  expect(await played(it)).toEqual([])

  const other = await scenario({ files: { [path]: text } })
  await other.watch()
  await other.pushesToMain('root', path, () => text.replace('{ act: hold }', '{ act: issue }'))
  await other.passes({ hours: 3 })
  expect((await played(other)).map(({ act }) => act)).toEqual(['issue'])
  expect(await other.api('pulls?state=all')).toEqual([])
})
