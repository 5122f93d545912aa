/** Foreign text made harmless for every surface; what a surface itself would read as markup is its renderer's work. */

import { says } from '../words/says.ts'

/** Who is who, for names and mentions. `People.people` fits. */
export type Faces = Readonly<
  Record<string, { readonly name: string; readonly slack?: string; readonly github?: { readonly login: string } }>
>

/** Characters nobody sees but programs obey: direction overrides, zero-width ones, tags. They can fake or hide a line. */
const unseen = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
/** Drawn as nothing or as an empty place: fillers, the empty pattern of Braille, and marks that only choose how a letter looks. */
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g

/** Several lines: without control characters, invisible ones and halves of characters. A tab is two spaces. */
export function lines(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', '  ')
    .replace(controls, '')
    .replace(unseen, '')
    .toWellFormed()
}

/** One line, so that nothing foreign can look like a line of ours. */
export function line(text: string): string {
  return lines(text).replace(/\n+/g, ' ').trim()
}

/** How many letters anybody sees of it: what says nothing to people is no word. */
export const lettersIn = (text: string) => line(text).replace(blank, '').replace(/\s+/g, ' ').trim().length

/** At most `max` UTF-16 units, the last of them `…` where something was cut; never half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')}…`
}

/** The name people know somebody by; whoever is not in the people policy goes by their account. */
export function nameOf(id: string, people: Faces): string {
  return Object.hasOwn(people, id) ? (people[id]?.name ?? id) : id
}

/** `31 January 2027` or `31 January 2027, 09:15 UTC`, as in sentences; what is no time is shown as it came. */
export function timeOf(at: string, show: 'day' | 'minute'): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? line(at) : says.clean[show](new Date(ms).toISOString())
}

/** Only web addresses become links. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

/** Monospace columns: two for wide letters and pictures, near enough to align tables. */
export function columns(text: string): number {
  let count = 0
  for (const character of text) count += /\p{Mn}|\p{Me}|\ufe0f/u.test(character) ? 0 : wide.test(character) ? 2 : 1
  return count
}
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)))

/** A table as aligned lines: head, a rule, rows. Columns of numbers stand right. */
export function aligned(head: readonly string[], rows: readonly (readonly string[])[], widest = 40): string[] {
  const cells = [head, ...rows].map(row => head.map((_, column) => cut(line(row[column] ?? ''), widest)))
  const widths = head.map((_, column) => Math.max(1, ...cells.map(row => columns(row[column] ?? ''))))
  const numeric = head.map((_, column) => rows.length > 0 && cells.slice(1).every(row => isNumber(row[column] ?? '')))
  const drawn = cells.map(row => row.map((cell, column) => laid(cell, widths[column] ?? 1, numeric[column])).join('  '))
  const [top = '', ...others] = drawn.map(text => text.trimEnd())
  return [top, widths.map(width => '─'.repeat(width)).join('  '), ...others]
}

const isNumber = (cell: string) => /^(?:[-+−±]?\d[\d,]*(?:\.\d+)?\s?[%\w/]*|[-–—]|)$/.test(cell)

function laid(cell: string, width: number, right: boolean | undefined): string {
  return right ? ' '.repeat(Math.max(0, width - columns(cell))) + cell : padded(cell, width)
}
