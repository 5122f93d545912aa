import { type ChangedData, isMap, listAt, textAt } from './changed-data.ts'

/**
 * Ids of models that waivers name, as they were and as they would be: an exception for a model that not everybody sees is
 * about that model, by whichever door it is asked for. Other rules hold for more than what they name, and nobody may hide a
 * change of them by naming such a model there.
 */
export function namedModels(files: readonly ChangedData[]): readonly string[] {
  const policies = files.filter(({ path }) => /^policies\/.+\.ya?ml$/.test(path))
  const named = policies.flatMap(({ before, after }) => [before, after].flatMap(namedBy))
  return [...new Set(named)].sort()
}

function namedBy(data: unknown): readonly string[] {
  if (!isMap(data) || textAt(data, 'kind') !== 'waiver') return []
  return listAt(data, 'models').flatMap(it => (typeof it === 'string' ? it : []))
}
