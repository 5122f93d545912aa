import type { Document, Modal } from '../core/document.ts'
import { nearest, parseUsage } from '../core/usage.ts'
import { waitingDocument } from '../reports/home.ts'
import { sentence } from '../reports/sentence.ts'
import { notKnown } from '../reports/vote-words.ts'
import type { Said } from './arrivals.ts'
import type { Answered } from './ask.ts'
import type { AnyCommand } from './command.ts'
import { homeFacts } from './home-facts.ts'
import { identify } from './identity.ts'
import type { Onlooker } from './world.ts'

/**
 * Finds the command, reads its words, runs it; no word at all asks what waits. Whoever nobody knows may ask for help and
 * nothing else.
 */
export async function runCommand(world: Onlooker, all: readonly AnyCommand[], said: Said): Promise<Answered> {
  if (said.text.trim() === '') return only(await waiting(world, said))
  const read = readCommand(all, said)
  if ('no' in read) return only(read.no)
  const { entry, args, early } = read
  const who = await identify(world, said)
  if (who.is === 'nobody' && entry.name !== 'help') return only(notKnown(who.refusal))
  const repository = await world.policy()
  const asked = { world, repository, who, channel: said.channel, args, all }
  const rest = early && entry.rest?.(asked)
  if (rest) return only('callback' in rest ? early : rest)
  const reply = await entry.run(asked)
  return 'document' in reply ? reply : only(reply)
}

async function waiting(world: Onlooker, said: Said): Promise<Document> {
  const who = await identify(world, said)
  return who.is === 'nobody' ? notKnown(who.refusal) : waitingDocument(await homeFacts(world, who, said.channel))
}

/** The form that what was typed opens, if it opens one for this person. */
export async function modalOfCommand(
  world: Onlooker,
  all: readonly AnyCommand[],
  said: Said,
): Promise<Modal | undefined> {
  const read = readCommand(all, said)
  if ('no' in read) return undefined
  const { entry, args, early } = read
  const opens = early ? entry.rest : entry.form
  if (opens === undefined) return undefined
  const who = await identify(world, said)
  if (who.is === 'nobody') return undefined
  const repository = await world.policy()
  const form = opens({ world, repository, who, channel: said.channel, args, all })
  return 'callback' in form ? form : undefined
}

interface Read {
  readonly entry: AnyCommand
  readonly args: object
  /** The line ends before all was said, and a form asks for the rest: what is answered beside it. */
  readonly early?: Document
}

function readCommand(all: readonly AnyCommand[], said: Said): Read | { readonly no: Document } {
  const [word = 'help', ...rest] = said.text.trim().split(/\s+/).filter(Boolean)
  const entry = all.find(command => command.name === word.toLowerCase())
  if (!entry) return { no: unknownWord(word, all) }
  const text = rest.join(' ') === '' ? '' : said.text.trim().slice(word.length).trim()
  const parsed = parseUsage(entry.usage, text, `/kedge ${entry.name}`)
  if (parsed.ok) return { entry, args: parsed.args }
  const { says, fix, part } = parsed
  if (part === undefined || entry.rest === undefined) return { no: sentence(`${says}.`, fix) }
  return { entry, args: part, early: sentence(`A form asks for the rest. In one line it is \`${lineOf(entry)}\`.`) }
}

function unknownWord(word: string, all: readonly AnyCommand[]) {
  const near = nearest(
    word,
    all.map(command => command.name),
  )
  const says = `There is no /kedge ${word}.`
  const meant = all.find(({ name }) => name === near)
  if (meant === undefined) return sentence(says, '`/kedge help` lists what there is')
  return sentence(`${says} Did you mean ${meant.name}?`, `write \`${lineOf(meant)}\``)
}

/** As it is typed. */
const lineOf = ({ name, usage }: AnyCommand) => `/kedge ${name} ${usage}`.trim()

const only = (document: Answered['document']): Answered => ({ document, outcome: {} })
