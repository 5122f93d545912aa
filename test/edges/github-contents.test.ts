import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { authorsOf } from '../../src/edges/github-authors.ts'
import type { Contents, Pull } from '../../src/flows/world.ts'
import { blobOf, type Fixture, files, fixture } from './github-fixture.ts'

const run = promisify(execFile)
let f: Fixture
let count = 0

beforeAll(async () => {
  f = await fixture()
})
afterAll(() => f.close())

type Changed = Readonly<Record<string, string | null>>

async function contentsOf(changed: Changed, message = 'Change', by = 'ana'): Promise<Contents> {
  const branch = `b-${++count}`
  await f.gh.person(by).push(branch, changed, message)
  const number = await f.gh.person('ana').open(branch, 'Change')
  return f.edge.see.contents(await f.edge.see.pull(number))
}

const raw = (path: string, body: unknown) => f.gh.person('root').call('POST', `/repos/acme/models/git/${path}`, body)

/** A head with these entries on top of `main`, as a pull request would show it; some no person can push or open. */
async function pullWith(entries: readonly object[]): Promise<Pull> {
  const { sha: parent, name: base } = await f.edge.see.mainBranch()
  const { tree } = await f.gh.person('root').call('GET', `/repos/acme/models/git/commits/${parent}`)
  const changed = entries.map(entry => ({ type: 'blob', mode: '100644', ...entry }))
  const { sha: made } = await raw('trees', { base_tree: tree.sha, tree: changed })
  const { sha: head } = await raw('commits', { message: 'Raw', tree: made, parents: [parent] })
  const author = { id: f.gh.person('root').id, login: 'root', bot: false }
  const looked = { fork: false, mergeable: 'unknown', reviewers: [] } as const
  return {
    number: 1,
    url: '',
    title: '',
    body: '',
    state: 'open',
    draft: false,
    branch: 'raw',
    head,
    base,
    author,
    ...looked,
  }
}

