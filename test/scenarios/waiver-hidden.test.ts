/** An exception for a model that not everybody sees, by a person’s own pull request: held to who may see the model. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const hidden = readFileSync(MODEL, 'utf8')
  .replace('id: flight-delay', 'id: acme-merger')
  .replace(/^name: .*$/m, 'name: Secret')
  .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0FLIGHTOPS]')
  .replace(/^ {2}roles: \[modelops.*$/m, '  roles: [model-validation, operations]')
const WAIVER = `kind: waiver
id: waive-answered-for
because: we must do this now for it
rule: answered-for
models: [acme-merger]
owner: chen
granted: { by: fay, on: 2001-04-10 }
expires: 2001-05-01
examples:
  - { on: 2001-04-16, model: acme-merger, then: waived }
  - { on: 2001-05-01, model: acme-merger, then: waived }
  - { on: 2001-04-09, model: acme-merger, then: stands }
  - { on: 2001-05-02, model: acme-merger, then: stands }
  - { on: 2001-04-16, model: another-model, then: stands }
`
const secretly = () => scenario({ files: { 'models/acme-merger.yaml': hidden } })

async function staysHidden(it: Scenario): Promise<void> {
  expect(it.chat('approvals')).not.toMatch(/merger/i)
  expect(await it.says('mara', 'lunch', '/kedge approvals')).not.toMatch(/waive|merger/i)
}

test('[C4] [C7] [attack 73] a waiver of a hidden model is shown where the model is, and only those count who see it', async () => {
  const it = await secretly()
  await opens(it, 'dana', { 'policies/waive-answered-for.yaml': () => WAIVER }, 'Waive it')
  await staysHidden(it)
  expect(it.card('flight-ops')).toContain('acme-merger')
  it.clock.move(5000)
  await it.reviews('ana')
  await it.reviews('fay')
  const { conclusion, output } = await it.check()
  expect(conclusion).not.toBe('success')
  expect(output.summary).toContain('(may-not-see)')
})

test('[C4] [attack 73] nor is one that was asked for in Slack shown elsewhere when it is closed and opened again', async () => {
  const it = await secretly()
  await it.says(
    'chen',
    'flight-ops',
    '/kedge waive answered-for for acme-merger until 2001-05-01 granted by fay because we must do this now',
  )
  const { number } = await it.pull()
  await it.air.github.person('root').close(number)
  await it.settle()
  it.clock.move(60_000)
  await it.air.github.person('root').reopen(number)
  await it.settle()
  await it.reconciles()
  await staysHidden(it)
})
