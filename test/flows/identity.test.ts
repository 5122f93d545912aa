import { describe, expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import type { Person } from '../../src/core/people.ts'
import type { Repository } from '../../src/core/repository.ts'
import { authorise, authoriseKey, standingAt } from '../../src/flows/authorise.ts'
import { modalFor } from '../../src/flows/forms.ts'
import { handlersFor } from '../../src/flows/handlers.ts'
import { vote } from '../../src/flows/vote.ts'
import { change, openCaseIn, SEAL, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { type Given, repository, words, worldOf } from '../fixtures/world.ts'
import { CASE } from '../fixtures/written.ts'

const place = { team: 'T000000001', user: 'U0ELI', channel: 'C0FLIGHTOPS' }

/** The sample repository, where Eli of operations is otherwise than there. */
function withEli(more: Partial<Person>, of: Repository = repository): Repository {
  const eli = { ...(of.people.people.eli as Person), ...more }
  return { ...of, people: { ...of.people, people: { ...of.people.people, eli } } }
}
/** It is the 16th of April 2001. */
const leaving = async (left: string) => (await worldOf({ repository: withEli({ left }) })).world

describe('[C4] [attack 18] whoever has left gets through no door, though their account is alive', () => {
  test.each(['2001-03-01', '2001-04-16', 'soon'])('not by a command, on %s', async left => {
    for (const line of ['show flight-delay', 'status', 'hold flight-delay for expected because it misleads people']) {
      const { words: says, outcome } = await typed(await leaving(left), line, { who: 'eli' })
      expect(says).toContain('The people policy says that you have left.')
      expect(says).toContain('have left taken out of your entry in policies/people.yaml')
      expect(outcome).toEqual({})
    }
  })

  test('not by a press: a case, a form, a vote', async () => {
    const world = await leaving('2001-03-01')
    await openCaseIn(world)
    await change(world, WAITING)
    const press = { ...place, action: 'take', value: CASE, message: { channel: place.channel, ts: '4.4' } }
    const send = handlersFor([]).press as NonNullable<ReturnType<typeof handlersFor>[string]>
    const body = JSON.stringify(press)
    const taken = await send(world as never, { delivery: 'd1', flow: 'press', body, at: world.now() })
    expect(taken.parts ?? []).toEqual([])
    expect(await modalFor(world, { ...press, action: 'rollback' })).toBeUndefined()
    const voted = await vote(world, { place, is: 'approve', seal: SEAL, at: world.now(), delivery: 'slack:1' })
    expect(voted.parts ?? []).toEqual([])
    const answer = voted.jobs?.find(({ effect }) => effect === 'answer')
    expect(words(JSON.parse(answer?.body ?? '{}').document)).toContain('you have left')
  })

  test('not by a key of the API', async () => {
    const world = await leaving('2001-03-01')
    const key = (owner: string) => world.policy().then(rules => authoriseKey(world, rules, owner, 'flight-delay'))
    expect((await key('eli')).no).toMatchObject({ is: 'nobody', account: 'key:eli', refusal: { code: 'left' } })
    expect((await key('zoe')).no).toMatchObject({ refusal: { code: 'not-in-people' } })
    expect((await key('bo')).asker?.id).toBe('bo')
  })

  test('but until that day as ever, by each of them', async () => {
    const world = await leaving('2001-04-17')
    expect(authorise(await standingAt(world, place), ['flight-delay']).asker?.id).toBe('eli')
    expect((await authoriseKey(world, await world.policy(), 'eli', 'flight-delay')).asker?.id).toBe('eli')
    expect((await typed(world, 'show flight-delay', { who: 'eli' })).words).toContain('Flight delay')
    expect((await typed(world, 'retrain flight-delay because it drifts', { who: 'eli' })).words).not.toContain('left')
  })
})

describe('[C4] a model shown to a role that a GitHub team gives', () => {
  const flightDelay = repository.models['flight-delay'] as NonNullable<Repository['models'][string]>
  const models = { 'flight-delay': { ...flightDelay, visibility: { roles: ['audit'] } } }
  const teams = { audit: 'acme/audit', duty: 'acme/duty' }
  const audited: Repository = { ...repository, models, people: { ...repository.people, teams } }
  const seen = async (team: NonNullable<Given['see']>['team'], of = audited) => {
    const { world } = await worldOf({ repository: of, ...(team && { see: { team } }) })
    const bySlack = authorise(await standingAt(world, place), ['flight-delay'])
    const byKey = await authoriseKey(world, of, 'eli', 'flight-delay')
    expect(byKey.asker?.id).toBe(bySlack.asker?.id)
    return bySlack.asker !== undefined
  }

  test('is there for its members, by the number of their account, and for nobody else', async () => {
    expect(await seen(async () => [8, 9])).toBe(true)
    expect(await seen(async () => [8])).toBe(false)
    const { github: _, ...offline } = audited.people.people.eli as Person
    const people = { ...audited.people, people: { ...audited.people.people, eli: offline } }
    expect(await seen(async () => [9], { ...audited, people })).toBe(false)
  })

  test('is unseen where GitHub does not say who is in it; what fails by a bug of ours is no answer', async () => {
    expect(await seen(() => Promise.reject(new OutsideError('unavailable', 'no answer')))).toBe(false)
    await expect(seen(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug')
  })

  test('no team is asked about that shows nothing, or whose role they have by the file', async () => {
    const asked: string[] = []
    const team = async (name: string) => {
      asked.push(name)
      return []
    }
    await seen(team)
    expect(new Set(asked)).toEqual(new Set(['acme/audit']))
    asked.length = 0
    expect(await seen(team, withEli({ roles: ['audit'] }, audited))).toBe(true)
    expect(asked).toEqual([])
  })
})
