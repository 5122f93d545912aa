import type { Command } from 'commander'
import { nearest } from '../core/did-you-mean.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { type ReadRecord, readRecord } from '../core/record.ts'
import { aDay } from '../edges/day-option.ts'
import { type Clone, openClone } from '../edges/git.ts'
import { historyMarkdown, type ModelFile, recordedModels } from '../reports/history.ts'
import { idOf, sortPaths } from '../repository/repository-paths.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly repo: string
  readonly asOf?: string
}

/** `kedge history`: Markdown on standard output; exit code 1 where the record it is made from is not whole. */
export function history(program: Command): void {
  program
    .command('history')
    .summary(says.cliHistory.summary)
    .argument('<model>', says.cliHistory.model)
    .option('--as-of <date>', says.cliHistory.asOf, aDay)
    .option('--repo <path>', says.cliHistory.repo, '.')
    .action(async (model: string, { repo, asOf }: Options) => {
      const clone = await openClone(repo)
      const record = readRecord(await clone.record())
      const commit = await clone.commitAsOf(record.genesis?.branch ?? 'main', asOf && `${asOf}T23:59:59.999Z`)
      const file = await fileOf(clone, record, { model, commit, asOf })
      const text = historyMarkdown({
        model,
        record,
        ...(asOf && { asOf }),
        ...(commit && { commit }),
        ...(file && { file }),
      })
      process.stdout.write(text)
      if (record.problems.length > 0) process.exitCode = 1
    })
}

interface Asked {
  readonly model: string
  readonly commit: string | undefined
  readonly asOf: string | undefined
}

/** Undefined for a model that the record knows and the repository no longer, or not yet, had. */
async function fileOf(
  clone: Clone,
  record: ReadRecord,
  { model, commit, asOf }: Asked,
): Promise<ModelFile | undefined> {
  const paths = commit === undefined ? [] : sortPaths(await clone.paths(commit, 'models')).models
  const recorded = recordedModels(record, asOf)
  const path = paths.find(each => idOf(each) === model)
  if (path === undefined && !recorded.includes(model))
    throw unknown(model, [...new Set([...paths.map(idOf), ...recorded])], asOf)
  const file = path !== undefined && commit !== undefined ? await clone.file(commit, path) : undefined
  return file && path !== undefined ? { path, ...file } : undefined
}

function unknown(model: string, known: readonly string[], asOf: string | undefined): ProblemError {
  const told = { id: model, asOf, near: nearest(model, known), known: known.toSorted().slice(0, 20) }
  return new ProblemError([problem('unknown-model', ...says.cliHistory.unknownModel(told))])
}
