import type { Command } from 'commander'
import { ProblemError, problem } from '../core/problem.ts'
import { readRecord } from '../core/record.ts'
import { openClone } from '../edges/git.ts'
import { readCommit } from '../edges/git-base.ts'
import { changeNamed } from '../flows/recorded-change.ts'
import { decisionIn } from '../flows/recorded-decision.ts'
import { rulesThen } from '../flows/recorded-rules.ts'
import { noRules, retold } from '../flows/retold.ts'
import { line } from '../reports/clean.ts'
import { says } from '../words/says.ts'

/**
 * `kedge story`: a case file on standard output, what the record does not tell on standard error as well. Exit code 1
 * where the file does not come to the verdict that is on record.
 */
export function story(program: Command): void {
  program
    .command('story')
    .summary(says.cliStory.summary)
    .argument('<change>', says.cliStory.change)
    .option('--repo <path>', says.cliStory.repo, '.')
    .action(async (word: string, { repo }: { repo: string }) => {
      const clone = await openClone(repo)
      const record = readRecord(await clone.record())
      const { genesis, head, problems } = record
      if (problems.length > 0) throw new ProblemError(problems)
      if (!genesis || !head) throw new ProblemError([NO_RECORD])
      const { change, events } = changeNamed(record, word)
      const { commits, all } = await clone.mainHistory(genesis.branch, genesis.commit)
      const first = all.includes(genesis.commit) ? [{ ...genesis, paths: [] }] : []
      const decision = decisionIn(events)
      const rules = await rulesThen([...first, ...commits], events, decision, at => readCommit(repo, at))
      if (rules === undefined) throw noRules(change.id, decision.now)
      const told = retold(events, decision, rules, head)
      process.stdout.write(told.text)
      for (const note of told.notes) console.error(line(says.cliStory.notOnRecord(note)))
      if (!told.agrees) process.exitCode = 1
    })
}

const NO_RECORD = problem('record-empty', ...says.cliStory.faults.noRecord)
