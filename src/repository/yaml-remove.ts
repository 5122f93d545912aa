import { behindBreak, columnOf, indentOf, lineEnd, lineStart, type Splice } from './yaml-lines.ts'
import type { Path } from './yaml-positions.ts'
import { putSplice } from './yaml-put.ts'
import { type Span, spanAt } from './yaml-spans.ts'

/** What is cut out; undefined where there is no tidy way. Nothing is proven yet. */
export function removeSplice(text: string, root: Span, at: Path): Splice | undefined {
  const parentAt = at.slice(0, -1)
  const [parent, span] = [spanAt(root, parentAt), spanAt(root, at)]
  if (parent === undefined || span === undefined) return undefined
  if (parent.children.size === 1) return cutOnly(text, root, parentAt, parent, span)
  const all = [...parent.children.values()]
  const index = all.indexOf(span)
  if (parent.form === 'inline') return cutInline(text, span, all[index - 1], all[index + 1])
  return cutLines(text, span, all[index + 1])
}

/** What is left is empty and says so behind its key; the comments over what went stay. */
function cutOnly(text: string, root: Span, at: Path, parent: Span, span: Span): Splice | undefined {
  if (at.length === 0) return undefined
  const empty = parent.is === 'list' ? '[]' : '{}'
  const over = text.slice(parent.after, lineStart(text, span.entry))
  const ownLines = parent.form === 'block' && over !== '' && columnOf(text, span.entry) === indentOf(text, span.entry)
  if (!ownLines) return putSplice(text, root, at, parent.is === 'list' ? [] : {})
  return { start: parent.after, end: behindBreak(text, lineEnd(text, span.end)), text: ` ${empty}${over}` }
}

/** With the comma before it, or of the first one the comma behind. A comment in between belongs to somebody else. */
function cutInline(text: string, span: Span, before: Span | undefined, next: Span | undefined): Splice | undefined {
  const [start, end] = before === undefined ? [span.entry, next?.entry ?? span.end] : [before.end, span.end]
  const between = before === undefined ? text.slice(span.end, end) : text.slice(start, span.entry)
  return /^[\s,]*$/.test(between) ? { start, end, text: '' } : undefined
}

/** Whole lines, with the comment behind the value; of what stands behind a dash, up to its next neighbour. */
function cutLines(text: string, span: Span, next: Span | undefined): Splice | undefined {
  const [start, end] = [lineStart(text, span.entry), lineEnd(text, span.end)]
  if (columnOf(text, span.entry) === indentOf(text, span.entry)) return { start, end: behindBreak(text, end), text: '' }
  if (next === undefined || text.slice(end, next.entry).trim() !== '') return undefined
  return { start: span.entry, end: next.entry, text: '' }
}
