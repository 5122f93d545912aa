import { describe, expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import { bench, MEDIUM, RULE, vote } from '../fixtures/bench.ts'

const both = [vote('bo'), vote('chen')]
const HIGH = { ...MEDIUM, tier: 'high' }
const rule = (id: string, more: Partial<typeof RULE> = {}) => ({ ...RULE, id, ...more })
const operations = [{ role: 'operations', count: 1 }]

describe('[C1] several parts', () => {
  const rules = [
    rule('medium', { covers: ['edit'], appliesTo: { tiers: ['medium'] }, needs: operations }),
    rule('high', {
      covers: ['edit'],
      appliesTo: { tiers: ['high'] },
      needs: [{ role: 'model-validation', count: 1 }],
    }),
  ]
  const parts = (...models: (typeof MEDIUM)[]): Partial<Bench> => ({
    rules,
    parts: models.map(model => ({ kinds: ['edit'], model })),
  })

  test('a model whose tier changes is under the rules of both', () => {
    expect(verdict(bench([vote('bo')], parts(MEDIUM, HIGH)))).toMatchObject({
      is: 'pending',
      rules: ['high', 'medium'],
    })
    expect(verdict(bench(both, parts(MEDIUM, HIGH))).is).toBe('approved')
    expect(verdict(bench([vote('bo')], parts(MEDIUM)))).toMatchObject({ is: 'approved', rules: ['medium'] })
  })

  test('a rule for two parts asks once', () => {
    expect(verdict(bench([vote('bo')], parts(MEDIUM, { ...MEDIUM, id: 'other' }))).is).toBe('approved')
  })

  test('[attack 49] a part that no rule covers is not hidden by one of the same kind that is covered', () => {
    const low = { ...MEDIUM, tier: 'low' }
    expect(verdict(bench(both, parts(MEDIUM, low)))).toMatchObject({
      is: 'blocked',
      code: 'no-rule',
      says: 'No approvals policy covers edit, so nobody can allow it.',
    })
  })

  test('no part at all needs nobody, unless it was closed', () => {
    expect(verdict(bench([], { parts: [] }))).toMatchObject({ is: 'approved', by: [], merge: 'manual' })
    const closed = { state: 'closed', draft: false } as const
    expect(verdict(bench([], { parts: [], pull: closed }))).toMatchObject({ is: 'unavailable', code: 'closed' })
  })
})

describe('[C1] an exception', () => {
  const grants = [{ waiver: 'late', person: 'dana', role: 'data-science' }]

  test('takes the word of whoever granted it, besides all others', () => {
    expect(verdict(bench(both, { grants }))).toMatchObject({
      is: 'pending',
      rules: ['approve-rollback', 'granted-late'],
      ask: [{ slot: { rule: 'granted-late' }, people: ['dana'] }],
    })
    expect(verdict(bench([...both, vote('dana')], { grants })).is).toBe('approved')
  })

  test('is not granted by somebody else with the role, and its slot fills no other', () => {
    const byBo = [{ waiver: 'late', person: 'bo', role: 'operations' }]
    expect(verdict(bench([vote('eve'), vote('chen')], { grants: byBo }))).toMatchObject({
      is: 'pending',
      missing: [{ rule: 'granted-late' }],
    })
    // Bo's one word fills the grant, which only Bo can, so that operations stays open for others.
    expect(verdict(bench(both, { grants: byBo }))).toMatchObject({ is: 'pending', counted: { length: 2 } })
    expect(verdict(bench([...both, vote('eve')], { grants: byBo })).is).toBe('approved')
  })

  test('whoever asks for it cannot grant it', () => {
    expect(verdict(bench(both, { grants, askedBy: 'dana' }))).toMatchObject({ is: 'unavailable', code: 'nobody-may' })
  })

  test('alone, without a rule that covers the change, allows nothing', () => {
    expect(verdict(bench([vote('dana')], { grants, rules: [] }))).toMatchObject({ is: 'blocked', code: 'no-rule' })
  })
})

describe('[C1] an emergency', () => {
  const urgent = rule('urgent', { emergency: { needs: operations, reviewHours: 48 } })

  test('asks for its own needs, and is looked at afterwards', () => {
    expect(verdict(bench([vote('bo')], { rules: [urgent], emergency: true }))).toMatchObject({
      is: 'approved',
      by: ['bo'],
      review: { because: 'it was an emergency by urgent', hours: 48 },
    })
    expect(verdict(bench([vote('bo')], { rules: [urgent] })).is).toBe('pending')
    expect(verdict(bench(both, { rules: [urgent] }))).not.toHaveProperty('review')
  })

  test('a rule that knows none asks for the same as ever, and no review', () => {
    const b = bench([vote('bo')], { emergency: true })
    expect(verdict(b).is).toBe('pending')
    expect(verdict({ ...b, votes: both })).not.toHaveProperty('review')
  })

  test('excuses neither whoever asked, nor a denial, nor the clock', () => {
    const b = (votes: Bench['votes'], more: Partial<Bench> = {}) =>
      verdict(bench(votes, { rules: [urgent], emergency: true, ...more })).is
    expect(b([vote('ana')])).toBe('pending')
    expect(b([vote('bo'), vote('eve', { is: 'deny' })])).toBe('denied')
    expect(b([vote('bo', { at: '2026-03-03T09:00:00.001Z' })], { now: new Date('2026-03-04') })).toBe('expired')
  })

  test('of several rules the earliest review is the one', () => {
    const rules = [urgent, rule('later', { emergency: { needs: operations, reviewHours: 12 } })]
    expect(verdict(bench([vote('bo'), vote('eve')], { rules, emergency: true }))).toMatchObject({
      review: { because: 'it was an emergency by later and urgent', hours: 12 },
    })
  })
})

describe('[C1] what the rules about models and changes say', () => {
  const stop = { policy: 'weekend-freeze', because: 'Nobody is in.', fix: 'Wait for Monday.' }

  test('a guardrail that says no stops what people approved', () => {
    expect(verdict(bench(both, { stopped: [stop] }))).toMatchObject({
      is: 'blocked',
      code: 'guardrail',
      says: '`weekend-freeze` does not allow it: Nobody is in.',
      fix: 'Wait for Monday.',
      counted: { length: 2 },
    })
    expect(verdict(bench(both, { stopped: [stop, stop, stop] }))).toMatchObject({
      says: '`weekend-freeze` does not allow it: Nobody is in. 2 other rules stop it as well.',
    })
  })

  test('what cannot be answered says what is missing, not what the rule would say if it failed', () => {
    const unknown = { ...stop, outcome: 'unknown', trace: ['running.wanted is missing'] } as const
    expect(verdict(bench(both, { stopped: [unknown] }))).toMatchObject({
      is: 'blocked',
      says: '`weekend-freeze` cannot be answered, and unknown is never yes: running.wanted is missing.',
      fix: 'Have it measured or written down. What the rule is for: Nobody is in.',
    })
  })

  test('a denial is told before it, and who may approve has to be known first', () => {
    expect(verdict(bench([vote('bo', { is: 'deny' })], { stopped: [stop] })).is).toBe('denied')
    const closed = { state: 'closed', draft: false } as const
    expect(verdict(bench(both, { stopped: [stop], pull: closed })).is).toBe('unavailable')
  })

  test('the way back to safety passes what had no answer, and is looked at afterwards', () => {
    expect(verdict(bench(both, { silent: ['same-cases'] }))).toMatchObject({
      is: 'approved',
      review: { because: 'same-cases had no answer', hours: 72 },
    })
    expect(verdict(bench([vote('bo')], { silent: ['same-cases'] })).is).toBe('pending')
  })

  test('files that cannot be read allow nothing, whoever approved, also where they seem to change nothing', () => {
    for (const parts of [[{ kinds: ['rollback'] as const, model: MEDIUM }], []])
      expect(verdict(bench(both, { broken: 2, parts }))).toMatchObject({
        is: 'blocked',
        code: 'broken-files',
        says: 'The files hold 2 errors, so nothing can be said of what they would do.',
      })
  })
})
