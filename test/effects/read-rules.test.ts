import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import readRules from '../../src/effects/read-rules.ts'
import * as jobs from '../../src/flows/jobs.ts'
import { worldOf } from '../fixtures/world.ts'

const JOB = { ...jobs.readRules(), body: '' }

test('[C10] it fails where the rules cannot be read, and does nothing where they can', async () => {
  const { world, did } = await worldOf()
  const refused = new OutsideError('denied', 'GitHub: 401\n  fix: install the App')
  const blind = { ...world, policy: () => Promise.reject(refused) }
  await expect(readRules.run(blind, JOB)).rejects.toThrow(refused)
  expect(await readRules.run(world, JOB)).toEqual({})
  expect(did).toEqual([])
})
