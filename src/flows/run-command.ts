import { nearest, parseUsage } from '../core/usage.ts'
import { sentence } from '../reports/sentence.ts'
import { notKnown } from '../reports/vote-words.ts'
import type { Said } from './arrivals.ts'
import type { Answered } from './ask.ts'
import type { AnyCommand } from './command.ts'
import { identify } from './identity.ts'
import type { Onlooker } from './world.ts'

/** Finds the command, reads its words, runs it. Whoever nobody knows may ask for help and nothing else. */
export async function runCommand(world: Onlooker, all: readonly AnyCommand[], said: Said): Promise<Answered> {
  const [word = 'help', ...rest] = said.text.trim().split(/\s+/).filter(Boolean)
  const entry = all.find(command => command.name === word.toLowerCase())
  if (!entry) return only(unknownWord(word, all))
  const parsed = parseUsage(
    entry.usage,
    rest.join(' ') === '' ? '' : said.text.trim().slice(word.length).trim(),
    `/kedge ${entry.name}`,
  )
  if (!parsed.ok) return only(sentence(`${parsed.says}.`, parsed.fix))
  const who = await identify(world, said)
  if (who.is === 'nobody' && entry.name !== 'help') return only(notKnown(who.refusal))
  const repository = await world.policy()
  const reply = await entry.run({ world, repository, who, channel: said.channel, args: parsed.args, all })
  return 'document' in reply ? reply : only(reply)
}

function unknownWord(word: string, all: readonly AnyCommand[]) {
  const near = nearest(
    word,
    all.map(command => command.name),
  )
  const says = `There is no /kedge ${word}.`
  return sentence(
    near === undefined ? says : `${says} Did you mean ${near}?`,
    near === undefined ? '`/kedge help` lists what there is' : `write \`/kedge ${near}\``,
  )
}

const only = (document: Answered['document']): Answered => ({ document, outcome: {} })
