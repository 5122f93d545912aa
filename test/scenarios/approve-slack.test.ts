import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MODEL, type ScenarioOptions, scenario } from './world.ts'

async function asked(options: ScenarioOptions = {}) {
  const it = await scenario(options)
  await it.asks()
  return it
}
const tally = (card: string) => /\d of \d/.exec(card)?.[0]

test('[A5] [attack 41] who asked is refused in words only they see, and it is kept', async () => {
  const it = await asked()
  const before = it.chat('approvals')
  expect(await it.presses('ana', 'Approve')).toMatchInlineSnapshot(`
    "You asked for this change, so your own vote never counts.
    fix: Ask somebody with the role operations or model-validation to approve."
  `)
  expect(it.chat('approvals')).toBe(before)
  expect((await it.events('change')).at(-1)).toMatchObject({
    type: 'change.refused',
    by: 'ana',
    body: { code: 'asked-it-yourself' },
  })
})

test('[A5] an approval in Slack counts, is told to who gave it, and shows who is still to come', async () => {
  const it = await asked()
  expect(await it.presses('bo', 'Approve')).toMatchInlineSnapshot(
    `"Your approval of the rollback of Flight delay forecast to 1.0.0 is recorded."`,
  )
  expect(it.card('approvals').split('\n').slice(1, 5)).toMatchInlineSnapshot(`
    [
      "Waits for approval, 1 of 2, pull request #1, until 17 April 2001, 06:00 UTC.",
      "✓ operations: Bo Lindqvist",
      "○ model-validation: @U0CHEN or @U0FAY",
      "Asked for by Ana Ruiz, 16 April 2001:",
    ]
  `)
  expect((await it.check()).output.title).toBe('Waits for approval, 1 of 2')
})

test('[A5] pressing twice counts once', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  expect(await it.presses('bo', 'Approve')).toMatchInlineSnapshot(`
    "Your approval is counted already; one person counts once.
    fix: Nothing to do."
  `)
  expect(await it.presses('eli', 'Approve')).toMatchInlineSnapshot(`
    "Your roles are filled already.
    fix: Nothing to do."
  `)
  expect(tally(it.card('approvals'))).toBe('1 of 2')
})

test('[A5] [attack 37] a wrong role is refused and counts nothing', async () => {
  const it = await asked()
  expect(await it.presses('dana', 'Approve')).toMatchInlineSnapshot(`
    "None of your roles is asked for here.
    fix: Ask somebody with the role operations or model-validation to approve."
  `)
  expect(tally(it.card('approvals'))).toBe('0 of 2')
})

test('[A5] a guest is refused and counts nothing, though the people policy names them', async () => {
  const it = await asked({ guests: ['bo'] })
  expect(await it.presses('bo', 'Approve')).toMatchInlineSnapshot(`
    "Guests of the workspace never count.
    fix: Ask somebody else who may to approve."
  `)
  expect(tally(it.card('approvals'))).toBe('0 of 2')
})

test('[A5] somebody the people policy does not know is refused, and the refusal is kept under the account', async () => {
  const it = await scenario()
  await it.pushesToMain('dana', 'policies/people.yaml', text => text.replace('slack: U0ELI', 'slack: U0ELSE'))
  await it.asks()
  expect(await it.presses('eli', 'Approve')).toMatchInlineSnapshot(`
    "This account belongs to nobody in the people policy.
    fix: Add the person with this account to policies/people.yaml by pull request."
  `)
  expect((await it.events('change')).at(-1)).toMatchObject({ type: 'change.refused', by: 'slack:T000000001:U0ELI' })
})

