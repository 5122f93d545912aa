import type { Model } from './model.ts'
import type { People } from './people.ts'
import type { Profile } from './profile.ts'
import type { Source } from './source.ts'
import type { UseCase } from './use-case.ts'

/** The policy repository, parsed and checked: what every decision is made from. */
export interface Repository {
  /** The commit it was read at; 'working-tree' for files on disk. */
  readonly commit: string
  readonly models: Readonly<Record<string, Model>>
  readonly useCases: Readonly<Record<string, UseCase>>
  readonly sources: Readonly<Record<string, Source>>
  /** By their own ids: `profileId` of a model. */
  readonly profiles: Readonly<Record<string, Profile>>
  /** By kind, then in the order of their ids. Use `policiesOf`. */
  readonly policies: Readonly<Record<string, readonly unknown[]>>
  readonly people: People
  /** The path of each model and policy by `kind/id`, and each file's text and git blob id. */
  readonly paths: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, RepositoryFile>>
  /** What main really holds, where that has errors and all else here is what was read before; left out where it has none. */
  readonly tip?: Readonly<Record<string, RepositoryFile>>
}

export interface RepositoryFile {
  readonly text: string
  /** Git's name for these bytes. */
  readonly blob: string
}
