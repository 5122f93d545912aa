import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { opened, scenario } from './world.ts'

const own = `kind: waiver
id: on-trial
because: The summer timetable is new.
rule: serves-what-passed
models: [flight-delay]
owner: chen
granted: { by: chen, on: 2001-04-16 }
expires: 2001-06-30
examples:
  - { on: 2001-04-16, model: flight-delay, then: waived }
  - { on: 2001-07-01, model: flight-delay, then: stands }
`

test('[E2] [E4] whoever asks for an exception is told at once that somebody else has to grant it', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('chen', 'flight-ops', '/kedge waive serves-what-passed for flight-delay')
  await opened(() => it.person('chen').modal())
  const said = { rule: 'serves-what-passed', models: 'flight-delay', until: '2001-06-30' }
  await it.person('chen').submit({ ...said, grantedBy: 'chen', because: 'The summer timetable is new.' })
  await it.settle()
  expect(it.person('chen').modal()?.errors).toEqual({
    grantedBy: 'Whoever asks for an exception cannot grant it. fix: name fay, or have somebody else ask',
  })
  expect(it.chat('approvals')).not.toContain('WAIVE SERVES-WHAT-PASSED')
})

test('[E2] [E4] an own pull request with an exception that its author grants says who else can', async () => {
  const it = await scenario()
  await opens(it, 'chen', { 'policies/on-trial.yaml': () => own }, 'Waive it while it is on trial')
  const { conclusion, output } = await it.check()
  expect(conclusion).toBe('failure')
  expect(output.title).toBe('Nobody can fill model-validation.')
  expect(output.summary).toContain('Name somebody else who may grant it, or have somebody else ask for it')
  expect(it.card('approvals')).toContain('Unavailable: Nobody can fill model-validation, pull request')
  expect(it.card('approvals')).toContain('○ rule-owner: Ana Ruiz or Fay Osei')
  expect(it.card('approvals')).not.toContain('Give the role to somebody')
})
