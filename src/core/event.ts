import type { By, Doer, Itself } from './doer.ts'
import type { Bodies } from './event-bodies.ts'

export type EventType = keyof Bodies

/** What is somebody's word: Kedge never says it for them. */
export type Said =
  | 'change.asked'
  | 'change.voted'
  | 'change.reviewed'
  | 'case.taken'
  | 'case.snoozed'
  | 'case.reopened'
  | 'promise.explained'
  | 'drop.offered'
  | 'drop.accepted'
  | 'sighting.reported'

declare const made: unique symbol
/** Made by `happened` alone. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: { readonly [made]: true; readonly type: K; readonly by: By; readonly body: Bodies[K] }
}[T]

/** Unique in (subject, seq), so that two writers cannot both win. */
export type Event<T extends EventType = EventType> = {
  [K in T]: {
    readonly v: 1
    readonly subject: string
    readonly seq: number
    readonly at: string
    readonly type: K
    readonly by: By
    readonly body: Bodies[K]
  }
}[T]

export function happened<T extends EventType>(
  type: T,
  by: T extends Said ? Doer : Doer | Itself,
  body: Bodies[T],
): NewEvent<T> {
  return { type, by, body } as NewEvent<T>
}
