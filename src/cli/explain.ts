import type { Command } from 'commander'
import { CHANGE_KINDS } from '../core/change.ts'
import { wayBack } from '../core/comparison.ts'
import { didYouMean } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { aDay } from '../edges/day-option.ts'
import { readFolder } from '../edges/disk.ts'
import { changeNamed, explainModel, explainPolicy } from '../flows/explain.ts'
import { atRest, judgeAll } from '../flows/judge.ts'
import { readGood } from '../flows/read-good.ts'
import { plain } from '../reports/plain.ts'
import { factsOf } from '../rules/facts.ts'
import type { Document } from '../words/document.ts'

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
    .summary('say which rules apply to a model or to a change of it, their answers, and who would have to approve')
    .argument('<model-or-rule>', 'the id of a model, or of a policy')
    .argument('[change]', 'promote, rollback, edit …; left out: the model as it stands')
    .option('--folder <folder>', 'the folder that holds models/ and policies/', '.')
    .option('--to <version>', 'the version that would be asked for; of a rollback the way back')
    .option('--on <date>', 'judge as on that day in UTC: YYYY-MM-DD', aDay)
    .option('--json', 'for programs')
    .action(async (name: string, change: string | undefined, options: Options) => {
      const repository = readGood(await readFolder(options.folder))
      const now = options.on === undefined ? new Date() : new Date(options.on)
      const model = Object.hasOwn(repository.models, name) ? repository.models[name] : undefined
      const document = model
        ? ofModel(repository, model, change, options.to, now)
        : explainPolicy(repository, name, Object.values(repository.models), now)
      if (document === undefined) throw nothingOf(name, repository)
      console.log(
        options.json ? JSON.stringify(document, null, 2) : plain(document, repository.people.people, { width: 100 }),
      )
    })
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
  if ('no' in found) throw new ProblemError([problem('unknown-change', found.no.summary, oneOfKinds())])
  const from = model.serving.version
  const to = version ?? (found.kind === 'rollback' ? wayBack(model, from) : undefined)
  const change = { kind: found.kind, from, ...(to !== undefined && { to }) }
  const facts = factsOf({ model, now, repository, change })
  return explainModel({ repository, model, change, findings: judgeAll({ model, change, facts, now, repository }) })
}

function oneOfKinds(): string {
  return `Write one of: ${CHANGE_KINDS.join(', ')}`
}

function nothingOf(name: string, { models, policies }: Repository): ProblemError {
  const ids = [
    ...Object.keys(models),
    ...Object.values(policies).flatMap(list => list.map(it => (it as { id: string }).id)),
  ]
  const says = `There is neither a model nor a policy \`${name}\`.${didYouMean(name, ids)}`
  return new ProblemError([problem('unknown-name', says, 'kedge check says what there is; ids are the names of files')])
}
