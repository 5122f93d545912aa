import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFiles } from '../src/generate.ts'
import { policyKinds } from '../src/policies/index.ts'

const ROOT = dirname(import.meta.dirname)

test('[A13] [B11] indexes, schemas, tables and CODEOWNERS are what the code says now', async () => {
  const fresh = Object.entries(await freshFiles(ROOT))
  const stale = fresh.filter(([path, text]) => committed(path) !== text)
  expect(stale.map(([path]) => `${path} is out of date — fix: npm run generate`)).toEqual([])
})

test('[A13] a policy kind is named like its file', () => {
  const wrong = Object.entries(policyKinds).filter(([file, kind]) => file !== kind.kind)
  expect(
    wrong.map(([file, kind]) => `src/policies/${file}.ts is of kind ${kind.kind} — fix: rename one of the two`),
  ).toEqual([])
})

function committed(path: string): string {
  try {
    return readFileSync(join(ROOT, path), 'utf8')
  } catch {
    return ''
  }
}
