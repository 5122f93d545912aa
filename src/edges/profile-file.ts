import { basename } from 'node:path'
import { ProblemError, problem } from '../core/problem.ts'
import type { Profile } from '../core/profile.ts'
import { INVENTORY } from '../repository/inventory.ts'
import { profileFlaws } from '../repository/profile-complaints.ts'
import { type FileRead, placed, readFile } from '../repository/read-file.ts'
import { says } from '../words/says.ts'
import { readOneFile } from './one-file.ts'

/** A profile that somebody named, wherever it lies. Throws `ProblemError` where it is none, or not what was counted. */
export async function readProfile(file: string): Promise<Profile> {
  const read = readFile(`models/${basename(file)}`, await readOneFile(file), INVENTORY)
  const refused = (problems: FileRead['problems']) => new ProblemError(problems.map(it => ({ ...it, file })))
  if (!read.fits) throw refused(read.problems)
  if (read.kind !== 'profile') throw refused([problem('not-a-profile', ...says.edgeProfileFile.otherKind(read.kind))])
  const profile = read.data as Profile
  const flaws = placed(read, profileFlaws(profile))
  if (flaws.length > 0) throw refused(flaws)
  return profile
}
