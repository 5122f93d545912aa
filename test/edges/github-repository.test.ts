import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { tarballTexts } from '../../src/edges/github-tarball.ts'
import { blobOf, type Fixture, faultOf, files, fixture } from './github-fixture.ts'

const run = promisify(execFile)
let f: Fixture

beforeAll(async () => {
  f = await fixture()
})
afterAll(() => f.close())

describe('reading the policy repository', () => {
  test('the first time takes one tarball, whatever the number of files, and gives git’s own names', async () => {
    const edge = f.open()
    const asked = await f.asked(edge.see.repository)
    expect(asked).toEqual([
      'GET installation',
      'POST /app/installations/100/access_tokens',
      'GET git/matching-refs/heads%2Fmain',
      'GET git/trees/SHA',
      'GET git/trees/SHA',
      'GET git/trees/SHA',
      'GET tarball/SHA',
    ])
    const { commit, files: read } = await edge.see.repository()
    expect(commit).toBe(f.first)
    expect(Object.keys(read).sort()).toEqual(['models/churn.yaml', 'models/delay.yaml', 'policies/gate.yaml'])
    const text = files['models/churn.yaml']
    expect(read['models/churn.yaml']).toEqual({ text, blob: blobOf(text) })
  })

  test('untouched, it costs one request that GitHub does not count', async () => {
    const edge = f.open()
    await edge.see.repository()
    expect(await f.asked(edge.see.repository)).toEqual(['GET git/matching-refs/heads%2Fmain'])
  })

  test('one changed file costs the tip, two trees and that file; what was read of the others is known', async () => {
    const edge = f.open()
    const before = await edge.see.repository()
    const sha = await f.gh.person('ana').push('main', { 'models/churn.yaml': 'id: churn # new\n' }, 'Edit')
    expect(await f.asked(edge.see.repository)).toEqual([
      'GET git/matching-refs/heads%2Fmain',
      'GET git/trees/SHA',
      'GET git/trees/SHA',
      'GET git/blobs/SHA',
    ])
    const after = await edge.see.repository()
    expect(after.commit).toBe(sha)
    expect(after.files['models/churn.yaml']?.text).toBe('id: churn # new\n')
    expect(after.files['models/delay.yaml']?.text).toBe(files['models/delay.yaml'])
    expect(after.files['models/delay.yaml']).toBe(before.files['models/delay.yaml'])
  })

  test('a removed file is gone, and one outside models/ and policies/ costs nothing but the tree', async () => {
    const edge = f.open()
    await edge.see.repository()
    await f.gh.person('ana').push('main', { 'README.md': 'new\n', 'models/gone.yaml': 'id: gone\n' }, 'Add')
    expect(Object.keys((await edge.see.repository()).files)).toContain('models/gone.yaml')
    await f.gh.person('ana').push('main', { 'README.md': 'newer\n', 'models/gone.yaml': null }, 'Remove')
    expect(await f.asked(edge.see.repository)).not.toContain('GET git/blobs/SHA')
    expect(Object.keys((await edge.see.repository()).files)).not.toContain('models/gone.yaml')
  })

  test('what came in between is seen by whoever asks next, also while somebody else is reading', async () => {
    const edge = f.open()
    const slow = edge.see.repository()
    const sha = await f.gh.person('ana').push('main', { 'models/late.yaml': 'id: late\n' }, 'Late')
    const [, after] = await Promise.all([slow, edge.see.repository()])
    expect(after.commit).toBe(sha)
  })

  test('many new files at once come in one tarball', async () => {
    const edge = f.open()
    await edge.see.repository()
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`models/m${n}.yaml`, `id: m${n}\n`]))
    await f.gh.person('ana').push('main', many, 'Many')
    const asked = await f.asked(edge.see.repository)
    expect(asked.filter(call => call.includes('tarball'))).toHaveLength(1)
    expect(asked.filter(call => call.includes('blobs'))).toEqual([])
    expect((await edge.see.repository()).files['models/m59.yaml']?.text).toBe('id: m59\n')
  })

  test('what .gitattributes hides from the tarball or alters in it is read all the same', async () => {
    const attributes = 'models/hidden.yaml export-ignore\nmodels/altered.yaml export-subst\n'
    const altered = 'id: $Format:%H$\n'
    const added = { '.gitattributes': attributes, 'models/hidden.yaml': 'id: hidden\n', 'models/altered.yaml': altered }
    await f.gh.person('ana').push('main', added, 'Attributes')
    const { files: read } = await f.open().see.repository()
    expect(read['models/hidden.yaml']?.text).toBe('id: hidden\n')
    expect(read['models/altered.yaml']).toEqual({ text: altered, blob: blobOf(altered) })
    const none = { '.gitattributes': null, 'models/hidden.yaml': null, 'models/altered.yaml': null }
    await f.gh.person('ana').push('main', none, 'No attributes')
  })

  test('symlinks, submodules, large files and bytes that are no text are refused by name, with a fix', async () => {
    const here = (path: string, body: unknown) =>
      f.gh.person('root').call('POST', `/repos/acme/models/git/${path}`, body)
    const { sha: binary } = await here('blobs', {
      content: Buffer.from([0xff, 0xfe, 0]).toString('base64'),
      encoding: 'base64',
    })
    const bad = async (entry: object) => {
      const { sha: tree } = await here('trees', { tree: [{ type: 'blob', mode: '100644', ...entry }] })
      const { sha } = await here('commits', { message: 'Bad', tree, parents: [] })
      await here('refs', { ref: `refs/heads/bad-${sha}`, sha })
      const error = await f
        .open({ mainBranch: `bad-${sha}` })
        .see.repository()
        .catch((e: unknown) => e)
      expect(error).toBeInstanceOf(ProblemError)
      return (error as ProblemError).problems.map(p => [p.code, p.file, p.fix.length > 5])
    }
    expect(await bad({ path: 'models/a', mode: '120000', content: '../../etc' })).toEqual([
      ['symlink', 'models/a', true],
    ])
    expect(await bad({ path: 'models', mode: '120000', content: '/etc' })).toEqual([['symlink', 'models', true]])
    const module = { path: 'policies/sub', mode: '160000', type: 'commit', sha: f.first }
    expect(await bad(module)).toEqual([['submodule', 'policies/sub', true]])
    const large = { path: 'models/a.yaml', content: 'x'.repeat(1024 * 1024 + 1) }
    expect(await bad(large)).toEqual([['file-too-large', 'models/a.yaml', true]])
    expect(await bad({ path: 'models/a.yaml', sha: binary })).toEqual([['not-text', 'models/a.yaml', true]])
  })

  test('no such branch is a problem with a fix; no such repository is denied', async () => {
    await expect(f.open({ mainBranch: 'trunk' }).see.repository()).rejects.toThrow(/no branch trunk.*\n {2}fix: /)
    expect(await faultOf(f.open({ repo: 'elsewhere' }).see.repository())).toBe('denied')
  })

  test('bytes that are not those of their name are asked for again, never taken', async () => {
    const edge = f.open()
    await edge.see.repository()
    await f.gh.person('ana').push('main', { 'models/churn.yaml': 'id: churn # true\n' }, 'True')
    const other = { status: 200, body: { content: Buffer.from('id: false\n').toString('base64'), encoding: 'base64' } }
    f.door.rule(call => (call.path.includes('/git/blobs/') ? other : undefined))
    expect(await faultOf(edge.see.repository())).toBe('unavailable')
    f.door.rule(() => undefined)
    expect((await edge.see.repository()).files['models/churn.yaml']?.text).toBe('id: churn # true\n')
  })

  test('a list that GitHub cut short is an error, never a shorter list', async () => {
    f.door.rule(call =>
      call.path.includes('/git/trees/') ? { status: 200, body: { tree: [], truncated: true } } : undefined,
    )
    await expect(f.open().see.repository()).rejects.toThrow(/only a part of tree/)
    f.door.rule(() => undefined)
  })
})

