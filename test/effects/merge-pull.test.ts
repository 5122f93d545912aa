import { describe, expect, test } from 'vitest'
import { NO_DEMANDS, type Reviews } from '../../src/core/demands.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { OutsideError } from '../../src/core/outside.ts'
import mergePull from '../../src/effects/merge-pull.ts'
import { setCheck } from '../../src/flows/jobs.ts'
import { changeOf } from '../../src/flows/standing.ts'
import type { Branch, Eyes, Pull, Review } from '../../src/flows/world.ts'
import { APPROVED, change, checkedGreen, SEAL, voted, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { contents, guarded, HEAD, pull, repository, worldOf, write } from '../fixtures/world.ts'
import { CHANGE } from '../fixtures/written.ts'

const job = { subject: CHANGE, key: `merge-pull:${CHANGE}`, body: '' }
const green: Partial<Eyes> = { check: async () => ({ id: 3, conclusion: 'success' }) }

const reviewed = (...states: Review['state'][]): Review[] =>
  states.map((state, i) => ({ id: i, user: { id: 6, login: 'chen', bot: false }, state, head: HEAD, at: '' }))
/** Chen approved by a review, and the record knows it. */
const BY_REVIEW = [
  ...WAITING,
  voted('bo'),
  happened('change.voted', 'chen', { person: 'chen', door: 'github', is: 'approve', seal: SEAL, review: 0 }),
  checkedGreen,
]
const dismissedNow: Partial<Eyes> = { reviews: async () => reviewed('dismissed') }

async function merging(see: Partial<Eyes> = {}, events = APPROVED, hands = {}) {
  const it = await worldOf({ see: { ...green, ...see }, do: hands })
  await change(it.world, events)
  return { ...it, outcome: await mergePull.run(it.world, job) }
}
const codeOf = ({ facts }: Awaited<ReturnType<typeof mergePull.run>>) => facts?.map(f => f.events[0]?.body)

test('[attack 25] what was approved is merged at exactly the head that was approved', async () => {
  const { did, outcome } = await merging()
  expect(did).toMatchObject([
    ['merge', { number: 7, head: HEAD, title: 'Roll flight-delay back from 1.1.0 to 1.0.0 (#7)' }],
  ])
  expect(did[0]?.[1]).toMatchObject({ message: expect.stringContaining(`Kedge-Seal: ${SEAL}`) })
  expect(outcome).toMatchObject({ jobs: [{ effect: 'follow-change' }] })
  expect(outcome.facts).toBeUndefined()
})

test('[C5] [attack 25] what others made wrong on main a moment ago is not merged', async () => {
  const odd = { text: 'kind: odd\n', blob: '1'.repeat(40) }
  const broken = { ...repository, files: { ...repository.files, 'models/odd.yaml': odd } }
  const { world, did } = await worldOf({ see: green, repository: broken })
  await change(world, APPROVED)
  expect(codeOf(await mergePull.run(world, job))).toMatchObject([{ code: 'moved' }])
  expect(did).toEqual([])
})

test.each<[string, string, Partial<Eyes>, typeof APPROVED]>([
  ['moved', 'the head has moved', { pull: async () => ({ ...pull, head: 'b'.repeat(40) }) }, APPROVED],
  [
    'moved',
    'what it changes is another thing now',
    { contents: async () => ({ ...contents, diff: '+ more' }) },
    APPROVED,
  ],
  ['moved', 'an approval counts no more', { slackUser: async id => ({ id, team: 'T', is: 'deleted' }) }, APPROVED],
  ['moved', 'somebody is still to come', {}, [...WAITING, voted('bo')]],
  [
    'moved',
    '(attack 27) somebody forced it away and back',
    { contents: async () => ({ ...contents, authors: [...contents.authors, { github: 5, role: 'pusher' }] }) },
    APPROVED,
  ],
  ['moved', '(attack 32) an approval was dismissed a moment ago', dismissedNow, BY_REVIEW],
  [
    'moved',
    '(attack 31) changes were requested a moment ago',
    { reviews: async () => reviewed('changes-requested') },
    APPROVED,
  ],
  [
    'moved',
    '(attack 30) it was closed for a moment',
    { turns: async () => [{ to: 'closed', at: '2100-01-01T00:00:00Z' }] },
    APPROVED,
  ],
  ['check-not-green', 'the check is not green', { check: async () => ({ id: 3, conclusion: null }) }, APPROVED],
  ['unprotected', 'the branch is not protected', { branch: async () => ({ ...guarded, protected: false }) }, APPROVED],
  [
    'unprotected',
    'the branch requires another check',
    { branch: async () => ({ ...guarded, requires: [{ name: 'ci', from: 'us' }] }) },
    APPROVED,
  ],
])('%s: nothing is merged where %s', async (code, _, see, events) => {
  const { did, outcome } = await merging(see, events)
  expect(did).toEqual([])
  expect(codeOf(outcome)).toMatchObject([{ code, door: 'merge' }])
})

describe('what is written while GitHub is asked for the last time', () => {
  const meanwhile = async (event: NewEvent) => {
    const it = await worldOf({
      see: {
        ...green,
        reviews: async () => {
          await write(it.world, CHANGE, [event])
          return []
        },
      },
    })
    await change(it.world, APPROVED)
    return { ...it, outcome: await mergePull.run(it.world, job) }
  }

  test('[C12] (attack 36) a denial that was recorded by then is judged, and nothing is merged', async () => {
    const { did, outcome } = await meanwhile(voted('eli', 'deny', 'The older one is broken.'))
    expect(did).toEqual([])
    expect(codeOf(outcome)).toMatchObject([{ code: 'moved', door: 'merge' }])
    expect(outcome.jobs).toMatchObject([{ effect: 'follow-change' }, { effect: 'show-change' }])
  })

  test('[C12] (attack 37) somebody who was refused holds nothing up', async () => {
    const refused = happened('change.refused', 'dana', { code: 'wrong-role', door: 'slack', says: 'No.' })
    expect((await meanwhile(refused)).did).toMatchObject([['merge', { head: HEAD }]])
  })
})

test('a refusal is kept once for what people were shown, and told below the card', async () => {
  const { world, outcome } = await merging({ check: async () => undefined })
  expect(outcome.jobs).toMatchObject([
    { key: `say:unmerged:${SEAL}:check-not-green:${CHANGE}` },
    { key: `set-check:${CHANGE}` },
    { effect: 'show-change' },
  ])
  await write(world, CHANGE, outcome.facts?.[0]?.events ?? [])
  expect(await mergePull.run(world, job)).toEqual({})
})

test.each(['failure', 'neutral', 'skipped', 'stale', 'cancelled', null])(
  '[C6] (42) a check that has become %s is computed anew, each time',
  async conclusion => {
    const { world, did, outcome } = await merging({ check: async () => ({ id: 3, conclusion }) })
    expect(did).toEqual([])
    await write(world, CHANGE, outcome.facts?.[0]?.events ?? [])
    expect(await mergePull.run(world, job)).toEqual({ jobs: [setCheck(CHANGE)] })
  },
)

test('[C12] (attack 32) what was approved by a review that stands is merged', async () => {
  expect((await merging({ reviews: async () => reviewed('approved') }, BY_REVIEW)).did).toHaveLength(1)
})

const native = { ...guarded, reviews: { ...(NO_DEMANDS.reviews as Reviews), approvals: 2, codeOwners: true } }
const seen = (mergeable: Pull['mergeable'], reviewers: string[] = [], branch = native): Partial<Eyes> => ({
  branch: async () => branch,
  pull: async () => ({ ...pull, mergeable, reviewers }),
})

test('[C6] in mode native it is merged when GitHub says that its reviews are there too', async () => {
  expect((await merging(seen('yes'))).did).toHaveLength(1)
})

test('[C6] in mode native the reviews that are missing on GitHub are named, and whose', async () => {
  const reviews = async () => reviewed('approved')
  const { did, outcome } = await merging({ ...seen('blocked', ['@bo', 'the team risk']), reviews })
  expect(did).toEqual([])
  expect(codeOf(outcome)).toMatchObject([{ code: 'github-reviews' }])
  expect(outcome.facts?.[0]?.events[0]?.body).toMatchInlineSnapshot(`
    {
      "code": "github-reviews",
      "door": "merge",
      "fix": "Approve the pull request on GitHub; it is merged then.",
      "says": "GitHub itself demands 2 approving reviews, one of a code owner: approved there by @chen, asked are @bo and the team risk. Approvals in Slack do not count for that.",
    }
  `)
})

test('[C6] a review that was taken back on GitHub is none, and a comment changes nothing', async () => {
  const says = async (...states: Review['state'][]) => {
    const reviews = async () => reviewed(...states)
    return JSON.stringify(codeOf((await merging({ ...seen('blocked'), reviews })).outcome))
  }
  expect(await says('approved', 'commented')).toContain('approved there by @chen')
  expect(await says('approved', 'changes-requested')).toContain('nobody has approved there yet')
  expect(await says('approved', 'dismissed')).toContain('nobody has approved there yet')
})

test.each<[string, Pull['mergeable'], Branch]>([
  ['github-blocks', 'blocked', guarded],
  ['github-blocks', 'blocked', { ...guarded, reviews: 'unknown' }],
  ['behind', 'behind', guarded],
  ['conflict', 'conflict', guarded],
])('[C6] %s: what GitHub holds back as %s is told and not tried', async (code, mergeable, branch) => {
  const { did, outcome } = await merging({ branch: async () => branch, pull: async () => ({ ...pull, mergeable }) })
  expect(did).toEqual([])
  expect(codeOf(outcome)).toMatchObject([{ code, door: 'merge' }])
  expect(outcome.jobs?.map(({ effect }) => effect)).toEqual(['say', 'show-change'])
})

test('[C6] while GitHub has not said whether it can be merged, it is asked again', async () => {
  await expect(merging(seen('unknown'))).rejects.toMatchObject({ is: 'unavailable' })
})

test.each<[string, Partial<Branch>]>([
  ['(42, 75) the check counts whoever sets it', { requires: [{ name: 'kedge', from: 'anybody' }] }],
  ['(42) the check is that of another App', { requires: [{ name: 'kedge', from: 15368 }] }],
  ['(44) there is a merge queue', { mergeQueue: true }],
])('[C6] %s: the wrong set-up is refused with its fix, although GitHub would merge', async (_, wrong) => {
  const { did, outcome } = await merging({ branch: async () => ({ ...guarded, ...wrong }) })
  expect(did).toEqual([])
  expect(codeOf(outcome)).toMatchObject([{ code: 'unprotected' }])
  expect(outcome.jobs?.[0]?.body).toContain('fix: Settings → Rules')
})

test('[E6] another reason than the last is kept as well, and the first again after it, each told once', async () => {
  let mergeable: Pull['mergeable'] = 'blocked'
  const it = await worldOf({ see: { ...green, pull: async () => ({ ...pull, mergeable }) } })
  await change(it.world, APPROVED)
  const kept = []
  for (mergeable of ['blocked', 'blocked', 'conflict', 'conflict', 'blocked'] as const) {
    const { facts, jobs } = await mergePull.run(it.world, job)
    await write(it.world, CHANGE, facts?.[0]?.events ?? [])
    kept.push([codeOf({ facts: facts ?? [] })?.[0], jobs?.[0]?.key.replace(`${SEAL}:`, '')])
  }
  const once = (code: string) => [expect.objectContaining({ code }), `say:unmerged:${code}:${CHANGE}`]
  const nothing = [undefined, undefined]
  expect(kept).toEqual([once('github-blocks'), nothing, once('conflict'), nothing, once('github-blocks')])
})

test('[E3] [E6] what GitHub refuses again after another reason is told again, and never followed in a circle', async () => {
  let mergeable: Pull['mergeable'] = 'yes'
  let no = 'Squash merges are not allowed.'
  const merge = async () => {
    throw new OutsideError('moved', no)
  }
  const it = await worldOf({ see: { ...green, pull: async () => ({ ...pull, mergeable }) }, do: { merge } })
  await change(it.world, APPROVED)
  const refuses = async () => {
    const { facts, jobs } = await mergePull.run(it.world, job)
    await write(it.world, CHANGE, facts?.[0]?.events ?? [])
    const told = (await changeOf(it.world.store, CHANGE))?.it.unmerged?.says
    return { told, follows: jobs?.some(({ effect }) => effect === 'follow-change') ?? false }
  }
  const squash = 'GitHub refused the merge: Squash merges are not allowed.'
  expect(await refuses()).toEqual({ told: squash, follows: true })
  mergeable = 'blocked'
  expect((await refuses()).told).toContain('GitHub holds')
  mergeable = 'yes'
  expect(await refuses()).toEqual({ told: squash, follows: false })
  const rounds = []
  for (no of ['Another.', 'Squash merges are not allowed.', 'Another.', 'Squash merges are not allowed.'])
    rounds.push(await refuses())
  expect(rounds.map(({ told }) => told)).toEqual([
    'GitHub refused the merge: Another.',
    squash,
    'GitHub refused the merge: Another.',
    squash,
  ])
  expect(rounds.map(({ follows }) => follows)).toEqual([true, false, false, false])
})

test('[attack 25] a race that GitHub decides is kept and looked at, never tried again blindly', async () => {
  const merge = async () => {
    throw new OutsideError('moved', 'Head branch was modified.')
  }
  const { outcome } = await merging({}, APPROVED, { merge })
  expect(codeOf(outcome)).toMatchObject([
    { code: 'moved', says: 'GitHub refused the merge: Head branch was modified.' },
  ])
  expect(outcome.jobs).toMatchObject([{ effect: 'follow-change' }, { effect: 'show-change' }])
})

test('an outage is not a refusal', async () => {
  const merge = async () => {
    throw new OutsideError('unavailable', 'no answer')
  }
  await expect(merging({}, APPROVED, { merge })).rejects.toThrow('no answer')
})
