import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { readRecord } from '../../src/core/record.ts'
import { openClone } from '../../src/edges/git.ts'
import { type Repo, repo } from '../fixtures/git.ts'
import { recordOf, someEvents } from '../fixtures/record.ts'

const pathsOf = async (of: Repo, since: string) =>
  (await (await openClone(of.folder)).mainHistory('main', since)).commits.map(({ subject, paths }) => [subject, paths])

const problemsOf = async (what: Promise<unknown>) => {
  const error = await what.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof ProblemError ? error.problems.map(p => `${p.code}: ${p.fix}`) : error
}

test('the record branch is read as it is, whether it is local or of the server, and the server’s comes first', async () => {
  const of = repo()
  of.commit({ 'models/a.yaml': 'a\n' }, 'First')
  const files = recordOf(someEvents)
  of.record({ ...files, 'README.md': 'beside' })
  expect(await (await openClone(of.folder)).record()).toEqual(files)

  const copy = mkdtempSync(join(tmpdir(), 'kedge-copy-'))
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  of.git('clone', '-q', of.folder, copy)
  const clone = await openClone(copy)
  expect(await clone.record()).toEqual(files)
  of.git('-C', copy, 'branch', 'kedge/record', 'main')
  expect(await clone.record()).toEqual(files)
})

test('[A8] a byte that is no letter is not read as the sign that stands for such bytes', async () => {
  const of = repo()
  of.commit({}, 'First')
  const [path = '', text = ''] = Object.entries(recordOf(someEvents))[1] ?? []
  const withSign = text.replace('bö', 'b\ufffd')
  const bytes = Buffer.from(text)
  const at = bytes.indexOf('bö') + 1
  const broken = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 2)])
  of.record({ [path]: broken })
  const read = (await (await openClone(of.folder)).record())[path] ?? ''
  expect(read).not.toBe(withSign)
  expect(read.split('\n').slice(0, 3)).toEqual(text.split('\n').slice(0, 3))
  expect(readRecord({ ...recordOf(someEvents), [path]: read }).problems).toMatchObject([{ file: path, line: 4 }])
})

test('each commit of the main branch is held against its first parent, a merge too', async () => {
  const of = repo()
  const first = of.commit({ 'models/a.yaml': 'a\n', 'notes.txt': 'n\n' }, 'First')
  of.git('switch', '-q', '-c', 'side')
  of.commit({ 'policies/p.yaml': 'p\n' }, 'On the side')
  of.git('switch', '-q', 'main')
  of.commit({ 'notes.txt': 'm\n' }, 'Notes')
  of.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side')
  of.git('mv', 'models/a.yaml', 'b.yaml')
  of.commit({}, 'Move a model away')
  expect(await pathsOf(of, first)).toEqual([
    ['Notes', ['notes.txt']],
    ['Merge side', ['policies/p.yaml']],
    ['Move a model away', ['b.yaml', 'models/a.yaml']],
  ])
})

test('names of files and subjects that look like the output of git hide nothing', async () => {
  const of = repo()
  const first = of.commit({}, 'First')
  const names = { ':100644': 'x', 'a\nb': 'x', ['c'.repeat(40)]: 'x', 'models/ü.yaml': 'x' }
  of.commit(names, `\x01${'d'.repeat(40)} %x00 :100644 A`)
  of.git('config', 'core.quotePath', 'true')
  of.git('config', 'log.showSignature', 'true')
  of.git('config', 'diff.renames', 'copies')
  const [[subject, paths] = []] = (await pathsOf(of, first)) as [string, string[]][]
  expect(subject).toContain('d'.repeat(40))
  expect(paths?.toSorted()).toEqual(Object.keys(names).sort())
})

test('a replaced commit and an environment that points elsewhere change nothing', async () => {
  const of = repo()
  const first = of.commit({}, 'First')
  const bad = of.commit({ 'models/a.yaml': 'bad' }, 'Bad')
  const good = of.git('commit-tree', '-m', 'Good', '-p', first, `${first}^{tree}`)
  of.git('replace', bad, good)
  process.env.GIT_DIR = '/nowhere'
  onTestFinished(() => void delete process.env.GIT_DIR)
  expect(await pathsOf(of, first)).toEqual([['Bad', ['models/a.yaml']]])
})

test('a file at a commit, the paths of a folder, and the commit of the main branch as of a moment', async () => {
  const of = repo()
  const one = of.commit({ 'models/a.yaml': 'one\n' }, 'One', '2026-03-01T10:00:00Z')
  const two = of.commit({ 'models/a.yaml': 'two\n', 'models/b.yaml': '' }, 'Two', '2026-03-03T23:59:59Z')
  const clone = await openClone(of.folder)
  expect(await clone.file(one, 'models/a.yaml')).toEqual({
    text: 'one\n',
    blob: '5626abf0f72e58d7a153368ba57db4c673c0e171',
  })
  expect(await clone.file(two, 'models/b.yaml')).toMatchObject({ text: '' })
  expect(await clone.file(one, 'models/b.yaml')).toBeUndefined()
  expect(await clone.file(one, 'models')).toBeUndefined()
  expect(await clone.paths(two, 'models')).toEqual(['models/a.yaml', 'models/b.yaml'])
  expect(await clone.commitAsOf('main', '2026-02-28T23:59:59.999Z')).toBeUndefined()
  expect(await clone.commitAsOf('main', '2026-03-02T23:59:59.999Z')).toBe(one)
  expect(await clone.commitAsOf('main', '2026-03-03T23:59:59.999Z')).toBe(two)
  expect(await clone.commitAsOf('main')).toBe(two)
})

test('what cannot be read whole is a problem with its fix', async () => {
  const of = repo()
  of.commit({}, 'First')
  of.commit({}, 'Second')
  const clone = await openClone(of.folder)
  expect(await problemsOf(clone.record())).toEqual([
    'no-branch: git fetch origin kedge/record:refs/remotes/origin/kedge/record',
  ])
  const folder = mkdtempSync(join(tmpdir(), 'kedge-none-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  expect(await problemsOf(openClone(folder))).toEqual([
    'no-clone: Name a clone of the policy repository: git clone <url>, then kedge verify <folder>',
  ])
  of.git('clone', '-q', '--depth', '1', `file://${of.folder}`, join(folder, 'shallow'))
  expect(await problemsOf(openClone(join(folder, 'shallow')))).toEqual([
    `shallow-clone: git -C ${join(folder, 'shallow')} fetch --unshallow`,
  ])
})
