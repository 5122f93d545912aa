import { expect, test } from 'vitest'
import { arrive } from '../../src/flows/arrive.ts'
import { changeOf } from '../../src/flows/standing.ts'
import { APPROVED, asked, change, mergedBy } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { happened } from '../fixtures/happened.ts'
import { repository, worldOf, write } from '../fixtures/world.ts'
import { CHANGE, observed } from '../fixtures/written.ts'

const OLD = 'change/00000000'
const failed = happened('change.delivered', 'github', { model: 'flight-delay', conclusion: 'failure' })

async function twoMerged(target = '1.1.0') {
  const it = await worldOf()
  const promotion = { kind: 'promote', from: '1.0.0', to: target } as const
  await write(it.world, OLD, [asked(promotion), mergedBy, failed])
  it.at('2001-04-16T10:00:00.000Z')
  await change(it.world, [...APPROVED, mergedBy])
  const arrived = async () => {
    const standing = await changeOf(it.world.store, CHANGE)
    if (!standing) throw new Error('no change')
    return arrive(it.world, standing, repository.models, { 'flight-delay': '1.0.0' })
  }
  return { ...it, arrived }
}

test('[C8] what failed to arrive is over when a later change of the model has arrived, and the model is free again', async () => {
  const { world, arrived } = await twoMerged()
  const { parts = [], jobs } = await arrived()
  expect(parts.map(({ subject, events }) => [subject, ...events.map(({ type }) => type)])).toEqual([
    [CHANGE, 'change.done'],
    [OLD, 'change.closed'],
  ])
  expect(parts[1]?.events[0]?.body).toEqual({
    outcome: 'overtaken',
    says: `it never arrived, and ${CHANGE} has moved on since`,
  })
  expect(jobs?.map(({ key }) => key)).toContain(`show-change:${OLD}`)
  for (const { subject, events } of parts) await write(world, subject, events)
  await write(world, 'model/flight-delay', [observed('1.0.0')])
  const { words } = await typed(world, 'kpi flight-delay mae limit 20 because it is summer')
  expect(words).not.toContain('one change at a time')
})

test('[C8] one that waits for the same version arrives by itself', async () => {
  const { arrived } = await twoMerged('1.0.0')
  expect((await arrived()).parts?.map(({ subject }) => subject)).toEqual([CHANGE])
})
