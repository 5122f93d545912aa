import { type Change, changeFrom, modelsOf } from '../core/change-state.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Event } from '../core/event.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { ReadRecord } from '../core/record.ts'
import { says } from '../words/says.ts'

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
  const near = nearest(word, [...models, ...ids, ...ids.map(id => id.replace('change/', ''))])
  const told = { word, near, newest: newestOf(all), all: all.length }
  return problem('unknown-change', ...says.recordedChange.unknown(told))
}

function several(word: string, those: readonly Found[]) {
  return problem('several-changes', ...says.recordedChange.several(word, newestOf(those), those.length))
}

/** They are asked about most. */
function newestOf(all: readonly Found[]) {
  const newest = all.toReversed().slice(0, 12)
  return newest.map(({ change: { id, request, asked } }) => ({ ...request, id, asked: asked.at }))
}