test('[A5] [attack 24] a push clears the votes, says why to those who gave them, and the old card is refused with the new one', async () => {
  const it = await asked()
  const old = it.keepsOpen('bo', 'Approve')
  await it.presses('bo', 'Approve')
  await it.pushes('dana', text => text.replace('  mode: batch\n', '  mode: batch # Until May.\n'))
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Asked anew. The request has changed: the pull request has a new commit (0000000 → 0000000). Votes so far were for what it was. @U0BO: please look again.
    Now at 0000000."
  `)
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  const [says, fix, rule, ...card] = (await old()).split('\n')
  expect([says, fix, rule]).toMatchInlineSnapshot(`
    [
      "The change has moved since this card was shown.",
      "fix: Look at the new card and vote there.",
      "────────",
    ]
  `)
  expect(card.join('\n')).toContain('+  mode: batch # Until May.')
  expect(card.join('\n')).toContain('[ Approve ]')
  expect(tally(it.card('approvals'))).toBe('0 of 2')
})

test('[A5] who pushed never counts, by neither door', async () => {
  const it = await asked()
  await it.pushes('chen', text => text.replace('  mode: batch\n', '  mode: batch # Until May.\n'))
  expect(await it.presses('chen', 'Approve')).toMatchInlineSnapshot(`
    "You opened, wrote or pushed to this pull request, so your vote never counts on it.
    fix: Ask somebody with the role operations or model-validation to approve."
  `)
  await it.reviews('chen')
  await it.presses('bo', 'Approve')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
  expect((await it.pull()).merged).toBe(false)
})

describe('[A5] a push that moves more than was asked for is an edit', () => {
  const more = (text: string) => text.replace('tier: medium', 'tier: low')

  test('which takes one more of those who approve edits', async () => {
    const it = await asked()
    await it.pushes('dana', more)
    expect(it.card('approvals').split('\n').slice(0, 6)).toMatchInlineSnapshot(`
      [
        "FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0 (CHANGED SINCE)",
        "Waits for approval, 0 of 3, pull request #1, until 17 April 2001, 06:00 UTC.",
        "○ model-validation: @U0CHEN or @U0FAY",
        "○ operations: @U0BO or @U0ELI",
        "○ model-validation: @U0CHEN or @U0FAY",
        "Asked for by Ana Ruiz, 16 April 2001:",
      ]
    `)
    await it.presses('bo', 'Approve')
    await it.presses('chen', 'Approve')
    expect(tally(it.card('approvals'))).toBe('2 of 3')
    expect((await it.check()).conclusion).not.toBe('success')
    await it.presses('fay', 'Approve')
    expect((await it.check()).conclusion).toBe('success')
    // A rollback alone merges by itself; with an edit in it, somebody presses the button.
    expect((await it.pull()).merged).toBe(false)
  })

  test('and is blocked where no rule covers that', async () => {
    const path = 'policies/approve-medium.yaml'
    const text = readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
    const it = await asked({ files: { [path]: text.replace(', edit]', ']') } })
    await it.pushes('dana', more)
    expect(it.card('approvals').split('\n').slice(0, 3)).toMatchInlineSnapshot(`
      [
        "FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0 (CHANGED SINCE)",
        "Blocked: No approvals policy covers edit, so nobody can allow it, pull request #1.",
        "○ operations: Bo Lindqvist or Eli Novak",
      ]
    `)
    expect(it.card('approvals')).not.toContain('[ Approve ]')
    expect((await it.check()).conclusion).toBe('failure')
  })
})

test('[A5] a denial needs a reason, blocks with it, and is taken back by who gave it', async () => {
  const it = await asked()
  await it.presses('chen', 'Deny')
  expect((await it.person('chen').submit({ reason: '     no     ' })).body.response_action).toBe('errors')
  expect(await it.submits('chen', 'The hold-out was never looked at.')).toMatchInlineSnapshot(
    `"Your denial of the rollback of Flight delay forecast to 1.0.0 is recorded; it blocks until you approve."`,
  )
  expect(it.card('approvals').split('\n').slice(0, 7)).toMatchInlineSnapshot(`
    [
      "FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0",
      "Denied, pull request #1.",
      "○ operations: Bo Lindqvist or Eli Novak",
      "○ model-validation: Fay Osei",
      "✗ Denied by Chen Wei:",
      ">The hold-out was never looked at.",
      "Asked for by Ana Ruiz, 16 April 2001:",
    ]
  `)
  expect((await it.check()).conclusion).toBe('failure')
  await it.presses('bo', 'Approve')
  await it.presses('fay', 'Approve')
  expect((await it.pull()).merged).toBe(false)
  await it.presses('chen', 'Approve')
  expect((await it.pull()).merged).toBe(true)
})

test('[A5] [attack 39] a rule that changes on main after a vote asks anew', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  await it.pushesToMain('dana', 'policies/approve-rollback.yaml', text => text.replace('merge: auto', 'merge: manual'))
  await it.reconciles()
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Asked anew. The request has changed: the rules have changed. Votes so far were for what it was. @U0BO: please look again.
    Now at 0000000."
  `)
  expect(tally(it.card('approvals'))).toBe('0 of 2')
})

