import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { App, Octokit } from 'octokit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type GitHubStandIn, startGitHub } from '../../src/stand-ins/github.ts'
import type { DispatchedRun } from '../../src/stand-ins/github-workflows.ts'

const run = promisify(execFile)
const here = { owner: 'acme', repo: 'models' }
const workflow = `name: Deliver
run-name: deliver \${{ inputs.model }} \${{ github.event.inputs.version }}
on:
  workflow_dispatch:
    inputs:
      model: { required: true }
      version: { default: latest }
`
const lines = (edit: Record<number, string> = {}) =>
  Array.from({ length: 20 }, (_, n) => `${edit[n + 1] ?? `line ${n + 1}`}\n`).join('')

interface Heard {
  readonly event: string
  readonly guid: string
  readonly signature: string
  readonly body: string
  // biome-ignore lint/suspicious/noExplicitAny: a webhook's payload as it came.
  readonly payload: any
}

const heard: Heard[] = []
const dispatched: DispatchedRun[] = []
let gh: GitHubStandIn
let bot: Octokit
let clock = new Date('2001-04-16T06:00:00Z')
let count = 0

const receiver = http.createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  const header = (name: string) => String(request.headers[name])
  const [event, guid] = [header('x-github-event'), header('x-github-delivery')]
  heard.push({ event, guid, signature: header('x-hub-signature-256'), body, payload: JSON.parse(body) })
  response.end()
})

const quiet = { throttle: { enabled: false }, retry: { enabled: false } }
const octokit = (auth: string) => new Octokit({ auth, baseUrl: gh.url, ...quiet })
const statusOf = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (error: { status: number }) => error.status,
  )
const events = () => heard.map(h => [h.event, h.payload.action].filter(Boolean).join(' '))

/** A branch with one change and its pull request. */
async function proposal(files: Record<string, string>, by = 'ana') {
  const branch = `change-${++count}`
  const sha = await gh.person(by).push(branch, files, `Change ${count}`)
  return { branch, sha, n: await gh.person(by).open(branch, `Change ${count}`) }
}

