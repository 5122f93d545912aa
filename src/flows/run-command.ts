import { nearestOrBegun } from '../core/did-you-mean.ts'
import type { WrongAndFix } from '../core/problem.ts'
import { parseUsage } from '../core/usage.ts'
import { lettersIn } from '../reports/clean.ts'
import { waitingDocument } from '../reports/home.ts'
import { sentence, sentences } from '../reports/sentence.ts'
import { notKnown } from '../reports/vote-words.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import { listFaults, listsOf } from './among.ts'
import type { Said } from './arrivals.ts'
import type { Answered } from './ask.ts'
import { byName, slipInName } from './by-name.ts'
import type { AnyCommand } from './command.ts'
import { homeFacts } from './home-facts.ts'
import { identify, visible } from './identity.ts'
import type { Shown } from './named.ts'
import type { Onlooker } from './world.ts'

/**
 * Finds the command, reads its words, runs it; no word at all asks what waits. Whoever nobody knows may ask for help and
 * nothing else.
 */
export async function runCommand(world: Onlooker, all: readonly AnyCommand[], said: Said): Promise<Answered> {
  if (said.text.trim() === '') return only(await waiting(world, said))
  const plain = plainly(all, said.text)
  if (plain) return only(plain)
  const who = await identify(world, said)
  const repository = await world.policy()
  const shown = who.is === 'nobody' ? undefined : { models: visible(repository, who, said.channel), repository }
  const read = readCommand(all, said.text, shown)
  if ('no' in read) return only(read.no)
  const { entry, args, early } = read
  if (who.is === 'nobody') return only(notKnown(who.refusal))
  const asked = { world, repository, who, channel: said.channel, args, all }
  if (early) {
    const rest = await entry.rest?.(asked)
    return only(rest === undefined ? early.wrong : 'callback' in rest ? early.formAsks : rest)
  }
  const reply = await entry.run(asked)
  return 'document' in reply ? reply : only(reply)
}

/** The answer that needs nothing from outside: to such a word, to one that is none, and to one alone that says too little. */
function plainly(all: readonly AnyCommand[], line: string): Document | undefined {
  const entry = all.find(({ name }) => name === wordOf(line))
  const isAlone = line.trim().split(/\s+/).length === 1
  if (entry !== undefined && entry.plain === undefined && !isAlone) return undefined
  const read = readCommand(all, line)
  return 'no' in read ? read.no : read.entry.plain?.({ args: read.args, all })
}

async function waiting(world: Onlooker, said: Said): Promise<Document> {
  const who = await identify(world, said)
  return who.is === 'nobody' ? notKnown(who.refusal) : waitingDocument(await homeFacts(world, who, said.channel))
}

/**
 * Whether a line is one that a form asks the rest of, as far as it says so by itself: where a model is called by its name,
 * only the rules tell where that ends.
 */
export function mayOpenForm(all: readonly AnyCommand[], line: string): boolean {
  const entry = all.find(({ name }) => name === wordOf(line))
  if (entry === undefined) return false
  const parsed = parseUsage(entry.usage, line.trim().replace(/^\S+\s*/, ''))
  if (parsed.ok) return entry.form !== undefined
  return entry.rest !== undefined && (parsed.part === undefined || saysEnough(entry, parsed.part))
}

/** Whether its form may ask for the rest of a line that ends too early. */
function saysEnough({ restOf }: AnyCommand, part: Readonly<Record<string, string>>): boolean {
  return restOf === undefined || part[restOf] !== undefined
}

/** The form that what was typed opens, if it opens one for this person. */
export async function modalOfCommand(
  world: Onlooker,
  all: readonly AnyCommand[],
  said: Said,
): Promise<Modal | undefined> {
  // Who it is costs a call: of most lines nothing opens.
  if (!mayOpenForm(all, said.text)) return undefined
  const who = await identify(world, said)
  if (who.is === 'nobody') return undefined
  const repository = await world.policy()
  const read = readCommand(all, said.text, { models: visible(repository, who, said.channel), repository })
  if ('no' in read) return undefined
  const { entry, args, early } = read
  const opens = early ? entry.rest : entry.form
  if (opens === undefined) return undefined
  const form = await opens({ world, repository, who, channel: said.channel, args, all })
  return form && 'callback' in form ? form : undefined
}

interface Read {
  readonly entry: AnyCommand
  readonly args: object
  /** The line ends before all was said: what is answered beside the form that asks for the rest, or where there is none. */
  readonly early?: { readonly formAsks: Document; readonly wrong: Document }
}

const wordOf = (line: string) => (line.trim().split(/\s+/)[0] || 'help').toLowerCase()

/** `shown`: what may be called by name, too. */
function readCommand(all: readonly AnyCommand[], line: string, shown?: Shown): Read | { readonly no: Document } {
  const [word = 'help'] = line.split(/\s+/).filter(Boolean)
  const entry = all.find(command => command.name === wordOf(line))
  if (!entry) return { no: unknownWord(word, all) }
  const text = line.trim().slice(word.length).trim()
  const named = shown === undefined ? { text } : byName(text, entry.usage, shown)
  if ('no' in named) return named
  const parsed = parseUsage(entry.usage, named.text, `/kedge ${entry.name}`)
  const part = !parsed.ok && entry.rest !== undefined ? parsed.part : undefined
  const opens = part !== undefined && saysEnough(entry, part)
  const slip = opens || shown === undefined ? undefined : slipInName(named.text, entry.usage, shown)
  if (slip) return { no: slip }
  if (parsed.ok) {
    // What may be left out may be as brief as anybody likes.
    const brief = /\[because/.test(entry.usage) ? undefined : tooBrief(parsed.args)
    return brief ? { no: sentences([...listFaults(entry, parsed.args), brief]) } : { entry, args: parsed.args }
  }
  // What nobody has to say needs no list here.
  const lists = listsOf(entry).filter(it => it.what !== 'urgency')
  const wrong = sentence(says.runCommand.wrong(parsed.says), says.runCommand.lineFix(parsed.fix, lists))
  if (!opens) return { no: wrong }
  const formAsks = sentence(says.runCommand.formAsks(lineOf(entry)))
  return { entry, args: part, early: { formAsks, wrong } }
}

/** Letters that words of people have at least, as in the forms that ask for the same: others decide on them. */
const LEAST = { reason: 10, what: 3, words: 3 } as const

function tooBrief(args: Readonly<Record<string, unknown>>): WrongAndFix | undefined {
  // The reason of a snooze is one of a fixed list, with words beside it.
  const keys = (Object.keys(LEAST) as (keyof typeof LEAST)[]).filter(key => key !== 'reason' || !('words' in args))
  const brief = keys.find(key => typeof args[key] === 'string' && lettersIn(args[key]) < LEAST[key])
  if (brief === undefined) return undefined
  return says.runCommand.tooBrief(String(args[brief]).trim(), LEAST[brief])
}

function unknownWord(word: string, all: readonly AnyCommand[]) {
  const near = nearestOrBegun(
    word,
    all.map(command => command.name),
  )
  const meant = all.find(({ name }) => name === near)
  const { unknown, unknownNear } = says.runCommand
  return sentence(
    ...(meant === undefined ? unknown(word) : unknownNear(word, { name: meant.name, line: lineOf(meant) })),
  )
}

/** As it is typed. */
const lineOf = ({ name, usage }: AnyCommand) => `/kedge ${name} ${usage}`.trim()

const only = (document: Answered['document']): Answered => ({ document, outcome: {} })
