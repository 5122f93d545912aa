import type { Command } from 'commander'
import { lineOf, ProblemError, problem } from '../core/problem.ts'
import { readRecord } from '../core/record.ts'
import { openClone } from '../edges/git.ts'
import { type Verified, verify as verifyRecord } from '../flows/verify.ts'
import { count } from '../words/figures.ts'

/** More than this helps nobody; `--json` has them all. */
const MOST = 50

/** `kedge verify`: exit code 0 where everything fits, 1 where something was altered or by-passed; 2, could not run, is the main’s. */
export function verify(program: Command): void {
  program
    .command('verify')
    .summary('say whether the record or the main branch of a clone was altered behind its back')
    .argument('[clone]', 'a clone of the policy repository', '.')
    .option(
      '--anchor <hash>',
      'a hash that was told before, as in the daily post; again for more, oldest first',
      gathered,
      [],
    )
    .option('--json', 'for programs')
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
  const fix = 'Give all 64 digits, as they were posted: kedge verify --anchor <hash>'
  if (!/^[0-9a-f]{64}$/i.test(hash)) throw new ProblemError([problem('no-hash', `${hash} is no anchor.`, fix)])
  return [...before, hash]
}

function inWords(found: Verified): string {
  const { problems, head, genesis } = found
  const shown = problems.slice(0, MOST).map(lineOf)
  const more = problems.length > MOST ? [`… and ${problems.length - MOST} more: kedge verify --json`] : []
  const since = genesis ? [`Since ${genesis.at}, on ${genesis.branch}: ${mainWords(found)}`] : []
  const at = head ? [`Head: ${head.hash} (n ${head.n}, ${head.file}:${head.line})`] : []
  const verdict = found.good
    ? `Whole: ${count(found.lines, 'line')}${anchorWords(found)}.`
    : `Not whole: ${count(problems.length, 'problem')}.`
  return [...shown, ...more, ...since, ...at, verdict].join('\n')
}

function mainWords({ commits, changing, merges }: Verified): string {
  return `${count(commits, 'commit')}, ${changing} of them changed models or policies, ${count(merges, 'merge')} on record.`
}

function anchorWords({ anchors }: Verified): string {
  return anchors === 0 ? ', held against no anchor' : `, ${count(anchors, 'anchor')} found`
}
