/** Ways around the approvals that somebody with an account might try. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { mergesUnheard, opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const tally = (card: string) => /\d of \d/.exec(card)?.[0]

/** The two versions of the sample the other way round, which makes the newer one a way back. */
function reordered(text: string): string {
  const [all, first = '', second = ''] =
    /^versions:\n( {2}1\.0\.0:\n(?: {4}.*\n)+)( {2}1\.1\.0:\n(?: {4}.*\n)+)/m.exec(text) ?? []
  if (all === undefined) throw new Error('the sample has other versions')
  return text.replace(all, `versions:\n${second}${first}`)
}

test('[C5] [attack 68] putting versions in another order is an edit: the order says what a way back is', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: reordered }, 'Tidy up')
  expect(await it.check()).toMatchObject({ conclusion: null })
  expect(tally(it.card('approvals'))).toBe('0 of 1')
})

test('[C5] [attack 68] a change that makes a version older and goes back to it at once is a promotion', async () => {
  const it = await scenario()
  await it.pushesToMain('dana', MODEL, text => text.replace('  version: 1.1.0', '  version: 1.0.0'))
  await opens(
    it,
    'dana',
    { [MODEL]: text => reordered(text).replace('  version: 1.0.0', '  version: 1.1.0') },
    'Go back',
  )
  expect(it.card('approvals')).toContain('(promote and edit)')
})

test('[C5] [attack 45] a workflow in a pull request takes the owners of the rules, alone, and pushed to one of ours', async () => {
  const it = await scenario()
  await opens(it, 'dana', { '.github/workflows/deliver-model.yml': text => `${text}# and more\n` }, 'Deliver more')
  expect(it.card('approvals')).toContain('(rules)')
  const ours = await scenario()
  await ours.asks()
  const { ref } = (await ours.pull()).head
  await ours.air.github.person('bo').push(ref, { '.github/CODEOWNERS': '* @bo\n' }, 'Own it')
  await ours.settle()
  expect(ours.card('approvals')).toContain('○ rule-owner: Chen Wei or Fay Osei')
  expect(ours.card('approvals')).toContain('.github/CODEOWNERS: guards or delivers models')
})

const set = (it: Scenario, number: number, state: string) =>
  it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { state })

test('[C1] [attack 30] closed and opened again in one breath, it is asked for anew all the same', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
  await set(it, number, 'closed')
  await set(it, number, 'open')
  await it.settle()
  await it.reconciles()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect(await it.check()).toMatchObject({ conclusion: null })
})

test('[C6] [attack 77] what was closed, opened again and merged while nobody looked is owed a review', async () => {
  const it = await scenario()
  await it.watch()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await set(it, number, 'closed')
  await it.settle()
  it.air.github.setWebhookUrl(undefined)
  await set(it, number, 'open')
  it.unprotect()
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.reconciles()
  await it.reconciles()
  expect(await it.says('mara', 'approvals', '/kedge approvals')).toContain('1 review is owed.')
})

test('[C1] the way back waits for no other change, and an emergency not for the same wish that can wait', async () => {
  const it = await scenario()
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 25 because the summer is like that every year')
  expect(await it.asks()).toContain('Asked: Roll flight-delay back from 1.1.0 to 1.0.0')
  expect(
    await it.says(
      'ana',
      'flight-ops',
      '/kedge hold flight-delay for data-in-doubt because nobody should rely on it any more now',
    ),
  ).toContain('Asked: Hold flight-delay')
  expect(await it.asks('bo')).toContain('A model takes one change at a time.')
  expect(
    await it.says('bo', 'flight-ops', '/kedge rollback flight-delay to 1.0.0 as emergency because it cannot wait'),
  ).toContain('As an emergency')
})

test('[C1] an emergency ends no other wish: not the rollback that somebody else asked for', async () => {
  const it = await scenario()
  await it.asks()
  const line = '/kedge kpi flight-delay mae limit 25 as emergency because the summer is like that every year'
  expect(await it.says('bo', 'flight-ops', line)).toContain('A model takes one change at a time.')
})

