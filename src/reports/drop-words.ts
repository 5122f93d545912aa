import { type Document, minute, person, strong, type Words } from '../core/document.ts'
import type { Drop } from '../core/drop.ts'
import { feedersOf } from '../core/feeders.ts'
import type { Model } from '../core/model.ts'
import { listWords } from '../core/words.ts'
import { eitherOf } from './asker-words.ts'
import { type Faces, line, nameOf } from './clean.ts'
import { sentence } from './sentence.ts'

/** Said to somebody who is known and owns none of these models. */
export function mayNotFeed(models: readonly Model[]): Document {
  const says = `Readings of ${listWords(models.map(({ name }) => name))} are brought by those who own ${models.length === 1 ? 'it' : 'them'}.`
  const who = [...new Set(models.flatMap(feedersOf))]
  return {
    summary: says,
    blocks: [
      { is: 'text', words: [says] },
      { is: 'note', words: ['fix: ask ', ...eitherOf(who), ', or let its source push them'] },
    ],
  }
}

/** Said of a file that looks like readings and cannot be read here. */
export function notRead(name: string, { says, fix }: { says: string; fix: string }): Document {
  return named(name, ` is not read. ${says}`, fix)
}

export function beingStored({ name }: Pick<Drop, 'name'>): Document {
  return named(name, ' is being stored; the message below it says when that is done.')
}

/** Somebody else has said yes, or the same person has already. */
export function saidAlready({ name, accepted, stored }: Drop, people: Faces): Document {
  if (stored) return named(name, ` was stored already, by ${nameOf(stored.by, people)}.`, 'nothing to do')
  return named(name, ` is being stored already, by ${nameOf(accepted?.by ?? '', people)}.`, 'wait a moment')
}

function named(name: string, says: string, fix?: string): Document {
  const { blocks } = sentence(says, fix)
  const [, ...rest] = blocks
  const text = sentence(says).blocks.flatMap(block => (block.is === 'text' ? block.words : []))
  return { summary: `${line(name)}${says}`, blocks: [{ is: 'text', words: [strong(line(name)), ...text] }, ...rest] }
}

/** When and by whom, for a card. */
export const byAt = ({ by, at }: { by: string; at: string }): Words => [', by ', person(by), ' on ', minute(at)]
