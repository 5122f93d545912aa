import type { Problem } from '../core/problem.ts'

/** Problems quote what stands in files, which may hold signs that begin a line, move a cursor or turn the text round. */
export function visibleProblem(p: Problem): Problem {
  const { code, says, fix } = { code: visible(p.code), says: visible(p.says), fix: visible(p.fix) }
  return { ...p, code, says, fix, ...(p.file === undefined ? {} : { file: visible(p.file) }) }
}

/** Signs that do something instead of being seen, and halves of characters, become `\u001b` and the like. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, named)
}

/** `\u001b` for the sign itself. */
export function named(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}
