import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ActName, asks } from '../../src/core/act.ts'
import { type Acting, type Done, decidePlay, NOT_NOW, type Play, type PlayQuestion } from '../../src/core/play.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const before = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString()
const book = (...acts: ActName[]): Acting => ({
  id: 'p',
  does: acts.map(act => (act === 'notify' ? { act, channel: 'C0X' } : { act })),
})
const question = (more: Partial<PlayQuestion> = {}): PlayQuestion => ({
  ...{ case: 'case/m-2', detected: before(1), playbooks: [book('rollback')], done: [], open: [], now: NOW },
  ...{ snoozed: false, inHand: false, wayBack: true, of: ['breach'] },
  ...more,
})
const did = (act: ActName, hours: number, more: Partial<Done> = {}): Done => ({
  ...{ case: 'case/m-1', playbook: 'p', act, at: before(hours) },
  ...more,
})
const outcomes = (more: Partial<PlayQuestion>) => said(decidePlay(question(more)))
const said = (plays: readonly Play[]) =>
  plays.map(({ playbook, act, why }) => `${playbook} ${act.act}: ${why ?? 'now'}`)

describe('[D8] what a playbook does by itself', () => {
  const limited = { ...book('retrain'), most: { count: 2, perDays: 30 } }
  const rows: readonly (readonly [string, Partial<PlayQuestion>, readonly string[]])[] = [
    [
      'is all that it says, in its order',
      { playbooks: [book('notify', 'issue', 'rollback')] },
      ['p notify: now', 'p issue: now', 'p rollback: now'],
    ],
    ['is nothing while the case is snoozed', { snoozed: true }, ['p rollback: snoozed']],
    [
      'asks for nothing once a person looks after it, and tells all the same',
      { inHand: true, playbooks: [book('notify', 'hold')] },
      ['p notify: now', 'p hold: in-hand'],
    ],
    [
      'waits for people where it says so, to the minute',
      { playbooks: [{ ...book('notify', 'hold'), when: { unactedHours: 1.01 } }] },
      ['p notify: not-yet', 'p hold: not-yet'],
    ],
    [
      'does not wait any longer than it says',
      { playbooks: [{ ...book('hold'), when: { unactedHours: 1 } }] },
      ['p hold: now'],
    ],
    [
      'is left to people who acted in that time',
      { inHand: true, playbooks: [{ ...book('notify'), when: { unactedHours: 1 } }] },
      ['p notify: in-hand'],
    ],
    ['needs a way back to go back', { wayBack: false }, ['p rollback: no-way-back']],
    [
      'is once a case, whichever playbook it is of; a second channel is told too',
      {
        playbooks: [book('notify', 'rollback'), { ...book('notify', 'rollback'), id: 'q' }],
        done: [did('rollback', 1, { case: 'case/m-2', playbook: 'old' })],
      },
      ['p notify: now', 'q notify: now'],
    ],
    [
      'waits for what is on its way: a training for anything',
      { playbooks: [book('retrain', 'hold')], open: [{ kind: 'edit' }] },
      ['p retrain: change-open', 'p hold: now'],
    ],
    [
      'is no second way back beside the first, nor beside what was asked for in this case',
      { playbooks: [book('rollback', 'hold')], open: [{ kind: 'rollback' }] },
      ['p rollback: change-open', 'p hold: now'],
    ],
    ['goes back while it is trained anew', { open: [{ kind: 'retrain', training: true }] }, ['p rollback: now']],
    [
      'stays back from what was asked for in this case',
      { open: [{ kind: 'promote', case: 'case/m-2' }] },
      ['p rollback: change-open'],
    ],
    ['cools down for a day', { done: [did('rollback', 23.99)] }, ['p rollback: cooling-down']],
    ['is itself again after that day', { done: [did('rollback', 24)] }, ['p rollback: now']],
    [
      'cools down after any change of any playbook, and after words of its own alone',
      { playbooks: [book('notify', 'retrain')], done: [did('hold', 2, { playbook: 'q' }), did('issue', 2)] },
      ['p notify: now', 'p retrain: cooling-down'],
    ],
    [
      'does not cool down by what it did in the same case',
      { playbooks: [book('retrain')], done: [did('rollback', 1, { case: 'case/m-2' })] },
      ['p retrain: now'],
    ],
    [
      'is at most so often in its period',
      { playbooks: [limited], done: [did('retrain', 29 * 24), did('rollback', 200)] },
      ['p retrain: most-reached'],
    ],
    [
      'may again when the period is over',
      { playbooks: [limited], done: [did('retrain', 30 * 24), did('rollback', 200)] },
      ['p retrain: now'],
    ],
    [
      'counts what it does at this very moment',
      { playbooks: [{ ...book('rollback', 'retrain'), most: { count: 1, perDays: 30 } }] },
      ['p rollback: now', 'p retrain: most-reached'],
    ],
    [
      'keeps to the cool-down that the model has for its trainings, whoever asked for the last',
      { playbooks: [book('retrain')], retraining: { coolDownDays: 14, requests: [{ on: '2026-02-20' }] } },
      ['p retrain: cooling-down'],
    ],
    [
      'keeps to the most trainings in a quarter that the model has',
      { playbooks: [book('retrain')], retraining: { mostPerQuarter: 1, requests: [{ on: '2025-12-20' }] } },
      ['p retrain: most-reached'],
    ],
    [
      'asks for a training only where the triggers of the model name what broke',
      { playbooks: [book('retrain')], retraining: { triggers: ['schedule', 'drift'] } },
      ['p retrain: no-trigger'],
    ],
    [
      'asks for one where they name it, also among others',
      { playbooks: [book('retrain')], of: ['breach', 'drift'], retraining: { triggers: ['drift'] } },
      ['p retrain: now'],
    ],
    [
      'asks for none where the model lets nothing ask, and goes back all the same',
      { playbooks: [book('retrain', 'rollback')], retraining: { triggers: [] } },
      ['p retrain: no-trigger', 'p rollback: now'],
    ],
    [
      'is not cooled down by a training of an earlier quarter',
      {
        playbooks: [book('retrain')],
        retraining: { coolDownDays: 14, mostPerQuarter: 1, requests: [{ on: '2025-11-20' }] },
      },
      ['p retrain: now'],
    ],
    [
      'stands still while a clock that jumped back says that the last time is still to come',
      { done: [did('rollback', -5)] },
      ['p rollback: cooling-down'],
    ],
  ]
  test.each(rows)('%s', (_, more, expected) => {
    expect(outcomes(more)).toEqual(expected)
  })

  test('has a row for each reason not to', () => {
    const shown = new Set(rows.flatMap(([, , all]) => all.map(it => it.split(': ')[1])))
    expect([...shown].filter(it => it !== 'now').sort()).toEqual([...NOT_NOW].sort())
  })
})

