import { expect, test } from 'vitest'
import type { Bodies } from '../../src/core/event-bodies.ts'
import type { Say } from '../../src/flows/jobs.ts'
import { lapsedNews, type Round } from '../../src/flows/lapsed-news.ts'
import { asked, foldOf, openedPull, SEAL, sealed, sealedIn, voted, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { repository, words } from '../fixtures/world.ts'

type Vote = Bodies['change.voted']
const GIVEN = '2001-04-16T09:10:00Z'
const approves = (person: string, review: number, more: Partial<Vote> = {}) =>
  happened('change.voted', person, {
    ...{ person, door: 'github', is: 'approve', seal: SEAL, review, given: GIVEN },
    ...more,
  })
const lapses = (person: string, review: number, more: Partial<Vote> = {}) =>
  approves(person, review, { lapsed: 'base', ...more })

function told(votes: ReturnType<typeof approves>[], more: Partial<Round> = {}, before = WAITING) {
  const was = foldOf(before)
  const now = foldOf([...before, ...votes])
  const jobs = lapsedNews({ was, now, voted: votes, counted: [], ...more }, repository)
  return jobs.map(({ key, body = '' }) => ({ key, ...(JSON.parse(body) as Say) }))
}

test('[C12] [attack 29] whose approvals are gone because the base was changed is said by name, and what to do', () => {
  const [said, ...others] = told([lapses('chen', 1), lapses('bo', 2)])
  expect(others).toEqual([])
  expect(said).toMatchObject({ key: 'say:lapsed-1-2:change/00000001', thread: 'change/00000001' })
  expect(said && words(said.document)).toMatchInlineSnapshot(`
    "┃ Asked anew. Approved by @Chen Wei and @Bo Lindqvist, but the base of the pull request was changed after that. These approvals count no more.
    ┃
    ┃ · It goes to main now: please look again, and approve anew if it is right."
  `)
  expect(told([lapses('chen', 1)]).map(({ document }) => words(document))).toMatchInlineSnapshot(`
    [
      "┃ Asked anew. Approved by @Chen Wei, but the base of the pull request was changed after that. This approval counts no more.
    ┃
    ┃ · It goes to main now: please look again, and approve anew if it is right.",
    ]
  `)
})

test.each<[string, ReturnType<typeof approves>[], Partial<Round>?]>([
  ['an approval that holds', [approves('chen', 1)]],
  ['one given to a draft', [approves('chen', 1, { lapsed: 'draft' })]],
  ['one of somebody nobody knows', [lapses('github:99', 1)]],
  ['one of whoever counts by another vote', [lapses('chen', 1)], { counted: ['chen'] }],
  ['one of whoever approved again since', [lapses('chen', 1), approves('chen', 2, { given: '2001-04-16T09:20:00Z' })]],
  ['one of whoever said no since', [lapses('chen', 1), approves('chen', 2, { is: 'deny' })]],
  ['one for what was sealed long before', [lapses('chen', 1, { seal: 'old' })]],
])('[C12] nothing is said of %s', (_, votes, more) => {
  expect(told(votes, more)).toEqual([])
})

test('[C12] whom the new seal asks by name is not told twice, and whom it does not know of is told', () => {
  const before = [...WAITING, approves('chen', 1)]
  const votes = [sealedIn(['C0APPROVALS']), lapses('chen', 1), lapses('bo', 2)]
  expect(told(votes, {}, before).map(({ key }) => key)).toEqual(['say:lapsed-2:change/00000001'])
})

test('[C12] without a card there is no thread to say it in', () => {
  expect(told([voted('bo'), lapses('chen', 1)], {}, [asked(), openedPull, sealed])).toEqual([])
})
