/** Models and policies as they are at another commit of the clone that a folder lies in. */
import { ProblemError, problem } from '../core/problem.ts'
import type { Snapshot } from '../flows/world.ts'
import { commitOf, noClone } from './git.ts'
import { blobs, entries, type Git, gitIn } from './git-command.ts'

export interface Base {
  readonly base: Snapshot
  /** Where the head left it; left out where that is the base itself, or where the clone does not know. */
  readonly fork?: Snapshot
}

/** Throws `ProblemError` where the folder is in no clone, or the clone does not hold the commit; it may be shallow. */
export async function readBase(folder: string, ref: string): Promise<Base> {
  refuseOddRef(ref)
  const git = gitIn(folder)
  const prefix = await prefixOf(git, folder, 'plan')
  const commit = (await commitOf(git, ref)) ?? (await commitOf(git, `refs/remotes/origin/${ref}`))
  if (commit === undefined) throw noBase(ref, await isShallow(git))
  const fork = (await git(['merge-base', 'HEAD', commit]).catch(() => undefined))?.toString().trim()
  const base = await snapshotAt(git, commit, prefix)
  return fork && fork !== commit ? { base, fork: await snapshotAt(git, fork, prefix) } : { base }
}

/** The two folders as they were at a commit of the clone. */
export async function readCommit(folder: string, commit: string): Promise<Snapshot> {
  const git = gitIn(folder)
  return snapshotAt(git, commit, await prefixOf(git, folder, 'story'))
}

async function prefixOf(git: Git, folder: string, word: string): Promise<string> {
  const said = await git(['rev-parse', '--show-prefix']).catch(noClone(folder, word))
  return said.toString().replace(/\n$/, '')
}

/** The two folders, paths as seen from the folder. A link is no file, as on disk. */
async function snapshotAt(git: Git, commit: string, prefix: string): Promise<Snapshot> {
  const parts = await Promise.all(['models', 'policies'].map(name => entries(git, commit, `${prefix}${name}`)))
  const plain = parts.flat().filter(({ mode }) => mode.startsWith('100'))
  const texts = await blobs(
    git,
    plain.map(({ blob }) => blob),
  )
  const files = plain.map(
    ({ path, blob }) => [path.slice(prefix.length), { text: texts.get(blob) ?? '', blob }] as const,
  )
  return { commit, files: Object.fromEntries(files) }
}

/** A name of a commit as people write it; git gets it behind `--end-of-options` anyway. */
function refuseOddRef(ref: string): void {
  if (/^[\w][\w./@{}~^+#-]*$/.test(ref) && ref.length <= 250) return
  const fix = 'Name a branch, a tag or a commit: kedge plan --base origin/main'
  throw new ProblemError([problem('odd-ref', `${JSON.stringify(ref)} names no commit.`, fix)])
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git(['rev-parse', '--is-shallow-repository'])).toString().trim() === 'true'
}

function noBase(ref: string, shallow: boolean): ProblemError {
  const why = shallow ? ' It is shallow: a part of its history is missing.' : ''
  const fix = `${fetching(ref, shallow)}, then name it again; in GitHub Actions: actions/checkout with fetch-depth: 0`
  return new ProblemError([problem('no-base', `The clone has no commit ${ref}.${why}`, fix)])
}

function fetching(ref: string, shallow: boolean): string {
  const depth = shallow ? ' --depth=1' : ''
  if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(ref)) return `git fetch${depth} origin ${ref}`
  const branch = ref.replace(/^(?:refs\/remotes\/)?origin\//, '').replace(/[~^@].*$/, '')
  return `git fetch${depth} origin ${branch}:refs/remotes/origin/${branch}`
}
