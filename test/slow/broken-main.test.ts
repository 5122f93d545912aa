/** Main holds a file that cannot be read: whoever mends it may write what they like, and is asked what it is. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from '../scenarios/opens.ts'
import { owed } from '../scenarios/unheard.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const LOW = 'policies/approve-low.yaml'
const MEDIUM = 'policies/approve-medium.yaml'
const tally = (it: Scenario) => /\d of \d/.exec(it.card('approvals'))?.[0]
const of = (path: string) => readFileSync(path, 'utf8')
const breaks = (text: string) => text.replace(/^(withinHours|tier): .*$/m, '$1: nonsense')

/** Somebody broke this file on main; dana opens what she takes for its repair. */
async function repairs(path: string, text: string) {
  const it = await scenario()
  await it.reconciles()
  await it.pushesToMain('root', path, breaks)
  await it.reconciles()
  const { number } = await opens(it, 'dana', { [path]: () => text }, 'Repair it')
  it.clock.move(5000)
  return { it, number }
}

async function merges(it: Scenario, number: number, how: 'merge' | 'squash' = 'merge') {
  it.clock.move(60_000)
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, { merge_method: how })
  await it.settle()
  await it.reconciles()
}

test('[C5] as it was byte for byte, it moves nothing, and nobody has to approve it', async () => {
  const { it, number } = await repairs(LOW, of(LOW))
  expect(await it.check()).toMatchObject({ conclusion: 'success', output: { title: 'Moves no model and no rule' } })
  await merges(it, number)
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test.each(['merge', 'squash'] as const)(
  '[C5] a rule that is mended in other words takes one of its owners, and owes nothing after its %s',
  async how => {
    const { it, number } = await repairs(LOW, of(LOW).replace('so whoever owns it', 'so that whoever owns it'))
    expect(it.card('approvals')).toContain('○ rule-owner')
    await it.reviews('chen')
    expect((await it.check()).conclusion).toBe('success')
    await merges(it, number, how)
    expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
    expect((await it.events('change')).map(({ type }) => type)).toContain('change.done')
    expect((await it.bot.world.policy()).tip).toBeUndefined()
  },
)

test('[C5] a model that is mended and changed is approved as what it is beside the last that could be read', async () => {
  const { it, number } = await repairs(MODEL, of(MODEL).replace('limit: 18.5', 'limit: 25'))
  expect(it.card('approvals')).toContain('(edit)')
  expect(it.card('approvals')).toContain('18.5')
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  await merges(it, number)
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] [attack 45] a repair that moves a model to another version is that move, and takes who approves it', async () => {
  const { it } = await repairs(MODEL, of(MODEL).replace('  version: 1.1.0', '  version: 1.0.0'))
  expect(it.card('approvals')).toContain('rollback')
  expect(tally(it)).toBe('0 of 2')
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBeNull()
})

const LOOSER = of(MEDIUM)
  .replace('needs: [{ role: model-validation, count: 1 }]', 'needs: []')
  .replace(/examples:[\s\S]*/, 'examples:\n  - { asks: ana, votes: [], then: approved }\n')

test('[C5] [attack 45] a repair that asks for fewer takes who owns the rules, and not its own word for it', async () => {
  const { it, number } = await repairs(MEDIUM, LOOSER)
  expect(it.card('approvals')).toContain('(rules)')
  await it.reviews('bo')
  await it.reviews('mara')
  expect(tally(it)).toBe('0 of 1')
  expect((await it.check()).conclusion).toBeNull()
  await it.reviews('chen', 'REQUEST_CHANGES')
  expect((await it.check()).output.title).toContain('Denied by Chen Wei')
  it.unprotect()
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  await it.reconciles()
  expect((await owed(it))[1]).toBe('1 review is owed.')
})

test('[C5] [attack 45] nor is one that an administrator merged before anybody had seen it', async () => {
  const it = await scenario()
  await it.reconciles()
  await it.pushesToMain('root', MEDIUM, breaks)
  await it.reconciles()
  it.air.github.setWebhookUrl(undefined)
  it.unprotect()
  const { number } = await opens(it, 'dana', { [MEDIUM]: () => LOOSER }, 'Repair it')
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.reconciles()
  await it.reconciles()
  expect((await owed(it))[1]).toBe('1 review is owed.')
  expect(it.card('approvals')).toContain('(rules)')
})

const stricter = (text: string) => text.replace('limit: 18.5', 'limit: 15')

test('[C5] [attack 45] what came to main while it was broken is not in force, and nobody takes it back unasked', async () => {
  const it = await scenario()
  await it.reconciles()
  await it.pushesToMain('root', LOW, breaks)
  await it.pushesToMain('root', MODEL, stricter)
  await it.reconciles()
  await opens(it, 'dana', { [MODEL]: () => of(MODEL) }, 'As it was')
  expect(it.card('approvals')).toContain('(edit)')
  expect((await it.check()).conclusion).toBeNull()
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})

test('[C5] [attack 39] what was approved before main broke has not seen what is there now, and is behind it', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen the limit')
  it.clock.move(5000)
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  await it.pushesToMain('root', MODEL, breaks)
  await it.reconciles()
  expect((await it.check()).conclusion).not.toBe('success')
  expect(it.thread('approvals', 'first')).toContain('Behind the main branch.')
})

test('[E5] [attack 72] a main branch that cannot be read is told where rules are approved, and told as over once it can be', async () => {
  const it = await scenario()
  await it.reconciles()
  await it.pushesToMain('root', MODEL, breaks)
  await it.reconciles()
  expect(it.card('approvals')).toContain('The main branch of the policy repository has errors')
  await it.pushesToMain('root', MODEL, () => of(MODEL))
  await it.reconciles()
  expect(it.card('approvals')).toMatchInlineSnapshot(`
    "KEDGE GOES ON
    The main branch of the policy repository has errors, so the models and rules of 0000000 stay in force, without what was merged since.
    That lasted less than a minute and is over; what waited was done.
    It held up rules."
  `)
})
