import { describe, expect, test } from 'vitest'
import { type Bench, type Vote, verdict } from '../../src/approvals/approval.ts'
import { ASKED, bench, hours, MEDIUM, peopleOf, RULE, vote } from '../fixtures/bench.ts'

const both = [vote('bo'), vote('chen', { door: 'github' })]
const at = (n: number) => hours(n).toISOString()
const counted = (b: Bench) => verdict(b).counted.map(({ person, slot }) => `${person}: ${slot.role}`)
const ignored = (b: Bench) => verdict(b).ignored.map(({ vote, code }) => `${vote} ${code}`)
const ask = (b: Bench) => verdict(b).ask.map(({ slot, people }) => `${slot.role}: ${people.join(' ')}`)

test('a person of each role, by either door: approved, and merged by itself where the policy says so', () => {
  expect(verdict(bench(both))).toMatchObject({
    is: 'approved',
    by: ['bo', 'chen'],
    merge: 'auto',
    missing: [],
    ignored: [],
  })
  expect(verdict(bench(both, { rules: [RULE, { ...RULE, id: 'other', needs: [], merge: 'manual' }] }))).toMatchObject({
    is: 'approved',
    merge: 'manual',
  })
})

test('while somebody is missing it says who counts, which place is open and who could fill it', () => {
  const b = bench([vote('bo')])
  expect(verdict(b)).toMatchObject({
    is: 'pending',
    until: at(24),
    says: '1 of 2 approvals; model-validation to come.',
    fix: 'Ask somebody with the role model-validation to approve.',
  })
  expect(counted(b)).toEqual(['bo: operations'])
  expect(ask(b)).toEqual(['model-validation: chen eve finn'])
})

type Row = [string, Vote[], Partial<Bench>, string[]]

describe('who never counts', () => {
  test.each<Row>([
    ['[attack 41] who asked', [vote('ana')], {}, ['0 asked-it-yourself']],
    ['who asked, by a Slack account', [vote('ana')], { askedBy: 'slack:T1:U0ANA' }, ['0 asked-it-yourself']],
    [
      '[attack 13] who asked, by a GitHub account, compared by its number',
      [vote('ana')],
      { askedBy: 'github:101' },
      ['0 asked-it-yourself'],
    ],
    [
      '[attack 13] who wrote it, under a login of other letters',
      [vote('bo', { door: 'github' })],
      { authors: [{ github: 102, login: 'BO', role: 'author' }] },
      ['0 wrote-it'],
    ],
    [
      '[attack 27] who pushed a commit',
      [vote('bo')],
      { authors: [{ github: 102, role: 'committer' }] },
      ['0 wrote-it'],
    ],
    ['[attack 27] a co-author', [vote('bo')], { authors: [{ github: 102, role: 'co-author' }] }, ['0 wrote-it']],
    ['who opened the pull request', [vote('bo')], { authors: [{ github: 102, role: 'opener' }] }, ['0 wrote-it']],
    ['an account nobody knows', [vote('slack:T1:U0EVIL')], {}, ['0 not-in-people']],
    [
      '[attack 17] a login that changed hands has another number',
      [vote('github:999', { door: 'github' })],
      {},
      ['0 not-in-people'],
    ],
    ['a name from the prototype', [vote('constructor'), vote('__proto__')], {}, ['0 not-in-people', '1 not-in-people']],
    [
      '[attack 22] a bot on GitHub',
      [vote('github:77', { door: 'github' })],
      { accounts: { 'github:77': 'bot' } },
      ['0 bot'],
    ],
    [
      '[attack 22] a bot that stands in people',
      [vote('bo', { door: 'github' })],
      { accounts: { 'github:102': 'bot' } },
      ['0 bot'],
    ],
    ['[attack 15] a guest', [vote('bo')], { accounts: { U0BO: 'guest' } }, ['0 guest']],
    ['[attack 15] an account of another workspace', [vote('bo')], { accounts: { U0BO: 'stranger' } }, ['0 stranger']],
    ['[attack 15] a stranger nobody knows', [vote('slack:T2:U0X')], { accounts: { U0X: 'stranger' } }, ['0 stranger']],
    ['[attack 15] a deactivated account', [vote('bo')], { accounts: { U0BO: 'deleted' } }, ['0 deleted']],
    ...(['guest', 'bot', 'stranger', 'deleted'] as const).map(
      (is): Row => [
        `[C4] [attack 15] the Slack account of a ${is}, by a review on GitHub`,
        [vote('bo', { door: 'github' }), vote('bo', { door: 'github', is: 'deny' })],
        { accounts: { U0BO: is } },
        [`0 ${is}`, `1 ${is}`],
      ],
    ),
    [
      '[C4] [attack 19] a review on GitHub of somebody of whom Slack said nothing',
      [vote('bo', { door: 'github' })],
      { accounts: {} },
      ['0 account-not-seen'],
    ],
    [
      '[C4] (attack 31) whoever sees one model of a change and not the other, by either door; but a no is a no',
      [vote('bo'), vote('bo', { door: 'github' }), vote('bo', { is: 'deny' })],
      { shownTo: [['operations'], ['model-validation']] },
      ['0 may-not-see', '1 may-not-see'],
    ],
    ['[attack 19] an account Slack said nothing of', [vote('bo')], { accounts: {} }, ['0 account-not-seen']],
    ['a role nobody asked for', [vote('dana')], {}, ['0 wrong-role']],
    [
      '[attack 20] anybody, where a role is nobody’s',
      [vote('bo')],
      { rules: [{ ...RULE, needs: [{ role: 'nobody', count: 1 }] }] },
      ['0 wrong-role'],
    ],
  ])('%s', (_, votes, more, codes) => {
    const b = bench(
      [...votes, vote('finn')],
      more.accounts ? { ...more, accounts: { U0FINN: 'person', ...more.accounts } } : more,
    )
    expect(ignored(b).filter(code => !code.startsWith(`${votes.length} `))).toEqual(codes)
    expect(verdict(b).is).not.toBe('approved')
    expect(counted(b).filter(words => !words.startsWith('finn'))).toEqual([])
  })

  test('who asked cannot deny either: taking the request back is theirs anyway', () => {
    expect(verdict(bench([...both, vote('ana', { is: 'deny' })])).is).toBe('approved')
  })
})

