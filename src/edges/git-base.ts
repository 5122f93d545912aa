/** Models and policies as they are at another commit of the clone that a folder lies in. */
import { ProblemError, problem } from '../core/problem.ts'
import type { Snapshot } from '../flows/world.ts'
import { says } from '../words/says.ts'
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
  throw new ProblemError([problem('odd-ref', ...says.gitBase.oddRef(JSON.stringify(ref)))])
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git(['rev-parse', '--is-shallow-repository'])).toString().trim() === 'true'
}

function noBase(ref: string, shallow: boolean): ProblemError {
  const isCommit = /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(ref)
  const branch = ref.replace(/^(?:refs\/remotes\/)?origin\//, '').replace(/[~^@].*$/, '')
  const what = isCommit ? ref : `${branch}:refs/remotes/origin/${branch}`
  return new ProblemError([problem('no-base', ...says.gitBase.noBase({ ref, shallow, what }))])
}
