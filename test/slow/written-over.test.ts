/** Whoever approves on GitHub reads the title and the body of a request of ours: what others write there does not stay. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import type { EventType } from '../../src/core/event.ts'
import { botParts } from '../../src/stand-ins/bot-parts.ts'
import { MODEL, type Scenario, scenario } from '../scenarios/world.ts'

/** A request of ours, and somebody who writes over it. */
async function asked(more: Parameters<typeof scenario>[0] = {}) {
  const it = await scenario(more)
  await it.watch()
  await it.asks()
  const { number, title, body } = await it.pull()
  const writes = (says: object, name = 'dana') =>
    it.air.github.person(name).call('PATCH', `/repos/acme/models/pulls/${number}`, says)
  const rewrites = async (says: object, name = 'dana') => {
    await writes(says, name)
    await it.settle()
  }
  return { it, writes, rewrites, ours: { title, body } }
}

const of = async (it: Scenario, type: EventType) => (await it.events('change')).filter(event => event.type === type)
const restored = async (it: Scenario) =>
  (await it.events('change')).flatMap(({ type, body }) => (type === 'change.described' && body.over ? [body] : []))
const unheard = (it: Scenario) => it.air.github.setWebhookUrl(undefined)

test('[C9] a title and a body that somebody else writes over a request of ours come back, also where nothing is heard of it', async () => {
  const { it, rewrites, ours } = await asked()
  await rewrites({ title: 'Fix a typo', body: 'Nothing to see.' })
  expect(await it.pull()).toMatchObject(ours)
  await rewrites({ body: 'Nothing to see.' })
  expect(await it.pull()).toMatchObject(ours)
  unheard(it)
  await rewrites({ title: 'Fix a typo' })
  expect(await it.pull()).toMatchObject({ title: 'Fix a typo' })
  await it.reconciles()
  expect(await it.pull()).toMatchObject(ours)
  it.clock.move(3_600_000)
  await rewrites({ body: 'Approved by everybody.' })
  await it.reconciles()
  expect(await it.pull()).toMatchObject(ours)
})

test('[C9] a title and a body that were written over while nobody ran are put back by whoever runs next', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kedge-written-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const { it, writes, ours } = await asked({ parts: { data } })
  unheard(it)
  await it.bot.stop()
  await writes({ body: 'Approved by everybody.' })
  const again = await assemble(
    botParts(it.air, { data, log: it.log, now: it.clock.now, door: 'http', rulesMs: 0, accountsMs: 0 }),
  )
  onTestFinished(() => again.stop())
  for (const says of [{}, { title: 'Fix a typo' }]) {
    await writes(says)
    await again.reconcile()
    await again.settle()
    expect(await it.pull()).toMatchObject(ours)
  }
})

test('[C9] after the merge it says what it said, whoever writes over it, and however that is found', async () => {
  const { it, rewrites } = await asked()
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  const { merged, title, body } = await it.pull()
  expect(merged).toBe(true)
  expect(body).toContain('Approved by Bo Lindqvist and Chen Wei')
  await rewrites({ title: 'Fix a typo', body: 'Nobody approved this.' })
  expect(await it.pull()).toMatchObject({ title, body })
  unheard(it)
  await rewrites({ body: 'Nobody approved this.' })
  await it.reconciles()
  expect(await it.pull()).toMatchObject({ title, body })
})

test('[C9] what is over is written over in vain, too', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge kpi flight-delay mae limit 18.6 because a little more room is needed')
  await it.presses('chen', 'Approve')
  const { number, title, body } = await it.pull()
  await it.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  expect(await of(it, 'change.done')).toHaveLength(1)
  unheard(it)
  const patch = { title: 'Fix a typo', body: 'Nobody approved this.' }
  await it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, patch)
  await it.reconciles()
  expect(await it.pull()).toMatchObject({ title, body })
})

test('[C9] whoever writes over it again and again is told of once, and answered once an hour from there', async () => {
  const { it, rewrites, ours } = await asked()
  for (const says of [{ body: 'One.' }, { title: 'Two' }, { body: 'Three.' }]) {
    await rewrites(says)
    expect(await it.pull()).toMatchObject(ours)
  }
  expect(await restored(it)).toMatchObject([
    { over: ['body'], account: 'github:7' },
    { over: ['title'], account: 'github:7' },
    { over: ['body'], account: 'github:7' },
  ])
  expect(it.thread('approvals')).toMatchInlineSnapshot(`
    "Written over. Dana Okafor wrote over the title and body of pull request #1, 3 times within a day. Kedge has put back what it says, and from here does so only once an hour: until then, read the card and not the pull request.
    fix: ask them why; what is to be said of the change is said in a comment there, or in this thread"
  `)
  await rewrites({ title: 'Four' }, 'eli')
  await it.reconciles()
  expect(await it.pull()).toMatchObject({ title: 'Four' })
  await it.passes({ minutes: 59 })
  await it.reconciles()
  expect(await it.pull()).toMatchObject({ title: 'Four' })
  await it.passes({ minutes: 2 })
  expect(await it.pull()).toMatchObject(ours)
  await rewrites({ title: 'Five' })
  expect(await it.pull()).toMatchObject({ title: 'Five' })
  expect(await restored(it)).toHaveLength(4)
  expect(it.thread('approvals').match(/Written over/g)).toHaveLength(1)
  await it.passes({ hours: 2 })
  expect(await it.pull()).toMatchObject(ours)
})

test('[C9] where a vote is pressed meanwhile, it counts for what is sealed, and not for what somebody wrote', async () => {
  const { it, rewrites } = await asked()
  for (const says of [{ body: 'One.' }, { body: 'Two.' }, { body: 'Three.' }, { body: 'Four.' }]) await rewrites(says)
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  expect(await it.file(MODEL, 'main')).toContain('  version: 1.0.0')
  expect(await of(it, 'change.merged')).toHaveLength(1)
})
