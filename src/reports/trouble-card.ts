import { BRAKED } from '../core/brake.ts'
import { type Block, code, type Document, minute, strong, type Words } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'
import type { Stuck, Trouble } from '../core/trouble.ts'
import { SILENT } from '../core/unmeasured.ts'
import { listWords, spanWords } from '../core/words.ts'
import { sentence } from './sentence.ts'

/** The card of a case of category technical: what Kedge cannot do, why, the fix, and that it goes on by itself. */
export function troubleCard(it: Trouble, stuck: readonly Stuck[]): Document {
  const who = it.model ?? 'Kedge'
  const title = it.closed === undefined ? `${who} ${stateWords(it)}` : `${who} goes on`
  return {
    summary: `${title}: ${it.says}`,
    blocks: [{ is: 'title', text: title }, ...(it.closed === undefined ? open(it, stuck) : over(it, it.closed))],
  }
}

/** All that is left of a card whose channel may not name the model any more. It holds nothing of it, and stays true. */
export const TOLD_ELSEWHERE: Document = sentence(
  'This is about a model that is not shown here any more. It goes on where it may be.',
)

/** What is told of it where its model may not be named: that there is something, and who can look. */
export function withheldCard(it: Trouble): Document {
  const title = `One of the models ${it.closed === undefined ? stateWords(it) : 'goes on'}`
  return {
    summary: title,
    blocks: [
      { is: 'title', text: title },
      { is: 'text', words: ['Which one, and why, only those may see whom its ', code('visibility'), ' names.'] },
      {
        is: 'text',
        words: [
          strong('fix'),
          ': whoever may see it asks ',
          code('/kedge status'),
          '; a channel among its ',
          code('visibility.channels'),
          ' gets the whole card.',
        ],
      },
    ],
  }
}

/** One line of it for everybody. Why may name what not everybody may see, so that is told on the card alone. */
export function troubleNote(it: Trouble): Block {
  const { since, works, model = 'Kedge' } = it
  const what = listWords(works)
  if (isBrake(it)) return { is: 'note', words: [strong(`${model} holds back`), ` ${what} since `, minute(since), '.'] }
  return {
    is: 'note',
    words: [strong(`${model} ${stateWords(it)}`), ' since ', minute(since), ` with ${what}; its card says why.`],
  }
}

function open(it: Trouble, stuck: readonly Stuck[]): Block[] {
  const mine = stuck.filter(s => s.fix === it.fix)
  const dead = mine.some(s => s.dead)
  return [
    { is: 'text', words: [it.says] },
    { is: 'text', words: [strong('fix'), ': ', ...ticked(it.fix)] },
    {
      is: 'facts',
      rows: [
        ['Since', [minute(it.since)]],
        ['Category', ['technical']],
        ['Waits', waiting(it, mine)],
      ],
    },
    {
      is: 'note',
      words: isBrake(it)
        ? HELD
        : it.model === undefined && !isSilence(it)
          ? [dead ? `${AGAIN} ${SELDOM}.` : `${AGAIN} all the time.`, NOTHING_LOST]
          : [ELSEWHERE],
    },
  ]
}

const AGAIN = 'It is tried again'
const ELSEWHERE = 'Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more.'

const HELD: Words = [
  'Each case is on record, and ',
  code('/kedge status'),
  ' shows it. Whoever acts on a model gets its card; Kedge does nothing of its own.',
]
const isSilence = ({ works }: Trouble) => works.includes(SILENT)

function stateWords(it: Trouble): string {
  if (isBrake(it)) return 'holds back'
  return isSilence(it) ? 'gets no data' : 'is stuck'
}

const isBrake = ({ works }: Trouble) => works.includes(BRAKED)

const SELDOM = 'every hour, and whenever it is asked for'
const NOTHING_LOST = ' Nothing is lost meanwhile, and this case closes by itself.'

function waiting({ works, until }: Trouble, stuck: readonly Stuck[]): Words {
  if (until !== undefined) return [listWords(works), ', told until ', minute(until)]
  if (stuck.length === 0) return ['nothing any more']
  const kinds = [...new Set(stuck.map(({ work }) => work))]
  const countOf = (work: string) => stuck.reduce((sum, it) => sum + (it.work === work ? it.count : 0), 0)
  return kinds.flatMap((work, i) => [...(i > 0 ? [', '] : []), code(work), ` × ${countOf(work)}`])
}

function over(it: Trouble, closed: string): Block[] {
  return [
    { is: 'text', words: [it.says] },
    {
      is: 'text',
      words: [
        `That lasted ${spanWords(it.since, closed)} and is over${it.until === undefined ? '; what waited was done' : ''}.`,
      ],
    },
    { is: 'note', words: [`It held up ${listWords(it.works)}.`] },
  ]
}
