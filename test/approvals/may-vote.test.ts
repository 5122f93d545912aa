import { expect, test } from 'vitest'
import { type Bench, type Door, verdict } from '../../src/approvals/approval.ts'
import { mayVote, type Press } from '../../src/approvals/may-vote.ts'
import { bench, hours, RULE, vote } from '../fixtures/bench.ts'

const both = [vote('bo'), vote('chen', { door: 'github' })]
const deny = vote('bo', { is: 'deny' })
const rules = [{ ...RULE, needs: [{ role: 'operations', count: 1, via: ['github'] as const }] }]
const approve: Press = { is: 'approve' }
const pressedAt = (hour: number, is: Press['is'] = 'approve'): Press => ({ is, at: hours(hour).toISOString() })

const TABLE: readonly [string, Bench, string, Door, Press, string][] = [
  ['somebody who may', bench(), 'bo', 'slack', approve, 'ok'],
  ['somebody who may, on the card shown now', bench(), 'bo', 'slack', { is: 'approve', seal: 'seal-1' }, 'ok'],
  ['[attack 35] an older card', bench(), 'bo', 'slack', { is: 'approve', seal: 'seal-0' }, 'old-card'],
  ['[attack 37] somebody without the role', bench(), 'dana', 'slack', approve, 'wrong-role'],
  ['[attack 41] who asked', bench(), 'ana', 'slack', approve, 'asked-it-yourself'],
  [
    '[attack 27] who wrote it',
    bench([], { authors: [{ github: 102, role: 'author' }] }),
    'bo',
    'slack',
    approve,
    'wrote-it',
  ],
  ['an account nobody knows', bench(), 'slack:T1:U0X', 'slack', approve, 'not-in-people'],
  ['[attack 15] a guest', bench([], { accounts: { U0BO: 'guest' } }), 'bo', 'slack', approve, 'guest'],
  [
    '[attack 19] an account Slack said nothing of',
    bench([], { accounts: {} }),
    'bo',
    'slack',
    approve,
    'account-not-seen',
  ],
  ['[attack 36] the same button again', bench([vote('bo')]), 'bo', 'slack', approve, 'already-counted'],
  ['[attack 14] the other door', bench([vote('bo')]), 'bo', 'github', approve, 'already-counted'],
  ['a place that is filled', bench([vote('chen')]), 'finn', 'slack', approve, 'not-needed'],
  ['somebody who lets another move over', bench([vote('eve')]), 'bo', 'slack', approve, 'ok'],
  ['[attack 76] the wrong door', bench([], { rules }), 'bo', 'slack', approve, 'wrong-door'],
  ['[attack 76] the right door', bench([], { rules }), 'bo', 'github', approve, 'ok'],
  ['[attack 56] at the deadline', bench([], { now: hours(24) }), 'bo', 'slack', approve, 'ok'],
  ['[attack 38] after the deadline', bench([], { now: hours(24.001) }), 'bo', 'slack', approve, 'expired'],
  [
    '[attack 38] when it is closed',
    bench([], { pull: { state: 'closed', draft: false } }),
    'bo',
    'slack',
    approve,
    'closed',
  ],
  [
    '[attack 38] when it is merged',
    bench(both, { pull: { state: 'merged', draft: false } }),
    'eve',
    'slack',
    approve,
    'already-merged',
  ],
  [
    '[attack 30] while it is a draft',
    bench([], { pull: { state: 'open', draft: true } }),
    'bo',
    'slack',
    approve,
    'draft',
  ],
  [
    '[attack 27] while an author is unknown',
    bench([], { authors: [{ role: 'co-author' }] }),
    'bo',
    'slack',
    approve,
    'unlinked-author',
  ],
  [
    '[attack 27] while nobody knows who pushed to a fork',
    bench([], { authors: [{ role: 'co-author' }, { role: 'pusher', unseen: 'fork' }] }),
    'bo',
    'slack',
    approve,
    'from-fork',
  ],
  [
    '[attack 27] while GitHub does not say who pushed',
    bench([], {
      authors: [
        { github: 101, role: 'pusher' },
        { role: 'pusher', unseen: 'cut' },
      ],
    }),
    'bo',
    'slack',
    approve,
    'pushers-not-seen',
  ],
  [
    '[attack 27] while a bot stands where a person should',
    bench([], { authors: [{ role: 'co-author' }, { login: 'helper[bot]', role: 'author', unseen: 'bot' }] }),
    'bo',
    'slack',
    approve,
    'by-bot',
  ],
  ['where no rule covers it', bench([], { rules: [] }), 'bo', 'slack', approve, 'no-rule'],
  ['where nobody needs to', bench([], { rules: [{ ...RULE, needs: [] }] }), 'bo', 'slack', approve, 'not-needed'],
  ['a deny', bench(), 'bo', 'slack', { is: 'deny' }, 'ok'],
  ['a deny after the approval', bench(both), 'bo', 'github', { is: 'deny' }, 'ok'],
  ['a deny after the deadline', bench(both, { now: hours(30) }), 'bo', 'slack', { is: 'deny' }, 'ok'],
  ['a second deny', bench([deny]), 'bo', 'slack', { is: 'deny' }, 'already-counted'],
  ['a deny of who asked', bench(), 'ana', 'slack', { is: 'deny' }, 'asked-it-yourself'],
  [
    'an approval after the own deny, though another fills the place',
    bench([deny, vote('eve')]),
    'bo',
    'slack',
    approve,
    'ok',
  ],
  ['[C1] [attack 31] a press from before the own deny', bench([deny]), 'bo', 'slack', pressedAt(0.5), 'said-since'],
  [
    '[C1] [attack 31] a press from the moment of the own deny',
    bench([deny]),
    'bo',
    'slack',
    pressedAt(1),
    'said-since',
  ],
  [
    '[C1] [attack 31] a press from the second of the own deny on GitHub',
    bench([{ ...deny, door: 'github' }]),
    'bo',
    'slack',
    pressedAt(1 + 0.9 / 3600),
    'said-since',
  ],
  ['[C1] a press after the own deny', bench([deny]), 'bo', 'slack', pressedAt(1.5), 'ok'],
  [
    '[C1] a deny from before the own approval',
    bench([vote('bo')]),
    'bo',
    'slack',
    pressedAt(0.5, 'deny'),
    'said-since',
  ],
  ['[C1] a deny from the moment of the own approval', bench([vote('bo')]), 'bo', 'slack', pressedAt(1, 'deny'), 'ok'],
  [
    '[C1] [attack 56] a press at the deadline, worked on later',
    bench([], { now: hours(25) }),
    'bo',
    'slack',
    pressedAt(24),
    'ok',
  ],
  [
    '[C1] [attack 56] a press after the deadline, worked on later',
    bench([], { now: hours(25) }),
    'bo',
    'slack',
    pressedAt(24.001),
    'expired',
  ],
  ['taking an approval back', bench(both), 'bo', 'github', { is: 'withdrawn' }, 'ok'],
  ['taking a deny back', bench([deny]), 'bo', 'slack', { is: 'withdrawn' }, 'ok'],
  ['taking nothing back', bench(both), 'finn', 'slack', { is: 'withdrawn' }, 'nothing-to-take-back'],
]

