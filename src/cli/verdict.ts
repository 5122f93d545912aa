import { type Command, Option } from 'commander'
import { lineOf, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Story } from '../core/story.ts'
import { readFolder } from '../edges/disk.ts'
import { readOneFile } from '../edges/one-file.ts'
import { readGood } from '../flows/read-good.ts'
import { judgeStory, needsRepository, readStory, unlike } from '../flows/story.ts'
import { verdictTree } from '../reports/verdict-tree.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly case: string
  readonly format: 'text' | 'json'
}

/** `kedge verdict`: exit code 0 where it is approved, or is what the case expects; 1 otherwise; 2, could not run, is the main’s. */
export function verdict(program: Command): void {
  program
    .command('verdict')
    .summary(says.cliVerdict.summary)
    .argument('[folder]', says.cliVerdict.folder)
    .requiredOption('--case <file>', says.cliVerdict.case)
    .addOption(new Option('--format <format>', says.cliVerdict.format).choices(['text', 'json']).default('text'))
    .action(async (folder: string | undefined, { case: file, format }: Options) => {
      const read = readStory(file, await readOneFile(file))
      const judged = judgeStory(read, await repositoryFor(read.story, folder))
      const wrong = unlike(read, judged)
      const { verdict, findings } = judged
      if (format === 'json') console.log(JSON.stringify({ ...verdict, findings, unlike: wrong }, null, 2))
      else console.log(verdictTree(verdict, findings))
      const place = { file, ...read.positions.of(['then']) }
      for (const other of wrong) console.error(lineOf(problem('other-verdict', ...says.cliVerdict.other(other), place)))
      if (wrong.length > 0 || (read.story.then === undefined && verdict.is !== 'approved')) process.exitCode = 1
    })
}

/** Only what a story leaves open is read from a folder. */
export async function repositoryFor(story: Story, folder: string | undefined): Promise<Repository | undefined> {
  if (folder === undefined && !needsRepository(story)) return undefined
  return readGood(await readFolder(folder ?? '.'))
}
