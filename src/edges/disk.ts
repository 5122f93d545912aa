import { type Dirent, readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { blobId } from '../core/blob-id.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import type { Snapshot } from '../flows/world.ts'
import { pathProblem } from '../repository/path-problem.ts'
import { says } from '../words/says.ts'

/** Larger files are not even read; the text of a smaller one has a limit of its own. */
const MAX_BYTES = 4 * 1024 * 1024

interface Listed {
  readonly entries: readonly { readonly path: string; readonly entry: Dirent }[]
  readonly problems: readonly Problem[]
}

/** The two folders of a working tree, and what in them is no plain file: that is refused and never followed. */
export async function readFolder(folder: string): Promise<{ snapshot: Snapshot; problems: readonly Problem[] }> {
  const lists = await Promise.all(['models', 'policies'].map(name => listOf(folder, name)))
  const entries = lists.flatMap(list => list.entries)
  const problems = lists.flatMap(list => list.problems)
  if (entries.length + problems.length === 0)
    throw new ProblemError([problem('no-repository', ...says.disk.nothingHere(folder))])
  const files: Record<string, { text: string; blob: string }> = {}
  for (const { path, entry } of entries) {
    const read = await orUnreadable(path, () => readOne(folder, path, entry))
    if ('text' in read) files[path] = read
    else problems.push(read)
  }
  return { snapshot: { commit: 'working-tree', files }, problems }
}

async function listOf(folder: string, name: string): Promise<Listed> {
  const top = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const own = top.find(entry => entry.name === name)
  if (own === undefined) return { entries: [], problems: [] }
  const twins = top.filter(entry => entry !== own && entry.name.toLowerCase() === name).map(entry => twin(entry.name))
  if (!own.isDirectory()) return { entries: [{ path: name, entry: own }], problems: twins }
  const below = await orUnreadable(name, () => readdir(join(folder, name), { withFileTypes: true, recursive: true }))
  if ('fix' in below) return { entries: [], problems: [...twins, below] }
  // A folder is only a way to files, unless somebody could take it for one.
  const told = below.filter(entry => !entry.isDirectory() || /\.ya?ml$/i.test(entry.name))
  return { entries: told.map(entry => ({ path: pathOf(folder, entry), entry })), problems: twins }
}

/** Read at once and not by turns: of ten thousand small files the turns would cost more than the reading. */
function readOne(folder: string, path: string, entry: Dirent): { text: string; blob: string } | Problem {
  if (path.includes('\ufffd')) return pathProblem('odd-path', path, says.disk.nameless)
  if (!entry.isFile()) return pathProblem('not-a-file', path, says.disk.notPlain)
  const isTooBig = statSync(join(folder, path)).size > MAX_BYTES
  return isTooBig ? pathProblem('too-big', path, says.disk.tooBig) : readText(join(folder, path))
}

/** What the system will not give is told like everything else: forbidden, gone meanwhile, too deep. */
async function orUnreadable<T>(path: string, read: () => T | Promise<T>): Promise<T | Problem> {
  try {
    return await read()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return pathProblem('unreadable', path, shown => says.disk.unreadable(shown, code))
  }
}

/** Inside the repository, with `/` on every system. */
function pathOf(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
}

function twin(name: string): Problem {
  return pathProblem('same-name', name, shown => says.disk.twin(shown, name.toLowerCase()))
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes that are no UTF-8 become signs that the reading of YAML refuses, with their line. */
function readText(path: string): { text: string; blob: string } {
  const bytes = readFileSync(path)
  return { text: UTF8.decode(bytes), blob: blobId(bytes) }
}
