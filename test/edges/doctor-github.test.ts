import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { GITHUB_EVENTS, GITHUB_PERMISSIONS } from '../../src/core/github-app.ts'
import type { Probe } from '../../src/core/probe.ts'
import { githubProbes } from '../../src/edges/doctor-github.ts'
import type { GitHubSettings } from '../../src/edges/github.ts'
import type { Fault } from '../../src/stand-ins/fault-proxy.ts'
import { localServer } from '../fixtures/local-server.ts'
import { type Fixture, fixture, here } from './github-fixture.ts'

let f: Fixture
beforeEach(async () => {
  f = await fixture()
})
afterEach(() => f.close())

type Settings = GitHubSettings & { readonly webhookSecret?: string }

async function probesOf(settings: Partial<Settings> = {}) {
  const { id, privateKey } = f.gh.app
  const ours = { ...here, appId: id, privateKey, baseUrl: f.door.url, pace: 'none' as const }
  const probes = await githubProbes({ ...ours, ...settings }, undefined, () => new Date())
  return { probes, of: (name: string) => probes.filter(it => it.name === name) }
}
const hooked = { webhookSecret: 's3cret' }

/** One path answers otherwise than GitHub would. */
function instead(ending: string, fault: Fault): void {
  f.door.rule(call => (call.path.split('?')[0]?.endsWith(ending) ? fault : undefined))
}

const fails = (says: RegExp, fix: RegExp) => [
  { outcome: 'fail', says: expect.stringMatching(says), fix: expect.stringMatching(fix) },
]
const outcomes = (probes: readonly Probe[]) => probes.map(({ name, outcome }) => [name, outcome])

describe('the App', () => {
  test('[E10] a key or an App that GitHub refuses fails, and what comes after it is unknown', async () => {
    const { probes, of } = await probesOf({ appId: 99 })
    expect(of('github-app')).toMatchObject(fails(/401/, /check the App’s id and private key/))
    expect(outcomes(probes)).toEqual([
      ['github-clock', 'pass'],
      ['github-app', 'fail'],
      ['github', 'unknown'],
    ])
  })

  test('[E10] an App that is not installed on the repository fails, and the branches are unknown', async () => {
    const { of } = await probesOf({ repo: 'nowhere' })
    expect(of('github-installation')).toMatchObject(fails(/404/, /installed on acme\/nowhere/))
    expect(of('branches')).toMatchObject([{ outcome: 'unknown', fix: expect.stringContaining('github-installation') }])
  })

  test('[E10] an installation that is suspended fails', async () => {
    const permissions = Object.fromEntries(GITHUB_PERMISSIONS.map(it => [it.name, it.level]))
    const body = { id: f.gh.app.installation, permissions, events: [], suspended_at: '2026-03-02T09:00:00Z' }
    instead('/installation', { status: 200, body })
    expect((await probesOf()).of('github-installation')).toMatchObject(fails(/is suspended/, /an owner lifts it/))
  })

  test('[E10] each permission that is missing fails by its name, with what it is for', async () => {
    const [installation] = f.gh.db.appInstallations?.all() ?? []
    const permissions = { ...installation.permissions, checks: 'read', issues: undefined }
    f.gh.db.appInstallations?.update(installation.id, { permissions })
    expect((await probesOf()).of('github-permissions')).toMatchObject([
      ...fails(/lacks the permission “Checks: write” on acme\/models\. Sets the check/, /Permissions/),
      ...fails(/lacks the permission “Issues: write”/, /an owner accepts it/),
    ])
  })
})

