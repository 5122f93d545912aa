/**
 * Every sentence that Kedge says, in English: plain, short, one tone. Each is whole, with places for what it is about, so
 * that another language may order them otherwise. A section a file of `reports/`, of the same name.
 */
import type { Case } from '../core/case.ts'
import { CASE_CATEGORIES, type CaseCategory } from '../core/case-category.ts'
import type { Cause, CauseKind, Others, Unseen } from '../core/cause.ts'
import type { Request } from '../core/change.ts'
import { DELAY_REASONS, type DelayReason } from '../core/delay-reason.ts'
import { channel, code, day, type Inline, minute, person, ping, strong, type Words } from '../core/document.ts'
import { localWords } from '../core/local-time.ts'
import { kindFromTo, kindTo } from '../core/request-words.ts'
import { PERSONAL } from '../core/sighting.ts'
import { ticked } from '../core/ticked.ts'
import { capital, count, dayWords, figure, listWords, ordinal, roughly, spanWords, withUnit } from '../core/words.ts'
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

export const caseList = {
  model: (it: { readonly name: string; readonly id: string; readonly tier: string }) =>
    words`${strong(it.name)} (${code(it.id)}, ${it.tier})`,
  recovered: (model: Words, it: { readonly detected: string; readonly recovered: string }) =>
    words`${model}: opened ${minute(it.detected)}, recovered ${day(it.recovered)}`,
  closed: (model: Words, detected: string) =>
    words`${model}: opened ${minute(detected)}, closed, and nobody knows whether it recovered`,
  open: (
    model: Words,
    it: Pick<Case, 'category' | 'detected' | 'owner' | 'taken' | 'acted'> & {
      readonly headline: string
      readonly now: string
      readonly isLate: boolean
      readonly asked: string
      readonly snoozedUntil: string | undefined
    },
  ) => {
    const what = it.category === undefined ? it.headline : `${it.headline} (${it.category})`
    const span = spanWords(it.detected, it.now)
    const open = it.isLate ? `open for ${span} (late)` : `open for ${span}`
    const whose = it.taken ? words`${person(it.owner)} has it` : words`nobody took it, it is with ${person(it.owner)}`
    const all = words`${model}: ${what}, ${open}; ${whose}; ${it.asked}`
    const acted = it.acted ? words`${all}; ${code(it.acted.version)} runs since ${minute(it.acted.at)}` : all
    return it.snoozedUntil === undefined ? acted : words`${acted}; snoozed until ${minute(it.snoozedUntil)}`
  },
  nothingAsked: 'nothing was asked for',
  asked: (request: Pick<Request, 'kind' | 'to'>) => `${kindTo(request)} asked for`,
  askedInVain: (request: Pick<Request, 'kind' | 'to'>) => `${kindTo(request)} asked for, which came to nothing`,
}

export const caseModals = {
  snooze: {
    title: 'Snooze the case',
    submit: 'Snooze',
    about: (model: string) =>
      words`${strong(model)}: nobody is reminded until then. It stays open, and wakes before if another monitor fires.`,
    howLong: 'For how long?',
    why: 'Why can it wait?',
    hint: 'It is kept in the record and shown on the card.',
  },
  explain: {
    title: 'Why it takes longer',
    submit: 'Say it',
    about: 'It stays late. Whoever waits reads why, and digests count delays by their reasons.',
    why: 'Why does it take longer?',
  },
  reopen: {
    title: 'Open the case again',
    submit: 'Open it',
    about: (model: string) =>
      words`${strong(model)}: for a case that was closed wrongly. It closes when readings of later periods are good.`,
    why: 'Why is it not over?',
  },
  inYourWords: 'In your words',
  saidInThread: 'It is kept in the record and said in the thread.',
}