beforeAll(async () => {
  gh = await startGitHub({
    ...here,
    people: [
      { login: 'ana', name: 'Ana', email: 'ana@acme.test' },
      { login: 'bo', name: 'Bo', email: 'bo@acme.test' },
      { login: 'root', name: 'Root', email: 'root@acme.test', admin: true },
      { login: 'eve', name: 'Eve', email: 'eve@elsewhere.test', outsider: true },
    ],
    now: () => clock,
    webhookSecret: 'secret',
    onDispatch: asked => {
      dispatched.push(asked)
      return asked.inputs.model === 'slow' ? undefined : 'success'
    },
  })
  const files = { 'a.txt': lines(), 'b.txt': 'b\n', 'bin/run.sh': 'true\n', '.github/workflows/deliver.yml': workflow }
  await gh.seedRepository({ files, message: 'First' })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  gh.setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`)
  const { id, privateKey, installation } = gh.app
  const app = new App({ appId: id, privateKey, Octokit: Octokit.defaults({ baseUrl: gh.url, ...quiet }) })
  bot = (await app.getInstallationOctokit(installation)) as unknown as Octokit
  appJwt = app.octokit
})
let appJwt: Octokit

beforeEach(async () => {
  await gh.settled()
  gh.onWebhook(() => 1)
  heard.length = 0
  dispatched.length = 0
})
afterAll(async () => {
  await gh.close()
  receiver.close()
})

const read = async (path: string, ref = 'main') => {
  const answer = await bot.rest.repos.getContent({ ...here, path, ref, mediaType: { format: 'raw' } })
  return String(answer.data)
}

describe('merging', () => {
  test('two pull requests merged one after the other keep both changes, also within one file', async () => {
    const one = await proposal({ 'a.txt': lines({ 2: 'one' }), 'one.txt': '1\n' })
    const two = await proposal({ 'a.txt': lines({ 18: 'two' }), 'b.txt': 'two\n' })
    await gh.person('bo').merge(one.n)
    await gh.person('bo').merge(two.n, { merge_method: 'squash' })
    expect(await read('a.txt')).toBe(lines({ 2: 'one', 18: 'two' }))
    expect([await read('one.txt'), await read('b.txt')]).toEqual(['1\n', 'two\n'])
    const { data } = await bot.rest.repos.listCommits({ ...here, sha: 'main' })
    expect(data[0]).toMatchObject({ parents: [{}], author: { login: 'bo' }, committer: { login: 'web-flow' } })
  })

  test('two merges at the same moment never undo each other', async () => {
    const one = await proposal({ 'left.txt': 'left\n' })
    const two = await proposal({ 'right.txt': 'right\n' })
    const answers = await Promise.all([one, two].map(p => statusOf(gh.person('bo').merge(p.n))))
    for (const [at, p] of [one, two].entries()) if (answers[at] === 405) await gh.person('bo').merge(p.n)
    expect([await read('left.txt'), await read('right.txt')]).toEqual(['left\n', 'right\n'])
  })

  test('a conflict is 405, and the pull request says so', async () => {
    const one = await proposal({ 'c.txt': 'one\n' })
    const two = await proposal({ 'c.txt': 'two\n' })
    await gh.person('bo').merge(one.n)
    await expect(gh.person('bo').merge(two.n)).rejects.toMatchObject({ status: 405, message: /merge conflicts/ })
    const { data } = await bot.rest.pulls.get({ ...here, pull_number: two.n })
    expect(data).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
  })

  test('a sha that is not the head any more is 409; merged, closed and draft ones are 405', async () => {
    const { n, branch, sha } = await proposal({ 'd.txt': '1\n' })
    await gh.person('bo').push(branch, { 'd.txt': '2\n' }, 'More')
    expect(await statusOf(bot.rest.pulls.merge({ ...here, pull_number: n, sha }))).toBe(409)
    await gh.person('ana').call('PATCH', `/repos/acme/models/pulls/${n}`, { draft: true })
    expect(await statusOf(gh.person('bo').merge(n))).toBe(405)
    await gh.person('ana').close(n)
    expect(await statusOf(gh.person('bo').merge(n))).toBe(405)
  })

  test('update-branch merges the base into the head, as a push', async () => {
    const mine = await proposal({ 'e.txt': 'e\n' })
    await gh.person('bo').merge((await proposal({ 'f.txt': 'f\n' })).n)
    await gh.settled()
    heard.length = 0
    await gh.person('ana').updateBranch(mine.n)
    await gh.settled()
    expect(events()).toContain('pull_request synchronize')
    expect([await read('e.txt', mine.branch), await read('f.txt', mine.branch)]).toEqual(['e\n', 'f\n'])
    expect(await statusOf(gh.person('ana').updateBranch(mine.n))).toBe(422)
  })
})

test('every move of a branch is kept with whoever made it, whatever its commits say', async () => {
  const { n, branch, sha } = await proposal({ 'moved.txt': '1\n' })
  const second = await gh.person('bo').push(branch, { 'moved.txt': '2\n' }, 'Second')
  const root = gh.person('root')
  await root.call('PATCH', `/repos/acme/models/git/refs/heads/${branch}`, { sha, force: true })
  const content = Buffer.from('x\n').toString('base64')
  const put = { message: 'In the web', content, branch }
  const { commit } = await gh.person('bo').call('PUT', '/repos/acme/models/contents/moved-too.txt', put)
  const base = await tipOf('main')
  const merged = await root.merge(n)
  await bot.rest.git.deleteRef({ ...here, ref: `heads/${branch}` })
  const moves = async (ref: string) =>
    (await bot.paginate(bot.rest.repos.listActivities, { ...here, ref, per_page: 2 })).map(it => [
      ...[it.activity_type, it.actor?.login, it.before, it.after],
    ])
  const nothing = '0'.repeat(40)
  expect(await moves(`refs/heads/${branch}`)).toEqual([
    ['branch_deletion', gh.bot.login, commit.sha, nothing],
    ['push', 'bo', sha, commit.sha],
    ['force_push', 'root', second, sha],
    ['push', 'bo', sha, second],
    ['branch_creation', 'ana', nothing, sha],
  ])
  expect((await moves('main'))[0]).toEqual(['pr_merge', 'root', base, merged.sha])
})

describe('pull requests and reviews', () => {
  test('a push moves the head, sends synchronize, and the lists and counts are real', async () => {
    const { n, branch, sha } = await proposal({ 'g.txt': '1\n2\n' })
    await gh.settled()
    heard.length = 0
    const after = await gh.person('bo').push(branch, { 'g.txt': '1\n3\n', 'h.txt': 'h\n' }, 'By Bo')
    await gh.settled()
    const { payload } = heard.find(h => h.payload.action === 'synchronize') as Heard
    expect(payload).toMatchObject({ number: n, before: sha, after, pull_request: { head: { sha: after }, commits: 2 } })
    const { data } = await bot.rest.pulls.get({ ...here, pull_number: n })
    expect(data).toMatchObject({ commits: 2, changed_files: 2, additions: 3, deletions: 0, mergeable: true })
    const files = await bot.paginate(bot.rest.pulls.listFiles, { ...here, pull_number: n, per_page: 1 })
    expect(files.map(f => [f.filename, f.status, f.patch])).toEqual([
      ['g.txt', 'added', '@@ -0,0 +1,2 @@\n+1\n+3'],
      ['h.txt', 'added', '@@ -0,0 +1,1 @@\n+h'],
    ])
    const commits = await bot.rest.pulls.listCommits({ ...here, pull_number: n })
    expect(commits.data.map(c => [c.author?.login, c.commit.message])).toEqual([
      ['ana', `Change ${count}`],
      ['bo', 'By Bo'],
    ])
  })

  test('opening is refused without a head, without commits, and twice', async () => {
    const { branch } = await proposal({ 'i.txt': 'i\n' })
    const open = (head: string, base = 'main') => bot.rest.pulls.create({ ...here, head, base, title: 'x' })
    await expect(open('nowhere')).rejects.toMatchObject({ status: 422, message: /"field":"head"/ })
    await expect(open(branch)).rejects.toMatchObject({ status: 422, message: /already exists for acme:/ })
    await bot.rest.git.createRef({ ...here, ref: 'refs/heads/empty', sha: await tipOf('main') })
    await expect(open('empty')).rejects.toMatchObject({ status: 422, message: /No commits between main and empty/ })
  })

  test('nobody reviews their own pull request', async () => {
    const { n } = await proposal({ 'j.txt': 'j\n' })
    await expect(gh.person('ana').review(n, 'APPROVE')).rejects.toMatchObject({ status: 422, message: /your own/ })
    await expect(gh.person('ana').review(n, 'REQUEST_CHANGES', 'no')).rejects.toMatchObject({ status: 422 })
    expect(await gh.person('bo').review(n, 'APPROVE')).toMatchObject({ state: 'APPROVED', user: { id: gh.ids.bo } })
  })

  test('a dismissed review keeps its words', async () => {
    const { n } = await proposal({ 'x.txt': 'x\n' })
    const { id } = await gh.person('bo').review(n, 'REQUEST_CHANGES', 'Too soon')
    await gh.person('ana').dismiss(n, id, 'It is not')
    const { data } = await bot.rest.pulls.listReviews({ ...here, pull_number: n })
    expect(data).toMatchObject([{ id, state: 'DISMISSED', body: 'Too soon', user: { login: 'bo' } }])
    await expect(gh.person('ana').dismiss(n, id, 'Again')).rejects.toMatchObject({ status: 422 })
    const told = await bot.rest.issues.listEvents({ ...here, issue_number: n })
    const dismissed_review = { state: 'changes_requested', review_id: id, dismissal_message: 'It is not' }
    expect(told.data).toMatchObject([{ event: 'review_dismissed', actor: { id: gh.ids.ana }, dismissed_review }])
    await gh.settled()
    const said = heard.filter(h => h.event === 'pull_request_review').map(h => h.payload)
    expect(said.map(p => [p.action, p.review.state, p.sender.login])).toEqual([
      ['submitted', 'changes_requested', 'bo'],
      ['dismissed', 'dismissed', 'ana'],
    ])
  })

  test('a deleted branch closes its pull request', async () => {
    const { n, branch } = await proposal({ 'r.txt': 'r\n' })
    await bot.rest.git.deleteRef({ ...here, ref: `heads/${branch}` })
    await gh.settled()
    expect((await bot.rest.pulls.get({ ...here, pull_number: n })).data).toMatchObject({
      state: 'closed',
      merged: false,
    })
    expect(events()).toEqual(expect.arrayContaining(['delete', 'pull_request closed']))
  })

  test('a commit knows the pull request that brought it', async () => {
    const { n, sha } = await proposal({ 's.txt': 's\n' })
    const merged = await gh.person('bo').merge(n)
    const find = (commit_sha: string) => bot.rest.repos.listPullRequestsAssociatedWithCommit({ ...here, commit_sha })
    for (const commit of [sha, merged.sha]) expect((await find(commit)).data.map(p => p.number)).toEqual([n])
    const direct = await gh.person('root').push('main', { 't.txt': 't\n' }, 'Direct')
    expect((await find(direct)).data).toEqual([])
  })

  test('its issue events say when it was closed, opened again, made a draft, ready and given another base, and by whom', async () => {
    const { n } = await proposal({ 'turns.txt': 't\n' })
    const was = clock
    const at = (day: number) => new Date(was.getTime() + day * 86_400_000)
    const change = (body: object) => gh.person('ana').call('PATCH', `/repos/acme/models/pulls/${n}`, body)
    await bot.rest.git.createRef({ ...here, ref: 'refs/heads/another', sha: await tipOf('main') })
    const bodies = [{ draft: true }, { draft: false }, { state: 'closed' }, { state: 'open' }, { base: 'another' }]
    for (const [i, body] of bodies.entries()) {
      clock = at(i)
      await change(body)
    }
    clock = was
    const { data } = await bot.rest.issues.listEvents({ ...here, issue_number: n })
    expect(data).toMatchObject(
      ['convert_to_draft', 'ready_for_review', 'closed', 'reopened', 'base_ref_changed'].map((event, i) => ({
        event,
        actor: { id: gh.ids.ana, login: 'ana' },
        created_at: at(i).toISOString(),
        url: expect.stringMatching(/\/repos\/acme\/models\/issues\/events\/\d+$/),
        commit_id: null,
      })),
    )
  })

  test('a merge is told there with the commit that was merged, and page by page', async () => {
    const { n, sha } = await proposal({ 'pages.txt': 'p\n' })
    await gh.person('bo').merge(n)
    const asked = (page: number) => bot.rest.issues.listEvents({ ...here, issue_number: n, per_page: 1, page })
    const [first, second] = [await asked(1), await asked(2)]
    expect(first.data).toMatchObject([{ event: 'merged', commit_id: sha, actor: { login: 'bo' } }])
    expect(first.headers.link).toContain('page=2')
    expect(second.data).toMatchObject([{ event: 'closed', commit_id: null }])
    expect(second.headers.link).toBeUndefined()
  })

  test('another base and a draft are told', async () => {
    const { n } = await proposal({ 'k.txt': 'k\n' })
    await bot.rest.git.createRef({ ...here, ref: 'refs/heads/other', sha: await tipOf('main') })
    const change = (body: object) => gh.person('ana').call('PATCH', `/repos/acme/models/pulls/${n}`, body)
    await change({ base: 'other' })
    await change({ draft: true })
    await gh.settled()
    expect(events()).toEqual(expect.arrayContaining(['pull_request edited', 'pull_request converted_to_draft']))
    expect(heard.find(h => h.payload.changes)?.payload.changes.base.ref.from).toBe('main')
    expect(await statusOf(change({ base: 'missing' }))).toBe(422)
  })
})

describe('checks and protection', () => {
  const check = (octo: Octokit, head_sha: string, conclusion: 'success' | 'failure') =>
    octo.rest.checks.create({ ...here, name: 'kedge', head_sha, status: 'completed', conclusion })

  test('a required check must come from the App it names, and be green', async () => {
    await gh.requireCheck()
    const { n, sha } = await proposal({ 'l.txt': 'l\n' })
    const merge = () => statusOf(bot.rest.pulls.merge({ ...here, pull_number: n, sha }))
    expect(await merge()).toBe(405)
    await check(octokit(gh.actions.token), sha, 'success')
    expect(await merge()).toBe(405)
    await check(bot, sha, 'failure')
    expect(await merge()).toBe(405)
    expect((await bot.rest.pulls.get({ ...here, pull_number: n })).data.mergeable_state).toBe('blocked')
    await check(bot, sha, 'success')
    expect(await merge()).toBe(200)
    const { data } = await bot.rest.checks.listForRef({ ...here, ref: sha, filter: 'all' })
    expect(data.check_runs.map(r => [r.app?.slug, r.app?.id])).toEqual([
      ['kedge', gh.app.id],
      ['kedge', gh.app.id],
      ['github-actions', gh.actions.id],
    ])
    await gh.settled()
    expect(heard.find(h => h.event === 'check_run')?.payload.check_run.app.slug).toBe('github-actions')
  })

  test('a strict protection wants the base in the head', async () => {
    await gh.requireCheck({ strict: true })
    const { n, sha, branch } = await proposal({ 'u.txt': 'u\n' })
    await gh.person('root').call('DELETE', '/repos/acme/models/branches/main/protection')
    await gh.person('root').push('main', { 'v.txt': 'v\n' }, 'Direct')
    await gh.requireCheck({ strict: true })
    await check(bot, sha, 'success')
    expect((await bot.rest.pulls.get({ ...here, pull_number: n })).data.mergeable_state).toBe('behind')
    expect(await statusOf(gh.person('bo').merge(n))).toBe(405)
    await gh.person('ana').updateBranch(n)
    await check(bot, await tipOf(branch), 'success')
    expect(await statusOf(gh.person('bo').merge(n))).toBe(200)
  })

  test('nobody pushes past a protection, not even an administrator', async () => {
    expect(await statusOf(gh.person('root').push('main', { 'w.txt': 'w\n' }, 'Direct'))).toBe(409)
  })

  test('an administrator passes by only where the protection leaves them out', async () => {
    const { n } = await proposal({ 'm.txt': 'm\n' })
    expect(await statusOf(gh.person('root').merge(n))).toBe(405)
    await gh.requireCheck({ admins: false })
    expect(await statusOf(gh.person('bo').merge(n))).toBe(405)
    expect(await statusOf(gh.person('root').merge(n))).toBe(200)
  })

  test('classic protection names the App, and is no ruleset', async () => {
    await gh.requireCheck()
    const branch = { ...here, branch: 'main' }
    expect((await bot.rest.repos.getBranchProtection(branch)).data.required_status_checks?.checks).toEqual([
      { context: 'kedge', app_id: gh.app.id },
    ])
    expect((await bot.rest.repos.getBranchRules(branch)).data).toEqual([])
    expect((await bot.rest.repos.getRepoRulesets(here)).data).toEqual([])
    await gh.person('root').call('DELETE', '/repos/acme/models/branches/main/protection')
  })

  describe('rulesets', () => {
    const wanted = (integration_id?: number) => ({
      type: 'required_status_checks',
      parameters: {
        required_status_checks: [{ context: 'kedge', ...(integration_id && { integration_id }) }],
        strict_required_status_checks_policy: false,
      },
    })
    const withRuleset = async (ruleset: Parameters<typeof gh.addRuleset>[0], act: (id: number) => Promise<void>) => {
      const id = await gh.addRuleset(ruleset)
      await act(id).finally(() => gh.person('root').call('DELETE', `/repos/acme/models/rulesets/${id}`))
    }

    test('demand a check of one App, are listed page by page, and stop pushes', async () => {
      const { n, sha } = await proposal({ 'rs.txt': '1\n' })
      await withRuleset({ rules: [wanted(gh.app.id), { type: 'deletion' }] }, async id => {
        const paged = (page: number) => bot.rest.repos.getBranchRules({ ...here, branch: 'main', per_page: 1, page })
        expect((await paged(1)).data).toMatchObject([{ type: 'required_status_checks', ruleset_id: id }])
        expect((await paged(1)).headers.link).toContain('rel="next"')
        expect((await paged(2)).data).toMatchObject([{ type: 'deletion' }])
        await check(octokit(gh.actions.token), sha, 'success')
        expect(await statusOf(gh.person('bo').merge(n))).toBe(405)
        expect(await statusOf(gh.person('root').push('main', { 'w.txt': 'w\n' }, 'Direct'))).toBe(422)
        await check(bot, sha, 'success')
        expect(await statusOf(gh.person('bo').merge(n))).toBe(200)
      })
    })

    test('hold nobody back who may pass; everybody learns about themselves, administrators about all', async () => {
      const { n } = await proposal({ 'rt.txt': '1\n' })
      const passers = [{ actor_type: 'OrganizationAdmin' }]
      await withRuleset({ rules: [wanted(gh.app.id)], passers }, async ruleset_id => {
        const seen = async (octo: Octokit) => (await octo.rest.repos.getRepoRuleset({ ...here, ruleset_id })).data
        expect(await seen(bot)).toMatchObject({ current_user_can_bypass: 'never' })
        expect(await seen(bot)).not.toHaveProperty('bypass_actors')
        expect(await seen(octokit(gh.person('root').token))).toMatchObject({
          current_user_can_bypass: 'always',
          bypass_actors: passers,
        })
        expect(await statusOf(gh.person('bo').merge(n))).toBe(405)
        expect(await statusOf(gh.person('root').merge(n))).toBe(200)
      })
    })

    test('that are not active, or of another branch, demand nothing', async () => {
      const { n } = await proposal({ 'ru.txt': '1\n' })
      await withRuleset({ rules: [wanted()], enforcement: 'evaluate' }, () =>
        withRuleset({ rules: [wanted()], branch: 'other' }, async () => {
          expect(await statusOf(gh.person('bo').merge(n))).toBe(200)
        }),
      )
    })

    test('take a status by anybody where no App is named, demand reviews, and can want a queue', async () => {
      const { n, sha } = await proposal({ 'rv.txt': '1\n' })
      const status = (octo: Octokit, state: 'success' | 'failure') =>
        octo.rest.repos.createCommitStatus({ ...here, sha, state, context: 'kedge' })
      const merge = () => statusOf(gh.person('bo').merge(n))
      await withRuleset({ rules: [wanted(gh.app.id)] }, async () => {
        await status(octokit(gh.person('ana').token), 'success')
        expect(await merge()).toBe(405)
      })
      const reviews = { type: 'pull_request', parameters: { required_approving_review_count: 1 } }
      await withRuleset({ rules: [wanted(), reviews] }, async () => {
        expect(await merge()).toBe(405)
        await gh.person('bo').review(n, 'APPROVE', 'Yes.')
        await status(octokit(gh.person('ana').token), 'failure')
        expect(await merge()).toBe(405)
        await status(octokit(gh.person('ana').token), 'success')
        await withRuleset({ rules: [{ type: 'merge_queue', parameters: {} }] }, async () => {
          expect(await merge()).toBe(405)
        })
        expect(await merge()).toBe(200)
      })
    })
  })

  test('people cannot make check runs, and no App changes the run of another', async () => {
    const head_sha = await tipOf('main')
    expect(await statusOf(check(octokit(gh.person('root').token), head_sha, 'success'))).toBe(403)
    const mine = await check(bot, head_sha, 'failure')
    const forged = { ...here, check_run_id: mine.data.id, conclusion: 'success' as const }
    expect(await statusOf(octokit(gh.actions.token).rest.checks.update(forged))).toBe(403)
  })

  test('annotations of an update are added, at most fifty at a time', async () => {
    const head_sha = await tipOf('main')
    const { data } = await check(bot, head_sha, 'failure')
    const note = { path: 'a.txt', start_line: 1, end_line: 1, annotation_level: 'failure' as const, message: 'x' }
    const add = (times: number) =>
      bot.rest.checks.update({
        ...here,
        check_run_id: data.id,
        output: { title: 't', summary: 's', annotations: Array(times).fill(note) },
      })
    await add(50)
    await add(3)
    expect(await statusOf(add(51))).toBe(422)
    const all = await bot.paginate(bot.rest.checks.listAnnotations, { ...here, check_run_id: data.id, per_page: 40 })
    expect(all).toHaveLength(53)
  })
})

describe('webhooks', () => {
  test('each has an id and a signature of its own', async () => {
    await proposal({ 'n.txt': 'n\n' })
    await gh.settled()
    expect(events().sort()).toEqual(['create', 'pull_request opened', 'push'])
    expect(new Set(heard.map(h => h.guid)).size).toBe(3)
    for (const { body, signature } of heard) {
      expect(signature).toBe(`sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`)
    }
    const opened = heard.find(h => h.event === 'pull_request')?.payload
    expect(opened).toMatchObject({ number: opened.pull_request.number, installation: { id: gh.app.installation } })
  })

  test('the App says where they go, and of its secret only that there is one', async () => {
    const { data } = await appJwt.request('GET /app/hook/config')
    expect(data).toMatchObject({ content_type: 'json', insecure_ssl: '0', secret: '********' })
    expect(data.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/)
    const stranger = await fetch(`${gh.url}/app/hook/config`, {
      headers: { authorization: `Bearer ${gh.actions.token}` },
    })
    expect(stranger.status).toBe(401)
  })

  test('a webhook can be lost or doubled, is in the log, and can be sent again', async () => {
    gh.onWebhook(d => (d.event === 'push' ? 0 : 2))
    await proposal({ 'o.txt': 'o\n' })
    await gh.settled()
    expect(events().sort()).toEqual(['create', 'create', 'pull_request opened', 'pull_request opened'])
    expect(new Set(heard.map(h => h.guid)).size).toBe(2)
    const { data } = await appJwt.request('GET /app/hook/deliveries', { per_page: 10 })
    const lost = data.find(d => d.event === 'push')
    expect(lost?.status_code).toBe(502)
    const attempt = 'POST /app/hook/deliveries/{delivery_id}/attempts'
    await appJwt.request(attempt, { delivery_id: lost?.id as number })
    await gh.settled()
    expect(heard.find(h => h.event === 'push')?.guid).toBe(lost?.guid)
  })
})

describe('workflows', () => {
  const dispatch = (inputs: Record<string, string>) =>
    bot.rest.actions.createWorkflowDispatch({ ...here, workflow_id: 'deliver.yml', ref: 'main', inputs })
  const newest = async () => {
    const { data } = await bot.rest.actions.listWorkflowRuns({ ...here, workflow_id: 'deliver.yml' })
    return data.workflow_runs.toSorted((a, b) => b.id - a.id)[0]
  }

  test('a dispatch is a run with its title, and the owner plays the runner', async () => {
    await dispatch({ model: 'flight-delay', version: '1.0.0' })
    await gh.settled()
    expect(dispatched).toMatchObject([
      { workflow: '.github/workflows/deliver.yml', ref: 'main', inputs: { model: 'flight-delay', version: '1.0.0' } },
    ])
    expect(await newest()).toMatchObject({
      display_title: 'deliver flight-delay 1.0.0',
      event: 'workflow_dispatch',
      status: 'completed',
      conclusion: 'success',
      created_at: clock.toISOString(),
    })
    expect(events()).toEqual(['workflow_run requested', 'workflow_run in_progress', 'workflow_run completed'])
    expect(heard.at(-1)?.payload.workflow_run.display_title).toBe('deliver flight-delay 1.0.0')
  })

  test('a run nobody ends stays queued until it is completed', async () => {
    await dispatch({ model: 'slow' })
    await gh.settled()
    const found = await newest()
    expect(found).toMatchObject({ status: 'queued', display_title: 'deliver slow latest' })
    await gh.completeRun(found?.id as number, 'failure')
    expect(await newest()).toMatchObject({ status: 'completed', conclusion: 'failure' })
  })

  test('inputs the workflow does not know, or needs, are refused', async () => {
    await expect(dispatch({ model: 'x', other: 'y' })).rejects.toMatchObject({ status: 422, message: /\["other"\]/ })
    await expect(dispatch({})).rejects.toMatchObject({ status: 422, message: /'model' not provided/ })
  })
})

describe('git', () => {
  test('a clone is what git would have made, and so is the tarball', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedge-test-'))
    try {
      const clone = join(folder, 'clone')
      await run('git', ['clone', '-q', gh.cloneUrl, clone])
      await run('git', ['-C', clone, 'fsck', '--strict'])
      expect(await readFile(join(clone, 'a.txt'), 'utf8')).toBe(await read('a.txt'))
      expect((await run('git', ['-C', clone, 'rev-parse', 'HEAD'])).stdout.trim()).toBe(await tipOf('main'))
      const { data } = await bot.rest.repos.downloadTarballArchive({ ...here, ref: 'main' })
      await writeFile(join(folder, 'all.tar.gz'), Buffer.from(data as ArrayBuffer))
      await run('tar', ['-xzf', 'all.tar.gz'], { cwd: folder })
      const top = `acme-models-${(await tipOf('main')).slice(0, 7)}`
      expect(await readdir(folder)).toContain(top)
      expect(await readFile(join(folder, top, 'bin/run.sh'), 'utf8')).toBe('true\n')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('a private repository is not cloned without a password', async () => {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' }
    const bare = gh.cloneUrl.replace(/\/\/.*@/, '//')
    await expect(run('git', ['ls-remote', bare], { env })).rejects.toThrow(/could not read Username/)
  })

  test('of two writers on one parent the second is refused', async () => {
    const sha = await tipOf('main')
    const { data } = await bot.rest.git.getCommit({ ...here, commit_sha: sha })
    const commit = (message: string) =>
      bot.rest.git.createCommit({ ...here, message, tree: data.tree.sha, parents: [sha] })
    const [one, two] = await Promise.all([commit('one'), commit('two')])
    await bot.rest.git.createRef({ ...here, ref: 'refs/heads/record', sha })
    await bot.rest.git.updateRef({ ...here, ref: 'heads/record', sha: one.data.sha })
    await expect(bot.rest.git.updateRef({ ...here, ref: 'heads/record', sha: two.data.sha })).rejects.toMatchObject({
      status: 422,
      message: /not a fast.?forward/i,
    })
  })
})

describe('who comes in', () => {
  test('an unknown token is 401, a stranger sees nothing, and nobody runs out of calls', async () => {
    expect(await statusOf(octokit('tok_unknown').rest.users.getAuthenticated())).toBe(401)
    expect(await statusOf(octokit(gh.person('eve').token).rest.repos.get(here))).toBe(404)
    const { headers } = await bot.rest.repos.get(here)
    expect(headers['x-ratelimit-remaining']).toBeUndefined()
  })

  test('the App finds its repositories, and people by id', async () => {
    const { data } = await bot.rest.apps.listReposAccessibleToInstallation()
    expect(data.repositories.map(r => r.full_name)).toEqual(['acme/models'])
    expect((await bot.request('GET /user/{account_id}', { account_id: gh.ids.bo as number })).data.login).toBe('bo')
    expect(gh.ids).toEqual({ ana: 3, bo: 4, root: 5, eve: 6 })
  })

  test('what did not change since its ETag is 304', async () => {
    const first = await bot.rest.pulls.list({ ...here, state: 'all' })
    const again = () => bot.rest.pulls.list({ ...here, state: 'all', headers: { 'if-none-match': first.headers.etag } })
    await expect(again()).rejects.toMatchObject({ status: 304 })
    await proposal({ 'p.txt': 'p\n' })
    expect((await again()).status).toBe(200)
  })
})

test('an owner has more repositories, each with its own pull requests', async () => {
  const people = [{ login: 'ana', name: 'Ana', email: 'ana@acme.test' }]
  const it = await startGitHub({ ...here, otherRepositories: ['delay'], people, webhookSecret: 's' })
  await it.seedRepository({ repo: 'delay', files: { 'train.py': 'pass\n' }, message: 'First' })
  await it.person('ana', 'delay').push('better', { 'train.py': 'fit()\n' }, 'Better')
  expect(await it.person('ana', 'delay').open('better', 'Better')).toBe(1)
  expect(await it.person('ana').call('GET', '/repos/acme/models/pulls')).toEqual([])
  await it.close()
})

test('two can be started at the same moment', async () => {
  const start = (repo: string) => startGitHub({ owner: 'acme', repo, people: [], webhookSecret: 's' })
  const both = await Promise.all([start('one'), start('two')])
  for (const it of both) await it.seedRepository({ files: { 'README.md': it.cloneUrl }, message: 'First' })
  expect(new Set(both.map(it => it.url)).size).toBe(2)
  for (const it of both) await it.close()
})

test('pull requests, reviews and commits follow the clock', async () => {
  clock = new Date('2001-04-17T09:00:00Z')
  const { n, sha } = await proposal({ 'q.txt': 'q\n' })
  clock = new Date('2001-04-17T10:00:00Z')
  expect((await gh.person('bo').review(n, 'APPROVE')).submitted_at).toBe('2001-04-17T10:00:00.000Z')
  clock = new Date('2001-04-17T11:00:00Z')
  const merged = await gh.person('bo').merge(n)
  const { data } = await bot.rest.pulls.get({ ...here, pull_number: n })
  expect([data.created_at, data.merged_at, data.closed_at].map(at => at?.slice(11, 16))).toEqual([
    '09:00',
    '11:00',
    '11:00',
  ])
  const dates = [sha, merged.sha].map(async commit_sha => {
    const { data: commit } = await bot.rest.git.getCommit({ ...here, commit_sha })
    return commit.committer.date
  })
  expect(await Promise.all(dates)).toEqual(['2001-04-17T09:00:00.000Z', '2001-04-17T11:00:00.000Z'])
})

async function tipOf(branch: string): Promise<string> {
  return (await bot.rest.git.getRef({ ...here, ref: `heads/${branch}` })).data.object.sha
}
