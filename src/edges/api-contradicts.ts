import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { type NewVersion, saidOtherwise } from '../core/new-version.ts'
import type { TestReport } from '../core/test-report.ts'
import { type ApiProblem, apiProblem } from '../reports/api-problem.ts'

export type Models = Readonly<Record<string, Model>>

/** What the files say against it, as far as they were read. */
export function contradicts(made: NewVersion, models: Models | undefined): ApiProblem | undefined {
  if (models === undefined) return undefined
  const { model: id, version, digest } = made
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  if (model === undefined) return apiProblem('unknown-model', { id, near: nearest(id, Object.keys(models)) })
  const there = model.versions && Object.hasOwn(model.versions, version) ? model.versions[version] : undefined
  if (there === undefined) return undefined
  if (there.digest !== digest) return apiProblem('other-digest', `${id} ${version}`)
  const otherwise = saidOtherwise(made, there)
  return otherwise.length > 0
    ? apiProblem('listed-otherwise', { what: `${id} ${version}`, keys: otherwise })
    : undefined
}

/** A suite that its model does not have, or a model that is not there. */
export function misplaced({ model: id, suite }: TestReport, models: Models | undefined): ApiProblem | undefined {
  if (models === undefined) return undefined
  if (!Object.hasOwn(models, id)) return apiProblem('unknown-model', { id, near: nearest(id, Object.keys(models)) })
  const suites = models[id]?.suites ?? {}
  if (Object.hasOwn(suites, suite)) return undefined
  return apiProblem('unknown-suite', { suite, model: id, near: nearest(suite, Object.keys(suites)) })
}