export const caseCard = {
  title: (model: string, says: string) => `${model}: ${says}`,
  openedAgain: 'opened again',
  again: (title: string) => `${title}, again`,
  summary: (title: string, since: string, cost: string | undefined) =>
    cost === undefined ? `${title}, since ${dayWords(since)}` : `${title}, since ${dayWords(since)}. Costs ${cost}`,
  open: (it: { readonly headline: string; readonly next: Words; readonly cost: string | undefined }) => {
    const now = words`${capital(it.headline)}. ${it.next}`
    if (it.cost === undefined) return now
    const costs = strong(`Costs ${it.cost}.`)
    return words`${costs} ${now}`
  },
  closed: (it: { readonly headline: string; readonly next: Words; readonly cost: string | undefined }) => {
    const now = words`${capital(it.headline)}. ${it.next}`
    return it.cost === undefined ? now : words`${now} It still costs ${it.cost}.`
  },
  segments: 'Segments',
  monitor: (it: {
    readonly value: number
    readonly unit: string
    readonly limit: number | undefined
    readonly state: string
  }) => {
    const value = strong(withUnit(it.value, it.unit))
    return it.limit === undefined
      ? words`${value}; ${it.state}`
      : words`${value}, limit ${withUnit(it.limit, it.unit)}; ${it.state}`
  },
  recovered: 'recovered',
  bad: (it: { readonly bad: number; readonly good: number; readonly every: string; readonly since: string }) => {
    const one = `bad ${it.every}`
    const bad = `${count(it.bad, one)} since ${dayWords(it.since)}`
    return it.good > 0 ? `${bad}, then ${count(it.good, 'good one')}` : bad
  },
  business: (it: {
    readonly value: number
    readonly unit: string
    readonly target: number | undefined
    readonly cost: string | undefined
  }) => {
    const value = strong(withUnit(it.value, it.unit))
    const all = it.target === undefined ? words`${value}` : words`${value}, target ${withUnit(it.target, it.unit)}`
    return it.cost === undefined ? all : words`${all}; ${it.cost}`
  },
  noWayBack: (model: string) => `No older version of ${model} passed its gates, so there is no way back.`,
  notCompared: (version: string) => `What ${version} would have done on the same cases is not known.`,
  wayBack: (it: {
    readonly from: string
    readonly to: string
    readonly samples: number
    readonly start: string
    readonly end: string
  }) => {
    const what = strong(`The way back, ${it.from} → ${it.to}, on the same ${count(it.samples, 'case')}`)
    return words`${what} (${dayWords(it.start)} to ${dayWords(it.end)}):`
  },
  held: (held: string) => words`${strong('Its answers are not used')}, ${held}.`,
  buttons: {
    rollback: (to: string) => `Roll back to ${to}`,
    retrain: 'Retrain',
    snooze: 'Snooze',
    take: 'It’s mine',
    reopen: 'Open it again',
  },
}

export const caseStanding = {
  owner: (it: { readonly owner: string; readonly taken: boolean; readonly detected: string }) =>
    it.taken
      ? words`Owner: ${person(it.owner)}. Opened ${minute(it.detected)}.`
      : words`Owner until somebody takes it: ${person(it.owner)}. Opened ${minute(it.detected)}.`,
  category: (owner: Words, category: CaseCategory) =>
    words`${owner} Category: ${category}, ${CASE_CATEGORIES[category]}.`,
  before: (it: {
    readonly times: number
    readonly recovered: string | undefined
    readonly again: string
    readonly why: Words
  }) => {
    const times = it.times === 1 ? 'once' : count(it.times, 'time')
    const ended = it.recovered === undefined ? words`was closed by hand` : words`recovered ${day(it.recovered)}`
    return words`It was closed ${times} before; the last time it ${ended} and was opened again ${minute(it.again)} ${it.why}`
  },
  firedAgain: 'because it fired again.',
  openedBy: (by: string, because: string) => words`by ${person(by)}: ${because}`,
  recovered: 'recovered',
  byHand: 'closed by hand',
  times: (it: NonNullable<Case['closed']>) => {
    const acted = it.acted ? words`acted ${minute(it.acted)}` : 'nobody acted'
    const found = words`Onset ${day(it.onset)}, available ${minute(it.available)}, detected ${minute(it.detected)}, ${acted}`
    return it.recovered === undefined
      ? words`${found}, recovered: nobody knows.`
      : words`${found}, recovered ${day(it.recovered)} (${spanWords(it.detected, it.recovered)} after it was detected).`
  },
  recoveredTimes: (times: Words) => words`${strong('Recovered.')} ${times}`,
  closedTimes: (it: { readonly by: string; readonly because: string | undefined }, times: Words) =>
    it.because === undefined
      ? words`${strong('Closed')} by ${person(it.by)}. ${times}`
      : words`${strong('Closed')} by ${person(it.by)}: ${it.because}. ${times}`,
  asked: (request: Pick<Request, 'kind' | 'to'>, by: Words) =>
    words`${strong(capital(kindTo(request)))} asked for by ${by}`,
  closed: (asked: Words, why: string) => words`${asked}: ${why}`,
  prepared: (asked: Words) => words`${asked}, is being prepared.`,
  pending: (asked: Words, pull: Inline) => words`${asked}, waits for approval in ${pull}.`,
  approved: (asked: Words, pull: Inline) => words`${asked}, approved; waits to be merged in ${pull}.`,
  denied: (asked: Words, pull: Inline) =>
    words`${asked}, denied in ${pull}; another can be asked for once that is closed.`,
  expired: (asked: Words, pull: Inline) => words`${asked}, not approved in time in ${pull}.`,
  merged: (asked: Words, pull: Inline) => words`${asked}, merged in ${pull}`,
  over: (merged: Words) => words`${merged}.`,
  running: (merged: Words, at: string) => words`${merged} and running since ${minute(at)}.`,
  toRun: (merged: Words, version: string) => words`${merged}; waiting for ${code(version)} to be what runs.`,
  inForce: (merged: Words, at: string) => words`${merged} and in force since ${minute(at)}.`,
  toTrain: (merged: Words) => words`${merged}; waiting for a version to be trained.`,
  trained: (merged: Words, it: { readonly versions: readonly string[]; readonly at: string }) =>
    words`${merged}; what was trained is ${code(listWords(it.versions))}, since ${minute(it.at)}.`,
}

