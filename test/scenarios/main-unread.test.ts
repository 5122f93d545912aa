/** The main branch holds a file of a model that cannot be read, and somebody asks for something about that model. */
import { expect, test } from 'vitest'
import { API_KEY, DIGEST, madeVersion, post } from '../fixtures/api.ts'
import { trainable } from '../fixtures/trainable.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const broken = (text: string) => text.replace('  mode: batch', '  mode: online')

async function registering() {
  const it = await scenario({ files: await trainable('{ workflow: train-model.yml }'), parts: { api: API_KEY } })
  await it.watch()
  const registers = async (body: object = madeVersion) => {
    const answer = await post(`${it.url}/v1/versions`, body, { now: it.clock.now })
    await it.settle()
    return answer
  }
  return { ...it, registers }
}
const changes = async (it: Scenario) => (await it.store.subjects({ kind: 'change' })).length

test('[C8] [C10] a version that came while its file could not be read on main waits, and is asked for once it can', async () => {
  const it = await registering()
  const good = await it.file(MODEL, 'main')
  await it.pushesToMain('root', MODEL, broken)
  await it.passes({ minutes: 2 })
  expect((await it.registers()).status).toBe(202)
  await it.passes({ minutes: 5 })
  expect(await changes(it)).toBe(0)
  await it.pushesToMain('root', MODEL, () => good)
  await it.passes({ minutes: 5 })
  expect(await changes(it)).toBe(1)
  expect((await it.pull()).title).toBe('Promote flight-delay from 1.1.0 to 1.2.0')
})

test('[C7] who asks in Slack meanwhile is told to mend the file, and sent nowhere in a circle', async () => {
  const it = await scenario()
  await it.watch()
  await it.pushesToMain('root', MODEL, broken)
  await it.passes({ minutes: 2 })
  const urgent = '/kedge rollback flight-delay to 1.0.0 as emergency because it cannot wait any longer'
  const told = await it.says('ana', 'flight-ops', urgent)
  expect(told).toContain('models/flight-delay.yaml has errors on the main branch, so nothing is planned on it.')
  expect(told).toContain('Mend it there by a pull request, which may hold this as well')
  expect(told).not.toContain('Ask for it again in Slack')
})

test('[C8] what contradicts a listed version is in the way of nothing that is registered after it', async () => {
  const it = await registering()
  const listed = `  1.1.0:\n    digest: ${DIGEST}\n`
  await it.pushesToMain('root', MODEL, text => text.replace('  1.1.0:\n', listed))
  const known = { model: 'flight-delay', digest: DIGEST, version: '1.1.0' }
  expect((await it.registers({ ...known, metrics: { mae: 1 } })).status).toBe(409)
  expect((await it.registers(known)).status).toBe(202)
  await it.pushesToMain('root', MODEL, text =>
    text.replace('  1.1.0:\n', `  1.2.0:\n    digest: ${DIGEST}\n  1.1.0:\n`),
  )
  expect((await it.registers()).status).toBe(409)
  await it.pushesToMain('root', MODEL, text => text.replace(`  1.2.0:\n    digest: ${DIGEST}\n`, ''))
  await it.passes({ minutes: 2 })
  expect((await it.registers()).status).toBe(202)
  expect(await changes(it)).toBe(1)
})
