import { expect, test } from 'vitest'
import { type Demands, NO_DEMANDS, type RequiredCheck, type Reviews, together } from '../../src/core/demands.ts'
import { gateOf } from '../../src/core/gate.ts'
import { lineOf } from '../../src/core/problem.ts'

const ours: RequiredCheck = { name: 'kedge', from: 'us' }
const anybodys: RequiredCheck = { name: 'kedge', from: 'anybody' }
const good: Demands = { ...NO_DEMANDS, protected: true, requires: [ours] }
const noReviews = NO_DEMANDS.reviews as Reviews
const gate = (more: Partial<Demands>) => gateOf({ name: 'main', ...good, ...more }, 'kedge')
const codes = (more: Partial<Demands>) => gate(more).problems.map(p => `${p.level} ${p.code}`)

test('[C6] a branch that requires the check of our App, and nothing of people, is of mode check', () => {
  expect(gate({})).toEqual({ mode: 'check', problems: [] })
  expect(gate({ requires: [ours, { name: 'ci', from: 'anybody' }, { name: 'scan', from: 7 }] }).mode).toBe('check')
  expect(gate({ reviews: { ...noReviews, dismissStale: true } }).mode).toBe('check')
})

test.each<[string, Partial<Reviews>]>([
  ['approvals', { approvals: 1 }],
  ['a code owner', { codeOwners: true }],
  ['somebody else than who pushed last', { lastPush: true }],
  ['reviewers of paths', { reviewers: 1 }],
])('[C6] one that demands reviews of %s as well is of mode native, and says what that means', (_, reviews) => {
  const { mode, problems } = gate({ reviews: { ...noReviews, ...reviews } })
  expect(mode).toBe('native')
  expect(problems.map(p => `${p.level} ${p.code}`)).toEqual(['note native-mode'])
})

test('[C6] reviews that GitHub does not show are taken for demanded: unknown is not pass', () => {
  expect(gate({ reviews: 'unknown' }).mode).toBe('native')
  expect(codes({ reviews: 'unknown' })).toEqual(['note reviews-not-shown'])
})

test.each<[string, string, Partial<Demands>]>([
  ['unprotected-main', 'it is not protected', { protected: false }],
  ['check-not-required', 'it requires nothing', { requires: [] }],
  ['check-not-required', 'it requires a check of another name', { requires: [{ name: 'Kedge', from: 'us' }] }],
  ['check-from-anybody', 'anybody may set the check (attacks 42, 75)', { requires: [anybodys] }],
  ['check-of-another-app', 'the check is that of another App', { requires: [{ name: 'kedge', from: 15368 }] }],
  ['check-twice', 'two checks have our name (attack 75)', { requires: [ours, anybodys] }],
  ['merge-queue', 'a merge queue merges what nobody judged (attack 44)', { mergeQueue: true }],
  ['no-merge-commits', 'only squashed or rebased commits get on it', { mergeCommits: false }],
  ['app-may-by-pass', 'our own App may pass', { passers: { us: true } }],
])('[C6] %s: there is no gate where %s', (code, _, more) => {
  expect(gate(more).mode).toBe('none')
  expect(codes(more)).toEqual([`warning ${code}`])
})

test('[C6] all that is wrong is said at once, each with its fix', () => {
  const { problems } = gate({ requires: [{ name: 'kedge', from: 15368 }], mergeQueue: true, mergeCommits: false })
  expect(problems.map(lineOf).join('\n')).toMatchInlineSnapshot(`
    "warning check-of-another-app: The branch main wants the check kedge from the App 15368, so ours counts for nothing, and Kedge merges nothing.
      fix: Settings → Rules → the ruleset of main → status checks → kedge: choose this App as its source
    warning merge-queue: The branch main has a merge queue, which waits for the check kedge on commits that Kedge does not judge: it judges the pull request, and lets nothing succeed unseen. So nothing gets through, and Kedge merges nothing.
      fix: Settings → Rules → the ruleset of main: take the merge queue out
    warning no-merge-commits: The branch main takes no merge commits, by which alone the commit people approved gets on it unaltered, and Kedge merges nothing.
      fix: Settings → Rules → the ruleset of main: allow merge commits, and no linear history"
  `)
})

test('[C6] what is good to know stops nothing', () => {
  const others = ['administrators', 'the team 9']
  const more = {
    upToDate: true,
    passers: { us: false, others },
    reviews: { ...noReviews, approvals: 2, codeOwners: true },
  }
  expect(gate(more).mode).toBe('native')
  expect(gate(more).problems.map(lineOf).join('\n')).toMatchInlineSnapshot(`
    "note native-mode: The branch main demands on GitHub itself 2 approving reviews, one of a code owner. Approvals in Slack count for the rules of Kedge and not for that, so some people approve on GitHub, where one review counts for both.
      fix: nothing to do; or let the check alone decide: ask for no approvals in the ruleset of main
    note up-to-date: The branch main takes only what is up to date with it, so every merge puts all other changes behind, and each needs new votes once it is updated.
      fix: Settings → Rules → the ruleset of main: leave “up to date” out; what was merged since to the same files Kedge sees by itself
    note who-may-by-pass: These may merge to main past the check kedge: administrators, the team 9.
      fix: keep the list short; every merge past the check is found and told"
  `)
})

test('[C6] rulesets and classic protection add up: what either demands is demanded', () => {
  const ruleset = {
    ...good,
    reviews: { ...noReviews, approvals: 1 },
    passers: { us: false, others: ['a', 'b'] },
  } as const
  const classic: Demands = {
    ...good,
    requires: [ours, anybodys],
    reviews: { ...noReviews, approvals: 2, codeOwners: true },
    upToDate: true,
    mergeQueue: true,
    mergeCommits: false,
    passers: { us: true, others: ['b'] },
  }
  expect(together([])).toEqual(NO_DEMANDS)
  expect(together([ruleset, classic])).toEqual({
    protected: true,
    requires: [ours, anybodys],
    reviews: { ...noReviews, approvals: 2, codeOwners: true },
    upToDate: true,
    mergeQueue: true,
    mergeCommits: false,
    passers: { us: true, others: ['a', 'b'] },
  })
  expect(together([ruleset, { ...good, reviews: 'unknown' }]).reviews).toBe('unknown')
  expect(together([good, good])).toEqual(good)
  const past = (...ways: readonly RequiredCheck['past'][]) =>
    together(ways.map(way => ({ ...good, requires: [{ ...ours, ...(way && { past: way }) }] }))).requires
  expect(past('writers', undefined)).toEqual([ours])
  expect(past('writers', 'not-shown')).toEqual([{ ...ours, past: 'not-shown' }])
  expect(past('writers', 'writers')).toEqual([{ ...ours, past: 'writers' }])
})
