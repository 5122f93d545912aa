import { afterWord, firstSlot, QUOTE } from '../core/usage.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { noneOfWords, type Shown, type What } from './named.ts'

type ById = { readonly text: string } | { readonly no: Document }

/**
 * What stands after a word, with ids where it begins with what cards call a model, or has that after a word such as `with`; or
 * which ones are called so, where it is several of those that are shown. A name takes nothing from an id of something else
 * that may stand there, nor from a bare word.
 */
export function byName(text: string, usage: string, shown: Shown): ById {
  const first = beginning(text, usage, shown)
  const next = 'no' in first ? undefined : afterWord(usage, first.text)
  if ('no' in first || next === undefined) return first
  const rest = byName(first.text.slice(next.at), next.usage, shown)
  return 'no' in rest ? rest : { text: `${first.text.slice(0, next.at)}${rest.text}` }
}

function beginning(text: string, usage: string, { models, repository }: Shown): ById {
  const slot = firstSlot(usage)
  const others = slot && OTHERS[slot.name]?.(repository)
  if (others === undefined) return { text }
  const found = models.flatMap(model => ({ model, said: saidAt(text, model.name) }))
  const longest = Math.max(...found.map(({ said }) => said))
  const called = found.filter(({ said }) => said > 0 && said === longest)
  const [first] = called
  // An exception may be for several: `churn,flight-delay`.
  const typed = models.find(({ id }) => saidAt(text, id) > 0 || beginsWith(text, `${id},`))
  if (first === undefined || (typed && saidAt(text, typed.id) >= longest)) return { text }
  if (slot && ELSE[slot.name]?.test(text)) return { text }
  if (slot?.words.some(word => isFirst(text, word))) return { text }
  if (others.some(id => saidAt(text, id) >= longest)) return { text }
  // Whoever types an id means that model, though another is called by it and the words after it.
  const ids = [...new Set([...(typed ? [typed.id] : []), ...called.map(({ model }) => model.id)])]
  if (ids.length === 1) return { text: `${first.model.id}${text.slice(first.said)}` }
  return { no: sentence(...says.byName.several(first.model.name, ids)) }
}

/**
 * What is answered to a name of several words with a slip in it, which no usage line can tell from the words after it: there,
 * or after a word such as `with`. What means something as it stands is none.
 */
export function slipInName(text: string, usage: string, shown: Shown): Document | undefined {
  const slot = firstSlot(usage)
  const what = slot && MEANT[slot.name]
  const slip = what && !isMeant(text, slot, shown) ? noneOfWords(shown, text, what) : undefined
  const next = afterWord(usage, text)
  return slip ?? (next && slipInName(text.slice(next.at), next.usage, shown))
}

/** Whether a line begins with an id, or with what else may stand there. */
function isMeant(text: string, { name, words }: NonNullable<ReturnType<typeof firstSlot>>, shown: Shown): boolean {
  const ids = [...shown.models.map(({ id }) => id), ...(OTHERS[name]?.(shown.repository) ?? [])]
  if (ids.some(id => saidAt(text, id) > 0 || beginsWith(text, `${id},`))) return true
  return ELSE[name]?.test(text) === true || words.some(word => isFirst(text, word))
}

/** What is missing where a name stands for nothing. What changes there are `/kedge whatif` alone knows. */
const MEANT: Readonly<Record<string, What>> = {
  model: 'model',
  other: 'model',
  'model-or-case': 'model',
  'model-or-rule': 'model-or-rule',
  name: 'name',
}

/** What a line may begin with that means a model, and the ids that mean something else there. */
const OTHERS: Readonly<Record<string, (repository: Shown['repository']) => readonly string[]>> = {
  model: () => [],
  other: () => [],
  change: () => [],
  'model-or-case': () => [],
  'model-or-rule': ({ policies }) => Object.values(policies).flatMap(all => all.map(it => (it as { id: string }).id)),
  name: ({ useCases, sources }) => [...Object.keys(useCases), ...Object.keys(sources)],
}

/** How a line begins that means no model there: the number of a pull request, or a case. */
const ELSE: Readonly<Record<string, RegExp>> = { change: /^#?\d+(?:\s|$)/, 'model-or-case': /^case\//i }

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
