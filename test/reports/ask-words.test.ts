import { expect, test } from 'vitest'
import type { Change } from '../../src/core/change-state.ts'
import type { PlannedFinding } from '../../src/core/planned.ts'
import { alreadyOpen, refusedBy, refusedPlan } from '../../src/reports/ask-words.ts'
import { warningOver, warningStarted } from '../../src/reports/warning.ts'
import { APPROVED, asked, foldOf, mergedBy, request, WAITING } from '../fixtures/change.ts'
import { flightDelay, words } from '../fixtures/world.ts'

test('a change that is on its way is told with what to do, by how far it is', () => {
  expect(words(alreadyOpen(foldOf([asked()]), 'bo'))).toMatchInlineSnapshot(`
    "┃ A rollback of flight-delay to 1.0.0 was asked for by Ana Ruiz. A model takes one change at a time.
    ┃
    ┃ · fix: /kedge approvals says what it waits for; close its pull request to ask for something else"
  `)
  expect(words(alreadyOpen(foldOf([...APPROVED, mergedBy]), 'ana'))).toMatchInlineSnapshot(`
    "┃ A rollback of flight-delay to 1.0.0 was asked for by you, pull request #7. A model takes one change at a time.
    ┃
    ┃ · fix: it is merged and ends when 1.0.0 is what runs; /kedge status flight-delay says what runs now"
  `)
})

test('[E1] what is in the way is taken back on its card by whoever asked here, and else closed on GitHub', () => {
  const fix = (change: Change, by: string) => words(alreadyOpen(change, by)).split('; ').at(-1)
  expect(fix(foldOf(WAITING), 'ana')).toBe('press Withdraw on its card to ask for something else')
  expect(fix(foldOf(WAITING), 'bo')).toBe('whoever asked takes it back by Withdraw on its card')
  const [, ...others] = WAITING
  const own = foldOf([asked({ door: 'repository' }), ...others])
  expect(fix(own, 'ana')).toBe('close its pull request to ask for something else')
  expect(fix({ ...own, request, asked: { ...own.asked, by: 'kedge' } }, 'ana')).toContain('close its pull request')
})

test.each([
  ['register', 'A registration of flight-delay'],
  ['promote', 'A promotion of flight-delay'],
  ['retrain', 'A retraining of flight-delay'],
  ['replace', 'A replacement of flight-delay'],
  ['hold', 'A hold of flight-delay'],
  ['resume', 'A resumption of flight-delay'],
  ['retire', 'A retirement of flight-delay'],
  ['edit', 'An edit of flight-delay'],
  ['rules', 'A change of rules of flight-delay'],
] as const)('[E1] a wish to %s is called by its noun', (kind, wish) => {
  const change = foldOf([asked({ kind })])
  expect(words(alreadyOpen(change, 'bo'))).toContain(`${wish} to 1.0.0 was asked for by Ana Ruiz.`)
})

test('a plan that cannot be made says why and what to do', () => {
  expect(words(refusedPlan(flightDelay.name, { says: 'there is no 9', fix: 'say 1.0.0' }))).toMatchInlineSnapshot(`
    "┃ Flight delay forecast, not asked: there is no 9.
    ┃
    ┃ · fix: say 1.0.0"
  `)
})

test('rules that say no are counted, each with its trace and fix', () => {
  const finding = {
    policy: 'p',
    outcome: 'unknown',
    severity: 'block',
    because: 'Why.',
    fix: 'Do this.',
    clauses: ['sr-26-2/v-ongoing-model-monitoring', 'eu-ai-act/art-72'],
    trace: ['x is missing'],
    ...({ model: 'm', kinds: ['rollback'], blocks: true } as const),
  } as const
  expect(
    words(refusedBy('Roll m back', [finding, { ...finding, policy: 'q', outcome: 'fail' }], false)),
  ).toMatchInlineSnapshot(`
    "┃ Not asked: Roll m back. 2 rules say no.
    ┃
    ┃ ? p unknown (block) (sr-26-2/v-ongoing-model-monitoring, eu-ai-act/art-72). x is missing. Why. fix: Do this. Nobody may waive it.
    ┃ ✗ q fail (block) (sr-26-2/v-ongoing-model-monitoring, eu-ai-act/art-72). x is missing. Why. fix: Do this. Nobody may waive it."
  `)
})

test('[E4] who reads a refusal can ask for an exception from the rules that have one, and from no other', () => {
  const no = { policy: 'p', outcome: 'fail', severity: 'block', because: 'Why.', fix: 'Do this.', trace: [] } as const
  const of = { model: 'm', kinds: ['rollback'], blocks: true } as const
  const stopped = [
    { ...no, ...of, mayWaive: ['operations'] },
    { ...no, ...of, policy: 'q', mayWaive: [] },
    { ...no, ...of, policy: 'r', mayWaive: ['operations'], waivable: false as const },
    { ...no, ...of, policy: 's' },
  ]
  const buttons = (mayWaive: boolean, all: readonly PlannedFinding[] = stopped) =>
    refusedBy('Roll m back', all, mayWaive).blocks.flatMap(block => (block.is === 'buttons' ? block.buttons : []))
  expect(buttons(true)).toEqual([{ action: 'waive', text: 'Ask to waive p', value: 'p m' }])
  expect(buttons(false)).toEqual([])
  // Of another model the exception is for that one; the same one is offered once.
  const others = [...stopped, ...stopped, ...stopped.map(it => ({ ...it, model: 'n' }))]
  expect(buttons(true, others).map(({ text, value }) => [text, value])).toEqual([
    ['Ask to waive p for m', 'p m'],
    ['Ask to waive p for n', 'p n'],
  ])
})

test('a warning says what, since when and for how long; over, it says so', () => {
  const policy = {
    id: 'unseen-flights',
    because: 'It guesses.',
    fix: 'Look at the timetable.',
    cause: 'New routes.',
    watches: { kpi: 'unseen' },
  }
  const latest = {
    model: 'm',
    kpi: 'unseen',
    segment: '',
    version: '1.1.0',
    start: '2001-04-03T00:00:00Z',
    end: '2001-04-04T00:00:00Z',
    value: 5.27,
    n: 9,
    available: '',
  }
  const watched = {
    state: 'firing',
    since: '2001-04-02T00:00:00Z',
    bad: 3,
    good: 0,
    latest,
    stale: false,
    transitions: [],
  } as const
  expect(words(warningStarted({ model: flightDelay, policy, parts: [{ watched }] }))).toMatchInlineSnapshot(`
    "┃ Warning. Flight delay forecast: flights the model never saw is 5.27 % (limit 5 %) since 1 April 2001: 3 days in a row.
    ┃
    ┃ · New routes. It guesses. Look at the timetable.
    ┃
    ┃ · Nobody is reminded of it; it is told once more when it is over. When it fires is said by the policy unseen-flights."
  `)
  expect(words(warningOver({ model: flightDelay, policy, parts: [{ watched }] }))).toMatchInlineSnapshot(
    `"┃ Flight delay forecast: flights the model never saw is back within its limit."`,
  )
  const judged = { ...policy, method: { is: 'ewma' } }
  expect(words(warningOver({ model: flightDelay, policy: judged, parts: [{ watched }] }))).toBe(
    '┃ Flight delay forecast: flights the model never saw is back where it usually is.',
  )
})
