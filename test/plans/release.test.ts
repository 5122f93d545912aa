import { expect, test } from 'vitest'
import { listedVersion, planRelease } from '../../src/plans/release.ts'
import { applyEdits } from '../../src/repository/apply-edits.ts'
import { DIGEST, madeVersion } from '../fixtures/api.ts'
import { flightDelay, MODEL, repository } from '../fixtures/world.ts'

const { versions: _, ...unlisted } = flightDelay

test('[C8] it is listed as the newest version and is what is to run, in one change', () => {
  const plan = planRelease(repository, flightDelay, madeVersion)
  if ('refused' in plan) throw new Error(plan.refused.says)
  const before = repository.files[MODEL]?.text.split('\n') ?? []
  const after = applyEdits(repository.files, plan.edits)[MODEL]?.split('\n') ?? []
  expect(after.filter(line => !before.includes(line))).toMatchInlineSnapshot(`
    [
      "  version: 1.2.0",
      "  1.2.0:",
      "    digest: sha256:1111111111111111111111111111111111111111111111111111111111111111",
      "    summary: Learnt from the summer timetable as well.",
      "    commit: abcdef0",
      "    trained: { from: 2001-01-01, to: 2001-04-15, data: flights-3m.parquet }",
      "    metrics: { mae: 13.9, false_notices: 48, announced: 45 }",
      "    gates: { passed: 2001-04-16, evidence: Hold-out of 9 to 15 April }",
    ]
  `)
  expect(before.filter(line => !after.includes(line))).toEqual(['  version: 1.1.0'])
  expect(plan).toMatchObject({ kind: 'promote', from: '1.1.0', to: '1.2.0' })
  expect(listedVersion(plan.edits, '1.2.0')).toMatchObject({ digest: DIGEST, gates: madeVersion.gates })
  expect(listedVersion(plan.edits, '1.3.0')).toBeUndefined()
})

test('[C8] of a model that lists none it is the first', () => {
  const plan = planRelease(repository, unlisted, madeVersion)
  expect(plan).toMatchObject({ edits: [{ at: ['versions'], put: { '1.2.0': { digest: DIGEST } } }, { to: '1.2.0' }] })
  expect('edits' in plan && listedVersion(plan.edits, '1.2.0')).toMatchObject({ digest: DIGEST })
})

test.each([
  ['there is one of its name', flightDelay, '1.0.0', 'flight-delay has a version 1.0.0 already'],
  ['it serves, and is not listed', unlisted, '1.1.0', 'flight-delay has a version 1.1.0 already'],
  ['the model is retired', { ...flightDelay, stage: 'retired' }, '1.2.0', 'flight-delay is retired'],
])('[C8] not where %s', (_, model, version, says) => {
  expect(planRelease(repository, model, { ...madeVersion, version })).toMatchObject({ refused: { says } })
})
