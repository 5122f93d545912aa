import { generateKeyPairSync } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OutsideError } from '../../src/core/outside.ts'
import { ProblemError } from '../../src/core/problem.ts'
import type { GitHubHands } from '../../src/edges/github.ts'
import type { Call } from '../../src/stand-ins/fault-proxy.ts'
import { type Fixture, faultOf, fixture } from './github-fixture.ts'

let f: Fixture
let count = 0

beforeAll(async () => {
  f = await fixture()
})
afterEach(() => f.door.rule(() => undefined))
afterAll(() => f.close())

const check = (head: string) => ({ name: 'kedge', head, title: 'Waits', summary: 'For two.' })

/** A branch with one commit made by us, and its pull request. */
async function proposal(edge = f.edge) {
  const branch = `kedge/change-${++count}`
  const content = { [`models/c${count}.yaml`]: `id: c${count}\n` }
  const { commit: parent } = await edge.see.repository()
  const { sha } = await edge.do.commitFiles({ parent, message: `Change ${count}`, files: content })
  await edge.do.createBranch(branch, sha)
  const { number } = await edge.do.createPull({ branch, base: 'main', title: `Change ${count}`, body: 'Because.' })
  return { branch, sha, number, parent }
}

describe('a change’s way', () => {
  test('from a commit no branch shows to a merged pull request', async () => {
    const { branch, sha, number } = await proposal()
    const open = await f.edge.see.pullOfBranch(branch)
    expect(open).toEqual({
      ...{ number, branch, head: sha, base: 'main', state: 'open', draft: false, fork: false },
      url: expect.stringContaining(`/pull/${number}`),
      author: { ...f.gh.bot, bot: true },
      ...{ title: 'Change 1', body: 'Because.', mergeable: 'yes', reviewers: [] },
    })
    await f.edge.do.updatePull(number, { title: 'Go back', body: 'Because of that.' })
    const merged = await f.edge.do.merge({ number, head: sha, title: 'Merge it', message: 'Approved by two.' })
    const after = await f.edge.see.pull(number)
    expect(after).toMatchObject({ state: 'merged', mergeCommit: merged.sha, mergedBy: f.gh.bot })
    expect((await f.edge.see.repository()).commit).toBe(merged.sha)
    const body = (await f.gh.person('ana').call('GET', `/repos/acme/models/pulls/${number}`)).body
    const commit = await f.gh.person('ana').call('GET', `/repos/acme/models/git/commits/${merged.sha}`)
    expect([body, commit.message]).toEqual(['Because of that.', 'Merge it\n\nApproved by two.'])
    expect(commit.parents).toHaveLength(2)
  })

  test('a branch without a pull request has none, and one of several is the newest', async () => {
    expect(await f.edge.see.pullOfBranch('nowhere')).toBeUndefined()
    const { branch, number } = await proposal()
    await f.gh.person('ana').close(number)
    expect(await f.edge.see.pullOfBranch(branch)).toMatchObject({ number, state: 'closed' })
    const again = await f.edge.do.createPull({ branch, base: 'main', title: 'Again', body: '' })
    expect(await f.edge.see.pullOfBranch(branch)).toMatchObject({ number: again.number, state: 'open' })
  })

  test('creating a branch that is there already is fine on the same commit and moved on another', async () => {
    const { branch, sha, parent } = await proposal()
    expect(await faultOf(f.edge.do.createBranch(branch, sha))).toBe('fine')
    expect(await faultOf(f.edge.do.createBranch(branch, parent))).toBe('moved')
  })
})

describe('reviews', () => {
  test('come on all pages, oldest first, with the head they were given for', async () => {
    const { number, sha } = await proposal()
    const [ana, bo] = [f.gh.person('ana'), f.gh.person('bo')]
    for (let n = 0; n < 101; n++) await ana.review(number, 'COMMENT', `Comment ${n}`)
    const approval = await bo.review(number, 'APPROVE')
    await ana.review(number, 'REQUEST_CHANGES', 'No.')
    await bo.dismiss(number, approval.id, 'Stale.')
    const reviews = await f.edge.see.reviews(number)
    expect(await f.edge.see.turns(number)).toEqual([
      { to: 'dismissed', at: expect.any(String), review: approval.id, was: 'approved' },
    ])
    expect(reviews).toHaveLength(103)
    expect(reviews.slice(-2)).toEqual([
      {
        id: approval.id,
        user: { id: bo.id, login: 'bo', bot: false },
        state: 'dismissed',
        head: sha,
        at: expect.any(String),
      },
      expect.objectContaining({ user: { id: ana.id, login: 'ana', bot: false }, state: 'changes-requested' }),
    ])
    expect(reviews.map(r => r.id)).toEqual(reviews.map(r => r.id).toSorted((a, b) => a - b))
  })
})

