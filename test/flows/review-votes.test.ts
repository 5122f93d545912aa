import { expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import { heardOnGitHub } from '../../src/flows/review-votes.ts'
import type { Review, Turn } from '../../src/flows/world.ts'
import { foldOf, SEAL, voted, WAITING } from '../fixtures/change.ts'
import { HEAD, pull, repository, worldOf } from '../fixtures/world.ts'

const it = foldOf(WAITING)
/** GitHub tells whole seconds, without a point. */
const at = (minutes: number) =>
  new Date(Date.parse(it.asked.at) + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
const to = (is: Exclude<Turn['to'], 'dismissed'>, minutes: number): Turn => ({ to: is, at: at(minutes) })
const approval: Review = {
  ...{ id: 1, user: { id: 6, login: 'chen', bot: false }, state: 'approved', head: HEAD, at: at(10) },
}

async function heard(turns: readonly Turn[], given = it, draft = false, reviews = [approval]) {
  const asked: number[] = []
  const { world } = await worldOf({
    see: {
      reviews: async () => reviews,
      turns: async number => {
        asked.push(number)
        return turns
      },
    },
  })
  return { ...(await heardOnGitHub(world, given, { ...pull, draft }, repository)), asked }
}

test.each<[string, readonly Turn[], string | undefined, boolean?]>([
  ['in one that was always open it counts', [], undefined],
  ['in a draft, as it was opened', [], 'draft', true],
  ['in a draft, as it was opened, that is ready now', [to('ready', 11)], 'draft'],
  ['in what was made a draft', [to('draft', 9)], 'draft', true],
  ['in what was a draft for a while', [to('draft', 9), to('ready', 11)], 'draft'],
  ['in the second in which it became ready', [to('draft', 9), to('ready', 10)], 'draft'],
  ['in the second in which it became a draft', [to('draft', 10), to('ready', 11)], 'draft'],
  ['after it was ready it counts', [to('draft', 8), to('ready', 9)], undefined],
  ['after it was ready it counts, whatever was seen a moment before', [to('ready', 9)], undefined, true],
  ['before it was a draft it counts', [to('draft', 11), to('ready', 12)], undefined],
  ['before it was closed', [to('closed', 11), to('open', 12)], 'closed'],
  ['while it was closed', [to('closed', 9), to('open', 11)], 'closed'],
  ['after it was opened again it counts', [to('closed', 8), to('open', 9)], undefined],
  ['before its base was changed (attack 29)', [to('base', 11)], 'base'],
  ['in the second in which its base was changed', [to('base', 10)], 'base'],
  ['between two changes of its base', [to('base', 9), to('base', 11)], 'base'],
  ['after its base was changed it counts', [to('base', 8), to('base', 9)], undefined],
])('[C12] (attack 30) a review given %s', async (_, turns, lapsed, draft = false) => {
  const { voted } = await heard(turns, it, draft)
  const body = {
    person: 'chen',
    account: 'github:6',
    door: 'github',
    is: 'approve',
    seal: SEAL,
    review: 1,
    given: at(10),
  }
  expect(voted.map(vote => vote.body)).toEqual([{ ...body, ...(lapsed && { lapsed }) }])
})

test('[C12] [attack 29] an approval that was recorded lapses once when the base is changed after it', async () => {
  const before = (await heard([])).voted
  const recorded = (more: readonly NewEvent[]) => foldOf([...WAITING, ...more])
  expect((await heard([], recorded(before))).voted).toEqual([])
  const { voted: lapsed } = await heard([to('base', 11)], recorded(before))
  expect(lapsed).toMatchObject([{ body: { review: 1, is: 'approve', lapsed: 'base' } }])
  const after = recorded([...before, ...lapsed])
  expect(after.votes.map(vote => vote.body.lapsed)).toEqual(['base', 'base'])
  expect((await heard([to('base', 11)], after)).voted).toEqual([])
})

test('[C12] [attack 29] whoever said no before the base was changed has not said yes by that', async () => {
  const no: Review = { ...approval, state: 'changes-requested' }
  const { voted } = await heard([to('base', 11)], it, false, [no])
  expect(voted.map(vote => vote.body)).toEqual([
    { person: 'chen', account: 'github:6', door: 'github', is: 'deny', seal: SEAL, review: 1, given: at(10) },
  ])
})

test('[C12] (attack 30) what was closed since it was asked for is not the same any more, what was closed before is', async () => {
  expect(await heard([to('closed', 1), to('open', 2)])).toMatchObject({ wasClosed: true })
  expect(await heard([to('closed', -2), to('open', -1)])).toMatchObject({ wasClosed: false })
})

test('[C12] where nobody voted, nothing more is asked of GitHub; a vote in Slack is one', async () => {
  expect(await heard([to('closed', 1)], it, false, [])).toMatchObject({ wasClosed: false, asked: [] })
  const inSlack = foldOf([...WAITING, voted('bo')])
  expect(await heard([to('closed', 1)], inSlack, false, [])).toMatchObject({ wasClosed: true, asked: [7] })
})

const dismissal = (review: number, was?: 'approved' | 'changes-requested'): Turn => {
  return { to: 'dismissed', at: at(11), review, ...(was && { was }) }
}
const dismissed: Review = { ...approval, state: 'dismissed' }

const takenBack = { by: 'github', body: { person: 'chen', is: 'withdrawn' } }
const denial = { by: 'chen', body: { person: 'chen', is: 'deny' } }

test.each<[string, readonly Turn[], readonly object[]]>([
  ['had denied', [dismissal(1, 'changes-requested')], [denial, takenBack]],
  ['may have denied, for all GitHub says', [dismissal(1)], [denial, takenBack]],
  ['may have denied, for all GitHub says of another', [dismissal(2, 'approved')], [denial, takenBack]],
  ['had approved', [dismissal(1, 'approved')], [takenBack]],
])('[C12] [attack 31] what was dismissed before Kedge saw it and %s', async (_, turns, said) => {
  const { voted } = await heard(turns, it, false, [dismissed])
  expect(voted).toMatchObject(said)
  const after = foldOf([...WAITING, ...voted])
  expect((await heard(turns, after, false, [dismissed])).voted).toEqual([])
})

test('[C12] [attack 31] what was dismissed after Kedge saw it is taken in as the same', async () => {
  const no: Review = { ...approval, state: 'changes-requested' }
  const first = (await heard([], it, false, [no])).voted
  const turns = [dismissal(1, 'changes-requested')]
  const then = (await heard(turns, foldOf([...WAITING, ...first]), false, [dismissed])).voted
  expect([...first, ...then]).toEqual((await heard(turns, it, false, [dismissed])).voted)
})

/** The same commit, sealed again some milliseconds after a whole second: the main branch has moved. */
function sealedAgain(ms: number) {
  const first = it.seals[0]
  if (!first) throw new Error('the fixture is not sealed')
  const moved = new Date(Date.parse(at(10)) + ms).toISOString()
  return { ...it, seals: [first, { at: moved, body: { ...first.body, seal: 'another' } }] }
}

test.each<[string, number, string]>([
  ['before the second it was sealed again in', 1_000, SEAL],
  ['in the second it was sealed again in', 900, SEAL],
  ['in that second, of which a millisecond had passed', 1, SEAL],
  ['since the very beginning of that second', 0, 'another'],
  ['after it', -100, 'another'],
])('[C10] (attack 24) a review given %s is for what its author could see', async (_, ms, seal) => {
  const { voted } = await heard([], sealedAgain(ms))
  expect(voted.map(vote => vote.body)).toMatchObject([{ review: 1, seal }])
})

test('[C10] one that was given before its commit was sealed at all is for the first seal of it', async () => {
  const { voted } = await heard([], { ...sealedAgain(900), seals: sealedAgain(900).seals.slice(1) })
  expect(voted.map(vote => vote.body)).toMatchObject([{ review: 1, seal: 'another' }])
})

test('[C1] an approval of a commit nobody saw takes no denial back that came after it', async () => {
  const unseen: Review = { ...approval, id: 7, head: 'f'.repeat(40), at: at(5) }
  const no: Review = { ...approval, id: 8, state: 'changes-requested', at: at(10) }
  const { voted: first } = await heard([], it, false, [unseen, no])
  expect(first.map(({ body }) => body.is)).toEqual(['deny'])
  const { voted: after } = await heard([], foldOf([...WAITING, ...first]), false, [unseen, no])
  expect(after).toEqual([])
  const { voted: later } = await heard([], foldOf([...WAITING, ...first]), false, [{ ...unseen, at: at(15) }, no])
  expect(later.map(({ body }) => body.is)).toEqual(['withdrawn'])
})
