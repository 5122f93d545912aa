import { expect, test } from 'vitest'
import { caseFrom, through } from '../../src/core/case.ts'
import { happened } from '../fixtures/happened.ts'
import { CASE, caseEvents, written } from '../fixtures/written.ts'

const fold = (...more: ReturnType<typeof happened>[]) => caseFrom(written(CASE, [...caseEvents, ...more]))

test('a case is nothing before it is opened', () => {
  expect(caseFrom([])).toBeUndefined()
  expect(caseFrom(written(CASE, [happened('case.taken', 'bo', {})]))).toBeUndefined()
})

test('the owner is who the model names, until somebody takes it; the last one has it', () => {
  expect(fold()).toMatchObject({ owner: 'ana', taken: false })
  expect(fold(happened('case.taken', 'bo', {}), happened('case.taken', 'eli', {}))).toMatchObject({
    owner: 'eli',
    taken: true,
  })
})

test('the newest readings, chart and change are the ones that count', () => {
  const it = fold(
    happened('case.charted', 'kedge', { file: 'F1', through: 'a', alt: '' }),
    happened('case.charted', 'kedge', { file: 'F2', through: 'b', alt: '' }),
    happened('case.asked', 'ana', { change: 'change/1' }),
    happened('case.asked', 'ana', { change: 'change/2' }),
    happened('case.continued', 'kedge', { monitors: [] }),
  )
  expect(it).toMatchObject({ chart: { file: 'F2' }, change: 'change/2', monitors: [] })
})

test('what the evidence speaks of ends with its newest reading', () => {
  expect(through(fold() ?? { monitors: [] })).toBe('2001-04-16T00:00:00.000Z')
  expect(through({ monitors: [] })).toBe('')
})
