import { sum } from '../core/drift.ts'
import type { Complaint } from '../core/policy-kind.ts'
import {
  byCodePoint,
  digestOfProfile,
  digestOfQuery,
  type Profile,
  type ProfileColumn,
  profileId,
} from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import { quoted } from '../words/quoted.ts'
import { unknownName, unread } from './names.ts'

/** Whether a profile is the one of its model, and what was counted: nobody can have made it up by a slip. */
export function profileComplaints(profile: Profile, repository: Repository): Complaint[] {
  const { models } = repository
  const model = Object.hasOwn(models, profile.model) ? models[profile.model] : undefined
  if (model === undefined)
    return unread(profile.model, repository)
      ? []
      : [unknownName(['model'], 'unknown-model', profile.model, 'a model', Object.keys(models))]
  if (profile.id !== profileId(model.id)) {
    const says = `The profile of ${quoted(model.id)} has another name.`
    return [{ at: ['id'], code: 'wrong-id', says, fix: `Call it \`${profileId(model.id)}\`, and the file so too` }]
  }
  const query = Object.hasOwn(model.queries ?? {}, profile.query) ? model.queries?.[profile.query] : undefined
  if (query?.returns !== 'inputs') {
    const known = Object.entries(model.queries ?? {}).flatMap(([id, it]) => (it.returns === 'inputs' ? [id] : []))
    return [unknownName(['query'], 'unknown-query', profile.query, 'a query of the model that returns inputs', known)]
  }
  const same = profile.asked === digestOfQuery(query)
  const says = 'It was counted by another query than the model has now, so that rows are compared with other rows.'
  return [
    ...(same ? [] : [{ at: ['asked'], code: 'stale-profile', says, fix: againOf(profile) }]),
    ...profileFlaws(profile),
  ]
}

const againOf = ({ model }: Profile) => `Count it again: kedge profile ${model} --write`

/** Whether it is what was counted, as far as the file alone can tell. */
export function profileFlaws(profile: Profile): Complaint[] {
  const again = againOf(profile)
  return [
    ...profile.columns.flatMap((column, i) => misfit(column, i, profile, again)),
    ...(profile.digest === digestOfProfile(profile) ? [] : [edited(again)]),
  ]
}

function edited(fix: string): Complaint {
  return { at: ['digest'], code: 'edited-profile', says: 'Something in it is not what was counted.', fix }
}

function misfit(column: ProfileColumn, i: number, { rows, columns }: Profile, fix: string): Complaint[] {
  const complain = (key: string, says: string) => [{ at: ['columns', i, key], code: 'bad-profile', says, fix }]
  const { name, missing, notFinite, counts, chunks } = column
  const length = (column.is === 'numbers' ? column.edges : column.values).length + 1
  if (columns.findIndex(it => it.name === name) !== i) return complain('name', `${quoted(name)} is there twice.`)
  if (!rising(column)) return complain(column.is === 'numbers' ? 'edges' : 'values', 'They are not in order.')
  if (counts.length !== length || chunks.some(chunk => chunk.length !== length))
    return complain('counts', `There are not ${length} counts: one more than there are edges or values.`)
  if (sum(counts) + missing + notFinite !== rows) return complain('counts', `They do not add up to ${rows} rows.`)
  const more = counts.some((count, at) => sum(chunks.map(chunk => chunk[at] ?? 0)) > count)
  return more ? complain('chunks', 'They hold more rows than the whole.') : []
}

function rising(column: ProfileColumn): boolean {
  if (column.is === 'texts')
    return column.values.every((it, i, all) => i === 0 || byCodePoint(all[i - 1] ?? '', it) < 0)
  const numbers = column.is === 'numbers' ? column.edges : column.values
  return numbers.every((it, i) => i === 0 || (numbers[i - 1] as number) < it)
}
