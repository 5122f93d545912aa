import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lineOf } from '../../src/core/problem.ts'
import { readFolder } from '../../src/edges/disk.ts'
import { refused } from '../../src/edges/github-repository.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { busyTime } from '../fixtures/busy-time.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const made: string[] = []
// Folders too deep for a path can only be removed step by step, as rm does.
afterAll(() => execFileSync('rm', ['-rf', ...made]))

/** A good repository, and what is done to its folder. */
async function folderWith(spoil: (folder: string) => unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-hostile-'))
  made.push(folder)
  execFileSync('cp', ['-r', join(ROOT, 'models'), join(ROOT, 'policies'), folder])
  await spoil(folder)
  return folder
}

async function checked(folder: string) {
  const busy = busyTime()
  const { snapshot, problems } = await readFolder(folder)
  const read = readRepository(snapshot.files, snapshot.commit, policyKinds)
  return { problems: [...problems, ...read.problems], ms: busy() }
}

const MODEL = 'kind: model\nid: evil\n'
const shell = (script: string) => (folder: string) => execFileSync('sh', ['-c', script], { cwd: folder })
const file =
  (path: string, text: string | Uint8Array = MODEL) =>
  (folder: string) =>
    writeFile(join(folder, path), text)
const aLink = (to: string, path: string) => (folder: string) => symlink(to, join(folder, path))

/** Step by step, since no call takes so long a path. */
const deeper = (folder: string) => {
  const steps = "for (let i = 0; i < 60; i++) { fs.mkdirSync('d'.repeat(100)); process.chdir('d'.repeat(100)) }"
  execFileSync(process.execPath, ['-e', steps], { cwd: join(folder, 'models') })
}

/** What lies there, who lays it there, and what is told of it, where; `-` where the name is not safe to be a place. */
const CORPUS: readonly (readonly [name: string, spoil: (folder: string) => unknown, told: readonly string[]])[] = [
  ['a link out of the repository', aLink('/etc/passwd', 'models/evil.yaml'), ['models/evil.yaml:1 not-a-file']],
  ['a link inside it', aLink('people.yaml', 'policies/evil.yaml'), ['policies/evil.yaml:1 not-a-file']],
  ['a link to nothing', aLink('nowhere', 'models/evil.yaml'), ['models/evil.yaml:1 not-a-file']],
  ['a link to itself', aLink('evil.yaml', 'models/evil.yaml'), ['models/evil.yaml:1 not-a-file']],
  ['a link to a folder', aLink('/', 'models/all'), ['models/all:1 not-a-file']],
  ['a link to a device without end', aLink('/dev/zero', 'models/evil.yaml'), ['models/evil.yaml:1 not-a-file']],
  [
    'a link in place of policies/',
    shell('mv policies elsewhere && ln -s elsewhere policies'),
    ['policies:1 not-a-file', 'policies/people.yaml: no-people'],
  ],
  ['a pipe nobody writes to', shell('mkfifo models/evil.yaml'), ['models/evil.yaml:1 not-a-file']],
  ['a folder with the name of a file', shell('mkdir models/evil.yaml'), ['models/evil.yaml:1 not-a-file']],
  [
    'a file in a folder with the name of a file',
    shell('mkdir models/evil.yaml && echo a > models/evil.yaml/a.yaml'),
    ['models/evil.yaml:1 not-a-file', 'models/evil.yaml/a.yaml:1 odd-path'],
  ],
  [
    'a file of 4 GB',
    async f => {
      await file('models/evil.yaml')(f)
      await truncate(join(f, 'models/evil.yaml'), 4e9)
    },
    ['models/evil.yaml:1 too-big'],
  ],
  ['a file of 10 MB', file('models/evil.yaml', new Uint8Array(1e7)), ['models/evil.yaml:1 too-big']],
  ['a file of 1 MB', file('models/evil.yaml', 'a'.repeat(1e6)), ['models/evil.yaml:1 too-big']],
  [
    'a file that is a picture',
    file('models/evil.yaml', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff)),
    ['models/evil.yaml:1 not-utf8'],
  ],
  [
    'a text of 16 bits',
    file('models/evil.yaml', Buffer.from('\ufeffkind: model\n', 'utf16le')),
    ['models/evil.yaml:1 not-utf8'],
  ],
  ['a byte order mark', file('models/evil.yaml', `\ufeff${MODEL}`), ['models/evil.yaml:1 bom']],
  ['names that differ in case', file('models/Flight-Delay.yaml'), ['models/Flight-Delay.yaml:1 same-name']],
  ['names that differ in the ending', file('models/flight-delay.yml'), ['models/flight-delay.yml:1 same-name']],
  ['a name with a space behind', file('models/flight-delay.yaml '), ['- same-name']],
  ['a folder that differs in case', shell('mkdir Models && cp models/*.yaml Models'), ['Models:1 same-name']],
  [
    'an accent written in two ways',
    async f => {
      await file('models/\u00e9.yaml')(f)
      await file('models/e\u0301.yaml')(f)
    },
    ['- same-name', '- same-name'],
  ],
  [
    'a policy with the id of a model',
    file('policies/flight-delay.yaml', 'kind: guardrail\nid: flight-delay\n'),
    ['policies/flight-delay.yaml:1 same-id', 'policies/flight-delay.yaml:1 missing-key'],
  ],
  ['a name with a line break', file('models/a\n::error::b.yaml'), ['- odd-path']],
  ['a name that turns the direction of writing', file('models/\u202elmay.yaml'), ['- odd-path']],
  ['a name that is an option', file('models/--help.yaml'), ['models/--help.yaml:1 odd-path']],
  ['a hidden file', file('models/.evil.yaml'), ['models/.evil.yaml:1 odd-path']],
  ['a name of bytes that are no UTF-8', shell('touch "$(printf \'models/a\\377.yaml\')"'), ['- odd-path']],
  ['a folder of bytes that are no UTF-8', shell('mkdir "$(printf \'models/a\\377\')"'), ['models:1 unreadable']],
  [
    'a file in a sub folder',
    shell('mkdir -p models/a/b && echo a > models/a/b/c.yaml'),
    ['models/a/b/c.yaml:1 odd-path'],
  ],
  ['folders deeper than a path can say', deeper, ['models:1 unreadable']],
]

