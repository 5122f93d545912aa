/** A draft takes no votes, so nobody is asked for one. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { type Scenario, scenario } from './world.ts'

const limits = (it: Scenario, to: number) =>
  it.says('ana', 'flight-ops', `/kedge kpi flight-delay mae limit ${to} because a little more room is needed`)

const drafts = async (it: Scenario, draft: boolean) => {
  await it.air.github.person('ana').call('PATCH', '/repos/acme/models/pulls/1', { draft })
  await it.settle()
}

async function drafted() {
  const it = await scenario()
  await it.watch()
  await limits(it, 30)
  await drafts(it, true)
  return it
}

test('[C1] [E1] its card, its check, its body and whoever asked are told so, and it has no Approve', async () => {
  const it = await drafted()
  expect(it.card('approvals')).toMatchInlineSnapshot(`
    "FLIGHT DELAY FORECAST: MOVE THE LIMIT OF MAE FROM 18.5 TO 30 MIN
    A draft, which takes no votes, pull request #1, until 19 April 2001, 06:00 UTC.
    ○ model-validation: Chen Wei or Fay Osei
    Asked for by Ana Ruiz, 16 April 2001:
    >a little more room is needed
    ✓ 4 rules kept: answered-for, data-used-as-agreed, runs-what-is-wanted and serves-what-passed.
    -    limit: 18.5
    +    limit: 30

    A vote is for what stands here: commit 0000000 onto main, with these files, rules and answers. It counts for nothing else.
    fix: Mark it as ready for review, and vote then.
    [ Withdraw ]"
  `)
  const { output, conclusion } = await it.check()
  expect([output.title, conclusion]).toMatchInlineSnapshot(`
    [
      "While the pull request is a draft, no votes are taken.",
      null,
    ]
  `)
  const { body } = await it.pull()
  expect(body).toContain('While the pull request is a draft, no votes are taken.')
  expect(body).not.toContain('approve it here')
  expect(await it.says('ana', 'approvals', '/kedge approvals')).toMatchInlineSnapshot(`
    "1 of 1 waits for you.
    Flight delay forecast: move the limit of mae from 18.5 to 30 min, pull request #1, asked for by Ana Ruiz, waits for less than a minute: draft, 0 of 1
    ○ model-validation: Chen Wei or Fay Osei
    Asked by you, and nobody can approve it: While the pull request is a draft, no votes are taken. fix: Mark it as ready for review, and vote then."
  `)
  expect(await it.says('chen', 'approvals', '/kedge approvals')).toContain('Nothing waits for you here.')
})

test('[E1] [E3] at Home and in /kedge it waits on whoever asked, and on nobody to approve it', async () => {
  const it = await drafted()
  const why =
    /nobody can approve it\n• .*: While the pull request is a draft, no votes are taken\. fix: Mark it as ready/
  await it.person('ana').openHome()
  await it.settle()
  expect(messageText(it.person('ana').home()?.blocks ?? [])).toMatch(why)
  expect(await it.says('ana', 'approvals', '/kedge')).toMatch(why)
  expect(await it.says('chen', 'approvals', '/kedge')).toContain('Nothing waits for you here.')
})

test('[C1] [E1] nobody is called for it, and it blocks its model no longer than its time to approve', async () => {
  const it = await drafted()
  await it.passes({ hours: 71 })
  expect(it.thread('approvals')).not.toMatch(/@U0(CHEN|FAY)/)
  expect(await limits(it, 25)).toContain('A model takes one change at a time')
  await it.passes({ hours: 2 })
  await it.reconciles()
  expect(it.thread('approvals')).toContain('@U0ANA')
  expect(await limits(it, 25)).toMatch(/^Asked/)
})

test('[C1] [E2] the card of its case and the digest wait for nobody to approve it', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await drafts(it, true)
  const card = it.card('flight-ops')
  expect(card).toContain('asked for by Ana Ruiz, a draft in #1.')
  expect(card).toContain('Next: whoever marks #1 as ready; it is a draft and takes no votes.')
  const digest = await it.says('bo', 'approvals', '/kedge digest')
  expect(digest.split('\n').find(line => line.startsWith('• Roll flight-delay back'))).toMatchInlineSnapshot(
    `"• Roll flight-delay back from 1.1.0 to 1.0.0 (rollback to 1.0.0, pull request #1), for less than a minute: asked for by Ana Ruiz; While the pull request is a draft, no votes are taken. fix: Mark it as ready for review, and vote then."`,
  )
  await drafts(it, false)
  expect(it.card('flight-ops')).toContain('Next: whoever approves #1.')
})

test('[C1] once it is ready those who may approve are asked, and their votes count', async () => {
  const it = await drafted()
  await drafts(it, false)
  expect(it.card('approvals')).toContain('Waits for approval, 0 of 1')
  expect(it.card('approvals')).toContain('@U0CHEN')
  expect((await it.pull()).body).toContain('approve it here')
  await it.presses('chen', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})
