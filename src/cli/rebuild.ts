import type { Command } from 'commander'
import { ProblemError } from '../core/problem.ts'
import { readRecord } from '../core/record.ts'
import { openClone } from '../edges/git.ts'
import { openStore } from '../edges/sqlite-store.ts'
import { rebuild as rebuildStore } from '../flows/rebuild.ts'
import { summarise } from '../flows/summarise.ts'
import { count } from '../words/figures.ts'

/** `kedge rebuild`: a new database from the record of a clone. Readings are not in it; they are pulled or pushed again. */
export function rebuild(program: Command): void {
  program
    .command('rebuild')
    .summary('make a new database from the record of a clone')
    .argument('<clone>', 'a clone of the policy repository')
    .requiredOption('--database <file>', 'the file to write; one that was cut off is finished')
    .action(async (folder: string, { database }: { database: string }) => {
      const { recorded, problems } = readRecord(await (await openClone(folder)).record())
      if (problems.length > 0) throw new ProblemError(problems)
      const store = await openStore({ path: database, readingsPath: ':memory:', summarise })
      const written = await rebuildStore(
        store,
        recorded.map(it => it.event),
      ).finally(() => store.close())
      console.log(`${count(written, 'event')} of ${recorded.length} written to ${database}.`)
    })
}
