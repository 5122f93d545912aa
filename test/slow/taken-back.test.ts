/** Whoever asked in Slack takes it back in Slack. */
import { expect, test } from 'vitest'
import { showPull } from '../../src/flows/jobs.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

const RETRAIN = '/kedge retrain flight-delay because the notices are still wrong'

async function denied() {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Deny')
  await it.submits('bo', 'Not on a Monday, wait for it.')
  return it
}

test('[E1] what was denied keeps nobody from asking again once its time to approve is over', async () => {
  const it = await denied()
  const first = await it.newest('change')
  expect(await it.says('ana', 'flight-ops', RETRAIN)).not.toMatch(/^Asked/)
  await it.passes({ hours: 30 })
  expect(await it.says('ana', 'flight-ops', RETRAIN)).toMatch(/^Asked/)
  expect((await it.events(first)).at(-1)).toMatchObject({ type: 'change.closed', body: { outcome: 'expired' } })
})

test('[E1] [E2] whoever may withdraw what is in their way is told so wherever they meet it', async () => {
  const it = await denied()
  for (const line of ['/kedge', '/kedge approvals'])
    expect(await it.says('ana', 'flight-ops', line)).toContain('Denied by Bo Lindqvist. fix: Talk to them')
  const told = 'a denial blocks until they take it back, or whoever asked presses Withdraw on its card.'
  expect(await it.says('ana', 'flight-ops', RETRAIN)).toContain('press Withdraw on its card to ask for something else')
  expect(await it.says('bo', 'flight-ops', RETRAIN)).toContain('whoever asked takes it back by Withdraw on its card')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain(told)
  expect(await it.says('ana', 'flight-ops', '/kedge approvals')).toContain(told)
  expect(it.thread('approvals')).toContain(told)
  expect(it.card('approvals')).toContain(told)
  expect(it.card('flight-ops')).toContain(
    'denied in #1; another can be asked for once whoever asked presses Withdraw on its card.',
  )
})

test('[E1] [E2] once a denial is over, the card of the case offers the way back again, and Home says so', async () => {
  const it = await denied()
  expect(it.card('flight-ops')).not.toContain('[ Roll back')
  await it.passes({ hours: 25 })
  await it.reconciles()
  expect(it.card('flight-ops')).toContain('denied in #1, and its time to approve is over; another can be asked for.')
  expect(it.card('flight-ops')).toContain('[ Roll back to 1.0.0 ]')
  const over = it.card('approvals')
  expect(over).toContain('Denied, and the time to approve it is over')
  expect(over).toContain('Ask for the change again')
  expect(over).toContain('[ Take my denial back ]  [ Withdraw ]')
  expect(over).not.toContain('[ Approve')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('Ask for the change again')
  await it.presses('ana', 'Roll back', 'flight-ops')
  expect(await it.submits('ana', 'They are still wrong.')).toMatch(/^Asked: Roll/)
})

test('[E2] while something else is asked for, the card of the case keeps the way back that the rules allow', async () => {
  const it = await scenario()
  await it.watch()
  await it.presses('ana', 'Retrain', 'flight-ops')
  await it.submits('ana', 'The notices are still wrong.')
  expect(it.card('flight-ops')).toContain('Next: whoever approves #1. Possible: roll back to 1.0.0 or snooze it.')
  await it.presses('bo', 'Roll back', 'flight-ops')
  expect(await it.submits('bo', 'They cannot wait for it.')).toMatch(/^Asked: Roll/)
  expect(it.card('flight-ops')).not.toContain('[ Roll back')
})

test('[E1] so does what was denied although all its places are filled, and no sooner', async () => {
  const it = await scenario()
  await it.watch()
  const limits = (to: number) =>
    it.says('ana', 'flight-ops', `/kedge kpi flight-delay mae limit ${to} because a little more room is needed`)
  await limits(30)
  await it.presses('chen', 'Approve')
  await it.presses('fay', 'Deny')
  await it.submits('fay', 'That is far too much room.')
  await it.passes({ hours: 71 })
  expect(await limits(25)).toContain('A model takes one change at a time')
  await it.passes({ hours: 2 })
  expect(await limits(25)).toMatch(/^Asked/)
})

