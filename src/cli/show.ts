import type { Command } from 'commander'
import { nearest } from '../core/did-you-mean.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { readFolder } from '../edges/disk.ts'
import { readGood } from '../flows/read-good.ts'
import { plain } from '../reports/plain.ts'
import { modelsOf, readersOf, shownModel, shownSource, shownUseCase } from '../reports/shown.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/** `kedge show`: from the files alone, so that what runs is not known. */
export function show(program: Command): void {
  program
    .command('show')
    .summary(says.cliShow.summary)
    .argument('<name>', says.cliShow.name)
    .option('--folder <folder>', says.cliShow.folder, '.')
    .option('--json', says.cliShow.json)
    .action(async (name: string, options: { folder: string; json?: true }) => {
      const repository = readGood(await readFolder(options.folder))
      const document = shown(repository, name)
      console.log(
        options.json ? JSON.stringify(document, null, 2) : plain(document, repository.people.people, { width: 100 }),
      )
    })
}

function shown({ models, sources, useCases }: Repository, name: string): Document {
  const all = Object.values(models)
  const [model, source, useCase] = [models, sources, useCases].map(them =>
    Object.hasOwn(them, name) ? name : undefined,
  )
  if (model !== undefined && models[model]) return shownModel(models[model])
  if (source !== undefined && sources[source]) return shownSource(sources[source], readersOf(sources[source], all))
  if (useCase !== undefined && useCases[useCase])
    return shownUseCase(useCases[useCase], modelsOf(useCases[useCase], all))
  const near = nearest(name, [models, sources, useCases].flatMap(Object.keys))
  throw new ProblemError([problem('unknown-name', ...says.cliShow.nothing(name, near))])
}
