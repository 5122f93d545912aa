import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { inputReadings } from '../../src/flows/measure-inputs.ts'
import { typed } from '../fixtures/command.ts'
import { even } from '../fixtures/drift.ts'
import { profileOf, QUERY, windowOf } from '../fixtures/profiled.ts'
import { flightDelay, repository, worldOf, write } from '../fixtures/world.ts'
import { observed } from '../fixtures/written.ts'

const airports = (jfk: number, lax: number) => [...Array(jfk).fill('JFK'), ...Array(lax).fill('LAX')] as string[]
const PROFILE = profileOf({ delay: even(1800), origin: airports(900, 900) }, 300, 6)
const KPI = { name: 'Inputs that moved', kind: 'technical', unit: 'columns', direction: 'lower-is-better' } as const
const queries = { ...flightDelay.queries, seen: QUERY }
const compared: Model = {
  ...flightDelay,
  queries,
  kpis: { ...flightDelay.kpis, moved_inputs: { ...KPI, query: 'seen', drift: { method: 'psi' } } },
}
const about = (model: Model, profile = PROFILE) =>
  worldOf({
    repository: {
      ...repository,
      models: { 'flight-delay': model },
      profiles: { 'flight-delay-profile': profile },
    },
  })

test('[E1] drift says of each input what it did in the newest window and before, and since when it has drifted', async () => {
  const { world, store } = await about(compared)
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  for (const [i, by] of [0, 0.3, 0.5].entries()) {
    const [start, end] = [new Date(Date.UTC(2001, 2, 26 + 7 * i)), new Date(Date.UTC(2001, 3, 2 + 7 * i))]
    const window = windowOf(PROFILE.columns, { delay: even(400, by), origin: airports(i === 2 ? 9 : 190, 10) })
    const told = { window, start, end, available: end.toISOString() }
    const { readings, windows } = inputReadings(compared, 'seen', PROFILE, told)
    await store.keepInputs(windows)
    await store.addReadings(readings)
  }
  expect((await typed(world, 'drift flight-delay')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: 1 input has drifted.
    ┃
    ┃ · Held against its profile: 1,800 rows of 1 January 2001 to 11 February 2001.
    ┃
    ┃ Inputs that moved: 1 columns, 9 hours old; no monitor watches it
    ┃
    ┃ column  state                       moved by  much is  last windows
    ┃ ──────  ──────────────────────────  ────────  ───────  ───────────────
    ┃ delay   drifted since 2 April 2001      4.35      0.1  0 → 2.49 → 4.35
    ┃ origin  unknown: 19 of 20 rows                         1.32 → 1.32
    ┃
    ┃ · 9 April 2001 to 16 April 2001, by psi."
  `)
})

test('[E1] before anything was measured that is said, and that its profile is of another query', async () => {
  const { world } = await about(compared)
  expect((await typed(world, 'drift flight-delay')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast: no inputs were measured yet.
    ┃
    ┃ · Held against its profile: 1,800 rows of 1 January 2001 to 11 February 2001.
    ┃
    ┃ Inputs that moved: no reading yet; no monitor watches it
    ┃
    ┃ · None of its periods was measured yet."
  `)
  const other = await about(compared, { ...PROFILE, asked: '0'.repeat(64) })
  expect((await typed(other.world, 'drift flight-delay')).words).toContain('was counted by another query')
})

test('[E1] a model without a profile is told how to have one, one without a KPI of drift how to compare', async () => {
  const { world } = await worldOf()
  expect((await typed(world, 'drift flight-delay')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast has no profile, so nobody can say whether its inputs have drifted.
    ┃
    ┃ · fix: give its file a query with returns: inputs and a KPI with drift; then count one and have it reviewed: kedge profile flight-delay --write"
  `)
  const asked = await worldOf({
    repository: { ...repository, models: { 'flight-delay': { ...flightDelay, queries } } },
  })
  expect((await typed(asked.world, 'drift flight-delay')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast has no profile, so nobody can say whether its inputs have drifted.
    ┃
    ┃ · fix: count one and have it reviewed: kedge profile flight-delay --write"
  `)
  const { world: half } = await about({ ...flightDelay, queries })
  expect((await typed(half, 'drift flight-delay')).words).toMatchInlineSnapshot(`
    "┃ Flight delay forecast has a profile, but no KPI that compares its inputs with it.
    ┃
    ┃ · fix: add a KPI to its file with query: seen and drift: { method: psi }"
  `)
})
