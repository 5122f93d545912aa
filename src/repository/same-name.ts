import type { Model } from '../core/model.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import type { WrongAndFix } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

type Models = Repository['models']

/** Ids by what cards call them; of ten thousand models each is looked at once. */
const called = new WeakMap<Models, ReadonlyMap<string, readonly string[]>>()

/**
 * People press and type what cards call a model: two that are in use are called differently, and none as the id of another or
 * of a rule, a use case or a source.
 */
export function sameName({ id, name, stage }: Model, repository: Repository): Complaint[] {
  if (stage === 'retired') return []
  const others = (calledIn(repository.models).get(plain(name)) ?? []).filter(it => it !== id)
  const told = (words: WrongAndFix) => complaint(['name'], 'same-name', words, 'warning')
  const { ofModels, ofOther } = says.sameName
  return [
    ...(others.length === 0 ? [] : [told(ofModels(name, others))]),
    // One id for two files is wrong whatever they are called, and told of those.
    ...(plain(name) === id ? [] : otherwise(plain(name), repository).map(is => told(ofOther(name, is)))),
  ]
}

/** What else has this id. */
function otherwise(word: string, { policies, useCases, sources }: Repository): ('rule' | 'useCase' | 'source')[] {
  return [
    ...(rulesOf(policies).has(word) ? (['rule'] as const) : []),
    ...(Object.hasOwn(useCases, word) ? (['useCase'] as const) : []),
    ...(Object.hasOwn(sources, word) ? (['source'] as const) : []),
  ]
}

const rules = new WeakMap<Repository['policies'], ReadonlySet<string>>()

function rulesOf(policies: Repository['policies']): ReadonlySet<string> {
  const known = rules.get(policies)
  if (known) return known
  const all = new Set(Object.values(policies).flatMap(each => each.map(it => (it as { readonly id: string }).id)))
  rules.set(policies, all)
  return all
}

function calledIn(models: Models): ReadonlyMap<string, readonly string[]> {
  const known = called.get(models)
  if (known) return known
  const inUse = Object.values(models).filter(({ stage }) => stage !== 'retired')
  const ids = new Map<string, Set<string>>()
  for (const { id, name } of inUse)
    for (const word of [plain(name), plain(id)]) ids.set(word, (ids.get(word) ?? new Set()).add(id))
  const all = new Map([...ids].map(([word, each]) => [word, [...each]]))
  called.set(models, all)
  return all
}

/** As people read it: case, blanks and forms of one letter make no difference to the eye. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
