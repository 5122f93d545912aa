import { describe, expect, test } from 'vitest'
import { digestSubject, toldFrom } from '../../src/core/digest.ts'
import effect from '../../src/effects/post-digest.ts'
import { digests } from '../../src/flows/digests.ts'
import type { Digest } from '../../src/policies/digest.ts'
import { happened } from '../fixtures/happened.ts'
import { type Given, repository, worldAround, worldOf, write } from '../fixtures/world.ts'

const daily: Digest = {
  kind: 'digest',
  id: 'morning',
  because: 'They plan their day with it.',
  channel: 'C0FLIGHTOPS',
  audience: 'operations',
  at: '06:00',
  timeZone: 'America/Chicago',
  begins: '2001-03-01',
  examples: [],
}
const given: Given = { repository: { ...repository, policies: { ...repository.policies, digest: [daily] } } }
const subject = digestSubject('morning')
const job = { subject, body: '', key: `post-digest:morning` }

const periods = async ({ store }: Awaited<ReturnType<typeof worldOf>>) =>
  (await store.events(subject)).flatMap(({ type, body }) => (type === 'digest.due' ? [body.period] : []))

describe('[E5] a digest is due once a channel and day', () => {
  test.each([
    ['summer time begins', '2001-03-30T13:00:00Z', '2001-04-04T13:00:00Z'],
    ['summer time ends', '2001-10-26T13:00:00Z', '2001-10-31T13:00:00Z'],
    ['the year ends', '2001-12-29T13:00:00Z', '2002-01-03T13:00:00Z'],
  ])('where %s, whoever looks every quarter of an hour finds one a day, at six', async (_, from, to) => {
    const it = await worldOf(given)
    const found: string[] = []
    for (let at = Date.parse(from); at < Date.parse(to); at += 900_000) {
      it.at(new Date(at).toISOString())
      const before = (await periods(it)).length
      await digests(it.world)
      const all = await periods(it)
      if (all.length > before) found.push(`${all.at(-1)} ${localTime(new Date(at))}`)
    }
    // The first one was due before anybody looked.
    const days = found.slice(1).map(line => line.split(' ')[0])
    expect(found.slice(1).every(line => line.endsWith('06:00'))).toBe(true)
    expect(new Set(days).size).toBe(5)
    expect(days).toHaveLength(5)
  })

  test('two processes on one database write it down once, and post it once', async () => {
    const first = await worldOf(given)
    const second = worldAround(first.store, given)
    for (const it of [first, second]) it.at('2001-04-16T12:00:00Z')
    await Promise.all([digests(first.world), digests(second.world), digests(first.world)])
    expect(await periods(first)).toEqual(['2001-04-16'])
    const outcome = await effect.run(first.world, job)
    await first.store.commit({
      at: first.world.now(),
      parts: (outcome.facts ?? []).map(fact => ({ ...fact, seen: 1 })),
    })
    expect(await effect.run(second.world, job)).toEqual({})
    expect([...first.did, ...second.did].map(([verb]) => verb)).toEqual(['postMessage'])
  })

  test('a machine that slept over days tells the newest alone, of all that happened meanwhile', async () => {
    const it = await worldOf(given)
    for (const at of ['2001-04-10T12:00:00Z', '2001-04-16T03:00:00Z', '2001-04-16T12:00:00Z']) {
      it.at(at)
      await digests(it.world)
    }
    expect(await periods(it)).toEqual(['2001-04-10', '2001-04-15', '2001-04-16'])
    const all = (await it.store.events(subject)).flatMap(({ type, body }) =>
      type === 'digest.due' ? [body.since] : [],
    )
    expect(all).toEqual(['2001-04-09T11:00:00.000Z', '2001-04-10T11:00:00.000Z', '2001-04-15T11:00:00.000Z'])
  })

  test('a clock that goes back tells none again, and another channel is told of the same day', async () => {
    const it = await worldOf(given)
    for (const at of ['2001-04-16T12:00:00Z', '2001-04-14T12:00:00Z', '2001-04-16T13:00:00Z']) {
      it.at(at)
      await digests(it.world)
    }
    expect(await periods(it)).toEqual(['2001-04-16'])
    const moved = {
      ...repository,
      policies: { ...repository.policies, digest: [{ ...daily, channel: 'C0APPROVALS' }] },
    }
    const after = worldAround(it.store, { repository: moved, at: '2001-04-16T14:00:00Z' })
    await digests(after.world)
    expect(toldFrom(await it.store.events(subject)).due?.channel).toBe('C0APPROVALS')
  })

  describe('though its policy gets another name', () => {
    const among = (...digest: Digest[]): Given => ({
      repository: { ...repository, policies: { ...repository.policies, digest } },
    })
    type Bot = Awaited<ReturnType<typeof worldOf>>
    /** One round, and all that follows from it; what was posted. */
    async function looks(it: Bot, ...ids: string[]) {
      await digests(it.world)
      for (const id of ids) {
        const { facts = [] } = await effect.run(it.world, { subject: digestSubject(id), body: '', key: id })
        await it.store.commit({
          at: it.world.now(),
          parts: await Promise.all(
            facts.map(async fact => ({ ...fact, seen: (await it.store.events(fact.subject)).length })),
          ),
        })
      }
      return it.did.flatMap(([verb, to]) => (verb === 'postMessage' ? [`${(to as { key: string }).key}`] : []))
    }
    const renamed: Digest = { ...daily, id: 'daily' }

    test('it is not told again on that day, and is on the next; nor under its first name again', async () => {
      const first = await worldOf(given)
      first.at('2001-04-16T12:00:00Z')
      await looks(first, 'morning')
      const second = worldAround(first.store, { ...among(renamed), at: '2001-04-16T16:00:00Z' })
      expect(await looks(second, 'daily')).toEqual([])
      second.at('2001-04-17T12:00:00Z')
      expect(await looks(second, 'daily')).toEqual(['digest/daily:C0FLIGHTOPS:2001-04-17'])
      const back = worldAround(first.store, { ...given, at: '2001-04-17T16:00:00Z' })
      expect(await looks(back, 'morning')).toEqual([])
    })

    test('what was due under the old name and not posted is posted under the new one', async () => {
      const first = await worldOf(given)
      first.at('2001-04-16T12:00:00Z')
      await digests(first.world)
      const second = worldAround(first.store, { ...among(renamed), at: '2001-04-16T16:00:00Z' })
      expect(await looks(second, 'morning', 'daily')).toEqual(['digest/daily:C0FLIGHTOPS:2001-04-16'])
    })

    test('a record from before audiences were kept counts, and one of another audience does not', async () => {
      const at = '2001-04-16T16:00:00Z'
      for (const [audience, posts] of [
        [{}, 0],
        [{ audience: 'operations' }, 0],
        [{ audience: 'business' }, 1],
      ] as const) {
        const it = await worldOf(among(renamed))
        it.at(at)
        const posted = { channel: daily.channel, period: '2001-04-16', ts: '1.0', ...audience }
        await write(it.world, subject, [happened('digest.posted', 'kedge', posted)])
        expect(await looks(it, 'daily')).toHaveLength(posts)
      }
    })

    test('two that stand beside each other are each told in one channel', async () => {
      const it = await worldOf(among(daily, { ...daily, id: 'business', audience: 'business' }, { ...renamed }))
      it.at('2001-04-16T12:00:00Z')
      expect(await looks(it, 'morning', 'business', 'daily')).toHaveLength(3)
    })
  })

  test('rules that cannot be read stop nothing else', async () => {
    const it = await worldOf(given)
    const policy = async () => {
      throw new Error('broken')
    }
    await digests({ ...it.world, policy })
    expect(await periods(it)).toEqual([])
  })
})

function localTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Chicago', timeStyle: 'short' }).format(at)
}