/** Those that may not be named here are counted. */
const otherModels = ({ named, more }: Others) =>
  listWords([...named, ...(more > 0 ? [count(more, named.length > 0 ? 'other model' : 'model')] : [])])

const SAYING_OF_CAUSES: {
  readonly [K in Exclude<CauseKind, 'warned'>]: (cause: Extract<Cause, { readonly is: K }>) => Words
} = {
  'failing-source': ({ connection, since }) => words`What is asked of ${code(connection)} fails since ${minute(since)}`,
  'stale-source': ({ connection, kpis: [first, ...others], newest }) => {
    const last = newest === undefined ? 'there never was a reading' : `the newest reading ended on ${dayWords(newest)}`
    if (first === undefined) return words`Nothing new comes over ${code(connection)}: ${last}`
    const more = count(others.length, 'other KPI')
    return others.length > 0
      ? words`Nothing new of ${code(first)} and ${more} comes over ${code(connection)}: ${last}`
      : words`Nothing new of ${code(first)} comes over ${code(connection)}: ${last}`
  },
  'new-version': ({ version, at }) => words`${code(version)} took over shortly before, on ${minute(at)}`,
  'same-source': ({ connection, ...others }) =>
    words`${otherModels(others)} over ${code(connection)} broke within a day of it`,
  'drifted-input': ({ input, method, value, threshold, since, until }) => {
    const far = `(${method} ${figure(value)}, where ${figure(threshold)} is much)`
    return until === undefined
      ? words`Since ${dayWords(since)}: its input ${code(input)} has drifted ${far}`
      : words`Until ${dayWords(until)}: its input ${code(input)} had drifted ${far}`
  },
  'same-time': others => words`${otherModels(others)} broke within a day of it`,
}

const UNSEEN_CAUSES: Readonly<Record<Unseen, string>> = {
  inputs: 'its inputs, which are not measured',
  'some-inputs': 'some of its inputs, of which there is too little to judge by',
  versions: 'what runs, which nobody observes',
  sources: 'whether its sources answer',
}

export const causeWords = {
  one: 'Likely cause',
  several: 'Likely causes, the likeliest first',
  none: 'No likely cause was found.',
  more: (more: number) => `${count(more, 'more cause')}: \`/kedge explain\` with its name says all.`,
  unseen: (unseen: readonly Unseen[]) => `Not looked at: ${listWords(unseen.map(one => UNSEEN_CAUSES[one]))}.`,
  inSegment: (segment: string, value: string) => `${segment}: ${value}`,
  warned: (it: { readonly since: string; readonly says: string }, where: string) =>
    words`Since ${dayWords(it.since)}: ${it.says.replace(/\.$/, '')} (${where})`,
  saying: SAYING_OF_CAUSES,
}

export const issue = {
  title: (model: string, headline: string) => `${model}: ${headline}`,
  headline: (model: string, headline: string) => words`${strong(model)}: ${headline}.`,
  monitor: (it: {
    readonly kpi: string
    readonly value: number
    readonly unit: string
    readonly limit: number | undefined
    readonly since: string
  }) => {
    const value = withUnit(it.value, it.unit)
    return it.limit === undefined
      ? words`${strong(it.kpi)}: ${value}; since ${dayWords(it.since)}`
      : words`${strong(it.kpi)}: ${value}, limit ${withUnit(it.limit, it.unit)}; since ${dayWords(it.since)}`
  },
  owner: (owner: string, detected: string) => words`Owner: ${person(owner)}. Detected ${minute(detected)}.`,
  closedWith: (it: { readonly case: string; readonly model: string }) => {
    const status = code(`/kedge status ${it.model}`)
    return words`It is closed with the case ${code(it.case)}; ${status} says how it stands.`
  },
  openedBy: (by: Words, closedWith: Words) => words`Opened by ${by}. ${closedWith}`,
  openedAgain: (why: Words) => words`${strong('The case was opened again')} ${why}`,
  openedAgainAt: (at: string, why: Words) => words`${strong('The case was opened again')} ${minute(at)} ${why}`,
  stands: (model: string, monitors: number) => {
    const status = code(`/kedge status ${model}`)
    return words`${status} says how it stands; ${count(monitors, 'monitor is', 'monitors are')} in it.`
  },
  again: (model: string) => `${model}: again`,
  recovered: { summary: 'recovered', said: strong('Recovered.') },
  ended: (model: string, end: string) => `${model}: ${end}`,
}

