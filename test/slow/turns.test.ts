/** What somebody does to a pull request around a review, so that the review would stand for something else. */
import { expect, test } from 'vitest'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const tally = (card: string) => /\d of \d/.exec(card)?.[0]
const WEBHOOKS = [['told by webhooks', true] as const, ['found by looking alone', false] as const]

/** Nobody hears of it at once, and the next look finds it. */
async function looks(it: Scenario) {
  await it.settle()
  await it.reconciles()
}

/** `feature` loosens the limit; a typo is mended on top of it, by a pull request onto this base. */
async function typo(it: Scenario, base: string): Promise<number> {
  const dana = it.air.github.person('dana')
  const branch = async (name: string, from: string) => {
    const { sha } = (await it.api(`git/ref/heads/${from}`)).object
    await dana.call('POST', '/repos/acme/models/git/refs', { ref: `refs/heads/${name}`, sha })
  }
  await branch('feature', 'main')
  const text = await it.file(MODEL, 'main')
  await dana.push('feature', { [MODEL]: text.replace('limit: 18.5', 'limit: 60') }, 'Loosen the limit')
  await branch('tidy', 'feature')
  await dana.push('tidy', { 'NOTES.md': 'No typo.\n' }, 'Mend a typo')
  const asked = { head: 'tidy', base, title: 'Mend a typo', body: '' }
  const { number } = (await dana.call('POST', '/repos/acme/models/pulls', asked)) as { number: number }
  await it.settle()
  it.clock.move(60_000)
  return number
}

const goesTo = async (it: Scenario, number: number, base: string) => {
  await it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { base })
  it.clock.move(60_000)
}
const approves = async (it: Scenario, name: string, number: number) => {
  await it.air.github.person(name).review(number, 'APPROVE', 'A typo, fine.')
  it.clock.move(60_000)
}
/** Approved on a base where it lies for a moment, and back on main. */
async function approvedElsewhere(it: Scenario, number: number, base: string, name: string, heard: boolean) {
  const step = async () => heard && (await it.settle())
  await goesTo(it, number, base)
  await step()
  await approves(it, name, number)
  await step()
  await goesTo(it, number, 'main')
  await looks(it)
}

test.each(WEBHOOKS)(
  '[C12] [attack 29] what was approved onto another base is not approved onto main, %s',
  async (_, heard) => {
    const it = await scenario()
    if (!heard) it.air.github.setWebhookUrl(undefined)
    const number = await typo(it, 'feature')
    await approves(it, 'chen', number)
    await it.settle()
    await goesTo(it, number, 'main')
    await looks(it)
    expect(tally(it.card('approvals'))).toBe('0 of 1')
    expect((await it.check()).conclusion).toBeNull()
    expect((await it.check()).output.summary).toContain('This vote was for another state of the change.')
    await approves(it, 'chen', number)
    await looks(it)
    expect((await it.check()).conclusion).toBe('success')
  },
)

test.each(WEBHOOKS)(
  '[C12] [attack 29] an approval given while it went to another base is none for main, %s',
  async (_, heard) => {
    const it = await scenario()
    const number = await typo(it, 'main')
    expect(tally(it.card('approvals'))).toBe('0 of 1')
    if (!heard) it.air.github.setWebhookUrl(undefined)
    await approvedElsewhere(it, number, 'feature', 'chen', heard)
    expect(tally(it.card('approvals'))).toBe('0 of 1')
    expect((await it.check()).conclusion).toBeNull()
    expect(it.thread('approvals')).toMatch(/@U0CHEN: please look again|Approved by @U0CHEN, but the base/)
    await looks(it)
    expect(it.thread('approvals').match(/@U0CHEN/g)).toHaveLength(1)
  },
)

test.each(WEBHOOKS)('[C12] [attack 29] nor one for the pull request of Kedge itself, %s', async (_, heard) => {
  const it = await scenario()
  await it.asks()
  const { number, head } = await it.pull()
  const dana = it.air.github.person('dana')
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/same', sha: head.sha })
  const text = await it.file(MODEL, 'same')
  await dana.push('same', { [MODEL]: text.replace('limit: 18.5', 'limit: 18.6') }, 'Another limit')
  if (!heard) it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  await approvedElsewhere(it, number, 'same', 'bo', heard)
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect((await it.pull()).merged).toBe(false)
})

test.each(WEBHOOKS)(
  '[C12] [attack 31] a denial that somebody dismisses before Kedge looks stands, %s',
  async (_, heard) => {
    const it = await scenario()
    const { number } = await opens(
      it,
      'dana',
      { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') },
      'Loosen it',
    )
    if (!heard) it.air.github.setWebhookUrl(undefined)
    it.clock.move(5_000)
    const chen = it.air.github.person('chen')
    const { id } = (await chen.review(number, 'REQUEST_CHANGES', 'This hides a breach.')) as { id: number }
    if (heard) await it.settle()
    it.clock.move(5_000)
    await it.air.github.person('dana').dismiss(number, id, 'Resolved.')
    it.clock.move(5_000)
    await looks(it)
    await it.presses('fay', 'Approve')
    expect((await it.check()).conclusion).toBe('failure')
    expect((await it.check()).output.title).toBe('Denied by Chen Wei.')
    await approves(it, 'chen', number)
    await looks(it)
    expect((await it.check()).conclusion).toBe('success')
  },
)

test('[C12] [attack 31] an approval that was dismissed before Kedge looks denies nothing', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen it')
  it.air.github.setWebhookUrl(undefined)
  const { id } = (await it.air.github.person('chen').review(number, 'APPROVE')) as { id: number }
  await it.air.github.person('root').dismiss(number, id, 'Another look, please.')
  it.clock.move(5_000)
  await looks(it)
  expect((await it.check()).conclusion).toBeNull()
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})