describe('people, not clicks', () => {
  test('[attack 14] the same person by Slack and by GitHub counts once', () => {
    const b = bench([vote('bo'), vote('bo', { door: 'github' })])
    expect(counted(b)).toEqual(['bo: operations'])
    expect(ignored(b)).toEqual(['1 already-counted'])
  })

  test('[attack 36] a double click counts once', () => {
    const b = bench([vote('bo'), vote('bo'), vote('bo')])
    expect(counted(b)).toEqual(['bo: operations'])
    expect(ignored(b)).toEqual(['1 already-counted', '2 already-counted'])
  })

  test('one person with two roles fills one place', () => {
    expect(verdict(bench([vote('eve')])).is).toBe('pending')
  })

  test('somebody with two roles moves over to let another in', () => {
    expect(counted(bench([vote('eve'), vote('bo')]))).toEqual(['bo: operations', 'eve: model-validation'])
    expect(ask(bench([vote('eve')]))).toEqual(['model-validation: bo chen finn'])
  })

  test('an approval nobody waits for is said to be one', () => {
    expect(ignored(bench([vote('chen'), vote('finn')]))).toEqual(['1 not-needed'])
  })

  test('all rules that cover a change must be met, by different people', () => {
    const rules = [
      RULE,
      { ...RULE, id: 'medium', appliesTo: { tiers: ['medium'] }, needs: [{ role: 'operations', count: 1 }] },
    ]
    expect(verdict(bench(both, { rules }))).toMatchObject({ is: 'pending', rules: ['approve-rollback', 'medium'] })
    expect(verdict(bench([...both, vote('eve')], { rules })).is).toBe('approved')
    expect(verdict(bench(both, { rules: [RULE, { ...RULE, id: 'high', appliesTo: { tiers: ['high'] } }] })).is).toBe(
      'approved',
    )
  })
})

