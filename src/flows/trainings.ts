import { happened } from '../core/event.ts'
import type { SelfTraining } from '../core/event-bodies.ts'
import type { Model } from '../core/model.ts'
import { type ModelState, refusalOf } from '../core/model-state.ts'
import { HOUR_MS } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { decideTraining, type Training } from '../core/training.ts'
import { planRetrain } from '../plans/retrain.ts'
import playbook, { casesAnHour } from '../policies/playbook.ts'
import { notTrainedNote, trainingReason, unsureNote } from '../reports/training-words.ts'
import { says } from '../words/says.ts'
import { askChange } from './ask.ts'
import { dayOf } from './ask-by-command.ts'
import { authoriseTrigger } from './authorise.ts'
import { isBraking } from './brake.ts'
import { failingSince } from './failing.ts'
import { say } from './jobs.ts'
import { retried } from './retried.ts'
import { changeOf, modelOf, type Standing } from './standing.ts'
import type { Batch, Store } from './store.ts'
import { questionOf } from './training-question.ts'
import type { Failed } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

type Due = Extract<Training, { readonly is: 'due' }>

/** Days pass slowly: once an hour is often enough, and at once where the rules are others. */
const LOOKED = new WeakMap<Store, { readonly commit: string; readonly at: number }>()

/**
 * What models ask for by themselves: a training whose time has come, or for which enough data has. While the brake holds
 * nothing is asked for, and never more within an hour than cases may open: a thousand models with one schedule are no
 * thousand pull requests at once. One that cannot be looked at stops no other, and is tried again in each round.
 */
export async function trainings(world: Onlooker, failed: Failed = () => undefined): Promise<void> {
  const repository = await world.policy()
  const isLooked = isLookedAt(world, repository)
  const fails = ({ id }: Model) => failingSince(world.store, says.turn.training(id)).is === 'failing'
  const models = Object.values(repository.models).filter(it => asksByItself(it) && (!isLooked || fails(it)))
  if (models.length > 0 && (await isBraking(world))) return
  let left = models.length === 0 ? 0 : casesAnHour(policiesOf(repository, playbook)) - (await askedOfLate(world))
  for (const model of models) {
    if (left <= 0) return
    if (await train(world, repository, model, failed)) left--
  }
  if (!isLooked) LOOKED.set(world.store, { commit: repository.commit, at: world.now().getTime() })
}

function isLookedAt({ store, now }: Onlooker, { commit }: Repository): boolean {
  const last = LOOKED.get(store)
  const ms = now().getTime() - (last?.at ?? 0)
  return last?.commit === commit && ms >= 0 && ms < HOUR_MS
}

function asksByItself({ retraining, stage }: Model): boolean {
  const { triggers = [] } = retraining ?? {}
  return stage !== 'retired' && (triggers.includes('schedule') || triggers.includes('new-data'))
}

async function askedOfLate({ store, now }: Onlooker): Promise<number> {
  const since = new Date(now().getTime() - HOUR_MS).toISOString()
  const rows = (await store.subjects({ kind: 'change' })).filter(({ openedAt }) => openedAt > since)
  const all = await Promise.all(rows.map(({ subject }) => changeOf(store, subject)))
  return all.filter(change => change?.it.request.trigger !== undefined).length
}

/** Whether it was asked for. */
async function train(world: Onlooker, repository: Repository, model: Model, failed: Failed): Promise<boolean> {
  let isAsked = false
  try {
    await retried(world, async () => {
      const standing = await modelOf(world.store, model.id)
      const batch = await step(world, repository, model, standing)
      isAsked = batch?.parts.some(({ subject }) => subject.startsWith('change/')) ?? false
      return batch
    })
  } catch (error) {
    world.log.error({ model: model.id, err: error }, says.trainings.notLooked)
    failed(says.turn.training(model.id), model.id, error)
  }
  return isAsked
}

async function step(
  world: Onlooker,
  repository: Repository,
  model: Model,
  standing: Standing<ModelState>,
): Promise<Batch | undefined> {
  const { version, ...question } = await questionOf(world, model, standing.it)
  const training = decideTraining(question)
  switch (training.is) {
    case 'left':
      return undefined
    case 'unsure': {
      const document = unsureNote(model, version, training)
      return once(world, model, standing, { says: document.summary, rules: [] }, document)
    }
    case 'due':
      return asked(world, repository, model, standing, training, trainingReason(model, version, training))
  }
}

/** The same way as every other wish. Whoever asks at once in another process writes to the model as well, and one alone can. */
async function asked(
  world: Onlooker,
  repository: Repository,
  model: Model,
  standing: Standing<ModelState>,
  { trigger }: Due,
  reason: string,
): Promise<Batch | undefined> {
  const asker = authoriseTrigger(repository, trigger, model.id)
  if (asker === undefined) return undefined
  const { document, outcome, stopped } = await askChange(world, {
    asker,
    plan: now => planRetrain(now, asker.models[0], { trigger, because: reason, today: dayOf(world.now()) }),
    reason,
    door: 'trigger',
  })
  const change = outcome.parts?.find(({ events }) => events.some(({ type }) => type === 'change.asked'))
  if (change === undefined) {
    const refusal = { says: document.summary, rules: stopped ?? [] }
    return once(world, model, standing, refusal, notTrainedNote(trigger, document))
  }
  const event = noted(model, { outcome: 'asked', trigger, change: change.subject })
  const parts = (outcome.parts ?? []).map(part =>
    part.subject === subjectOf(model) ? { ...part, seen: standing.seen, events: [...part.events, event] } : part,
  )
  return { at: world.now(), parts, jobs: outcome.jobs ?? [] }
}

/** The same refusal is told once, however often it is tried. */
function once(
  world: Onlooker,
  model: Model,
  { it, seen }: Standing<ModelState>,
  refusal: { readonly says: string; readonly rules: readonly string[] },
  document: ReturnType<typeof notTrainedNote>,
): Batch | undefined {
  const body = { outcome: 'refused', ...refusal } as const
  if (it.training?.refused.includes(refusalOf(body))) return undefined
  const { channel } = model
  const key = `not-trained:${model.id}:${seen}`
  const told = channel === undefined ? [] : [say(key, subjectOf(model), { channel, document })]
  return { at: world.now(), parts: [{ subject: subjectOf(model), seen, events: [noted(model, body)] }], jobs: told }
}

const subjectOf = ({ id }: Model) => `model/${id}`
const noted = ({ id }: Model, body: SelfTraining) => happened('model.training', 'kedge', { model: id, ...body })
