import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { nearest } from '../../src/core/did-you-mean.ts'
import { type Args, beginnings, parseUsage } from '../../src/core/usage.ts'

const ROLLBACK = '<model> to <version> because <reason...>'
const KPI = '<model> <kpi> limit <number> [as <urgency>] because <reason...>'
const LISTS = '[all] [page <page>] [here]'
const HISTORY = '<model> [as-of <date>]'

describe('a usage line is a grammar', () => {
  test.each([
    ['churn to 4.1.0 because precision fell', ROLLBACK, { model: 'churn', version: '4.1.0', reason: 'precision fell' }],
    ['churn TO 4.1.0 Because a  b "c"', ROLLBACK, { model: 'churn', version: '4.1.0', reason: 'a  b "c"' }],
    ['"my churn" to 4.1.0 because x', ROLLBACK, { model: 'my churn', version: '4.1.0', reason: 'x' }],
    ['`churn` to `4` because it is', ROLLBACK, { model: 'churn', version: '4', reason: 'it is' }],
    ['“to” to 4 because because', ROLLBACK, { model: 'to', version: '4', reason: 'because' }],
    ['« my churn » to ‹4› because x', ROLLBACK, { model: 'my churn', version: '4', reason: 'x' }],
    ['‘my churn’ to ‚4‘ because ‘x’ is', ROLLBACK, { model: 'my churn', version: '4', reason: '‘x’ is' }],
    ['‘churn’s to 4 because x', ROLLBACK, { model: '‘churn’s', version: '4', reason: 'x' }],
    ['flight-delay', HISTORY, { model: 'flight-delay' }],
    ['flight-delay as-of 2027-01-31', HISTORY, { model: 'flight-delay', date: '2027-01-31' }],
    ['flight-delay --as-of 2027-01-31', HISTORY, { model: 'flight-delay', date: '2027-01-31' }],
    ['', '[<model>]', {}],
    ['', LISTS, {}],
    ['all here', LISTS, { all: 'all', here: 'here' }],
    ['page 2', LISTS, { page: '2' }],
    ['here', '[<model>] [page <page>] [here]', { here: 'here' }],
    ['page 2 here', '[<model>] [page <page>] [here]', { page: '2', here: 'here' }],
    ['"here"', '[<model>] [page <page>] [here]', { model: 'here' }],
    ['  ', '', {}],
    [
      'low-drift on churn until 2027-01-01 because we know',
      '<rule> on <model> [until <date>] because <reason...>',
      { rule: 'low-drift', model: 'churn', date: '2027-01-01', reason: 'we know' },
    ],
    [
      'low-drift on churn because we know',
      '<rule> on <model> [until <date>] because <reason...>',
      { rule: 'low-drift', model: 'churn', reason: 'we know' },
    ],
  ])('%j by `%s`', (text, usage, args) => {
    expect(parseUsage(usage, text)).toEqual({ ok: true, args })
  })

  test.each([
    ['', ROLLBACK, '<model> is missing'],
    ['churn', ROLLBACK, '`to` is missing after `churn`'],
    ['to 1.0.0 because x', ROLLBACK, '<model> is missing'],
    ['churn too 1.0.0 because x', ROLLBACK, 'expected `to` after `churn`, not `too`'],
    ['churn to because x', ROLLBACK, '<version> is missing after `to`'],
    ['churn to 1.0.0 because', ROLLBACK, '<reason> is missing after `because`'],
    ['churn as-of', HISTORY, '<date> is missing after `as-of`'],
    ['churn yesterday', HISTORY, 'expected `as-of` after `churn`, not `yesterday`'],
    ['churn as-of 2027-01-31 please', HISTORY, '`please` is too much'],
    ['r on m', '<rule> on <model> [until <date>] because <reason...>', '`because` is missing after `m`'],
    ['here', '<model> [here]', '<model> is missing'],
    ['all all', LISTS, 'expected `page` or `here` after `all`, not `all`'],
    // The word that was nearly written, of all that could stand there, and of no other.
    ['al', LISTS, 'expected `all`, not `al`'],
    ['pgae 2', LISTS, 'expected `page`, not `pgae`'],
    ['all --heer', LISTS, 'expected `here` after `all`, not `--heer`'],
    ['page 2 pgae 3', LISTS, 'expected `here` after `2`, not `pgae`'],
    ['"all"', LISTS, 'expected `all`, `page` or `here`, not `all`'],
    ['any', '[all] [page <page>]', 'expected `all` or `page`, not `any`'],
    ['churn mae limit 20 please', KPI, 'expected `because` after `20`, not `please`'],
    ['churn as-of 2027-01-31 soon', `${HISTORY} [page <page>]`, 'expected `page` after `2027-01-31`, not `soon`'],
    ['churn mae limit 20 sa emergency', KPI, 'expected `as` after `20`, not `sa`'],
    ['churn as-of 2027-01-31 pgae 2', `${HISTORY} [page <page>]`, 'expected `page` after `2027-01-31`, not `pgae`'],
    ['anything', '', '`anything` is too much'],
  ])('%j is not `%s`', (text, usage, says) => {
    expect(parseUsage(usage, text, '/kedge x')).toMatchObject({
      ok: false,
      says,
      fix: `write \`${`/kedge x ${usage}`.trim()}\``,
    })
  })

  test('that takes whatever people write, and says what is wrong with the rest', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        const said = parseUsage(ROLLBACK, text)
        expect(said.ok || (said.says !== '' && said.fix.includes(ROLLBACK))).toBe(true)
        const reason = text.trim()
        const whole = parseUsage(ROLLBACK, `churn to 4.1.0 because ${text}`)
        fc.pre(reason !== '')
        expect(whole).toEqual({ ok: true, args: { model: 'churn', version: '4.1.0', reason } })
      }),
    )
  })

  test.each([
    ['', ROLLBACK, {}],
    ['churn', ROLLBACK, { model: 'churn' }],
    ['churn to 1.0.0 because', ROLLBACK, { model: 'churn', version: '1.0.0' }],
    ['churn mae limit 20 as emergency', KPI, { model: 'churn', kpi: 'mae', number: '20', urgency: 'emergency' }],
    ['churn mae limit 20 as', KPI, { model: 'churn', kpi: 'mae', number: '20' }],
    ['churn mae 20', KPI, undefined],
    ['churn limit 20', KPI, undefined],
    ['churn too', ROLLBACK, undefined],
    ['anything', '', undefined],
    ['churn as-of 2027-01-31 please', HISTORY, undefined],
  ])('%j ends too early for `%s`, or is wrong in itself', (text, usage, part) => {
    const said = parseUsage(usage, text)
    expect(said.ok || said.part).toEqual(part)
  })

  test('of whose words each beginning is understood as far as it goes', () => {
    const whole = 'churn mae limit 20 as emergency because it is so'.split(' ')
    const all = { model: 'churn', kpi: 'mae', number: '20', urgency: 'emergency' }
    fc.assert(
      fc.property(fc.nat(6), fc.constantFrom(' ', '   '), (length, gap) => {
        const said = parseUsage(KPI, whole.slice(0, length).join(gap))
        expect(said.ok).toBe(false)
        expect(all).toMatchObject((!said.ok && said.part) || { nothing: 'was understood' })
      }),
    )
  })

  test.each([
    ['a  b c ', ['a', 'a  b', 'a  b c']],
    ['“a b” to c', ['“a b”', '“a b” to', '“a b” to c']],
    ['“a b', ['“a', '“a b']],
    [' a', ['a']],
    ['', ['']],
  ])('and %j begins with each of %j', (text, all) => {
    expect(beginnings(text)).toEqual(all)
  })

  test('and the type of what it parses', () => {
    expectTypeOf<Args<typeof ROLLBACK>>().toExtend<{ model: string; version: string; reason: string }>()
    expectTypeOf<Args<typeof HISTORY>>().toExtend<{ model: string; date?: string }>()
    expectTypeOf<keyof Args<typeof LISTS>>().toEqualTypeOf<'all' | 'page' | 'here'>()
    const parsed = parseUsage(ROLLBACK, 'a to b because c')
    if (!parsed.ok) throw new Error(parsed.says)
    expect(parsed.args.version).toBe('b')
    // @ts-expect-error the grammar has no such word
    expect(parsed.args.verson).toBeUndefined()
  })
})

describe('a typo', () => {
  const words = ['rollback', 'retrain', 'models', 'show', 'status', 'help']
  test.each([
    ['rolback', 'rollback'],
    ['ROLLBACK', 'rollback'],
    ['modles', 'models'],
    ['shw', 'show'],
    ['banana', undefined],
    ['', undefined],
    ['x'.repeat(500), undefined],
  ])('%.20j was meant as %j', (word, meant) => {
    expect(nearest(word, words)).toBe(meant)
  })

  test('that is as near to two words is not guessed', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBeUndefined()
  })
})
