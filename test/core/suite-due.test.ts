import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeOf } from '../../src/core/make.ts'
import { dueAtGates, dueOnSchedule, type SuiteQuestion } from '../../src/core/suite-due.ts'
import { knownResult } from '../../src/core/suite-known.ts'
import { NO_SUITES, type SuiteState } from '../../src/core/suite-run.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const DAY = 86_400_000
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString()
const dayAgo = (days: number) => ago(days).slice(0, 10)
const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]

const ended = { conclusion: 'cancelled', id: 1, url: 'https://github.test/1', at: ago(8) }
const suite = { at: 'tests/bias.py', data: 'hold-out', delivery: { workflow: 'test-model.yml' } } as const
const run = (more: Partial<SuiteState['runs'][string]> = {}) => ({
  runs: {
    'bias 1.0.0': {
      ...{ suite: 'bias', version: '1.0.0', why: 'schedule', run: 'suite/1a2b3c4d', at: ago(1), askers: ['schedule'] },
      ...more,
    },
  },
})
const kept = (more: Partial<SuiteState['results'][string]> = {}) => ({
  results: {
    'bias 1.0.0': { suite: 'bias', version: '1.0.0', passed: true, on: dayAgo(5), data: 'x', at: ago(5), ...more },
  },
})
const inFile = (more: object = {}) => ({ tests: { bias: { version: '1.0.0', on: dayAgo(5), passed: true, ...more } } })
const asked = (model: object, state: object, more: Partial<SuiteQuestion> = {}): SuiteQuestion => ({
  model: { suites: { bias: { ...suite, everyDays: 30, gates: ['promote'] } }, serving: {}, ...model },
  state: { ...NO_SUITES, ...state } as SuiteState,
  ...{ version: '1.0.0', comesUp: [], now: NOW },
  ...more,
})

describe('[R30] by schedule a suite is due', () => {
  const table: readonly (readonly [string, object, object, boolean])[] = [
    ['when nobody knows a result of what serves', {}, {}, true],
    ['when the newest is as old as the file says, to the day', {}, kept({ on: dayAgo(30) }), true],
    ['and not before', {}, kept({ on: dayAgo(29) }), false],
    ['also by the file', inFile({ on: dayAgo(29) }), {}, false],
    ['by whichever is newer', inFile({ on: dayAgo(40) }), kept({ on: dayAgo(3) }), false],
    ['not for what another version came to', inFile({ version: '0.9.0' }), {}, true],
    ['not by a day that is still to come', {}, kept({ on: dayAgo(-9) }), true],
    ['whether it passed or not', {}, kept({ on: dayAgo(3), passed: false }), false],
    ['not while a run was begun of late, whatever became of it', {}, run({ at: ago(29) }), false],
    ['and once more when that is as long ago', {}, run({ at: ago(30) }), true],
    ['not of what is on hold', { serving: { hold: { since: dayAgo(9), because: 'x' } } }, {}, false],
    ['not of what is retired', { stage: 'retired' }, {}, false],
    ['not without a schedule', { suites: { bias: { ...suite, gates: ['promote'] } } }, {}, false],
  ]
  test.each(table)('%s', (_, model, state, due) => {
    expect(dueOnSchedule(asked(model, state)).map(it => it.why)).toEqual(due ? ['schedule'] : [])
  })

  test('and never again within its days after it was begun, whatever comes in between', () => {
    const results = fc.option(fc.record({ on: fc.integer({ min: -5, max: 90 }), passed: fc.boolean() }), {
      nil: undefined,
    })
    fc.assert(
      fc.property(results, fc.double({ min: 0, max: 29.9, noNaN: true }), (result, days) => {
        const of = result ? kept({ on: dayAgo(result.on), passed: result.passed }) : {}
        expect(dueOnSchedule(asked({}, { ...of, ...run({ at: ago(days) }) }))).toEqual([])
      }),
    )
  })
})

