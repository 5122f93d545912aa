/** Who says who may see a change must not, by that, choose who may deny it, or let it go past everybody. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { loosened, owed } from './unheard.ts'
import { MODEL, scenario } from './world.ts'

const sample = readFileSync(MODEL, 'utf8')
const RULES = 'policies/approve-rules.yaml'
const reworded = (text: string) => text.replace('fix: Ask one', 'fix: Please ask one')

/** A new model, not in use yet, that model validation and operations alone see. */
const decoy = sample
  .replace('id: flight-delay', 'id: decoy')
  .replace('tier: medium', 'tier: low')
  .replace(/^ {2}roles: \[modelops.*$/m, '  roles: [model-validation, operations]')
  .replace('  mode: batch\n', '  mode: batch\n  hold: { since: 2001-04-16, because: Not in use yet. }\n')
  .replace('stage: production', 'stage: development')
  .replace(/^ {2}observe: .*\n/m, '')

test('[C4] (attack 31) a hidden model that comes with a change of rules takes no word from who owns them', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [RULES]: reworded, 'models/decoy.yaml': () => decoy }, 'Tidy the rules')
  it.clock.move(5000)
  await it.air.github.person('ana').review(number, 'REQUEST_CHANGES', 'No: this is wrong.')
  await it.settle()
  it.clock.move(5000)
  for (const name of ['fay', 'chen']) {
    await it.air.github.person(name).review(number, 'APPROVE', 'Fine.')
    await it.settle()
  }
  const { conclusion, output } = await it.check()
  expect(conclusion).not.toBe('success')
  expect(output.title).toContain('Denied by Ana Ruiz')
})

test('[C4] [attack 73] rules that name a hidden model are no secret of those who see it', async () => {
  const hidden = sample
    .replace('id: flight-delay', 'id: secret')
    .replace(/^ {2}roles: \[modelops.*$/m, '  roles: [business, operations, model-validation]')
  const it = await scenario({ files: { 'models/secret.yaml': hidden } })
  const named = (text: string) =>
    text.replace('fix: Ask one', 'fix: Please ask one').replace(/^appliesTo:.*$/m, 'appliesTo: { models: [secret] }')
  await opens(it, 'dana', { [RULES]: named }, 'Tidy the rules')
  expect(it.card('approvals')).toContain('TIDY THE RULES')
})

test('[C5] (attack 77) a by-pass that no channel may show is told of without its name, and once', async () => {
  const nowhere = sample.replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: []').replace(/^channel: .*\n/m, '')
  const it = await scenario({ files: { [MODEL]: nowhere } })
  await it.watch()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen it')
  expect(it.chat('approvals')).toContain('A change waits for approval, and no channel may show it.')
  it.unprotect()
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  await it.passes({ hours: 30 })
  await it.reconciles()
  expect(it.chat('approvals').match(/Something was merged that somebody has to look at/g)).toHaveLength(1)
  expect(it.chat('approvals')).not.toMatch(/loosen|flight/i)
})

const breaks = (text: string) => text.replace('withinHours: ', 'withinHours: nonsense')

test('[C5] while some other file of main is broken, what is approved and merged owes no review', async () => {
  const it = await scenario()
  await it.reconciles()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen it')
  it.clock.move(5000)
  await it.reviews('fay')
  await it.pushesToMain('root', 'policies/approve-low.yaml', breaks)
  await it.reconciles()
  it.clock.move(60_000)
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, { merge_method: 'squash' })
  await it.settle()
  await it.reconciles()
  expect((await it.pull()).merged).toBe(true)
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] what main holds already, merged from an old branch, moved nothing and owes nothing', async () => {
  const it = await scenario()
  const dana = it.air.github.person('dana')
  const { sha } = (await it.api('git/ref/heads/main')).object
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/old', sha })
  await dana.push('old', { [MODEL]: loosened(await it.file(MODEL, 'main')) }, 'Loosen on the old branch')
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  it.clock.move(5000)
  await it.reviews('fay')
  await dana.call('PUT', `/repos/acme/models/pulls/${number}/merge`, { merge_method: 'squash' })
  await it.settle()
  await it.reconciles()
  const old = await dana.call('POST', '/repos/acme/models/pulls', { head: 'old', base: 'main', title: 'Old', body: '' })
  await it.settle()
  expect((await it.check()).conclusion).toBe('success')
  it.clock.move(5000)
  await dana.call('PUT', `/repos/acme/models/pulls/${old.number}/merge`, {})
  await it.settle()
  await it.reconciles()
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})
