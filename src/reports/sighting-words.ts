import type { Model } from '../core/model.ts'
import type { Reported, Sighting } from '../core/sighting.ts'
import {
  type Document,
  type Inline,
  type Input,
  type Modal,
  person,
  ping,
  strong,
  channel as toChannel,
  type Words,
} from '../words/document.ts'
import { says } from '../words/says.ts'
import { inWords } from './asker-words.ts'
import { sentence } from './sentence.ts'

const text = (id: string, label: string, lines: 'one' | 'many', least: number, most: number) =>
  ({ is: 'text', id, label, lines, minLength: least, maxLength: most }) as const

const { sightingWords: ASKS } = says

const INPUTS: readonly Input[] = [
  { ...text('name', ASKS.name.label, 'one', 2, 80), hint: ASKS.name.hint },
  text('where', ASKS.where, 'one', 3, 200),
  text('use', ASKS.use, 'many', 3, 500),
  {
    ...{ is: 'select', id: 'personal', label: ASKS.personal.label },
    choices: [
      { value: 'yes', text: ASKS.personal.yes },
      { value: 'no', text: ASKS.personal.no },
      { value: 'unknown', text: ASKS.personal.unknown },
    ],
  },
  { ...text('knows', ASKS.knows, 'one', 0, 200), optional: true },
]

/** Five short questions: less than a minute. */
export function sightingModal(channel: string): Modal {
  const { title, submit, about } = says.sightingWords.modal
  return {
    callback: 'report-ai',
    context: JSON.stringify({ channel }),
    title,
    submit,
    blocks: [{ is: 'note', words: [about] }],
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
  const { reported, reportedAgain, rows: label, isPersonal, reportedBy, found, next } = says.sightingWords
  const summary = again ? reportedAgain(name) : reported(name)
  const rows: (readonly [string, Words])[] = [
    [label.runs, [it.where]],
    [label.usedFor, [it.use]],
    [label.personal, [isPersonal[it.personal]]],
    [label.knows, [it.knows ?? label.notSaid]],
    [label.reported, reportedBy(it.at, it.by)],
  ]
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      { is: 'text', words: found(name) },
      { is: 'facts', rows },
      { is: 'text', words: askedThen(asks, mentions ? ping : person, next()) },
    ],
  }
}

/** Said to whoever reported it: who hears of it, and what happens next. */
export function sightingTaken(name: string, channels: readonly string[], asks: readonly string[]): Document {
  const { takenSummary, heardByOwners, heardIn, taken, notForgotten } = says.sightingWords
  const heard = channels.length === 0 ? heardByOwners : heardIn(inWords(channels.map(toChannel), 'and'))
  return {
    summary: takenSummary(name),
    blocks: [{ is: 'text', words: taken(name, heard, askedThen(asks, person, [notForgotten])) }],
  }
}

function askedThen(asks: readonly string[], named: (id: string) => Inline, next: Words): Words {
  if (asks.length === 0) return next
  const asked = says.sightingWords.asked(inWords(asks.map(named), 'and'), asks.length)
  return says.sightingWords.askedThen(asked, next)
}

export const reportedBefore = (name: string): Document => sentence(says.sightingWords.before(name))

export const isRegistered = ({ id, name }: Model): Document =>
  sentence(says.sightingWords.registered(name), says.sightingWords.whoAnswers(id))

/** In a list of what is open. */
export function sightingItem({ name, reports }: Sighting, now: Date): Words {
  const [first] = reports
  if (first === undefined) return [strong(name)]
  return says.sightingWords.item({
    ...{ name, since: first.at, now: now.toISOString(), by: first.by, where: first.where },
    isPersonal: reports.some(it => it.personal === 'yes'),
  })
}
