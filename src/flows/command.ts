import type { Repository } from '../core/repository.ts'
import type { Args } from '../core/usage.ts'
import type { Document, Modal } from '../words/document.ts'
import type { ListName } from './among.ts'
import type { Answered } from './ask.ts'
import type { Identity } from './identity.ts'
import type { Onlooker } from './world.ts'

/** What a command gets. It returns words, and what is to come of it; it never sees Slack. */
export interface Asked<A> {
  readonly world: Onlooker
  readonly repository: Repository
  readonly who: Identity
  readonly channel: string
  readonly args: A
  /** Every command there is, for `help`. */
  readonly all: readonly AnyCommand[]
}

/** A form, or why there is nothing to ask for; undefined where the line says too little even for that. */
export type Opened = Modal | Document | undefined

/** One word after `/kedge`: its usage line is the grammar, the help text and the type of `args`. */
export interface Command<U extends string> {
  readonly name: string
  readonly usage: U
  /** One sentence for the list. */
  readonly summary: string
  /** What is one of a fixed list, so that help and refusals can name it. */
  readonly lists?: { readonly [K in keyof Args<U>]?: ListName }
  run(asked: Asked<Args<U>>): Promise<Document | Answered>
  /** Instead of all that, where neither the rules nor who asks are needed: then it is answered whatever is down. */
  plain?(asked: Pick<Asked<Args<U>>, 'args' | 'all'>): Document
  /** The form it opens straight away, before it is run: what was typed carries a trigger that lives three seconds. */
  form?(asked: Asked<Args<U>>): Modal
  /** The form for a line that ends too early, with what was typed filled in; or why there is nothing to choose. */
  rest?(asked: Asked<Partial<Args<U>>>): Opened | Promise<Opened>
  /** What that form is about, where it cannot ask for it: a line that does not say it opens none. */
  readonly restOf?: keyof Args<U> & string
}

// biome-ignore lint/suspicious/noExplicitAny: commands of every usage stand in one list; each is called with what its own usage parsed.
type AnyAsked = Asked<any>
export type AnyCommand = Omit<Command<string>, 'lists' | 'run' | 'plain' | 'form' | 'rest' | 'restOf'> & {
  readonly lists?: Readonly<Record<string, ListName>>
  run(asked: AnyAsked): Promise<Document | Answered>
  plain?(asked: Pick<AnyAsked, 'args' | 'all'>): Document
  form?(asked: AnyAsked): Modal
  rest?(asked: AnyAsked): Opened | Promise<Opened>
  readonly restOf?: string
}

/**
 * An answer about the models of a channel, which is posted there for all where `here` was written. What somebody sees in a
 * channel is what that channel may show, so it is the same answer.
 */
export function inPlace(here: string | undefined, document: Document): Answered {
  return { document, outcome: {}, ...(here !== undefined && { inPlace: true }) }
}

/** Types `args` by the usage line. The default export of every file in `commands/`. */
export function command<const U extends string>(entry: Command<U>): Command<U> {
  return entry
}
