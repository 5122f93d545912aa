/** The git command and what it says of trees and blobs: no shell, no setting of the clone or of the environment. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs git in one clone and gives what it printed; rejects where its exit code is not 0. */
export type Git = (args: readonly string[], input?: string) => Promise<Buffer>

export function gitIn(folder: string): Git {
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

export interface GitFile {
  readonly text: string
  readonly blob: string
}

interface Entry {
  readonly path: string
  /** `100644`, `100755`; `120000` is a link, `160000` another repository. */
  readonly mode: string
  readonly blob: string
}

/** Every file below a folder at a commit. */
export async function entries(git: Git, commit: string, folder: string): Promise<Entry[]> {
  const out = await git(['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`])
  return pieces(out).map(piece => {
    const [, mode = '', blob = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(piece) ?? []
    return { path, mode, blob }
  })
}

/** All in one process: `<name> blob <bytes>`, a newline, the bytes and a newline, each; what is missing has no bytes. */
export async function blobs(git: Git, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
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

/** Undefined where there is none, or a folder. */
export async function fileAt(git: Git, commit: string, path: string): Promise<GitFile | undefined> {
  const out = await git(['ls-tree', '-z', '--full-tree', commit, '--', path])
  const blob = /^\d+ blob ([0-9a-f]+)\t/.exec(pieces(out)[0] ?? '')?.[1]
  return blob === undefined ? undefined : { blob, text: (await blobs(git, [blob])).get(blob) ?? '' }
}

/** What `-z` separates. */
function pieces(out: Buffer): string[] {
  return out
    .toString('utf8')
    .split('\0')
    .filter(piece => piece !== '')
}
