import { nearest } from '../core/did-you-mean.ts'
import { type Complaint, complaint } from '../core/policy-kind.ts'
import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import type { Kinds } from './kinds.ts'
import { idOf } from './repository-paths.ts'
import { misfits } from './schema.ts'
import type { Positions } from './yaml-positions.ts'
import { parseYaml } from './yaml-text.ts'

/** One file of `models/` or `policies/`, good or bad. */
export interface FileRead {
  readonly path: string
  readonly kind: string
  readonly data: unknown
  readonly positions: Positions
  readonly problems: readonly Problem[]
  /** Its kind is known and its data have the kind's schema: from here on nobody checks again. */
  readonly fits: boolean
}

/** Reads one file and holds it against the schema of its kind. */
export function readFile(path: string, text: string, kinds: Kinds): FileRead {
  const { data, positions, problems, warnings } = parseYaml(text, path)
  const header = data as { readonly kind?: unknown; readonly id?: unknown } | null | undefined
  const kind = typeof header?.kind === 'string' && Object.hasOwn(kinds, header.kind) ? kinds[header.kind] : undefined
  const read = { path, kind: kind?.kind ?? '', data, positions }
  if (problems.length > 0) return { ...read, problems, fits: false }
  const complaints = kind === undefined ? [unknownKind(header, Object.keys(kinds))] : misfits(kind.schema, data)
  const named =
    header?.id === undefined || header.id === idOf(path)
      ? []
      : [complaint(['id'], 'wrong-id', says.readFile.otherId(header.id, idOf(path)))]
  return {
    ...read,
    problems: [...warnings, ...placed(read, [...complaints, ...named])],
    fits: complaints.length + named.length === 0,
  }
}

function unknownKind(header: { readonly kind?: unknown } | null | undefined, known: readonly string[]): Complaint {
  const kind = header?.kind
  return typeof kind === 'string'
    ? complaint(['kind'], 'unknown-kind', says.readFile.unknownKind(kind, nearest(kind, known), known))
    : complaint(['kind'], 'no-kind', says.readFile.noKind(known))
}

/** A kind's complaint, with the line it is about. */
export function placed(file: Pick<FileRead, 'path' | 'positions'>, complaints: readonly Complaint[]): Problem[] {
  return complaints.map(({ at, code, says, fix, level }) => {
    const place = KEYS.has(code) ? file.positions.ofKey(at) : file.positions.of(at)
    return problem(code, says, fix, { level: level ?? 'error', file: file.path, ...place })
  })
}

/** Complaints about a key itself, not about what stands behind it. */
const KEYS = new Set(['unknown-key', 'wrong-name'])
