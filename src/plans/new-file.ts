import type { Json, WriteFile } from '../core/edit.ts'
import type { Repository } from '../core/repository.ts'
import { entryLines, keyText } from '../repository/yaml-write.ts'
import { says } from '../words/says.ts'
import { type NoPlan, refuse } from './plan.ts'

type Folder = 'models' | 'policies'
const SCHEMAS = { models: 'model.schema.json', policies: 'policy.schema.json' } as const

/** A new model or policy; what is undefined is left out. */
export function newFile(folder: Folder, id: string, data: Readonly<Record<string, Json | undefined>>): WriteFile {
  const lines = Object.entries(data).flatMap(([key, value]) =>
    value === undefined ? [] : entryLines(`${keyText(key)}:`, value, 0),
  )
  const head = `# yaml-language-server: $schema=${SCHEMAS[folder]}`
  return { path: `${folder}/${id}.yaml`, text: `${[head, ...lines].join('\n')}\n` }
}

/** An id names one thing in the whole repository, whatever its kind. */
export function fileOf({ files }: Pick<Repository, 'files'>, id: string): string | undefined {
  return [`models/${id}.yaml`, `policies/${id}.yaml`].find(path => Object.hasOwn(files, path))
}

export function ifTaken(repository: Pick<Repository, 'files'>, id: string): NoPlan | undefined {
  const path = fileOf(repository, id)
  return path === undefined ? undefined : refuse(...says.planNewFile.taken(path))
}
