import { expect, test } from 'vitest'
import { bellOf } from '../../src/flows/bell.ts'
import { drain } from '../../src/flows/drain.ts'
import type { Outcome } from '../../src/flows/outcome.ts'
import type { Incoming } from '../../src/flows/store.ts'
import type { Working } from '../../src/flows/work.ts'
import type { World } from '../../src/flows/world.ts'
import { at, opened } from '../fixtures/store.ts'

const quiet = () => undefined

/** A worker whose messages do as told, and whose one effect writes down that it ran. */
async function worker(
  handle: (message: Incoming, receive: (delivery: string) => Promise<unknown>) => Promise<Outcome>,
) {
  const store = await opened()
  const done: string[] = []
  const receive = (delivery: string) => store.receive({ delivery, flow: 'any', body: '', at: at(0) })
  const world = { store, now: () => at(0), log: { info: quiet, warn: quiet, error: quiet } } as unknown as World
  const told = async (_: World, message: Incoming) => {
    const outcome = await handle(message, receive)
    done.push(message.delivery)
    return outcome
  }
  const effect = {
    ...{ name: 'tell', summary: '' },
    run: async (_: World, job: { key: string }) => {
      done.push(job.key)
      return {}
    },
  }
  const working: Working = {
    ...{ by: 'me', at: { message: new Set(), job: new Set() }, leaseMs: 1000, backoffMs: 10, mostTries: 3 },
    ...{ bell: bellOf(), handlers: { any: told }, effects: { tell: effect } },
  }
  return { working, done, receive, drained: (stopping?: () => boolean) => drain(world, working, stopping) }
}

const job = (key: string) => ({ key, effect: 'tell', subject: '' })

test('[C11] messages that keep coming do not hold up the jobs that follow from them', async () => {
  const many = 50
  const it = await worker(async ({ delivery }, receive) => {
    const n = Number(delivery)
    if (n < many) await receive(String(n + 1))
    return { jobs: [job(`job ${n}`)] }
  })
  await it.receive('1')
  await it.drained()
  expect(it.done).toHaveLength(2 * many)
  expect(it.done.indexOf('job 1')).toBeLessThan(it.done.indexOf('5'))
})

test('[C11] what arrives while one piece of work hangs is done meanwhile, when the bell rings', async () => {
  const hang = Promise.withResolvers<void>()
  const it = await worker(async ({ delivery }) => {
    if (delivery === 'hangs') await hang.promise
    else hang.resolve()
    return {}
  })
  await it.receive('hangs')
  const drained = it.drained()
  await new Promise(setImmediate)
  await it.receive('comes')
  it.working.bell?.ring()
  await drained
  expect(it.done).toEqual(['comes', 'hangs'])
})

test('[C11] told to stop while lanes wait for each other, all of them end', async () => {
  let stopping = false
  const it = await worker(async () => {
    stopping = true
    return { jobs: [job('left')] }
  })
  await it.receive('last')
  await it.drained(() => stopping)
  expect(it.done).toEqual(['last'])
})