test('[C12] what became of a pull request is read from its issue events, of which most turn nothing (attack 30)', async () => {
  const { number } = await proposal()
  const ana = f.gh.person('ana')
  const set = (body: object) => ana.call('PATCH', `/repos/acme/models/pulls/${number}`, body)
  expect(await f.edge.see.turns(number)).toEqual([])
  await ana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/another', sha: f.first })
  const bodies = [{ draft: true }, { draft: false }, { state: 'closed' }, { state: 'open' }, { base: 'another' }]
  for (const body of bodies) await set(body)
  const turns = await f.edge.see.turns(number)
  expect(turns.map(({ to }) => to)).toEqual(['draft', 'ready', 'closed', 'open', 'base'])
  expect(turns.every(({ at }) => Date.parse(at) > 0)).toBe(true)
  const label = { event: 'labeled', created_at: '2026-01-01T00:00:00Z', label: { name: 'urgent' } }
  const late = { event: 'closed', created_at: '2026-01-03T00:00:00Z' }
  const moved = { event: 'automatic_base_change_succeeded', created_at: '2026-01-02T00:00:00Z' }
  const link = `<${f.door.url}/events?page=2>; rel="next"`
  f.door.rule(({ path }) => {
    if (!path.includes(`/issues/${number}/events`)) return undefined
    const isFirst = new URL(path, f.door.url).searchParams.get('page') === '1'
    return { status: 200, headers: isFirst ? { link } : {}, body: isFirst ? [label, late] : [moved] }
  })
  expect(await f.edge.see.turns(number)).toEqual([
    { to: 'base', at: moved.created_at },
    { to: 'closed', at: late.created_at },
  ])
})

