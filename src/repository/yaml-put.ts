import type { Json } from '../core/edit.ts'
import { breakOf, columnOf, lineEnd, type Splice } from './yaml-lines.ts'
import type { Path } from './yaml-positions.ts'
import { type Span, spanAt } from './yaml-spans.ts'
import { entryLines, inlineText, keyText } from './yaml-write.ts'

/** Where a value is written and how; undefined where there is no tidy way. Nothing is proven yet. */
export function putSplice(text: string, root: Span, at: Path, value: Json): Splice | undefined {
  const part = at.at(-1)
  const parent = spanAt(root, at.slice(0, -1))
  if (part === undefined || parent === undefined || parent.is === 'scalar') return undefined
  const there = parent.children.get(part)
  if (there !== undefined) return replaced(text, parent, there, value)
  return parent.form === 'inline' ? addedInline(text, parent, part, value) : addedBelow(text, parent, part, value)
}

function addedInline(text: string, parent: Span, part: string | number, value: Json): Splice | undefined {
  const entry = parent.is === 'list' ? inlineText(value) : `${keyText(`${part}`)}: ${inlineText(value)}`
  const last = lastOf(parent)
  if (last !== undefined) return { start: last.end, end: last.end, text: `, ${entry}` }
  const [start, end] = [parent.start + 1, parent.end - 1]
  if (text.slice(start, end).trim() !== '') return undefined
  return { start, end, text: parent.is === 'list' ? entry : ` ${entry} ` }
}

/** Below the last neighbour, as far in as that one; a comment behind it stays with it. */
function addedBelow(text: string, parent: Span, part: string | number, value: Json): Splice | undefined {
  const last = lastOf(parent)
  if (last === undefined) return undefined
  const lead = parent.is === 'list' ? '-' : `${keyText(`${part}`)}:`
  const column = columnOf(text, last.entry)
  const end = lineEnd(text, last.end)
  const lines = entryLines(lead, value, column, formLike(parent))
  return { start: end, end, text: lines.map(line => breakOf(text) + ' '.repeat(column) + line).join('') }
}

/** A comment behind the old value stays there; those inside it go with it. */
function replaced(text: string, parent: Span, old: Span, value: Json): Splice {
  const lead = text.slice(old.entry, old.after)
  const column = columnOf(text, old.entry)
  const form = parent.form === 'inline' ? 'inline' : old.form === 'block' && old.is !== 'scalar' ? 'block' : undefined
  const [first = '', ...below] = entryLines(lead, value, column, form)
  if (old.form === 'inline' && below.length === 0) {
    const written = parent.form === 'inline' ? inlineText(value) : first.slice(lead.length + 1)
    return { start: old.start, end: old.end, text: old.start === old.end ? ` ${written}` : written }
  }
  const rest = old.form === 'inline' ? old.end : old.after
  const comment = /^\s*#.*$/.exec(text.slice(rest, lineEnd(text, rest)))?.[0] ?? ''
  const lines = [first + comment, ...below.map(line => ' '.repeat(column) + line)]
  return { start: old.entry, end: lineEnd(text, old.end), text: lines.join(breakOf(text)) }
}

/** A list goes on as it ends; among the keys of a mapping, collections below their keys want company. */
function formLike(parent: Span): 'inline' | 'block' | undefined {
  const alike = [...parent.children.values()].filter(child => child.is !== 'scalar')
  if (parent.is === 'list') return alike.at(-1)?.form
  return alike.length > 0 && alike.every(child => child.form === 'block') ? 'block' : undefined
}

function lastOf(parent: Span): Span | undefined {
  return [...parent.children.values()].at(-1)
}
