import type { Drop } from '../core/drop.ts'
import { feedersOf } from '../core/feeders.ts'
import type { Model } from '../core/model.ts'
import { type Document, type Inline, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { eitherOf } from './asker-words.ts'
import { type Faces, line, nameOf } from './clean.ts'
import { sentence } from './sentence.ts'

/** Said to somebody who is known and owns none of these models. */
export function mayNotFeed(models: readonly Model[]): Document {
  const summary = says.dropWords.mayNotFeed(models.map(({ name }) => name))
  const who = [...new Set(models.flatMap(feedersOf))]
  return {
    summary,
    blocks: [
      { is: 'text', words: [summary] },
      { is: 'note', words: says.dropWords.askOwners(eitherOf(who)) },
    ],
  }
}

/** Said of a file that looks like readings and cannot be read here. */
export function notRead(name: string, why: { says: string; fix: string }): Document {
  return named(name, file => says.dropWords.notRead(file, why.says), why.fix)
}

export function beingStored({ name }: Pick<Drop, 'name'>): Document {
  return named(name, says.dropWords.beingStored)
}

/** Somebody else has said yes, or the same person has already. */
export function saidAlready({ name, accepted, stored }: Drop, people: Faces): Document {
  const by = nameOf((stored ?? accepted)?.by ?? '', people)
  const { storedAlready, storingAlready, nothingToDo, wait } = says.dropWords
  if (stored) return named(name, file => storedAlready(file, by), nothingToDo)
  return named(name, file => storingAlready(file, by), wait)
}

/** About a file, whose name is strong where that can be seen. */
function named(name: string, about: (file: Inline) => Words, fix?: string): Document {
  const file = line(name)
  const { summary, blocks } = sentence(about(file).join(''), fix)
  const words = about(strong(file)).flatMap(part => (typeof part === 'string' ? ticked(part) : [part]))
  return { summary, blocks: [{ is: 'text', words }, ...blocks.slice(1)] }
}
