/** Ways around the approvals for whoever pushed to a pull request under another name than their own. */
import { expect, test } from 'vitest'
import type { Call } from '../../src/stand-ins/fault-proxy.ts'
import { opens } from '../scenarios/opens.ts'
import { whileGitHub } from '../scenarios/outages.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const SILENT = 'GitHub does not show everybody who pushed these commits, so nobody can be ruled out.'
const tally = (card: string) => /\d of \d/.exec(card)?.[0]

test('[C5] [attack 23] whoever pushes to it under another name does not count: GitHub says who pushed', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await pushesAsDana(it, person(it, 'fay'), text => text.replace('limit: 25', 'limit: 60'))
  const [{ commit, author }] = await it.api(`commits?sha=${(await it.pull()).head.sha}`)
  expect([author.login, commit.committer.email]).toEqual(['dana', expect.stringContaining('dana')])
  expect(await it.presses('fay', 'Approve')).toContain('You opened, wrote or pushed to this pull request')
  await it.reviews('fay')
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

test('[C12] [attack 27] nor does who pushed to a pull request of Kedge’s own under its name, or forced it away again', async () => {
  const it = await scenario()
  await it.asks()
  const { ref, sha: ours } = (await it.pull()).head
  const bo = it.air.github.person('bo')
  await pushesAsDana(it, person(it, 'bo'), text => `# Nothing to see here.\n${text}`)
  await bo.call('PATCH', `/repos/acme/models/git/refs/heads/${ref}`, { sha: ours, force: true })
  await it.settle()
  expect(await it.presses('bo', 'Approve')).toContain('You opened, wrote or pushed to this pull request')
  const sealed = (await it.events('change')).findLast(({ type }) => type === 'change.sealed')
  const { head } = await it.pull()
  expect(head.sha).toBe(ours)
  expect(sealed?.body).toMatchObject({
    authors: expect.arrayContaining([{ github: bo.id, login: 'bo', role: 'pusher' }]),
  })
})

test('[C12] [attack 27] nobody knows who pushed to a fork: nobody can approve it, and it says what to do', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const pulls = it.air.github.db.pullRequests
  pulls.update(pulls.findOneBy('number', number).id, { head_repo_id: 4711 })
  await it.reconciles()
  const { conclusion, output } = await it.check()
  expect([conclusion, output.title]).toEqual([
    'failure',
    'The branch lies in a fork: GitHub does not show who pushed to it, so nobody can be ruled out.',
  ])
  expect(output.summary).toContain('Push the branch to this repository and open the pull request from there.')
  expect(it.card('approvals')).not.toContain('[ Approve')
  await it.reviews('chen')
  expect((await it.check()).conclusion).toBe('failure')
})

