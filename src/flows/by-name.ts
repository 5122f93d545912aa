import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { firstSlot, QUOTE } from '../core/usage.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/** What may be named by whoever types, where they do. */
export interface Nameable {
  readonly models: readonly Model[]
  readonly repository: Pick<Repository, 'policies' | 'useCases' | 'sources'>
}

/**
 * What stands after a word that begins with a model, with the id of that model where it begins with what cards call it; or
 * which ones are called so, where it is several of those that are shown. A name takes nothing from an id of something else
 * that may stand there, nor from a bare word.
 */
export function byName(
  text: string,
  usage: string,
  { models, repository }: Nameable,
): { readonly text: string } | { readonly no: Document } {
  const slot = firstSlot(usage)
  const others = slot && OTHERS[slot.name]?.(repository)
  if (others === undefined) return { text }
  const found = models.flatMap(model => ({ model, said: saidAt(text, model.name) }))
  const longest = Math.max(...found.map(({ said }) => said))
  const called = found.filter(({ said }) => said > 0 && said === longest)
  const [first] = called
  const typed = models.find(({ id }) => saidAt(text, id) > 0)
  if (first === undefined || (typed && saidAt(text, typed.id) >= longest)) return { text }
  const isCase = slot?.name === 'model-or-case' && /^case\//i.test(text)
  if (isCase || slot?.words.some(word => isFirst(text, word))) return { text }
  if (others.some(id => saidAt(text, id) >= longest)) return { text }
  // Whoever types an id means that model, though another is called by it and the words after it.
  const ids = [...new Set([...(typed ? [typed.id] : []), ...called.map(({ model }) => model.id)])]
  if (ids.length === 1) return { text: `${first.model.id}${text.slice(first.said)}` }
  return { no: sentence(...says.byName.several(first.model.name, ids)) }
}

/** What a line may begin with that means a model, and the ids that mean something else there. */
const OTHERS: Readonly<Record<string, (repository: Nameable['repository']) => readonly string[]>> = {
  model: () => [],
  'model-or-case': () => [],
  'model-or-rule': ({ policies }) => Object.values(policies).flatMap(all => all.map(it => (it as { id: string }).id)),
  name: ({ useCases, sources }) => [...Object.keys(useCases), ...Object.keys(sources)],
}

/** How many letters at its beginning are this name, whole, bare or in quotes of any language; 0 where they are not. */
function saidAt(text: string, name: string): number {
  if (beginsWith(text, name) && /^(?:\s|$)/.test(text.slice(name.length))) return name.length
  const open = new RegExp(`^${QUOTE}\\s*`, 'u').exec(text)?.[0].length ?? 0
  if (open === 0 || !beginsWith(text.slice(open), name)) return 0
  const close = new RegExp(`^\\s*${QUOTE}(?=\\s|$)`, 'u').exec(text.slice(open + name.length))
  return close === null ? 0 : open + name.length + close[0].length
}

const beginsWith = (text: string, name: string) => text.slice(0, name.length).toLowerCase() === name.toLowerCase()

/** Without quotes, as the usage line reads it. */
const isFirst = (text: string, word: string) => /^(?:--|—|–)?([\w-]+)(?:\s|$)/.exec(text)?.[1]?.toLowerCase() === word
