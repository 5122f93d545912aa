import { type ChangedData, isMap, listAt, mapAt } from './changed-data.ts'

/**
 * Ids of models that the files of policies name, as they were and as they would be: a waiver of a model that not everybody
 * sees is about that model, by whichever door it is asked for. A rule that names none is about nobody in particular.
 */
export function namedModels(files: readonly ChangedData[]): readonly string[] {
  const policies = files.filter(({ path }) => /^policies\/.+\.ya?ml$/.test(path))
  const named = policies.flatMap(({ before, after }) => [before, after].flatMap(namedBy))
  return [...new Set(named)].sort()
}

function namedBy(data: unknown): readonly string[] {
  if (!isMap(data)) return []
  const all = [...listAt(data, 'models'), ...listAt(mapAt(data, 'appliesTo'), 'models')]
  return all.flatMap(it => (typeof it === 'string' ? it : []))
}
