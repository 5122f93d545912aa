import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Command, Option } from 'commander'
import { lineOf, ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { readFolder } from '../edges/disk.ts'
import { policyKinds } from '../policies/index.ts'
import { CODEOWNERS, CODEOWNERS_HEADER, codeowners as codeownersOf } from '../reports/codeowners.ts'
import { readRepository } from '../repository/read-repository.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly check?: true
  readonly write?: true
}

/** `kedge codeowners`: exit code 1 where `--check` finds another file than it would write; 2, could not run, is the main’s. */
export function codeowners(program: Command): void {
  program
    .command('codeowners')
    .summary(says.cliCodeowners.summary)
    .argument('[folder]', says.cliCodeowners.folder, '.')
    .addOption(new Option('--check', says.cliCodeowners.check(CODEOWNERS)).conflicts('write'))
    .option('--write', says.cliCodeowners.write(CODEOWNERS))
    .action(async (folder: string, { check, write }: Options) => {
      const text = codeownersOf(await repositoryIn(folder))
      if (check) await compare(folder, text)
      else if (write) await replace(folder, text)
      else process.stdout.write(text)
    })
}

/** Throws what is wrong with it: owners of half a repository would leave the other half to nobody. */
async function repositoryIn(folder: string): Promise<Repository> {
  const { snapshot, problems } = await readFolder(folder)
  const read = readRepository(snapshot.files, snapshot.commit, policyKinds)
  const errors = [...problems, ...read.problems].filter(p => p.level === 'error')
  if (read.repository === undefined || errors.length > 0) throw new ProblemError(errors)
  return read.repository
}

async function compare(folder: string, text: string): Promise<void> {
  if ((await written(folder)) === text) return
  const stale = says.cliCodeowners.faults.stale(folder)
  console.log(lineOf(problem('stale-codeowners', ...stale, { file: CODEOWNERS })))
  process.exitCode = 1
}

async function replace(folder: string, text: string): Promise<void> {
  const old = await written(folder)
  if (old !== undefined && !old.startsWith(CODEOWNERS_HEADER)) throw new ProblemError([FOREIGN])
  await mkdir(dirname(join(folder, CODEOWNERS)), { recursive: true })
  await writeFile(join(folder, CODEOWNERS), text)
}

const FOREIGN = problem('foreign-codeowners', ...says.cliCodeowners.faults.foreign, { file: CODEOWNERS })

async function written(folder: string): Promise<string | undefined> {
  return readFile(join(folder, CODEOWNERS), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
