/** A clone, read with the git command: no shell, no configuration of the clone that could bend what is read. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ProblemError, problem } from '../core/problem.ts'
import type { MainCommit, MainHistory } from '../flows/verify.ts'

export interface Clone {
  /** Every file of the record branch, by path. */
  record(): Promise<Readonly<Record<string, string>>>
  /** The first-parent history of a branch: every commit, and those after `since` with what they changed, oldest first. */
  mainHistory(branch: string, since: string): Promise<MainHistory>
  /** The newest commit of a branch’s first-parent history that is not later than `until` (ISO); undefined where none is. */
  commitAsOf(branch: string, until?: string): Promise<string | undefined>
  /** The paths below a folder at a commit. */
  paths(commit: string, folder: string): Promise<readonly string[]>
  /** A file at a commit; undefined where there is none. */
  file(commit: string, path: string): Promise<GitFile | undefined>
}

export interface GitFile {
  readonly text: string
  readonly blob: string
}

const RECORD = 'kedge/record'

/** Throws `ProblemError` where the folder is no clone, or not a whole one: half a history would vouch for nothing. */
export async function openClone(folder: string): Promise<Clone> {
  const git = gitIn(folder)
  if ((await git(['rev-parse', '--is-shallow-repository']).catch(noClone(folder))).toString().trim() === 'true')
    throw shallow(folder)
  return {
    record: async () => recordFiles(git, await tip(git, RECORD)),
    mainHistory: async (branch, since) => history(git, await tip(git, branch), since),
    commitAsOf: async (branch, until) => asOf(git, await tip(git, branch), until),
    paths: async (commit, at) => (await entries(git, commit, at)).map(entry => entry.path),
    file: (commit, path) => fileAt(git, commit, path),
  }
}

type Git = (args: readonly string[], input?: string) => Promise<Buffer>

function gitIn(folder: string): Git {
  return async (args, input) => {
    const options = { encoding: 'buffer' as const, maxBuffer: 2 ** 30, env: environment() }
    const running = run('git', ['--no-replace-objects', '-c', 'core.commitGraph=false', '-C', folder, ...args], options)
    // Git may end before it has read everything; its exit code tells.
    running.child.stdin?.on('error', () => undefined)
    running.child.stdin?.end(input ?? '')
    return (await running).stdout
  }
}

const run = promisify(execFile)

/** Without GIT_DIR and its like, which would read another repository than the one that was named. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const ours = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_GRAFT_FILE: '/dev/null' }
  return { ...Object.fromEntries(kept), ...ours }
}

/** What the server has comes first: a local branch of the same name may be old, or anybody's. */
async function tip(git: Git, branch: string): Promise<string> {
  for (const ref of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`]) {
    const found = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).catch(
      () => undefined,
    )
    if (found) return found.toString().trim()
  }
  const fix = `git fetch origin ${branch}:refs/remotes/origin/${branch}`
  throw new ProblemError([problem('no-branch', `The clone has no branch ${branch}.`, fix)])
}

async function recordFiles(git: Git, commit: string): Promise<Readonly<Record<string, string>>> {
  const list = await entries(git, commit, 'record')
  const texts = await blobs(
    git,
    list.map(entry => entry.blob),
  )
  return Object.fromEntries(list.map(({ path, blob }) => [path, texts.get(blob) ?? '']))
}

interface Entry {
  readonly path: string
  readonly blob: string
}

async function entries(git: Git, commit: string, folder: string): Promise<Entry[]> {
  const out = await git(['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`])
  return pieces(out).map(piece => {
    const [, blob = '', path = ''] = /^\d+ \w+ ([0-9a-f]+)\t(.*)$/s.exec(piece) ?? []
    return { path, blob }
  })
}

/** All in one process: `<name> blob <bytes>`, a newline, the bytes and a newline, each; what is missing has no bytes. */
async function blobs(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const out = await git(['cat-file', '--batch'], `${names.join('\n')}\n`)
  const found = new Map<string, string>()
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at)
    const [name = '', , size] = out.toString('latin1', at, end).split(' ')
    at = end + 1
    if (size === undefined) continue
    found.set(name, exactText(out.subarray(at, at + Number(size))))
    at += Number(size) + 1
  }
  return found
}

