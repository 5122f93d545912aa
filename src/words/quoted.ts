import { listWords } from './figures.ts'

/** `a, b or c`, each as code. */
export function oneOf(words: readonly string[]): string {
  return listWords(
    words.map(word => quoted(word)),
    'or',
  )
}

/** A value as code, cut where nobody would read on: it comes from a file and may be anything of any length. */
export function quoted(value: unknown): string {
  const word = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return `\`${word.length > 80 ? `${word.slice(0, 79)}…` : word}\``
}
