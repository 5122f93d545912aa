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
  const [first, another] = called
  if (first === undefined || models.some(({ id }) => saidAt(rest, id) >= longest)) return { text: line }
  if (another === undefined) return { text: `${word} ${first.model.id}${rest.slice(first.said)}` }
  const ids = called.map(({ model }) => model.id)
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
