import { sum } from '../core/drift.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import type { WrongAndFix } from '../core/problem.ts'
import {
  byCodePoint,
  digestOfProfile,
  digestOfQuery,
  type Profile,
  type ProfileColumn,
  profileId,
} from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { unknownName, unread } from './names.ts'

/** Whether a profile is the one of its model, and what was counted: nobody can have made it up by a slip. */
export function profileComplaints(profile: Profile, repository: Repository): Complaint[] {
  const { models } = repository
  const model = Object.hasOwn(models, profile.model) ? models[profile.model] : undefined
  if (model === undefined)
    return unread(profile.model, repository)
      ? []
      : [unknownName(['model'], 'unknown-model', says.profileComplaints.model, profile.model, Object.keys(models))]
  const name = profileId(model.id)
  if (profile.id !== name) return [complaint(['id'], 'wrong-id', says.profileComplaints.otherName(model.id, name))]
  const query = Object.hasOwn(model.queries ?? {}, profile.query) ? model.queries?.[profile.query] : undefined
  if (query?.returns !== 'inputs') {
    const known = Object.entries(model.queries ?? {}).flatMap(([id, it]) => (it.returns === 'inputs' ? [id] : []))
    return [unknownName(['query'], 'unknown-query', says.profileComplaints.query, profile.query, known)]
  }
  const stale = () => complaint(['asked'], 'stale-profile', says.profileComplaints.stale(profile.model))
  return [...(profile.asked === digestOfQuery(query) ? [] : [stale()]), ...profileFlaws(profile)]
}

/** Whether it is what was counted, as far as the file alone can tell. */
export function profileFlaws(profile: Profile): Complaint[] {
  const edited = () => complaint(['digest'], 'edited-profile', says.profileComplaints.edited(profile.model))
  return [
    ...profile.columns.flatMap((column, i) => misfit(column, i, profile)),
    ...(profile.digest === digestOfProfile(profile) ? [] : [edited()]),
  ]
}

function misfit(column: ProfileColumn, i: number, { model, rows, columns }: Profile): Complaint[] {
  const bad = (key: string, words: WrongAndFix) => [complaint(['columns', i, key], 'bad-profile', words)]
  const { name, missing, notFinite, counts, chunks } = column
  const bins = column.is === 'numbers' ? 'edges' : 'values'
  const length = (column.is === 'numbers' ? column.edges : column.values).length + 1
  if (columns.findIndex(it => it.name === name) !== i) return bad('name', says.profileComplaints.twice(model, name))
  if (!rising(column)) return bad(bins, says.profileComplaints.unordered(model))
  if (counts.length !== length || chunks.some(chunk => chunk.length !== length))
    return bad('counts', says.profileComplaints.otherLength(model, length))
  if (sum(counts) + missing + notFinite !== rows) return bad('counts', says.profileComplaints.otherSum(model, rows))
  const more = counts.some((count, at) => sum(chunks.map(chunk => chunk[at] ?? 0)) > count)
  return more ? bad('chunks', says.profileComplaints.tooMany(model)) : []
}

function rising(column: ProfileColumn): boolean {
  if (column.is === 'texts')
    return column.values.every((it, i, all) => i === 0 || byCodePoint(all[i - 1] ?? '', it) < 0)
  const numbers = column.is === 'numbers' ? column.edges : column.values
  return numbers.every((it, i) => i === 0 || (numbers[i - 1] as number) < it)
}
