import { expect, test } from 'vitest'
import { happened } from '../../src/core/event.ts'
import type { Model } from '../../src/core/model.ts'
import type { Overdue } from '../../src/core/promise.ts'
import { isForAll, promiseNote } from '../../src/reports/promise-note.ts'
import { flightDelay, repository, words } from '../fixtures/world.ts'

const SLA = { id: 'in-time', what: 'approve', because: 'It costs.', fix: 'Approve {model}.' } as const
const late = (...to: string[]): Overdue =>
  happened('promise.late', 'kedge', { sla: 'in-time', due: '2001-04-16T08:00:00Z', to })
const note = (to: string[], models: readonly Model[] = [flightDelay], ...cannot: string[]) =>
  words(promiseNote(SLA, { title: 'Roll it back', models, cannot }, late(...to), repository))

test('[E6] deputies are those of all its owners who are here, each once, also where a role has them', () => {
  const { deputies: _, ...bare } = flightDelay
  const many: Model = { ...flightDelay, id: 'many', deputies: { technical: 'bo', business: 'dana' } }
  expect(note(['deputies', 'operations'], [flightDelay, many])).toContain('@Bo Lindqvist @Dana Okafor @Eli Novak')
  expect(note(['deputies', 'operations'], [flightDelay, many])).toContain('Approve flight-delay, many.')
  expect(note(['deputies'], [bare])).toContain('Its owners have no deputy who is here.')
  expect(note(['mara'], [bare])).not.toContain('deputy')
})

test('[E6] only what is for all in the channel says what it is about', () => {
  expect([late('channel'), late('ana', 'channel'), late('ana')].map(isForAll)).toEqual([true, true, false])
  expect(note(['channel'])).toContain('Still waiting for the approvals of “Roll it back”')
  expect(note(['ana'])).not.toContain('Roll it back')
})

test('[E6] who cannot give what is missing is called by no step, and where nobody else would be, that is said', () => {
  expect(note(['operations'], [flightDelay], 'bo')).not.toContain('Bo')
  expect(note(['operations'], [flightDelay], 'bo')).toContain('@Eli Novak')
  const none = 'Nobody more is called: Bo Lindqvist cannot give what is missing.'
  expect(note(['bo', 'channel'], [flightDelay], 'bo')).toContain(none)
  expect(note(['deputies'], [flightDelay], 'bo')).toContain(none)
  expect(note(['operations'], [flightDelay], 'bo', 'eli')).toContain('Bo Lindqvist and Eli Novak cannot give')
  expect(note(['bo'], [flightDelay], 'bo')).not.toContain('@Bo')
  expect(note(['channel'], [flightDelay], 'bo')).not.toContain('Nobody')
})

test('[E6] what is about no model is called by its title, and has no deputies', () => {
  expect(note(['deputies'], [])).toContain('It is about no model, so there is no deputy to call.')
  expect(note(['ana'], [])).toContain('Approve “Roll it back”.')
})
