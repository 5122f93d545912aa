import { says } from '../words/says.ts'

/** What a reader is told when something is wrong: where, why, and what to do about it. There is no problem without a fix. */
export interface Problem {
  /** Only an error stops anybody. A warning is to be looked at; a note is good to know. */
  readonly level: 'error' | 'warning' | 'note'
  /** A word from the list in `docs`, stable, for programs: `unknown-key`, `bad-yaml`, `impossible-fact` … */
  readonly code: string
  /** Path inside the repository, with `/`. */
  readonly file?: string
  /** 1-based. */
  readonly line?: number
  /** 1-based. */
  readonly column?: number
  readonly says: string
  /** A command to type or a line to change. */
  readonly fix: string
}

/** What is wrong and what to do about it, in words. */
export type WrongAndFix = readonly [wrong: string, fix: string]

/** So many problems are written out at once; each row of a long answer may have one. */
const MOST = 20

/** The first of a list, and in words how many more there are. */
export function firstOf<T>(all: readonly T[]): readonly (T | string)[] {
  return all.length > MOST ? [...all.slice(0, MOST), says.problem.more(all.length - MOST)] : all
}

/** Bad news for a person: thrown, caught at a door, and shown with its fix. Anything else thrown is our own bug. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(
      firstOf(problems)
        .map(it => (typeof it === 'string' ? it : lineOf(it)))
        .join('\n'),
    )
    this.name = 'ProblemError'
    this.problems = problems
  }
}

export function problem(code: string, says: string, fix: string, where: Partial<Problem> = {}): Problem {
  return { level: 'error', code, says, fix, ...where }
}

/** `models/a.yaml:12:3 error unknown-key: … fix: …`, the form editors and terminals make clickable. */
export function lineOf(p: Problem): string {
  const where = [p.file, p.line, p.column].filter(part => part !== undefined).join(':')
  const told = `${p.level} ${p.code}: ${p.says}\n  fix: ${p.fix}`
  return where === '' ? told : `${where} ${told}`
}

/** By file, line and column, so that the same problems are always shown in the same order. */
export function sorted(problems: readonly Problem[]): Problem[] {
  const key = (p: Problem) =>
    `${p.file ?? ''}\0${String(p.line ?? 0).padStart(8, '0')}\0${String(p.column ?? 0).padStart(6, '0')}\0${p.code}`
  return [...problems].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
