import type { TSchema } from 'typebox'
import type { Finding } from '../core/change.ts'
import type { Branch, Complaint, ExampleResult, Matter, PolicyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'

/** A kind whatever its schema. Its functions are called only with data that fits its own schema, hence `never`. */
export type AnyKind = Pick<PolicyKind, 'kind' | 'summary' | 'failing' | 'decides'> & {
  readonly schema: TSchema
  readonly examples?: (policy: never) => readonly ExampleResult[]
  readonly meaning?: (policy: never) => unknown
  readonly branches?: (policy: never) => readonly Branch[]
  readonly stopsNothing?: (policy: never) => boolean
  readonly complaints?: (policy: never, repository: Repository) => readonly Complaint[]
  readonly judge?: (policy: never, matter: Matter) => readonly Finding[] | Finding | undefined
  readonly today?: (policy: never, now: Date, repository: Repository) => readonly Complaint[]
}
export type Kinds = Readonly<Record<string, AnyKind>>
