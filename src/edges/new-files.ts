import { randomBytes } from 'node:crypto'
import { link, lstat, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ProblemError, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

/** Refuses a place where something is that is no folder; where nothing is, a folder can be made. */
export async function mustBeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error)
  if ('isDirectory' in found ? found.isDirectory() : found.code === 'ENOENT') return
  throw new ProblemError([problem('not-a-folder', ...says.newFiles.noFolder(folder))])
}

/** Those of the paths at which something is, with its text; of what is no plain file the text is empty. */
export async function filesThere(folder: string, paths: readonly string[]): Promise<Record<string, string>> {
  const there: Record<string, string> = {}
  for (const path of paths) {
    const found = await statOf(join(folder, path))
    if (found !== undefined) there[path] = found.isFile() ? await readFile(join(folder, path), 'utf8') : ''
  }
  return there
}

/**
 * Writes files that are not there yet, each whole or not at all: it is complete before it gets its name, and a name that
 * somebody else took meanwhile is theirs. Says which were written.
 */
export async function writeNewFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const written: string[] = []
  for (const path of Object.keys(files)) await noLinksTo(folder, path)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    if (await writeNew(join(folder, path), text)) written.push(path)
  }
  return written
}

async function writeNew(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    await writeFile(draft, text, { flag: 'wx' })
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** A folder that is a link could lead anywhere, and what is written there would not be in the repository. */
async function noLinksTo(folder: string, path: string): Promise<void> {
  const parts = dirname(path).split('/')
  const above = parts.map((_, i) => parts.slice(0, i + 1).join('/')).filter(part => part !== '.')
  for (const part of above) {
    const found = await statOf(join(folder, part))
    if (found === undefined || found.isDirectory()) continue
    throw new ProblemError([problem('not-a-folder', ...says.newFiles.noFolderHere, { file: part })])
  }
}

async function statOf(path: string) {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
}
