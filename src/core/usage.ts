import { says } from '../words/says.ts'
import { nearest } from './did-you-mean.ts'

/**
 * A usage line is the grammar of a command, its help text and the type of its arguments:
 * `<model> to <version> because <reason...> [as-of <date>]`. A bare word stands for itself, `<name>` is one word
 * (or several in double quotes), `<name...>` is all that is left, and `[…]` may be missing. A bare word alone in brackets is
 * an argument of its own: `[here]` says whether it was written.
 */
export type Args<U extends string> = {
  readonly [K in Needed<U>]: string
} & {
  readonly [K in Optional<U>]?: string
}

type Slots<U extends string> = U extends `${string}<${infer Slot}>${infer Rest}` ? Plain<Slot> | Slots<Rest> : never
type Plain<Slot extends string> = Slot extends `${infer Name}...` ? Name : Slot
type Optional<U extends string> = U extends `${string}[${infer Inside}]${infer Rest}`
  ? (Inside extends `${string}<${string}` ? Slots<Inside> : Inside) | Optional<Rest>
  : never
type Needed<U extends string> = U extends `${infer Before}[${string}]${infer Rest}`
  ? Slots<Before> | Needed<Rest>
  : Slots<U>

export type Parsed<U extends string> =
  | { readonly ok: true; readonly args: Args<U> }
  | {
      readonly ok: false
      readonly says: string
      readonly fix: string
      /** What was understood, where nothing is wrong but that the line ends too early. */
      readonly part?: Partial<Args<U>>
    }

type Part =
  | { readonly is: 'word'; readonly word: string; readonly told?: true }
  | { readonly is: 'slot'; readonly name: string; readonly rest: boolean }
  | { readonly is: 'maybe'; readonly parts: readonly Part[] }

interface Word {
  readonly text: string
  readonly quoted: boolean
  /** Where it begins, so that the rest can be kept as it was written. */
  readonly at: number
}

type Understood = Readonly<Record<string, string>>

type Match =
  | { readonly ok: true; readonly args: Understood; readonly next: number }
  | {
      readonly ok: false
      readonly args: Understood
      readonly at: number
      readonly wanted: Part | undefined
      /** The bare words that could stand there. */
      readonly bare: readonly string[]
      /** Whether what was wanted may not be left out. */
      readonly needed: boolean
    }

/** Reads what somebody wrote by a usage line. `prefix` (`/kedge rollback`) stands before it in the fix. */
export function parseUsage<const U extends string>(usage: U, text: string, prefix = ''): Parsed<U> {
  const words = wordsOf(text)
  const match = matchAll([...partsOf(usage), { is: 'end' }], words, text, 0)
  if (match.ok) return { ok: true, args: match.args as Args<U> }
  return {
    ok: false,
    says: refusal(match, words),
    fix: says.usage.fix([prefix, usage].filter(Boolean).join(' ')),
    ...(match.at >= words.length && { part: match.args as Partial<Args<U>> }),
  }
}

/** What a line begins with, where that is no bare word; and the bare words that may stand in its place. */
export function firstSlot(usage: string): { readonly name: string; readonly words: readonly string[] } | undefined {
  return slotOf(partsOf(usage))
}

function slotOf([part, ...after]: readonly Part[]): ReturnType<typeof firstSlot> {
  if (part?.is === 'maybe') return slotOf([...part.parts, ...after])
  return part?.is === 'slot' ? { name: part.name, words: leading(after) } : undefined
}

/** How a line begins: with its first word, with its first two, and so on. */
export function beginnings(text: string): readonly string[] {
  const [, ...next] = wordsOf(text)
  return [...next.map(({ at }) => text.slice(0, at).trim()), text.trim()]
}

/** What is left of a usage line, and where it begins in a line, after its first argument and a word: `with <other>`. */
export function afterWord(usage: string, text: string): { readonly at: number; readonly usage: string } | undefined {
  const [, word, rest] = /^<[\w-]+> ([\w-]+) (<.*)$/.exec(usage) ?? []
  const [, second, third] = wordsOf(text)
  if (rest === undefined || word === undefined || second === undefined || third === undefined) return undefined
  return same(word, second) ? { at: third.at, usage: rest } : undefined
}

type Grammar = Part | { readonly is: 'end' }