export const modals = {
  kept: 'It is kept in the record and shown to those who approve.',
  why: 'Why?',
  ask: 'Ask for it',
  rollback: {
    title: (to: string) => `Roll back to ${to}`,
    about: (it: { readonly model: string; readonly from: string; readonly to: string }) =>
      words`${strong(it.model)}: ${it.from} → ${strong(it.to)}`,
    compared: (about: Words, it: { readonly start: string; readonly end: string }) =>
      words`${about} on the same cases, ${dayWords(it.start)} to ${dayWords(it.end)}:`,
    notCompared: 'What it would have done on the same cases is not known.',
  },
  retrain: {
    title: 'Train it anew',
    about: (model: string) =>
      words`${strong(model)}: one more request under ${code('retraining.requests')} of its file.`,
  },
  register: {
    title: 'Register a model',
    about: 'One file of models/ is made of it, in a pull request that others approve.',
  },
  deny: {
    title: 'Deny this change',
    submit: 'Deny',
    about: 'A denial blocks the change until you take it back.',
    why: 'Why not?',
  },
}

export const dropCard = {
  storedSummary: (file: string) => `${file}: stored`,
  storingSummary: (file: string) => `${file} is being stored`,
  holdsSummary: (file: string) => `${file} holds readings`,
  notShown: 'No model of this file is shown here any more.',
  offer: (file: string, by: string) =>
    words`${strong(file)} holds readings, brought by ${person(by)}. Nothing of it is stored yet.`,
  notStored: (why: string) => words`${strong('Not stored.')} ${ticked(why)}`,
  fix: (fix: string) => words`fix: ${ticked(fix)}`,
  storing: (file: string, by: string) => words`${strong(file)} is being stored: ${person(by)} said yes.`,
  look: 'See what would be stored',
  stored: (it: {
    readonly file: string
    readonly readings: number
    readonly models: readonly string[]
    readonly by: string
    readonly at: string
    readonly counts: string
  }) => {
    const readings = count(it.readings, 'reading')
    const what = it.models.length > 0 ? `${readings} of ${listWords(it.models)}` : readings
    return words`${strong(it.file)}: ${what} stored, by ${person(it.by)} on ${minute(it.at)}: ${it.counts}.`
  },
  counts: (it: { readonly fresh: number; readonly revised: number; readonly same: number }) =>
    `${it.fresh} new, ${it.revised} revised, ${it.same} stored already`,
}

export const dropModal = {
  title: 'What would be stored',
  submit: 'Store it',
  nothingToDo: 'All of it is stored already: nothing to do.',
  which: {
    submit: 'Go on',
    hint: 'A column `model` in the file would say it.',
    label: 'Of which model are these readings?',
  },
  wrong: 'Nothing would be stored. Mend the file, and drop it again.',
  wrongAt: (it: { readonly at: string; readonly says: string; readonly fix: string }) => {
    const where = strong(`${it.at}:`)
    const says = `${it.says} Fix: ${it.fix}`
    return words`${where} ${ticked(says)}`
  },
  models: (models: number) => (models === 1 ? 'Model' : 'Models'),
  listed: (names: readonly string[]) => listWords(names),
  kpis: 'KPIs',
  periods: 'Periods',
  fromTo: (start: string, end: string) => `${dayWords(start)} to ${dayWords(end)}, end excluded`,
  readings: 'Readings',
  counted: (readings: number, counts: string) => `${count(readings, 'reading')}: ${counts}`,
  replaced: 'Would be replaced',
  value: (value: number, n: number) => `${figure(value)} (n ${n})`,
  revised: (it: {
    readonly kpi: string
    readonly version: string
    readonly start: string
    readonly before: string
    readonly after: string
  }) => `${it.kpi} of ${it.version}, ${it.start}: ${it.before} → ${it.after}`,
  more: (more: number) => `and ${count(more, 'more', 'more')}`,
  between: (rows: number) => `… ${rows} more`,
  columns: {
    kpi: 'KPI',
    version: 'Version',
    start: 'Start',
    value: 'Value',
    n: 'n',
    segment: 'Segment',
    is: 'Is',
    model: 'Model',
  },
  is: { fresh: 'new', revised: 'revised', same: 'stored' },
}

export const dropWords = {
  mayNotFeed: (models: readonly string[]) =>
    models.length === 1
      ? `Readings of ${listWords(models)} are brought by those who own it.`
      : `Readings of ${listWords(models)} are brought by those who own them.`,
  askOwners: (owners: Words) => words`fix: ask ${owners}, or let its source push them`,
  notRead: (file: Inline, why: string) => words`${file} is not read. ${why}`,
  beingStored: (file: Inline) => words`${file} is being stored; the message below it says when that is done.`,
  storedAlready: (file: Inline, by: string) => words`${file} was stored already, by ${by}.`,
  nothingToDo: 'nothing to do',
  storingAlready: (file: Inline, by: string) => words`${file} is being stored already, by ${by}.`,
  wait: 'wait a moment',
}

