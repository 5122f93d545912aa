import { describe, expect, test } from 'vitest'
import type { Bench } from '../../src/approvals/approval.ts'
import type { Judged } from '../../src/approvals/judged.ts'
import { mayReview } from '../../src/approvals/may-review.ts'
import type { Author } from '../../src/core/sealing.ts'
import { bench, hours, peopleOf, RULE, vote } from '../fixtures/bench.ts'

/** Dana, who has no role that is asked for, answers for the whole; Bo and Dana are gone from the third on. */
const { people, ...rest } = peopleOf()
const leaving = Object.fromEntries(['bo', 'dana'].map(id => [id, { ...people[id], left: '2026-03-03' }]))
const repository = { people: { ...rest, processOwner: 'dana', people: { ...people, ...leaving } } }

function refused(person: string, more: Partial<Bench> = {}, change: object = {}, of: object = repository.people) {
  const it = bench([], { people: of as never, ...more })
  const judged = { bench: it, change, repository: { people: of } }
  return mayReview(judged as unknown as Judged, person)
}

test('[C4] [attack 18] whoever has left reviews nothing, the process owner neither', () => {
  const codes = (ids: readonly string[], now: Date) => ids.map(id => refused(id, { now })?.code)
  expect(codes(['bo', 'dana', 'chen', 'ana'], hours(14.9))).toEqual([
    undefined,
    undefined,
    undefined,
    'asked-it-yourself',
  ])
  expect(codes(['bo', 'dana', 'chen'], hours(15))).toEqual(['left', 'left', undefined])
})

describe('[C1] after an emergency', () => {
  const rule = { ...RULE, emergency: { needs: [{ role: 'operations', count: 1 }], reviewHours: 24 } }
  const urgent = {
    emergency: true,
    rules: [rule],
    votes: [vote('bo')],
    pull: { state: 'merged', draft: false },
  } as const

  test('whoever approved it does not review it, and who was not asked then does', () => {
    expect(refused('bo', urgent)).toMatchObject({
      code: 'approved-it',
      fix: 'Ask somebody with the role operations or model-validation to look at it.',
    })
    expect(['chen', 'eve', 'dana'].map(id => refused(id, urgent)?.code)).toEqual([undefined, undefined, undefined])
    expect(refused('dana', urgent, {}, { ...repository.people, processOwner: 'finn' })?.code).toBe('wrong-role')
  })

  test('a vote that counted then is not forgotten with the role it was given in', () => {
    const of = { ...repository.people, people: { ...people, bo: { ...people.bo, roles: ['model-validation'] } } }
    expect(refused('bo', urgent, {}, of)?.code).toBeUndefined()
    expect(refused('bo', urgent, { verdict: { by: ['bo'] } }, of)?.code).toBe('approved-it')
  })

  test('where all of them had a hand in it the process owner is left, and where that is one of them it says so', () => {
    const two = peopleOf({ ana: ['operations'], bo: ['operations'], dana: ['data-science'] })
    expect(refused('bo', urgent, {}, { ...two, processOwner: 'dana' })?.code).toBe('approved-it')
    expect(refused('dana', urgent, {}, { ...two, processOwner: 'dana' })).toBeUndefined()
    for (const processOwner of ['ana', 'bo', undefined])
      expect(
        ['ana', 'bo', 'dana'].map(id => refused(id, urgent, {}, { ...two, processOwner })?.code),
        processOwner,
      ).toEqual(['no-reviewer', 'no-reviewer', 'no-reviewer'])
  })
})

describe('[C1] [attack 27] where nobody knows who wrote it', () => {
  const by = (...authors: readonly Author[]) => ({ authors })

  test('an account that nobody lists may be anybody’s: nobody reviews it until it is listed', () => {
    const zoe = by({ github: 900, login: 'zoe', role: 'author' })
    expect(['chen', 'dana'].map(id => refused(id, zoe)?.code)).toEqual(['unlisted-author', 'unlisted-author'])
    expect(refused('chen', zoe)?.says).toContain('zoe')
    const listed = { ...people, zoe: { name: 'Zoe', github: { login: 'zoe', id: 900 }, roles: [] } }
    expect(refused('chen', zoe, {}, { ...repository.people, people: listed })).toBeUndefined()
  })

  test.each<[string, Author]>([
    ['from-fork', { role: 'pusher', unseen: 'fork' }],
    ['pushers-not-seen', { role: 'pusher', unseen: 'cut' }],
    ['by-bot', { role: 'pusher', unseen: 'bot' }],
    ['unlinked-author', { role: 'author' }],
  ])('%s: it cannot be committed anew, and so the process owner answers for it', (code, author) => {
    expect(refused('chen', by(author))).toMatchObject({ code, fix: expect.stringContaining('process owner') })
    expect(refused('dana', by(author))).toBeUndefined()
    expect(refused('dana', by(author), { merged: { by: 'dana' } })?.code).toBe('merged-it')
  })

  test('of what was merged unread, who opened it and who merged it are ruled out, and have to be known', () => {
    const unread = { ...by(), askedBy: 'bo' }
    expect(refused('bo', unread)?.code).toBe('asked-it-yourself')
    expect(refused('chen', unread, { merged: { by: 'github:103', account: 'github:103' } })?.code).toBe('merged-it')
    expect(refused('chen', unread)).toBeUndefined()
    expect(refused('chen', { ...by(), askedBy: 'github:900' })?.code).toBe('unlisted-author')
  })
})
