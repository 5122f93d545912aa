import { type Block, type Document, person, strong, type Words } from '../core/document.ts'
import type { Drop } from '../core/drop.ts'
import type { Model } from '../core/model.ts'
import { ticked } from '../core/ticked.ts'
import { count, listWords } from '../core/words.ts'
import { line } from './clean.ts'
import { byAt } from './drop-words.ts'
import { sentence } from './sentence.ts'

/** What stands below a dropped file: an offer, or what became of it. `shown`: the models that may be named here. */
export function dropCard(drop: Drop, shown: readonly Model[]): Document {
  const name = line(drop.name)
  if (drop.stored) return said(`${name}: stored`, [{ is: 'text', words: storedWords(name, drop.stored, shown) }])
  if (shown.length === 0) return sentence('No model of this file is shown here any more.')
  const offer: Block = {
    is: 'text',
    words: [strong(name), ' holds readings, brought by ', person(drop.by), '. Nothing of it is stored yet.'],
  }
  const { refused, accepted } = drop
  if (accepted) return said(`${name} is being stored`, [{ is: 'text', words: storingWords(name, accepted.by) }])
  const why: readonly Block[] =
    refused === undefined
      ? []
      : [
          { is: 'text', words: [strong('Not stored.'), ' ', ...ticked(refused.says)] },
          { is: 'note', words: ['fix: ', ...ticked(refused.fix)] },
        ]
  return said(`${name} holds readings`, [offer, ...why, { is: 'buttons', buttons: [look(drop)] }])
}

const storingWords = (name: string, by: string): Words => [strong(name), ' is being stored: ', person(by), ' said yes.']

const look = ({ id }: Drop) =>
  ({ action: 'drop', text: 'See what would be stored', style: 'primary', value: id }) as const

const said = (summary: string, blocks: readonly Block[]): Document => ({ summary, blocks })

function storedWords(name: string, stored: NonNullable<Drop['stored']>, shown: readonly Model[]): Words {
  const { fresh, revised, same, models } = stored
  const names = shown.filter(({ id }) => models.includes(id)).map(it => it.name)
  const what = names.length > 0 ? ` of ${listWords(names)}` : ''
  const readings = count(fresh + revised + same, 'reading')
  return [strong(name), `: ${readings}${what} stored`, ...byAt(stored), `: ${countWords(stored)}.`]
}

/** `3 new, 1 revised, 2 stored already`. */
export function countWords({ fresh, revised, same }: { fresh: number; revised: number; same: number }): string {
  return `${fresh} new, ${revised} revised, ${same} stored already`
}
