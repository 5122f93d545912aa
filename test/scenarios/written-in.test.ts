/** A merge commit that is made by hand can hold what no pull request holds. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { loosened, owed } from './unheard.ts'
import { MODEL, type Scenario, type ScenarioOptions, scenario } from './world.ts'

const ALTERED = 'its merge made other files of it than were approved'

/** Root pushes a merge of it with these files besides, and GitHub takes the pull request for merged by that. */
async function pushesMerge(it: Scenario, number: number, files: Readonly<Record<string, string>>) {
  it.clock.move(60_000)
  it.air.github.setWebhookUrl(undefined)
  it.unprotect()
  const { call } = it.air.github.person('root')
  const git = (method: string, path: string, body: unknown) => call(method, `/repos/acme/models/git/${path}`, body)
  const usual = await call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  const { tree, parents, message } = await it.api(`git/commits/${usual.sha}`)
  const entries = Object.entries(files).map(([path, content]) => ({ path, mode: '100644', type: 'blob', content }))
  const { sha: made } = await git('POST', 'trees', { base_tree: tree.sha, tree: entries })
  const by = { message, tree: made, parents: parents.map((parent: { sha: string }) => parent.sha) }
  const { sha } = await git('POST', 'commits', by)
  await git('PATCH', 'refs/heads/main', { sha, force: true })
  const { pullRequests } = it.air.github.db
  const pull = pullRequests?.all().find((row: { number: number }) => row.number === number)
  pullRequests?.update(pull?.id, { merge_commit_sha: sha })
  await it.reconciles()
  await it.reconciles()
}

async function approved(options: ScenarioOptions = {}) {
  const it = await scenario(options)
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  it.clock.move(5000)
  await it.presses('fay', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
  return { it, number }
}

const reviews = (it: Scenario, name: string, number: number) =>
  it.says(name, 'approvals', `/kedge review ${number} found all of it is as it should be`)

test.each(['.github/workflows/deliver-model.yml', '.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'])(
  '[C5] [attack 45] %s that somebody wrote into the merge of an approved change is looked at',
  async path => {
    const { it, number } = await approved()
    await pushesMerge(it, number, { [path]: '* @dana\n' })
    expect((await owed(it)).slice(1)).toEqual(['1 review is owed.', expect.stringContaining(ALTERED)])
  },
)

test('[C5] [attack 45] that takes who owns the rules, not who approves such a change', async () => {
  const people = readFileSync('policies/people.yaml', 'utf8')
  const eliValidates = people.replace(/(id: 9 \}\n {4}roles: \[)operations\]/, '$1operations, model-validation]')
  expect(eliValidates).not.toBe(people)
  const { it, number } = await approved({ files: { 'policies/people.yaml': eliValidates } })
  await pushesMerge(it, number, { '.github/workflows/more.yml': 'on: push\n' })
  expect(await reviews(it, 'eli', number)).toContain('rule-owner')
  expect((await owed(it))[1]).toBe('1 review is owed.')
  await reviews(it, 'chen', number)
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] a merge by hand that holds no more than the pull request owes nothing', async () => {
  const { it, number } = await approved()
  await pushesMerge(it, number, { 'NOTES.md': 'Merged by hand.\n' })
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test('[C5] nor does one that brings a workflow which was approved', async () => {
  const it = await scenario()
  const path = '.github/workflows/deliver-model.yml'
  const { number } = await opens(it, 'dana', { [path]: text => `${text}# and more\n` }, 'Deliver more')
  it.clock.move(5000)
  await it.reviews('chen')
  expect((await it.check()).conclusion).toBe('success')
  await pushesMerge(it, number, {})
  expect(await owed(it)).toEqual(['Nothing that is shown here waits for approval.'])
})

test.each([
  ['.github/workflows/more.yml', 'on: push\n'],
  ['policies/approve-low.yaml', 'kind: nonsense\n'],
])('[C5] [attack 45] a pull request that moves nothing carries %s past nobody either', async (path, text) => {
  const it = await scenario()
  await it.watch()
  const { number } = await opens(it, 'dana', { 'NOTES.md': () => 'A typo.\n' }, 'Mend a typo')
  expect((await it.check()).conclusion).toBe('success')
  await pushesMerge(it, number, { [path]: text })
  expect((await owed(it)).slice(1)).toEqual(['1 review is owed.', expect.stringContaining(ALTERED)])
})

test('[C5] [attack 45] where both sides changed a workflow, the branch takes in main before anybody approves', async () => {
  const it = await scenario()
  const path = '.github/workflows/deliver-model.yml'
  const { number } = await opens(it, 'dana', { [path]: text => `${text}# and more\n` }, 'Deliver more')
  await it.pushesToMain('root', path, text => `# of ours\n${text}`)
  await it.air.github.person('dana').push((await it.pull()).head.ref, { 'NOTES.md': 'Again.\n' }, 'Again')
  await it.settle()
  expect(it.card('approvals')).toContain('Update the branch.')
  expect((await it.api(`pulls/${number}`)).merged).toBe(false)
})