describe('[attack 76] a place that only one door fills', () => {
  const rules = [{ ...RULE, needs: [{ role: 'operations', count: 1, via: ['github'] as const }] }]
  test('the other door does not fill it', () => {
    expect(verdict(bench([vote('bo')], { rules })).ignored).toEqual([
      {
        vote: 0,
        person: 'bo',
        code: 'wrong-door',
        says: 'For this slot a vote given here does not count.',
        fix: 'Vote on GitHub.',
      },
    ])
    expect(verdict(bench([vote('bo'), vote('bo', { door: 'github' })], { rules })).is).toBe('approved')
  })

  test('a later word by the other door does not take the first away', () => {
    expect(verdict(bench([vote('bo', { door: 'github' }), vote('bo')], { rules })).is).toBe('approved')
  })

  test('people without an account there are not asked, and if nobody has one it says so', () => {
    const people = peopleOf()
    const { github: _, ...bo } = people.people.bo ?? { name: '', roles: [] }
    const without = { ...people, people: { ana: people.people.ana ?? bo, bo } }
    expect(verdict(bench([], { rules, people: without }))).toMatchObject({
      is: 'unavailable',
      code: 'nobody-may',
      says: 'Nobody can fill operations.',
    })
  })
})

describe('the last word of a person stands', () => {
  const deny = vote('bo', { is: 'deny', because: 'not on a holiday' })
  test('[attack 31] deny after approve is deny', () => {
    const b = bench([...both, deny])
    expect(verdict(b)).toMatchObject({ is: 'denied', by: 'bo', because: 'not on a holiday', code: 'denied' })
    expect(ignored(b)).toEqual(['0 denied-later'])
  })

  test('a deny is over with the time to approve, and says what to do then', () => {
    const at = (h: number, more: Partial<Bench> = {}) => verdict(bench([deny], { ...more, now: hours(h) }))
    expect(at(1)).not.toHaveProperty('lapsed')
    expect(at(48)).toMatchObject({
      ...{ is: 'denied', lapsed: true },
      fix: 'Ask for the change again: the time to approve this one is over, and the denial with it.',
    })
    expect(at(48, { ownPull: true })).toMatchObject({ lapsed: true, fix: expect.stringMatching(/^Push a new commit/) })
  })

  test('[attack 31] taking a deny back does not bring the approve back', () => {
    const b = bench([...both, deny, vote('bo', { is: 'withdrawn' })])
    expect(verdict(b).is).toBe('pending')
    expect(ignored(b)).toEqual(['0 denied-later', '2 taken-back'])
  })

  test('[attack 31] a deny that somebody else dismissed stands', () => {
    const b = bench([...both, deny, vote('bo', { is: 'withdrawn', door: 'github', by: 'ana' })])
    expect(verdict(b).is).toBe('denied')
    expect(ignored(b)).toContain('3 denial-stands')
  })

  test('[attack 32] an approval that is dismissed is gone at once, whoever dismissed it', () => {
    expect(verdict(bench([...both, vote('chen', { is: 'withdrawn', door: 'github', by: 'ana' })])).is).toBe('pending')
  })

  test('approve after deny is approve', () => {
    expect(verdict(bench([...both, deny, vote('bo')])).is).toBe('approved')
  })

  test('[attack 18] a deny lapses with the role, and so does an approval', () => {
    const people = peopleOf({
      ana: [],
      bo: ['data-science'],
      chen: ['model-validation'],
      eve: ['operations'],
      finn: ['model-validation'],
    })
    expect(verdict(bench([vote('eve'), vote('chen'), deny], { people })).is).toBe('approved')
    expect(verdict(bench(both, { people })).is).toBe('pending')
  })

  test('a deny after the deadline still stops what was approved in time', () => {
    expect(verdict(bench([...both, { ...deny, at: at(30) }], { now: hours(31) })).is).toBe('denied')
  })

  test('somebody whose account Slack said nothing of may deny, though not approve', () => {
    expect(verdict(bench([deny], { accounts: {} })).is).toBe('denied')
  })

  test('somebody with a role for another change cannot block this one', () => {
    expect(verdict(bench([...both, vote('dana', { is: 'deny' })])).is).toBe('approved')
  })
})

