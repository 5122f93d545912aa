/** Words that overtake one another while GitHub does not answer, or while Kedge is about to merge. */
import { expect, test } from 'vitest'
import { DOWN, whileGitHub } from '../scenarios/outages.ts'
import { type Scenario, scenario } from '../scenarios/world.ts'

const LONG = 60_000

/** An outage of GitHub that begins and ends at will. */
async function withOutages() {
  let isDown = false
  const it = await whileGitHub(() => (isDown ? DOWN : undefined))
  await it.asks()
  await it.presses('bo', 'Approve')
  /** Pressed, kept, and put off: all that is told yet is that. */
  const pressesInVain = async (name: string, button: string) => {
    isDown = true
    expect(await it.presses(name, button)).toBe('GitHub does not answer. Yours is kept, and is answered when it does.')
    isDown = false
    it.clock.move(1000)
  }
  return { it, pressesInVain }
}

const votes = async (it: Scenario) =>
  (await it.events('change')).flatMap(e => (e.type === 'change.voted' ? [`${e.by} ${e.body.is} ${e.body.door}`] : []))

test('[C10] [attack 31] who denied in Slack after a press that GitHub’s outage held up has denied', {
  timeout: LONG,
}, async () => {
  const { it, pressesInVain } = await withOutages()
  await pressesInVain('chen', 'Approve')
  await it.presses('chen', 'Deny')
  expect(await it.submits('chen', 'I was wrong.')).toContain('it blocks until you approve')
  await it.passes({ minutes: 6 })
  await it.reconciles()
  expect(await votes(it)).toEqual(['bo approve slack', 'chen deny slack'])
  expect((await it.pull()).merged).toBe(false)
  expect(it.whispers('chen').at(-1)).toContain('You have said something else since you pressed this')
  expect(await it.presses('chen', 'Approve')).toContain('Your approval')
  expect((await it.pull()).merged).toBe(true)
})

test('[C10] [attack 31] who requested changes after such a press has denied, whichever is heard first', {
  timeout: LONG,
}, async () => {
  const { it, pressesInVain } = await withOutages()
  await pressesInVain('chen', 'Approve')
  await it.air.github.person('chen').review((await it.pull()).number, 'REQUEST_CHANGES', 'I was wrong.')
  await it.passes({ minutes: 6 })
  await it.reconciles()
  expect(await votes(it)).toEqual(['bo approve slack', 'chen deny github'])
  expect((await it.pull()).merged).toBe(false)
  expect(it.card('approvals')).toContain('Denied by Chen Wei')
})

test('[C10] [attack 56] what was pressed before the deadline counts, though GitHub’s outage outlasts it', {
  timeout: LONG,
}, async () => {
  const { it, pressesInVain } = await withOutages()
  it.clock.set('2001-04-17T05:55:00Z')
  await pressesInVain('chen', 'Approve')
  it.clock.set('2001-04-17T06:01:00Z')
  await it.settle()
  expect(it.whispers('chen').at(-1)).toContain('is recorded')
  expect((await it.pull()).merged).toBe(true)
})

test('[C12] [attack 36] a denial that is recorded while Kedge asks GitHub whether it may merge is heard', {
  timeout: LONG,
}, async () => {
  let onRules: (() => void) | undefined
  const it = await whileGitHub(({ method, path }) => {
    const isRules = method === 'GET' && path.includes('rules/branches/main')
    if (!isRules || onRules === undefined) return undefined
    setTimeout(onRules, 10)
    onRules = undefined
    return { delayMs: 3000 }
  })
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.presses('eli', 'Deny')
  const denied = Promise.withResolvers<void>()
  const denies = async () => {
    await it.person('eli').submit({ reason: 'Stop: the older one is broken.' })
    await it.bot.settle()
  }
  onRules = () => void denies().then(denied.resolve, denied.reject)
  await it.presses('chen', 'Approve')
  await denied.promise
  await it.settle()
  expect(onRules).toBeUndefined()
  expect(it.whispers('eli').at(-1)).toContain('it blocks until you approve')
  expect(await votes(it)).toEqual(['bo approve slack', 'chen approve slack', 'eli deny slack'])
  expect((await it.pull()).merged).toBe(false)
  expect(it.card('approvals')).toContain('Denied by Eli')
})

test('[C1] [attack 76] a denial is taken back in Slack after the deadline: it approves nothing, and blocks no more', {
  timeout: LONG,
}, async () => {
  const it = await scenario()
  await it.asks()
  await it.presses('eli', 'Deny')
  await it.submits('eli', 'Not on a Monday.')
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  await it.passes({ hours: 25 })
  expect((await it.pull()).merged).toBe(false)
  expect(await it.presses('eli', 'Take my denial back')).toMatchInlineSnapshot(
    `"Your denial of the rollback of Flight delay forecast to 1.0.0 is taken back; that is no approval."`,
  )
  expect((await votes(it)).at(-1)).toBe('eli withdrawn slack')
  expect((await it.pull()).merged).toBe(true)
})
