import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { check } from '../../src/flows/check.ts'
import { ajvCli } from './check.ts'
import { estate, writeEstate } from './estate.ts'

test('[B12] the estate of the bench is the same each time, good, and every model of it is under the rules', () => {
  expect(estate(60)).toEqual(estate(60))
  const files = Object.fromEntries(Object.entries(estate(60)).map(([path, text]) => [path, { text, blob: path }]))
  const { problems, counts, coverage } = check({ commit: 'c', files }, new Date('2026-11-25'))
  expect(problems).toEqual([])
  expect(counts).toMatchObject({ models: 60, policies: 50 })
  expect(coverage).toMatchObject({ full: 60, unmanaged: 0 })
})

test('[B12] one broken model among them is found, and ajv-cli takes the same files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-estate-'))
  try {
    await writeEstate(folder, 30)
    const { snapshot } = await readFolder(folder)
    const broken = snapshot.files['models/model-7.yaml']
    const files = {
      ...snapshot.files,
      'models/model-7.yaml': { text: broken?.text.replace('expires:', 'expire:') ?? '', blob: 'b' },
    }
    const told = check({ commit: 'c', files }, new Date('2026-11-25')).problems
    expect(told.map(p => `${p.file} ${p.code}`)).toEqual(['models/model-7.yaml unknown-key'])
    expect(await ajvCli(folder)).toMatchObject({ code: 0 })
  } finally {
    await rm(folder, { recursive: true })
  }
})
