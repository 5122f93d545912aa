import { digestOf } from './canonical.ts'
import type { Event } from './event.ts'
import type { Bodies } from './event-bodies.ts'
import { slug } from './slug.ts'

/** A model in use that nobody registered, as people reported it. Two who name it alike speak of one. */
export interface Sighting {
  readonly id: string
  /** As whoever reported it first called it. */
  readonly name: string
  /** Oldest first. */
  readonly reports: readonly Reported[]
}

export type Reported = Bodies['sighting.reported'] & { readonly by: string; readonly at: string }

/** What is known of personal data in it. */
export const PERSONAL = ['yes', 'no', 'unknown'] as const
export type Personal = (typeof PERSONAL)[number]

/** Names are anything people write, so the subject is named after a digest; spaces and letters’ case make no other. */
export function sightingSubject(name: string): string {
  return `sighting/${digestOf(name.trim().toLowerCase().replace(/\s+/g, ' ')).slice(0, 12)}`
}

export function sightingFrom(events: readonly Event[]): Sighting | undefined {
  return events.reduce<Sighting | undefined>((was, event) => {
    if (event.type !== 'sighting.reported') return was
    const reported = { ...event.body, by: event.by, at: event.at }
    return { id: event.subject, name: was?.name ?? event.body.name, reports: [...(was?.reports ?? []), reported] }
  }, undefined)
}

/** Every way a reported name may be written where it is registered: as it is, and as an id. */
export const writtenAs = (name: string): readonly string[] => [name.trim(), slug(name)].filter(it => it !== '')
