import type { Command } from 'commander'
import { lineOf, ProblemError, problem } from '../core/problem.ts'
import { readRecord } from '../core/record.ts'
import { openClone } from '../edges/git.ts'
import { type Verified, verify as verifyRecord } from '../flows/verify.ts'
import { says } from '../words/says.ts'

/** More than this helps nobody; `--json` has them all. */
const MOST = 50

/** `kedge verify`: exit code 0 where everything fits, 1 where something was altered or by-passed; 2, could not run, is the main’s. */
export function verify(program: Command): void {
  program
    .command('verify')
    .summary(says.cliVerify.summary)
    .argument('[clone]', says.cliVerify.clone, '.')
    .option('--anchor <hash>', says.cliVerify.anchor, gathered, [])
    .option('--json', says.cliVerify.json)
    .action(async (folder: string, options: { anchor: readonly string[]; json?: true }) => {
      const clone = await openClone(folder)
      const record = readRecord(await clone.record())
      const main = record.genesis && (await clone.mainHistory(record.genesis.branch, record.genesis.commit))
      const own = await clone.ownRecord()
      const found = verifyRecord(record, main, options.anchor, own && readRecord(own))
      console.log(options.json ? JSON.stringify(found, null, 2) : inWords(found))
      if (!found.good) process.exitCode = 1
    })
}

function gathered(hash: string, before: readonly string[]): readonly string[] {
  if (/^[0-9a-f]{64}$/i.test(hash)) return [...before, hash]
  throw new ProblemError([problem('no-hash', ...says.cliVerify.noHash(hash))])
}

function inWords(found: Verified): string {
  const { problems, head, genesis } = found
  const shown = problems.slice(0, MOST).map(lineOf)
  const more = problems.length > MOST ? [says.cliVerify.more(problems.length - MOST)] : []
  const since = genesis ? [says.cliVerify.since(genesis, found)] : []
  const at = head ? [says.cliVerify.head(head)] : []
  const verdict = found.good
    ? says.cliVerify.whole(found.lines, found.anchors)
    : says.cliVerify.notWhole(problems.length)
  return [...shown, ...more, ...since, ...at, verdict].join('\n')
}
