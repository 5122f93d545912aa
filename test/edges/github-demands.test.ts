import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { NO_DEMANDS } from '../../src/core/demands.ts'
import { gateOf } from '../../src/core/gate.ts'
import type { NewRuleset } from '../../src/stand-ins/github-rulesets.ts'
import { type Fixture, faultOf, fixture } from './github-fixture.ts'

let f: Fixture
beforeAll(async () => {
  f = await fixture()
})
afterAll(() => f.close())

const rulesets: number[] = []
afterEach(async () => {
  f.door.rule(() => undefined)
  const root = f.gh.person('root')
  await root.call('DELETE', '/repos/acme/models/branches/main/protection')
  for (const id of rulesets.splice(0)) await root.call('DELETE', `/repos/acme/models/rulesets/${id}`)
})
const rule = async (...rules: NewRuleset['rules']) => rulesets.push(await f.gh.addRuleset({ rules }))
const checks = (context: string, integration_id?: number, strict = false) => ({
  type: 'required_status_checks',
  parameters: {
    required_status_checks: [{ context, ...(integration_id !== undefined && { integration_id }) }],
    strict_required_status_checks_policy: strict,
  },
})
const reviews = (more: object = {}) => ({
  type: 'pull_request',
  parameters: {
    required_approving_review_count: 0,
    require_code_owner_review: false,
    dismiss_stale_reviews_on_push: false,
    require_last_push_approval: false,
    ...more,
  },
})
const main = () => f.open().see.mainBranch()
const gate = async () => {
  const { mode, problems } = gateOf(await main(), 'kedge')
  return [mode, ...problems.map(p => p.code)]
}
const refuse = (path: RegExp, status: number, message: string) =>
  f.door.rule(call => (path.test(call.path) ? { status, body: { message } } : undefined))
const ours = () => f.gh.app.id

test('[C6] a bare branch demands nothing', async () => {
  expect(await main()).toEqual({ ...NO_DEMANDS, name: 'main', sha: f.first })
  expect(await gate()).toEqual(['none', 'unprotected-main'])
})

