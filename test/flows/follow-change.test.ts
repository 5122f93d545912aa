import { describe, expect, test } from 'vitest'
import type { ApprovalsRule } from '../../src/approvals/approval.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { ProblemError, problem } from '../../src/core/problem.ts'
import { followAll } from '../../src/flows/follow-all.ts'
import { follow } from '../../src/flows/follow-change.ts'
import type { Review } from '../../src/flows/world.ts'
import {
  APPROVED,
  asked,
  change,
  checkedGreen,
  dispatched,
  mergedBy,
  openCaseIn,
  openedPull,
  SEAL,
  sealed,
  voted,
  WAITING,
} from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { contents, type Given, HEAD, MODEL, pull, repository, without, worldOf } from '../fixtures/world.ts'
import { CASE, CHANGE, NOW } from '../fixtures/written.ts'

async function followed(events: readonly NewEvent[], see: Given['see'] = {}, rules = repository) {
  const it = await worldOf({ see, repository: rules })
  await openCaseIn(it.world)
  await change(it.world, events)
  const outcome = await follow(it.world, CHANGE)
  const found = outcome.parts?.flatMap(part => part.events) ?? []
  return { ...it, found, types: found.map(e => e.type), jobs: outcome.jobs?.map(job => job.key) ?? [] }
}
const pending = happened('change.verdict', 'kedge', { is: 'pending', head: HEAD, by: [] })
const review = (user: number, state: Review['state'], more: Partial<Review> = {}): Review => ({
  id: 1,
  user: { id: user, login: 'x', bot: false },
  state,
  head: HEAD,
  at: NOW,
  ...more,
})
const reviews = (...all: Review[]) => ({ reviews: async () => all })
const [BO, CHEN] = [5, 6]

