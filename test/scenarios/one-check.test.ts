/** A check hangs on a commit, and a commit may be in several pull requests, onto several branches. */
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { DOWN, whileGitHub } from './outages.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const RED = 'The pull request goes to another branch now than the one it was asked for.'
const loosened = (text: string) => text.replace('limit: 18.5', 'limit: 25')

async function branch(it: Scenario, name: string, from: string) {
  const { sha } = (await it.api(`git/ref/heads/${from}`)).object
  await it.air.github.person('dana').call('POST', '/repos/acme/models/git/refs', { ref: `refs/heads/${name}`, sha })
}

/** `tidy` looks harmless beside `feature`, which holds what it brings to the main branch. */
async function tidy(it: Scenario) {
  const dana = it.air.github.person('dana')
  await branch(it, 'feature', 'main')
  await dana.push('feature', { [MODEL]: loosened(await it.file(MODEL, 'main')) }, 'Loosen the limit')
  await branch(it, 'tidy', 'feature')
  await dana.push('tidy', { 'NOTES.md': 'No typo.\n' }, 'Mend a typo')
  return open(it, 'tidy')
}

async function open(it: Scenario, head: string): Promise<number> {
  const pull = { head, base: 'main', title: `Mend by ${head}`, body: '' }
  const { number } = (await it.air.github.person('dana').call('POST', '/repos/acme/models/pulls', pull)) as {
    number: number
  }
  await it.settle()
  it.clock.move(60_000)
  return number
}

const changes = async (it: Scenario, number: number, body: object) => {
  await it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, body)
  await it.settle()
}
const merges = (it: Scenario, number: number) =>
  it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
const checkOf = async (it: Scenario, number: number) => {
  const { sha } = (await it.api(`pulls/${number}`)).head
  const all = (await it.api(`commits/${sha}/check-runs`)).check_runs
  expect(all).toHaveLength(1)
  return [all[0].conclusion, all[0].output.title]
}

test('[C6] beside another branch a change is harmless, and its check is red: back on main it would let it through (attacks 29, 42, 45)', async () => {
  const it = await scenario()
  const number = await tidy(it)
  expect(await checkOf(it, number)).toEqual([null, 'Waits for approval, 0 of 1'])
  await changes(it, number, { base: 'feature' })
  expect(await checkOf(it, number)).toEqual(['failure', RED])
  await it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { base: 'main' })
  await expect(merges(it, number)).rejects.toThrow('405')
  await it.settle()
  expect(await checkOf(it, number)).toEqual([null, 'Waits for approval, 0 of 1'])
})

test('[C12] approvals given in Slack before another base are gone when the first one is back, a denial is not (attack 29)', async () => {
  const it = await scenario()
  await it.asks()
  await it.presses('bo', 'Approve')
  await branch(it, 'elsewhere', 'main')
  const { number } = await it.pull()
  await changes(it, number, { base: 'elsewhere' })
  await changes(it, number, { base: 'main' })
  expect(it.card('approvals')).toContain('0 of 2')
  it.clock.move(1000)
  await it.presses('bo', 'Approve')
  expect(it.card('approvals')).toContain('1 of 2')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'The hold-out was never looked at.')
  await changes(it, number, { base: 'elsewhere' })
  await changes(it, number, { base: 'main' })
  expect(it.card('approvals')).toContain('Denied')
})

test('[C6] two with one commit: what one of them does elsewhere says nothing of the other (attack 42)', async () => {
  const it = await scenario()
  const first = await tidy(it)
  await branch(it, 'twin', 'tidy')
  const second = await open(it, 'twin')
  await changes(it, second, { base: 'feature' })
  expect(await checkOf(it, first)).toEqual([null, 'Waits for approval, 0 of 1'])
  await expect(merges(it, first)).rejects.toThrow('405')
  await changes(it, first, { base: 'feature' })
  expect(await checkOf(it, first)).toEqual(['failure', RED])
})

test('[C6] [C10] two that went elsewhere and cannot be read do not hand the check to each other for ever (attack 70)', async () => {
  let [isBroken, asked] = [false, 0]
  const it = await whileGitHub(({ path }) => {
    asked++
    return isBroken && path.includes('/compare/feature') ? DOWN : undefined
  })
  const first = await tidy(it)
  const twins = [first]
  for (const name of ['twin', 'third']) {
    await branch(it, name, 'tidy')
    twins.push(await open(it, name))
  }
  isBroken = true
  await changes(it, twins[0] ?? 0, { base: 'feature' })
  await changes(it, twins[1] ?? 0, { base: 'feature' })
  asked = 0
  await changes(it, twins[2] ?? 0, { state: 'closed' })
  expect(asked).toBeLessThan(300)
  expect((await checkOf(it, first))[0]).toBe('failure')
})

test('[C6] one of two with one commit is closed: the check is that of the one which is open (attack 42)', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  await branch(it, 'twin', 'dana-loosen-the-limit')
  const twin = await open(it, 'twin')
  await changes(it, twin, { state: 'closed' })
  await it.reconciles()
  expect(await checkOf(it, number)).toEqual(['success', 'Approved, 1 of 1'])
  await changes(it, number, { state: 'closed' })
  expect((await checkOf(it, number))[0]).toBe('failure')
})