describe('[R30] before a promotion a suite is due', () => {
  const comes = (more: object = {}) => ({ comesUp: [{ version: '1.0.0', change: 'change/1', make: {}, ...more }] })
  const gate = { why: 'gate', change: 'change/1', askers: ['change/1'] } as const
  const table: readonly (readonly [string, object, object, object, boolean])[] = [
    ['when nobody knows a result', {}, {}, comes(), true],
    ['not once there is one, good or bad', {}, kept({ passed: false }), comes(), false],
    ['not once the file has one', inFile(), {}, comes(), false],
    ['when the result is of another digest', {}, kept({ digest: TWO }), comes({ make: { digest: ONE } }), true],
    ['not when it is of this one', {}, kept({ digest: ONE }), comes({ make: { digest: ONE } }), false],
    ['when nobody knows of what the result is', {}, kept(), comes({ make: { made: 'a' } }), true],
    ['when the file says it of what it lists itself', inFile(), {}, comes({ make: { made: 'a' } }), true],
    ['not when it says it of this digest', inFile({ digest: ONE }), {}, comes({ make: { digest: ONE } }), false],
    ['once for a change, whatever became of the run', {}, run({ ...gate, at: ago(9) }), comes(), false],
    [
      'once for each of several changes that bring the same',
      {},
      run({ ...gate, askers: ['change/1', 'change/2'], change: 'change/2', at: ago(9), end: ended }),
      comes(),
      false,
    ],
    ['not while a run for another is waited for', {}, run({ at: ago(0.9) }), comes(), false],
    ['when that fell silent', {}, run({ at: ago(1) }), comes(), true],
    ['when that ran something else', {}, run({ ...gate, digest: TWO }), comes({ make: { digest: ONE } }), true],
    ['not where it stands before nothing', { suites: { bias: { ...suite, everyDays: 9 } } }, {}, comes(), false],
    ['not where nothing comes up', {}, {}, {}, false],
  ]
  test.each(table)('%s', (_, model, state, more, due) => {
    expect(dueAtGates(asked(model, state, more)).map(it => it.change)).toEqual(due ? ['change/1'] : [])
  })
})

const version = fc.record(
  {
    commit: fc.constantFrom('aaaaaaa', 'bbbbbbb'),
    digest: fc.constantFrom(ONE, TWO),
    artifacts: fc.constantFrom<{ role: string; at: string }[]>(
      [],
      [{ role: 'model', at: 'a' }],
      [{ role: 'model', at: 'b' }],
    ),
    summary: fc.string(),
  },
  { requiredKeys: [] },
)
const made3 = ({ commit, digest, artifacts }: { commit?: string; digest?: string; artifacts?: object }) =>
  JSON.stringify([commit ?? null, digest ?? null, artifacts ?? null])

describe('[R30] of a result in the file and one on record', () => {
  const of = { suite: 'bias', version: '1.0.0' }
  const known = (model: object, state: object) => knownResult(model, { ...NO_SUITES, ...state } as SuiteState, of)

  test('the one of a later day counts, and on the same day what did not pass', () => {
    expect(known(inFile({ on: '2026-02-02' }), kept({ on: '2026-02-01', passed: false }))?.passed).toBe(true)
    expect(known(inFile({ on: '2026-02-01' }), kept({ on: '2026-02-02', passed: false }))?.passed).toBe(false)
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (file, record) => {
        expect(known(inFile({ passed: file }), kept({ passed: record }))?.passed).toBe(file && record)
      }),
    )
  })

  test('what was made of something else since has none, and gets back what it had when it is as it was', () => {
    const of = (commit: string) => ({ versions: { '1.0.0': { commit } } })
    const { made = '' } = makeOf(of('aaaaaaa').versions, '1.0.0')
    const state = kept({ made })
    expect(known(of('aaaaaaa'), state)?.passed).toBe(true)
    expect(known(of('bbbbbbb'), state)).toBeUndefined()
    expect(known({}, state)).toBeUndefined()
    expect(known(of('aaaaaaa'), kept())).toBeUndefined()
    fc.assert(
      fc.property(version, version, fc.boolean(), (was, is, passed) => {
        const make = makeOf({ '1.0.0': was }, '1.0.0')
        const found = known({ versions: { '1.0.0': is } }, kept({ passed, ...make }))
        const isSame = made3(was) === made3(is)
        const isSameDigest = was.digest !== undefined && was.digest === is.digest
        expect(found?.passed).toBe(isSame ? passed : isSameDigest && !passed ? false : undefined)
      }),
    )
  })

  test('neither counts for another version, and what is of another digest is none', () => {
    expect(known(inFile({ version: '2.0.0' }), {})).toBeUndefined()
    expect(known({ versions: { '1.0.0': { digest: ONE } } }, kept({ digest: TWO }))).toBeUndefined()
    expect(known({ versions: { '1.0.0': { digest: ONE } } }, kept({ digest: ONE }))?.passed).toBe(true)
  })
})
