import type { Person } from '../core/people.ts'

export type Key = 'organisation' | 'slack' | 'channel' | 'person' | 'model' | 'tier' | 'owners' | 'useCase'

/** What was said so far, by flags or at the terminal. */
export type Said = Readonly<Partial<Record<Key, string>>>

/** What is known without asking. */
export interface Known {
  readonly folder: string
  /** Those of a people policy that is there already. */
  readonly people?: Readonly<Record<string, Person>>
}
