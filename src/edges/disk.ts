import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { blobId } from '../core/blob-id.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import type { Snapshot } from '../flows/world.ts'

/** Larger files are not even read; the text of a smaller one has a limit of its own. */
const MAX_BYTES = 4 * 1024 * 1024

/** The two folders of a working tree, and what in them is no plain file: that is refused and never followed. */
export async function readFolder(folder: string): Promise<{ snapshot: Snapshot; problems: readonly Problem[] }> {
  const entries = (await Promise.all(['models', 'policies'].map(name => entriesOf(folder, name)))).flat()
  if (entries.length === 0) throw new ProblemError([nothingHere(folder)])
  const problems: Problem[] = []
  const files: Record<string, { text: string; blob: string }> = {}
  for (const { path, entry } of entries) {
    const refused = entry.isFile() ? await tooBig(folder, path) : notPlain(path)
    if (refused === undefined) files[path] = await readText(join(folder, path))
    else problems.push(refused)
  }
  return { snapshot: { commit: 'working-tree', files }, problems }
}

async function entriesOf(folder: string, name: string): Promise<{ path: string; entry: Dirent }[]> {
  const top = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const own = top.find(entry => entry.name === name)
  if (own === undefined) return []
  if (!own.isDirectory()) return [{ path: name, entry: own }]
  const entries = await readdir(join(folder, name), { withFileTypes: true, recursive: true })
  const plain = entries.filter(entry => !entry.isDirectory())
  return plain.map(entry => ({ path: pathOf(folder, entry), entry }))
}

/** Inside the repository, with `/` on every system. */
function pathOf(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
}

function nothingHere(folder: string): Problem {
  return problem(
    'no-repository',
    `There is neither models/ nor policies/ in ${folder}.`,
    'Name the folder that holds them: kedge check <folder>',
  )
}

function notPlain(path: string): Problem {
  return problem(
    'not-a-file',
    `${JSON.stringify(path)} is a link or no plain file, and is not followed.`,
    'Put the file itself there.',
  )
}

async function tooBig(folder: string, path: string): Promise<Problem | undefined> {
  const { size } = await stat(join(folder, path))
  return size <= MAX_BYTES
    ? undefined
    : problem(
        'too-big',
        `${JSON.stringify(path)} is larger than 4 MiB.`,
        'Models and policies hold no data; keep it elsewhere.',
      )
}

/** Bytes that are no UTF-8 become signs that the reading of YAML refuses, with their line. */
async function readText(path: string): Promise<{ text: string; blob: string }> {
  const bytes = await readFile(path)
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), blob: blobId(bytes) }
}