describe('[B13] whatever lies in the two folders is told by its name, within a second', () => {
  test.each(CORPUS)('%s', async (_, spoil, told) => {
    const { problems, ms } = await checked(await folderWith(spoil))
    const places = problems.map(p => `${p.file === undefined ? '-' : `${p.file}:${p.line ?? ''}`} ${p.code}`)
    for (const place of told) expect(places).toContain(place)
    expect(problems.some(p => p.level === 'error')).toBe(true)
    expect(problems.every(p => p.fix !== '' && !/[^ -~…’]/.test(p.says))).toBe(true)
    expect(ms).toBeLessThan(1000)
  })
})

function kedge(folder: string, by: { uid?: number } = {}): Promise<{ code: unknown; out: string }> {
  return new Promise(resolve => {
    const args = [join(ROOT, 'src/kedge.js'), 'check', folder]
    execFile(process.execPath, args, { timeout: 20_000, ...by }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out: out + err }),
    )
  })
}

/** Root may read everything, so somebody else must look, where somebody else may run us at all. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}
const mayRun = (() => {
  try {
    execFileSync('test', ['-r', join(ROOT, 'src/kedge.js'), '-a', '-x', process.execPath], nobody)
    return true
  } catch {
    return false
  }
})()

describe('[B13] the command line tells the same, and leaves with 1', () => {
  test('of files that are none', async () => {
    const folder = await folderWith(async folder => {
      shell('mkfifo models/pipe.yaml && ln -s /etc/passwd policies/evil.yaml && truncate -s 4G models/huge.yaml')(
        folder,
      )
      await file('models/a\n::error::b.yaml')(folder)
      await file('models/cycle.yaml', 'a: &a [*a]\n')(folder)
    })
    const { code, out } = await kedge(folder)
    const told = out.split('\n').filter(line => / error /.test(line) || line.startsWith('error'))
    expect(told.map(line => line.replace(/^(\S+:)?(.*?): .*/, '$1$2'))).toEqual([
      'error odd-path',
      'models/cycle.yaml:1:4 error alias',
      'models/cycle.yaml:1:8 error alias',
      'models/huge.yaml:1:1 error too-big',
      'models/pipe.yaml:1:1 error not-a-file',
      'policies/evil.yaml:1:1 error not-a-file',
    ])
    expect(out).not.toContain('root:')
    expect(code).toBe(1)
  })

  test.runIf(mayRun)('of a file and a folder that may not be read', async () => {
    const folder = await folderWith(shell('chmod 755 . && chmod 000 models/flight-delay.yaml && chmod 000 policies'))
    const { code, out } = await kedge(folder, nobody)
    execFileSync('chmod', ['-R', '755', folder])
    expect(out).toContain(
      'models/flight-delay.yaml:1:1 error unreadable: "models/flight-delay.yaml" cannot be read: this user may not.',
    )
    expect(out).toContain('policies:1:1 error unreadable: "policies" cannot be read: this user may not.')
    expect(code).toBe(1)
  })
})

test('[B13] in a tree of GitHub it is the same: told by name, and the name is a place only where it is safe', () => {
  const told = (path: string, mode: string, size = 0) => {
    const refusal = refused({ path, mode, type: 'blob', sha: 'a'.repeat(40), size })
    return refusal && lineOf(refusal).split('\n')[0]
  }
  expect([
    told('models/a.yaml', '100644', 1024),
    told('models/a.yaml', '120000'),
    told('models/a\n::error::b.yaml', '120000'),
    told('policies/\u202elmay.yaml', '160000'),
    told('models/huge.yaml', '100644', 4e9),
  ]).toEqual([
    undefined,
    'models/a.yaml:1:1 error symlink: "models/a.yaml" is a symlink, and not followed.',
    'error symlink: "models/a\\n::error::b.yaml" is a symlink, and not followed.',
    'error submodule: "policies/\\u202elmay.yaml" is a submodule, and not read.',
    'models/huge.yaml:1:1 error file-too-large: "models/huge.yaml" has 4000000000 bytes; at most 1048576 are read.',
  ])
})
