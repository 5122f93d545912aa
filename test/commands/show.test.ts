import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

test('[A12] show tells what runs from what is wanted, and which version is a way back', async () => {
  const { world } = await worldOf()
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  const { words } = await typed(world, 'show flight-delay')
  expect(words).toMatch(/1\.0\.0.*\(a way back\)/)
  expect(words).toMatch(/1\.1\.0.*\(runs\)/)
})

test('[A12] show claims nothing of what nobody has looked at', async () => {
  const { world } = await worldOf()
  const { words } = await typed(world, 'show flight-delay')
  expect(words).toContain('not observed')
  expect(words).not.toMatch(/\(runs\)|way back/)
})

test('[C7] show says when somebody confirmed the file, and until when that will do', async () => {
  const shown = async (review: NonNullable<Model['review']>) => {
    const models = { 'flight-delay': { ...flightDelay, review } }
    return (await typed((await worldOf({ repository: { ...repository, models } })).world, 'show flight-delay')).words
  }
  expect(await shown({ everyMonths: 6, last: '2001-08-31' })).toMatch(
    /File confirmed\s+31 August 2001; due again by 28 February 2002/,
  )
  expect(await shown({ everyMonths: 1 })).toMatch(/File confirmed\s+never; due every 1 month/)
  expect((await typed((await worldOf()).world, 'show flight-delay')).words).not.toContain('File confirmed')
})

test('[R2] show says which models read a data source, and which a use case has', async () => {
  const { world } = await worldOf()
  const source = (await typed(world, 'show flight-records')).words
  expect(source).toMatch(/Read by\s+flight-delay/)
  expect(source).toMatch(/Data about persons\s+none/)
  expect((await typed(world, 'show passenger-notices')).words).toMatch(/Models\s+flight-delay/)
})

test('[attack 73] a source names no model to somebody who may not see it', async () => {
  const { world } = await worldOf()
  const { words } = await typed(world, 'show flight-records', { channel: 'C0ELSEWHERE' })
  expect(words).toMatch(/Read by\s+no model/)
  expect(words).not.toContain('flight-delay')
  expect((await typed(world, 'show flight-records', { who: 'nobody' })).words).not.toContain('Flight records')
})

test('[E1] [attack 73] show hints at a use case and a source by a slip, but at none that only hidden models have', async () => {
  const useCases = {
    ...repository.useCases,
    'acme-deals': { ...repository.useCases['passenger-notices'], id: 'acme-deals' },
  }
  const hidden = { ...flightDelay, id: 'hidden', useCase: 'acme-deals', visibility: { channels: ['C0FLIGHTOPS'] } }
  const given = { ...repository, useCases, models: { ...repository.models, hidden } } as never
  const { world } = await worldOf({ repository: given })
  const said = async (line: string, channel: string) => (await typed(world, `show ${line}`, { channel })).words
  expect(await said('flight-record', 'C0APPROVALS')).toContain('Did you mean flight-records?')
  expect(await said('passenger-notice', 'C0APPROVALS')).toContain('Did you mean passenger-notices?')
  expect(await said('acme-deal', 'C0FLIGHTOPS')).toContain('Did you mean acme-deals?')
  expect(await said('acme-deal', 'C0APPROVALS')).not.toContain('Did you mean')
})
