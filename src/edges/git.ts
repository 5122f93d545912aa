/** A clone, read with the git command: no shell, no configuration of the clone that could bend what is read. */
import { ProblemError, problem } from '../core/problem.ts'
import type { MainCommit, MainHistory } from '../flows/verify.ts'
import type { Snapshot } from '../flows/world.ts'
import { says } from '../words/says.ts'
import { blobs, entries, fileAt, type Git, type GitFile, gitIn } from './git-command.ts'

export interface Clone {
  /** Every file of the record branch, by path. */
  record(): Promise<Readonly<Record<string, string>>>
  /** The same of the clone’s own branch, where it is not simply an older state of the server’s. */
  ownRecord(): Promise<Readonly<Record<string, string>> | undefined>
  /** The first-parent history of a branch: every commit, and those after `since` with what they changed, oldest first. */
  mainHistory(branch: string, since: string): Promise<MainHistory>
  /** The newest commit of a branch’s first-parent history that is not later than `until` (ISO); undefined where none is. */
  commitAsOf(branch: string, until?: string): Promise<string | undefined>
  /** The paths below a folder at a commit. */
  paths(commit: string, folder: string): Promise<readonly string[]>
  /** A file at a commit; undefined where there is none. */
  file(commit: string, path: string): Promise<GitFile | undefined>
  /** What the rules are read from, at a commit: the plain files of its two folders. */
  snapshot(commit: string): Promise<Snapshot>
}

const RECORD = 'kedge/record'

/** Throws `ProblemError` where the folder is no clone, or not a whole one: half a history would vouch for nothing. */
export async function openClone(folder: string): Promise<Clone> {
  const git = gitIn(folder)
  if ((await git(['rev-parse', '--is-shallow-repository']).catch(noClone(folder))).toString().trim() === 'true')
    throw new ProblemError([problem('shallow-clone', ...says.git.shallow(folder))])
  return {
    record: async () => recordFiles(git, await tip(git, RECORD)),
    ownRecord: () => ownRecord(git),
    mainHistory: async (branch, since) => history(git, await tip(git, branch), since),
    commitAsOf: async (branch, until) => asOf(git, await tip(git, branch), until),
    paths: async (commit, at) => (await entries(git, commit, at)).map(entry => entry.path),
    file: (commit, path) => fileAt(git, commit, path),
    snapshot: commit => snapshotAt(git, commit),
  }
}

async function snapshotAt(git: Git, commit: string): Promise<Snapshot> {
  const lists = await Promise.all(['models', 'policies'].map(folder => entries(git, commit, folder)))
  const list = lists.flat().filter(({ mode }) => mode.startsWith('100'))
  const texts = await blobs(
    git,
    list.map(({ blob }) => blob),
  )
  const files = list.map(({ path, blob }) => [path, { blob, text: texts.get(blob) ?? '' }] as const)
  return { commit, files: Object.fromEntries(files) }
}

/** What the server has comes first: a local branch of the same name may be old, or anybody's. */
async function tip(git: Git, branch: string): Promise<string> {
  const found = (await commitOf(git, `refs/remotes/origin/${branch}`)) ?? (await commitOf(git, `refs/heads/${branch}`))
  if (found !== undefined) return found
  throw new ProblemError([problem('no-branch', ...says.git.noBranch(branch))])
}

export async function commitOf(git: Git, ref: string): Promise<string | undefined> {
  const found = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).catch(
    () => undefined,
  )
  return found?.toString().trim()
}

async function ownRecord(git: Git): Promise<Readonly<Record<string, string>> | undefined> {
  const own = await commitOf(git, `refs/heads/${RECORD}`)
  if (own === undefined) return undefined
  const theirs = await tip(git, RECORD)
  const older = (await git(['merge-base', '--all', own, theirs]).catch(() => undefined))?.toString().trim() === own
  return older ? undefined : recordFiles(git, own)
}

async function recordFiles(git: Git, commit: string): Promise<Readonly<Record<string, string>>> {
  const list = await entries(git, commit, 'record')
  const texts = await blobs(
    git,
    list.map(entry => entry.blob),
  )
  return Object.fromEntries(list.map(({ path, blob }) => [path, texts.get(blob) ?? '']))
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

/** What a failure of the very first git command means. */
export const noClone =
  (folder: string, word = 'verify') =>
  (error: unknown) => {
    const { code, stderr } = error as { code?: unknown; stderr?: Buffer }
    const why = stderr?.toString().trim().split('\n')[0] || undefined
    const told = says.git.noClone({ folder, why, word, noGit: code === 'ENOENT' })
    throw new ProblemError([problem('no-clone', ...told)])
  }
