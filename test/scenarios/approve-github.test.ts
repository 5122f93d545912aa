import { expect, test } from 'vitest'
import { MODEL, scenario } from './world.ts'

async function asked() {
  const it = await scenario()
  await it.asks()
  return it
}
const tally = (card: string) => /\d of \d/.exec(card)?.[0]
const types = (events: readonly { type: string }[]) => events.map(e => e.type)

test('[A5] a review on GitHub is a vote, and one person counts once by whichever door', async () => {
  const it = await asked()
  await it.reviews('bo')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
  expect(await it.presses('bo', 'Approve')).toMatchInlineSnapshot(`
    "Your approval is counted already; one person counts once.
    fix: Nothing to do."
  `)
  await it.reviews('bo')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
  expect((await it.check()).conclusion).toBeNull()
})

test('[A5] who asked cannot approve on GitHub either', async () => {
  const it = await asked()
  await it.reviews('ana')
  await it.presses('bo', 'Approve')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
  expect((await it.check()).output.summary).toContain('asked-it-yourself')
})

test('[A5] one approval by each door: the check turns green, the expected commit is merged, one workflow runs', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  const before = await it.pull()
  await it.reviews('chen')
  const { merged, merge_commit_sha: sha, head } = await it.pull()
  expect({ merged, head: head.sha }).toEqual({ merged: true, head: before.head.sha })
  expect((await it.check()).conclusion).toBe('success')
  const { commit } = await it.api(`commits/${sha}`)
  expect(commit.message.replace(/[0-9a-f]{32}/, '…').replace(/change\/\w+/, 'change/…')).toMatchInlineSnapshot(`
    "Roll flight-delay back from 1.1.0 to 1.0.0 (#1)

    > Since the summer timetable the notices are wrong too often.

    Kedge-Change: change/…
    Kedge-Asked-By: ana
    Kedge-Approved-By: bo (operations), chen (model-validation)
    Kedge-Seal: …"
  `)
  const { workflow_runs: runs } = await it.api('actions/runs')
  expect(runs).toHaveLength(1)
  expect(runs[0].display_title).toMatch(/^Deliver flight-delay 1\.0\.0 \(change\/[0-9a-f]{8}\)$/)
  await it.reconciles()
  await it.reconciles()
  expect((await it.api('actions/runs')).workflow_runs).toHaveLength(1)
})

test('[A5] a dismissed review counts no more', async () => {
  const it = await asked()
  const review = await it.reviews('chen')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
  await it.air.github.person('root').dismiss((await it.pull()).number, review, 'Another look, please.')
  await it.settle()
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect((await it.events('change')).filter(e => e.type === 'change.voted')).toMatchObject([
    { body: { person: 'chen', is: 'approve' } },
    { body: { person: 'chen', is: 'withdrawn' } },
  ])
})

test.each([
  ['before it', ['press', 'dismiss']],
  ['after it', ['dismiss', 'press']],
])('[A5] [C2] a press of the same second in which a review is dismissed, %s, is no approval', async (_, order) => {
  const it = await asked()
  const review = await it.reviews('chen')
  it.clock.set('2001-04-16T07:00:00.000Z')
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    press: () => it.presses('chen', 'Approve'),
    dismiss: async () =>
      it.air.github.person('root').dismiss((await it.pull()).number, review, 'Another look, please.'),
  }
  for (const act of order) {
    await acts[act]?.()
    await it.settle()
    it.clock.set('2001-04-16T07:00:00.500Z')
  }
  await it.reconciles()
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  // A second later it is their last word.
  it.clock.set('2001-04-16T07:00:01.500Z')
  await it.presses('chen', 'Approve')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
})

test('[A5] requested changes deny', async () => {
  const it = await asked()
  await it.reviews('fay', 'REQUEST_CHANGES')
  expect(it.card('approvals').split('\n')[1]).toMatchInlineSnapshot(`"Denied, pull request #1."`)
  // GitHub tells whole seconds: a yes in the same one lifts no denial.
  it.clock.move(1000)
  await it.reviews('fay')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
})

test('[A5] [attack 33] a comment is no vote, and a stranger on GitHub is nobody', async () => {
  const it = await asked()
  await it.reviews('chen', 'COMMENT')
  await it.reviews('root')
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect((await it.events('change')).filter(e => e.type === 'change.voted')).toMatchObject([
    { by: `github:${it.air.github.ids.root}` },
  ])
})

test('[A5] a pull request that is closed ends the change, and says so', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  await it.air.github.person('dana').close((await it.pull()).number)
  await it.settle()
  expect(it.card('approvals').split('\n').slice(0, 2)).toMatchInlineSnapshot(`
    [
      "FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0",
      "Abandoned: the pull request was closed without a merge, pull request #1.",
    ]
  `)
  expect(it.card('approvals')).not.toContain('[ Approve ]')
  expect(
    types(await it.events('change'))
      .slice(-2)
      .toSorted(),
  ).toEqual(['change.checked', 'change.closed'])
  expect(await it.asks()).toContain('Asked: Roll flight-delay back from 1.1.0 to 1.0.0.')
})

test('[A5] a branch that does not require the check is not merged, and the card says why once', async () => {
  const it = await asked()
  it.unprotect()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  expect((await it.pull()).merged).toBe(false)
  await it.reconciles()
  await it.reconciles()
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Not merged. The branch main is not protected, so anybody may merge past the rules, and Kedge merges nothing.
    fix: Settings → Rules → new branch ruleset for main: require the status check kedge, from this App"
  `)
  expect(types(await it.events('change')).filter(type => type === 'change.refused')).toHaveLength(1)
  await it.air.github.requireCheck()
  await it.reconciles()
  expect((await it.pull()).merged).toBe(true)
})

test('[A5] a check that somebody else’s App turned green merges nothing', async () => {
  const it = await asked()
  const { head } = await it.pull()
  await fetch(`${it.air.github.url}/repos/acme/models/check-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${it.air.github.actions.token}` },
    body: JSON.stringify({ name: 'kedge', head_sha: head.sha, status: 'completed', conclusion: 'success' }),
  })
  await it.reconciles()
  expect((await it.pull()).merged).toBe(false)
})

test('[A5] what people merge themselves after it is approved is delivered as well', async () => {
  const it = await scenario()
  await it.pushesToMain('dana', 'policies/approve-rollback.yaml', text => text.replace('merge: auto', 'merge: manual'))
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  expect((await it.pull()).merged).toBe(false)
  await it.air.github.person('dana').merge((await it.pull()).number)
  await it.settle()
  expect((await it.events('change')).filter(e => e.type === 'change.merged')).toMatchObject([{ by: 'dana' }])
  expect((await it.api('actions/runs')).workflow_runs).toHaveLength(1)
  expect(await it.file(MODEL, 'main')).toContain('version: 1.0.0')
})

test('[E8] words in a reason that would keep GitHub from running workflows do not stand in the merge', async () => {
  const it = await scenario()
  await it.watch()
  const reason = 'the notices are wrong [skip ci] since April, [no ci] [CI skip] [skip actions] [actions skip]'
  await it.says('ana', 'flight-ops', `/kedge rollback flight-delay to 1.0.0 because ${reason}`)
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  const { message } = (await it.api('commits/main')).commit
  expect(message).not.toMatch(/\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/i)
  expect(message.replaceAll('\u200b', '')).toContain(`> ${reason}`)
})
