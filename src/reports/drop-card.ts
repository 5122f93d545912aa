import type { Drop } from '../core/drop.ts'
import type { Model } from '../core/model.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { line } from './clean.ts'
import { sentence } from './sentence.ts'

/** What stands below a dropped file: an offer, or what became of it. `shown`: the models that may be named here. */
export function dropCard(drop: Drop, shown: readonly Model[]): Document {
  const { dropCard: card } = says
  const name = line(drop.name)
  if (drop.stored) return said(card.storedSummary(name), [textOf(storedWords(name, drop.stored, shown))])
  if (shown.length === 0) return sentence(card.notShown)
  const { refused, accepted } = drop
  if (accepted) return said(card.storingSummary(name), [textOf(card.storing(name, accepted.by))])
  const why: readonly Block[] =
    refused === undefined ? [] : [textOf(card.notStored(refused.says)), { is: 'note', words: card.fix(refused.fix) }]
  const offer = textOf(card.offer(name, drop.by))
  return said(card.holdsSummary(name), [offer, ...why, { is: 'buttons', buttons: [look(drop)] }])
}

const look = ({ id }: Drop) => ({ action: 'drop', text: says.dropCard.look, style: 'primary', value: id }) as const

const textOf = (words: Words): Block => ({ is: 'text', words })
const said = (summary: string, blocks: readonly Block[]): Document => ({ summary, blocks })

function storedWords(file: string, stored: NonNullable<Drop['stored']>, shown: readonly Model[]): Words {
  const { fresh, revised, same, by, at } = stored
  const models = shown.filter(({ id }) => stored.models.includes(id)).map(it => it.name)
  const readings = fresh + revised + same
  return says.dropCard.stored({ file, readings, models, by, at, counts: countWords(stored) })
}

/** `3 new, 1 revised, 2 stored already`. */
export const countWords = says.dropCard.counts