describe('what a pull request contains', () => {
  test('is what its head changed since the merge base, with both sides and git’s names', async () => {
    const changed = {
      'models/churn.yaml': 'kind: model\nid: churn\nversion: 1.1.0\n',
      'models/new.yaml': 'id: new\n',
      'policies/gate.yaml': null,
    }
    const contents = await contentsOf(changed)
    const side = (text: string) => ({ blob: blobOf(text), text })
    expect(contents.mergeBase).toBe(f.first)
    expect(contents.commits).toEqual([(await f.edge.see.branch(`b-${count}`))?.sha])
    expect(contents.files).toEqual([
      { path: 'models/churn.yaml', was: side(files['models/churn.yaml']), is: side(changed['models/churn.yaml']) },
      { path: 'models/new.yaml', is: side('id: new\n') },
      { path: 'policies/gate.yaml', was: side(files['policies/gate.yaml']) },
    ])
    expect(contents.diff).toMatchInlineSnapshot(`
      "diff --git a/models/churn.yaml b/models/churn.yaml
      index b50e0171bf5cd8d77d58cd06fc7fc16af30ddf25..9edaf05f273cdb779f6242902e7cc335561dd4c9
      --- a/models/churn.yaml
      +++ b/models/churn.yaml
      @@ -1,3 +1,3 @@
       kind: model
       id: churn
      -version: 1.0.0
      +version: 1.1.0
      diff --git a/models/new.yaml b/models/new.yaml
      new file mode 100644
      index 0000000000000000000000000000000000000000..d8be3babcb2602d149b6698829839fb18b2f6d06
      --- /dev/null
      +++ b/models/new.yaml
      @@ -0,0 +1,1 @@
      +id: new
      diff --git a/policies/gate.yaml b/policies/gate.yaml
      deleted file mode 100644
      index 7770f300e24f9ff7343adf1ca567679cf3de4a74..0000000000000000000000000000000000000000
      --- a/policies/gate.yaml
      +++ /dev/null
      @@ -1,2 +0,0 @@
      -kind: guardrail
      -id: gate
      "
    `)
  })

  test('leaves out what main did meanwhile', async () => {
    await f.gh.person('ana').push('behind', { 'models/delay.yaml': 'id: delay # mine\n' }, 'Mine')
    const number = await f.gh.person('ana').open('behind', 'Mine')
    await f.gh.person('ana').push('main', { 'models/churn.yaml': 'id: churn # theirs\n' }, 'Theirs')
    const contents = await f.edge.see.contents(await f.edge.see.pull(number))
    expect(contents.files.map(file => file.path)).toEqual(['models/delay.yaml'])
    expect(contents.mergeBase).toBe(f.first)
  })

  test('says of what lies beside the two folders what main has there now', async () => {
    const text = (word: string) => `${word}\n`
    const was = { 'docs/a/kept.md': 'k', 'docs/a/other.md': 'o', 'docs/b/gone.md': 'g', 'docs/c/flat.md': 'f' }
    await f.gh.person('ana').push('main', was, 'Notes')
    const mine = Object.fromEntries(Object.keys(was).map(path => [path, text('mine')]))
    await f.gh
      .person('ana')
      .push('notes', { ...mine, 'docs/new.md': text('new'), 'models/notes.yaml': 'id: n\n' }, 'Mine')
    const number = await f.gh.person('ana').open('notes', 'Notes')
    const theirs = { 'docs/a/other.md': text('theirs'), 'docs/b/gone.md': null, 'docs/c/flat.md': null }
    await f.gh.person('ana').push('main', theirs, 'Theirs')
    await f.gh.person('ana').push('main', { 'docs/c': 'A file where a folder was.' }, 'Theirs')
    const contents = await f.edge.see.contents(await f.edge.see.pull(number))
    expect(contents.files.map(({ path, onMain }) => [path, onMain])).toEqual([
      ['docs/a/kept.md', blobOf('k')],
      ['docs/a/other.md', blobOf(text('theirs'))],
      ['docs/b/gone.md', ''],
      ['docs/c/flat.md', ''],
      ['docs/new.md', ''],
      ['models/notes.yaml', undefined],
    ])
  })

  test('a rename is both paths, each whole', async () => {
    const text = 'id: long\none: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\n'
    await f.gh.person('ana').push('main', { 'models/long.yaml': text }, 'Long')
    const moved = text.replace('one: 1', 'one: 11')
    const { files: changed, diff } = await contentsOf({ 'models/long.yaml': null, 'models/longer.yaml': moved })
    expect(changed.map(file => [file.path, file.was?.text, file.is?.text])).toEqual([
      ['models/long.yaml', text, undefined],
      ['models/longer.yaml', undefined, moved],
    ])
    expect(diff).toMatchInlineSnapshot(`
      "diff --git a/models/long.yaml b/models/long.yaml
      deleted file mode 100644
      index d51edc6abef1626707b55372c23a320248d3dbfe..0000000000000000000000000000000000000000
      --- a/models/long.yaml
      +++ /dev/null
      @@ -1,6 +0,0 @@
      -id: long
      -one: 1
      -two: 2
      -three: 3
      -four: 4
      -five: 5
      diff --git a/models/longer.yaml b/models/longer.yaml
      new file mode 100644
      index 0000000000000000000000000000000000000000..c4f93984bedb268b40d25216d1c615204f4a4711
      --- /dev/null
      +++ b/models/longer.yaml
      @@ -0,0 +1,6 @@
      +id: long
      +one: 11
      +two: 2
      +three: 3
      +four: 4
      +five: 5
      "
    `)
  })

  test('elsewhere in the repository files are named and not read', async () => {
    const changed = await contentsOf({ '.github/workflows/deliver.yml': 'name: Mine\n', 'docs/a/b.md': 'b\n' })
    expect(changed.files.map(file => [file.path, file.is?.text])).toEqual([
      ['.github/workflows/deliver.yml', ''],
      ['docs/a/b.md', ''],
    ])
    expect(changed.files[1]?.is?.blob).toBe(blobOf('b\n'))
  })

  test('a folder that becomes a file is every file that went and the one that came', async () => {
    await f.gh.person('ana').push('main', { 'models/x/a.yaml': 'a\n' }, 'Folder')
    const blob = (await raw('blobs', { content: 'x\n' })).sha
    const pull = await pullWith([
      { path: 'models/x', mode: '040000', type: 'tree', sha: null },
      { path: 'models/x', sha: blob },
    ])
    const { files: changed } = await f.edge.see.contents(pull)
    expect(changed.map(file => [file.path, file.was?.text, file.is?.text])).toEqual([
      ['models/x', undefined, 'x\n'],
      ['models/x/a.yaml', 'a\n', undefined],
    ])
  })

  test('the same bytes with another mode are a change too', async () => {
    const { sha: mine } = await raw('blobs', { content: files['policies/gate.yaml'] })
    const { files: changed, diff } = await f.edge.see.contents(
      await pullWith([{ path: 'policies/gate.yaml', mode: '100755', sha: mine }]),
    )
    expect(changed.map(file => [file.path, file.was?.blob === file.is?.blob])).toEqual([['policies/gate.yaml', true]])
    expect(diff).toContain('old mode 100644\nnew mode 100755\n')
  })

  test('a symlink, a submodule and a file too large are refused by name where they would be in force', async () => {
    const codes = async (entry: object) => {
      const pull = await pullWith([entry])
      const error = await f.edge.see.contents(pull).catch((e: unknown) => e)
      expect(error).toBeInstanceOf(ProblemError)
      return (error as ProblemError).problems.map(p => [p.code, p.file])
    }
    expect(await codes({ path: 'models/a', mode: '120000', content: '/etc' })).toEqual([['symlink', 'models/a']])
    const module = { path: 'policies/sub', mode: '160000', type: 'commit', sha: f.first }
    expect(await codes(module)).toEqual([['submodule', 'policies/sub']])
    const large = { path: 'models/a.yaml', content: 'x'.repeat(1024 * 1024 + 1) }
    expect(await codes(large)).toEqual([['file-too-large', 'models/a.yaml']])
    const elsewhere = await pullWith([{ path: 'docs/link', mode: '120000', content: '/etc' }])
    expect((await f.edge.see.contents(elsewhere)).files).toHaveLength(1)
  })

  test('git itself sees the same files and names', async () => {
    const branch = `b-${++count}`
    await f.gh
      .person('ana')
      .push(branch, { 'models/ä b.yaml': 'id: x\n', 'models/churn.yaml': null, 'README.md': '# New\n' }, 'Git')
    const pull = await f.edge.see.pull(await f.gh.person('ana').open(branch, 'Git'))
    const contents = await f.edge.see.contents(pull)
    const folder = await mkdtemp(join(tmpdir(), 'contents-'))
    await run('git', ['clone', '-q', f.gh.cloneUrl, folder])
    const git = async (...args: string[]) => (await run('git', ['-C', folder, ...args])).stdout.trim()
    expect(await git('merge-base', 'origin/main', pull.head)).toBe(contents.mergeBase)
    const listed = await git(
      '-c',
      'core.quotePath=off',
      'diff',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      contents.mergeBase,
      pull.head,
    )
    const none = '0'.repeat(40)
    const ours = contents.files.map(file => `${file.was?.blob ?? none} ${file.is?.blob ?? none} ${file.path}`)
    const theirs = listed.split('\n').map(line => line.replace(/^:\d+ \d+ (\S+) (\S+) \w\t(.*)$/, '$1 $2 $3'))
    expect(ours.toSorted()).toEqual(theirs.toSorted())
    await rm(folder, { recursive: true })
  })

  test('more than 300 files are all there, though GitHub compares only so many', async () => {
    const many = Object.fromEntries(Array.from({ length: 320 }, (_, n) => [`models/many/m${n}.yaml`, `id: m${n}\n`]))
    const contents = await contentsOf(many)
    expect(contents.files).toHaveLength(320)
    expect(contents.files.every(file => file.is?.text.startsWith('id: m'))).toBe(true)
    for (const file of contents.files) expect(contents.diff).toContain(`index ${'0'.repeat(40)}..${file.is?.blob}\n`)
  })

  test('more than 3,000 files or 250 commits are an error, never a part of them', async () => {
    const many = Array.from({ length: 3001 }, (_, n) => ({ path: `docs/${n % 50}/${n}.md`, content: `${n % 7}\n` }))
    await expect(pullWith(many).then(f.edge.see.contents)).rejects.toThrow(/more than 3000 files.*\n {2}fix: Split/)
    const pull = await pullWith([{ path: 'models/c.yaml', content: 'c\n' }])
    f.door.rule(call =>
      call.path.includes('/compare/') ? { status: 200, body: { total_commits: 251, commits: [] } } : undefined,
    )
    await expect(f.edge.see.contents(pull)).rejects.toThrow(/251 commits; at most 250/)
    f.door.rule(() => undefined)
  })
})

