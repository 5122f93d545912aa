import { type Command, Option } from 'commander'
import type { Portfolio } from '../core/portfolio.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { type ReadRecord, readRecord } from '../core/record.ts'
import type { Repository } from '../core/repository.ts'
import { aDay } from '../edges/day-option.ts'
import { type Clone, openClone } from '../edges/git.ts'
import { portfolioAt, portfolioPosted, postedOn, type Recorded } from '../flows/portfolio-record.ts'
import { readGood } from '../flows/read-good.ts'
import { markdown } from '../reports/markdown.ts'
import { plain } from '../reports/plain.ts'
import { portfolioDocument } from '../reports/portfolio.ts'
import { figuresCsv, portfolioFigures } from '../reports/portfolio-figures.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly repo: string
  readonly digest?: string
  readonly asOf?: string
  readonly format: 'text' | 'markdown' | 'csv' | 'json'
}

/** `kedge portfolio`: the numbers of a digest again, or those of now; exit code 1 where the record is not whole. */
export function portfolio(program: Command): void {
  program
    .command('portfolio')
    .summary(says.cliPortfolio.summary)
    .option('--repo <path>', says.cliPortfolio.repo, '.')
    .option('--digest <id>', says.cliPortfolio.digest)
    .option('--as-of <date>', says.cliPortfolio.asOf, aDay)
    .addOption(
      new Option('--format <format>', says.cliPortfolio.format)
        .choices(['text', 'markdown', 'csv', 'json'])
        .default('text'),
    )
    .action(async ({ repo, digest, asOf, format }: Options) => {
      const clone = await openClone(repo)
      const read = readRecord(await clone.record())
      const until = asOf === undefined ? new Date().toISOString() : `${asOf}T23:59:59.999Z`
      const { numbers, repository } = await counted(clone, read, { digest, until })
      process.stdout.write(written(numbers, repository, format))
      if (read.problems.length > 0) process.exitCode = 1
    })
}

async function counted(
  clone: Clone,
  read: ReadRecord,
  { digest, until }: { readonly digest: string | undefined; readonly until: string },
): Promise<{ readonly numbers: Portfolio; readonly repository: Repository }> {
  const record: Recorded = {
    events: read.recorded.map(({ event }) => event),
    begun: read.recorded[0]?.event.at ?? until,
  }
  const posted = digest === undefined ? undefined : postedOn(record.events, digest, until)
  const commit = posted?.commit ?? (await clone.commitAsOf(read.genesis?.branch ?? 'main', until))
  if (commit === undefined) throw nothingThen(until)
  const repository = readGood({ snapshot: await clone.snapshot(commit), problems: [] })
  const numbers = posted ? portfolioPosted(repository, record, posted) : portfolioAt(repository, record, until)
  return { numbers, repository }
}

function written(numbers: Portfolio, { people }: Repository, format: Options['format']): string {
  switch (format) {
    case 'csv':
      return figuresCsv(portfolioFigures(numbers), numbers.now)
    case 'json': {
      const all = { ...numbers, figures: portfolioFigures(numbers) }
      return `${JSON.stringify(all, null, 2)}\n`
    }
    case 'markdown':
      return `${markdown(portfolioDocument(numbers), people.people)}\n`
    case 'text':
      return `${plain(portfolioDocument(numbers), people.people)}\n`
  }
}

function nothingThen(until: string): ProblemError {
  return new ProblemError([problem('no-commit', ...says.cliPortfolio.nothingThen(until.slice(0, 10)))])
}
