/** Pull requests whose change is over, or was never read: what somebody might still do with them. */
import { expect, test } from 'vitest'
import type { Call } from '../../src/stand-ins/fault-proxy.ts'
import { opens } from '../scenarios/opens.ts'
import { whileGitHub } from '../scenarios/outages.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const manual = (text: string) => text.replace('merge: auto', 'merge: manual')
const URGENT = '/kedge rollback flight-delay to 1.0.0 as emergency because it cannot wait any longer now'

const set = (it: Scenario, number: number, state: string) =>
  it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { state })
const mergedBy = (it: Scenario, name: string, number: number) =>
  it.air.github.person(name).call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
const checkOf = async (it: Scenario, sha: string) => (await it.api(`commits/${sha}/check-runs`)).check_runs.at(-1)
/** By number: those of one second are listed in any order. */
const newest = async (it: Scenario): Promise<{ number: number; head: { sha: string } }> => {
  const pulls: { number: number; head: { sha: string } }[] = await it.api('pulls?state=all')
  return pulls.reduce((one, other) => (one.number > other.number ? one : other))
}
const owed = (it: Scenario) => it.says('mara', 'approvals', '/kedge approvals')

test('[C5] [attack 77] a change that is approved and withdrawn takes its green check with it, and GitHub merges it no more', async () => {
  const it = await scenario()
  await it.pushesToMain('dana', 'policies/approve-rollback.yaml', manual)
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  const { number, head } = await it.pull()
  expect((await checkOf(it, head.sha)).conclusion).toBe('success')
  await it.presses('ana', 'Withdraw')
  await it.submits('ana', 'Another way was found since.')
  await it.settle()
  expect(await checkOf(it, head.sha)).toMatchObject({ conclusion: 'failure' })
  await set(it, number, 'open')
  await expect(mergedBy(it, 'dana', number)).rejects.toThrow('405')
})

const ENDINGS: readonly [string, (it: Scenario, number: number) => Promise<unknown>][] = [
  ['closed by hand, and opened again', async (it, number) => void (await set(it, number, 'closed'))],
  ['given up for an emergency', it => it.says('bo', 'flight-ops', URGENT)],
  [
    'asked for anew, since its time had ended',
    async it => {
      await it.passes({ days: 2 })
      await it.asks()
    },
  ],
]

test.each(ENDINGS)(
  '[C5] [attack 77] one of Kedge’s own that was %s is found when it is merged past the check',
  async (_, end) => {
    const it = await scenario()
    await it.watch()
    await it.asks()
    const { number, state } = await it.pull()
    await end(it, number)
    await it.settle()
    const closed = (await it.api(`pulls/${number}`)).state !== state
    it.air.github.setWebhookUrl(undefined)
    if (closed) await set(it, number, 'open')
    it.unprotect()
    await mergedBy(it, 'root', number)
    await it.reconciles()
    await it.reconciles()
    const events = await it.events(`change/pull-${number}`)
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'change.asked',
        'change.opened',
        'change.merged',
        'change.review-owed',
        'change.dispatched',
      ]),
    )
    expect(events[0]).toMatchObject({ by: 'ana', body: { kind: 'rollback', door: 'repository' } })
    expect(it.chat('approvals')).toContain('A review is owed: it was merged past the check.')
    expect(await owed(it)).toContain('1 review is owed.')
    await it.reconciles()
    expect(await it.store.events(`change/pull-${number}-2`)).toEqual([])
  },
)

test('[C5] [attack 30] one of Kedge’s own that is opened again is asked for anew, and not approved by who asked first', async () => {
  const it = await scenario()
  await it.asks('bo')
  await it.presses('ana', 'Approve')
  const { number } = await it.pull()
  await set(it, number, 'closed')
  await it.settle()
  expect(await it.check()).toMatchObject({ conclusion: 'failure' })
  await set(it, number, 'open')
  await it.settle()
  expect(await it.check()).toMatchObject({ conclusion: null })
  expect(it.card('approvals')).toContain('0 of 2')
  expect(await it.presses('bo', 'Approve')).toContain('You asked for this change')
})

test('[C5] while the change that took its place is open, one that Kedge ended is not asked for again', async () => {
  const it = await scenario()
  await it.asks()
  const { number } = await it.pull()
  await it.says('bo', 'flight-ops', URGENT)
  await it.reconciles()
  expect(await it.store.events(`change/pull-${number}`)).toEqual([])
})

test('[C5] [attack 77] what was merged past the check and is too large to be read is told, and owed a review', async () => {
  let tooLarge = false
  const isLarge = ({ path }: Call) => tooLarge && path.includes('/compare/')
  const it = await whileGitHub(call =>
    isLarge(call) ? { status: 200, body: { total_commits: 251, commits: [] } } : undefined,
  )
  await it.watch()
  tooLarge = true
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Change it all')
  expect(await it.check()).toMatchObject({ conclusion: 'failure' })
  it.unprotect()
  await mergedBy(it, 'root', number)
  await it.settle()
  const events = await it.events('change')
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['change.asked', 'change.opened', 'change.merged', 'change.review-owed', 'change.posted']),
  )
  expect(events.find(({ type }) => type === 'change.sealed')).toBeUndefined()
  expect(it.card('approvals')).toMatchInlineSnapshot(`
    "CHANGE IT ALL
    Done: merged, pull request #1. Next: whoever reviews it, until 17 April 2001, 06:00 UTC.
    Asked for by Dana Okafor (rules), 16 April 2001:
    >Change it all
    Nothing was sealed: nobody was shown what is in it.
    A review is owed: it was merged past the check, and Kedge has not read what is in it. Until 17 April 2001, 06:00 UTC."
  `)
  expect(await owed(it)).toContain('1 review is owed.')
  expect(await it.says('bo', 'approvals', `/kedge review ${number} found nothing wrong with it`)).toContain(
    'None of your roles is asked for here.',
  )
  expect(await it.says('fay', 'approvals', `/kedge review ${number} found that all of it was agreed`)).toContain(
    'is recorded',
  )
})

test('[C5] [C10] two pull requests of one commit under one title are sealed apart, and each has its card', async () => {
  const it = await scenario()
  const first = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const { head } = await it.pull()
  const dana = it.air.github.person('dana')
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/twin', sha: head.sha })
  const title = 'Loosen the limit'
  const second = await dana.call('POST', '/repos/acme/models/pulls', { head: 'twin', base: 'main', title, body: '' })
  await it.settle()
  await it.reconciles()
  const seals = await Promise.all(
    [first, second].map(async ({ number }) => {
      const events = await it.events(`change/pull-${number}`)
      expect(events.map(({ type }) => type)).toContain('change.posted')
      return events.flatMap(event => (event.type === 'change.sealed' ? [event.body.seal] : []))
    }),
  )
  expect(new Set(seals.flat()).size).toBe(2)
})

test('[C10] two changes that Kedge makes of one file in one second are two commits, each with its own check', async () => {
  const it = await scenario()
  await it.asks()
  const { head } = await it.pull()
  it.clock.set((await it.api(`git/commits/${head.sha}`)).committer.date)
  await it.says('bo', 'flight-ops', URGENT)
  const urgent = (await newest(it)).head
  expect(urgent.sha).not.toBe(head.sha)
  const { tree, message, committer } = await it.api(`git/commits/${urgent.sha}`)
  const before = await it.api(`git/commits/${head.sha}`)
  expect([tree.sha, committer.date]).toEqual([before.tree.sha, before.committer.date])
  expect(message).toBe(`Roll flight-delay back from 1.1.0 to 1.0.0\n\nKedge-Change: ${await it.newest('change')}`)
})
