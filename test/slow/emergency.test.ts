/** What cannot wait asks fewer people, and gets past nobody for it. */
import { expect, test } from 'vitest'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const back = (text: string) => text.replace('version: 1.1.0', 'version: 1.0.0')
const URGENT = 'flight-delay to 1.0.0 as emergency because it cannot wait any longer'
const urgent = (it: Scenario, who: string) => it.says(who, 'flight-ops', `/kedge rollback ${URGENT}`)
const reviews = (it: Scenario, who: string, number: number, what = 'that it was right') =>
  it.says(who, 'approvals', `/kedge review ${number} found ${what}`)

test('[C1] whoever approved an emergency alone does not review it, and model validation does', async () => {
  const it = await scenario()
  await it.watch()
  await urgent(it, 'ana')
  await it.presses('bo', 'Approve')
  await it.settle()
  const { number, merged } = await it.pull()
  expect(merged).toBe(true)
  expect(await reviews(it, 'bo', number)).toContain('You approved it, so your own review of it never counts.')
  expect(await reviews(it, 'ana', number)).toContain('You asked for this change')
  expect(await reviews(it, 'chen', number)).toContain('is recorded')
  expect((await it.events(await it.newest('change'))).find(({ type }) => type === 'change.reviewed')).toMatchObject({
    by: 'chen',
  })
})

const TOLD = 'it takes 1 approval instead of 2, and within 24 hours of its merge somebody else reviews it.'

test('[C1] whoever approves an emergency is told that it is one, wherever they do', async () => {
  const it = await scenario()
  await it.watch()
  await urgent(it, 'ana')
  const told = (text: string) => text.split('\n').find(line => line.includes('instead of'))
  expect(told(it.card('approvals'))).toBe(`An emergency: ${TOLD}`)
  expect(told(await it.says('bo', 'approvals', '/kedge approvals'))).toBe(`An emergency: ${TOLD}`)
  expect(told((await it.pull()).body)).toBe(`**An emergency:** ${TOLD}`)
  expect(told((await it.check()).output.summary)).toBe(`**An emergency:** ${TOLD}`)
  await it.presses('bo', 'Approve')
  await it.settle()
  expect(it.card('approvals')).toContain('A review is owed: it was an emergency by approve-rollback.')
  expect(told(it.card('approvals'))).toBeUndefined()
})

test('[C1] [C5] so is who reviews a person’s own, and its check speaks of no more approvals than it takes', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: back }, 'Emergency: go back')
  const { summary } = (await it.check()).output
  expect(summary).toContain(TOLD)
  expect(summary).toContain('1 of operations, within 24 hours')
  expect(summary).not.toContain('model-validation')
})

test('[C1] where no rule knows an emergency that is told as well', async () => {
  const it = await scenario()
  await it.watch()
  const limit = '/kedge kpi flight-delay mae limit 30 as emergency because more room is needed'
  await it.says('ana', 'flight-ops', limit)
  expect(it.card('approvals')).toContain(
    'Asked for as an emergency, of which no rule that covers it knows: it takes the usual approvals.',
  )
})

test('[C1] the same as an emergency is no way past a denial, until whoever gave it takes it back', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const first = await it.newest('change')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
  expect(await urgent(it, 'bo')).toMatchInlineSnapshot(`
    "A rollback of flight-delay to 1.0.0 was denied by Chen Wei, pull request #1. Asking for the same as an emergency does not get past a denial.
    fix: talk to them: a denial blocks until whoever gave it takes it back, and then it can be asked"
  `)
  expect(await urgent(it, 'chen')).toContain('was denied by you')
  expect(await it.newest('change')).toBe(first)
  expect((await it.events(first)).map(({ type }) => type)).not.toContain('change.closed')
  await it.presses('chen', 'Approve')
  expect(await urgent(it, 'bo')).toContain('As an emergency')
  expect((await it.events(first)).find(({ type }) => type === 'change.closed')).toMatchObject({
    body: { says: 'it was asked for anew as an emergency' },
  })
})

test('[C1] a denial outlives its change: what was denied is not withdrawn or closed to ask for it as an emergency', async () => {
  for (const away of ['withdrawn', 'closed'] as const) {
    const it = await scenario()
    await it.watch()
    await it.asks()
    await it.presses('chen', 'Deny')
    await it.submits('chen', 'It is worse on the same flights.')
    if (away === 'withdrawn') {
      await it.presses('ana', 'Withdraw')
      await it.submits('ana', 'Then another way, at once.')
    } else {
      await it.air.github.person('dana').close((await it.pull()).number)
      await it.settle()
    }
    const told = await urgent(it, 'ana')
    expect(told).toContain('was denied by Chen Wei')
    expect(told).toContain('ask for it without “as emergency”')
    await it.passes({ days: 8 })
    expect(await urgent(it, 'ana')).toContain('As an emergency')
  }
})

