/** What was merged under a green check while nobody looked: GitHub lets it through, and Kedge sees what it was. */
import { expect, test } from 'vitest'
import { opens } from '../scenarios/opens.ts'
import { DOWN, whileGitHub } from '../scenarios/outages.ts'
import { loosened, mergedAfter, owed } from '../scenarios/unheard.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const HARDER = `needs: [{ role: model-validation, count: 1 }, { role: operations, count: 1 }]`
const harder = (text: string) =>
  text
    .replace('needs: [{ role: model-validation, count: 1 }]', HARDER)
    .replace(/examples:[\s\S]*/, 'examples:\n  - { asks: ana, votes: [], then: pending }\n')
const tagged = (text: string) => text.replace('tags: [sample]', 'tags: [sample, real]')

/** Fay approves; the main branch moves and somebody merges, and GitHub’s words of both are lost. */
async function overtaken(path: string, change: (text: string) => string): Promise<Scenario> {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  it.air.github.setWebhookUrl(undefined)
  await it.pushesToMain('root', path, change)
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.reconciles()
  return it
}

test('[C5] rules that asked for more before it was merged: somebody has to look at it (attacks 39, 42)', async () => {
  const it = await overtaken('policies/approve-medium.yaml', harder)
  expect(await owed(it)).toEqual([
    'Nothing that is shown here waits for approval.',
    '1 review is owed.',
    expect.stringContaining('main had moved since it was approved'),
  ])
  expect(it.thread('approvals')).toContain('the main branch had moved since it was approved')
})

test('[C5] a file of it that somebody changed on main meanwhile: nobody has seen the two together (attack 39)', async () => {
  const it = await overtaken(MODEL, tagged)
  expect((await owed(it))[1]).toBe('1 review is owed.')
  const text = await it.file(MODEL, 'main')
  expect([tagged(text), loosened(text)]).toEqual([text, text])
  expect(text).toContain('limit: 25')
})

test('[C5] [attack 39] whoever merges cannot hide it by how they merge, or by what they write', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  await it.pushes('dana', text => `${text}# more\n`)
  await it.presses('fay', 'Approve')
  it.air.github.setWebhookUrl(undefined)
  await it.pushesToMain('root', 'policies/approve-medium.yaml', harder)
  const squashed = { merge_method: 'squash', commit_title: 'Change it', commit_message: '' }
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, squashed)
  await it.reconciles()
  expect((await owed(it))[1]).toBe('1 review is owed.')
})

test('[C5] what is squashed onto main as it was approved owes nothing', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, { merge_method: 'squash' })
  await it.settle()
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] (attack 31) changes requested on GitHub before the merge, and heard after it: it is on record and looked at', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  await it.air.github.person('chen').review(number, 'REQUEST_CHANGES', 'Nobody looked at the hold-out.')
  it.clock.move(5000)
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.reconciles()
  expect((await owed(it))[1]).toBe('1 review is owed.')
  expect((await it.events('change')).map(({ type, by }) => `${type} ${by}`)).toContain('change.voted chen')
  expect(it.thread('approvals')).toContain('somebody had denied it before, and nobody had heard it yet')
})

test('[C10] a denial in Slack that an outage held up past the merge is on record, and somebody looks at it (attack 31)', async () => {
  let isDown = false
  const it = await whileGitHub(() => (isDown ? DOWN : undefined))
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  expect(it.card('approvals')).toContain('[ Deny ]')
  await it.presses('chen', 'Deny')
  isDown = true
  it.air.github.setWebhookUrl(undefined)
  await it.submits('chen', 'Nobody looked at the hold-out.')
  it.clock.move(5000)
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  isDown = false
  await it.passes({ minutes: 6 })
  await it.reconciles()
  expect(it.whispers('chen').at(-1)).toContain('Your denial is on record')
  expect((await owed(it))[1]).toBe('1 review is owed.')
})

test('[C5] where main moved elsewhere, what was approved is what was merged', async () => {
  const it = await overtaken('models/flight-records.yaml', text => `${text}# more\n`)
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] [attack 31] an approval that was dismissed before the merge, and heard after it, counts for nobody', async () => {
  const it = await mergedAfter((it, pull, review) => it.air.github.person('root').dismiss(pull, review, 'Too early.'))
  expect((await owed(it)).slice(1)).toEqual([
    '1 review is owed.',
    expect.stringContaining('an approval of it was taken back before it was merged'),
  ])
  expect((await it.events('change')).filter(({ type }) => type === 'change.voted')).toMatchObject([
    { by: 'fay', body: { is: 'approve' } },
    { by: 'github', body: { is: 'withdrawn', person: 'fay' } },
  ])
  expect(it.thread('approvals')).toContain('an approval of it had been taken back before')
})

test('[C5] one that nobody takes back owes nothing', async () => {
  const it = await mergedAfter(async () => undefined)
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] [attack 27] closing it clears all votes, also where nobody looked before it was opened again and merged', async () => {
  const it = await mergedAfter(async (it, pull) => {
    await it.air.github.person('dana').close(pull)
    it.clock.move(5000)
    await it.air.github.person('dana').reopen(pull)
  })
  expect((await owed(it)).slice(1)).toEqual([
    '1 review is owed.',
    expect.stringContaining('it was closed and opened again'),
  ])
  expect(it.thread('approvals')).toContain('which clears all votes')
})