/**
 * UTF-8, line by line; a line that is none is read byte by byte. The usual replacement sign would read two different
 * lines as the same one.
 */
function exactText(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (Buffer.from(text, 'utf8').equals(bytes)) return text
  const lines = bytes.toString('latin1').split('\n')
  return lines.map(each => wellRead(Buffer.from(each, 'latin1')) ?? each).join('\n')
}

function wellRead(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined
}

async function fileAt(git: Git, commit: string, path: string): Promise<GitFile | undefined> {
  const out = await git(['ls-tree', '-z', '--full-tree', commit, '--', path])
  const blob = /^\d+ blob ([0-9a-f]+)\t/.exec(pieces(out)[0] ?? '')?.[1]
  return blob === undefined ? undefined : { blob, text: (await blobs(git, [blob])).get(blob) ?? '' }
}

async function asOf(git: Git, commit: string, until: string | undefined): Promise<string | undefined> {
  const limit = until === undefined ? [] : [`--min-age=${Math.floor(Date.parse(until) / 1000)}`]
  const out = await git(['rev-list', '--first-parent', '-1', ...limit, commit])
  return out.toString().trim() || undefined
}

async function history(git: Git, commit: string, since: string): Promise<MainHistory> {
  const all = (await git(['rev-list', '--first-parent', commit])).toString().trim().split('\n')
  const from = all.includes(since) ? [`^${since}`] : []
  const out = await git([...LOG, commit, ...from, '--'])
  return { tip: commit, all, commits: commitsIn(out).reverse() }
}

/** Every merge is compared with its first parent, no rename is guessed, and no setting of the clone has a say. */
const LOG = [
  ...['-c', 'log.showRoot=true', '-c', 'diff.ignoreSubmodules=none', 'log', '--first-parent', '--raw', '--no-abbrev'],
  ...[
    '--diff-merges=first-parent',
    '--no-renames',
    '--no-ext-diff',
    '--no-color',
    '-O/dev/null',
    '--no-show-signature',
  ],
  ...['--no-mailmap', '--no-notes', '--encoding=UTF-8', '-z', '--format=%H%x00%an%x00%ae%x00%cI%x00%s'],
]

/**
 * Five fields a commit, then pairs of `:mode mode blob blob status` and a path. Read by position, since names of files
 * and subjects are foreign text and may look like anything but a NUL.
 */
function commitsIn(out: Buffer): MainCommit[] {
  const parts = out.toString('utf8').split('\0')
  const found: MainCommit[] = []
  for (let at = 0; at + 5 <= parts.length; ) {
    const [commit = '', author = '', email = '', time = '', subject = ''] = parts.slice(at, at + 5)
    const paths: string[] = []
    for (at += 5; /^\n?:/.test(parts[at] ?? ''); at += 2) paths.push(parts[at + 1] ?? '')
    found.push({ commit, author: `${author} <${email}>`, at: time, subject, paths })
  }
  return found
}

const pieces = (out: Buffer) =>
  out
    .toString('utf8')
    .split('\0')
    .filter(piece => piece !== '')

const noClone = (folder: string) => (error: unknown) => {
  const { code, stderr } = error as { code?: unknown; stderr?: Buffer }
  const fix =
    code === 'ENOENT'
      ? 'Install git'
      : 'Name a clone of the policy repository: git clone <url>, then kedge verify <folder>'
  const why = stderr?.toString().trim().split('\n')[0] ?? ''
  throw new ProblemError([problem('no-clone', `${folder} cannot be read with git. ${why}`.trim(), fix)])
}

function shallow(folder: string): ProblemError {
  const says = `The clone in ${folder} is shallow: a part of its history is missing.`
  return new ProblemError([problem('shallow-clone', says, `git -C ${folder} fetch --unshallow`)])
}
