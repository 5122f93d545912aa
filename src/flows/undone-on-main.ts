import type { Repository } from '../core/repository.ts'
import { policyKinds } from '../policies/index.ts'
import { INVENTORY } from '../repository/inventory.ts'
import { readFile } from '../repository/read-file.ts'
import { type DifferingFile, differingFiles } from './plan-files.ts'

/**
 * What a pull request makes of files that came to main while it was broken. They are not in force yet, and people approved
 * them: beside the last good files, who takes them back would move nothing. What nobody can read is nothing to take back.
 */
export function undoneOnMain(
  { files, tip }: Pick<Repository, 'files' | 'tip'>,
  own: readonly string[],
  after: Repository['files'],
): readonly DifferingFile[] {
  if (tip === undefined) return []
  const came = own.filter(path => tip[path]?.text !== files[path]?.text && isLegible(path, tip[path]?.text))
  const only = (of: Repository['files']) =>
    Object.fromEntries(Object.entries(of).filter(([path]) => came.includes(path)))
  return differingFiles(only(tip), only(after))
}

function isLegible(path: string, text: string | undefined): boolean {
  return text === undefined || readFile(path, text, path.startsWith('models/') ? INVENTORY : policyKinds).fits
}
