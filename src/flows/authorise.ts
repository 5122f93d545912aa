import type { ActName } from '../core/act.ts'
import { type Change, modelsOf } from '../core/change-state.ts'
import type { Doer } from '../core/doer.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import type { Trigger } from '../core/training.ts'
import playbook, { actingFor } from '../policies/playbook.ts'
import { type Identity, identify, identifyKey, mayView, mayViewChange, type SlackPlace, visible } from './identity.ts'
import type { Onlooker } from './world.ts'

declare const authorised: unique symbol

/**
 * Somebody who may ask for a change, vote on one or take a case: a person who is known, and the models they may see where
 * they stand. Every door needs one, and it is made in this file alone.
 */
export interface Asker<Models extends readonly Model[] = readonly Model[]> {
  readonly [authorised]: true
  /** A key of the people policy. */
  readonly id: Doer
  readonly playbook?: undefined
  readonly trigger?: undefined
  /** What they ask about, in the order in which it was named. */
  readonly models: Models
  /** Whether another change may be told them, where they stand. */
  readonly sees: (change: Change) => boolean
}

/** A playbook that asks by itself, for one model. It is nobody, so it neither votes nor takes a case. */
export interface PlaybookAsker {
  readonly [authorised]: true
  readonly id: Doer & 'kedge'
  readonly playbook: string
  readonly trigger?: undefined
  readonly models: readonly [Model]
  /** Of this model alone: what it is told is said where the model is, and others may be hidden there. */
  readonly sees: (change: Change) => boolean
}

/** A model whose schedule or new data ask for a training by themselves. It is nobody, and asks for nothing else. */
export interface TriggerAsker {
  readonly [authorised]: true
  readonly id: Doer & 'kedge'
  readonly playbook?: undefined
  readonly trigger: Trigger
  readonly models: readonly [Model]
  /** Of this model alone, as of a playbook. */
  readonly sees: (change: Change) => boolean
}

/** Who asks, where, and under which rules. */
export interface At {
  readonly repository: Repository
  readonly who: Identity
  readonly channel: string
}

export type Nobody = Extract<Identity, { readonly is: 'nobody' }>

/** Why not: nobody knows them, or a model of this id does not exist for them here. */
export type NotAllowed = Nobody | { readonly is: 'unseen'; readonly id: string }

export type Authorised<Models extends readonly Model[] = readonly Model[]> =
  | { readonly asker: Asker<Models>; readonly no?: undefined }
  | { readonly asker?: undefined; readonly no: NotAllowed }

/** One model for each id. */
export type ModelsOf<Ids extends readonly string[]> = { readonly [K in keyof Ids]: Model }

/** One decision for a command, a press and a form that was sent: identity, visibility, guests. */
export function authorise<const Ids extends readonly string[]>(at: At, ids: Ids): Authorised<ModelsOf<Ids>> {
  const { who, repository, channel } = at
  if (who.is === 'nobody') return { no: who }
  const found = ids.map(id => ({ id, model: modelNamed(repository, id) }))
  const unseen = found.find(({ model }) => model === undefined || !mayView(model, repository, who, channel))
  if (unseen !== undefined) return { no: { is: 'unseen', id: unseen.id } }
  const models = found.map(({ model }) => model) as unknown as ModelsOf<Ids>
  const sees = (change: Change) => mayViewChange(change, repository, who, channel)
  return { asker: { id: who.id as string, models, sees } as Asker<ModelsOf<Ids>> }
}

/** The same for a change that somebody asked for: every model it is about must be there for them. */
export function authoriseChange(at: At, change: Change): Authorised<readonly []> {
  const { who, repository, channel } = at
  const known = authorise(at, [])
  const may = who.is === 'nobody' || mayViewChange(change, repository, who, channel)
  return may ? known : { no: { is: 'unseen', id: change.id } }
}

/**
 * Whoever a key of the API belongs to, for one model: they must be here and may see it, as in a conversation of their own.
 */
export async function authoriseKey(
  world: Onlooker,
  repository: Repository,
  owner: string,
  model: string,
): Promise<Authorised<readonly [Model]>> {
  const who = await identifyKey(world, repository, owner)
  return authorise({ repository, who, channel: 'D' }, [model])
}

/**
 * The models that exist for whoever a key belongs to, by the rules as last read; undefined before the first. Somebody who is
 * not here sees what everybody sees: what they sign is kept until the settings name somebody who is.
 */
export async function shownToKey(world: Onlooker, owner: string): Promise<Repository['models'] | undefined> {
  const repository = world.known()
  if (repository === undefined) return undefined
  const who = await identifyKey(world, repository, owner)
  const isOpen = ({ visibility }: Model) => visibility === undefined
  const shown = who.is === 'nobody' ? Object.values(repository.models).filter(isOpen) : visible(repository, who, 'D')
  return Object.fromEntries(shown.map(model => [model.id, model]))
}

/**
 * A playbook as the main branch has it now: what it does not say there of this model, it may not do, and what it asks for is
 * asked for in its own name, whatever the caller says.
 */
export function authorisePlaybook(
  repository: Repository,
  { playbook: id, act }: { readonly playbook: string; readonly act: ActName },
  model: string,
): PlaybookAsker | undefined {
  const found = modelNamed(repository, model)
  const sees = onlyOf(model)
  const acting = found ? actingFor(policiesOf(repository, playbook), found) : []
  const may = acting.some(it => it.id === id && it.does.some(does => does.act === act))
  return found && may ? ({ id: 'kedge', playbook: id, models: [found], sees } as unknown as PlaybookAsker) : undefined
}

/** A trigger as the main branch has it now, and for a training alone. */
export function authoriseTrigger(repository: Repository, trigger: Trigger, model: string): TriggerAsker | undefined {
  const found = modelNamed(repository, model)
  if (!found?.retraining?.triggers?.includes(trigger)) return undefined
  return { id: 'kedge', trigger, models: [found], sees: onlyOf(model) } as unknown as TriggerAsker
}

const onlyOf = (model: string) => (change: Change) => modelsOf(change).every(each => each === model)

/** Where something was pressed or sent, looked up now. */
export async function standingAt(world: Onlooker, place: SlackPlace): Promise<At> {
  const [who, repository] = await Promise.all([identify(world, place), world.policy()])
  return { who, repository, channel: place.channel }
}

function modelNamed({ models }: Repository, id: string): Model | undefined {
  const key = id.toLowerCase()
  return Object.hasOwn(models, key) ? models[key] : undefined
}
