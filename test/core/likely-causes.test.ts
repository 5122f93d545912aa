import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CAUSE_KINDS, type Looked } from '../../src/core/cause.ts'
import { likelyCauses } from '../../src/core/likely-causes.ts'
import { causeBlocks } from '../../src/reports/cause-words.ts'
import { words } from '../fixtures/world.ts'

const day = (n: number) => new Date(Date.UTC(2001, 3, n)).toISOString()
const looked = (more: Partial<Looked> = {}): Looked => ({
  ...{ onset: day(9), detected: day(16), inputs: [], warnings: [], versions: [], elsewhere: [] },
  sources: [{ connection: 'flights', is: 'fresh' }],
  ...more,
})
const input = { input: 'hour', method: 'psi', value: 0.3, threshold: 0.1, since: day(2), connection: 'flights' }
const warned = { monitor: 'unseen', says: 'More flights are new.', since: day(2), value: 5.3, unit: '%' }
const other = (model: string, more: object = {}) => ({
  ...{ model, mayName: true, detected: day(16), connections: ['flights'] },
  ...more,
})
const ran = (...days: number[]) => days.map((n, i) => ({ version: `1.${i}.0`, at: day(n) }))
/** Everything there is at once. */
const all: Partial<Looked> = {
  inputs: [input, { ...input, input: 'origin', value: 0.9, connection: 'airports' }],
  warnings: [warned, { ...warned, monitor: 'late', since: day(1) }],
  versions: ran(1, 7),
  sources: [
    { connection: 'weather', is: 'failing', since: day(15) },
    { connection: 'flights', is: 'fresh' },
    { connection: 'gates', is: 'stale', kpis: ['mae', 'bias'], newest: day(3) },
  ],
  elsewhere: [other('b'), other('a'), other('secret', { mayName: false }), other('far', { connections: ['x'] })],
}
const kinds = (more: Partial<Looked>) => likelyCauses(looked(more)).causes.map(({ is }) => is)
const said = (more: Partial<Looked>, most?: number) =>
  words({ summary: '', blocks: causeBlocks(likelyCauses(looked(more)), most) })

describe('[D7] likely causes', () => {
  test('are a closed list, each kind can be found, and they come in its order', () => {
    expect(new Set(kinds(all))).toEqual(new Set(CAUSE_KINDS))
    expect(kinds(all)).toEqual(kinds(all).toSorted((a, b) => CAUSE_KINDS.indexOf(a) - CAUSE_KINDS.indexOf(b)))
  })

  test('each says a plain sentence with its evidence, the stronger first', () => {
    expect(said(all)).toMatchInlineSnapshot(`
      "┃ Likely causes, the likeliest first
      ┃
      ┃ • What is asked of weather fails since 15 April 2001, 00:00 UTC
      ┃ • Nothing new of mae and 1 other KPI comes over gates: the newest reading ended on 3 April 2001
      ┃ • 1.1.0 took over shortly before, on 7 April 2001, 00:00 UTC
      ┃ • a, b and 1 other model over flights broke within a day of it
      ┃ • Since 2 April 2001: its input origin has drifted (psi 0.9, where 0.1 is much)
      ┃ • Since 2 April 2001: its input hour has drifted (psi 0.3, where 0.1 is much)
      ┃ • Since 1 April 2001: More flights are new (5.3 %)
      ┃ • Since 2 April 2001: More flights are new (5.3 %)
      ┃ • far broke within a day of it"
    `)
  })

  test('[D7] an input that is as it was again is told of as past', () => {
    expect(said({ inputs: [{ ...input, until: day(9) }] })).toContain(
      '• Until 9 April 2001: its input hour had drifted (psi 0.3, where 0.1 is much)',
    )
  })

  test('on a card are three, and say that there are more', () => {
    expect(said(all, 3)).toContain('6 more causes: /kedge explain with its name says all.')
    expect(said({ warnings: [warned] }, 3)).not.toContain('more')
  })

  test.each<[string, Partial<Looked>, string]>([
    ['no input was measured', { inputs: undefined as never }, 'Not looked at: its inputs, which are not measured.'],
    [
      'an input that could not be judged',
      { inputsUnjudged: true },
      'Not looked at: some of its inputs, of which there is too little to judge by.',
    ],
    ['nobody observes what runs', { versions: undefined as never }, 'Not looked at: what runs, which nobody observes.'],
    [
      'no round has ended yet',
      { sources: [{ connection: 'flights', is: 'unknown' }] },
      'Not looked at: whether its sources answer.',
    ],
    ['nobody knows where it comes from', { sources: [] }, 'Not looked at: whether its sources answer.'],
  ])('unknown is never no: %s', (_, more, says) => {
    const given = Object.fromEntries(Object.entries(looked(more)).filter(([, value]) => value !== undefined))
    const found = likelyCauses(given as unknown as Looked)
    expect(words({ summary: '', blocks: causeBlocks(found) })).toBe(`┃ · No likely cause was found. ${says}`)
  })

  test.each<[string, Partial<Looked>, readonly string[]]>([
    ['a version that took over before the first bad period ended', { versions: ran(1, 7) }, ['new-version']],
    [
      'one that took over fourteen days before',
      {
        versions: [
          { version: '0', at: day(-20) },
          { version: '1', at: day(-5) },
        ],
      },
      ['new-version'],
    ],
    [
      'none that took over longer ago',
      {
        versions: [
          { version: '0', at: day(-20) },
          { version: '1', at: day(-6) },
        ],
      },
      [],
    ],
    ['none that came after it', { versions: ran(1, 10) }, []],
    ['not the first that was seen: nobody looked before', { versions: ran(7) }, []],
    [
      'no input over a source that is silent',
      { inputs: [input], sources: [{ connection: 'flights', is: 'stale' }] },
      ['stale-source'],
    ],
    ['others within a day', { elsewhere: [other('a', { detected: day(17) })] }, ['same-source']],
    ['none two days before', { elsewhere: [other('a', { detected: day(14) })] }, []],
    [
      'one cause of two queries over one connection',
      { sources: [1, 2].map(() => ({ connection: 'flights', is: 'failing', since: day(15) }) as const) },
      ['failing-source'],
    ],
  ])('name %s', (_, more, expected) => expect(kinds(more)).toEqual(expected))

  test('the same look gives the same list, in whatever order it is given', () => {
    const base = looked(all)
    const mixed = fc.record({
      inputs: fc.shuffledSubarray([...(base.inputs ?? [])], { minLength: 2 }),
      warnings: fc.shuffledSubarray([...base.warnings], { minLength: 2 }),
      sources: fc.shuffledSubarray([...base.sources], { minLength: 3 }),
      elsewhere: fc.shuffledSubarray([...base.elsewhere], { minLength: 4 }),
    })
    fc.assert(
      fc.property(mixed, more => {
        expect(likelyCauses({ ...base, ...more })).toEqual(likelyCauses(base))
      }),
      { numRuns: 100, seed: 7 },
    )
  })

  test('count models that may not be named, and name at most five', () => {
    const many = [1, 2, 3, 4, 5, 6].map(n => other(`m-${n}`))
    expect(said({ elsewhere: many })).toContain('m-1, m-2, m-3, m-4, m-5 and 1 other model over flights')
    expect(said({ elsewhere: [other('secret', { mayName: false })] })).toContain('1 model over flights')
  })
})
