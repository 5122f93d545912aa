import { join } from 'node:path'
import { load } from 'js-yaml'
import { expect, onTestFinished, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { openDuckdb } from '../../src/edges/duckdb.ts'
import { type Ask, countProfile } from '../../src/flows/count-profile.ts'
import { profileAsked } from '../../src/flows/profile-asked.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { profileFile } from '../../src/reports/profile-file.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { GATE_PLAN, GATE_PLAN_PROFILE, gatePlanProfiledAnew } from '../../src/stand-ins/gate-plan.ts'
import { flights } from '../fixtures/flight-delay.ts'

async function besideOurs() {
  const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
  const added = Object.entries(GATE_PLAN).filter(([path]) => !path.startsWith('.github'))
  const files = Object.fromEntries(added.map(([path, text]) => [path, { text, blob: '0'.repeat(40) }]))
  return readRepository({ ...snapshot.files, ...files }, 'c'.repeat(40), policyKinds)
}

test('[D8] the second model of the demo and its policies are good files beside those of this repository', async () => {
  const { repository, problems } = await besideOurs()
  expect(problems).toEqual([])
  expect(repository?.models['gate-plan']?.serving.version).toBe('1.0.0')
})

test('[D8] its profiles are what `kedge profile` counts of the real flights', async () => {
  const { readable } = await besideOurs()
  const db = openDuckdb({ flights: { type: 'duckdb', folder: flights } })
  onTestFinished(() => db.close())
  const ask: Ask = (of, window) => db.query('flights', of.sqlOf.duckdb, window)
  for (const text of [GATE_PLAN[GATE_PLAN_PROFILE] ?? '', gatePlanProfiledAnew()]) {
    const { from, to, counted } = load(text) as { from: string; to: string; counted: string }
    const asked = profileAsked(readable.models, 'gate-plan', { from, to, bins: 10 })
    const { profile } = await countProfile(asked, ask, new Date(counted))
    expect(profileFile(profile)).toBe(text)
  }
})