test.each(TABLE)('%s', (_, b, person, door, press, code) => {
  const may = mayVote(b, person, door, press)
  expect(may.ok ? 'ok' : may.code).toBe(code)
})

test('a refusal says what to do, with the roles, doors and times of this change', () => {
  expect(mayVote(bench([vote('bo')]), 'ana', 'slack')).toEqual({
    ok: false,
    code: 'asked-it-yourself',
    says: 'You asked for this change, so your own vote never counts.',
    fix: 'Ask somebody with the role model-validation to approve.',
  })
  expect(mayVote(bench([], { rules }), 'bo', 'slack')).toMatchObject({ fix: 'Vote on GitHub.' })
  expect(mayVote(bench([], { now: hours(25) }), 'bo', 'slack')).toMatchObject({
    says: 'The time to approve ended at 3 March 2026, 09:00 UTC.',
  })
  expect(mayVote(bench([], { rules: [] }), 'bo', 'slack')).toMatchObject({
    says: 'No approvals policy covers rollback, so nobody can allow it.',
  })
})

test.each<[string, Partial<Bench>, Press, string]>([
  ['by a wrong door', { rules }, approve, 'wrong-door'],
  ['after the deadline', { now: hours(25) }, approve, 'expired'],
  ['after the deadline, worked on later still', { now: hours(30) }, pressedAt(25), 'expired'],
])('[C1] [attack 76] a denial is taken back %s, and that approves nothing', (_, more, press, code) => {
  const [may, at] = [mayVote(bench([deny], more), 'bo', 'slack', press), hours(2).toISOString()]
  expect(may).toMatchObject({ ok: true, only: { code } })
  const kept = bench([deny, vote('bo', { is: 'withdrawn', at })], more)
  expect(verdict(kept)).toMatchObject({ counted: [], ignored: [{ vote: 0, code: 'taken-back' }] })
  expect(verdict(kept).is).not.toBe('denied')
})

test('[C1] [attack 76] nobody takes back by a wrong door what does not stand, or what they said after it', () => {
  expect(mayVote(bench([], { rules }), 'bo', 'slack')).toMatchObject({ ok: false, code: 'wrong-door' })
  expect(mayVote(bench([deny], { rules }), 'bo', 'slack', pressedAt(0.5))).toMatchObject({ code: 'said-since' })
})