describe('checks', () => {
  test('only our own App’s check counts, and of those the newest', async () => {
    const { sha } = await proposal()
    expect(await f.edge.see.check(sha, 'kedge')).toBeUndefined()
    const forged = { name: 'kedge', head_sha: sha, status: 'completed', conclusion: 'success' }
    const headers = { authorization: `Bearer ${f.gh.actions.token}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(forged) }
    const forgery = await fetch(`${f.gh.url}/repos/acme/models/check-runs`, init)
    expect(forgery.status).toBe(201)
    expect(await f.edge.see.check(sha, 'kedge')).toBeUndefined()
    const { id } = await f.edge.do.createCheck(check(sha))
    expect(await f.edge.see.check(sha, 'kedge')).toEqual({ id, conclusion: null })
    await f.edge.do.updateCheck(id, { ...check(sha), conclusion: 'success', title: 'Approved' })
    expect(await f.edge.see.check(sha, 'kedge')).toEqual({ id, conclusion: 'success' })
    const newer = await f.edge.do.createCheck({ ...check(sha), conclusion: 'failure' })
    expect(await f.edge.see.check(sha, 'kedge')).toEqual({ id: newer.id, conclusion: 'failure' })
    expect(await f.edge.see.check(sha, 'other')).toBeUndefined()
  })
})

describe('branches', () => {
  test('a branch that was renamed is not there under its old name', async () => {
    const renamed = { name: 'trunk', commit: { sha: f.first }, protected: false }
    f.door.rule(call => (call.path.endsWith('/branches/old') ? { status: 200, body: renamed } : undefined))
    expect(await f.edge.see.branch('old')).toBeUndefined()
  })

  test('[C10] one whose commits show and which itself does not is no answer, and not taken for an unprotected one', async () => {
    f.door.rule(call => (call.path.endsWith('/branches/main') ? { status: 404, body: {} } : undefined))
    expect(await faultOf(f.edge.see.branch('main'))).toBe('unavailable')
  })

  test('a branch that is not there is nothing', async () => {
    expect(await f.edge.see.branch('nowhere')).toBeUndefined()
  })

  test('a merge while the required check is not green is moved, never merged', async () => {
    const { number, sha } = await proposal()
    await f.gh.requireCheck()
    expect((await f.edge.see.pull(number)).mergeable).toBe('blocked')
    expect(await faultOf(f.edge.do.merge({ number, head: sha, title: 't', message: 'm' }))).toBe('moved')
    await f.edge.do.createCheck({ ...check(sha), conclusion: 'success' })
    const stale = { number, head: f.first, title: 't', message: 'm' }
    expect(await faultOf(f.edge.do.merge(stale))).toBe('moved')
    expect(await faultOf(f.edge.do.merge({ ...stale, head: sha }))).toBe('fine')
  })
})

describe('deliveries', () => {
  test('a run is found by its mark, which must stand alone, and followed to its end', async () => {
    const dispatch = (change: string) =>
      f.edge.do.dispatch({ workflow: 'deliver.yml', ref: 'main', inputs: { model: 'churn', change } })
    expect(await f.edge.see.run('deliver.yml', 'c-1')).toBeUndefined()
    await dispatch('c-12')
    expect(await f.edge.see.run('deliver.yml', 'c-1')).toBeUndefined()
    await dispatch('c-1')
    const run = await f.edge.see.run('deliver.yml', 'c-1')
    expect(run).toEqual({ id: expect.any(Number), url: expect.any(String), status: 'waiting', conclusion: null })
    await f.gh.completeRun(run?.id ?? 0, 'failure')
    expect(await f.edge.see.run('deliver.yml', 'c-1')).toMatchObject({
      id: run?.id,
      status: 'completed',
      conclusion: 'failure',
    })
    expect(await faultOf(f.edge.see.run('nowhere.yml', 'c-1'))).toBe('denied')
  })
})

describe('the record', () => {
  const day = (n: number, text: string) => ({ [`record/2026-11-2${n}.jsonl`]: text })

  test('starts from nothing, grows on exactly its tip, and is read by its last file', async () => {
    expect(await f.edge.see.record()).toBeUndefined()
    const genesis = await f.edge.do.appendRecord({ parent: undefined, files: day(1, 'one\n'), message: 'Record' })
    expect(await f.edge.see.record()).toEqual({ commit: genesis.sha, path: 'record/2026-11-21.jsonl', text: 'one\n' })
    const first = await f.gh.person('ana').call('GET', `/repos/acme/models/git/commits/${genesis.sha}`)
    expect(first.parents).toEqual([])
    const next = await f.edge.do.appendRecord({ parent: genesis.sha, files: day(2, 'two\n'), message: 'Record' })
    expect(await f.edge.see.record()).toMatchObject({
      commit: next.sha,
      path: 'record/2026-11-22.jsonl',
      text: 'two\n',
    })
    const tree = await f.gh.person('ana').call('GET', `/repos/acme/models/git/trees/${next.sha}?recursive=1`)
    expect(tree.tree.filter((e: { type: string }) => e.type === 'blob')).toHaveLength(2)
  })

  test('of two writers on one parent one is told that the record has moved; so is a second genesis', async () => {
    const tip = (await f.edge.see.record())?.commit
    const write = (text: string) => f.open().do.appendRecord({ parent: tip, files: day(3, text), message: 'Record' })
    const both = await Promise.all([faultOf(write('a\n')), faultOf(write('b\n'))])
    expect(both.sort()).toEqual(['fine', 'moved'])
    expect(await faultOf(write('c\n'))).toBe('moved')
    const genesis = f.edge.do.appendRecord({ parent: undefined, files: day(1, 'x\n'), message: 'Record' })
    expect(await faultOf(genesis)).toBe('moved')
  })

  test('a record that was set back is not pushed forward again', async () => {
    const tip = (await f.edge.see.record())?.commit ?? ''
    const back = await f.gh.person('root').call('GET', `/repos/acme/models/git/commits/${tip}`)
    const set = { sha: back.parents[0].sha, force: true }
    await f.gh.person('root').call('PATCH', '/repos/acme/models/git/refs/heads/kedge/record', set)
    const write = f.edge.do.appendRecord({ parent: tip, files: day(4, 'd\n'), message: 'Record' })
    expect(await faultOf(write)).toBe('moved')
  })
})

describe('an Enterprise Server', () => {
  test('is reached below its own path, the App’s own calls too', async () => {
    const server = http.createServer((request, response) => {
      const { url = '', method, headers } = request
      if (!url.startsWith('/api/v3/')) return void response.writeHead(404).end()
      const onward = http.request(`${f.gh.url}${url.slice('/api/v3'.length)}`, { method, headers }, answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      request.pipe(onward)
    })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    const edge = f.open({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3/` })
    expect(Object.keys((await edge.see.repository()).files)).toContain('models/churn.yaml')
    expect((await edge.whoAmI()).slug).toBe('kedge')
    server.close()
    server.closeAllConnections()
  })
})

