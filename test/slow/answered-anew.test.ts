import { expect, test } from 'vitest'
import { opens } from '../scenarios/opens.ts'
import { mergedAfter, owed } from '../scenarios/unheard.ts'
import { MODEL, scenario } from '../scenarios/world.ts'

const RULE = `kind: guardrail
id: mae-below-hundred
because: Nobody goes back while the forecast is beyond all reason.
fix: Look at {model} first.
severity: warn
appliesTo: { models: [flight-delay] }
when: { ===: [{ var: change.kind }, rollback] }
expect: { <=: [{ var: kpis.mae.value }, 100] }
examples:
  - { facts: { change: { kind: rollback }, kpis: { mae: { value: 20 } } }, then: pass }
  - { facts: { change: { kind: rollback }, kpis: { mae: { value: 200 } } }, then: fail }
`

test('[C4] [attack 35] a value that was signed for another message is refused with the card, in its channel and elsewhere', async () => {
  const it = await scenario()
  await it.asks()
  const card = it.holding('approvals', 'Approve')
  const press = it.person('bo').payload.press(card, 'kedge:approve')
  const forged = async (container: object, n: number) => {
    const body = { ...press, container: { ...press.container, ...container }, trigger_id: `${press.trigger_id}.${n}` }
    await it.air.slack.raw('interactive', body)
    await it.settle()
    return (await it.events('change')).at(-1)?.body
  }
  expect(await forged({ message_ts: '986800000.000100' }, 1)).toMatchObject({ code: 'old-card' })
  expect(await forged({ channel_id: 'C0FLIGHTOPS' }, 2)).toMatchObject({ code: 'old-card' })
  expect(it.whispers('bo').at(-1)).toContain('1.1.0')
  await it.presses('bo', 'Approve')
  expect(it.card('approvals')).toContain('1 of 2')
})

type Scenario = Awaited<ReturnType<typeof scenario>>

/** One more day of readings, which the rule above allows or not. */
async function measures(it: Scenario, value: number): Promise<void> {
  await it.passes({ hours: 1 })
  const [newest] = (await it.store.readings({ model: 'flight-delay', kpi: 'mae' })).slice(-1)
  if (!newest) throw new Error('there is no reading')
  const end = it.clock.now().toISOString()
  await it.store.addReadings([{ ...newest, version: '1.1.0', start: newest.end, end, value, available: end }])
  await it.reconciles()
}
const voted = async (it: Scenario) => (await it.events('change')).filter(({ type }) => type === 'change.voted').length
const tally = (it: Scenario) => /\d of \d/.exec(it.card('approvals'))?.[0]

async function asked(): Promise<Scenario> {
  const it = await scenario({ files: { 'policies/mae-below-hundred.yaml': RULE } })
  await it.watch()
  await it.asks()
  return it
}

test('[C9] [attack 35] who presses the card of before the rules answered anew is shown the new one, and nothing counts', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  expect(it.card('approvals')).toContain('mae-below-hundred')
  const old = it.keepsOpen('chen', 'Approve')
  await measures(it, 500)
  const before = await voted(it)
  expect(await old()).toContain('mae-below-hundred')
  expect(await voted(it)).toEqual(before)
  expect((await it.events('change')).at(-1)?.body).toMatchObject({ code: 'old-card' })
  // On the card as it is now the same word counts, and a denial counts on any.
  await it.presses('chen', 'Approve')
  expect(await voted(it)).toBe(before + 1)
})

test('[C9] an approval from before a rule said no counts no more, is told so, and counts again once it is right again', async () => {
  const it = await asked()
  await it.presses('bo', 'Approve')
  expect(tally(it)).toBe('1 of 2')
  await measures(it, 500)
  expect(tally(it)).toBe('0 of 2')
  expect((await it.check()).output.summary).toContain('answered-worse')
  expect(it.thread('approvals', 'first')).toContain(
    'Asked anew. Approved by @U0BO, and since then mae-below-hundred says no to it, or cannot be answered.',
  )
  await it.presses('chen', 'Approve')
  expect(tally(it)).toBe('1 of 2')
  await measures(it, 20)
  expect((await it.pull()).merged).toBe(true)
})

test('[C9] by how much a rule says no is shown anew, and who presses the older number is shown the newer one', async () => {
  const it = await asked()
  await measures(it, 101)
  expect(it.card('approvals')).toContain('101 is not <= 100')
  const old = it.keepsOpen('bo', 'Approve')
  await measures(it, 5000)
  expect(it.card('approvals')).toContain('5000 is not <= 100')
  const before = await voted(it)
  await old()
  expect(await voted(it)).toBe(before)
  // Whoever knew that it says no has approved that, however far it goes on.
  await it.presses('bo', 'Approve')
  await measures(it, 6000)
  expect(tally(it)).toBe('1 of 2')
})

test('[C4] [attack 35] a value without what the rules answered is that of an old card', async () => {
  const it = await asked()
  const card = it.holding('approvals', 'Approve')
  const press = it.person('bo').payload.press(card, 'kedge:approve')
  const [action] = press.actions
  await it.air.slack.raw('interactive', { ...press, actions: [{ ...action, value: action.value.split('.')[0] }] })
  await it.settle()
  expect((await it.events('change')).at(-1)?.body).toMatchObject({ code: 'old-card' })
})

test('[C9] a review from before anything was shown knew of nothing that is held against it', async () => {
  const it = await scenario({ files: { 'policies/mae-below-hundred.yaml': RULE } })
  await it.watch()
  await measures(it, 500)
  it.air.github.setWebhookUrl(undefined)
  const back = (text: string) => text.replace('version: 1.1.0', 'version: 1.0.0')
  const { number } = await opens(it, 'dana', { [MODEL]: back }, 'Go back')
  it.clock.move(5000)
  for (const who of ['bo', 'chen']) await it.air.github.person(who).review(number, 'APPROVE', 'Looks right.')
  it.clock.move(5000)
  await it.reconciles()
  await it.reconciles()
  expect(tally(it)).toBe('0 of 2')
  expect((await it.check()).conclusion).toBeNull()
})

test('[C9] [C1] merged by people after a rule began to warn, before anybody looked: somebody has to look at it', async () => {
  const freeze = `kind: freeze
id: quiet-days
because: The holidays are quiet.
fix: Wait for {model} until they are over.
severity: warn
timeZone: Europe/Berlin
from: "2001-04-16T09:00"
until: "2001-04-18T09:00"
examples:
  - { at: "2001-04-16T06:59:59Z", change: edit, then: pass }
  - { at: "2001-04-16T07:00:00Z", change: edit, then: fail }
  - { at: "2001-04-18T06:59:59Z", change: edit, then: fail }
  - { at: "2001-04-18T07:00:00Z", change: edit, then: pass }
  - { at: "2001-04-16T07:00:00Z", change: rollback, then: fail }
`
  const options = { files: { 'policies/quiet-days.yaml': freeze } }
  const it = await mergedAfter(async it => it.clock.move(3 * 3_600_000), { door: 'slack', options })
  expect((await owed(it)).join()).toContain('1 review is owed')
})

test('[C9] a review on GitHub from before a rule said no counts no more either, and another one does', async () => {
  const it = await asked()
  await it.reviews('bo')
  await measures(it, 500)
  expect(tally(it)).toBe('0 of 2')
  await it.passes({ minutes: 1 })
  await it.reviews('bo')
  expect(tally(it)).toBe('1 of 2')
  await it.reviews('chen')
  expect((await it.pull()).merged).toBe(true)
})