describe('a tarball', () => {
  const limits = { fileBytesMax: 100, bytesMax: 1e6 }
  const all = () => true

  test('gives plain files by git’s name for them; links, large files and bytes that are no text are left out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tarball-'))
    await mkdir(join(folder, 'top/models'), { recursive: true })
    await writeFile(join(folder, 'top/models/a.yaml'), 'ä\r\n')
    await writeFile(join(folder, 'top/models/large.yaml'), 'x'.repeat(101))
    await writeFile(join(folder, 'top/models/bytes.yaml'), Buffer.from([0xff]))
    await symlink('/etc/hostname', join(folder, 'top/models/link.yaml'))
    await run('git', ['init', '-q', folder])
    const { stdout: name } = await run('git', ['-C', folder, 'hash-object', 'top/models/a.yaml'])
    await run('tar', ['-czf', join(folder, 'a.tgz'), '-C', folder, 'top'])
    const texts = await tarballTexts(await readFile(join(folder, 'a.tgz')), all, limits)
    expect([...texts]).toEqual([[name.trim(), 'ä\r\n']])
    await rm(folder, { recursive: true })
  })

  test('that unpacks to too much, or that breaks off, is an error', async () => {
    const bomb = gzipSync(Buffer.alloc(2e6))
    await expect(tarballTexts(bomb, all, limits)).rejects.toThrow(/larger than 1000000 bytes/)
    expect(await faultOf(tarballTexts(bomb.subarray(0, 900), all, { ...limits, bytesMax: 1e9 }))).toBe('unavailable')
    expect(await faultOf(tarballTexts(Buffer.from('<html>'), all, limits))).toBe('unavailable')
  })
})