test('[C1] [C7] nor another version, nor an edit of another value', async () => {
  const older = (await readFile(MODEL, 'utf8')).replace(
    'versions:\n',
    "versions:\n  0.9.0:\n    artifacts: [{ role: code, at: 'https://example.com/0.9.0' }]\n",
  )
  const it = await scenario({ files: { [MODEL]: older } })
  await it.watch()
  await it.asks('bo')
  const back = await it.newest('change')
  await it.says(
    'ana',
    'flight-ops',
    '/kedge rollback flight-delay to 0.9.0 as emergency because it cannot wait any longer',
  )
  expect((await it.events(back)).map(({ type }) => type)).not.toContain('change.closed')

  const other = await scenario()
  await other.watch()
  const limit = (kpi: string, how: string) => `/kedge kpi flight-delay ${kpi}${how} because more room is needed here`
  await other.says('bo', 'flight-ops', limit('mae limit 25', ''))
  const edit = await other.newest('change')
  await other.says('ana', 'flight-ops', limit('false_notices limit 90', ' as emergency'))
  expect((await other.events(edit)).map(({ type }) => type)).not.toContain('change.closed')
})

test('[C12] [attack 30] closed and opened again between two looks, without any webhook: votes of both doors are gone', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  expect(await it.presses('fay', 'Approve')).toContain('is recorded')
  await it.reviews('chen')
  it.clock.move(60_000)
  await set(it, number, 'closed')
  it.clock.move(60_000)
  await set(it, number, 'open')
  await it.reconciles()
  await it.reconciles()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect(await it.check()).toMatchObject({ conclusion: null })
  it.clock.move(60_000)
  await it.reviews('chen')
  await it.reconciles()
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

test('[C12] [attack 30] one of Kedge’s own that was closed for a moment is over and asked for anew, without any webhook', async () => {
  const it = await scenario()
  await it.asks()
  await it.presses('bo', 'Approve')
  const first = await it.newest('change')
  const { number } = await it.pull()
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  await set(it, number, 'closed')
  await set(it, number, 'open')
  await it.reconciles()
  expect(await it.events(first)).toContainEqual(
    expect.objectContaining({
      type: 'change.closed',
      body: { outcome: 'abandoned', says: 'the pull request was closed, and opened again since' },
    }),
  )
  await it.reconciles()
  expect(await it.check()).toMatchObject({ conclusion: null })
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect(await it.presses('ana', 'Approve')).toContain('You asked for this change')
})

test('[C12] [attack 30] a review that was given to a draft does not count when it is ready, a later one does', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const draft = (is: boolean) =>
    it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { draft: is })
  await draft(true)
  it.clock.move(60_000)
  await it.reviews('chen')
  it.clock.move(60_000)
  await draft(false)
  await it.settle()
  await it.reconciles()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect((await it.check()).output.summary).toContain('(draft)')
  it.clock.move(60_000)
  await it.reviews('chen')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

test('[C6] [attack 77] what was merged past the check is found behind a hundred that moved later', async () => {
  const it = await scenario()
  await it.watch()
  const { number } = await mergesUnheard(it, { [MODEL]: limit }, 'Loosen the limit')
  it.clock.move(60_000)
  const pulls = it.air.github.db.pullRequests
  const { id: _, ...row } = pulls.findOneBy('number', number)
  const rest = { merged: false, merged_at: null, merge_commit_sha: null, updated_at: it.clock.now().toISOString() }
  for (let n = 1; n <= 100; n++) pulls.insert({ ...row, ...rest, number: number + n })
  expect((await it.api('pulls?state=closed&sort=updated&per_page=100')).every((p: typeof rest) => !p.merged_at)).toBe(
    true,
  )
  await it.reconciles()
  await it.reconciles()
  expect(await it.says('mara', 'approvals', '/kedge approvals')).toContain('1 review is owed.')
})
