import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBase } from '../../src/edges/git-base.ts'
import { repo } from '../fixtures/git.ts'

test('[B7] the base is the two folders at a commit, as seen from the folder, without what is no file', async () => {
  const of = repo()
  mkdirSync(join(of.folder, 'gov/models'), { recursive: true })
  symlinkSync('/etc/passwd', join(of.folder, 'gov/models/link.yaml'))
  const first = of.commit(
    {
      'gov/models/a.yaml': 'one\r\n',
      'gov/models/ü b.yaml': 'ü',
      'gov/policies/p.yaml': 'p',
      'gov/other.yaml': '',
      'models/x.yaml': 'x',
    },
    'First',
  )
  of.commit({ 'gov/models/a.yaml': 'two\n' }, 'Second')
  const { base } = await readBase(join(of.folder, 'gov'), first)
  expect(base.commit).toBe(first)
  expect(Object.entries(base.files).map(([path, { text }]) => [path, text])).toEqual([
    ['models/a.yaml', 'one\r\n'],
    ['models/ü b.yaml', 'ü'],
    ['policies/p.yaml', 'p'],
  ])
  expect(base.files['models/a.yaml']?.blob).toBe(of.git('rev-parse', `${first}:gov/models/a.yaml`))
})

test('[B7] a branch of the server is found by its own name, and a local one comes first', async () => {
  const of = repo()
  const first = of.commit({ 'models/a.yaml': 'one' }, 'First')
  of.git('update-ref', 'refs/remotes/origin/release', first)
  expect((await readBase(of.folder, 'release')).base.commit).toBe(first)
  expect((await readBase(of.folder, 'origin/release')).base.commit).toBe(first)
  const second = of.commit({ 'models/a.yaml': 'two' }, 'Second')
  of.git('branch', 'release')
  expect((await readBase(of.folder, 'release')).base.commit).toBe(second)
  expect((await readBase(of.folder, 'HEAD~1')).base.commit).toBe(first)
})

test('[B7] where the head left the base is known, unless that is the base itself', async () => {
  const of = repo()
  const first = of.commit({ 'models/a.yaml': 'one' }, 'First')
  of.git('switch', '-q', '-c', 'work')
  of.commit({ 'models/b.yaml': 'b' }, 'Work')
  expect(await readBase(of.folder, 'main')).not.toHaveProperty('fork')
  of.git('switch', '-q', 'main')
  of.commit({ 'models/a.yaml': 'two' }, 'Meanwhile')
  of.git('switch', '-q', 'work')
  const { base, fork } = await readBase(of.folder, 'main')
  expect([base.files['models/a.yaml']?.text, fork?.commit]).toEqual(['two', first])
})

test('[B7] an environment that points elsewhere changes nothing', async () => {
  const of = repo()
  const first = of.commit({ 'models/a.yaml': 'one' }, 'First')
  process.env.GIT_DIR = '/nowhere'
  try {
    expect((await readBase(of.folder, 'main')).base.commit).toBe(first)
  } finally {
    delete process.env.GIT_DIR
  }
})