describe('who we are', () => {
  test('the App, its installation and what it was not granted', async () => {
    const self = await f.edge.whoAmI()
    expect(self).toMatchObject({ app: f.gh.app.id, slug: 'kedge', installation: f.gh.app.installation, missing: [] })
    f.door.rule(call =>
      call.path.endsWith('/installation')
        ? { status: 200, body: { id: 100, permissions: { contents: 'read' }, events: [] } }
        : undefined,
    )
    const poor = await f.open().whoAmI()
    expect(poor.missing.map(p => `${p.name}:${p.level}`)).toContain('contents:write')
  })

  test('the account of the App, by its number, asked for once', async () => {
    const edge = f.open()
    expect(await edge.see.ownAccount()).toBe(f.gh.bot.id)
    expect(await f.asked(() => edge.see.ownAccount())).toEqual([])
  })

  test('a key that is none is said at once, with its fix; line breaks may be written \\n', async () => {
    expect(() => f.open({ privateKey: 'nonsense' })).toThrow(ProblemError)
    const edge = f.open({ privateKey: f.gh.app.privateKey.replaceAll('\n', '\\n') })
    expect(await faultOf(edge.see.repository())).toBe('fine')
  })
})

describe('when GitHub fails', () => {
  const hands: Record<keyof GitHubHands, (p: Awaited<ReturnType<typeof proposal>>) => Promise<unknown>> = {
    createBranch: p => f.edge.do.createBranch(`b-${++count}`, p.sha),
    commitFiles: p => f.edge.do.commitFiles({ parent: p.parent, message: 'm', files: { 'models/x.yaml': 'x\n' } }),
    createPull: async p => f.edge.do.createPull({ branch: await branchOf(p), base: 'main', title: 't', body: 'b' }),
    updatePull: p => f.edge.do.updatePull(p.number, { title: 't', body: 'b' }),
    createCheck: p => f.edge.do.createCheck(check(p.sha)),
    updateCheck: async p => f.edge.do.updateCheck((await f.edge.do.createCheck(check(p.sha))).id, check(p.sha)),
    merge: p => f.edge.do.merge({ number: p.number, head: p.sha, title: 't', message: 'm' }),
    createIssue: () => f.edge.do.createIssue({ title: 't', body: 'b', labels: ['l'] }),
    commentIssue: async () => f.edge.do.commentIssue(await issueOf(), 'c'),
    closeIssue: async () => f.edge.do.closeIssue(await issueOf()),
    dispatch: () => f.edge.do.dispatch({ workflow: 'deliver.yml', ref: 'main', inputs: {} }),
    appendRecord: async () =>
      f.edge.do.appendRecord({ parent: (await f.edge.see.record())?.commit, files: { 'record/z': 'z' }, message: 'm' }),
  }
  /** Made by a person, so that only what is looked at fails. */
  async function issueOf(): Promise<number> {
    const made = { title: 'An issue', body: 'b' }
    return (await f.gh.person('root').call('POST', '/repos/acme/models/issues', made)).number
  }
  async function branchOf(p: { sha: string }) {
    const branch = `b-${++count}`
    const commit = { parent: p.sha, message: 'm', files: { [`models/b${count}.yaml`]: 'x\n' } }
    await f.gh.person('root').call('POST', '/repos/acme/models/git/refs', {
      ref: `refs/heads/${branch}`,
      sha: (await f.edge.do.commitFiles(commit)).sha,
    })
    return branch
  }
  const eyes = (p: Awaited<ReturnType<typeof proposal>>) => ({
    repository: () => f.open().see.repository(),
    pullOfBranch: () => f.open().see.pullOfBranch(p.branch),
    pull: () => f.open().see.pull(p.number),
    reviews: () => f.open().see.reviews(p.number),
    contents: async () => f.open().see.contents(await f.edge.see.pull(p.number)),
    branch: () => f.open().see.branch('main'),
    mainBranch: () => f.open().see.mainBranch(),
    check: () => f.open().see.check(p.sha, 'kedge'),
    run: () => f.open().see.run('deliver.yml', 'c-1'),
    issue: () => f.open().see.issue('<!-- mark -->', new Date(0)),
    isCommented: async () => f.open().see.isCommented(await issueOf(), 'm'),
    record: () => f.open().see.record(),
  })
  const creates = ({ method, path }: Call) => method === 'POST' && !path.includes('access_tokens')
  /** Each different call fails the first time. */
  const once = (fault: { status: number } | 'cut' | 'cut-after') => {
    const seen = new Set<string>()
    return (call: Call) => {
      const key = `${call.method} ${call.path}`
      if (seen.has(key)) return undefined
      seen.add(key)
      return fault
    }
  }

  test.each([{ status: 500 }, { status: 502 }, 'cut', 'cut-after'] as const)(
    'every look survives one failure of each of its calls: %j',
    async fault => {
      const p = await proposal()
      for (const [verb, look] of Object.entries(eyes(p))) {
        f.door.rule(once(fault))
        expect([verb, await faultOf(look())]).toEqual([verb, 'fine'])
      }
    },
  )

  test('a look that fails for ever is unavailable, after three tries', async () => {
    const p = await proposal()
    await f.edge.see.repository()
    f.door.rule(() => ({ status: 503 }))
    const from = f.door.calls.length
    expect(await faultOf(f.edge.see.pull(p.number))).toBe('unavailable')
    expect(f.door.calls.length - from).toBe(3)
  })

  test.each([{ status: 500 }, 'cut-after'] as const)(
    'nothing that creates is sent twice by itself; it is unavailable: %j',
    async fault => {
      for (const [verb, act] of Object.entries(hands)) {
        const p = await proposal()
        const sent: string[] = []
        f.door.rule(call => {
          if (call.method === 'GET' || call.path.includes('access_tokens')) return undefined
          if (verb === 'createPull' && /git\/(trees|commits)/.test(call.path)) return undefined
          if (verb === 'updateCheck' && creates(call)) return undefined
          sent.push(`${call.method} ${call.path.replace(/\/[0-9a-z-]+$/, '')}`)
          return fault
        })
        const repeats = ['updatePull', 'updateCheck', 'closeIssue'].includes(verb)
        expect([verb, await faultOf(act(p))]).toEqual([verb, 'unavailable'])
        expect([verb, sent.length, new Set(sent).size]).toEqual([verb, repeats ? 3 : 1, 1])
        f.door.rule(() => undefined)
      }
    },
  )

  test('a lost answer leaves one pull request, which is found by its branch', async () => {
    const { sha } = await proposal()
    const branch = await branchOf({ sha })
    f.door.rule(call => (creates(call) ? 'cut-after' : undefined))
    expect(await faultOf(f.edge.do.createPull({ branch, base: 'main', title: 't', body: '' }))).toBe('unavailable')
    f.door.rule(() => undefined)
    expect(await f.edge.see.pullOfBranch(branch)).toMatchObject({ state: 'open' })
    const all = await f.gh.person('ana').call('GET', `/repos/acme/models/pulls?state=all&head=acme:${branch}`)
    expect(all).toHaveLength(1)
    expect(await faultOf(f.edge.do.createPull({ branch, base: 'main', title: 't', body: '' }))).toBe('moved')
  })

  test('a call that failed for good does not make the next one wait longer', async () => {
    const p = await proposal()
    const edge = f.open()
    await edge.see.pull(p.number)
    const waits: number[] = []
    for (let n = 0; n < 3; n++) {
      f.door.rule(() => ({ status: 502 }))
      expect(await faultOf(edge.see.reviews(p.number))).toBe('unavailable')
      let left = 1
      f.door.rule(() => (left-- > 0 ? { status: 502 } : undefined))
      const start = performance.now()
      expect(await faultOf(edge.see.reviews(p.number))).toBe('fine')
      waits.push(performance.now() - start)
    }
    // 10 ms before the first repeat; with what Octokit remembers of the call before it would be 90 or more.
    expect(Math.min(...waits)).toBeLessThan(80)
  })

  const headers = (seconds: number) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': `${Math.floor(Date.now() / 1000) + seconds}`,
  })
  test.each([
    [{ status: 405 }, 'moved', 1],
    [{ status: 409 }, 'moved', 1],
    [{ status: 422 }, 'moved', 1],
    [{ status: 400 }, 'denied', 1],
    [{ status: 401 }, 'denied', 1],
    [{ status: 403 }, 'denied', 1],
    [{ status: 404 }, 'denied', 1],
    [{ status: 410 }, 'denied', 1],
    [{ status: 451 }, 'denied', 1],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'limited', 1],
    [{ status: 403, headers: { 'retry-after': '7' } }, 'limited', 1],
    [{ status: 403, headers: headers(900) }, 'limited', 1],
    [{ status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }, 'limited', 1],
    [{ status: 504 }, 'unavailable', 3],
  ] as const)('%j is %s, after %i calls', async (fault, is, calls) => {
    const p = await proposal()
    await f.edge.see.pull(p.number)
    f.door.rule(() => fault)
    const from = f.door.calls.length
    const error = await f.edge.see.pull(p.number).catch((e: unknown) => e)
    expect(error).toMatchObject({
      name: 'OutsideError',
      is,
      message: expect.stringMatching(/pulls\.get on acme\/models.*\n {2}fix: .+/),
    })
    expect(f.door.calls.length - from).toBe(calls)
    const seconds = (error as OutsideError).retryAfterS
    if (is !== 'limited') expect(seconds).toBeUndefined()
    else if ('headers' in fault && 'retry-after' in fault.headers) expect(seconds).toBe(7)
    else expect(seconds).toBeGreaterThan(50)
  })

  test('at GitHub’s own pace a look waits out a short limit, and a write goes back to whoever asked', async () => {
    const limit = {
      status: 403,
      headers: { 'retry-after': '1' },
      body: { message: 'You have exceeded a secondary rate limit.' },
    }
    const p = await proposal()
    const edge = f.open({ pace: 'github' })
    await edge.see.pull(p.number)
    let left = 1
    f.door.rule(() => (left-- > 0 ? limit : undefined))
    expect(await faultOf(edge.see.pull(p.number))).toBe('fine')
    f.door.rule(() => limit)
    const from = f.door.calls.length
    await expect(edge.do.updatePull(p.number, { title: 't', body: 'b' })).rejects.toMatchObject({
      is: 'limited',
      retryAfterS: 1,
    })
    expect(f.door.calls.length - from).toBe(1)
  })

  test('an App that was installed anew is found again', async () => {
    const edge = f.open()
    f.door.rule(call => (call.path.endsWith('/access_tokens') ? { status: 404 } : undefined))
    expect(await faultOf(edge.see.repository())).toBe('denied')
    f.door.rule(() => undefined)
    expect(await f.asked(edge.see.repository)).toContain('GET installation')
  })

  test('a refusal names the permission that may be missing', async () => {
    f.door.rule(call =>
      call.path.endsWith('/dispatches')
        ? { status: 403, body: { message: 'Resource not accessible by integration' } }
        : undefined,
    )
    const call = f.edge.do.dispatch({ workflow: 'deliver.yml', ref: 'main', inputs: {} })
    await expect(call).rejects.toThrow(
      /403 Resource not accessible by integration\n {2}fix: give and accept the App’s permission "Actions: write"/,
    )
  })

  test('an App of another key, or that is not installed, is denied', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const other = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(await faultOf(f.open({ privateKey: other }).see.repository())).toBe('denied')
    expect(await faultOf(f.open({ installation: 999 }).see.repository())).toBe('denied')
  })

  test('an answer that does not come within the time, or is a proxy’s page, is unavailable', async () => {
    const p = await proposal()
    f.door.rule(call => (call.path.includes('/pulls/') ? { delayMs: 400 } : undefined))
    expect(await faultOf(f.open({ timeoutMs: 100 }).see.pull(p.number))).toBe('unavailable')
    f.door.rule(call =>
      call.path.includes('/pulls/')
        ? { status: 200, headers: { 'content-type': 'text/html' }, body: 'Log in' }
        : undefined,
    )
    expect(await faultOf(f.open().see.pull(p.number))).toBe('unavailable')
  })

  test('no token and no key is ever in an error', async () => {
    f.door.rule(call => (call.path.includes('/pulls/') ? { status: 403 } : undefined))
    const error = (await f.edge.see.pull(1).catch((e: unknown) => e)) as OutsideError
    const all = inspect(error, { depth: 20 }) + JSON.stringify(error.cause)
    expect(all).not.toMatch(/ghs_|eyJ|PRIVATE KEY/)
  })
})
