/** A pull request is closed and opened again while nothing is heard from GitHub, and somebody votes in Slack. */
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const tally = (it: Scenario) => /\d of \d/.exec(it.card('approvals'))?.[0]
const CLEARED = 'The pull request was closed, and closing clears all votes.'

async function closedAndOpened(it: Scenario, number: number) {
  const dana = it.air.github.person('dana')
  it.clock.move(60_000)
  await dana.close(number)
  it.clock.move(5_000)
  await dana.reopen(number)
  it.clock.move(60_000)
}

/** Nobody has voted yet, and the words of GitHub are lost. */
async function unheard() {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  it.air.github.setWebhookUrl(undefined)
  return { it, number }
}

test.each(['Approve', 'Deny'])(
  '[C1] [attack 30] %s on the card of before is refused at once, and counts on the one after it',
  async button => {
    const { it, number } = await unheard()
    const presses = async () => {
      const answered = await it.presses('fay', button)
      return button === 'Deny' ? it.submits('fay', 'This hides a breach.') : answered
    }
    await closedAndOpened(it, number)
    const before = await it.newest('change')
    expect(await presses()).toContain(CLEARED)
    expect((await it.events(before)).map(({ type }) => type)).not.toContain('change.voted')
    expect(tally(it)).toBe('0 of 1')
    expect(await presses()).toContain('is recorded')
    await it.reconciles()
    expect((await it.check()).conclusion).toBe(button === 'Deny' ? 'failure' : 'success')
  },
)

test('[C1] [attack 30] of our own pull request too: the first vote after it is for what is asked anew', async () => {
  const it = await scenario()
  await it.asks()
  it.air.github.setWebhookUrl(undefined)
  await closedAndOpened(it, (await it.pull()).number)
  expect(await it.presses('bo', 'Approve')).toContain(CLEARED)
  expect(await it.presses('bo', 'Approve')).toContain('is recorded')
  await it.reconciles()
  expect(tally(it)).toBe('1 of 2')
})

test('[C1] [attack 30] whoever had voted before is told by name that their vote is gone, and why', async () => {
  const { it, number } = await unheard()
  await it.presses('fay', 'Approve')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'This hides a breach.')
  await closedAndOpened(it, number)
  await it.reconciles()
  expect(it.thread('approvals', 'first')).toContain(
    'Voted on by @U0FAY and @U0CHEN, but the pull request was closed, and opened again',
  )
  expect(tally(it)).toBe('0 of 1')
  await it.reconciles()
  expect(it.thread('approvals', 'first').match(/@U0FAY/g)).toHaveLength(1)
})