function partsOf(usage: string): Part[] {
  const maybe = /^(.*?)\[([^\]]*)\](.*)$/.exec(usage)
  if (maybe !== null) {
    const [, before = '', inside = '', after = ''] = maybe
    const alone: Part = { is: 'word', word: inside, told: true }
    const parts = /^[\w-]+$/.test(inside) ? [alone] : partsOf(inside)
    return [...partsOf(before), { is: 'maybe', parts }, ...partsOf(after)]
  }
  return (usage.match(/\S+/g) ?? []).map(piece => {
    const slot = /^<([\w-]+)(\.\.\.)?>$/.exec(piece)
    return slot === null
      ? { is: 'word', word: piece }
      : { is: 'slot', name: slot[1] ?? '', rest: slot[2] !== undefined }
  })
}

/** Phones and word processors write “curly quotes”, „those of their language“, « with room in them » or ‘single’ ones. */
export const QUOTE = '["“”„«»‹›‘’‚]'

const WORD = /["“”„]([^"“”„]*)["“”„]|[«»‹›]([^«»‹›]*)[«»‹›]|[‘‚]([^‘’‚]*)[‘’](?!\S)|\x60([^\x60\s]+)\x60(?!\S)|\S+/g

/** What Kedge says is copied as `code`. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(found => {
    const quoted = found[1] ?? found[2]?.trim() ?? found[3]
    return { text: quoted ?? found[4] ?? found[0], quoted: quoted !== undefined, at: found.index }
  })
}

function matchAll(parts: readonly Grammar[], words: readonly Word[], text: string, at: number): Match {
  const [part, ...after] = parts
  const word = words[at]
  if (part === undefined) return { ok: true, args: {}, next: at }
  if (part.is === 'end')
    return word === undefined
      ? { ok: true, args: {}, next: at }
      : { ok: false, args: {}, at, wanted: undefined, bare: [], needed: false }
  if (part.is === 'maybe') {
    const withIt = matchAll([...part.parts, ...after], words, text, at)
    const without = withIt.ok ? withIt : matchAll(after, words, text, at)
    return without.ok || withIt.ok ? without : refusedBy(withIt, without)
  }
  if (word === undefined || !fits(part, word, leading(after)))
    return { ok: false, args: {}, at, wanted: part, bare: part.is === 'word' ? [part.word] : [], needed: true }
  const next = part.is === 'slot' && part.rest ? words.length : at + 1
  const rest = matchAll(after, words, text, next)
  if (part.is === 'word') return part.told ? { ...rest, args: { [part.word]: part.word, ...rest.args } } : rest
  return { ...rest, args: { [part.name]: part.rest ? text.slice(word.at).trim() : word.text, ...rest.args } }
}

type No = Match & { readonly ok: false }

/** The one of two refusals that says more: that got further, or else that names what could stand here. */
function refusedBy(a: No, b: No): No {
  if (a.at !== b.at) return a.at > b.at ? a : b
  return { ...(b.wanted === undefined ? a : b), bare: [...a.bare, ...b.bare], needed: b.needed }
}

/** A slot does not swallow a word that may follow it: in `rollback to 1.0.0` the model is missing, not called `to`. */
function fits(part: Part, word: Word, next: readonly string[]): boolean {
  if (part.is === 'word') return same(part.word, word)
  if (part.is === 'slot') return part.rest || (word.text !== '' && !next.some(wanted => same(wanted, word)))
  return false
}

/** The bare words that what is left may begin with. */
function leading([part, ...after]: readonly Grammar[]): readonly string[] {
  if (part?.is === 'word') return [part.word]
  return part?.is === 'maybe' ? [...leading(part.parts), ...leading(after)] : []
}

function same(wanted: string, { text, quoted }: Word): boolean {
  return !quoted && undashed(text).toLowerCase() === wanted.toLowerCase()
}

/** `as-of` may be written `--as-of`, as on the command line. */
const undashed = (text: string) => text.replace(/^(--|—|–)/, '')

function refusal({ at, wanted, bare, needed }: No, words: readonly Word[]): string {
  const got = words[at]
  const before = words[at - 1]?.text
  const { tooMuch, missing, expected } = says.usage
  if (wanted === undefined) return tooMuch(got?.text)
  const name = wanted.is === 'word' ? `\`${wanted.word}\`` : wanted.is === 'slot' ? `<${wanted.name}>` : ''
  if (got === undefined || wanted.is === 'slot') return missing(name, before)
  const near = got.quoted ? undefined : nearest(undashed(got.text), bare)
  return expected(near !== undefined ? [near] : needed ? bare.slice(-1) : bare, before, got.text)
}
