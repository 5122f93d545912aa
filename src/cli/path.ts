import type { Command } from 'commander'
import { nearest } from '../core/did-you-mean.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { aDay } from '../edges/day-option.ts'
import { readFolder } from '../edges/disk.ts'
import { atRest } from '../flows/judge.ts'
import { readGood } from '../flows/read-good.ts'
import { whereabouts } from '../lifecycle/whereabouts.ts'
import lifecycle, { lifecycleFor } from '../policies/lifecycle.ts'
import { lifecycleDiagram } from '../reports/lifecycle-diagram.ts'
import { noPath, pathWords } from '../reports/path-words.ts'
import { plain } from '../reports/plain.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly json?: true
  readonly mermaid?: true
  readonly lifecycle?: string
  readonly on?: string
}

/** `kedge path`: what git alone says of a model’s way; exit code 1 where no life cycle is for it. */
export function path(program: Command): void {
  program
    .command('path')
    .summary(says.cliPath.summary)
    .argument('[model]', says.cliPath.model)
    .argument('[folder]', says.cliPath.folder, '.')
    .option('--json', says.cliPath.json)
    .option('--mermaid', says.cliPath.mermaid)
    .option('--lifecycle <id>', says.cliPath.lifecycle)
    .option('--on <date>', says.cliPath.on, aDay)
    .action(async (model: string | undefined, folder: string, options: Options) => {
      if (options.lifecycle !== undefined)
        console.log(drawn(readGood(await readFolder(model ?? folder)), options.lifecycle))
      else if (model !== undefined) console.log(told(readGood(await readFolder(folder)), model, options))
      else throw new ProblemError([problem('no-model', ...says.cliPath.faults.noModel)])
    })
}

function drawn(repository: Repository, id: string): string {
  const all = policiesOf(repository, lifecycle)
  const found = all.find(it => it.id === id)
  if (found === undefined)
    throw unknown(
      'life-cycle',
      id,
      all.map(it => it.id),
    )
  return lifecycleDiagram(found)
}

function told(repository: Repository, id: string, { json, mermaid, on }: Options): string {
  const model = Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
  if (model === undefined) throw unknown('model', id, Object.keys(repository.models))
  const mine = lifecycleFor(repository, model)
  if (mine === undefined) process.exitCode = 1
  if (mine && mermaid) return lifecycleDiagram(mine, model.stage)
  const where = mine && whereabouts(mine, atRest(repository, model, on === undefined ? new Date() : new Date(on)))
  const document = mine && where ? pathWords(model, mine, where) : noPath(model)
  return json ? JSON.stringify({ model: id, ...where }, null, 2) : plain(document, repository.people.people)
}

function unknown(what: 'model' | 'life-cycle', id: string, known: readonly string[]): ProblemError {
  const told = says.cliPath.unknown[what]({ id, near: nearest(id, known), known })
  return new ProblemError([problem(`unknown-${what}`, ...told)])
}
