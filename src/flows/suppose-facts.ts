import type { Finding, Part } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Fact, Facts } from '../core/fact.ts'
import type { Model } from '../core/model.ts'
import type { Matter } from '../core/policy-kind.ts'
import { type Problem, ProblemError, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { findFact } from '../rules/fact-find.ts'
import { lintFacts } from '../rules/fact-lint.ts'
import { type FactSchema, type FactType, factSchema } from '../rules/fact-schema.ts'
import { factsOf } from '../rules/facts.ts'
import { says } from '../words/says.ts'
import { judgeAll } from './judge.ts'

/** A model as it stands or a change of it, and facts that are to be otherwise than they are: later ones win. */
export interface Supposed {
  readonly model: Model
  readonly now: Date
  readonly change?: NonNullable<Matter['change']>
  readonly facts: readonly Facts[]
}

/** What the rules would say. */
export function supposed(repository: Repository, { model, now, change, facts }: Supposed): readonly Finding[] {
  const known = factsOf({ model, now, repository, ...(change && { change }) })
  return judgeAll({ ...otherwise(model, known, facts), now, repository, ...(change && { change }) })
}

/** A model and what is known of it, were these facts otherwise. */
export function otherwise(model: Model, known: Facts, facts: readonly Facts[]): { model: Model; facts: Facts } {
  const all = facts.reduce(over, known)
  return { model: { ...model, ...chosenBy(all) }, facts: all }
}

/** A part as approvals policies choose by its model, were these facts otherwise. */
export function partOtherwise(part: Part, facts: readonly Facts[]): Part {
  if (part.model === undefined) return part
  return { ...part, model: { ...part.model, ...chosenBy(facts.reduce(over, {})) } }
}

/** Policies choose models by these before they look at facts, so they have to be supposed there as well. */
function chosenBy({ model }: Facts): Partial<Model> {
  const said = (model ?? {}) as Facts
  const chosen = ['tier', 'useCase', 'type', 'businessUnit'].filter(key => typeof said[key] === 'string')
  return Object.fromEntries(chosen.map(key => [key, said[key]])) as Partial<Model>
}

function over(under: Facts, facts: Facts): Facts {
  const merged = Object.entries(facts).map(([name, value]) => {
    const was = Object.hasOwn(under, name) ? under[name] : undefined
    return [name, isBranch(value) && isBranch(was) ? over(was, value) : value] as const
  })
  return { ...under, ...Object.fromEntries(merged) }
}

function isBranch(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `kpis.mae.value=12` as facts; throws all that name no fact, or are of another type, with what was meant. */
export function factsFrom(words: readonly string[], repository: Repository): Facts {
  const schema = factSchema(Object.values(repository.models))
  const read = words.map(word => factFrom(word, schema))
  const problems = read.flatMap(it => ('says' in it ? [it as Problem] : []))
  if (problems.length > 0) throw new ProblemError(problems)
  return (read as readonly { readonly facts: Facts }[]).reduce<Facts>((all, { facts }) => over(all, facts), {})
}

function factFrom(word: string, schema: FactSchema): { readonly facts: Facts } | Problem {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/s.exec(word) ?? []
  if (path === '') return problem('bad-fact', ...says.supposeFacts.noFact(word))
  const found = findFact(schema, path)
  if ('says' in found) return problem('unknown-fact', says.supposeFacts.wrong(found.says), found.fix)
  const value = valueFrom(text, found.type)
  const facts = path.split('.').reduceRight<Fact | Facts>((inner, name) => ({ [name]: inner }), value) as Facts
  const [wrong] = lintFacts(facts, schema, [])
  if (wrong === undefined) return { facts }
  const near = nearest(text, found.oneOf ?? [])
  return problem(wrong.code, says.supposeFacts.wrong(wrong.says, near), wrong.fix)
}

/** What is no number stays a text, and is told to be one. */
function valueFrom(text: string, type: FactType): Fact {
  if (type === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  if (type === 'boolean') return text === 'true' || text === 'false' ? text === 'true' : text
  return type === 'list'
    ? text
        .split(',')
        .map(item => item.trim())
        .filter(item => item !== '')
    : text
}
