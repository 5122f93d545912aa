import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import type { SlackView } from '../../src/stand-ins/slack-workspace.ts'
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

/** Who the form offers as those who grant it. */
function grantersOf({ blocks }: SlackView): readonly string[] {
  const input = blocks.find(({ block_id }) => block_id === 'grantedBy')
  return input?.element.options.map(({ value }: { readonly value: string }) => value)
}

test('[E2] [E4] whoever asks for an exception is offered the others who may grant it, and never themselves', async () => {
  const it = await scenario()
  await it.says(
    'chen',
    'flight-ops',
    '/kedge waive serves-what-passed for flight-delay until 2001-06-30 granted by chen',
  )
  const form = await opened(() => it.person('chen').modal())
  expect(messageText(form.blocks)).toContain(
    'Whoever asks for an exception cannot grant it. fix: name fay, or have somebody else ask',
  )
  expect(grantersOf(form)).toEqual(['fay'])
  await it.person('chen').dismiss()
  await it.says('ana', 'flight-ops', '/kedge waive serves-what-passed for flight-delay')
  expect(grantersOf(await opened(() => it.person('ana').modal()))).toEqual(['chen', 'fay'])
})

test('[E2] [E4] a form that names whoever asks all the same is refused at once', async () => {
  const it = await scenario()
  await it.says('chen', 'flight-ops', '/kedge waive serves-what-passed for flight-delay')
  const form = await opened(() => it.person('chen').modal())
  const said = { until: '2001-06-30', grantedBy: 'fay', because: 'The summer timetable is new.' }
  const sent = it.person('chen').payload.submit(form, said)
  sent.view.state.values.grantedBy.grantedBy = { type: 'static_select', selected_option: { value: 'chen' } }
  expect((await it.air.slack.raw('interactive', sent)).body.errors).toEqual({
    grantedBy: 'Whoever asks for an exception cannot grant it. fix: name fay, or have somebody else ask',
  })
  expect(it.chat('approvals')).not.toContain('WAIVE SERVES-WHAT-PASSED')
})

test('[E4] where nobody else may grant it, no form opens that could not be sent', async () => {
  const it = await scenario()
  expect(await it.says('ana', 'flight-ops', '/kedge waive model-lifecycle-low for flight-delay')).toBe(
    'Nobody but you may grant this exception, and whoever asks for one cannot grant it.\nfix: have somebody else ask for it',
  )
  expect(it.person('ana').modal()).toBeUndefined()
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
