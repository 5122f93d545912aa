import { CORE_SCHEMA, constructFromEvents, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml'
import { type Problem, ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { bareMap } from './yaml-map.ts'
import { type Path, type Place, type Positions, positionsOf } from './yaml-positions.ts'
import { MAX_DEPTH, refusedEvents, refusedText } from './yaml-refusals.ts'
import { slipOf } from './yaml-slips.ts'
import { spellings, spliced } from './yaml-spelling.ts'

export interface Parsed {
  /** Null, booleans, finite numbers, text, arrays and objects without a prototype; undefined where there are problems. */
  readonly data: unknown
  readonly positions: Positions
  readonly problems: readonly Problem[]
  /** What is data all the same. */
  readonly warnings: readonly Problem[]
}

/** YAML 1.2 of one document without anchors, aliases, merge keys and tags: what is written is what is there. */
export function parseYaml(text: string, file: string): Parsed {
  const positions = positionsOf(text)
  const refused = refusedText(text, file)
  const bad = (problems: readonly Problem[]): Parsed => ({ data: undefined, positions, problems, warnings: [] })
  if (refused !== undefined) return bad([refused])
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH })
    const problems = refusedEvents(text, events, file)
    if (problems.length > 0) return bad(problems)
    const [data] = constructFromEvents(events, { source: text, schema: SCHEMA, maxAliases: 0, json: true })
    const odd = isOdd(data) ? oddValues(data, [], positions, file) : []
    const errors = odd.filter(({ level }) => level === 'error')
    return errors.length > 0 ? bad(errors) : { data, positions, problems: [], warnings: odd }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return bad([badYaml(error, text, file)])
  }
}

const SCHEMA = CORE_SCHEMA.withTags(bareMap)

/** Nearly every file holds none, and is told so without a path for each of its values. */
function isOdd(value: unknown): boolean {
  if (typeof value === 'number') return !isExact(value)
  if (typeof value === 'string') return value.length <= 3 && OLD_WORD.test(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(isOdd)
  // Mappings here have no prototype.
  for (const key in value) if (isOdd((value as Readonly<Record<string, unknown>>)[key])) return true
  return false
}

function oddValues(value: unknown, at: Path, positions: Positions, file: string): Problem[] {
  if (typeof value === 'object' && value !== null) {
    const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
    return parts.flatMap(([key, part]) => oddValues(part, [...at, key], positions, file))
  }
  if (typeof value === 'number' && !isExact(value)) {
    return [problem('bad-number', ...says.yamlText.inexact, { file, ...positions.of(at) })]
  }
  if (typeof value !== 'string' || !OLD_WORD.test(value)) return []
  if (positions.scalar(at)?.style !== SCALAR_STYLE.PLAIN) return []
  const where = { file, ...positions.of(at), level: 'warning' as const }
  return [problem('yaml-1.1', ...says.yamlText.oldWord(value), where)]
}

const OLD_WORD = /^(?:y|yes|on|n|no|off)$/i

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}

function badYaml({ reason, mark }: YAMLException, text: string, file: string): Problem {
  const place: Place = { line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1 }
  const before = mark === undefined ? '' : text.slice(mark.position - mark.column, mark.position)
  const slip = slipOf(reason, before)
  return problem(slip?.code ?? 'bad-yaml', ...(slip?.words ?? says.yamlText.noYaml(reason)), { file, ...place })
}

/**
 * The text with exactly one scalar moved, in its own style of quotes; every other byte stays. `from` and `to` are the
 * value as text. Throws ProblemError where `from` is not what stands there or where no way to write `to` keeps the rest.
 */
export function editScalar(text: string, at: Path, from: string, to: string): string {
  const where = at.join('.')
  const old = parseYaml(text, where)
  if (old.problems.length > 0) throw new ProblemError(old.problems)
  const value = at.reduce<unknown>(
    (data, part) => (data as Record<string | number, unknown> | null | undefined)?.[part],
    old.data,
  )
  const scalar = old.positions.scalar(at)
  if (scalar === undefined || value === null || value === undefined)
    throw refused('nothing-there', says.yamlText.nothingThere(where))
  if (String(value) !== from) throw refused('moved', says.yamlText.moved(where, String(value), from))
  const wanted = JSON.stringify(withValue(old.data, at, likeOld(value, to, where)))
  const proven = spellings(scalar.style, typeof value, to)
    .map(spelling => spliced(text, scalar, spelling))
    .find(edited => JSON.stringify(parseYaml(edited, where).data) === wanted)
  if (proven === undefined) throw refused('cannot-edit', says.yamlText.cannotEdit(where, to))
  return proven
}

function refused(code: string, words: WrongAndFix): ProblemError {
  return new ProblemError([problem(code, ...words)])
}

/** Text stays text and a number stays a number, so that an edit can never change what kind of thing a value is. */
function likeOld(old: unknown, to: string, where: string): unknown {
  if (typeof old === 'string') return to
  const value = typeof old === 'number' ? Number(to) : to === 'true' ? true : to === 'false' ? false : undefined
  if (value !== undefined && to.trim() !== '' && !Number.isNaN(value)) return value
  throw refused('wrong-type', says.yamlText.otherKind(where, typeof old === 'number' ? 'number' : 'boolean', to))
}

function withValue(data: unknown, at: Path, value: unknown): unknown {
  const [first, ...rest] = at
  if (first === undefined) return value
  if (Array.isArray(data)) return data.map((item, i) => (i === first ? withValue(item, rest, value) : item))
  const map = data as Readonly<Record<string, unknown>>
  return { ...map, [first]: withValue(map[first], rest, value) }
}
