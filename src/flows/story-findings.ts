import type { Finding, Part } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Facts } from '../core/fact.ts'
import type { Model } from '../core/model.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import type { Story } from '../core/story.ts'
import { type FileRead, placed } from '../repository/read-file.ts'
import { says } from '../words/says.ts'
import { blocking } from './evidence.ts'
import { factsFrom, partOtherwise, type Supposed, supposed } from './suppose-facts.ts'

/** Facts that are to be otherwise: of every part, and of the model of one; those of one model win. */
export interface StoryFacts {
  readonly all: Facts
  readonly of?: Readonly<Record<string, Facts>>
}

type Told = Pick<FileRead, 'path' | 'positions'> & { readonly story: Story }
export type StoryFinding = Finding & { readonly model: string; readonly blocks: boolean }

/** Whether a story says what was known, so that the rules of a folder can be asked. */
export function saysFacts({ facts, change: { parts = [] } }: Story): boolean {
  return facts !== undefined || parts.some(part => part.facts !== undefined)
}

/** What the other rules of the folder say of each part of a story, if this is what is known. */
export function storyFindings(
  read: Told,
  repository: Repository,
  now: Date,
  { all, of = {} }: StoryFacts = { all: {} },
): readonly StoryFinding[] {
  const { change, facts: known = {} } = read.story
  const found = partsOf(read, repository).flatMap(({ kinds, model, to, facts = {} }) => {
    const asked = {
      from: model.serving.version,
      by: change.asks,
      door: change.door ?? 'slack',
      ...(to !== undefined && { to }),
    }
    const own = Object.hasOwn(of, model.id) ? (of[model.id] ?? {}) : {}
    return kinds.flatMap(kind => {
      const said = [known as Facts, facts as Facts, all, own]
      const given: Supposed = { model, now, change: { kind, ...asked }, facts: said }
      const its = supposed(repository, given)
      const stops = new Set(blocking(its, kind))
      return its.map(finding => ({ ...finding, model: model.id, blocks: stops.has(finding) }))
    })
  })
  // One answer of each rule of a model: of several kinds, the one that stops it.
  const gravest = found.toSorted((a, b) => Number(b.blocks) - Number(a.blocks))
  return found.filter(it => gravest.find(({ policy, model }) => policy === it.policy && model === it.model) === it)
}

/** The parts of a story as approvals policies choose them by what it says was known. */
export function storyParts(
  { change, facts: known = {} }: Story,
  parts: readonly Part[],
  { all, of = {} }: StoryFacts = { all: {} },
): readonly Part[] {
  return parts.map((part, i) => {
    const { facts = {} } = change.parts?.[i] ?? {}
    const id = part.model?.id ?? ''
    const own = Object.hasOwn(of, id) ? (of[id] ?? {}) : {}
    return partOtherwise(part, [known as Facts, facts as Facts, all, own])
  })
}

/** `kpis.mae.value=12` is of every part, `churn:kpis.mae.value=12` of one; throws what names no model or no fact. */
export function storyFactsFrom(words: readonly string[], { change }: Story, repository: Repository): StoryFacts {
  const named = [change.model, ...(change.parts ?? []).map(({ model }) => model)].filter(it => typeof it === 'string')
  const models = [...new Set(named)]
  const said = words.map(word => {
    const [, model, fact = word] = /^([a-z][a-z0-9-]*):(.+)$/s.exec(word) ?? []
    return { model, fact }
  })
  const strange = said.flatMap(({ model }) => (model === undefined || models.includes(model) ? [] : [model]))
  if (strange.length > 0) throw new ProblemError(strange.map(model => notIn(model, models)))
  const of = Map.groupBy(said, ({ model }) => model ?? '')
  const facts = (model: string) =>
    factsFrom(
      (of.get(model) ?? []).map(({ fact }) => fact),
      repository,
    )
  return { all: facts(''), of: Object.fromEntries(models.map(model => [model, facts(model)])) }
}

function notIn(model: string, models: readonly string[]) {
  const told = { model, near: nearest(model, models), models: models.map(says.values.quoted) }
  return problem('unknown-model', ...says.storyFindings.unknownModel(told))
}

type StoryPart = NonNullable<Story['change']['parts']>[number]
type Asked = Omit<StoryPart, 'model'> & { readonly model: Model }

/** Those of models; what a change does beside all models has no facts. Throws where there is none to ask about. */
function partsOf(read: Told, { models }: Repository): readonly Asked[] {
  const { kinds = [], model, to, parts = [{ kinds, model, to } as StoryPart] } = read.story.change
  const wrong = (at: Complaint['at']) => new ProblemError(placed(read, [{ ...NO_MODEL, at }]))
  const asked = parts.flatMap((part, i): Asked[] => {
    if (part.model === undefined && part.facts === undefined) return []
    const found = typeof part.model === 'string' ? models[part.model] : undefined
    if (found === undefined) throw wrong(read.story.change.parts ? ['change', 'parts', i] : ['change'])
    return [{ ...part, model: found }]
  })
  if (asked.length === 0) throw wrong(['change'])
  return asked
}

const NO_MODEL: Complaint = {
  at: ['change'],
  code: 'no-model',
  ...says.storyFindings.noModel,
}
