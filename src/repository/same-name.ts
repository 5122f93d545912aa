import type { Model } from '../core/model.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

type Models = Repository['models']

/** Ids by what cards call them; of ten thousand models each is looked at once. */
const called = new WeakMap<Models, ReadonlyMap<string, readonly string[]>>()

/** People press and type what cards call a model: two that are in use are called differently, and none as another’s id. */
export function sameName({ id, name, stage }: Model, { models }: Repository): Complaint[] {
  if (stage === 'retired') return []
  const others = (calledIn(models).get(plain(name)) ?? []).filter(it => it !== id)
  return others.length === 0 ? [] : [complaint(['name'], 'same-name', says.sameName(name, others), 'warning')]
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
