import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { filesThere, writeNewFiles } from '../../src/edges/new-files.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'kedge-new-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('[B10] writes what is not there, with its folders, and leaves no draft behind', async () => {
  const at = join(folder(), 'new')
  expect(await writeNewFiles(at, { 'README.md': 'a', 'models/a.yaml': 'b' })).toEqual(['README.md', 'models/a.yaml'])
  expect(readdirSync(at, { recursive: true }).sort()).toEqual(['README.md', 'models', 'models/a.yaml'])
  expect(readFileSync(join(at, 'models/a.yaml'), 'utf8')).toBe('b')
})

test('[B10] never writes over a file, a link or a folder', async () => {
  const at = folder()
  writeFileSync(join(at, 'mine.txt'), 'mine')
  symlinkSync('/nowhere', join(at, 'link.txt'))
  mkdirSync(join(at, 'folder.txt'))
  const paths = ['mine.txt', 'link.txt', 'folder.txt', 'new.txt']
  expect(await filesThere(at, paths)).toEqual({ 'mine.txt': 'mine', 'link.txt': '', 'folder.txt': '' })
  expect(await writeNewFiles(at, Object.fromEntries(paths.map(path => [path, 'new'])))).toEqual(['new.txt'])
  expect(readFileSync(join(at, 'mine.txt'), 'utf8')).toBe('mine')
  expect(readdirSync(at).sort()).toEqual(['folder.txt', 'link.txt', 'mine.txt', 'new.txt'])
})

test('[B10] two at once leave whole files, each written by one of them', async () => {
  const at = folder()
  const files = (by: string) => Object.fromEntries([...'abcdefgh'].map(name => [`models/${name}`, by.repeat(100_000)]))
  const [one = [], other = []] = await Promise.all(['1', '2'].map(by => writeNewFiles(at, files(by))))
  expect([...one, ...other].sort()).toEqual(Object.keys(files('')))
  for (const name of one) expect(readFileSync(join(at, name), 'utf8')).toBe('1'.repeat(100_000))
})

test('[B10] follows no folder that is a link, and then writes nothing at all', async () => {
  const [at, elsewhere] = [folder(), folder()]
  symlinkSync(elsewhere, join(at, 'models'))
  const writing = writeNewFiles(at, { 'a.txt': 'a', 'models/a.yaml': 'b' })
  await expect(writing).rejects.toMatchObject({ problems: [{ code: 'not-a-folder', file: 'models' }] })
  expect([...readdirSync(elsewhere), ...readdirSync(at)]).toEqual(['models'])
})
