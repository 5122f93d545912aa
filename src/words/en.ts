/**
 * Every sentence that Kedge says, in English: plain, short, one tone. Each is whole, with places for what it is about, so
 * that another language may order them otherwise. A section a file of `reports/`, of the same name.
 */
import { DELAY_REASONS, type DelayReason } from '../core/delay-reason.ts'
import { code, type Inline, minute, person, ping, strong, type Words } from '../core/document.ts'
import { count, dayWords, figure, listWords, ordinal, roughly, spanWords, withUnit } from '../core/words.ts'
import { words } from './words.ts'

export const caseNotes = {
  notShownHere: 'This case is about a model that is not shown here any more. It goes on where it may be.',
  closed: (model: string, end: string) => `${model}: ${end}`,
  again: (model: string, headline: string) => `${model} again: ${headline}`,
  againCalled: (it: { readonly headline: string; readonly times: number; readonly owner: string }) =>
    words`${strong('Again:')} ${it.headline}, for the ${ordinal(it.times)} time. ${ping(it.owner)}`,
  woke: { worse: 'It got worse, so the snooze is over', over: 'The snooze is over' },
  wokeCalled: (woke: string, owner: string) => words`${strong(`${woke}.`)} ${ping(owner)}`,
  reopened: 'The case was opened again',
  reopenedBy: (by: string) =>
    words`${strong('Opened again')} by ${person(by)}. It closes when readings of later periods are good.`,
}

export const caseNext = {
  next: (who: Words) => words`${strong('Next:')} ${who}`,
  nextOr: (who: Words, can: readonly string[]) => words`${strong('Next:')} ${who} Possible: ${listWords(can, 'or')}.`,
  over: 'Nobody has to act.',
  overAfter: (detected: string, recovered: string) =>
    `Over ${spanWords(detected, recovered)} after it was found. Nobody has to act.`,
  can: { rollback: (to: string) => `roll back to ${to}`, retrain: () => 'retrain', snooze: () => 'snooze it' },
  kedgeOpens: 'Kedge, which opens the pull request.',
  kedgeMerges: (pull: Inline) => words`Kedge, which merges ${pull}.`,
  peopleMerge: (pull: Inline) => words`whoever merges ${pull} on GitHub.`,
  peopleApprove: (pull: Inline) => words`whoever approves ${pull}.`,
  readingsClose: 'nobody; it closes when the readings are good.',
  wakes: (owner: string, until: string) => words`${person(owner)}, when it wakes ${minute(until)}.`,
  taken: (owner: string) => words`${person(owner)}, who took it.`,
  free: (owner: string) => words`${person(owner)}, or whoever takes it.`,
}

export const segmentWords = {
  inSegments: (name: string, segments: string) => `${name} (${segments})`,
  some: (names: readonly string[], more: number) =>
    listWords(more > 0 ? [...names, count(more, 'more', 'more')] : names),
  inEnvironment: (version: string, environment: string) => `${version} in ${environment}`,
  both: (segment: string, version: string) => `${segment}, ${version}`,
}

export const holdWords = {
  held: (since: string, why: string) => `on hold since ${dayWords(since)}: ${why}`,
}

export const snoozeWords = {
  answered: (model: string, until: string) =>
    words`The case of ${model} is snoozed until ${minute(until)}. It wakes before that if another monitor fires, and closes as ever when it has recovered.`,
  summary: (model: string) => `The case of ${model} is snoozed`,
  snoozed: (it: { readonly until: string; readonly by: string; readonly why: string }) =>
    words`${strong('Snoozed')} until ${minute(it.until)} by ${person(it.by)}: ${it.why}`,
  delay: (reason: DelayReason, own: string) => `${DELAY_REASONS[reason]} (${own})`,
}

export const watchedWords = {
  stale: (state: string) => `${state}, and no newer reading came`,
}

export const caseCost = {
  about: (costs: readonly string[]) => `about ${listWords(costs)}`,
  missed: (it: {
    readonly amount: number
    readonly currency: string
    readonly every: string
    readonly than: 'limit' | 'target'
  }) => {
    const money = `${roughly(it.amount, it.currency)} a ${it.every}`
    return it.than === 'limit' ? `${money} beyond the limit` : `${money} short of the target`
  },
  ofKpi: (cost: string, kpi: string) => `${cost} (${kpi.toLowerCase()})`,
}

export const caseHeadline = {
  unwatched: 'no monitor watches it any more',
  within: 'back within its limits',
  kpi: (name: string) => name.toLowerCase(),
  worse: (it: { readonly beyond: readonly string[]; readonly unusual: readonly string[]; readonly since: string }) => {
    const beyond = it.beyond.length > 0 ? [`${listWords(it.beyond)} beyond the agreed limit`] : []
    const unusual = it.unusual.length > 0 ? [`${listWords(it.unusual)} worse than usual`] : []
    return `${listWords([...beyond, ...unusual])} since ${dayWords(it.since)}`
  },
  unusualNow: (kpi: string, value: number, unit: string) => `${kpi} ${withUnit(value, unit)}, worse than usual`,
  now: (it: {
    readonly kpi: string
    readonly value: number
    readonly unit: string
    readonly limit: number | undefined
  }) => {
    const now = `${it.kpi} ${withUnit(it.value, it.unit)}`
    return it.limit === undefined ? now : `${now}, limit ${figure(it.limit)}`
  },
}

export const shownMonitors = {
  left: (bad: number, recovered: number) => {
    const parts = [
      ...(bad > 0 ? [count(bad, 'more is bad', 'more are bad')] : []),
      ...(recovered > 0 ? [count(recovered, 'more has recovered', 'more have recovered')] : []),
    ]
    return `of other segments, ${listWords(parts)}`
  },
}

export const pageWords = {
  next: (number: number, of: number, typed: string) =>
    `Page ${number} of ${of}. \`${typed} page ${number + 1}\` shows the next.`,
  last: (number: number, of: number) => `Page ${number} of ${of}. It is the last.`,
  none: (asked: string) => `There is no page ${asked}.`,
  onlyOne: 'leave it out: there is but one',
  oneOf: (of: number) => `write a page from 1 to ${of}`,
}

export const headedList = {
  more: (left: number, where: string) => words`and ${String(left)} more: ${code(where)}`,
}
