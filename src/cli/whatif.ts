import { type Command, Option } from 'commander'
import { verdict } from '../approvals/approval.ts'
import { supposedVote, withVotes } from '../approvals/suppose.ts'
import { CHANGE_KINDS, type ChangeKind, type VoteIs } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { People } from '../core/people.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { aDay } from '../edges/day-option.ts'
import { readFolder } from '../edges/disk.ts'
import { readOneFile } from '../edges/one-file.ts'
import { readGood } from '../flows/read-good.ts'
import { judgeStory, readStory } from '../flows/story.ts'
import { storyFactsFrom } from '../flows/story-findings.ts'
import { factsFrom, supposed } from '../flows/suppose-facts.ts'
import { findingsDifference, verdictDifference } from '../reports/verdict-difference.ts'
import { says } from '../words/says.ts'
import { repositoryFor } from './verdict.ts'

interface Options {
  readonly case?: string
  readonly folder?: string
  readonly on?: string
  readonly change?: ChangeKind
  readonly to?: string
  readonly fact: readonly string[]
  readonly approve: readonly string[]
  readonly deny: readonly string[]
  readonly withdraw: readonly string[]
}

const each = (word: string, before: readonly string[]) => [...before, word]

/** `kedge whatif`: what a verdict or the answers of the rules would be, were something otherwise. It changes nothing. */
export function whatif(program: Command): void {
  program
    .command('whatif')
    .summary(says.cliWhatif.summary)
    .argument('[model]', says.cliWhatif.model)
    .addOption(new Option('--case <file>', says.cliWhatif.case).conflicts(['on', 'change', 'to']))
    .option('--approve <who>', says.cliWhatif.approve, each, [])
    .option('--deny <who>', says.cliWhatif.deny, each, [])
    .option('--withdraw <who>', says.cliWhatif.withdraw, each, [])
    .option('--fact <name=value>', says.cliWhatif.fact, each, [])
    .addOption(new Option('--change <kind>', says.cliWhatif.change).choices(CHANGE_KINDS))
    .option('--to <version>', says.cliWhatif.to)
    .option('--folder <folder>', says.cliWhatif.folder)
    .option('--on <date>', says.cliWhatif.on, aDay)
    .action(async (model: string | undefined, options: Options) => {
      const lines = options.case === undefined ? await ofModel(model, options) : await ofCase(options.case, options)
      console.log(lines.length > 0 ? lines.join('\n') : says.cliWhatif.same)
    })
}

async function ofCase(file: string, options: Options): Promise<readonly string[]> {
  const read = readStory(file, await readOneFile(file))
  const folder = options.folder ?? (options.fact.length > 0 ? '.' : undefined)
  const repository = await repositoryFor(read.story, folder)
  const facts = repository && options.fact.length > 0 ? storyFactsFrom(options.fact, read.story, repository) : undefined
  // The rules are asked before as well, so that what they say anyway is not taken for what the fact does.
  const [before, after] = [judgeStory(read, repository, facts && { all: {} }), judgeStory(read, repository, facts)]
  const then = verdict(withVotes(after.bench, votesOf(options, before.bench.people)))
  return [...verdictDifference(before.verdict, then), ...findingsDifference(before.findings, after.findings)]
}

function votesOf({ approve, deny, withdraw }: Options, people: People) {
  const all: readonly (readonly [readonly string[], VoteIs])[] = [
    [approve, 'approve'],
    [deny, 'deny'],
    [withdraw, 'withdrawn'],
  ]
  const votes = all.flatMap(([names, is]) => names.map(who => supposedVote(who, is, people)))
  const problems = votes.flatMap(it => ('code' in it ? [it] : []))
  if (problems.length > 0) throw new ProblemError(problems)
  return votes.flatMap(it => ('code' in it ? [] : [it]))
}

async function ofModel(id: string | undefined, options: Options): Promise<readonly string[]> {
  const voted = options.approve.length + options.deny.length + options.withdraw.length > 0
  if (id === undefined || voted || options.fact.length === 0) throw new ProblemError([NOTHING_SUPPOSED])
  const repository = readGood(await readFolder(options.folder ?? '.'))
  const model = Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
  if (model === undefined) {
    const told = says.cliWhatif.unknownModel(id, nearest(id, Object.keys(repository.models)))
    throw new ProblemError([problem('unknown-model', ...told)])
  }
  const facts = factsFrom(options.fact, repository)
  const now = options.on === undefined ? new Date() : new Date(options.on)
  const from = model.serving.version
  const change = options.change && { kind: options.change, from, ...(options.to !== undefined && { to: options.to }) }
  const given = { model, now, ...(change && { change }) }
  return findingsDifference(
    supposed(repository, { ...given, facts: [] }),
    supposed(repository, { ...given, facts: [facts] }),
  )
}

const NOTHING_SUPPOSED = problem('nothing-supposed', ...says.cliWhatif.faults.nothingSupposed)
