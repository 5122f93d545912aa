import { expect, test } from 'vitest'
import { caseFrom } from '../../src/core/case.ts'
import type { Repository } from '../../src/core/repository.ts'
import { caseCardOf } from '../../src/flows/case-evidence.ts'
import { watch } from '../../src/flows/watch.ts'
import { typed } from '../fixtures/command.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, repository, words, worldOf, write } from '../fixtures/world.ts'
import { CASE, observed } from '../fixtures/written.ts'

const { observe: _, ...unlooked } = flightDelay.serving
const kinds = (kind: 'business' | 'technical') =>
  Object.fromEntries(Object.entries(flightDelay.kpis ?? {}).map(([id, kpi]) => [id, { ...kpi, kind }]))
const query = async () => []

/** The breach of the sample, where some of the model is otherwise. */
async function opened(more: object, runs = '1.1.0', isLate = false) {
  const rules: Repository = {
    ...repository,
    models: { ...repository.models, 'flight-delay': { ...flightDelay, ...more } },
  }
  const it = await worldOf({ repository: rules, see: { query } })
  await write(it.world, 'model/flight-delay', [observed(runs)])
  await it.store.addReadings(
    flightReadings(it.world.now()).map(r => ({ ...r, version: r.version === '1.1.0' ? runs : 'x' })),
  )
  if (isLate) it.at('2001-06-16T09:00:00.000Z')
  await watch(it.world)
  const open = caseFrom(await it.store.events(CASE))
  if (open === undefined) throw new Error('no case is open')
  return { ...it, open }
}

test.each([
  ['business', { serving: unlooked, kpis: kinds('business') }, '1.1.0', false],
  ['technical', { serving: unlooked, kpis: kinds('technical') }, '1.1.0', false],
  ['approval', { serving: unlooked }, '9.9.9', false],
  ['reporting', { serving: unlooked }, '1.1.0', true],
] as const)(
  '[D7] a case that opens is of category %s, on its card and in the status',
  async (category, more, runs, isLate) => {
    const { world, open } = await opened(more, runs, isLate)
    expect(open.category).toBe(category)
    expect(words(await caseCardOf(world, open))).toContain(`Category: ${category}, `)
    expect((await typed(world, 'status flight-delay')).words).toContain(`(${category})`)
  },
)
