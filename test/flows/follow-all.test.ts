import { describe, expect, test } from 'vitest'
import { followAll, nextRound, ROUND } from '../../src/flows/follow-all.ts'
import { handlersFor } from '../../src/flows/handlers.ts'
import { sealNow } from '../../src/flows/seal-now.ts'
import { happened } from '../fixtures/happened.ts'
import { contents, pull, repository, worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const minutes = (n: number) => new Date(Date.parse(NOW) + n * 60_000).toISOString()

const SEALING = { kinds: [], parts: [], moves: [], grants: [], files: [], problems: [], authors: [], diff: '' }

/** A thousand changes on their way. */
async function thousand() {
  const it = await worldOf()
  for (let i = 0; i < 1000; i++) {
    const request = {
      kind: 'rollback',
      model: 'flight-delay',
      from: '1.1.0',
      to: '1.0.0',
      reason: 'It got worse.',
      edits: [],
      findings: [],
    }
    const asked = happened('change.asked', 'ana', { ...request, door: 'slack', request: `${i}` } as never)
    await it.store.commit({ at: it.world.now(), parts: [{ subject: `change/${i}`, seen: 0, events: [asked] }] })
  }
  return it
}

describe('[C11] a thousand open changes', () => {
  test('are looked at in turns: a round stays small, none is left out, and all processes take the same', async () => {
    const { world, at } = await thousand()
    const looked = new Set<string>()
    for (let minute = 0; minute < 1000 / ROUND; minute++) {
      at(minutes(minute))
      const [jobs, again] = [await nextRound(world), await nextRound(world)]
      expect(jobs.length).toBeLessThanOrEqual(ROUND)
      expect(again).toEqual(jobs)
      for (const job of jobs) looked.add(job.subject)
    }
    expect(looked.size).toBe(1000)
  })

  test('all that the main branch has overtaken are looked at, whoever’s turn it is', async () => {
    const { world } = await thousand()
    const seal = async (i: number, policies: string, blob = '') => {
      const subject = `change/${i}`
      const pins = { head: 'a', base: 'main', blobs: { 'models/new.yaml': blob }, policies, request: '' }
      const events = [
        happened('change.opened', 'ana', { pull: i, branch: 'b', base: 'main' }),
        happened('change.sealed', 'kedge', { ...SEALING, seal: `${i}`, pins }),
      ]
      await world.store.commit({ at: world.now(), parts: [{ subject, seen: 1, events }] })
    }
    const now = sealNow({ id: 'x', request: { edits: [] } as never }, pull, { ...contents, files: [] }, repository).pins
      .policies
    for (let i = 900; i < 960; i++) await seal(i, 'other rules')
    for (let i = 800; i < 830; i++) await seal(i, now, 'a file that is gone')
    for (let i = 700; i < 730; i++) await seal(i, now)
    const looked = (await nextRound(world)).map(job => Number(job.subject.slice('change/'.length)))
    const among = (from: number, to: number) => looked.filter(i => i >= from && i < to).length
    expect([among(900, 960), among(800, 830), among(700, 730) < 30]).toEqual([60, 30, true])
    expect(looked.length).toBeLessThanOrEqual(90 + ROUND)
  })

  test('a webhook that names none of them asks for one round, one about a stranger’s for a look at that one, what we did for none', async () => {
    const { world } = await thousand()
    const github = (body: object) =>
      handlersFor([]).github?.(world, { delivery: 'd', flow: 'github', body: JSON.stringify(body), at: world.now() })
    expect((await github({ event: 'push' }))?.jobs).toHaveLength(ROUND)
    const jobs = (await github({ event: 'pull_request', pull: 4711 }))?.jobs
    expect(jobs?.map(job => job.key)).toEqual(['adopt-pull:4711'])
    const [ours, theirs] = [await world.see.ownAccount(), 5]
    expect(await github({ event: 'pull_request', pull: 4711, by: ours })).toEqual({})
    expect((await github({ event: 'pull_request', pull: 4711, by: theirs }))?.jobs).toHaveLength(1)
  })

  test('wait behind what somebody waits for', async () => {
    const { world, store } = await thousand()
    await followAll(world)
    const answer = { key: 'answer:1', effect: 'answer', subject: '' }
    await store.commit({ at: world.now(), parts: [], jobs: [answer] })
    const taken = await store.takeJob({ by: 'w', now: world.now(), forMs: 1000, order: 'people' })
    expect(taken?.it.key).toBe('answer:1')
  })
})
