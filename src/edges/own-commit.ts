import { realpath } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gitIn } from './git-command.ts'

/** Where Kedge itself lies. */
export const ownRoot = (): string => fileURLToPath(new URL('../../', import.meta.url))

/** The commit of Kedge that runs; undefined where it is no clone of its own. */
export async function ownCommit(): Promise<string | undefined> {
  const root = ownRoot()
  try {
    const git = gitIn(root)
    const [top = '', commit = ''] = String(await git(['rev-parse', '--show-toplevel', 'HEAD'])).split('\n')
    // Inside somebody else’s repository, say below node_modules, the commit would be theirs.
    return (await realpath(top)) === (await realpath(root)) ? commit : undefined
  } catch {
    return undefined
  }
}
