import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Bench, verdict } from '../../src/approvals/approval.ts'
import { mayVote, type Press } from '../../src/approvals/may-vote.ts'
import { REASON_CODES, type ReasonCode } from '../../src/core/reason.ts'
import { ACTING, type Acting } from '../fixtures/acting.ts'
import { bench, hours, peopleOf, RULE, vote } from '../fixtures/bench.ts'

const both = [vote('bo'), vote('chen')]
const says = (votes: Bench['votes'], more: Partial<Bench> = {}) => {
  const it = verdict(bench(votes, more))
  return [...it.ignored.map(({ code }) => code), ...('code' in it ? [it.code] : [])]
}
const press = (person: string, more: Partial<Bench> = {}, pressed?: Press) => {
  const may = mayVote(bench([], more), person, 'slack', pressed)
  return may.ok ? [] : [may.code]
}
const account = (is: Bench['accounts'][string]) => () => says([vote('bo')], { accounts: { U0BO: is } })
const twins = { ...peopleOf(), people: { ...peopleOf().people, twin: { name: 't', roles: [], slack: 'U0BO' } } }
const GONE = { name: 'Bo', roles: ['operations'], slack: 'U0BO', left: '2026-03-02' }
const github = [{ role: 'operations', count: 1, via: ['github'] as const }]

/** One way to each reason. A new reason does not compile before it has one here, or is one of those found when acting. */
const WAYS: Readonly<Record<Exclude<ReasonCode, Acting>, () => readonly string[]>> = {
  'asked-it-yourself': () => says([vote('ana')]),
  'wrote-it': () => says([vote('bo')], { authors: [{ github: 102, role: 'committer' }] }),
  'not-in-people': () => says([vote('slack:T1:U0EVIL')]),
  left: () => says([vote('bo')], { people: { ...peopleOf(), people: { ...peopleOf().people, bo: GONE } } }),
  bot: account('bot'),
  guest: account('guest'),
  stranger: account('stranger'),
  deleted: account('deleted'),
  'account-not-seen': () => says([vote('bo')], { accounts: {} }),
  'wrong-role': () => says([vote('dana')]),
  'may-not-see': () => says([vote('bo')], { shownTo: [['model-validation']] }),
  'wrong-door': () => says([vote('bo')], { rules: [{ ...RULE, needs: github }] }),
  'already-counted': () => says([vote('bo'), vote('bo')]),
  'not-needed': () => says([vote('chen'), vote('finn')]),
  'denied-later': () => says([vote('bo'), vote('bo', { is: 'deny' })]),
  'said-since': () =>
    press('bo', { votes: [vote('bo', { is: 'deny' })] }, { is: 'approve', at: hours(0.5).toISOString() }),
  'taken-back': () => says([vote('bo'), vote('bo', { is: 'withdrawn' })]),
  'nothing-to-take-back': () => press('bo', {}, { is: 'withdrawn' }),
  'other-seal': () => says([vote('bo', { seal: 'seal-0' })]),
  'answered-worse': () => says([vote('bo', { known: [] })], { against: ['mae flight-delay fail'] }),
  'old-card': () => press('bo', {}, { is: 'approve', seal: 'seal-0' }),
  expired: () => says([], { now: hours(25) }),
  future: () => says([vote('bo', { at: hours(3).toISOString() })]),
  closed: () => says(both, { pull: { state: 'closed', draft: false } }),
  draft: () => says(both, { pull: { state: 'open', draft: true } }),
  'no-rule': () => says(both, { rules: [] }),
  'nobody-may': () => says([], { people: peopleOf({ ana: ['operations'] }) }),
  'unlinked-author': () => says(both, { authors: [{ role: 'author' }] }),
  'unlisted-author': () => says(both, { authors: [{ github: 999, login: 'bo-private', role: 'author' }] }),
  elsewhere: () => says(both, { pull: { state: 'open', draft: false, elsewhere: true } }),
  'from-fork': () => says(both, { authors: [{ role: 'author' }, { role: 'pusher', unseen: 'fork' }] }),
  'pushers-not-seen': () => says(both, { authors: [{ role: 'author' }, { role: 'pusher', unseen: 'cut' }] }),
  'by-bot': () => says(both, { authors: [{ role: 'author' }, { role: 'pusher', unseen: 'bot' }] }),
  'shared-account': () => says(both, { people: twins }),
  'team-not-seen': () => says(both, { people: { ...peopleOf(), teams: { operations: 'acme/ops' } } }),
  'broken-files': () => says(both, { broken: 1 }),
  denied: () => says([vote('bo', { is: 'deny' })]),
  'denial-stands': () => says([vote('bo', { is: 'deny' }), vote('bo', { is: 'withdrawn', by: 'ana' })]),
  'already-merged': () => press('bo', { pull: { state: 'merged', draft: false } }),
  guardrail: () => says(both, { stopped: [{ policy: 'freeze', because: 'No.', fix: 'Wait.' }] }),
}

describe('[C1] the list of reasons is closed and whole', () => {
  test.each(Object.entries(WAYS))('%s can happen', (code, way) => expect(way()).toContain(code))

  test('each of the rest is given where Kedge acts, and the lists are all there is', () => {
    const files = ['flows', 'approvals'].flatMap(folder =>
      readdirSync(`src/${folder}`).map(it => `src/${folder}/${it}`),
    )
    const texts = files.map(file => readFileSync(file, 'utf8'))
    const isGiven = (code: string) =>
      texts.some(
        text =>
          text.includes(`refusalOf('${code}'`) ||
          (/case '[\w-]+':\n\s+return refusalOf/.test(text) && text.includes(`case '${code}':`)),
      )
    expect(ACTING.filter(code => !isGiven(code))).toEqual([])
    expect([...Object.keys(WAYS), ...ACTING].sort()).toEqual([...REASON_CODES].sort())
  })

  test('each refusal in src is one of the list', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      file => file.endsWith('.ts') && !file.startsWith('stand-ins'),
    )
    const given = files.flatMap(file =>
      [...readFileSync(`src/${file}`, 'utf8').matchAll(/refusalOf\('([\w-]+)'/g)].map(found => found[1]),
    )
    expect(given.length).toBeGreaterThan(15)
    expect(given.filter(code => !REASON_CODES.some(known => known === code))).toEqual([])
  })
})
