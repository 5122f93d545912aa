import { BRAKED } from '../core/brake.ts'
import type { Stuck, Trouble, TroubleCard } from '../core/trouble.ts'
import { SILENT } from '../core/unmeasured.ts'
import { type Block, type Document, minute, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { someWords } from './segment-words.ts'
import { sentence } from './sentence.ts'

/** The card of a case of category technical: what Kedge cannot do, why, the fix, and that it goes on by itself. */
export function troubleCard(it: Trouble, stuck: readonly Stuck[]): Document {
  const title = titleWords(it, it.model ?? says.troubleCard.kedge)
  return {
    summary: says.troubleCard.summary(title, it.says),
    blocks: [{ is: 'title', text: title }, ...(it.closed === undefined ? open(it, stuck) : over(it, it.closed))],
  }
}

/** All that is left of a card whose channel may not name the model any more. It holds nothing of it, and stays true. */
export const TOLD_ELSEWHERE: Document = sentence(says.troubleCard.toldElsewhere)

/** What is told of it where its model may not be named: that there is something, and who can look. */
export function withheldCard(it: Trouble): Document {
  const { oneModel, withheld, withheldFix } = says.troubleCard
  const title = titleWords(it, oneModel)
  return {
    summary: title,
    blocks: [
      { is: 'title', text: title },
      { is: 'text', words: withheld },
      { is: 'text', words: withheldFix },
    ],
  }
}

function titleWords(it: Trouble, who: string): string {
  return it.closed === undefined ? stateWords(it, who) : says.troubleCard.goesOn(who)
}

/** Where one line of it is told, and the models that may be named there. */
interface There {
  readonly models: readonly { readonly id: string }[]
  readonly channel: string
}

/** One line of it for everybody. Why may name what not everybody may see, so that is told on the card alone. */
export function troubleNote(it: Trouble, { models, channel }: There): Block {
  const { since, works, told } = it
  const named = models.flatMap(({ id }) => (Object.hasOwn(told, id) ? [id] : []))
  const { kedge, noteHeld, note, byCard, byCardIn, byNone } = says.troubleCard
  const title = named.length > 1 ? severalWords(it, someWords(named, NAMED)) : stateWords(it, named[0] ?? kedge)
  if (isBrake(it)) return { is: 'note', words: noteHeld(title, works, since) }
  const said = note(title, works, since)
  const isOfThese = ({ models: its }: TroubleCard) => its?.some(id => named.includes(id)) !== false
  const cards = it.cards.filter(card => isOfThese(card) && card.over === undefined && card.withheld === undefined)
  if (cards.some(card => card.channel === channel)) return { is: 'note', words: byCard(said) }
  const [other] = cards
  return { is: 'note', words: other ? byCardIn(said, other.channel) : byNone(said) }
}

function open(it: Trouble, stuck: readonly Stuck[]): Block[] {
  const mine = stuck.filter(s => s.fix === it.fix)
  const { fix, since, category, waits } = says.troubleCard
  return [
    { is: 'text', words: [it.says] },
    { is: 'text', words: fix(it.fix) },
    {
      is: 'facts',
      rows: [
        [since, [minute(it.since)]],
        [category.label, [category.is]],
        [waits, waiting(it, mine)],
      ],
    },
    { is: 'note', words: goesOnWords(it, mine) },
  ]
}

function goesOnWords(it: Trouble, stuck: readonly Stuck[]): Words {
  const { held, elsewhere, again, againSeldom } = says.troubleCard
  if (isBrake(it)) return held
  if (it.model !== undefined || isSilence(it)) return [elsewhere]
  return [stuck.some(s => s.dead) ? againSeldom : again]
}

/** As many models as one reads in a line. */
const NAMED = 3

export const isSilence = ({ works }: Trouble) => works.includes(SILENT)

const severalWords = (it: Trouble, who: string): string =>
  (isSilence(it) ? says.troubleCard.severalNoData : says.troubleCard.severalStuck)(who)

function stateWords(it: Trouble, who: string): string {
  if (isBrake(it)) return says.troubleCard.holdsBack(who)
  return isSilence(it) ? says.troubleCard.noData(who) : says.troubleCard.stuck(who)
}

export const isBrake = ({ works }: Trouble) => works.includes(BRAKED)

function waiting({ works, until }: Trouble, stuck: readonly Stuck[]): Words {
  if (until !== undefined) return says.troubleCard.toldUntil(works, until)
  if (stuck.length === 0) return [says.troubleCard.nothing]
  const kinds = [...new Set(stuck.map(({ work }) => work))]
  const countOf = (work: string) => stuck.reduce((sum, it) => sum + (it.work === work ? it.count : 0), 0)
  return says.troubleCard.waiting(kinds.map(work => [work, countOf(work)]))
}

function over(it: Trouble, closed: string): Block[] {
  const { overDone, over: isOver, heldUp } = says.troubleCard
  return [
    { is: 'text', words: [it.says] },
    { is: 'text', words: [it.until === undefined ? overDone(it.since, closed) : isOver(it.since, closed)] },
    { is: 'note', words: [heldUp(it.works)] },
  ]
}
