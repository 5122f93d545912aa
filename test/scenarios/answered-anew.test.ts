import { expect, test } from 'vitest'
import { scenario } from './world.ts'

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
