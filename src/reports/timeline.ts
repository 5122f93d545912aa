import type { Breach } from '../core/breach.ts'
import { code, type Document, minute, person, strong, type Words } from '../core/document.ts'
import type { Event } from '../core/event.ts'
import { pageOf } from '../core/page.ts'
import { kindFromTo } from '../core/request-words.ts'
import { ticked } from '../core/ticked.ts'
import { count, dayWords, figure, listWords } from '../core/words.ts'
import { itselfWords } from './asker-words.ts'
import { countWords } from './drop-card.ts'
import { noPage, pageNote } from './page-words.ts'
import { playWords } from './play-notes.ts'
import { bySegment, withPart } from './segment-words.ts'
import { delayWords } from './snooze-words.ts'
import { notTrained } from './training-words.ts'

export interface Timeline {
  readonly model: string
  /** YYYY-MM-DD: up to the end of that day in UTC. Left out: until now. */
  readonly asOf?: string
  /** As it was typed: the first is the newest. */
  readonly page?: string
  /** Everything about the model, its cases and its changes, in any order. */
  readonly events: readonly Event[]
}

/** As many as one reads in a channel; a clone prints them all. */
const SIZE = 30

/** What happened to a model and who did it, newest last: for a channel. The report an auditor takes home is made from a clone. */
export function timeline({ model, asOf, page: wanted, events }: Timeline): Document {
  const until = events.filter(event => asOf === undefined || event.at.slice(0, 10) <= asOf)
  const lines = [...until].sort(inTime).flatMap(lineOf)
  const then = asOf === undefined ? '' : ` up to ${dayWords(asOf)}`
  const summary = `${model}: ${lines.length === 0 ? 'nothing has happened yet' : count(lines.length, 'entry', 'entries')}${then}`
  const page = pageOf(lines.toReversed(), wanted, SIZE)
  if (page.items === undefined) return noPage(page)
  const date = asOf === undefined ? '' : `as-of ${asOf}`
  const note = `\`kedge history ${model}${date && ` --${date}`}\` in a clone prints everything, from the record that anyone can verify.`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(summary)] },
      ...(lines.length === 0 ? [] : [{ is: 'list', items: page.items.toReversed() } as const]),
      ...pageNote(page, `/kedge history ${model}${date && ` ${date}`}`),
      { is: 'note', words: ticked(note) },
    ],
  }
}

const order = ({ at, subject, seq }: Event) => `${at}\0${subject}\0${String(seq).padStart(9, '0')}`
const inTime = (a: Event, b: Event) => (order(a) < order(b) ? -1 : 1)

/** Undefined words are for what only the machinery needs to know. */
function lineOf(event: Event): Words[] {
  const words = wordsOf(event)
  return words ? [[minute(event.at), ': ', ...words]] : []
}

function wordsOf(event: Event): Words | undefined {
  const by: Words = [', by ', event.by === 'kedge' ? 'Kedge' : person(event.by)]
  switch (event.type) {
    case 'model.observed':
      return [code(event.body.version), ' is what runs']
    case 'model.warned':
      return [
        `warned by ${withPart(event.body.monitor, event.body)} at ${figure(event.body.value)}, since ${dayWords(event.body.since)}`,
      ]
    case 'model.warning-over':
      return [
        `the warning of ${withPart(event.body.monitor, event.body)} is over${event.body.unwatched ? ': it is watched no more' : ''}`,
      ]
    case 'model.broke-rule':
      return [
        `${event.body.outcome === 'fail' ? 'does not keep' : 'cannot be shown to keep'} the rule ${event.body.policy}`,
      ]
    case 'model.kept-rule':
      return [`keeps the rule ${event.body.policy} again`]
    case 'model.training':
      return event.body.outcome === 'refused' ? notTrained(event.body) : undefined
    case 'case.opened':
      return [`a case opened: ${monitorsOf(event.body.monitors)}, since ${dayWords(event.body.onset)}`]
    case 'case.held':
      return ['too many cases opened at once, so it got no card of its own']
    case 'case.released':
      return ['the case got its card']
    case 'case.taken':
      return ['the case was taken', ...by]
    case 'case.again':
      return [`the case opened again: ${monitorsOf(event.body.monitors)}, since ${dayWords(event.body.onset)}`]
    case 'case.reopened':
      return ['the case was opened again', ...by, `: ${event.body.because}`]
    case 'case.snoozed':
      return [
        'the case was snoozed until ',
        minute(event.body.until),
        ...by,
        `: ${delayWords(event.body.reason, event.body.says)}`,
      ]
    case 'case.woke':
      return [event.body.because === 'worse' ? 'it got worse, so the snooze was over' : 'the snooze was over']
    case 'promise.warned':
      return [`the time promised by ${event.body.sla} runs out on `, minute(event.body.due)]
    case 'promise.late':
      return [`the promise ${event.body.sla} is broken, due on `, minute(event.body.due), ...told(event.body.to)]
    case 'promise.explained': {
      const why = delayWords(event.body.reason, event.body.says)
      return [`why the promise ${event.body.sla} takes longer was said`, ...by, `: ${why}`]
    }
    case 'drop.stored':
      return [`readings of a dropped file were stored`, ...by, `: ${countWords(event.body)}`]
    case 'case.played':
      return ['the playbook ', code(event.body.playbook), ` ${playWords(event.body)}, automatically`]
    case 'case.issue-opened':
      return [`issue #${event.body.number} was opened`]
    case 'case.issue-closed':
      return ['its issue was closed']
    case 'case.closed':
      return event.body.recovered === undefined
        ? ['the case was closed', ...by, because(event.body.because)]
        : [`the case closed, recovered on ${dayWords(event.body.recovered)}`]
    default:
      return changeWords(event, by)
  }
}

const monitorsOf = (all: readonly Breach[]) =>
  listWords(bySegment(all.map(({ monitor: name, segment }) => ({ name, segment }))))
const told = (to: readonly string[]) => (to.length === 0 ? [] : [`; told to ${listWords(to)}`])

function changeWords(event: Event, by: Words): Words | undefined {
  switch (event.type) {
    case 'change.asked':
      return [`${kindFromTo(event.body)} was asked for`, ...askedBy(event.body, by), `: ${event.body.reason}`]
    case 'change.opened':
      return [`pull request #${event.body.pull} was opened`, ...by]
    case 'change.voted':
      return [
        VOTED[event.body.is],
        ` by ${event.body.door === 'github' ? 'GitHub' : 'Slack'}: `,
        person(event.body.person),
        because(event.body.because),
      ]
    case 'change.refused':
      return [`refused (${event.body.code}): `, event.by === 'kedge' ? 'Kedge' : person(event.by)]
    case 'change.merged':
      return ['merged as ', code(event.body.commit.slice(0, 7)), ...by]
    case 'change.delivered':
      return [`the ${event.body.retrain ? 'training' : 'delivery'} ended in ${event.body.conclusion}`]
    case 'change.registered':
      return [`version ${event.body.version} was registered`]
    case 'change.done':
      return [
        event.body.version === undefined ? 'the change is done' : `the change is done: ${event.body.version} runs`,
      ]
    case 'change.closed':
      return [`the change was closed (${event.body.outcome}): ${event.body.says}`]
    default:
      return undefined
  }
}

function askedBy(request: Parameters<typeof itselfWords>[0], by: Words): Words {
  const itself = itselfWords(request)
  return itself === undefined ? by : [', by ', ...itself]
}
const VOTED = { approve: 'approved', deny: 'denied', withdrawn: 'a vote was taken back' } as const
const because = (reason: string | undefined) => (reason === undefined ? '' : `: ${reason}`)