export const segmentStates = {
  how: (it: {
    readonly kpi: string
    readonly segments: boolean
    readonly versions: boolean
    readonly environment: string | undefined
  }) => {
    const each = [...(it.segments ? ['segment'] : []), ...(it.versions ? ['version'] : [])]
    if (each.length === 0) return it.environment === undefined ? it.kpi : `${it.kpi}, in ${it.environment}`
    const by = `${it.kpi}, by ${listWords(each)}`
    return it.environment === undefined ? by : `${by} in ${it.environment}`
  },
  noReading: strong('no reading yet'),
  ok: (parts: number) => `${parts} ok`,
  state: (state: string, parts: string) => `${state}: ${parts}`,
  notWatched: (more: number) => count(more, 'more is not watched', 'more are not watched'),
  all: (states: readonly string[]) => states.reduce((all, state) => `${all}; ${state}`),
  part: (part: string, value: number, unit: string) => `${part} ${withUnit(value, unit)}`,
  stale: (part: string) => `${part} (no newer reading came)`,
}

/** `a, b, c`, of what holds more than text. */
const inALine = (items: readonly Words[]): Words =>
  items.slice(1).reduce<Words>((all, item) => words`${all}, ${item}`, items[0] ?? [])

export const shown = {
  model: {
    summary: (name: string, about: string) => `${name}: ${about}`,
    wanted: 'Wanted',
    runs: 'Runs',
    notObserved: 'not observed',
    tier: 'Tier',
    mode: 'Mode',
    answers: 'Answers',
    notUsed: (held: string) => `not used, ${held}`,
    useCase: 'Use case',
    data: 'Data',
    owners: 'Owners',
    confirmed: 'File confirmed',
  },
  owners: (owners: readonly (readonly [role: string, who: string])[]) =>
    inALine(owners.map(([role, who]) => words`${role} ${person(who)}`)),
  version: (it: { readonly id: string; readonly summary: string; readonly passed: string | undefined }) =>
    it.passed === undefined
      ? words`${code(it.id)} ${it.summary}; has not passed its gates`
      : words`${code(it.id)} ${it.summary}; passed its gates on ${dayWords(it.passed)}`,
  versionRuns: (version: Words) => words`${version} (runs)`,
  versionBack: (version: Words) => words`${version} (a way back)`,
  kpi: (it: {
    readonly name: string
    readonly kind: string
    readonly direction: string
    readonly limit: number | undefined
    readonly target: number | undefined
    readonly unit: string
  }) => {
    const kpi = `${it.name} (${it.kind}, ${it.direction})`
    const limited = it.limit === undefined ? kpi : `${kpi}, limit ${withUnit(it.limit, it.unit)}`
    return it.target === undefined ? limited : `${limited}, target ${withUnit(it.target, it.unit)}`
  },
  neverReviewed: (everyMonths: number) => `never; due every ${count(everyMonths, 'month')}`,
  reviewed: (last: string, due: string) => `${dayWords(last)}; due again by ${dayWords(due)}`,
  source: {
    summary: (name: string) => `${name}: a data source`,
    where: 'Where',
    inRegion: (location: string, region: string) => `${location} (${region})`,
    owner: 'Owner',
    classification: 'Classification',
    persons: 'Data about persons',
    personal: (kinds: readonly string[]) => (kinds.length > 0 ? listWords(kinds) : 'none'),
    basis: 'Lawful basis',
    allowed: 'Allowed for',
    masking: 'Masking',
    kept: 'Kept',
    days: (days: number) => count(days, 'day'),
    checked: 'Checked',
    checkedOn: (on: string) => dayWords(on),
    never: 'never',
    readBy: 'Read by',
    noModel: 'no model',
  },
  useCase: {
    summary: (name: string) => `${name}: a use case`,
    owner: 'Owner',
    risk: 'Risk',
    allowed: 'Allowed',
    forbidden: 'Not allowed',
    models: 'Models',
    none: 'none',
  },
  nobodySaid: 'nobody has said',
  listed: (ids: readonly string[]) => inALine(ids.map(id => [code(id)])),
}

