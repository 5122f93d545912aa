import { expect, test } from 'vitest'
import type { Judged } from '../../src/approvals/judged.ts'
import { mayReview } from '../../src/approvals/may-review.ts'
import { bench, hours, peopleOf } from '../fixtures/bench.ts'

/** Dana, who has no role that is asked for, answers for the whole; Bo and Dana are gone from the third on. */
const { people, ...rest } = peopleOf()
const leaving = Object.fromEntries(['bo', 'dana'].map(id => [id, { ...people[id], left: '2026-03-03' }]))
const repository = { people: { ...rest, processOwner: 'dana', people: { ...people, ...leaving } } }

function refused(person: string, now: Date) {
  const judged = { bench: bench([], { people: repository.people as never, now }), change: {}, repository }
  return mayReview(judged as unknown as Judged, person)?.code
}

test('[C4] [attack 18] whoever has left reviews nothing, the process owner neither', () => {
  expect(['bo', 'dana', 'chen', 'ana'].map(id => refused(id, hours(14.9)))).toEqual([
    undefined,
    undefined,
    undefined,
    'asked-it-yourself',
  ])
  expect(['bo', 'dana', 'chen'].map(id => refused(id, hours(15)))).toEqual(['left', 'left', undefined])
})
