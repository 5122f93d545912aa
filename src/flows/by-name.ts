import type { Model } from '../core/model.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/**
 * A line whose first words after its own word are what a model is called, as cards call it, with the id of that model
 * instead; or which ones are called so, where it is several of those that are shown.
 */
export function byName(line: string, models: readonly Model[]): { readonly text: string } | { readonly no: Document } {
  const [, word, rest = ''] = /^\s*(\S+)\s+(.+)$/s.exec(line) ?? []
  const found = models.flatMap(model => ({ model, said: saidAt(rest, model.name) }))
  const longest = Math.max(...found.map(({ said }) => said))
  const called = found.filter(({ said }) => said > 0 && said === longest)
  const [first] = called
  const typed = models.find(({ id }) => saidAt(rest, id) > 0)
  if (first === undefined || (typed && saidAt(rest, typed.id) >= longest)) return { text: line }
  // Whoever types an id means that model, though another is called by it and the words after it.
  const ids = [...new Set([...(typed ? [typed.id] : []), ...called.map(({ model }) => model.id)])]
  if (ids.length === 1) return { text: `${word} ${first.model.id}${rest.slice(first.said)}` }
  return { no: sentence(...says.byName.several(first.model.name, ids)) }
}

/** How many letters at its beginning are this name, whole; 0 where they are not. */
function saidAt(text: string, name: string): number {
  const lower = text.toLowerCase()
  const said = [name, `"${name}"`].find(
    it => lower.startsWith(it.toLowerCase()) && /^(?:\s|$)/.test(text.slice(it.length)),
  )
  return said?.length ?? 0
}