describe('[C6] rulesets', () => {
  test('name the App a check must come from, and are of mode check', async () => {
    await rule(checks('kedge', ours()), checks('ci', f.gh.actions.id), checks('lint'), { type: 'deletion' })
    expect(await main()).toMatchObject({
      protected: true,
      requires: [
        { name: 'kedge', from: 'us' },
        { name: 'ci', from: f.gh.actions.id },
        { name: 'lint', from: 'anybody' },
      ],
    })
    expect(await gate()).toEqual(['check', 'passers-not-shown'])
  })

  test('that demand reviews are of mode native', async () => {
    const required_reviewers = [
      { minimum_approvals: 1, file_patterns: ['models/*'], reviewer: { id: 1, type: 'Team' } },
    ]
    const all = {
      require_code_owner_review: true,
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: true,
    }
    await rule(
      checks('kedge', ours(), true),
      reviews({ ...all, required_approving_review_count: 2, required_reviewers }),
    )
    expect(await main()).toMatchObject({
      upToDate: true,
      reviews: { approvals: 2, codeOwners: true, dismissStale: true, lastPush: true, reviewers: 1 },
    })
    expect(await gate()).toEqual(['native', 'native-mode', 'up-to-date', 'passers-not-shown'])
  })

  test.each<[string, string, () => NewRuleset['rules']]>([
    ['check-from-anybody', 'name no source (42, 75)', () => [checks('kedge')]],
    ['check-of-another-app', 'name another App (42)', () => [checks('kedge', f.gh.actions.id)]],
    ['check-twice', 'name the check twice (75)', () => [checks('kedge', ours()), checks('kedge')]],
    ['merge-queue', 'have a merge queue (44)', () => [checks('kedge', ours()), { type: 'merge_queue' }]],
    ['no-merge-commits', 'want a linear history', () => [checks('kedge', ours()), { type: 'required_linear_history' }]],
    [
      'no-merge-commits',
      'allow squashing alone',
      () => [checks('kedge', ours()), reviews({ allowed_merge_methods: ['squash'] })],
    ],
    ['check-not-required', 'forget the check', () => [{ type: 'deletion' }]],
  ])('%s: are no gate where they %s', async (code, _, rules) => {
    await rule(...rules())
    expect(await gate()).toEqual(['none', code])
  })

  test('are read to the last page', async () => {
    await rule(...Array.from({ length: 101 }, () => ({ type: 'deletion' })), checks('kedge', ours()))
    expect(await gate()).toEqual(['check', 'passers-not-shown'])
  })

  test('that our own App may pass are no gate, and who else may pass is said where it shows', async () => {
    const passers = [{ actor_type: 'Integration', actor_id: ours() }]
    rulesets.push(await f.gh.addRuleset({ rules: [checks('kedge', ours())], passers }))
    expect(await gate()).toEqual(['none', 'app-may-by-pass'])
    await f.gh.person('root').call('DELETE', `/repos/acme/models/rulesets/${rulesets.pop()}`)
    await rule(checks('kedge', ours()))
    expect((await main()).passers).toEqual({ us: false })
    const bypass_actors = [
      { actor_type: 'OrganizationAdmin', actor_id: null },
      { actor_type: 'RepositoryRole', actor_id: 5 },
      { actor_type: 'Team', actor_id: 9 },
      { actor_type: 'DeployKey', actor_id: null },
    ]
    const shown = { current_user_can_bypass: 'never', bypass_actors }
    f.door.rule(call => (/\/rulesets\/\d+/.test(call.path) ? { status: 200, body: shown } : undefined))
    expect((await main()).passers).toEqual({
      us: false,
      others: ['owners of the organisation', 'administrators', 'the team 9', 'deploy keys'],
    })
    expect(await gate()).toEqual(['check', 'who-may-by-pass'])
    const writers = [{ actor_type: 'RepositoryRole', actor_id: 4 }]
    f.door.rule(({ path }) =>
      /\/rulesets\/\d+/.test(path) ? { status: 200, body: { ...shown, bypass_actors: writers } } : undefined,
    )
    expect(await gate()).toEqual(['none', 'writers-may-by-pass'])
    // Another ruleset that lets them pass takes nothing from the one that holds them.
    f.door.rule(({ path }) => {
      const id = Number(/\/rulesets\/(\d+)/.exec(path)?.[1])
      const actors = id === other ? writers : []
      return Number.isNaN(id) ? undefined : { status: 200, body: { ...shown, bypass_actors: actors } }
    })
    const other = await f.gh.addRuleset({ rules: [checks('tests', ours())] })
    rulesets.push(other)
    expect(await gate()).toEqual(['check', 'who-may-by-pass'])
    refuse(/\/rulesets\/\d+/, 404, 'Not Found')
    expect(await gate()).toEqual(['check', 'passers-not-shown'])
  })

  test('there are none on an older server or a smaller plan; any other refusal is not taken for none', async () => {
    await f.gh.requireCheck()
    refuse(/\/rules\//, 404, 'Not Found')
    expect(await gate()).toEqual(['check'])
    refuse(/\/rules\//, 403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.')
    expect(await gate()).toEqual(['check'])
    refuse(/\/rules\//, 403, 'Resource not accessible by integration')
    expect(await faultOf(main())).toBe('denied')
    refuse(/\/rules\//, 401, 'Bad credentials')
    expect(await faultOf(main())).toBe('denied')
  })
})

describe('[C6] classic protection', () => {
  test('names the App too, and is of mode check', async () => {
    await f.gh.requireCheck()
    expect(await main()).toMatchObject({ protected: true, requires: [{ name: 'kedge', from: 'us' }] })
    expect(await gate()).toEqual(['check'])
  })

  test('that demands reviews is of mode native, and may want the newest base', async () => {
    await f.gh.requireCheck({ reviews: 2, strict: true })
    expect(await main()).toMatchObject({ upToDate: true, reviews: { approvals: 2, codeOwners: false } })
    expect(await gate()).toEqual(['native', 'native-mode', 'up-to-date'])
  })

  test.each<[string, string, () => number | null]>([
    ['check-from-anybody', 'anybody may set the check (42)', () => null],
    ['check-of-another-app', 'another App sets it (42)', () => f.gh.actions.id],
  ])('%s: is no gate where %s', async (code, _, appId) => {
    await f.gh.requireCheck({ appId: appId() })
    expect(await gate()).toEqual(['none', code])
  })

  test('and a ruleset that say the same say it once; that say it differently, twice (75)', async () => {
    await f.gh.requireCheck()
    await rule(checks('kedge', ours()))
    expect(await gate()).toEqual(['check'])
    await rule(checks('kedge'))
    expect(await gate()).toEqual(['none', 'check-twice'])
  })

  test.each([
    [403, 'Resource not accessible by integration'],
    [404, 'Not Found'],
  ])(
    'whose reviews are hidden by %s is taken to demand some, and the branch still names the check',
    async (status, message) => {
      await f.gh.requireCheck()
      refuse(/\/protection$/, status, message)
      expect(await main()).toMatchObject({ requires: [{ name: 'kedge', from: 'us' }], reviews: 'unknown' })
      expect(await gate()).toEqual(['native', 'reviews-not-shown'])
      refuse(/\/protection$/, 502, 'Bad gateway')
      expect(await faultOf(main())).toBe('unavailable')
    },
  )

  test('of an old server that names no Apps proves nothing', async () => {
    const required_status_checks = { enforcement_level: 'everyone', contexts: ['kedge'] }
    const old = { name: 'main', commit: { sha: f.first }, protected: true, protection: { required_status_checks } }
    f.door.rule(call =>
      /\/branches\/main$/.test(call.path) && !/rules/.test(call.path) ? { status: 200, body: old } : undefined,
    )
    expect(await gate()).toEqual(['none', 'check-from-anybody'])
  })

  test('that leaves administrators out says so', async () => {
    await f.gh.requireCheck({ admins: false })
    expect(await gate()).toEqual(['check', 'who-may-by-pass'])
  })
})

test('[C6] (42) our check is found on the second page, and the forged ones before it are nobody’s', async () => {
  const ours = { name: 'kedge', head: f.first, title: 't', summary: 's' }
  await f.edge.do.createCheck({ ...ours, conclusion: 'success' })
  const { id } = await f.edge.do.createCheck({ ...ours, conclusion: 'failure' })
  const forged = { id: id + 1, name: 'kedge', conclusion: 'success', app: { id: f.gh.actions.id } }
  const body = { total_count: 102, check_runs: Array(100).fill(forged) }
  const page = (n: number) => (call: { path: string }) =>
    call.path.includes('check-runs') && call.path.endsWith(`page=${n}`)
  const app = { id: f.gh.app.id }
  const second = [
    { ...forged, id, app, conclusion: 'failure' },
    { ...forged, id: id - 1, app },
  ]
  const link = '<https://next>; rel="next"'
  f.door.rule(call => {
    if (page(1)(call)) return { status: 200, headers: { link }, body }
    return page(2)(call) ? { status: 200, body: { ...body, check_runs: second } } : undefined
  })
  expect(await f.open().see.check(f.first, 'kedge')).toEqual({ id, conclusion: 'failure' })
})