describe('who had a hand in it', () => {
  test('opener, authors, committers and co-authors, by number', async () => {
    const bo = f.gh.person('bo').id
    const message = `Fix\n\nCo-authored-by: Root <${f.gh.ids.root}+root@users.noreply.github.com>\nco-authored-by: Somebody <x@y.test>`
    const { authors } = await contentsOf({ 'models/who.yaml': 'id: who\n' }, message, 'bo')
    expect(authors).toEqual([
      { github: f.gh.ids.ana, login: 'ana', role: 'opener' },
      { github: bo, login: 'bo', role: 'author' },
      { github: bo, login: 'bo', role: 'committer' },
      { github: f.gh.ids.root, login: 'root', role: 'co-author' },
      { role: 'co-author' },
      { github: bo, login: 'bo', role: 'pusher' },
    ])
  })

  test('our own commits are the bot’s', async () => {
    const parent = (await f.edge.see.mainBranch()).sha
    const { sha } = await f.edge.do.commitFiles({
      parent,
      message: 'Ours',
      files: { 'models/ours.yaml': 'id: ours\n' },
    })
    await f.edge.do.createBranch('ours', sha)
    const { number } = await f.edge.do.createPull({ branch: 'ours', base: 'main', title: 'Ours', body: '' })
    const { authors } = await f.edge.see.contents(await f.edge.see.pull(number))
    expect(new Set(authors.map(a => a.github))).toEqual(new Set([f.gh.bot.id]))
  })

  test.each([
    [{}, [{ role: 'author' }]],
    [null, [{ role: 'author' }]],
    [{ id: 6, login: 'bo', type: 'User' }, [{ github: 6, login: 'bo', role: 'author' }]],
    [{ id: 7, login: 'a[bot]', type: 'Bot' }, [{ github: 7, login: 'a[bot]', role: 'author', machine: true }]],
    [{ id: 8, login: 'b[bot]', type: 'Bot' }, [{ login: 'b[bot]', role: 'author', unseen: 'bot' }]],
    [{ id: 8, login: 'acme' }, [{ login: 'acme', role: 'author', unseen: 'bot' }]],
  ])(
    'an e-mail that belongs to nobody is somebody unknown, and so is who stands behind a bot that is not ours: %j',
    (author, expected) => {
      const opener = { id: 1, login: 'ana', bot: false }
      const commit = { author, committer: { id: 1, login: 'ana', type: 'User' }, commit: { message: 'm' } }
      expect(authorsOf([commit], opener, 7).filter(a => a.role === 'author')).toEqual(expected)
    },
  )

  test.each([
    ['Co-authored-by: Bo <7+bo@users.noreply.github.com>', [{ github: 7, login: 'bo', role: 'co-author' }]],
    ['m\nCO-AUTHORED-BY:Bo <7+bo@users.noreply.acme.ghe.com>\n\nmore', [{ github: 7, login: 'bo', role: 'co-author' }]],
    ['Co-authored-by: Bo <bo@users.noreply.github.com>', [{ role: 'co-author' }]],
    ['Co-authored-by: Bo', [{ role: 'co-author' }]],
    ['We co-authored-by: accident', []],
  ])('co-authors of %j', (message, expected) => {
    const commit = { author: null, committer: null, commit: { message } }
    const opener = { id: 1, login: 'ana', bot: false }
    expect(authorsOf([commit], opener, 7).filter(a => a.role === 'co-author')).toEqual(expected)
  })
})