describe('webhooks', () => {
  test('[E10] without a secret there are none, which is skipped; with one all of them is looked at', async () => {
    expect(outcomes((await probesOf()).of('github-webhook'))).toEqual([['github-webhook', 'skip']])
    const { port } = await localServer((_, response) => response.writeHead(202).end())
    f.gh.setWebhookUrl(`http://127.0.0.1:${port}/github`)
    await f.gh.person('ana').push('news', { 'a.txt': 'a' }, 'A')
    await f.gh.settled()
    const { probes, of } = await probesOf(hooked)
    expect(outcomes(probes.filter(it => /github-(events|webhook|deliveries|reach)/.test(it.name)))).toEqual([
      ['github-events', 'pass'],
      ['github-webhook', 'pass'],
      ['github-deliveries', 'pass'],
      ['github-reach', 'skip'],
    ])
    expect(of('github-webhook')[0]?.says).toBe(`signed, to http://127.0.0.1:${port}/github`)
  })

  test('[E10] events the App does not hear fail by their names', async () => {
    const [installation] = f.gh.db.appInstallations?.all() ?? []
    const events = GITHUB_EVENTS.map(it => it.name).filter(name => !/review|check/.test(name))
    f.gh.db.appInstallations?.update(installation.id, { events })
    const named = /Pull request review and Check run/
    expect((await probesOf(hooked)).of('github-events')).toMatchObject(fails(named, named))
  })

  const config = { url: 'https://kedge.acme.test/github', content_type: 'json', secret: '********', insecure_ssl: '0' }
  test.each([
    ['nowhere', { ...config, url: undefined }, /no address/, /Active/],
    [
      'to another path',
      { ...config, url: 'https://kedge.acme.test/slack/events?key=abc' },
      /events, where/,
      /\/github$/,
    ],
    ['in the clear', { ...config, url: 'http://kedge.acme.test/github' }, /http:\/\//, /https:\/\//],
    ['to whoever answers', { ...config, insecure_ssl: '1' }, /does not verify/, /Enable SSL/],
    ['as a form', { ...config, content_type: 'form' }, /as form/, /application\/json/],
    ['without a signature', { ...config, secret: undefined }, /signs no webhooks/, /KEDGE_GITHUB_WEBHOOK_SECRET/],
  ])('[E10] webhooks that go %s fail', async (_, body, says, fix) => {
    instead('/app/hook/config', { status: 200, body })
    expect((await probesOf(hooked)).of('github-webhook')).toMatchObject(fails(says, fix))
  })

  test.each([
    [401, /the same value/],
    [502, /reach the bot/],
  ])('[E10] a newest delivery that was answered %i fails', async (status, fix) => {
    const { port } = await localServer((_, response) => response.writeHead(status).end())
    f.gh.setWebhookUrl(`http://127.0.0.1:${port}/github`)
    await f.gh.person('ana').push('news', { 'a.txt': 'a' }, 'A')
    await f.gh.settled()
    const told = new RegExp(`was not taken: ${status}`)
    expect((await probesOf(hooked)).of('github-deliveries')).toMatchObject(fails(told, fix))
  })

  test('[E10] none yet, and a server that does not say, are unknown', async () => {
    expect(outcomes((await probesOf(hooked)).of('github-deliveries'))).toEqual([['github-deliveries', 'unknown']])
    f.door.rule(call => (call.path.startsWith('/app/hook/') ? { status: 404 } : undefined))
    const { of } = await probesOf(hooked)
    expect(of('github-webhook')).toMatchObject([{ outcome: 'unknown', fix: expect.stringContaining('Webhook') }])
    expect(of('github-deliveries')).toMatchObject([{ outcome: 'unknown', fix: expect.stringContaining('Advanced') }])
  })
})

describe('branches', () => {
  test('[E10] a main that the check of this App guards passes, and says who else has to approve', async () => {
    await f.gh.requireCheck()
    expect((await probesOf()).of('main-branch')).toEqual([
      { name: 'main-branch', outcome: 'pass', says: 'main requires kedge from this App' },
    ])
    await f.gh.requireCheck({ reviews: 2 })
    expect((await probesOf()).of('main-branch')[0]?.says).toBe(
      'main requires kedge from this App, and GitHub wants 2 approving reviews',
    )
  })

  test.each([
    ['nothing guards', undefined, /is not protected/, /require the status check kedge/],
    ['anybody’s check opens', { appId: null }, /from any source/, /choose this App/],
    ['another App’s check opens', { appId: 15368 }, /from the App 15368/, /choose this App/],
    ['another check opens', { context: 'build' }, /does not require the check kedge/, /require the status check kedge/],
  ])('[E10] a main that %s fails', async (_, rule, says, fix) => {
    if (rule) await f.gh.requireCheck(rule)
    expect((await probesOf()).of('main-branch')).toMatchObject(fails(says, fix))
  })

  test('[E10] reviews that GitHub does not show are unknown', async () => {
    await f.gh.requireCheck()
    instead('/protection', { status: 403, body: { message: 'Resource not accessible by integration' } })
    expect((await probesOf()).of('main-branch')).toMatchObject([
      { outcome: 'unknown', fix: expect.stringContaining('Administration: read') },
    ])
  })

  test('[E10] a branch that is not there fails', async () => {
    expect((await probesOf({ mainBranch: 'trunk' })).of('main-branch')).toMatchObject(
      fails(/no branch trunk/, /Create it/),
    )
  })

  test('[E10] the record is to be protected once it is there', async () => {
    expect(outcomes((await probesOf()).of('record-branch'))).toEqual([['record-branch', 'skip']])
    await f.gh
      .person('root')
      .call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/kedge/record', sha: f.first })
    expect((await probesOf()).of('record-branch')).toMatchObject(
      fails(/can rewrite what happened/, /new branch ruleset/),
    )
    await f.gh.requireCheck({ branch: 'kedge/record' })
    expect(outcomes((await probesOf()).of('record-branch'))).toEqual([['record-branch', 'pass']])
  })

  const byActions = (head: string, name: string) =>
    fetch(`${f.gh.url}/repos/acme/models/check-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${f.gh.actions.token}` },
      body: JSON.stringify({ name, head_sha: head, status: 'completed', conclusion: 'success' }),
    })

  test('[E10] a check of our name by another App fails, and so do two checks of one name that main requires', async () => {
    await f.gh.requireCheck({ context: 'build', appId: null })
    await byActions(f.first, 'build')
    expect(outcomes((await probesOf()).of('check-names'))).toEqual([['check-names', 'pass']])
    await f.edge.do.createCheck({ name: 'build', head: f.first, title: 'Build', summary: 'Built.' })
    await byActions(f.first, 'kedge')
    expect((await probesOf()).of('check-names')).toMatchObject([
      ...fails(/the check kedge is that of this App and GitHub Actions/, /kedge of GitHub Actions another name/),
      ...fails(/the check build is that of/, /build of GitHub Actions another name/),
    ])
  })

  test('[E10] so does one that stands on pull requests alone, told once however many have it (attack 75)', async () => {
    await f.gh.requireCheck()
    const asks = async (branch: string) => {
      const head = await f.gh.person('ana').push(branch, { 'a.txt': branch }, 'A')
      const asked = { title: branch, head: branch, base: 'main', body: '' }
      const { number } = await f.gh.person('ana').call('POST', '/repos/acme/models/pulls', asked)
      await f.edge.do.createCheck({ name: 'kedge', head, title: 'Waits', summary: 'It waits.' })
      return { number: Number(number), head }
    }
    const told = async () => (await probesOf()).of('check-names')
    expect(await told()).toMatchObject([{ outcome: 'pass', says: expect.stringMatching(/no pull request is open/) }])
    const pulls = [await asks('news'), await asks('more')]
    expect(await told()).toMatchObject([
      { outcome: 'pass', says: 'on the heads of main and of 2 open pull requests nobody else has a check kedge' },
    ])
    for (const { head } of pulls) await byActions(head, 'kedge')
    const newest = new RegExp(
      `^On the head of pull request ${pulls[1]?.number} the check kedge is that of this App and`,
    )
    expect(await told()).toMatchObject(fails(newest, /the check or the job kedge of GitHub Actions another name/))
    for (const { number } of pulls)
      await f.gh.person('ana').call('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
    expect(outcomes(await told())).toEqual([['check-names', 'pass']])
  })
})

test('[E10] files that kedge check would refuse fail, where they are wrong, the first three and how many more', async () => {
  const told = (await probesOf()).of('policy-files')
  expect(told.length).toBe(4)
  expect(told[0]).toMatchObject({ outcome: 'fail', says: expect.stringMatching(/^(models|policies)\/[\w./-]+/) })
  expect(told.at(-1)).toMatchObject(fails(/^There are \d+ more errors\.$/, /npx kedge check/)[0] as object)
})

test('[E10] a clock that is off fails, and a GitHub that does not answer is unknown, not wrong', async () => {
  f.door.rule(call =>
    call.path === '/' ? { status: 404, headers: { date: 'Mon, 02 Mar 2026 09:00:00 GMT' } } : undefined,
  )
  expect((await probesOf()).of('github-clock')).toMatchObject(fails(/ahead of GitHub’s/, /set-ntp/))
  f.door.rule(() => 'cut')
  const { probes } = await probesOf()
  expect(outcomes(probes)).toEqual([
    ['github-clock', 'unknown'],
    ['github-app', 'unknown'],
    ['github', 'unknown'],
  ])
  onTestFinished(() => f.door.rule(() => undefined))
})