export const warning = {
  kpi: (name: string) => name.toLowerCase(),
  summary: (model: string, what: string) => `${model}: ${what}`,
  one: (it: {
    readonly kpi: string
    readonly value: string
    readonly limit: string | undefined
    readonly since: string
  }) =>
    it.limit === undefined
      ? `${it.kpi} is ${it.value} since ${dayWords(it.since)}`
      : `${it.kpi} is ${it.value} (limit ${it.limit}) since ${dayWords(it.since)}`,
  several: (it: {
    readonly kpi: string
    readonly where: string
    readonly limit: string | undefined
    readonly parts: string
  }) =>
    it.limit === undefined
      ? `${it.kpi} is bad in ${it.where}: ${it.parts}`
      : `${it.kpi} is bad in ${it.where} (limit ${it.limit}): ${it.parts}`,
  versions: (versions: number) => count(versions, 'version'),
  segments: (segments: number) => count(segments, 'segment'),
  unknown: 'unknown',
  started: (summary: string) => words`${strong('Warning.')} ${summary}.`,
  startedInARow: (summary: string, bad: number, every: string) =>
    words`${strong('Warning.')} ${summary}: ${count(bad, every)} in a row.`,
  why: (it: { readonly cause: string | undefined; readonly because: string; readonly fix: string }) =>
    it.cause === undefined ? `${it.because} ${it.fix}` : `${it.cause.replace(/\.$/, '')}. ${it.because} ${it.fix}`,
  withinLimit: (kpi: string) => `${kpi} is back within its limit`,
  asUsual: (kpi: string) => `${kpi} is back where it usually is`,
  over: (summary: string) => `${summary}.`,
  part: (it: { readonly part: string; readonly value: string; readonly since: string }) =>
    `${it.part} ${it.value} since ${dayWords(it.since)}`,
}

export const home = {
  waits: (things: number) =>
    things === 0 ? 'Nothing waits for you' : `${count(things, 'thing waits', 'things wait')} for you`,
  waitsHere: (things: number) =>
    things === 0 ? 'Nothing waits for you here' : `${count(things, 'thing waits', 'things wait')} for you here`,
  said: (summary: string) => strong(`${summary}.`),
  note: words`${code('/kedge help')} in any channel says what else there is. This page is drawn when it is opened.`,
  noteHere: words`${code('/kedge help')} says what else there is. The Home of the app has all that waits on you, also what is not shown here.`,
  approvals: { title: 'Your approval', where: '/kedge approvals' },
  reviews: { title: 'To look at, now that it is in force', where: '/kedge approvals' },
  cases: { title: 'Your cases', where: '/kedge cases' },
  sightings: { title: 'To register, or to leave out', where: '/kedge cases' },
  models: { title: 'Your models', where: '/kedge models' },
  digests: { title: 'Next digests', where: '/kedge digest' },
  stranger: (says: string, user: string) => `${says} Your id in Slack is ${user}.`,
  case: (it: { readonly model: string; readonly headline: string; readonly detected: string; readonly now: string }) =>
    words`${strong(it.model)}: ${it.headline}, open for ${spanWords(it.detected, it.now)}`,
  approval: (it: {
    readonly request: Pick<Request, 'title' | 'kind' | 'to'>
    readonly by: Words
    readonly since: string
    readonly now: string
    readonly channel: string | undefined
  }) => {
    const asked = words`${strong(it.request.title)} (${kindTo(it.request)}), asked for by ${it.by}`
    const waits = words`${asked}, waits for ${spanWords(it.since, it.now)}`
    return it.channel === undefined ? waits : words`${waits} in ${channel(it.channel)}`
  },
  review: (it: { readonly title: string; readonly because: string; readonly pull: string }) => {
    const review = code(`/kedge review ${it.pull} found …`)
    return words`${strong(it.title)}: ${it.because}; ${review}`
  },
  reviewInForce: (it: {
    readonly title: string
    readonly because: string
    readonly pull: string
    readonly merged: string
    readonly now: string
  }) => {
    const review = code(`/kedge review ${it.pull} found …`)
    return words`${strong(it.title)}, in force for ${spanWords(it.merged, it.now)}: ${it.because}; ${review}`
  },
  noCase: 'no case is open',
  notSeen: words`what runs was not seen yet`,
  runs: (version: string) => words`${code(version)} runs`,
  runsUnwanted: (version: string, wanted: string) => words`${code(version)} runs, wanted is ${wanted}`,
  model: (it: {
    readonly name: string
    readonly state: string
    readonly runs: Words
    readonly held: string | undefined
  }) =>
    it.held === undefined
      ? words`${strong(it.name)}: ${it.state}; ${it.runs}`
      : words`${strong(it.name)}: ${it.state}; ${it.runs}; ${it.held}`,
  digest: (id: string, at: Date, timeZone: string) => words`${channel(id)}: ${localWords(at, timeZone)}`,
}

