import type { Edit } from '../core/edit.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'
import { ifRetired, type NoPlan, noSuch, type Plan, pathOf, refuse } from './plan.ts'

export interface Replace {
  /** The model that takes its place. */
  readonly other: Model
  /** Their names. Left out: all of them. */
  readonly consumers?: readonly string[]
}

type Consumer = NonNullable<Model['consumers']>[number]

/** Consumers go from one model to another: out of one file, and into the other as they were. */
export function planReplace(repository: Repository, model: Model, { other, consumers: names }: Replace): Plan | NoPlan {
  const mine = model.consumers ?? []
  const moving = mine.filter(({ name }) => names === undefined || names.includes(name))
  const why = ifSame(model, other) ?? ifRetired(other) ?? ifUnknown(model, names) ?? ifThere(other, moving)
  if (why !== undefined) return why
  return {
    kind: 'replace',
    title: says.planReplace.title(
      model.id,
      other.id,
      moving.map(({ name }) => name),
    ),
    edits: [...taken(pathOf(repository, model), mine, moving), ...given(pathOf(repository, other), other, moving)],
  }
}

function ifSame(model: Model, other: Model): NoPlan | undefined {
  return model.id === other.id ? refuse(...says.planReplace.itself(model.id)) : undefined
}

function ifUnknown({ id, consumers = [] }: Model, names: readonly string[] = []): NoPlan | undefined {
  const known = consumers.map(({ name }) => name)
  if (known.length === 0) return refuse(...says.planReplace.noConsumers(id))
  const stranger = names.find(name => !known.includes(name))
  return stranger === undefined ? undefined : noSuch(says.planReplace.notUsing(stranger, id), stranger, known)
}

function ifThere({ id, consumers = [] }: Model, moving: readonly Consumer[]): NoPlan | undefined {
  const there = moving.find(({ name }) => consumers.some(it => it.name === name))
  return there === undefined ? undefined : refuse(...says.planReplace.using(there.name, id))
}

/** The last one first, so that the places of the others stay. */
function taken(path: string, mine: readonly Consumer[], moving: readonly Consumer[]): Edit[] {
  if (moving.length === mine.length)
    return [{ path, at: ['consumers'], from: mine.map(it => ({ ...it })), remove: true }]
  const gone = mine.flatMap((it, i): Edit[] =>
    moving.includes(it) ? [{ path, at: ['consumers', i], from: { ...it }, remove: true }] : [],
  )
  return gone.toReversed()
}

function given(path: string, { consumers }: Model, moving: readonly Consumer[]): Edit[] {
  if (consumers === undefined) return [{ path, at: ['consumers'], put: moving.map(it => ({ ...it })) }]
  return moving.map((it, i) => ({ path, at: ['consumers', consumers.length + i], put: { ...it } }))
}
