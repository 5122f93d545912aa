import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { GATE_PLAN } from '../../src/stand-ins/gate-plan.ts'

test('[D8] the second model of the demo and its policies are good files beside those of this repository', async () => {
  const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
  const added = Object.entries(GATE_PLAN).filter(([path]) => !path.startsWith('.github'))
  const files = Object.fromEntries(added.map(([path, text]) => [path, { text, blob: '0'.repeat(40) }]))
  const { repository, problems } = readRepository({ ...snapshot.files, ...files }, 'c'.repeat(40), policyKinds)
  expect(problems).toEqual([])
  expect(repository?.models['gate-plan']?.serving.version).toBe('1.0.0')
})
