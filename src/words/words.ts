import type { Inline, Words } from './document.ts'

/** A sentence that holds more than text: persons, times, what is strong. What is put in stays what it is, whatever it holds. */
export function words(text: TemplateStringsArray, ...parts: readonly (Inline | Words)[]): Words {
  const all = text.flatMap((piece, at) => [piece, ...inlines(parts[at])])
  return all.reduce<readonly Inline[]>(joined, [])
}

const inlines = (part: Inline | Words | undefined): Words =>
  part === undefined ? [] : Array.isArray(part) ? part : [part as Inline]

function joined(before: readonly Inline[], next: Inline): readonly Inline[] {
  const last = before.at(-1)
  if (next === '') return before
  return typeof last === 'string' && typeof next === 'string'
    ? [...before.slice(0, -1), last + next]
    : [...before, next]
}