describe('[attack 56] expiry is exact', () => {
  test.each([
    ['at the deadline', at(24), at(24), 'approved'],
    ['at the deadline, looked at later', at(24), at(100), 'approved'],
    ['a millisecond after it', new Date(hours(24).getTime() + 1).toISOString(), at(25), 'expired'],
    ['nothing came, at the deadline', undefined, at(24), 'pending'],
    ['nothing came, a millisecond after it', undefined, new Date(hours(24).getTime() + 1).toISOString(), 'expired'],
    ['in the future', at(3), at(2), 'pending'],
    ['at no time at all', 'yesterday', at(2), 'pending'],
  ])('%s', (_, chen, now, is) => {
    const votes = [vote('bo'), ...(chen ? [vote('chen', { at: chen })] : [])]
    expect(verdict(bench(votes, { now: new Date(now) })).is).toBe(is)
  })

  test('a future vote and a late one say what they are', () => {
    expect(ignored(bench([vote('bo', { at: at(3) })]))).toEqual(['0 future'])
    expect(ignored(bench([vote('bo', { at: at(25) })], { now: hours(26) }))).toEqual(['0 expired'])
    expect(verdict(bench([], { now: hours(26) }))).toMatchObject({
      is: 'expired',
      at: at(24),
      says: 'The time to approve ended at 3 March 2026, 09:00 UTC.',
    })
  })

  test('daylight saving moves no deadline: 24 hours are 24 hours', () => {
    const askedAt = '2026-03-28T12:00:00.000Z'
    const votes = [vote('bo', { at: askedAt }), vote('chen', { at: '2026-03-29T12:00:00.000Z' })]
    expect(verdict(bench(votes, { askedAt, now: new Date('2026-03-29T13:00:00Z') })).is).toBe('approved')
  })

  test('each rule has its own clock', () => {
    const rules = [RULE, { ...RULE, id: 'slow', withinHours: 72, needs: [{ role: 'data-science', count: 1 }] }]
    expect(verdict(bench([...both, vote('dana', { at: at(70) })], { rules, now: hours(71) })).is).toBe('approved')
    expect(verdict(bench([vote('bo'), vote('dana')], { rules, now: hours(30) })).is).toBe('expired')
  })
})

describe('what a vote is for', () => {
  test('[attack 24] [attack 26] votes for another state do not count, and count again when it is back', () => {
    const moved = bench(both, { seal: 'seal-2' })
    expect(verdict(moved).is).toBe('pending')
    expect(ignored(moved)).toEqual(['0 other-seal', '1 other-seal'])
    expect(verdict({ ...moved, votes: [...both, vote('eve', { seal: 'seal-2' })] }).counted).toHaveLength(1)
    expect(verdict(bench([...both, vote('bo', { seal: 'seal-2', is: 'deny' })])).is).toBe('approved')
  })

  test('[attack 30] closing clears all votes, also after it is open again; a draft takes none', () => {
    expect(verdict(bench(both, { pull: { state: 'closed', draft: false } }))).toMatchObject({
      is: 'unavailable',
      code: 'closed',
    })
    const reopened = bench([...both, vote('eve', { at: at(1.8) })], {
      pull: { state: 'open', draft: false, closedAt: at(1.5) },
    })
    expect(ignored(reopened)).toEqual(['0 closed', '1 closed'])
    expect(counted(reopened)).toEqual(['eve: operations'])
    const draft = bench(both, { pull: { state: 'open', draft: true } })
    expect(verdict(draft)).toMatchObject({ is: 'pending', code: 'draft', counted: [] })
    expect(verdict({ ...draft, rules: [{ ...RULE, needs: [] }] }).is).toBe('pending')
    // It is over in its time all the same, or it would be in the way of what is asked next.
    expect(verdict({ ...draft, now: hours(1000) })).toMatchObject({ is: 'expired' })
  })

  test('[attack 30] what was given to a draft, or before it was closed, never counts later; nor does it take anything back', () => {
    const b = bench([
      vote('bo'),
      vote('bo', { is: 'deny', door: 'github', lapsed: 'draft' }),
      vote('chen', { door: 'github', lapsed: 'draft' }),
      vote('finn', { door: 'github', lapsed: 'closed' }),
      vote('chen', { door: 'github', lapsed: 'base' }),
    ])
    expect(ignored(b)).toEqual(['1 draft', '2 draft', '3 closed', '4 other-seal'])
    expect(counted(b)).toEqual(['bo: operations'])
  })
})

