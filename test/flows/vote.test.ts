import { describe, expect, test } from 'vitest'
import { answersName } from '../../src/core/shown.ts'
import { type Ballot, vote } from '../../src/flows/vote.ts'
import type { SlackUser } from '../../src/flows/world.ts'
import { change, foldOf, mergedBy, SEAL, voted, WAITING } from '../fixtures/change.ts'
import { contents, type Given, pull, words, worldOf } from '../fixtures/world.ts'
import { CHANGE, NOW } from '../fixtures/written.ts'

const ballot = (who: string, more: Partial<Ballot> = {}): Ballot => ({
  place: { team: 'T000000001', user: `U0${who.toUpperCase()}`, channel: 'C0APPROVALS' },
  is: 'approve',
  seal: SEAL,
  answers: answersName(foldOf(WAITING).findings ?? []),
  at: new Date(NOW),
  delivery: 'slack:1',
  ...more,
})

async function pressed(given: Ballot, see: Given['see'] = {}, events = WAITING) {
  const it = await worldOf({ see })
  await change(it.world, events)
  const outcome = await vote(it.world, given)
  const told = outcome.jobs?.find(job => job.effect === 'answer')
  const fact = outcome.facts?.[0]?.events[0]
  const cast = outcome.parts?.flatMap(part => part.events)[0]
  return { ...it, outcome, fact, cast, says: words(JSON.parse(told?.body ?? '{}').document) }
}
const is = (kind: SlackUser['is']) => ({ slackUser: async (id: string) => ({ id, team: 'T000000001', is: kind }) })

describe('a vote', () => {
  test('counts what was on the card, by whom, and the change is looked at again', async () => {
    const { cast, outcome } = await pressed(ballot('bo'))
    expect(cast).toMatchObject({
      type: 'change.voted',
      by: 'bo',
      body: { person: 'bo', door: 'slack', is: 'approve', seal: SEAL },
    })
    expect(outcome.jobs?.map(job => job.key)).toEqual([`follow:${CHANGE}`, 'answer:slack:1'])
  })

  test('to deny keeps its reason', async () => {
    const { cast } = await pressed(ballot('fay', { is: 'deny', because: 'The hold-out was never looked at.' }))
    expect(cast?.body).toMatchObject({ is: 'deny', because: 'The hold-out was never looked at.' })
  })

  test('[C1] (attack 56) keeps when it was received, where it is worked on later', async () => {
    const [early, late] = [new Date(Date.parse(NOW) - 60_000), new Date(Date.parse(NOW) + 60_000)]
    expect((await pressed(ballot('bo', { at: early }))).cast?.body).toMatchObject({ given: early.toISOString() })
    for (const at of [new Date(NOW), late])
      expect((await pressed(ballot('bo', { at }))).cast?.body).not.toHaveProperty('given')
  })

  test('[C1] (attack 31) that is older than what its person said since is refused, and says so', async () => {
    const at = new Date(Date.parse(NOW) - 60_000)
    const { fact, outcome, says } = await pressed(ballot('bo', { at }), {}, [...WAITING, voted('bo', 'deny')])
    expect(fact).toMatchObject({ type: 'change.refused', body: { code: 'said-since', door: 'slack' } })
    expect(outcome.parts).toBeUndefined()
    expect(says).toContain('You have said something else since you pressed this; the last word stands.')
    expect(says).toContain('fix: Press again if you have changed your mind.')
  })

  test('[C1] (attack 76) of who denied, too late to approve, takes the denial back and says what it is not', async () => {
    const it = await worldOf()
    await change(it.world, [...WAITING, voted('bo', 'deny')])
    const late = new Date(Date.parse(NOW) + 100 * 3_600_000)
    it.at(late.toISOString())
    const { parts, jobs } = await vote(it.world, ballot('bo', { at: late }))
    expect(parts?.[0]?.events).toMatchObject([{ by: 'bo', body: { person: 'bo', is: 'withdrawn', door: 'slack' } }])
    const told = jobs?.find(job => job.effect === 'answer')
    expect(words(JSON.parse(told?.body ?? '{}').document)).toMatchInlineSnapshot(`
      "┃ Your denial is taken back; your approval does not count here: the time to approve ended at 17 April 2001, 09:00 UTC.
      ┃
      ┃ · fix: Ask for the change again."
    `)
  })

  test.each<[string, Ballot, Given['see']]>([
    ['asked-it-yourself', ballot('ana'), {}],
    ['wrong-role', ballot('dana'), {}],
    ['guest', ballot('bo'), is('guest')],
    ['stranger', ballot('bo'), is('stranger')],
    ['deleted', ballot('bo'), is('deleted')],
    ['bot', ballot('bo'), is('bot')],
    ['not-in-people', ballot('zoe'), {}],
    ['not-in-people', { ...ballot('bo'), place: { ...ballot('bo').place, team: 'T000000002' } }, {}],
    [
      'wrote-it',
      ballot('chen'),
      { contents: async () => ({ ...contents, authors: [{ github: 6, login: 'chen', role: 'author' }] }) },
    ],
    ['draft', ballot('bo'), { pull: async () => ({ ...pull, draft: true }) }],
  ])('%s: is refused in private, kept, and uses nothing up', async (code, given, see) => {
    const { fact, outcome } = await pressed(given, see)
    expect(fact).toMatchObject({ type: 'change.refused', body: { code, door: 'slack' } })
    expect(outcome.parts).toBeUndefined()
  })

  test('on a card that is old is refused with the card as it is now', async () => {
    const { fact, says } = await pressed(ballot('bo'), { contents: async () => ({ ...contents, diff: '+ more\n' }) })
    expect(fact).toMatchObject({ body: { code: 'old-card' } })
    expect(says).toMatch(/The change has moved since this card was shown\..*\+ more.*\[.Approve.\]/s)
  })

  test.each([
    ['a seal nobody knows', ballot('bo', { seal: 'forged' })],
    [
      'a place where the model is not visible',
      { ...ballot('bo'), place: { ...ballot('bo').place, channel: 'C0LUNCH' } },
    ],
  ])('for %s is told that there is nothing, and nothing is kept', async (_, given) => {
    const { outcome, says } = await pressed(given)
    expect(outcome).toEqual({ jobs: [expect.objectContaining({ effect: 'answer' })] })
    expect(says).toContain('This is nothing Kedge knows of here.')
  })

  test('for what is merged is refused', async () => {
    expect((await pressed(ballot('bo'), {}, [...WAITING, voted('chen'), mergedBy])).fact).toMatchObject({
      body: { code: 'already-merged' },
    })
  })
})
