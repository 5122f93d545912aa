import { expect, test } from 'vitest'
import type { Change } from '../../src/core/change-state.ts'
import { digestsOf, restoredLately, restoredNotBefore, writtenOver } from '../../src/core/written-over.ts'
import { asked, foldOf } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'

const now = new Date('2026-03-02T12:00:00Z')
const OURS = { title: 'Go back', body: 'Asked by ana.\nIn two lines.' }
const described = happened('change.described', 'kedge', digestsOf(OURS.title, OURS.body))
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
const restored = (...hours: number[]): Pick<Change, 'restored'> => ({
  restored: hours.map(h => ({ ...digestsOf('', ''), over: ['body'], at: ago(h) })),
})

test.each([
  ['as it was written', OURS, []],
  ['with the ends of lines that a form makes of it', { ...OURS, body: 'Asked by ana.\r\nIn two lines.\r\n' }, []],
  ['with another title', { ...OURS, title: 'Go on' }, ['title']],
  ['with another body', { ...OURS, body: 'Asked by ana.' }, ['body']],
  ['without either', { title: '', body: '' }, ['title', 'body']],
])('a pull request of ours %s', (_, pull, over) => {
  expect(writtenOver(foldOf([asked(), described]), pull)).toEqual(over)
})

test('of what has nothing on record nobody can say that somebody wrote over it', () => {
  expect(writtenOver(foldOf([asked()]), { title: 'x', body: 'y' })).toEqual([])
})

test('what was put back is kept apart from what was only written anew', () => {
  const over = happened('change.described', 'kedge', { ...digestsOf('a', 'b'), over: ['body'], account: 'github:7' })
  const { restored, described: last } = foldOf([asked(), described, over, described])
  expect(restored).toMatchObject([{ over: ['body'], account: 'github:7' }])
  expect(last).toEqual(described.body)
})

test.each([
  ['never before', [], undefined],
  ['twice today', [2, 0.1], undefined],
  ['three times, the last long ago', [5, 4, 2], undefined],
  ['three times, one of them yesterday', [25, 2, 0.5], undefined],
  ['three times, the last half an hour ago', [3, 2, 0.5], new Date('2026-03-02T12:30:00Z')],
  ['three times, the last an hour ago', [3, 2, 1], undefined],
  ['all day long, once an hour', [9, 8, 7, 6, 5, 4, 3, 2, 0.25], new Date('2026-03-02T12:45:00Z')],
])('what is written over again that was put back %s waits until %o', (_, hours, until) => {
  expect(restoredNotBefore(restored(...hours), now)).toEqual(until)
  expect(restoredLately(restored(...hours), now)).toHaveLength(hours.filter(h => h < 24).length)
})