describe('no rule, no people, no answer', () => {
  test('[attack 48] no rule that covers the change blocks it', () => {
    for (const more of [
      { rules: [] },
      { parts: [{ kinds: ['promote'] as const, model: MEDIUM }] },
      { rules: [{ ...RULE, appliesTo: { tiers: ['high'] } }] },
    ]) {
      expect(verdict(bench(both, more))).toMatchObject({ is: 'blocked', code: 'no-rule' })
    }
  })

  test('[attack 49] a covered part does not hide one that is not', () => {
    expect(verdict(bench(both, { parts: [{ kinds: ['rollback', 'edit'], model: MEDIUM }] }))).toMatchObject({
      is: 'blocked',
      says: 'No approvals policy covers edit, so nobody can allow it.',
    })
  })

  test('a change of policies is covered by a rule for all models only', () => {
    const b = bench(both, {
      parts: [{ kinds: ['rules'] }],
      rules: [{ ...RULE, covers: ['rules'], appliesTo: { tiers: ['medium'] } }],
    })
    expect(verdict(b).is).toBe('blocked')
    expect(verdict({ ...b, rules: [{ ...RULE, covers: ['rules'] }] }).is).toBe('approved')
  })

  test('nobody needs to approve only where a rule says so aloud', () => {
    expect(verdict(bench([], { rules: [{ ...RULE, needs: [] }] }))).toMatchObject({
      is: 'approved',
      by: [],
      says: 'Nobody needs to approve, as the policy says.',
    })
  })

  test('[attack 20] where nobody is left who may, it says so and does not wait for ever', () => {
    const people = peopleOf({ ana: ['operations'], chen: ['model-validation'] })
    expect(verdict(bench([], { people }))).toMatchObject({
      is: 'unavailable',
      code: 'nobody-may',
      says: 'Nobody can fill operations.',
    })
  })

  test('[E2] of the open places it names those that nobody can fill, and no other', () => {
    const people = peopleOf({ ana: ['operations'], bo: ['operations'], chen: ['rule-owner'] })
    expect(verdict(bench([], { people }))).toMatchObject({
      is: 'unavailable',
      code: 'nobody-may',
      says: 'Nobody can fill model-validation.',
      fix: expect.stringContaining('Give the role to somebody'),
    })
  })

  test('[attack 27] a commit of nobody’s e-mail: nobody can be ruled out, so nobody counts', () => {
    const b = bench(both, { authors: [{ github: 1, role: 'author' }, { role: 'co-author' }] })
    expect(verdict(b)).toMatchObject({ is: 'unavailable', code: 'unlinked-author' })
  })

  test('[attack 16] two people who share an account cannot be told apart', () => {
    const people = peopleOf()
    const shared = {
      ...people,
      people: { ...people.people, eve: { ...people.people.eve, name: 'eve', roles: [], slack: 'U0BO' } },
    }
    expect(verdict(bench(both, { people: shared }))).toMatchObject({ is: 'unavailable', code: 'shared-account' })
  })

  test('a merged change keeps its tally', () => {
    expect(verdict(bench(both, { pull: { state: 'merged', draft: false }, now: hours(1000) })).is).toBe('approved')
  })

  test('a clock that is no date approves nothing', () => {
    expect(verdict(bench(both, { askedAt: ASKED, now: new Date(Number.NaN) })).is).not.toBe('approved')
  })
})
