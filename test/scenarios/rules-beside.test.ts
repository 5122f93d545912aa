/** An edit of rules that comes with something which may not be shown where rules are approved. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { type Scenario, scenario } from './world.ts'

const sample = readFileSync('models/flight-delay.yaml', 'utf8')
const RULES = 'policies/approve-rules.yaml'
const reworded = (text: string) => text.replace('fix: Ask one', 'fix: Please ask one')

/** A new model that these channels alone show, and that has no other. */
const decoy = (channels: string) =>
  sample
    .replace('id: flight-delay', 'id: decoy')
    .replace(/^name: .*$/m, 'name: Decoy')
    .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', `channels: [${channels}]`)
    .replace(/^channel: .*\n/m, channels === '' ? '' : `channel: ${channels}\n`)
    .replace('  mode: batch\n', '  mode: batch\n  hold: { since: 2001-04-16, because: Not in use yet. }\n')
    .replace('stage: production', 'stage: development')
    .replace(/^ {2}observe: .*\n/m, '')

const opensBoth = (it: Scenario, channels: string, rules = { [RULES]: reworded }) =>
  opens(it, 'dana', { ...rules, 'models/decoy.yaml': () => decoy(channels) }, 'Add the decoy')

test.each([
  ['in another channel', 'C0LUNCH'],
  ['in none', ''],
])('[C5] [attack 73] the rules in it are told where they are approved, though its card is %s', async (_, channels) => {
  const it = await scenario()
  const { number } = await opensBoth(it, channels)
  const told = it.chat('approvals')
  expect(told).toContain(`Rules are edited by pull request #${number}, which waits for approval.`)
  expect(told).toContain('policies/approve-rules.yaml: fix')
  expect(told).not.toMatch(/decoy/i)
  if (channels !== '') expect(it.card('lunch')).toContain('ADD THE DECOY')
  await it.pushes('dana', text => `${text}# more\n`, 'models/decoy.yaml')
  await it.reconciles()
  expect(it.chat('approvals').match(/Rules are edited/g)).toHaveLength(1)
})

test('[C5] [attack 73] who owns them hears it in time to say no', async () => {
  const it = await scenario()
  const { number } = await opensBoth(it, 'C0LUNCH')
  it.clock.move(5000)
  await it.air.github.person('chen').review(number, 'REQUEST_CHANGES', 'No.')
  await it.settle()
  expect((await it.check()).output.title).toContain('Denied by Chen Wei')
})

test('[C5] another edit of the rules in it is told again, and what was merged past the check', async () => {
  const it = await scenario()
  const { number } = await opensBoth(it, 'C0LUNCH')
  await it.pushes('dana', text => text.replace('withinHours: 168', 'withinHours: 200'), RULES)
  expect(it.chat('approvals').match(/Rules are edited/g)).toHaveLength(2)
  it.unprotect()
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  expect(it.chat('approvals')).toContain(`#${number}, which was merged, and somebody has to look at it`)
  expect(it.chat('approvals')).not.toMatch(/decoy/i)
})

test('[C5] what a rule says of the hidden model is not told, and that it is edited is', async () => {
  const it = await scenario()
  const named = (text: string) =>
    reworded(text).replace(/^covers: .*$/m, 'covers: [rules]\nappliesTo: { models: [decoy] }')
  await opensBoth(it, 'C0LUNCH', { [RULES]: named })
  expect(it.chat('approvals')).toContain('policies/approve-rules.yaml: fix')
  expect(it.chat('approvals')).not.toMatch(/decoy/i)
})

test('[C5] where the card is in the channel of rules, that says it all', async () => {
  const it = await scenario()
  await opensBoth(it, 'C0APPROVALS')
  expect(it.card('approvals')).toContain('ADD THE DECOY')
  expect(it.chat('approvals')).not.toContain('Rules are edited')
})
