import type { Command } from 'commander'
import { ProblemError } from '../core/problem.ts'
import { readRecord } from '../core/record.ts'
import { openClone } from '../edges/git.ts'
import { openStore } from '../edges/sqlite-store.ts'
import { rebuild as rebuildStore } from '../flows/rebuild.ts'
import { summarise } from '../flows/summarise.ts'
import { says } from '../words/says.ts'

/** `kedge rebuild`: a new database from the record of a clone. Readings are not in it; they are pulled or pushed again. */
export function rebuild(program: Command): void {
  program
    .command('rebuild')
    .summary(says.cliRebuild.summary)
    .argument('<clone>', says.cliRebuild.clone)
    .requiredOption('--database <file>', says.cliRebuild.database)
    .action(async (folder: string, { database }: { database: string }) => {
      const { recorded, problems } = readRecord(await (await openClone(folder)).record())
      if (problems.length > 0) throw new ProblemError(problems)
      const store = await openStore({ path: database, readingsPath: ':memory:', summarise })
      const written = await rebuildStore(
        store,
        recorded.map(it => it.event),
      ).finally(() => store.close())
      console.log(says.cliRebuild.written(written, recorded.length, database))
    })
}
