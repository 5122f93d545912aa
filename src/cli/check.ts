import { isAbsolute, relative, sep } from 'node:path'
import { type Command, Option } from 'commander'
import type { Problem } from '../core/problem.ts'
import { aDay } from '../edges/day-option.ts'
import { readFolder } from '../edges/disk.ts'
import { ownPackage } from '../edges/own-package.ts'
import { check as checkSnapshot } from '../flows/check.ts'
import { CHECK_FORMATS, type CheckFormat, checkReport } from '../reports/check-report.ts'
import { says } from '../words/says.ts'

/** Whoever reads these looks for the files from where the run began, not from the folder. */
const FROM_HERE: readonly string[] = ['github', 'sarif']

/** `kedge check`: exit code 0 for good, 1 for findings; 2, could not run, is the main’s. */
export function check(program: Command): void {
  program
    .command('check')
    .summary(says.cliCheck.summary)
    .argument('[folder]', says.cliCheck.folder, '.')
    .addOption(new Option('--format <format>', says.cliCheck.format).choices(CHECK_FORMATS).default('text'))
    .option('--on <date>', says.cliCheck.on, aDay)
    .action(async (folder: string, { format, on }: { format: CheckFormat; on?: string }) =>
      sayCheck(folder, format, on),
    )
}

/** Prints all that is wrong with a folder, and what was looked at. */
export async function sayCheck(folder: string, format: CheckFormat, on?: string): Promise<void> {
  const now = new Date()
  const start = performance.now()
  const { snapshot, problems } = await readFolder(folder)
  const checked = checkSnapshot(snapshot, on === undefined ? now : new Date(on), problems)
  const placed = FROM_HERE.includes(format) ? seenFromHere(folder, checked.problems) : checked.problems
  const run = { began: now.toISOString(), milliseconds: performance.now() - start, kedge: ownPackage() }
  console.log(checkReport({ ...checked, problems: placed, ...run }, format))
  if (!checked.good) process.exitCode = 1
}

function seenFromHere(folder: string, problems: readonly Problem[]): readonly Problem[] {
  const way = relative('', folder)
  if (way === '' || way.split(sep)[0] === '..' || isAbsolute(way)) return problems
  const top = way.split(sep).join('/')
  return problems.map(p => (p.file === undefined ? p : { ...p, file: `${top}/${p.file}` }))
}