test('[C12] [attack 27] while GitHub has not said who pushed last, nobody may approve; then they may', async () => {
  let silenced = true
  const isSilenced = ({ path }: Call) => silenced && path.includes('/activity?')
  const it = await whileGitHub(call => (isSilenced(call) ? { status: 200, body: [] } : undefined))
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  expect((await it.check()).output.title).toBe(SILENT)
  expect(it.card('approvals')).not.toContain('[ Approve')
  silenced = false
  await it.reconciles()
  expect(await it.presses('fay', 'Approve')).toContain('is recorded')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

test('[C12] (attack 27) same through a bot commit: nobody sees who told a workflow to push, so nobody can approve', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await pushesAsDana(it, workflow(it), text => text.replace('limit: 25', 'limit: 60'))
  const { conclusion, output } = await it.check()
  expect([conclusion, output.title]).toEqual([
    'failure',
    'A bot opened it, or made or pushed its commits, and nobody can see for whom: nobody can be ruled out.',
  ])
  expect(output.summary).toContain('Have a person commit the same, push it to a new branch')
  expect(it.card('approvals')).not.toContain('[ Approve')
  await it.reviews('fay')
  await it.reviews('chen')
  expect((await it.check()).conclusion).toBe('failure')
})

test('[C12] (attack 27) whoever pushed what was merged into it does not count, whatever its commits say', async () => {
  const it = await scenario()
  await mergesFays(it, 'merge')
  const { number } = (await it.api('pulls?state=open'))[0]
  expect(await it.file(MODEL, (await it.api(`pulls/${number}`)).head.ref)).toContain('limit: 60')
  expect(await it.presses('fay', 'Approve')).toContain('You opened, wrote or pushed to this pull request')
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
})

test('[C12] (attack 27) what was squashed into it says nothing of who pushed it: nobody can approve it', async () => {
  const it = await scenario()
  await mergesFays(it, 'squash')
  const { head } = (await it.api('pulls?state=open'))[0]
  const { check_runs } = await it.api(`commits/${head.sha}/check-runs`)
  expect(check_runs).toMatchObject([{ conclusion: 'failure', output: { title: SILENT } }])
  expect(it.card('approvals')).not.toContain('[ Approve')
})

test('[C12] (attack 27) whoever pushed the commit that a branch was made at does not count', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const sha = await faysBranch(it, (await it.pull()).head.sha)
  await it.air.github.person('dana').close(number)
  const dana = person(it, 'dana')
  await dana('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/again', sha })
  await person(it, 'fay')('DELETE', '/repos/acme/models/git/refs/heads/fay', {})
  await dana('POST', '/repos/acme/models/pulls', { head: 'again', base: 'main', title: 'Again', body: '' })
  await it.settle()
  expect(await it.presses('fay', 'Approve')).toContain('You opened, wrote or pushed to this pull request')
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
  expect((await it.api(`commits/${sha}/check-runs`)).check_runs).toMatchObject([{ conclusion: 'success' }])
})

/** Who calls GitHub, and how. */
type Caller = (method: string, path: string, body: unknown) => Promise<{ sha: string; number: number }>

const person = (it: Scenario, name: string): Caller => it.air.github.person(name).call

/** A job with `contents: write`, which anybody starts who may push. */
const workflow =
  ({ air: { github } }: Scenario): Caller =>
  async (method, path, body) => {
    const headers = { authorization: `Bearer ${github.actions.writer}` }
    const answer = await fetch(`${github.url}${path}`, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`)
    return answer.json() as ReturnType<Caller>
  }

/** A commit that says it is Dana’s, pushed by somebody else: to the pull request, or another branch. */
async function pushesAsDana(it: Scenario, by: Caller, change: (text: string) => string, branch?: string) {
  const git = (method: string, path: string, body: unknown) => by(method, `/repos/acme/models/git/${path}`, body)
  const ref = branch ?? (await it.pull()).head.ref
  const { sha: parent } = (await it.api(`git/ref/heads/${ref}`)).object
  const content = change(await it.file(MODEL, ref))
  const { tree: before } = await it.api(`git/commits/${parent}`)
  const entry = { path: MODEL, mode: '100644', type: 'blob', content }
  const { sha: tree } = await git('POST', 'trees', { base_tree: before.sha, tree: [entry] })
  const [{ commit }] = await it.api(`commits?sha=${parent}`)
  const forged = { author: commit.author, committer: commit.author }
  const { sha } = await git('POST', 'commits', { message: 'Mine', tree, parents: [parent], ...forged })
  await git('PATCH', `refs/heads/${ref}`, { sha })
  await it.settle()
  return sha
}

/** Fay goes on from Dana’s commit, under Dana’s name, on a branch of her own. */
async function faysBranch(it: Scenario, sha: string): Promise<string> {
  await person(it, 'fay')('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/fay', sha })
  return pushesAsDana(it, person(it, 'fay'), text => text.replace('limit: 25', 'limit: 60'), 'fay')
}

async function mergesFays(it: Scenario, merge_method: string): Promise<void> {
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const { head } = await it.pull()
  await faysBranch(it, head.sha)
  const pull = { head: 'fay', base: head.ref, title: 'More', body: '' }
  const { number } = await person(it, 'dana')('POST', '/repos/acme/models/pulls', pull)
  await person(it, 'dana')('PUT', `/repos/acme/models/pulls/${number}/merge`, { merge_method })
  await it.settle()
}
