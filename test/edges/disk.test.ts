import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'

const made: string[] = []
afterAll(() => Promise.all(made.map(folder => rm(folder, { recursive: true }))))

async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-disk-'))
  made.push(folder)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

test('files come with their text and the name git gives them', async () => {
  const folder = await folderOf({ 'models/a.yaml': 'kind: model # ✓\n', 'src/other.ts': 'x' })
  const { snapshot, problems } = await readFolder(folder)
  const blob = execFileSync('git', ['hash-object', join(folder, 'models/a.yaml')], { encoding: 'utf8' }).trim()
  expect(snapshot).toEqual({ commit: 'working-tree', files: { 'models/a.yaml': { text: 'kind: model # ✓\n', blob } } })
  expect(problems).toEqual([])
})

test('bytes that are no UTF-8, and a byte order mark, can still be seen in the text', async () => {
  const folder = await folderOf({ 'models/a.yaml': Uint8Array.of(0x61, 0xe9, 0x0a), 'models/b.yaml': '\ufeffa: 1\n' })
  const { snapshot } = await readFolder(folder)
  expect(snapshot.files['models/a.yaml']?.text).toBe('a\ufffd\n')
  expect(snapshot.files['models/b.yaml']?.text).toBe('\ufeffa: 1\n')
})

test('files in sub folders are given, so that they can be refused, and huge ones are not read', async () => {
  const folder = await folderOf({ 'models/sub/a.yaml': 'a', 'policies/big.yaml': new Uint8Array(5 * 1024 * 1024) })
  const { snapshot, problems } = await readFolder(folder)
  expect(Object.keys(snapshot.files)).toEqual(['models/sub/a.yaml'])
  expect(problems.map(p => p.code)).toEqual(['too-big'])
})

test('[A9] a folder that holds neither is named in backticks, so that `..` is not read as the end of a sentence', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'kedge-disk-'))
  const told = readFolder(empty)
  await expect(told).rejects.toMatchObject({
    problems: [{ code: 'no-repository', says: `There is neither models/ nor policies/ in \`${empty}\`.` }],
  })
  await rm(empty, { recursive: true })
})
