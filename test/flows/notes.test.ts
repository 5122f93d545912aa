import { expect, test } from 'vitest'
import { heard, inCase, underCard } from '../../src/flows/notes.ts'
import { sentence } from '../../src/reports/sentence.ts'
import { asked, foldOf, WAITING } from '../fixtures/change.ts'
import { flightDelay } from '../fixtures/world.ts'
import { CASE, CHANGE } from '../fixtures/written.ts'

const document = sentence('Hello.')
const { channel: _, ...silent } = flightDelay
const where = (jobs: ReturnType<typeof heard>) =>
  jobs.map(job => [job.key, job.subject, JSON.parse(job.body ?? '{}').thread])
const key = `say:what:${CHANGE}`

test('a note is told in the case; without one it is not told', () => {
  expect(where(inCase(foldOf([asked({ case: CASE })]), flightDelay, 'what', document))).toEqual([[key, CHANGE, CASE]])
  expect(inCase(foldOf(WAITING), flightDelay, 'what', document)).toEqual([])
})

test('what somebody must hear is told in the case, else below the card, else in the channel', () => {
  const heardOf = (events: Parameters<typeof foldOf>[0], model = flightDelay) =>
    where(heard(foldOf(events), model, 'what', document))
  expect(heardOf([asked({ case: CASE }), ...WAITING.slice(1)])).toEqual([[key, CHANGE, CASE]])
  expect(heardOf(WAITING)).toEqual([[key, CHANGE, CHANGE]])
  expect(heardOf([asked()])).toEqual([[key, CHANGE, undefined]])
  expect(heardOf([asked({ case: CASE })], silent)).toEqual([])
})

test('below a card that is not there nothing waits', () => {
  expect(underCard(foldOf([asked()]), 'what', document)).toEqual([])
})
