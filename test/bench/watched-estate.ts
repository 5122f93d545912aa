/** The estate that is watched: each model has thirty days of readings, and in each round one day more. */
import type { Reading } from '../../src/core/reading.ts'
import type { Repository } from '../../src/core/repository.ts'
import { openStoreIn } from '../../src/edges/sqlite-store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { estate, monitorOf } from './estate.ts'

export const MODELS = 10_000
export const KPIS = ['precision', 'recall']
const DAYS = 30
const DAY_MS = 86_400_000
const FIRST = Date.parse('2026-10-01')

/** The moment of a round: right after the day it is to read. */
export const momentOf = (round: number): Date => new Date(FIRST + (DAYS + round) * DAY_MS + 3_600_000)

/** The rules and models, with a monitor of each KPI over all models. */
export function watchedEstate(models: number): Repository {
  const monitors = KPIS.map(kpi => [`policies/all-${kpi}.yaml`, monitor(kpi)] as const)
  const texts = { ...estate(models), ...Object.fromEntries(monitors) }
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text, blob: path }]))
  const { repository, problems } = readRepository(files, 'c', policyKinds)
  if (repository === undefined) throw new Error(problems.map(it => it.says).join('\n'))
  return repository
}

const monitor = (kpi: string) => monitorOf({ id: `all-${kpi}`, appliesTo: 'tiers: [low, medium, high]', kpi })

/** A day of a model, as its query returns it: above its limits, and never the same. */
export function rowOf(model: number, day: number): Readonly<Record<string, string | number>> {
  const period = new Date(FIRST + day * DAY_MS).toISOString()
  const value = (kpi: number) => 75 + ((model * 7 + day * 3 + kpi * 5) % 11)
  return { period, version: `2.${model % 7}.0`, n: 1000, precision: value(0), recall: value(1) }
}

/** The row that a round is to find. */
export const rowOfRound = (model: number, round: number) => rowOf(model, DAYS + round - 1)

/** The thirty days before the first round, in a new database in this folder. */
export async function fill(folder: string, models: number): Promise<void> {
  const store = await openStoreIn(folder, { summarise })
  for (let day = 0; day < DAYS; day++) {
    const numbers = Array.from({ length: models }, (_, n) => n)
    await store.addReadings(numbers.flatMap(n => readingsOf(n, day)))
  }
  await store.close()
}

function readingsOf(model: number, day: number): readonly Reading[] {
  const { version, n, ...row } = rowOf(model, day)
  const [start, end] = [day, day + 1].map(it => new Date(FIRST + it * DAY_MS).toISOString()) as [string, string]
  const frame = { model: `model-${model}`, segment: '', version: String(version), n: Number(n), start, end }
  return KPIS.map(kpi => ({ ...frame, kpi, value: Number(row[kpi]), available: end }))
}
