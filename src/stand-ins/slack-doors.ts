/** The two ways Slack speaks to an app, seen from Slack's side: one function each way. */
import type { Loose } from './emulate.ts'

/** What is sent, in Socket Mode's names for it. */
export type Kind = 'slash_commands' | 'interactive' | 'events_api'

/** What the app said: status as over HTTP (504 where nothing came within three seconds), and how long it took. */
export interface Answer {
  readonly status: number
  /** JSON where it was JSON, else text; left out where it was empty. */
  readonly body?: Loose
  readonly ms: number
}

/** How a delivery departs from an honest first one. */
export interface Delivery {
  /** HTTP only. */
  readonly signature?: 'wrong' | 'none'
  /** HTTP only: how old the signed timestamp is; negative lies in the future. */
  readonly ageSeconds?: number
  /** Slack sends an event again with these. */
  readonly retry?: { readonly num: number; readonly reason: string }
}

export type Door = (kind: Kind, payload: Loose, delivery?: Delivery) => Promise<Answer>

/** Slack waits this long for an answer. */
export const patienceMs = 3000
