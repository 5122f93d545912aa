import { join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { modelSchema, policySchema } from '../../src/repository/editor-schema.ts'
import { parseYaml } from '../../src/repository/yaml-text.ts'

/** An editor knows nothing of ours: only the two JSON Schemas, as files. */
const editor = (schema: string) => formats.default(new Ajv({ strict: false })).compile(JSON.parse(schema))

test('an editor that knows only the JSON Schemas accepts every sample file and marks a slip', async () => {
  const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
  const [model, policy] = [editor(modelSchema()), editor(policySchema(Object.values(policyKinds)))]
  const files = Object.entries(snapshot.files).filter(([path]) => path.endsWith('.yaml'))
  for (const [path, { text }] of files) {
    const data = parseYaml(text, path).data as object
    const check = path.startsWith('models/') ? model : policy
    expect([path, check(data)]).toEqual([path, true])
    expect([path, check({ ...data, slip: 1 })]).toEqual([path, false])
  }
  expect(files.length).toBeGreaterThan(5)
})
