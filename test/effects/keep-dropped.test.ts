import { expect, test } from 'vitest'
import { bytesDigest } from '../../src/core/bytes-digest.ts'
import { OutsideError } from '../../src/core/outside.ts'
import keepDropped from '../../src/effects/keep-dropped.ts'
import { DROP, TEXT, worldWithFile } from '../fixtures/dropped-file.ts'
import { happened } from '../fixtures/happened.ts'
import { write } from '../fixtures/world.ts'

const digest = bytesDigest(new TextEncoder().encode(TEXT))
const accepted = happened('drop.accepted', 'ana', { digest, models: ['flight-delay'] })
const job = { subject: DROP, body: '', key: `keep-dropped:${DROP}` }
const eventsOf = ({ facts = [] }: Awaited<ReturnType<typeof keepDropped.run>>) => facts.flatMap(it => it.events)

test('[D2] stores nothing that nobody said yes to', async () => {
  const { world, store } = await worldWithFile()
  expect(await keepDropped.run(world, job)).toEqual({})
  expect(await store.readings({ model: 'flight-delay' })).toEqual([])
})

test('[D2] stores it once, and tells the same after a crash before that was on record', async () => {
  const { world, store, at } = await worldWithFile()
  await write(world, DROP, [accepted])
  const first = await keepDropped.run(world, job)
  expect(eventsOf(first)).toMatchObject([{ type: 'drop.stored', by: 'ana', body: { fresh: 1, revised: 0, same: 0 } }])
  at('2001-04-16T09:05:00.000Z')
  expect(await keepDropped.run(world, job)).toEqual(first)
  expect(await store.readings({ model: 'flight-delay' })).toHaveLength(1)
  await write(world, DROP, eventsOf(first))
  expect(await keepDropped.run(world, job)).toEqual({})
})

test('[D2] stores nothing for somebody who owns the model no more, or where the KPI is pushed no more', async () => {
  for (const [by, pushers] of [
    ['dana', { desk: {} }],
    ['ana', {}],
  ] as const) {
    const { world, store } = await worldWithFile({}, { pushers })
    await write(world, DROP, [{ ...accepted, by }])
    const [event] = eventsOf(await keepDropped.run(world, job))
    expect(event).toMatchObject({ type: 'drop.refused', body: { says: expect.stringMatching(/^line 2: /) } })
    expect(await store.readings({ model: 'flight-delay' })).toEqual([])
  }
})

test('[D2] waits for Slack ten minutes, and then says why it is not stored', async () => {
  const down = async () => {
    throw new OutsideError('unavailable', 'Slack does not give the file: it answers 503\n  fix: wait')
  }
  const { world, at } = await worldWithFile({ content: down })
  await write(world, DROP, [accepted])
  at('2001-04-16T09:09:59.000Z')
  await expect(keepDropped.run(world, job)).rejects.toThrow('it answers 503')
  at('2001-04-16T09:10:00.000Z')
  expect(eventsOf(await keepDropped.run(world, job))).toMatchObject([
    { type: 'drop.refused', body: { says: 'Slack does not give the file: it answers 503.' } },
  ])
})
