import type { SlackPlace } from './identity.ts'

/** What arrives from Slack, as plain data: checked, kept in the inbox, and worked on afterwards. */
export interface Said extends SlackPlace {
  readonly text: string
  readonly responseUrl?: string
}

export interface Pressed extends SlackPlace {
  readonly action: string
  readonly value: string
  /** `alone`: only this person sees it. */
  readonly message: { readonly channel: string; readonly ts: string; readonly alone?: true }
  readonly responseUrl?: string
}

/** A file was shared in a channel. */
export interface SharedFile extends SlackPlace {
  readonly file: string
}

/** A form has no channel of its own: it carries the one it was opened in. */
export interface Submitted extends Omit<SlackPlace, 'channel'> {
  readonly callback: string
  readonly context: string
  readonly values: Readonly<Record<string, string>>
}
