import { type Breach, begunAt } from '../core/breach.ts'
import type { Event } from '../core/event.ts'
import { pageOf } from '../core/page.ts'
import { type Document, type Inline, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { itselfWords } from './asker-words.ts'
import { countWords } from './drop-card.ts'
import { noPage, pageNote } from './page-words.ts'
import { playWords } from './play-notes.ts'
import { bySegment, withPart } from './segment-words.ts'
import { delayWords } from './snooze-words.ts'
import { suiteWords } from './suite-notes.ts'
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
  const { nothing, entries, upTo, clone, command } = says.timeline
  const all = lines.length === 0 ? nothing(model) : entries(model, lines.length)
  const summary = asOf === undefined ? all : upTo(all, asOf)
  const page = pageOf(lines.toReversed(), wanted, SIZE)
  if (page.items === undefined) return noPage(page)
  const here = asOf === undefined ? command.here(model) : command.hereAsOf(model, asOf)
  const there = asOf === undefined ? command.clone(model) : command.cloneAsOf(model, asOf)
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(summary)] },
      ...(lines.length === 0 ? [] : [{ is: 'list', items: page.items.toReversed() } as const]),
      ...pageNote(page, here),
      { is: 'note', words: ticked(clone(there)) },
    ],
  }
}

const order = ({ at, subject, seq }: Event) => `${at}\0${subject}\0${String(seq).padStart(9, '0')}`
const inTime = (a: Event, b: Event) => (order(a) < order(b) ? -1 : 1)

/** Undefined words are for what only the machinery needs to know. */
function lineOf(event: Event): Words[] {
  const words = wordsOf(event)
  return words ? [says.timeline.line(event.at, words)] : []
}

function wordsOf(event: Event): Words | undefined {
  const { timeline: it } = says
  const by = it.who(event.by)
  switch (event.type) {
    case 'model.observed':
      return it.observed(event.body.version)
    case 'model.warned':
      return it.warned({ ...event.body, monitor: withPart(event.body.monitor, event.body) })
    case 'model.warning-over': {
      const over = event.body.unwatched ? it.warningUnwatched : it.warningOver
      return over(withPart(event.body.monitor, event.body))
    }
    case 'model.broke-rule':
      return (event.body.outcome === 'fail' ? it.brokeRule : it.doubtedRule)(event.body.policy)
    case 'model.kept-rule':
      return it.keptRule(event.body.policy)
    case 'model.training':
      return event.body.outcome === 'refused' ? notTrained(event.body) : undefined
    case 'suite.due':
    case 'suite.ended':
    case 'suite.result':
      return suiteWords(event)
    case 'case.opened':
      return it.opened(monitorsOf(event.body.monitors), firstOf(event.body))
    case 'case.held':
      return [it.held]
    case 'case.released':
      return [it.released]
    case 'case.taken':
      return it.taken(by)
    case 'case.again':
      return it.again(monitorsOf(event.body.monitors), firstOf(event.body))
    case 'case.reopened':
      return it.reopened(by, event.body.because)
    case 'case.snoozed':
      return it.snoozed(by, event.body.until, delayWords(event.body.reason, event.body.says))
    case 'case.woke':
      return [it.woke[event.body.because]]
    case 'promise.warned':
      return it.runsOut(event.body.sla, event.body.due)
    case 'promise.late':
      return it.late(event.body.sla, event.body.due, event.body.to)
    case 'promise.explained':
      return it.explained(event.body.sla, by, delayWords(event.body.reason, event.body.says))
    case 'drop.stored':
      return it.dropStored(by, countWords(event.body))
    case 'case.played':
      return it.played(event.body.playbook, playWords(event.body))
    case 'case.issue-opened':
      return it.issueOpened(event.body.number)
    case 'case.issue-closed':
      return [it.issueClosed]
    case 'case.closed': {
      const { recovered, because } = event.body
      return recovered === undefined ? it.closed(by, because) : it.recovered(recovered)
    }
    default:
      return changeWords(event, by)
  }
}

const firstOf = ({ monitors, onset }: { readonly monitors: readonly Breach[]; readonly onset: string }) =>
  monitors.map(begunAt).sort()[0] ?? onset
const monitorsOf = (all: readonly Breach[]) => bySegment(all.map(({ monitor: name, segment }) => ({ name, segment })))

/** A review on GitHub that was heard of later, as its time is told: to the minute. */
function givenBefore({ at, body: { given } }: Event<'change.voted'>): string | undefined {
  const { minuteWords } = says.figures
  return given === undefined || minuteWords(given) === minuteWords(at) ? undefined : given
}

function changeWords(event: Event, by: Inline): Words | undefined {
  const { timeline: it } = says
  switch (event.type) {
    case 'change.asked':
      return it.asked(event.body, itselfWords(event.body) ?? [by])
    case 'change.opened':
      return it.pullOpened(event.body.pull, by)
    case 'change.voted':
      return it.voted({ ...event.body, because: event.body.because, given: givenBefore(event) })
    case 'change.refused':
      return it.refused(event.body.code, by)
    case 'change.merged':
      return it.merged(event.body.commit.slice(0, 7), by)
    case 'change.delivered':
      return (event.body.retrain ? it.trained : it.delivered)(event.body.conclusion)
    case 'change.registered':
      return it.registered(event.body.version)
    case 'change.done':
      return event.body.version === undefined ? [it.done] : it.doneRuns(event.body.version)
    case 'change.closed':
      return it.changeClosed(event.body.outcome, event.body.says)
    default:
      return undefined
  }
}