test('[C7] [C1] a person’s own pull request says by its title that it cannot wait, and somebody looks at it afterwards', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: back }, 'Emergency: go back')
  expect(it.card('approvals')).toContain('0 of 1')
  await it.presses('bo', 'Approve')
  await it.settle()
  expect((await it.pull()).merged).toBe(true)
  expect(await it.says('mara', 'approvals', '/kedge approvals')).toContain('1 review is owed.')
  expect(await reviews(it, 'chen', number)).toContain('is recorded')
})

test('[C7] another title makes no emergency of it later, and none is made past who denied it', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: back }, 'Go back')
  expect(it.card('approvals')).toContain('0 of 2')
  const patch = (more: object) => it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, more)
  await patch({ title: 'Emergency: go back' })
  await it.settle()
  expect(it.card('approvals')).toContain('0 of 2')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
  await opens(it, 'ana', { [MODEL]: back }, 'Emergency: do go back')
  expect(it.card('approvals')).toContain('0 of 2')
  await it.passes({ minutes: 1 })
  await patch({ state: 'closed' })
  await it.settle()
  await it.passes({ minutes: 1 })
  await patch({ state: 'open' })
  await it.settle()
  await it.reconciles()
  expect(it.card('approvals')).toContain('0 of 2')
})

const states = async (it: Scenario) =>
  Promise.all(
    (await it.api('pulls?state=all')).map(async ({ number }: { number: number }) => {
      const { state, merged } = await it.api(`pulls/${number}`)
      return [number, merged ? 'merged' : state]
    }),
  )

test('[C1] [C7] the same as an emergency is no way past a denial of a person’s own pull request', async () => {
  const it = await scenario()
  await it.watch()
  await opens(it, 'dana', { [MODEL]: back }, 'Go back')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
  expect(await urgent(it, 'ana')).toContain('does not get past a denial')
  expect(await states(it)).toEqual([[1, 'open']])
})

test('[C1] a denial given elsewhere afterwards stops no emergency, and whoever denied is told where the same goes on', async () => {
  const it = await scenario()
  await it.watch()
  await urgent(it, 'ana')
  const emergency = (await it.pull()).number
  const { number } = await opens(it, 'dana', { [MODEL]: back }, 'Go back')
  await it.presses('chen', 'Deny')
  expect(await it.submits('chen', 'It is worse on the same flights.')).toMatchInlineSnapshot(`
    "Your denial of “Go back” is recorded; it blocks this pull request until you approve, and not #1, where the same goes on as an emergency.
    fix: talk to those who can stop the emergency: whoever it asks denies it there"
  `)
  expect(await states(it)).toEqual([
    [emergency, 'open'],
    [number, 'open'],
  ])
})

test('[C1] nor past one on GitHub that nobody has heard of yet', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  it.clock.move(60_000)
  it.air.github.setWebhookUrl(undefined)
  await it.air.github.person('chen').review((await it.pull()).number, 'REQUEST_CHANGES', 'It is worse.')
  it.clock.move(5000)
  expect(await urgent(it, 'eli')).toContain('was denied by Chen Wei')
  expect(await states(it)).toEqual([[1, 'open']])
})

const RECORDS = 'models/flight-records.yaml'

test('[C1] [attack 31] what is pushed later to an emergency is none: it is no way past a denial', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
  const [was, other] = [await it.file(RECORDS, 'main'), (text: string) => text.replace(/^name: .*$/m, 'name: Records')]
  const { number } = await opens(it, 'dana', { [RECORDS]: other }, 'Emergency: mend the records')
  it.clock.move(60_000)
  const { ref } = (await it.api(`pulls/${number}`)).head
  const pushed = { [MODEL]: back(await it.file(MODEL, ref)), [RECORDS]: was }
  await it.air.github.person('dana').push(ref, pushed, 'Go back')
  await it.settle()
  await it.watch()
  expect(it.card('approvals')).toContain('0 of 2')
  await it.presses('bo', 'Approve')
  await it.watch()
  expect((await it.api(`pulls/${number}`)).merged).toBe(false)
  expect(await it.file(MODEL, 'main')).toContain('version: 1.1.0')
})
