import type { Command } from 'commander'
import { CHANGE_KINDS } from '../core/change.ts'
import { wayBack } from '../core/comparison.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { aDay } from '../edges/day-option.ts'
import { readFolder } from '../edges/disk.ts'
import { changeNamed, explainModel, policyNamed, standingByFiles } from '../flows/explain.ts'
import { atRest, judgeAll } from '../flows/judge.ts'
import { readGood } from '../flows/read-good.ts'
import { explainedPolicy } from '../reports/explained.ts'
import { plain } from '../reports/plain.ts'
import { factsOf } from '../rules/facts.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly folder: string
  readonly to?: string
  readonly on?: string
  readonly json?: true
}

/** `kedge explain`: from the files alone, so that what was measured is missing, and says so. */
export function explain(program: Command): void {
  program
    .command('explain')
    .summary(says.cliExplain.summary)
    .argument('<model-or-rule>', says.cliExplain.name)
    .argument('[change]', says.cliExplain.change)
    .option('--folder <folder>', says.cliExplain.folder, '.')
    .option('--to <version>', says.cliExplain.to)
    .option('--on <date>', says.cliExplain.on, aDay)
    .option('--json', says.cliExplain.json)
    .action(async (name: string, change: string | undefined, options: Options) => {
      const repository = readGood(await readFolder(options.folder))
      const now = options.on === undefined ? new Date() : new Date(options.on)
      const model = Object.hasOwn(repository.models, name) ? repository.models[name] : undefined
      const document = model ? ofModel(repository, model, change, options.to, now) : ofPolicy(repository, name, now)
      if (document === undefined) throw nothingOf(name, repository)
      console.log(
        options.json ? JSON.stringify(document, null, 2) : plain(document, repository.people.people, { width: 100 }),
      )
    })
}

function ofPolicy(repository: Repository, name: string, now: Date): Document | undefined {
  const policy = policyNamed(repository, name)
  if (policy === undefined) return undefined
  const standing = standingByFiles(repository, policy, Object.values(repository.models), now)
  return explainedPolicy(repository, policy, standing)
}

function ofModel(
  repository: Repository,
  model: Model,
  word: string | undefined,
  version: string | undefined,
  now: Date,
): Document {
  if (word === undefined) return explainModel({ repository, model, findings: judgeAll(atRest(repository, model, now)) })
  const found = changeNamed(word)
  if ('no' in found)
    throw new ProblemError([problem('unknown-change', found.no.summary, says.cliExplain.oneOf(CHANGE_KINDS))])
  const from = model.serving.version
  const to = version ?? (found.kind === 'rollback' ? wayBack(model, from) : undefined)
  const change = { kind: found.kind, from, ...(to !== undefined && { to }) }
  const facts = factsOf({ model, now, repository, change })
  return explainModel({ repository, model, change, findings: judgeAll({ model, change, facts, now, repository }) })
}

function nothingOf(name: string, { models, policies }: Repository): ProblemError {
  const ids = [
    ...Object.keys(models),
    ...Object.values(policies).flatMap(list => list.map(it => (it as { id: string }).id)),
  ]
  return new ProblemError([problem('unknown-name', ...says.cliExplain.nothing(name, nearest(name, ids)))])
}
