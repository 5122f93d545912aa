import type { Edit, Json } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import { type NewVersion, versionOf } from '../core/new-version.ts'
import type { Repository } from '../core/repository.ts'
import { isMap } from '../repository/changed-data.ts'
import { says } from '../words/says.ts'
import { ifRetired, type NoPlan, pathOf, refuse, type VersionPlan } from './plan.ts'

/** A version nobody has written down yet: it is listed as the newest one, and is to be what runs. */
export function planRelease(repository: Repository, model: Model, made: NewVersion): VersionPlan | NoPlan {
  const { id, versions } = model
  const { version: to } = made
  const from = model.serving.version
  const retired = ifRetired(model)
  if (retired !== undefined) return retired
  if (to === from || (versions && Object.hasOwn(versions, to))) return refuse(...says.planRelease.there(id, to))
  const path = pathOf(repository, model)
  const said = versionOf(made) as Json
  const listed: Edit =
    versions === undefined ? { path, at: ['versions'], put: { [to]: said } } : { path, at: ['versions', to], put: said }
  return {
    kind: 'promote',
    title: says.planPromote.title(id, from, to),
    from,
    to,
    edits: [listed, { path, at: ['serving', 'version'], from, to }],
  }
}

/** The entry the edits of a change would list this version with; undefined where they do not. */
export function listedVersion(edits: readonly Edit[], version: string): { readonly digest?: unknown } | undefined {
  const put = edits.flatMap(edit => ('put' in edit && edit.at[0] === 'versions' ? [edit] : []))
  const said = put.map(({ at, put: of }) =>
    at.length === 2 ? (at[1] === version ? of : undefined) : valueAt(of, version),
  )
  const found = said.find(it => it !== undefined)
  return isMap(found) ? found : undefined
}

function valueAt(of: Json, key: string): unknown {
  return isMap(of) && Object.hasOwn(of, key) ? of[key] : undefined
}
