import { type Problem, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

type Files = Repository['files']

/** A file as the branch found it and as it leaves it. */
export interface BranchFile {
  readonly path: string
  readonly was?: Files[string]
  readonly is?: Files[string]
  /** Outside of the two folders: its blob on the main branch now, `''` where it is gone. Left out: nobody looked. */
  readonly onMain?: string
}

export const BEHIND_MAIN = 'behind-main'

/**
 * The two folders as they would be after the merge, of a main branch whose files are good; where its tip is not, what is good
 * was read before, and only what stands at the tip says whether both sides moved a file. Where both sides moved a file, what git makes of it is git’s own: it
 * joins lines and follows renames. That is not worked out here, and so a problem: the branch has to take in main first.
 */
export function afterMerge(
  { files: main, tip = main }: Pick<Repository, 'files' | 'tip'>,
  branch: readonly BranchFile[],
  fix: string,
): { readonly files: Files; readonly problems: readonly Problem[] } {
  const files: Record<string, Files[string]> = { ...main }
  for (const { path, is } of branch.filter(({ path }) => isInFolders(path))) {
    if (is === undefined) delete files[path]
    else files[path] = is
  }
  return { files, problems: branch.flatMap(file => behind(file, tip, fix) ?? []) }
}

/** Whether what stands at the tip of the main branch is not what was read of it last. */
export const isUnreadOnMain = ({ files, tip = files }: Pick<Repository, 'files' | 'tip'>, path: string): boolean =>
  tip[path]?.text !== files[path]?.text

export const isInFolders = (path: string) => /^(?:models|policies)\//.test(path)

/** Workflows, and who owns which files: what delivers models and guards rules beside the two folders. */
export const isGuard = (path: string) => /^\.github\/|^(?:docs\/)?CODEOWNERS$/.test(path)

function behind(file: BranchFile, main: Files, fix: string): Problem | undefined {
  const did = isInFolders(file.path) ? movedInside(file, main[file.path]?.text) : movedOutside(file)
  if (did === undefined) return undefined
  return problem(BEHIND_MAIN, says.afterMerge(file.path, did), fix, { file: file.path })
}

type Did = 'changed' | 'added' | 'gone'

function movedInside({ was, is }: BranchFile, now: string | undefined): Did | undefined {
  if (now === was?.text || now === is?.text) return undefined
  if (now === undefined) return 'gone'
  return was === undefined ? 'added' : 'changed'
}

/**
 * Its text moves no model; but where one side may have moved it into a folder, git carries there what the other wrote. What git
 * makes of two texts of a guard nobody has seen either.
 */
function movedOutside({ path, was, is, onMain }: BranchFile): Did | undefined {
  if (onMain === undefined || was === undefined || onMain === was.blob || onMain === (is?.blob ?? '')) return undefined
  if (onMain === '') return 'gone'
  return is === undefined || isGuard(path) ? 'changed' : undefined
}
