import {
  code,
  type Document,
  type Inline,
  type Input,
  type Modal,
  minute,
  person,
  ping,
  strong,
  channel as toChannel,
  type Words,
} from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { PERSONAL, type Reported, type Sighting } from '../core/sighting.ts'
import { ticked } from '../core/ticked.ts'
import { spanWords } from '../core/words.ts'
import { inWords } from './asker-words.ts'
import { sentence } from './sentence.ts'

const text = (id: string, label: string, lines: 'one' | 'many', least: number, most: number) =>
  ({ is: 'text', id, label, lines, minLength: least, maxLength: most }) as const

const INPUTS: readonly Input[] = [
  { ...text('name', 'What is it called?', 'one', 2, 80), hint: 'A product, an endpoint, a file: as people call it.' },
  text('where', 'Where does it run, or who runs it?', 'one', 3, 200),
  text('use', 'What does it decide, or what is it used for?', 'many', 3, 500),
  {
    ...{ is: 'select', id: 'personal', label: 'Is personal data in it?' },
    choices: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
      { value: 'unknown', text: 'I do not know' },
    ],
  },
  { ...text('knows', 'Who knows more about it?', 'one', 0, 200), optional: true },
]

/** Five short questions: less than a minute. */
export function sightingModal(channel: string): Modal {
  return {
    callback: 'report-ai',
    context: JSON.stringify({ channel }),
    title: 'Report an AI',
    submit: 'Report it',
    blocks: [
      {
        is: 'note',
        words: ['A model in use that is not registered is watched by nobody. What you write is kept in the record.'],
      },
    ],
    inputs: INPUTS,
  }
}

export interface ToldSighting {
  readonly name: string
  readonly it: Reported
  readonly asks: readonly string[]
  /** Others had reported it before. */
  readonly again: boolean
}

/** Told where models that nobody registered are asked about; whom discovery asks is mentioned once, where it asks. */
export function sightingCard({ name, it, asks, again }: ToldSighting, mentions: boolean): Document {
  const summary = `${again ? 'Reported again' : 'Not registered'}: ${name}`
  const rows: (readonly [string, Words])[] = [
    ['Runs', [it.where]],
    ['Used for', [it.use]],
    ['Personal data', [PERSONAL[it.personal]]],
    ['Who knows more', [it.knows ?? 'not said']],
    ['Reported', [minute(it.at), ' by ', person(it.by)]],
  ]
  const next =
    '`/kedge register` asks for its file. It stays in digests and `/kedge cases` until a model goes by this name (its id, or `knownAs`), or `ignores` of a policy of kind discovery says why it needs no file.'
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      { is: 'text', words: ['Somebody found a model that is in use and not registered: ', strong(name), '.'] },
      { is: 'facts', rows },
      { is: 'text', words: [...askedWords(asks, mentions ? ping : person), ...ticked(next)] },
    ],
  }
}

/** Said to whoever reported it: who hears of it, and what happens next. */
export function sightingTaken(name: string, channels: readonly string[], asks: readonly string[]): Document {
  const heard: Words =
    channels.length === 0
      ? ['No channel is named for it yet, so whoever owns the rules finds it by ', code('/kedge cases'), '.']
      : ['It is told in ', ...inWords(channels.map(toChannel), 'and'), '.']
  const next = 'It is registered, or left out for a reason that is written down; until then it is not forgotten.'
  return {
    summary: `Thank you: ${name} is reported`,
    blocks: [
      {
        is: 'text',
        words: ['Thank you: ', strong(name), ' is reported. ', ...heard, ' ', ...askedWords(asks, person), next],
      },
    ],
  }
}

function askedWords(asks: readonly string[], named: (id: string) => Inline): Words {
  if (asks.length === 0) return []
  return [...inWords(asks.map(named), 'and'), ` ${asks.length === 1 ? 'is' : 'are'} asked who runs it. `]
}

export const reportedBefore = (name: string): Document =>
  sentence(`You have reported ${name} already: it is on record, and nobody has registered it yet.`)

export const isRegistered = ({ id, name }: Model): Document =>
  sentence(`${name} is registered: there is nothing to report.`, `\`/kedge show ${id}\` says who answers for it`)

/** In a list of what is open. */
export function sightingItem({ name, reports }: Sighting, now: Date): Words {
  const [first] = reports
  if (first === undefined) return [strong(name)]
  const since = spanWords(first.at, now.toISOString())
  const data = reports.some(({ personal }) => personal === 'yes') ? ', with personal data' : ''
  return [strong(name), `, not registered, reported ${since} ago by `, person(first.by), `: ${first.where}${data}`]
}
