import { describe, expect, test } from 'vitest'
import { happened } from '../../src/core/event.ts'
import { followAll, nextRound, ROUND } from '../../src/flows/follow-all.ts'
import { handlersFor } from '../../src/flows/handlers.ts'
import { worldOf } from '../fixtures/world.ts'
import { NOW } from '../fixtures/written.ts'

const minutes = (n: number) => new Date(Date.parse(NOW) + n * 60_000).toISOString()

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

  test('a webhook that names none of them asks for one round, and one about a stranger’s for a look at that one', async () => {
    const { world } = await thousand()
    const github = (body: object) =>
      handlersFor([]).github?.(world, { delivery: 'd', flow: 'github', body: JSON.stringify(body), at: world.now() })
    expect((await github({ event: 'push' }))?.jobs).toHaveLength(ROUND)
    const jobs = (await github({ event: 'pull_request', pull: 4711 }))?.jobs
    expect(jobs?.map(job => job.key)).toEqual(['adopt-pull:4711'])
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