test('[E1] whoever asked withdraws it from its card, and Kedge closes its pull request', async () => {
  const it = await denied()
  const change = await it.newest('change')
  await it.keepsOpen('bo', 'Withdraw')()
  expect(it.whispers('bo').at(-1)).toContain('Only whoever asked for a change in Slack takes it back there.')
  expect(it.person('bo').modal()).toBeUndefined()
  const again = it.keepsOpen('ana', 'Withdraw')
  expect(it.card('approvals')).toContain('A vote is for what stands here')
  expect(await it.presses('ana', 'Withdraw')).toContain('Its pull request is closed')
  const form = JSON.stringify(it.person('ana').modal())
  expect(form).toContain('It is kept in the record and told below its card.')
  expect(form).not.toContain('those who approve')
  const { body } = await it.person('ana').submit({ reason: 'no            ' })
  expect(body).toMatchObject({ response_action: 'errors' })
  expect(await it.submits('ana', 'Bo is right, it can wait.')).toContain('Kedge closes pull request #1.')
  expect(await it.pull()).toMatchObject({ state: 'closed', merged: false })
  expect(await it.check()).not.toMatchObject({ conclusion: 'success' })
  expect(it.card('approvals')).toContain('Withdrawn: whoever asked took it back')
  expect(it.card('approvals')).not.toContain('[ ')
  expect(it.card('approvals')).not.toContain('A vote is for')
  expect(
    it.air.slack
      .messages('approvals')
      .map(({ blocks }) => messageText(blocks))
      .join('\n'),
  ).not.toContain('[ Withdraw')
  const closed = (await it.events(change)).filter(({ type }) => type === 'change.closed')
  expect(closed).toMatchObject([{ by: 'ana', body: { outcome: 'withdrawn', because: 'Bo is right, it can wait.' } }])
  await again()
  expect(it.whispers('ana').at(-1)).toContain('closed')
  await it.reconciles()
  expect(await it.says('ana', 'flight-ops', RETRAIN)).toMatch(/^Asked/)
})

test('[E1] nobody withdraws what is merged, nor a pull request of a person’s own', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const late = it.keepsOpen('ana', 'Withdraw')
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  await it.settle()
  expect((await it.pull()).merged).toBe(true)
  expect(it.card('approvals')).not.toContain('A vote is for')
  await late()
  expect(it.whispers('ana').at(-1)).toContain('merged')
  expect(it.person('ana').modal()).toBeUndefined()
  await opens(it, 'dana', { [MODEL]: text => text.replace('owners:', 'owners: ') }, 'Tidy')
  expect(it.card('approvals')).not.toContain('[ Withdraw')
})

async function withdrawn() {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('ana', 'Withdraw')
  await it.submits('ana', 'It can wait until tomorrow.')
  return { it, first: await it.newest('change') }
}

test('[E1] whoever finds on GitHub what was withdrawn reads so there, by whom and why, and is not asked to approve', async () => {
  const { it } = await withdrawn()
  const { title, body, state } = await it.pull()
  expect(state).toBe('closed')
  expect(title).toBe('Roll flight-delay back from 1.1.0 to 1.0.0')
  expect(body.split('\n').slice(0, 5).join('\n')).toMatchInlineSnapshot(`
    "**Withdrawn** by Ana Ruiz, who asked for it:

    > It can wait until tomorrow.

    <sub>Whoever opens this pull request again asks for it anew: it needs new votes.</sub>"
  `)
  expect(body).toContain('Evidence.')
  expect(body).not.toContain('approve it here')
  expect(body).not.toContain('Approvals.')
})

test('[E1] [C1] what was withdrawn and is opened again on GitHub is asked for anew, with a card and a check', async () => {
  const { it, first } = await withdrawn()
  await it.air.github.person('dana').reopen(1)
  await it.settle()
  const second = await it.newest('change')
  expect(second).not.toBe(first)
  expect((await it.events(second))[0]).toMatchObject({ type: 'change.asked', by: 'ana', body: { kind: 'rollback' } })
  expect(it.card('approvals')).toContain('0 of 2')
  expect((await it.check()).output.summary).not.toContain('or vote again if it is open')
  await it.reconciles()
  expect((await it.pull()).state).toBe('open')
  expect(await it.presses('ana', 'Approve')).toContain('asked for')
  for (const who of ['bo', 'chen']) await it.presses(who, 'Approve')
  await it.settle()
  expect((await it.pull()).merged).toBe(true)
})

test('[E1] [C1] it is found by looking where no word of GitHub comes, and nothing of what was withdrawn closes it again', async () => {
  const { it, first } = await withdrawn()
  it.air.github.setWebhookUrl(undefined)
  await it.air.github.person('dana').reopen(1)
  await it.pushes('dana', text => text.replace('mode: batch', 'mode: batch # x'))
  await it.bot.world.store.commit({ at: it.clock.now(), parts: [], jobs: [showPull(first)], done: [] })
  await it.settle()
  expect((await it.pull()).state).toBe('open')
  await it.reconciles()
  expect(await it.newest('change')).not.toBe(first)
  expect((await it.pull()).state).toBe('open')
  expect((await it.check()).output.title).toContain('0 of')
  expect(it.card('approvals')).toContain('mode: batch # x')
})
