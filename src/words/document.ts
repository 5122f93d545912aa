/**
 * What Kedge says, as data: reports build documents, renderers turn them into Block Kit, Markdown or terminal text.
 * Every string may come from YAML, a reading or a person; only renderers escape, once.
 */
export type Inline =
  | string
  | { readonly is: 'strong'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly url: string }
  /** A key of the people policy: a mention where `ping`, else the name. */
  | { readonly is: 'person'; readonly id: string; readonly ping?: boolean }
  /** A channel by Slack’s id, with its name where it is shown. */
  | { readonly is: 'channel'; readonly id: string }
  /** ISO; shown as a day, or with its time in UTC. */
  | { readonly is: 'time'; readonly at: string; readonly show: 'day' | 'minute' }

export type Words = readonly Inline[]

export interface Button {
  /** What was pressed: `rollback`, `approve`, `deny`, `take` … */
  readonly action: string
  readonly text: string
  readonly style?: 'primary' | 'danger'
  /** Opaque: a subject or a seal. The server looks up what it means. */
  readonly value: string
}

export type Block =
  | { readonly is: 'title'; readonly text: string }
  | { readonly is: 'text'; readonly words: Words }
  | { readonly is: 'facts'; readonly rows: readonly (readonly [label: string, words: Words])[] }
  /** `acted`, here and below: people act by it, so whatever else can be left out is, before it. */
  | { readonly is: 'list'; readonly items: readonly Words[]; readonly acted?: true }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'code'; readonly text: string; readonly language?: string; readonly acted?: true }
  | { readonly is: 'quote'; readonly text: string; readonly acted?: true }
  /** A picture already uploaded; `file` is Slack's id of it. Markdown shows the alt text. */
  | { readonly is: 'picture'; readonly file: string; readonly alt: string }
  /** Mermaid source; Slack leaves it out, since the picture stands there. */
  | { readonly is: 'diagram'; readonly mermaid: string }
  | { readonly is: 'note'; readonly words: Words; readonly acted?: true }
  | { readonly is: 'rule' }
  | { readonly is: 'buttons'; readonly buttons: readonly Button[] }
  /** Folded on GitHub, left out in Slack. */
  | { readonly is: 'details'; readonly summary: string; readonly blocks: readonly Block[] }

export interface Document {
  /** One plain line: the notification, the fallback, the screen reader's version. */
  readonly summary: string
  readonly blocks: readonly Block[]
}

export const strong = (text: string): Inline => ({ is: 'strong', text })
export const code = (text: string): Inline => ({ is: 'code', text })
export const link = (text: string, url: string): Inline => ({ is: 'link', text, url })
/** A name that leads somewhere, where that is known. */
export const linked = (text: string, url: string | undefined): Inline =>
  url === undefined ? strong(text) : link(text, url)
export const person = (id: string): Inline => ({ is: 'person', id })
export const ping = (id: string): Inline => ({ is: 'person', id, ping: true })
export const channel = (id: string): Inline => ({ is: 'channel', id })
export const day = (at: string): Inline => ({ is: 'time', at, show: 'day' })
export const minute = (at: string): Inline => ({ is: 'time', at, show: 'minute' })

interface Asks {
  /** Names the answer. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  /** May be left empty. */
  readonly optional?: true
  /** What stands there before anybody wrote anything. */
  readonly initial?: string
}

/** A text to write, one of a few to choose, or a day, which is answered as YYYY-MM-DD. */
export type Input =
  | (Asks & {
      readonly is: 'text'
      readonly lines: 'one' | 'many'
      readonly minLength: number
      readonly maxLength: number
    })
  | (Asks & { readonly is: 'select'; readonly choices: readonly Choice[] })
  | (Asks & { readonly is: 'day' })

/** What is meant, and what it is called. */
export interface Choice {
  readonly value: string
  readonly text: string
}

/** A form, with what has to be known to fill it in above its inputs. */
export interface Modal {
  /** Which flow gets the answers: `rollback`. */
  readonly callback: string
  /** Opaque, at most 3,000 characters. */
  readonly context: string
  readonly title: string
  /** Left out where there is nothing to send; then there are no inputs. */
  readonly submit?: string
  readonly blocks: readonly Block[]
  readonly inputs: readonly Input[]
}