export const sightingWords = {
  modal: {
    title: 'Report an AI',
    submit: 'Report it',
    about: 'A model in use that is not registered is watched by nobody. What you write is kept in the record.',
  },
  name: { label: 'What is it called?', hint: 'A product, an endpoint, a file: as people call it.' },
  where: 'Where does it run, or who runs it?',
  use: 'What does it decide, or what is it used for?',
  personal: { label: 'Is personal data in it?', yes: 'Yes', no: 'No', unknown: 'I do not know' },
  knows: 'Who knows more about it?',
  reported: (name: string) => `Not registered: ${name}`,
  reportedAgain: (name: string) => `Reported again: ${name}`,
  rows: {
    runs: 'Runs',
    usedFor: 'Used for',
    personal: 'Personal data',
    knows: 'Who knows more',
    notSaid: 'not said',
    reported: 'Reported',
  },
  isPersonal: (is: keyof typeof PERSONAL) => PERSONAL[is],
  reportedBy: (at: string, by: string) => words`${minute(at)} by ${person(by)}`,
  found: (name: string) => words`Somebody found a model that is in use and not registered: ${strong(name)}.`,
  next: () => {
    const ignored = ticked('`ignores` of a policy of kind discovery says why it needs no file')
    const until = words`a model goes by this name (its id, or ${code('knownAs')}), or ${ignored}`
    return words`${code('/kedge register')} asks for its file. It stays in digests and ${code('/kedge cases')} until ${until}.`
  },
  asked: (who: Words, people: number) =>
    people === 1 ? words`${who} is asked who runs it.` : words`${who} are asked who runs it.`,
  askedThen: (asked: Words, next: Words) => words`${asked} ${next}`,
  takenSummary: (name: string) => `Thank you: ${name} is reported`,
  heardByOwners: words`No channel is named for it yet, so whoever owns the rules finds it by ${code('/kedge cases')}.`,
  heardIn: (channels: Words) => words`It is told in ${channels}.`,
  taken: (name: string, heard: Words, next: Words) => words`Thank you: ${strong(name)} is reported. ${heard} ${next}`,
  notForgotten: 'It is registered, or left out for a reason that is written down; until then it is not forgotten.',
  before: (name: string) => `You have reported ${name} already: it is on record, and nobody has registered it yet.`,
  registered: (name: string) => `${name} is registered: there is nothing to report.`,
  whoAnswers: (id: string) => `\`/kedge show ${id}\` says who answers for it`,
  item: (it: {
    readonly name: string
    readonly since: string
    readonly now: string
    readonly by: string
    readonly where: string
    readonly isPersonal: boolean
  }) => {
    const ago = spanWords(it.since, it.now)
    const item = words`${strong(it.name)}, not registered, reported ${ago} ago by ${person(it.by)}: ${it.where}`
    return it.isPersonal ? words`${item}, with personal data` : item
  },
}

export const troubleCard = {
  summary: (title: string, says: string) => `${title}: ${says}`,
  kedge: 'Kedge',
  oneModel: 'One of the models',
  goesOn: (who: string) => `${who} goes on`,
  holdsBack: (who: string) => `${who} holds back`,
  noData: (who: string) => `${who} gets no data`,
  stuck: (who: string) => `${who} is stuck`,
  toldElsewhere: 'This is about a model that is not shown here any more. It goes on where it may be.',
  withheld: words`Which one, and why, only those may see whom its ${code('visibility')} names.`,
  withheldFix: words`${strong('fix')}: whoever may see it asks ${code('/kedge status')}; a channel among its ${code('visibility.channels')} gets the whole card.`,
  noteHeld: (title: string, works: readonly string[], since: string) =>
    words`${strong(title)} ${listWords(works)} since ${minute(since)}.`,
  note: (title: string, works: readonly string[], since: string) =>
    words`${strong(title)} since ${minute(since)} with ${listWords(works)}; its card says why.`,
  fix: (fix: string) => words`${strong('fix')}: ${ticked(fix)}`,
  since: 'Since',
  category: { label: 'Category', is: 'technical' },
  waits: 'Waits',
  held: words`Each case is on record, and ${code('/kedge status')} shows it. Whoever acts on a model gets its card; Kedge does nothing of its own.`,
  again: 'It is tried again all the time. Nothing is lost meanwhile, and this case closes by itself.',
  againSeldom:
    'It is tried again every hour, and whenever it is asked for. Nothing is lost meanwhile, and this case closes by itself.',
  elsewhere: 'Kedge cannot mend it. This case closes by itself: when it is done, or when it is told no more.',
  toldUntil: (works: readonly string[], until: string) => words`${listWords(works)}, told until ${minute(until)}`,
  nothing: 'nothing any more',
  waiting: (works: readonly (readonly [work: string, times: number])[]) =>
    inALine(works.map(([work, times]) => words`${code(work)} × ${String(times)}`)),
  over: (since: string, closed: string) => `That lasted ${spanWords(since, closed)} and is over.`,
  overDone: (since: string, closed: string) =>
    `That lasted ${spanWords(since, closed)} and is over; what waited was done.`,
  heldUp: (works: readonly string[]) => `It held up ${listWords(works)}.`,
}