test('[C5] [E2] what was approved and is over once a rule changes calls nobody to look again, and says that its time is over', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('mara', 'flight-ops', '/kedge retrain flight-delay because The notices are wrong too often.')
  await it.presses('chen', 'Approve')
  expect(it.card('approvals')).toContain('Approved, 1 of 1')
  await it.passes({ hours: 80 })
  await it.reconciles()
  expect(it.card('approvals')).toContain('Approved, 1 of 1')
  await it.pushesToMain('dana', 'policies/weekend-freeze.yaml', text =>
    text.replace('covers: [promote, replace]', 'covers: [promote, replace, retrain]'),
  )
  await it.reconciles()
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Its time to approve is over. The request has changed: the rules have changed. Votes so far were for what it was.

    Expired. The time to approve ended at 19 April 2001, 06:00 UTC. @U0MARA: Ask for the change again."
  `)
  expect(it.card('approvals')).toContain('○ model-validation: its time is over')
})

test('[C5] [E2] nor is anybody called to look again at what a new rule stops, and whose time is over besides', async () => {
  const it = await scenario({ at: '2001-04-16T15:00:00Z' })
  await it.watch()
  await it.says('mara', 'flight-ops', '/kedge retrain flight-delay because The notices are wrong too often.')
  await it.presses('chen', 'Approve')
  expect(it.card('approvals')).toContain('Approved, 1 of 1')
  await it.passes({ days: 5 })
  await it.pushesToMain('dana', 'policies/weekend-freeze.yaml', text =>
    text.replace('covers: [promote, replace]', 'covers: [promote, replace, retrain]'),
  )
  await it.reconciles()
  expect(it.card('approvals')).toContain('Blocked: weekend-freeze does not allow it')
  expect(it.thread('approvals')).toBe(
    'Its time to approve is over. The request has changed: the rules have changed. Votes so far were for what it was.',
  )
})

test('[C5] [E2] of two places each says whether nobody approved in time, or its time is over', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  await it.passes({ hours: 80 })
  await it.reconciles()
  expect(it.card('approvals')).toContain('✓ operations: Bo Lindqvist\n○ model-validation: nobody approved in time')
  await it.pushesToMain('dana', 'policies/approve-rollback.yaml', text => text.replace('merge: auto', 'merge: manual'))
  await it.reconciles()
  expect(it.card('approvals')).toContain('○ operations: its time is over\n○ model-validation: nobody approved in time')
})

test('[A5] [attack 39] a merge of something else on main clears nothing', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  await it.pushesToMain('dana', 'policies/unseen-flights.yaml', text =>
    text.replace('severity: warn', 'severity: warn # for now'),
  )
  await it.reconciles()
  expect(tally(it.card('approvals'))).toBe('1 of 2')
})

test('[A5] a change of the same file on main clears the votes, and says what to do', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  await it.pushesToMain('dana', MODEL, text => text.replace('tags: [sample]', 'tags: [sample, real]'))
  await it.reconciles()
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Behind the main branch. The request has changed: the files it changes have changed on the base. Votes so far were for what it was. @U0BO: please look again when the branch is updated.
    fix: Ask for it again in Slack, which gives this one up; or press Update branch on the pull request: whoever does cannot approve it.
    Now at 0000000."
  `)
  expect(it.card('approvals')).toContain('○ operations: Bo Lindqvist or Eli Novak')
  expect(it.card('approvals')).not.toContain('[ Approve')
})

test('[A5] after the deadline nothing counts any more, and it can be asked for again', async () => {
  const it = await asked()
  it.clock.move(25 * 3_600_000)
  expect(await it.presses('bo', 'Approve')).toMatchInlineSnapshot(`
    "The time to approve ended at 17 April 2001, 06:00 UTC.
    fix: Ask for the change again."
  `)
  await it.reconciles()
  expect(it.card('approvals').split('\n').slice(0, 2)).toMatchInlineSnapshot(`
    [
      "FLIGHT DELAY FORECAST: ROLLBACK 1.1.0 → 1.0.0",
      "Expired: The time to approve ended at 17 April 2001, 06:00 UTC, pull request #1.",
    ]
  `)
  expect(await it.asks()).toContain('Asked: Roll flight-delay back from 1.1.0 to 1.0.0.')
  expect(await it.presses('bo', 'Approve')).toContain('is recorded')
})

test('[C12] another base after an approval clears the votes (attack 29)', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
  const dana = it.air.github.person('dana')
  const { object } = await it.api('git/ref/heads/main')
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/mine', sha: object.sha })
  const goesTo = async (base: string) => {
    await dana.call('PATCH', `/repos/acme/models/pulls/${(await it.pull()).number}`, { base })
    await it.settle()
  }
  await goesTo('mine')
  expect(it.thread('approvals')).toContain('Asked anew.')
  expect(it.card('approvals')).toContain('goes to another branch now than the one it was asked for')
  await goesTo('main')
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  it.clock.move(1000)
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
  expect(tally(it.card('approvals'))).toBe('1 of 2')
})
