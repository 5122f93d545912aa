import { type Change, changeFrom, modelsOf } from '../core/change-state.ts'
import { didYouMean } from '../core/did-you-mean.ts'
import type { Event } from '../core/event.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { ReadRecord } from '../core/record.ts'
import { kindFromTo } from '../words/request-words.ts'

interface Found {
  readonly change: Change
  readonly events: readonly Event[]
}

/**
 * The change of that id, with or without `change/`; by the number of its pull request or the id of a model where that is
 * of one change alone. Throws `ProblemError` with those it might be.
 */
export function changeNamed({ recorded }: Pick<ReadRecord, 'recorded'>, word: string): Found {
  const all = changesIn(recorded.map(({ event }) => event))
  const id = word.replace(/^change\//, '')
  const named = all.find(({ change }) => change.id === `change/${id}`)
  if (named) return named
  const number = /^#?(\d+)$/.exec(id)?.[1]
  const those = all.filter(({ change }) =>
    number === undefined ? modelsOf(change).includes(id) : change.pull?.pull === Number(number),
  )
  const [only, ...others] = those
  if (only !== undefined && others.length === 0) return only
  throw new ProblemError([only === undefined ? unknown(word, all) : several(word, those)])
}

function changesIn(events: readonly Event[]): readonly Found[] {
  const byId = Map.groupBy(
    events.filter(({ subject }) => subject.startsWith('change/')),
    ({ subject }) => subject,
  )
  return [...byId.values()].flatMap(its => {
    const change = changeFrom(its)
    return change ? [{ change, events: its }] : []
  })
}

function unknown(word: string, all: readonly Found[]) {
  const ids = all.map(({ change }) => change.id)
  const models = [...new Set(all.flatMap(({ change }) => modelsOf(change)))]
  const near = didYouMean(word, [...models, ...ids, ...ids.map(id => id.replace('change/', ''))])
  const says = `There is no change \`${word}\` on record, and none of a model or a pull request of that name.${near}`
  const fix = ids.length === 0 ? 'Name a clone whose record holds one, with --repo' : `Write ${listed(all)}`
  return problem('unknown-change', says, fix)
}

function several(word: string, those: readonly Found[]) {
  const says = `The record holds ${those.length} changes that \`${word}\` may mean.`
  return problem('several-changes', says, `Write ${listed(those)}`)
}

/** The newest first: they are asked about most. */
function listed(all: readonly Found[]): string {
  const newest = all.toReversed().slice(0, 12)
  const words = newest.map(
    ({ change }) => `${change.id} (${kindFromTo(change.request)}, asked on ${change.asked.at.slice(0, 10)})`,
  )
  return `one of: ${words.join('; ')}${all.length > newest.length ? ` … ${all.length} in all` : ''}`
}