describe('an open pull request', () => {
  test('where nothing has changed says nothing', async () => {
    const { found, jobs } = await followed([...WAITING, pending])
    expect([found, jobs]).toEqual([[], []])
  })

  test('with a new head is sealed anew, and those who voted are asked', async () => {
    const { types, jobs, found } = await followed([...WAITING, voted('bo')], {
      pull: async () => ({ ...pull, head: 'b'.repeat(40) }),
    })
    expect(types).toEqual(['change.sealed', 'change.verdict'])
    expect(found.at(-1)?.body).toMatchObject({ is: 'pending', by: [] })
    expect(jobs).toContainEqual(expect.stringMatching(`^say:anew:${CHANGE}:[0-9a-f]{32}$`))
  })

  test('whose author turns out to have an account is sealed again under the same seal, and nobody is asked anew', async () => {
    const authors = [{ login: 'dana', github: 7, role: 'author' as const }]
    const { found, jobs } = await followed([...WAITING, voted('bo'), pending], {
      contents: async () => ({ ...contents, authors }),
    })
    expect(found[0]).toMatchObject({ type: 'change.sealed', body: { seal: SEAL, authors } })
    expect(found.at(-1)).toMatchObject({ body: { is: 'pending', by: ['bo'] } })
    expect(jobs.filter(key => key.startsWith('say'))).toEqual([])
  })

  test('[C5] whose files others made wrong on main is blocked under the same seal, and nobody is asked anew', async () => {
    const odd = { text: 'kind: odd\n', blob: '1'.repeat(40) }
    const broken = { ...repository, files: { ...repository.files, 'models/odd.yaml': odd } }
    const { found, jobs } = await followed(APPROVED, {}, broken)
    const problems = [expect.objectContaining({ file: 'models/odd.yaml' })]
    expect(found[0]).toMatchObject({ type: 'change.sealed', body: { seal: SEAL, problems } })
    expect(found.at(-1)).toMatchObject({ type: 'change.verdict', body: { is: 'blocked' } })
    expect(jobs.filter(key => key.startsWith('say'))).toEqual([])
  })

  test('[C5] whose file main has removed is sealed anew, since nobody saw what a merge makes of it', async () => {
    const { [MODEL]: _, ...files } = repository.files
    const { found } = await followed(APPROVED, {}, { ...repository, files })
    expect(found[0]).toMatchObject({
      type: 'change.sealed',
      body: { problems: [{ code: 'behind-main', file: MODEL }] },
    })
    expect(found[0]).not.toMatchObject({ body: { seal: SEAL } })
    expect(found.at(-1)).toMatchObject({ body: { is: 'blocked' } })
  })

  test('with reviews has votes, each once', async () => {
    const first = await followed([...WAITING, pending], reviews(review(CHEN, 'approved')))
    expect(first.found).toMatchObject([
      {
        type: 'change.voted',
        by: 'chen',
        body: { person: 'chen', door: 'github', is: 'approve', review: 1, given: NOW },
      },
      { type: 'change.verdict', body: { is: 'pending', by: ['chen'] } },
    ])
    const again = await followed([...WAITING, pending, ...first.found], reviews(review(CHEN, 'approved')))
    expect(again.found).toEqual([])
  })

  test.each<[string, Review, string | undefined]>([
    ['requested changes deny', review(CHEN, 'changes-requested'), 'deny'],
    ['a comment is no vote', review(CHEN, 'commented'), undefined],
    [
      'what was dismissed before anybody saw it may have denied, and nobody else takes that back',
      review(CHEN, 'dismissed'),
      'deny',
    ],
    ['a bot is nobody', { ...review(CHEN, 'approved'), user: { id: CHEN, login: 'x[bot]', bot: true } }, undefined],
    [
      'a review of a commit that was never sealed is no vote',
      review(CHEN, 'approved', { head: '9'.repeat(40) }),
      undefined,
    ],
  ])('%s', async (_, given, is) => {
    const { found } = await followed([...WAITING, pending], reviews(given))
    expect(found.find(e => e.type === 'change.voted')?.body).toEqual(
      is === undefined ? undefined : expect.objectContaining({ is }),
    )
  })

  test('is merged only when it is approved and its check is green on this head', async () => {
    const merges = async (events: readonly NewEvent[], see = {}) =>
      (await followed(events, see)).jobs.includes(`merge-pull:${CHANGE}`)
    expect(await merges(APPROVED)).toBe(true)
    expect(await merges([...WAITING, voted('bo'), voted('chen')])).toBe(false)
    expect(await merges([...WAITING, voted('bo'), checkedGreen])).toBe(false)
    expect(await merges([...APPROVED, voted('fay', 'deny', 'No.')])).toBe(false)
    expect(
      await merges([
        ...APPROVED,
        happened('change.checked', 'kedge', { head: '9'.repeat(40), check: 3, conclusion: 'success' }),
      ]),
    ).toBe(false)
    expect(await merges([...WAITING, voted('bo'), checkedGreen], reviews(review(CHEN, 'approved')))).toBe(true)
    expect(await merges([...WAITING, voted('bo'), checkedGreen], reviews(review(BO, 'approved')))).toBe(false)
  })

  describe('that holds something else than was planned is an edit', () => {
    const files = [...contents.files, { path: 'docs/notes.md', is: { blob: '1', text: 'By the way.' } }]
    const more = { contents: async () => ({ ...contents, files }) }

    test('so it waits for those as well who approve edits', async () => {
      const { found } = await followed([asked(), openedPull], more)
      expect(found[0]).toMatchObject({ type: 'change.sealed', body: { kinds: ['rollback', 'edit'] } })
      expect(found.at(-1)).toMatchObject({ body: { is: 'pending' } })
      const resealed = found[0] as NewEvent<'change.sealed'>
      const { seal } = resealed.body
      const votes = ['bo', 'chen'].map(person =>
        happened('change.voted', person, { person, door: 'slack', is: 'approve', seal }),
      )
      const two = await followed([asked(), openedPull, resealed, ...votes], more)
      expect(two.found.at(-1)).toMatchObject({ body: { is: 'pending', by: ['chen', 'bo'] } })
    })

    test('and is blocked where nobody may allow it', async () => {
      const { found } = await followed([asked(), openedPull], more, without(repository, 'approve-medium'))
      expect(found[0]).toMatchObject({ type: 'change.sealed', body: { kinds: ['rollback', 'edit'] } })
      expect(found.at(-1)).toMatchObject({ body: { is: 'blocked' } })
    })
  })
})

const never = (): never => {
  throw new Error('the pull request changes the model')
}

