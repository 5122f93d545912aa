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

test('[C9] [attack 35] who presses the card of before the rules answered anew is shown the new one, and nothing counts', async () => {
  const it = await scenario({ files: { 'policies/mae-below-hundred.yaml': RULE } })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  expect(it.card('approvals')).toContain('mae-below-hundred')
  const old = it.keepsOpen('chen', 'Approve')
  const [newest] = (await it.store.readings({ model: 'flight-delay', kpi: 'mae' })).slice(-1)
  if (!newest) throw new Error('there is no reading')
  const end = it.clock.now().toISOString()
  await it.store.addReadings([{ ...newest, version: '1.1.0', start: newest.end, end, value: 500, available: end }])
  await it.reconciles()
  const types = async () => (await it.events('change')).map(({ type }) => type).filter(type => type === 'change.voted')
  const before = await types()
  expect(await old()).toContain('mae-below-hundred')
  expect(await types()).toEqual(before)
  expect((await it.events('change')).at(-1)?.body).toMatchObject({ code: 'old-card' })
  // On the card as it is now the same word counts, and a denial counts on any.
  await it.presses('chen', 'Approve')
  expect(await types()).toHaveLength(before.length + 1)
})