export const timeline = {
  nothing: (model: string) => `${model}: nothing has happened yet`,
  entries: (model: string, entries: number) => `${model}: ${count(entries, 'entry', 'entries')}`,
  upTo: (summary: string, day: string) => `${summary} up to ${dayWords(day)}`,
  clone: (command: string) => `\`${command}\` in a clone prints everything, from the record that anyone can verify.`,
  command: {
    clone: (model: string) => `kedge history ${model}`,
    cloneAsOf: (model: string, asOf: string) => `kedge history ${model} --as-of ${asOf}`,
    here: (model: string) => `/kedge history ${model}`,
    hereAsOf: (model: string, asOf: string) => `/kedge history ${model} as-of ${asOf}`,
  },
  line: (at: string, what: Words) => words`${minute(at)}: ${what}`,
  who: (by: string) => (by === 'kedge' ? 'Kedge' : person(by)),
  observed: (version: string) => words`${code(version)} is what runs`,
  warned: (it: { readonly monitor: string; readonly value: number; readonly since: string }) =>
    words`warned by ${it.monitor} at ${figure(it.value)}, since ${dayWords(it.since)}`,
  warningOver: (monitor: string) => words`the warning of ${monitor} is over`,
  warningUnwatched: (monitor: string) => words`the warning of ${monitor} is over: it is watched no more`,
  brokeRule: (policy: string) => words`does not keep the rule ${policy}`,
  doubtedRule: (policy: string) => words`cannot be shown to keep the rule ${policy}`,
  keptRule: (policy: string) => words`keeps the rule ${policy} again`,
  opened: (monitors: readonly string[], onset: string) =>
    words`a case opened: ${listWords(monitors)}, since ${dayWords(onset)}`,
  held: 'too many cases opened at once, so it got no card of its own',
  released: 'the case got its card',
  taken: (by: Inline) => words`the case was taken, by ${by}`,
  again: (monitors: readonly string[], onset: string) =>
    words`the case opened again: ${listWords(monitors)}, since ${dayWords(onset)}`,
  reopened: (by: Inline, because: string) => words`the case was opened again, by ${by}: ${because}`,
  snoozed: (by: Inline, until: string, why: string) =>
    words`the case was snoozed until ${minute(until)}, by ${by}: ${why}`,
  woke: { worse: 'it got worse, so the snooze was over', over: 'the snooze was over' },
  runsOut: (promise: string, due: string) => words`the time promised by ${promise} runs out on ${minute(due)}`,
  late: (promise: string, due: string, told: readonly string[]) =>
    told.length === 0
      ? words`the promise ${promise} is broken, due on ${minute(due)}`
      : words`the promise ${promise} is broken, due on ${minute(due)}; told to ${listWords(told)}`,
  explained: (promise: string, by: Inline, why: string) =>
    words`why the promise ${promise} takes longer was said, by ${by}: ${why}`,
  dropStored: (by: Inline, counts: string) => words`readings of a dropped file were stored, by ${by}: ${counts}`,
  played: (playbook: string, did: string) => words`the playbook ${code(playbook)} ${did}, automatically`,
  issueOpened: (issue: number) => words`issue #${String(issue)} was opened`,
  issueClosed: 'its issue was closed',
  closed: (by: Inline, because: string | undefined) =>
    because === undefined ? words`the case was closed, by ${by}` : words`the case was closed, by ${by}: ${because}`,
  recovered: (on: string) => words`the case closed, recovered on ${dayWords(on)}`,
  asked: (request: Pick<Request, 'kind' | 'from' | 'to' | 'reason'>, by: Words) =>
    words`${kindFromTo(request)} was asked for, by ${by}: ${request.reason}`,
  pullOpened: (pull: number, by: Inline) => words`pull request #${String(pull)} was opened, by ${by}`,
  voted: (it: {
    readonly is: 'approve' | 'deny' | 'withdrawn'
    readonly door: 'slack' | 'github'
    readonly person: string
    readonly because: string | undefined
  }) => {
    const did = { approve: 'approved', deny: 'denied', withdrawn: 'a vote was taken back' }[it.is]
    const voted = words`${did} by ${it.door === 'github' ? 'GitHub' : 'Slack'}: ${person(it.person)}`
    return it.because === undefined ? voted : words`${voted}: ${it.because}`
  },
  refused: (why: string, by: Inline) => words`refused (${why}): ${by}`,
  merged: (commit: string, by: Inline) => words`merged as ${code(commit)}, by ${by}`,
  delivered: (conclusion: string) => words`the delivery ended in ${conclusion}`,
  trained: (conclusion: string) => words`the training ended in ${conclusion}`,
  registered: (version: string) => words`version ${version} was registered`,
  done: 'the change is done',
  doneRuns: (version: string) => words`the change is done: ${version} runs`,
  changeClosed: (outcome: string, why: string) => words`the change was closed (${outcome}): ${why}`,
}