describe('after that', () => {
  const merged = { ...pull, state: 'merged', mergeCommit: 'f'.repeat(40) } as const
  const approved = happened('change.verdict', 'kedge', { is: 'approved', head: HEAD, by: ['bo', 'chen'] })
  /** What was shown, with the votes for it and the verdict. */
  function approvedOf(shown: NewEvent = sealed): NewEvent[] {
    const { seal } = (shown as NewEvent<'change.sealed'>).body
    const votes = ['bo', 'chen'].map(person =>
      happened('change.voted', person, { person, door: 'slack', is: 'approve', seal }),
    )
    return [shown, ...votes, approved]
  }

  test.each([
    ['Kedge', { id: 100, login: 'kedge[bot]' }, 'kedge'],
    ['a person', { id: 7, login: 'dana' }, 'dana'],
    ['an account nobody knows', { id: 99, login: 'who' }, 'github:99'],
    ['GitHub does not say who', undefined, 'github'],
  ])('a merge by %s is told and delivered', async (_, mergedBy, by) => {
    const inCase = [asked({ case: CASE }), openedPull]
    const [shown] = (await followed(inCase)).found
    const { found, jobs } = await followed([...inCase, ...approvedOf(shown)], {
      pull: async () => ({ ...merged, ...(mergedBy && { mergedBy }) }),
    })
    expect(found).toMatchObject([{ type: 'change.merged', by, body: { commit: 'f'.repeat(40), head: HEAD } }])
    expect(jobs).toEqual([`deliver:${CHANGE}`, `show-change:${CHANGE}`, `show-case:${CASE}`, `say:merged:${CHANGE}`])
  })

  test.each([
    ['was never approved', [], HEAD],
    ['waits for approval', [pending], HEAD],
    ['was approved for another commit', [approved], '9'.repeat(40)],
  ])('[C6] (77) what is merged although it %s by-passed the gate, and that is told', async (_, verdicts, head) => {
    const { found, jobs } = await followed([...WAITING, ...verdicts], {
      pull: async () => ({ ...merged, head, mergedBy: { id: 99, login: 'root' } }),
    })
    const merge = found.find(({ type }) => type === 'change.merged')
    expect(merge).toMatchObject({ by: 'github:99', body: { head } })
    expect(found.at(-1)).toMatchObject({ type: 'change.review-owed' })
    expect(jobs).toContain(`say:by-passed:${CHANGE}`)
  })

  test('[C5] (39) merged under other rules than it was approved by, it is sealed as it was merged, and looked at', async () => {
    const { 'policies/weekend-freeze.yaml': _, ...files } = repository.files
    const before = async () => ({ commit: 'b'.repeat(40), files, guards: {} })
    const { found, jobs } = await followed([...APPROVED, approved], {
      pull: async () => ({ ...merged, mergedBy: { id: 7, login: 'dana' } }),
      before,
    })
    expect(found).toMatchObject([
      { type: 'change.sealed', body: { moves: [{ to: '1.0.0' }] } },
      { type: 'change.merged' },
      { type: 'change.review-owed', body: { because: 'main had moved since it was approved' } },
    ])
    expect(jobs).toContain(`say:by-passed:${CHANGE}`)
    expect(jobs).toContain(`deliver:${CHANGE}`)
  })

  test('[C1] the review of an emergency is owed, whoever counts by the time the merge is seen', async () => {
    const urgent = [asked({ emergency: true }), openedPull]
    const [shown] = (await followed(urgent)).found
    const { found } = await followed([...urgent, ...approvedOf(shown)], {
      pull: async () => merged,
      slackUser: async id => ({ id, team: 'T', is: 'deleted' }),
    })
    expect(found.at(-1)).toMatchObject({
      type: 'change.review-owed',
      body: { because: expect.stringContaining('it was an emergency') },
    })
  })

  test('[C1] nor does it help to take the rule of emergencies away before the merge is seen', async () => {
    const urgent = [asked({ emergency: true }), openedPull]
    const [shown] = (await followed(urgent)).found
    const approvals = (repository.policies.approvals as readonly ApprovalsRule[]).map(
      ({ emergency: _, ...rule }) => rule,
    )
    const rules = { ...repository, policies: { ...repository.policies, approvals } }
    const { found } = await followed([...urgent, ...approvedOf(shown)], { pull: async () => merged }, rules)
    expect(found.at(-1)).toMatchObject({
      type: 'change.review-owed',
      body: { because: expect.stringContaining('it was an emergency') },
    })
  })

  test('[C5] a merge commit that somebody wrote more into is not what was approved', async () => {
    const [shown] = (await followed([asked(), openedPull])).found
    const files = { ...repository.files, 'policies/more.yaml': { blob: 'e'.repeat(40), text: 'kind: waiver' } }
    const { found } = await followed([asked(), openedPull, ...approvedOf(shown)], {
      pull: async () => merged,
      after: async () => ({
        commit: 'f'.repeat(40),
        files: { ...files, [MODEL]: contents.files[0]?.is ?? never() },
        guards: {},
      }),
    })
    const because = 'its merge made other files of it than were approved'
    expect(found).toMatchObject([
      { type: 'change.merged' },
      { type: 'change.review-owed', body: { because, of: 'rules' } },
    ])
  })

  test('[C5] what cannot be read any more, nobody can say of what it was merged onto', async () => {
    const contents = async () => {
      throw new ProblemError([problem('too-large', 'It is too large.', 'Split it')])
    }
    const { found } = await followed([...APPROVED, approved], { pull: async () => merged, contents })
    const because = 'nobody can say what it was merged onto'
    expect(found).toMatchObject([{ type: 'change.merged' }, { type: 'change.review-owed', body: { because } }])
  })

  test('[C6] (29) what is merged into another branch is in force nowhere: it is over, and nothing is delivered', async () => {
    const { found, jobs } = await followed([...APPROVED, approved], {
      pull: async () => ({ ...merged, base: 'mine', mergedBy: { id: 7, login: 'dana' } }),
    })
    expect(found).toMatchObject([{ type: 'change.closed', body: { outcome: 'abandoned' } }])
    expect(jobs).not.toContain(`deliver:${CHANGE}`)
  })

  test('closing ends it', async () => {
    const { found } = await followed(WAITING, { pull: async () => ({ ...pull, state: 'closed' }) })
    expect(found).toMatchObject([{ type: 'change.closed', body: { outcome: 'abandoned' } }])
  })

  const run = { id: 5, url: 'https://github.test/runs/5', status: 'completed', conclusion: 'success' } as const
  test.each<[string, Given['see'], unknown[], string[]]>([
    ['that is not there yet', {}, [], []],
    ['that still runs', { run: async () => ({ ...run, status: 'running', conclusion: null }) }, [], []],
    [
      'that succeeds',
      { run: async () => run },
      [{ type: 'change.delivered', body: { conclusion: 'success' } }],
      [`show-change:${CHANGE}`],
    ],
    [
      'that fails',
      { run: async () => ({ ...run, conclusion: 'failure' }) },
      [{ type: 'change.delivered', body: { conclusion: 'failure' } }],
      [`show-change:${CHANGE}`, `say:undelivered:${CHANGE}`],
    ],
  ])('a delivery %s', async (_, see, events, keys) => {
    const { found, jobs } = await followed([...APPROVED, mergedBy, dispatched], see)
    expect(found).toMatchObject(events)
    expect(jobs).toEqual(keys)
  })

  test('what is over is not asked for any more', async () => {
    const over = happened('change.done', 'kedge', { version: '1.0.0' })
    const pull = async () => {
      throw new Error('nobody should ask')
    }
    expect((await followed([...APPROVED, mergedBy, over], { pull })).found).toEqual([])
  })
})

test('every open change is followed, and no other', async () => {
  const { world, store } = await worldOf()
  await change(world, WAITING)
  await store.commit({
    at: world.now(),
    parts: [
      {
        subject: 'change/2',
        seen: 0,
        events: [asked(), happened('change.closed', 'github', { outcome: 'abandoned', says: '' })],
      },
    ],
  })
  await followAll(world)
  const lease = { by: 'x', now: world.now(), forMs: 60_000 }
  expect([(await store.takeJob(lease))?.it.key, await store.takeJob(lease)]).toEqual([`follow:${CHANGE}`, undefined])
})
