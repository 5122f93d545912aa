/** Where the story plays: the airline, a clock that is set by hand, and a bot that works in this process or another. */
import type { Airline } from './airline.ts'
import type { SlackMessage } from './slack-workspace.ts'

export interface Stage {
  readonly air: Airline
  readonly clock: { readonly now: () => Date; set(iso: string): void }
  /** Lets the bot measure once at the time the clock shows. */
  watch(): Promise<void>
  /** Lets the bot work off what waits. */
  settle(): Promise<void>
  /** Lets the bot compare what is on its way with GitHub, where no webhook does. */
  reconcile(): Promise<void>
  /** Tells whoever looks on what happens. */
  tell(what: Told): void
}

export type Told =
  | { readonly is: 'chapter'; readonly title: string; readonly at: Date }
  | { readonly is: 'act'; readonly who: string; readonly does: string }
  | {
      readonly is: 'card'
      readonly where: string
      readonly message: Pick<SlackMessage, 'blocks'>
      readonly note?: string
    }
  | { readonly is: 'text'; readonly title: string; readonly text: string }

/** How long people wait for what they expect, in ms; a bot that was killed must be up again within it. */
const PATIENCE_MS = 120_000

/** Waits for something to be seen, while the bot works. The error says what never came. */
export async function until<T>(
  stage: Stage,
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  forMs = PATIENCE_MS,
): Promise<T> {
  for (const end = Date.now() + forMs; ; ) {
    await stage.settle()
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    if (Date.now() > end) throw new Error(`${what} never came`)
    await new Promise(done => setTimeout(done, 10))
  }
}

/** How long people wait before they do the same again; counted are moments in which the bot has nothing left to do. */
const AGAIN_MS = 800

/** Does what people do when nothing seems to happen: the same again. */
export async function insist<T>(
  stage: Stage,
  what: string,
  act: () => Promise<unknown>,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    await act().catch(() => undefined)
    const seen = await until(stage, what, look, AGAIN_MS).catch(() => undefined)
    if (seen !== undefined) return seen
    if (Date.now() > end) throw new Error(`${what} never came, however often it was asked for`)
  }
}