/** Cases of one model, one after the other, each looked at so often; what is done is remembered by whoever looks. */
interface Year {
  readonly books: readonly Acting[]
  readonly rounds: readonly { readonly hours: number; readonly opens: boolean; readonly wayBack: boolean }[]
}
const acts = fc.uniqueArray(fc.constantFrom<ActName>('notify', 'issue', 'retrain', 'rollback', 'hold'), {
  minLength: 1,
})
const books = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    acts,
    coolDownHours: fc.integer({ min: 1, max: 100 }),
    most: fc.record({ count: fc.integer({ min: 1, max: 4 }), perDays: fc.integer({ min: 1, max: 20 }) }),
  }),
  { minLength: 1, selector: it => it.id },
)
const years: fc.Arbitrary<Year> = fc.record({
  books: books.map(all => all.map(({ acts: names, ...more }) => ({ ...book(...names), ...more }))),
  rounds: fc.array(
    fc.record({ hours: fc.double({ min: 0.1, max: 60, noNaN: true }), opens: fc.boolean(), wayBack: fc.boolean() }),
    { maxLength: 80 },
  ),
})

/** `again`: so often each round is done, as after a crash or by two processes. */
function lived({ books: playbooks, rounds }: Year, again = 1): readonly Done[] {
  let [done, now, nth]: [readonly Done[], number, number] = [[], NOW.getTime(), 0]
  for (const { hours, opens, wayBack } of rounds) {
    now += hours * 3_600_000
    if (opens) nth++
    for (let time = 0; time < again; time++) {
      const it = question({ case: `case/${nth}`, playbooks, done, wayBack, now: new Date(now) })
      const plays = decidePlay(it).filter(({ why }) => why === undefined)
      const at = new Date(now).toISOString()
      done = [...done, ...plays.map(({ playbook, act }) => ({ case: it.case, playbook, act: act.act, at }))]
    }
  }
  return done
}
const alike = (a: Done, b: Done) => (asks(a.act) ? asks(b.act) : a.playbook === b.playbook && a.act === b.act)
const hoursFrom = (a: Done, b: Done) => (Date.parse(b.at) - Date.parse(a.at)) / 3_600_000

describe('[D8] over any course of cases', () => {
  test('no playbook does more than its most in the period before, nor acts within its cool-down on another case', () => {
    const check = (year: Year) => {
      const done = lived(year)
      for (const [i, it] of done.entries()) {
        const { most, coolDownHours = 0 } = year.books.find(({ id }) => id === it.playbook) ?? { most: undefined }
        const earlier = done.slice(0, i).filter(other => alike(it, other))
        const recent = earlier.filter(other => hoursFrom(other, it) < (most?.perDays ?? 0) * 24)
        expect(recent.length).toBeLessThan(most?.count ?? 0)
        const near = earlier.filter(other => other.case !== it.case && hoursFrom(other, it) < coolDownHours)
        expect(near).toEqual([])
      }
    }
    fc.assert(fc.property(years, check))
  })

  test('with one playbook no window of its period holds more changes than its most', () => {
    const check = (year: Year) => {
      const [only] = year.books as [Required<Acting>]
      const changes = lived({ ...year, books: [only] }).filter(({ act }) => asks(act))
      for (const first of changes) {
        const window = changes.filter(it => hoursFrom(first, it) >= 0 && hoursFrom(first, it) < only.most.perDays * 24)
        expect(window.length).toBeLessThanOrEqual(only.most.count)
      }
    }
    fc.assert(fc.property(years, check))
  })

  test('no case sees the same change twice, and no playbook says the same twice in it', () => {
    const check = (year: Year) => {
      const names = lived(year).map(it => `${it.case} ${asks(it.act) ? '' : it.playbook} ${it.act}`)
      expect(new Set(names).size).toBe(names.length)
    }
    fc.assert(fc.property(years, check))
  })

  test('rounds that are done again, and what was done in another order, change nothing', () => {
    const check = (year: Year, again: number, seed: number) => {
      const done = lived(year)
      expect(lived(year, again)).toEqual(done)
      const shuffled = done.toSorted((a, b) => hashOf(a, seed) - hashOf(b, seed))
      const asked = question({ playbooks: year.books, now: new Date(NOW.getTime() + 1e8) })
      expect(decidePlay({ ...asked, done: shuffled })).toEqual(decidePlay({ ...asked, done }))
    }
    fc.assert(fc.property(years, fc.integer({ min: 2, max: 4 }), fc.integer(), check))
  })
})

const hashOf = ({ at, act }: Done, seed: number) => (Date.parse(at) * 31 + act.length * seed) % 1009
