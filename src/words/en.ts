/**
 * Every sentence that Kedge says, in English: plain, short, one tone. Each is whole, with places for what it is about, so
 * that another language may order them otherwise. A section a file that says it, of the same name; what describes the
 * fields of its formats stands in `fields`, where it says more than that.
 */

import type { ActName } from '../core/act.ts'
import type { Case } from '../core/case.ts'
import type { CaseCategory } from '../core/case-category.ts'
import type { BadInput, Cause, CauseKind, Others, Unseen } from '../core/cause.ts'
import type { ChangeKind, Comparison, Request } from '../core/change.ts'
import type { DelayReason } from '../core/delay-reason.ts'
import type { RequiredCheck, Reviews } from '../core/demands.ts'
import type { Audience } from '../core/digest.ts'
import type { DriftVerdict } from '../core/drift.ts'
import type { Counted, FunctionName } from '../core/function-counts.ts'
import type { AppPermission, GitHubEvent, PermissionName } from '../core/github-app.ts'
import type { Kpi } from '../core/kpi.ts'
import type { MissingShare } from '../core/missing-share.ts'
import type { Money } from '../core/money.ts'
import type { PastGate } from '../core/past-gate.ts'
import type { Every } from '../core/period.ts'
import type { Covered } from '../core/portfolio.ts'
import type { Overdue } from '../core/portfolio-overdue.ts'
import type { WrongAndFix } from '../core/problem.ts'
import type { PushedReading } from '../core/pushed-reading.ts'
import type { Form } from '../core/query-forms.ts'
import type { Misframed } from '../core/reading-frame.ts'
import type { Details, ReasonCode } from '../core/reason.ts'
import type { Than } from '../core/schedule.ts'
import type { SettingName } from '../core/settings.ts'
import type { Personal } from '../core/sighting.ts'
import type { SlackEventName, SlackScopeName } from '../core/slack-app.ts'
import type { SnoozeFor } from '../core/snooze.ts'
import type { TimeTo } from '../core/times-to.ts'
import type { NoTrainingThen } from '../core/training.ts'
import type { Trend, TrendStanding } from '../core/trend.ts'
import type { Stage } from '../core/waits.ts'
import { channel, code, day, type Inline, link, linked, minute, person, ping, strong, type Words } from './document.ts'
import { capital, figuresOf, inColumns, significant, stamp } from './figures.ts'
import { strongTicked, ticked } from './ticked.ts'
import { valuesOf } from './value-words.ts'
import { words } from './words.ts'

/** Months, weekdays, units, lists and digits are those of the locale. */
export const figures = figuresOf('en-GB', {
  unknown: 'unknown',
  million: 'M',
  billion: 'bn',
  lessThanAMinute: 'less than a minute',
  under: share => `under ${share}`,
  over: share => `over ${share}`,
  minute: (day, clock) => `${day}, ${clock} UTC`,
  local: ({ weekday, day, clock, timeZone }) => `${weekday} ${day}, ${clock} (${timeZone})`,
})

const { figure, shortFigure, inFull, withUnit, roughly, shareWords, listWords } = figures

const { dayWords, shortMonth, minuteWords, beginWords, localWords, spanWords } = figures

function count(n: number, one: string, many = `${one}s`): string {
  return `${inFull(n)} ${n === 1 ? one : many}`
}

/** `1st`, `2nd`, `3rd`, `11th`. */
function ordinal(n: number): string {
  const last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10
  return `${n}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

export const counts = {
  count,
  ordinal,
  errors: (n: number) => count(n, 'error'),
}

export const values = valuesOf({
  nothing: 'nothing',
  list: items => listWords(items),
  either: items => listWords(items, 'or'),
  more: letters => `… (${count(letters, 'letter')} more)`,
  hasMore: /… \([\d,]+ letters? more\)/,
})

const { valueWords, bothWords, quoted, oneOf } = values

type Asked = Pick<Request, 'kind' | 'from' | 'to'>

/** `rollback to 1.0.0`, or the kind alone where no version moves. */
function kindTo({ kind, to }: Asked): string {
  return to === undefined ? kind : `${kind} to ${to}`
}

/** `an edit`, `a promotion to 1.1.0`. */
function aKindTo({ kind, to }: Asked): string {
  return to === undefined ? aKind[kind] : `${aKind[kind]} to ${to}`
}

/** `rollback 1.1.0 → 1.0.0`. */
function kindFromTo({ kind, from, to }: Asked): string {
  if (to === undefined) return kind
  return from === undefined ? `${kind} → ${to}` : `${kind} ${from} → ${to}`
}

export const requestWords = { fromTo: kindFromTo }

export const caseNotes = {
  modelGone: (model: string) =>
    `The case of ${model} is closed: its file is gone from the main branch. Nobody has to act.`,
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
  heldBack: (pull: Inline) => words`whoever sees to what keeps Kedge from merging ${pull}.`,
  peopleMerge: (pull: Inline) => words`whoever merges ${pull} on GitHub.`,
  readies: (pull: Inline) => words`whoever marks ${pull} as ready; it is a draft and takes no votes.`,
  mends: (pull: Inline) => words`whoever mends ${pull}, which nobody can approve as it stands.`,
  stopped: (pull: Inline) => words`whoever sees to ${pull}, which is approved and stopped by a rule.`,
  peopleApprove: (pull: Inline) => words`whoever approves ${pull}.`,
  readingsClose: 'nobody; it closes when the readings are good.',
  wakes: (owner: string, until: string) => words`${person(owner)}, when it wakes ${minute(until)}.`,
  taken: (owner: string) => words`${person(owner)}, who took it.`,
  free: (owner: string) => words`${person(owner)}, or whoever takes it.`,
}

const commaList = ([first = '', ...others]: readonly string[]) => others.reduce((all, it) => `${all}, ${it}`, first)

const semicolonList = ([first = '', ...others]: readonly string[]) => others.reduce((all, it) => `${all}; ${it}`, first)

const orList = ([first = '', ...others]: readonly string[]) => others.reduce((all, it) => `${all} or ${it}`, first)

const andList = ([first = '', ...others]: readonly string[]) => others.reduce((all, it) => `${all} and ${it}`, first)

const delayReason: Readonly<Record<DelayReason, string>> = {
  'being-fixed': 'somebody is working on it',
  'waits-for-others': 'it waits for somebody else',
  expected: 'it was to be expected',
  'data-in-doubt': 'the readings are in doubt',
  'small-harm': 'it does little harm for now',
}

export const delayReasons = delayReason

const caseCategory: Readonly<Record<CaseCategory, string>> = {
  reporting: 'what is measured itself is in doubt',
  approval: 'what runs is not what was approved',
  business: 'what the business counts on is worse than agreed',
  technical: 'the model is worse than agreed',
}

const stages: Readonly<Record<Stage, string>> = {
  approval: 'from asking to approval',
  merge: 'from approval to merge',
  delivery: 'from merge to what runs',
  answer: 'from a case to somebody who takes it',
  act: 'from a case to an act',
  recovery: 'from a case to recovery',
}

const coverage: Readonly<Record<Covered, string>> = {
  owners: 'a business and a technical owner whom the people policy knows',
  kpis: 'a KPI that a query measures',
  monitors: 'a monitor over such a KPI',
  profile: 'a profile of its inputs',
  validation: 'a validation in force',
}

export const overdue = {
  failed: (it: Awaited, conclusion: string, url: string | undefined): WrongAndFix => {
    const why = url === undefined ? `see why ${awaited(it)} failed` : `see why ${awaited(it)} failed, ${url}`
    return [capital(`${awaited(it)} ended in ${conclusion}.`), `${why}; mend it and run it again`]
  },
  silentWorkflow: (it: Awaited): WrongAndFix => [
    `Nothing is heard of ${awaited(it)} since it was started.`,
    `see whether ${awaited(it)} runs on GitHub, and cancel or mend what hangs`,
  ],
  silentWebhook: (it: Awaited, webhook: string): WrongAndFix => [
    `Nothing is heard of ${awaited(it)} since it was started.`,
    `see whether ${webhook} runs ${awaited(it)}; let it report its end: POST /v1/deliveries`,
  ],
  noVersion: (it: Awaited): WrongAndFix => [
    capital(`${awaited(it)} ended well, and no new version is known.`),
    `let ${awaited(it)} register its version: POST /v1/versions`,
  ],
}

/** “missing 0.2 % → 91 %”. */
function missingWords({ was, now, unreadable }: Pick<MissingShare, 'was' | 'now' | 'unreadable'>): string {
  return `${unreadable ? 'missing or no number' : 'missing'} ${shareWords(was)} → ${shareWords(now)}`
}

type Said = Inline | Words

/** With its full stop, where whoever wrote it left that out. */
const ended = (text: string) => (/[.!?…]$/.test(text.trim()) ? text : `${text}.`)

/** `a, b, c`, of what may hold more than text. */
const withCommas = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => (at === 0 ? words`${one}` : words`${before}, ${one}`), [])

export const markdown = {
  rest: 'The rest is left out: it does not fit into what GitHub takes.',
  picture: 'chart',
  details: 'Details',
}

export const codeowners = {
  header: 'Written by `kedge codeowners --write` from models/ and policies/.',
  meaning: 'It says who is asked for a review; what counts is for the approvals policies.',
  nobodyOwns: (path: string) => `Nobody on GitHub owns ${path}`,
}

export const lifecycleDiagram = {
  stage: (name: string, maxDays: number) => `${name} (at most ${count(maxDays, 'day')})`,
}

export const lifecycleSection = {
  head: ['stage', 'says', 'who acts', 'at most'],
  days: (n: number) => count(n, 'day'),
}

export const folderReadme = {
  begin: 'written by `npm run generate`: a change below is lost',
  head: ['kind', 'says'],
  madeOf: (titles: readonly string[]) => `Rules are made of ${andList(titles)}.`,
  mustFail: (outcomes: readonly string[]) => `At least one example must end in ${orList(outcomes)}.`,
}

export const fieldTable = {
  head: ['key', 'is', 'must', 'says'],
  must: 'yes',
  oneOf: orList,
  listOf: (type: string) => `list of ${type}`,
  byName: 'mapping by name',
  types: {
    string: 'text',
    number: 'number',
    integer: 'whole number',
    boolean: 'true or false',
    object: 'mapping',
  },
  rule: 'rule',
}

export const factTable = {
  factsTitle: 'Facts',
  factsAre: `What a rule may name. *From* says who tells it: the \`file\`s alone, the files and the \`day\` it is asked, what
was \`measured\`, or the \`change\` that is asked for. \`<id>\` stands for a KPI of the model. Examples nest the same
names: \`facts: { change: { kind: promote } }\`.`,
  factsHead: ['fact', 'is', 'from', 'says'],
  sources: { file: 'file', clock: 'day', measured: 'measured', change: 'change' },
  types: { number: 'number', string: 'text', boolean: 'true or false', list: 'list of text' },
  oneOf: orList,
  operatorsTitle: 'Operators',
  operatorsAre: `A rule is one operator with its arguments, and an argument may be a rule again. No other operator is
taken, and nothing is ever converted: a text is never a number.`,
  operatorsHead: ['operator', 'arguments', 'says', 'example'],
  range: (least: number, most: number) => `${least} to ${most}`,
  missing: `A fact that nobody says is missing: what compares it is unknown, and unknown is never pass. A \`when\` that
comes out missing is unknown too, so a policy does not step aside because nobody spoke. \`known\` asks whether a fact is
there at all; \`kedge check\` refuses it where silence would make \`expect\` hold, or where a silent measurement would
leave the policy out.`,
}

export const profileFile = {
  header: 'Counted by `kedge profile` and not written by hand: what later windows are compared with.',
}

export const testReport = {
  policy: (file: string, counts: TestCounts) => `${file}: ${testCounts(counts)}`,
  total: (policies: number, counts: TestCounts) => `${count(policies, 'policy', 'policies')}, ${testCounts(counts)}`,
}

interface TestCounts {
  readonly examples: { readonly right: number; readonly of: number }
  readonly branches?: { readonly taken: number; readonly of: number }
  readonly mutants?: { readonly killed: number; readonly of: number; readonly refused: number }
}

function testCounts({ examples, branches, mutants }: TestCounts): string {
  const killed = mutants && `mutants: ${mutants.killed} of ${mutants.of} killed`
  return commaList([
    `examples: ${examples.right} of ${examples.of} as they say`,
    ...(branches ? [`branches: ${branches.taken} of ${branches.of} taken`] : []),
    ...(killed ? [mutants.refused > 0 ? `${killed} (${mutants.refused} refused at load)` : killed] : []),
  ])
}

export const checkSarif = {
  about: (problem: string) => `What kedge check calls ${problem}.`,
  help: (fix: string) => `Each result says its own fix. One of them: ${fix}`,
  result: (wrong: string, fix: string) => `${wrong}\nfix: ${fix}`,
}

export const checkJunit = {
  errors: (n: number, first: string) => `${n} errors. The first: ${first}`,
}

export const checkReport = {
  closing: (it: CheckCounts) => `${checkFound(it)}: ${commaList(checkRead(it))}, ${it.milliseconds} ms`,
  coverage: (it: {
    readonly full: number
    readonly failing: number
    readonly waived: number
    readonly unmanaged: number
    readonly waivers: number
  }) => {
    const all = it.full + it.failing + it.waived + it.unmanaged
    const full = `${it.full} under full policy (${all === 0 ? 0 : Math.round((100 * it.full) / all)} %)`
    const waived = it.waivers > 0 ? `${it.waived} waived (${some(it.waivers, 'waiver')} used)` : `${it.waived} waived`
    return `coverage: ${full}, ${waived}, ${it.failing} failing, ${it.unmanaged} under no rule`
  },
  annotation: (wrong: string, fix: string) => `${wrong}\nfix: ${fix}`,
}

interface CheckCounts {
  readonly errors: number
  readonly warnings: number
  readonly notes: number
  readonly models: number
  readonly useCases: number
  readonly sources: number
  readonly profiles: number
  readonly policies: number
  readonly examples: number
  readonly milliseconds: number
}

function checkFound({ errors, warnings, notes }: CheckCounts): string {
  if (errors + warnings + notes === 0) return 'all good'
  const worse = [some(errors, 'error'), some(warnings, 'warning')]
  return commaList(notes > 0 ? [...worse, some(notes, 'note')] : worse)
}

function checkRead(it: CheckCounts): readonly string[] {
  return [
    some(it.models, 'model'),
    ...(it.useCases > 0 ? [some(it.useCases, 'use case')] : []),
    ...(it.sources > 0 ? [some(it.sources, 'data source')] : []),
    ...(it.profiles > 0 ? [some(it.profiles, 'profile')] : []),
    some(it.policies, 'policy', 'policies'),
    `${some(it.examples, 'example')} run`,
  ]
}

/** For what programs read too: no sign between thousands. */
const some = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

export const compliance = {
  breaks: (model: string, policy: string) => `${model} does not keep the rule ${policy}`,
  unclear: (model: string, policy: string) => `${model} cannot be shown to keep the rule ${policy}`,
  outOfCompliance: (broken: string) => words`${strong('Out of compliance.')} ${broken}.`,
  warning: (broken: string) => words`${strong('Warning.')} ${broken}.`,
  why: (because: string, fix: string) => `${because} fix: ${fix}`,
  keptAgain: (model: string, policy: string) => `${model} keeps the rule ${policy} again`,
  saidInFull: (kept: string) => `${kept}.`,
}

export const doctor = {
  found: (probe: string, found: string) => `${probe}: ${found}`,
  fix: (fix: string) => `fix: ${fix}`,
  well: (it: ProbeCounts) => `All well: ${probeCounts(it)}.`,
  unwell: (it: ProbeCounts) => `Not well: ${probeCounts(it)}.`,
}

interface ProbeCounts {
  readonly passed: number
  readonly failed: number
  readonly unknown: number
  readonly skipped: number
}

const probeCounts = ({ passed, failed, unknown, skipped }: ProbeCounts) =>
  `${passed} passed, ${failed} failed, ${unknown} unknown, ${skipped} skipped`

export const historyVotes = {
  merged: 'no: the change was merged already',
  moved: 'no: what was asked has moved since',
  later: 'no: their later word stands',
  takenBack: 'no: taken back',
  noVerdict: 'no verdict is on record',
  blocked: 'yes: it blocked',
  otherwise: (verdict: string) => `no: the verdict was ${verdict}`,
  yes: 'yes',
  answeredWorse: 'no: the rules held more against it later',
  noPlace: 'no: they may not approve this, or their place was filled',
}

export const explained = {
  noRule: 'No rule applies.',
  uncovered:
    'No approvals policy covers this change, so it is blocked. fix: add one to policies/; `needs: []` says that nobody needs to approve',
  approvals: (it: {
    readonly id: string
    readonly because: string
    readonly needs: readonly { readonly count: number; readonly role: string; readonly via?: readonly string[] }[]
    readonly withinHours: number
    readonly merge: string
  }) => {
    const needs = it.needs.map(({ count: n, role, via }) =>
      via === undefined ? `${n} of ${role}` : `${n} of ${role} by ${listWords(via, 'or')}`,
    )
    const who = needs.length === 0 ? 'nobody needs to approve' : commaList(needs)
    return words`${strong(it.id)}: ${who}, within ${String(it.withinHours)} hours, merge ${it.merge}. ${it.because}`
  },
  title: (policy: string, kind: string, severity?: string) =>
    severity === undefined ? `${policy}: ${kind}` : `${policy}: ${kind}, ${severity}`,
  standing: (model: string, outcome: string, trace: string) =>
    trace === '' ? words`${code(model)} ${outcome}` : words`${code(model)} ${outcome} ${code(trace)}`,
  fix: (fix: string) => `fix: ${fix}`,
  more: (n: number, policy: string) => {
    const whole = code(`kedge explain ${policy}`)
    return words`and ${String(n)} more, none of them worse: ${whole} in a clone`
  },
}

export const audit = {
  summary: (
    model: string | undefined,
    it: {
      readonly merged: number
      readonly bypassed: number
      readonly waivers: number
      readonly reviews: number
      readonly broken: number
    },
  ) => {
    const all = [
      `${count(it.merged, 'change')} merged`,
      `${it.bypassed} of them without the check`,
      `${count(it.waivers, 'waiver')} in force`,
      `${count(it.reviews, 'review')} owed`,
      `${count(it.broken, 'rule')} not kept`,
    ]
    return `${model ?? 'All you may see here'}: ${listWords(all)}`
  },
  inAll: (summary: string) => [strong(`${summary}.`)],
  brokenTitle: 'Rules not kept',
  breaks: (model: string, policy: string) => words`${strong(model)} does not keep ${code(policy)}`,
  unclear: (model: string, policy: string) => words`${strong(model)} cannot be shown to keep ${code(policy)}`,
  reviewsTitle: 'Reviews owed',
  review: (it: {
    readonly title: string
    readonly pull: number | undefined
    readonly because: string
    readonly due: string
    readonly late: boolean
  }) => {
    const title = strong(it.title)
    const which = it.pull === undefined ? words`${title}` : words`${title}, pull request #${String(it.pull)}`
    const owed = words`${which}: ${it.because}; until ${minute(it.due)}`
    return it.late ? words`${owed} (late)` : owed
  },
  waiversTitle: 'Waivers in force',
  waiver: (it: {
    readonly id: string
    readonly rule: string
    readonly models: readonly string[]
    readonly owner: string
    readonly granted: { readonly by: string; readonly on: string }
    readonly expires: string
    readonly because: string
  }) => {
    const what = words`${code(it.id)}: waives ${code(it.rule)} for ${listWords(it.models)}, until ${day(it.expires)}`
    const granted = words`granted by ${person(it.granted.by)} on ${day(it.granted.on)}`
    return words`${what}, ${granted}; its owner is ${person(it.owner)}: ${it.because}`
  },
  changesTitle: 'Who approved what, the newest first',
  change: (it: {
    readonly title: string
    readonly kind: string
    readonly pull: number | undefined
    readonly at: string
    readonly commit: string
    readonly asker: Words
    readonly approved: Words
    readonly rules: readonly string[]
  }) => {
    const what = it.pull === undefined ? it.kind : `${it.kind}, pull request #${it.pull}`
    const by = it.rules.length === 0 ? 'no approvals policy of today covers it' : `by ${listWords(it.rules)}`
    const merged = words`${strong(it.title)} (${what}), merged ${minute(it.at)} as ${code(it.commit)}`
    return words`${merged}: asked for by ${it.asker}; ${it.approved}; ${by}`
  },
  bypassed: words`${strong('merged without its check')}`,
  approved: (all: readonly { readonly person: string; readonly door: string; readonly at: string }[]) => {
    if (all.length === 0) return words`nobody needed to approve it`
    const each = all.map(
      it => words`${person(it.person)} (${it.door === 'github' ? 'GitHub' : 'Slack'}, ${minute(it.at)})`,
    )
    return words`approved by ${withCommas(each)}`
  },
  where: (model: string | undefined) =>
    `The complete record is the branch \`kedge/record\`: \`kedge history ${model ?? '<model>'}\` in a clone prints all of it, with what each approver was shown, and \`kedge verify\` says whether anything was altered. Approvals policies are named as they are today.`,
}

export const pathWords = {
  summary: (model: string, stage: string) => `${model} is in ${stage}`,
  labels: { where: 'Where', since: 'Since', timer: 'Timer', acts: 'Who acts' },
  where: (stage: string, meaning: string, held: string | undefined) =>
    held === undefined
      ? words`${strong(stage)}: ${meaning}`
      : words`${strong(stage)}: ${meaning} Its answers are not used, ${held}.`,
  noSince: words`not said. fix: write ${code('stageSince:')} with the day`,
  since: (at: string, days: number) =>
    days < 0 ? words`${day(at)}, which is still to come` : words`${day(at)}, ${count(days, 'day')} ago`,
  timer: (most: number, days: number | undefined) => {
    const limit = `${count(most, 'day')} at most`
    if (days === undefined) return `${limit}; nobody knows how many are left`
    return days > most ? `${limit}: over by ${count(days - most, 'day')}` : `${limit}, ${most - days} left`
  },
  nobodyActs: (role: string) => `nobody: the model names no owner \`${role}\`, and nobody has that role`,
  acts: (people: Words, role: string) => words`${people} (${role})`,
  noLifecycle: (model: string) => `No life cycle is for ${model}, so no stage and no gate stands before it.`,
  noLifecycleFix: (tier: string) =>
    `add a file with \`kind: lifecycle\` to policies/ whose \`appliesTo\` matches it (its tier is ${tier})`,
  noStage: (model: string) => `Nobody can say where ${model} is: its file says no stage.`,
  noSuchStage: (model: string, stage: string, lifecycle: string) =>
    `Nobody can say where ${model} is: its file says \`stage: ${stage}\`, which is none of ${lifecycle}.`,
  stageFix: (stages: readonly string[], model: string) =>
    `write \`stage:\` with ${listWords(stages, 'or')} into models/${model}.yaml`,
  gates: { none: 'no gate', open: 'the gate is open', missing: 'something is missing', unknown: 'nobody can say' },
  next: (it: {
    readonly stage: string
    readonly gate: string
    readonly meaning: string
    readonly because: string | undefined
  }) => {
    const stage = words`Next: ${strong(it.stage)} (${it.gate}). ${it.meaning}`
    return it.because === undefined ? stage : words`${stage} ${it.because}`
  },
  sayYes: (approvers: string) => `${approvers} say yes`,
  fix: (fix: string) => `fix: ${fix}`,
  end: 'This is the end of its way.',
  noOther: 'There is no other stage.',
  noWayOut: (closed: readonly string[]) => `No way leads out of here: not to ${listWords(closed, 'or')}.`,
  notElsewhere: (closed: readonly string[]) => `It cannot go elsewhere from here: not to ${listWords(closed, 'or')}.`,
}

export const planExceptionWords = {
  models: (models: readonly string[]) => listWords(models),
  exception: (it: {
    readonly rule: string
    readonly models: string
    readonly until: string
    readonly because: string
    readonly by: string
    readonly roles: readonly string[]
  }) => {
    const takes = it.roles.length === 0 ? 'nobody may grant it' : `it takes the word of ${listWords(it.roles, 'or')}`
    const what = words`exception from ${code(it.rule)} for ${it.models} until ${it.until}: ${it.because}`
    return words`${what}; granted by ${it.by}; ${takes}`
  },
  granted: (slot: string, note: string) => `${slot}. ${note}.`,
  blocked: (why: string, fix: string) => `blocked: ${why}. fix: ${fix}`,
}

export const planVerdictWords = {
  same: (rule: string, models: number) =>
    words`${strong(rule)} judges no model differently; ${count(models, 'model')} as before.`,
  different: (rule: string, models: number, same: number) =>
    words`${strong(rule)} judges ${count(models, 'model')} differently; ${count(same, 'model')} as before.`,
  head: ['Model', 'When', 'Old rules', 'New rules', 'Why'],
  more: (rows: number) => moreOfPlan(count(rows, 'row')),
  when: commaList,
  atRest: 'as it stands',
  outcomes: { skip: 'does not apply', absent: 'no such rule' },
  answer: (outcome: string, severity: string) => `${outcome} (${severity})`,
}

const moreOfPlan = (what: string) => words`… and ${what} more: ${code('kedge plan --format json')}`

export const planWords = {
  title: 'What would change',
  noPlan: (problems: number) => `No plan: ${count(problems, 'problem')} first.`,
  nothing: 'Nothing changes in models/ or policies/.',
  verdict: (it: {
    readonly models: number
    readonly rules: number
    /** Left out where nothing blocks. */
    readonly blocked: number | undefined
    readonly approvals: readonly string[]
  }) => {
    const files = [
      ...(it.models > 0 ? [`${count(it.models, 'file')} of models`] : []),
      ...(it.rules > 0 ? [count(it.rules, 'policy', 'policies')] : []),
    ]
    const blocked = it.blocked === undefined ? 'Nothing blocks' : `${count(it.blocked, 'file is', 'files are')} blocked`
    const approvals =
      it.approvals.length === 0 ? 'no approvals policy asks for anybody' : `approvals by ${listWords(it.approvals)}`
    return `${listWords(files)} would change. ${blocked}; ${approvals}.`
  },
  more: {
    policies: (n: number) => moreOfPlan(count(n, 'policy', 'policies')),
    rules: (n: number) => moreOfPlan(count(n, 'rule')),
    files: (n: number) => moreOfPlan(count(n, 'file of models', 'files of models')),
    problems: (n: number) => moreOfPlan(count(n, 'problem')),
    changes: (n: number) => `… and ${count(n, 'change')} more`,
    findings: (n: number) => `… and ${count(n, 'finding')} more`,
  },
  problem: (it: { readonly place: string; readonly name: string; readonly wrong: string; readonly fix: string }) => {
    const said = words`${strong(it.name)}: ${it.wrong} fix: ${it.fix}`
    return it.place === '' ? said : words`${code(it.place)} ${said}`
  },
  file: (file: string, kinds: readonly string[], what?: { readonly name: string; readonly is: string }) => {
    const changes = kinds.length === 0 ? 'only comments or layout' : listWords(kinds)
    if (what === undefined) return words`${code(file)}: ${changes}`
    return words`${strong(what.name)} (${what.is === 'use-case' ? 'use case' : what.is}) ${code(file)}: ${changes}`
  },
  rule: (file: string, what?: { readonly name: string; readonly is: string }) =>
    what === undefined ? words`${code(file)}: rules` : words`${strong(what.name)} (${what.is}) ${code(file)}: rules`,
  namedBy: (files: readonly string[]) => `still named by ${listWords(files)}`,
  owners: (people: readonly string[]) => `rule owners: ${listWords(people)}`,
  agreeing: (people: readonly string[]) => `agreed to by ${listWords(people)}: a promise takes both sides`,
  held: (rules: number) => `${count(rules, 'rule')} held`,
  finding: (it: {
    readonly policy: string
    /** Left out where it is the model of the file. */
    readonly model: string | undefined
    readonly outcome: string
    readonly weight: string
    readonly trace: string
    readonly mend: string | undefined
  }) => {
    const answer = `${it.outcome} (${it.weight})`
    const where = it.model === undefined ? answer : `on ${it.model}: ${answer}`
    const said = words`${strong(it.policy)} ${where}`
    const traced = it.trace === '' ? said : words`${said}: ${code(it.trace)}`
    return it.mend === undefined ? words`${traced}.` : words`${traced}. ${it.mend}`
  },
  /** Git holds no readings. */
  elsewhere: 'Only what is measured can tell: the check kedge will.',
  mend: (because: string, fix: string) => `${because} fix: ${fix}`,
  blocks: 'blocks',
  doesNotBlock: 'does not block the way back',
  approval: (policy: string, kinds: readonly string[], needs: string) => `${policy} for ${listWords(kinds)}: ${needs}`,
  uncovered: (kinds: readonly string[]) =>
    `blocked: no approvals policy covers ${listWords(kinds)}. fix: add it to the \`covers\` of one`,
  impossible: (why: string) => `blocked: ${why}. fix: give somebody that role`,
  judgedOnDisk: (base: string) => judgedBy(words`${code(base)}, of the files on disk`),
  judged: (base: string, head: string) => judgedBy(words`${code(base)}, of ${code(head)}`),
}

const judgedBy = (what: Words) =>
  words`Judged by the rules of the base ${what}. It is advice: readings are unknown here, and the gate is the check ${code('kedge')}.`

export const history = {
  title: (model: string, asOf: string | undefined) =>
    asOf === undefined ? `History of ${model}` : `History of ${model} as of ${asOf}`,
  labels: { asOf: 'As of', record: 'Record', begins: 'Record begins', main: 'Main branch', file: 'File' },
  everything: 'everything in this clone',
  endOf: (date: string) => `the end of ${date}, UTC`,
  upTo: (last: { readonly line: number; readonly at: string; readonly hash: string }) =>
    words`lines 0 to ${String(last.line)}, the last of ${stamp(last.at)} with the hash ${code(last.hash)}`,
  noEvent: 'no event up to then',
  begins: (at: string, commit: string) => words`${stamp(at)}, at commit ${code(commit)}`,
  noCommit: 'no commit up to then',
  file: (path: string, blob: string) => words`${code(path)}, blob ${code(blob)}`,
  noFile: 'none at that commit',
  broken: (problems: number) =>
    words`${strong('The record is not whole:')} ${count(problems, 'problem')} found; what follows cannot be relied on. fix: kedge verify names each line`,
  note: words`Made from git alone: the same clone, model and date give the same bytes. People stand here by their ids. ${code('kedge verify')} says whether anything was altered.`,
  ran: 'What ran when',
  cases: (n: number) => `Cases: ${n}`,
  noCase: 'No case is on record.',
  changes: (n: number) => `Changes: ${n}`,
  noChange: 'No change is on record.',
  lines: (n: number) => `Lines of the record: ${n}`,
  noLine: 'None.',
  head: ['n', 'At', 'Subject', 'seq', 'What', 'By', 'Where'],
}

export const historyFile = {
  model: 'The model',
  noFile: 'The repository had no file for it then.',
  labels: { name: 'Name', useCase: 'Use case', tier: 'Tier', owners: 'Owners', wanted: 'Wanted version' },
  owners: (all: readonly (readonly [role: string, id: string])[]) =>
    withCommas(all.map(([role, id]) => words`${role} ${person(id)}`)),
  wanted: (version: string, mode: string) => words`${code(version)}, ${mode}`,
  kpis: ['KPI', 'Name', 'Kind', 'Unit', 'Direction', 'Target', 'Baseline', 'Limit'],
  versions: 'Versions',
  noVersions: 'The file lists no versions.',
  versionsHead: ['Version', 'What', 'Trained on', 'Metrics', 'Gates passed', 'Commit and digest'],
  trained: ({ from, to, data }: { readonly from: string; readonly to: string; readonly data?: string }) =>
    data ? `${from} to ${to}, ${data}` : `${from} to ${to}`,
  notTrained: 'not said',
  metrics: (all: readonly (readonly [kpi: string, value: number])[]) =>
    commaList(all.map(([kpi, value]) => `${kpi} ${value}`)),
  gates: ({ passed, evidence }: { readonly passed: string; readonly evidence?: string }) =>
    evidence ? `${passed}: ${evidence}` : passed,
  noGates: 'not passed',
}

export const historyRuns = {
  head: ['Version', 'From', 'Until'],
  nothing: 'Nothing was observed to run.',
  stillRunning: 'still running',
  warnings: ['Recorded', 'Warning', '', ''],
  on: 'on',
  since: (at: string, value: number) => `first bad until ${at}, at ${value}`,
  over: 'over',
  overAt: (at: string) => `at ${at}`,
  unwatchedAt: (at: string) => `watched no more at ${at}`,
  kept: 'kept',
  tests: ['Recorded', 'Suite', 'Version', 'Result', 'Run on', 'Data', 'Figures', 'Told by', 'Of'],
  passed: 'passed',
  notPassed: 'not passed',
  figures: (all: Readonly<Record<string, number>> = {}) =>
    commaList(Object.entries(all).map(([name, value]) => `${name} ${figure(value)}`)),
}

export const historyCase = {
  labels: {
    owner: 'Owner',
    onset: 'Onset',
    available: 'Available',
    detected: 'Detected',
    acted: 'Acted',
    recovered: 'Recovered',
    change: 'Change asked for',
    issue: 'Issue',
  },
  took: (owner: string) => words`${person(owner)}, who took it`,
  ownerByFile: (owner: string) => words`${person(owner)}, by the model’s file`,
  ranAt: (at: string, version: string) => `${stamp(at)}: ${version} ran`,
  notOnRecord: 'not on record',
  nobodyKnows: 'nobody knows',
  stillOpen: 'still open',
  none: 'none',
  closedIssue: (issue: number) => `${issue}, closed`,
  rounds: ['Round', 'Onset', 'Available', 'Detected', 'Acted', 'Recovered', 'Opened again', 'By', 'Because'],
  firedAgain: 'it fired again',
  snoozes: ['Snoozed', 'Until', 'By', 'Reason', 'In words'],
  monitors: ['Monitor', 'KPI', 'State', 'First bad until', 'Bad', 'Good', 'Last value', 'Samples', 'Version', 'Until'],
  plays: ['Automatic', 'Playbook', 'Act', 'Outcome', ''],
}

export const historyChange = {
  lapsed: (is: string) => `${is}, and its time is over`,
  title: (change: string, kind: string) => `${change}: ${kind}`,
  labels: {
    asked: 'Asked by',
    stage: 'Stands at',
    first: 'Asked for at first',
    case: 'Case',
    edits: 'Edits',
    planned: 'Planned on',
    pull: 'Pull request',
    emergency: 'Emergency',
    seal: 'Seal',
    head: 'Head',
    blobs: 'Files at the base',
    policies: 'Policies',
    request: 'Request and diff',
    kinds: 'Kinds',
    changes: 'Changes',
    versions: 'Versions',
    grants: 'Takes besides',
    problems: 'Wrong in the files',
    authors: 'Written by',
    check: 'Check',
    merged: 'Merged',
    delivered: 'Delivered',
    registered: 'Registered',
    observed: 'Observed',
    review: 'Review',
    closed: 'Closed',
  },
  parts: {
    findings: 'Findings of the rules when it was asked',
    shown: 'What approvers were shown',
    votes: 'Votes',
    verdicts: 'Verdicts',
    refused: 'Refused',
    outcome: 'What came of it',
  },
  heading: (part: string) => [strong(`${part}.`)],
  each: semicolonList,
  listed: commaList,
  none: 'none',
  asked: (asker: Words, at: string, door: string) => words`${asker}, ${stamp(at)}, by ${door}`,
  pull: ({ pull, branch, base }: { readonly pull: number; readonly branch: string; readonly base: string }) =>
    words`${String(pull)}, from ${code(branch)} into ${code(base)}`,
  emergency: 'asked for as one: a rule that knows one takes fewer approvals, and a review after the merge',
  noEmergency: 'asked for as one, and none any more by what was pushed to it',
  deniedEmergency: 'asked for as one, and none: somebody had said no to it, or of late about its models',
  noEvidence: 'Evidence: none was given.',
  evidence: (it: {
    readonly from: string
    readonly to: string
    readonly start: string
    readonly end: string
    readonly samples: number
  }) => {
    const period = `${stamp(it.start)} to ${stamp(it.end)}`
    return words`${strong('Evidence.')} ${it.from} and ${it.to} on the same ${String(it.samples)} cases, ${period}.`
  },
  evidenceHead: (from: string, to: string) => ['KPI', 'Unit', from, to, '', ''],
  rulesFrom: (at: string) => `The rules from ${stamp(at)}:`,
  noRule: 'No rule applied.',
  seal: (seal: string, at: string) => words`${code(seal)}, from ${stamp(at)}`,
  head: (head: string, base: string) => words`${code(head)} into ${code(base)}`,
  blob: (path: string, blob: string) => (blob === '' ? `${path} (new)` : `${path} ${blob}`),
  file: (path: string, changes: readonly string[]) => `${path}: ${commaList(changes) || 'only comments or layout'}`,
  move: ({ model, from, to }: { readonly model: string; readonly from: string; readonly to: string }) =>
    `${model} ${from} → ${to}`,
  grant: (it: { readonly person: string; readonly role: string; readonly waiver: string }) =>
    `${it.person} as ${it.role}, for ${it.waiver}`,
  author: (it: { readonly login?: string; readonly github?: number; readonly role: string }) => {
    const login = it.login ?? 'nobody known'
    return it.github ? `${login} (${it.github}), ${it.role}` : `${login}, ${it.role}`
  },
  votes: ['Recorded', 'Given', 'Person', 'Door', 'Vote', 'For seal', 'Rules from', 'Counted', 'Because'],
  verdicts: ['Recorded', 'Verdict', 'Head', 'Counted'],
  refusals: ['Recorded', 'Who', 'Door', 'Code', 'Why'],
  notOnRecord: 'not on record',
  check: (it: { readonly conclusion: string; readonly head: string; readonly check: number }) =>
    words`${it.conclusion} on ${code(it.head)} (check ${String(it.check)})`,
  merged: (it: { readonly at: string; readonly by: string; readonly commit: string; readonly head: string }) =>
    words`${stamp(it.at)} by ${person(it.by)} as ${code(it.commit)}, head ${code(it.head)}`,
  delivered: (
    all: readonly {
      readonly model: string
      readonly at: string
      readonly conclusion: string
      readonly run?: number
    }[],
  ) =>
    semicolonList(
      all.map(it => {
        const ended = `${it.model}: ${stamp(it.at)}, ${it.conclusion}`
        return it.run === undefined ? `${ended} (reported)` : `${ended} (run ${it.run})`
      }),
    ),
  started: (all: readonly { readonly workflow?: string; readonly webhook?: string; readonly manual?: string }[]) => {
    const ways = all.map(it => it.workflow ?? it.webhook ?? `by hand, ${it.manual}`)
    return `started: ${commaList(ways)}`
  },
  trained: (at: string) => `${stamp(at)}: it asked for a training alone`,
  nothingMoved: (at: string) => `${stamp(at)}: merged, and no version moves`,
  runs: (at: string, version: string) => words`${stamp(at)}: ${code(version)} runs`,
  review: (it: {
    readonly because: string
    readonly due: string
    readonly done?: { readonly by: string; readonly says: string }
  }) => {
    const owed = `owed because ${it.because}, until ${stamp(it.due)}`
    return it.done ? `${owed}; done by ${it.done.by}: ${it.done.says}` : `${owed}; not done`
  },
  closed: (outcome: string, why: string) => `${outcome}: ${why}`,
}

export const trainingWords = {
  trigger: {
    schedule: 'its schedule of trainings, automatically',
    'new-data': 'its new data, automatically',
  },
  since: {
    trained: (on: string, version: string) => `${version} learnt from data up to ${dayWords(on)}`,
    passed: (on: string, version: string) => `${version} passed its gates on ${dayWords(on)}`,
    runs: (on: string, version: string) => `${version} runs since ${dayWords(on)}`,
    asked: (on: string) => `A training was last asked for on ${dayWords(on)}`,
  },
  scheduleDue: (since: string, days: number) => `${since}. It is to be trained every ${count(days, 'day')}.`,
  dueOn: (at: string) => `Its schedule asks for the next training on ${dayWords(at)}.`,
  dueSince: (at: string) => `Its schedule asks for a training since ${dayWords(at)}.`,
  /** Beside the date: why nothing comes of it. */
  butNot: (due: string, why: NoTrainingThen) => inARow([due, noTrainingThen[why]]),
  newDataDue: (it: { since: string; query: string; rows: number; enough: number }) =>
    `${it.since}. Since then ${count(it.rows, 'row')} came by the query ${it.query}; after ${inFull(it.enough)} it is to be trained.`,
  triedAgain: (trigger: string) => `Wanted by ${trigger}. It is tried again every hour.`,
  notAsked: (why: string) => `a training was not asked for by itself: ${why}`,
  noBy: (rules: readonly string[]) => `no by ${listWords(rules)}`,
  undated: (version: string, model: string) =>
    `Nobody can say how old ${version} of ${model} is, so no training is asked for by itself.`,
  undatedFix: (version: string) => `say \`trained\` or \`gates\` of ${version} in \`versions\``,
  toCome: (place: string, model: string, day: string) =>
    `${place} of ${model} is ${dayWords(day)}, which is still to come, so no training is asked for by itself.`,
  place: {
    trained: (version: string) => `\`versions.${version}.trained.to\``,
    passed: (version: string) => `\`versions.${version}.gates.passed\``,
    runs: () => 'The day since which the version runs',
    requests: () => 'A day in `retraining.requests`',
  },
  toComeFix: {
    trained: 'correct that day in the file of the model',
    passed: 'correct that day in the file of the model',
    runs: 'see whether the clock of this machine is right; or say `trained` or `gates` of the version',
    requests: 'correct that day in the file of the model',
  },
}

/** `a, b or c`. */
const anyOf = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => {
    if (at === 0) return words`${one}`
    return at === all.length - 1 ? words`${before} or ${one}` : words`${before}, ${one}`
  }, [])

/** `a, b and c`. */
const allOf = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => {
    if (at === 0) return words`${one}`
    return at === all.length - 1 ? words`${before} and ${one}` : words`${before}, ${one}`
  }, [])

type Moved = Pick<Request, 'kind' | 'from' | 'to'>

export const sentence = {
  fix: (fix: string) => `fix: ${fix}`,
}

export const askerWords = {
  byItself: (playbook: string) => words`the playbook ${code(playbook)}, automatically`,
  pull: (number: number) => `pull request #${number}`,
  list: { and: allOf, or: anyOf },
}

export const askModals = {
  why: 'Why?',
  model: 'Which model?',
  waive: {
    title: 'Ask for an exception',
    submit: 'Ask for it',
    about: 'One file of policies/ is made of it, in a pull request. You answer for it, and it ends by itself.',
    rule: 'From which rule?',
    model: 'For which model?',
    until: 'Until which day?',
    untilHint: 'The last day on which it holds: within a year.',
    grantedBy: 'Who grants it?',
    granter: (name: string, roles: readonly string[]) => `${name} (${listWords(roles)})`,
  },
  attest: {
    title: 'Confirm a file',
    submit: 'I have read it',
    about: 'You say that you have read the file of a model you answer for, and that it is true.',
    because: 'A word about it',
    choice: (model: string, last: string | undefined) =>
      last === undefined ? `${model} (never confirmed)` : `${model} (confirmed ${dayWords(last)})`,
  },
  kpi: {
    title: 'Change a limit',
    next: 'Go on',
    ofModel: 'Of which model?',
    submit: 'Ask for it',
    about: (model: string) => words`${strong(model)}: the limit is the worst value that is still agreed to.`,
    kpi: 'Of which KPI?',
    choice: (it: { readonly name: string; readonly unit: string; readonly limit: number | undefined }) =>
      it.limit === undefined ? `${it.name}: no limit` : `${it.name}: limit ${withUnit(it.limit, it.unit)}`,
    to: 'Which limit?',
    toHint: 'A number, in the unit of the KPI.',
    urgency: 'Can it wait?',
    usual: 'Yes: it is approved as usual',
    emergency: 'No: an emergency, which is looked at afterwards',
  },
}

/** Who did it, to whoever reads it. */
const youOr = (id: string, reader: string): Inline => (id === reader ? 'you' : person(id))

export const askWords = {
  asked: (title: string) => `Asked: ${title}`,
  follows: (asked: string) => words`${strong(asked)}. The pull request and the approval card follow.`,
  followsAtOnce: (asked: string) =>
    words`${strong(asked)}. The pull request and the approval card follow. As an emergency: where a rule knows one, it asks for less now and for a review later.`,
  onItsWay: (of: string, it: Moved) => `${of}: ${aKindTo(it)} is already on its way`,
  denied: (of: string, it: Moved) => `${of}: ${aKindTo(it)} was denied`,
  wish: (it: {
    readonly kind: Request['kind']
    readonly model?: string
    readonly title: string
    readonly to?: string
  }) => {
    const what = it.model === undefined ? `“${it.title}”` : `${capital(aKindTo({ kind: it.kind }))} of ${it.model}`
    return it.to === undefined ? words`${what}` : words`${what} to ${code(it.to)}`
  },
  you: youOr,
  alreadyAsked: (it: { readonly wish: Words; readonly by: Said; readonly pull: number | undefined }) =>
    it.pull === undefined
      ? words`${it.wish} was asked for by ${it.by}. A model takes one change at a time.`
      : words`${it.wish} was asked for by ${it.by}, pull request #${String(it.pull)}. A model takes one change at a time.`,
  alreadyDenied: (it: { readonly wish: Words; readonly by: Said; readonly pull: number | undefined }) =>
    it.pull === undefined
      ? words`${it.wish} was denied by ${it.by}. Asking for the same as an emergency does not get past a denial.`
      : words`${it.wish} was denied by ${it.by}, pull request #${String(it.pull)}. Asking for the same as an emergency does not get past a denial.`,
  openFix: '`/kedge approvals` says what it waits for; close its pull request to ask for something else',
  openFixOfYours: '`/kedge approvals` says what it waits for; press `Withdraw` on its card to ask for something else',
  openFixOfTheirs: '`/kedge approvals` says what it waits for; whoever asked takes it back by `Withdraw` on its card',
  mergedFix: (model = '', to = 'it') =>
    `it is merged and ends when ${to} is what runs; \`/kedge status ${model}\` says what runs now`,
  yourDenialFix:
    'take your denial back on its card: a denial blocks until whoever gave it takes it back, and then it can be asked',
  theirDenialFix: 'talk to them: a denial blocks until whoever gave it takes it back, and then it can be asked',
  closedDenialFix: 'ask for it without “as emergency”: whoever denied it is asked again',
  inCase: (it: { readonly wish: Words; readonly by: Said; readonly pull: Inline | undefined }) =>
    it.pull === undefined
      ? words`${it.wish} was asked for in this case by ${it.by}, and is still on its way.`
      : words`${it.wish} was asked for in this case by ${it.by}, ${it.pull}, and is still on its way.`,
  inCaseMerged: (model = '', to = 'it') =>
    words`fix: wait until ${to} runs, which ends it; ${code(`/kedge status ${model}`)} says what runs now`,
  inCaseJustAsked: ['fix: wait until its card is posted, and type this again'],
  inCaseOnGitHub: words`fix: wait until it is done, or close its pull request first`,
  inCaseOfYours: (card: Inline) => words`fix: wait until it is done, or press ${code('Withdraw')} on ${card} first`,
  inCaseOfTheirs: (card: Inline) =>
    words`fix: wait until it is done, or have whoever asked take it back first by ${code('Withdraw')} on ${card}`,
  itsCard: (url: string | undefined) => (url === undefined ? 'its card' : link('its card', url)),
  busyUnseen: (model: string | undefined) =>
    `${model ?? 'It'} takes one change at a time, and one is on its way that may not be shown here.`,
  busyUnseenFix: 'ask where all of it may be shown, or wait until it is done',
  refused: (model: string | undefined, why: string) =>
    model === undefined ? `Not asked: ${why}.` : `${model}, not asked: ${why}.`,
  inOneLine: (why: string, fix: string) =>
    /[.?]$/.test(why) ? `${capital(why)} fix: ${fix}` : `${capital(why)}. fix: ${fix}`,
  wrongFiles: (title: string, errors: number) => `Not asked: ${title}. ${count(errors, 'error')} would be in the files`,
  wrongFile: (it: { readonly file: string; readonly wrong: string; readonly fix: string }) =>
    words`${code(it.file)} ${it.wrong} fix: ${it.fix}`,
  rulesSayNo: (title: string, rules: number) => `Not asked: ${title}. ${count(rules, 'rule says no', 'rules say no')}`,
  ended: (summary: string) => `${summary}.`,
  waive: (rule: string) => `Ask to waive ${rule}`,
  waiveFor: (rule: string, model: string) => `Ask to waive ${rule} for ${model}`,
}

export const behindWords = {
  update: (why: string, others: number) =>
    others === 0
      ? `Update the branch. ${why}`
      : `Update the branch. ${why} The same holds of ${count(others, 'other file')}.`,
}

/** `a b`: one sentence after the other; what is empty takes no place. */
const inTurn = (all: readonly Words[]): Words =>
  all
    .filter(said => said.length > 0)
    .reduce<Words>((before, next, at) => (at === 0 ? next : words`${before} ${next}`), [])

/** `a or b or c`. */
const eachOr = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => (at === 0 ? words`${one}` : words`${before} or ${one}`), [])

/** `a and b and c`. */
const eachAnd = (all: readonly Said[]): Words =>
  all.reduce<Words>((before, one, at) => (at === 0 ? words`${one}` : words`${before} and ${one}`), [])

type OnSameCases = Pick<Comparison, 'from' | 'to' | 'samples' | 'start' | 'end'>

export const changedSince = {
  nobodyKnown: 'somebody whom GitHub does not tell',
  by: (who: readonly Words[]) =>
    words`${strong('Changed since it was asked for')}, by ${withCommas(who)}. What it holds now is this:`,
}

export const changeCard = {
  summary: (title: string, state: string) => `${title}, ${state}`,
  title: (name: string, what: string) => `${name}: ${what}`,
  /**
   * `Move the limit of mae of flight-delay to 20 min` is `move the limit of mae to 20 min` where the model stands before it.
   * The titles of plans have it after their verb, or last of what they say `of`.
   */
  withoutModel: (title: string, model: string) => {
    const said = title.split(/ /)
    const of = said.findLastIndex((word, i) => word === model && said[i - 1] === 'of')
    const at = of > 0 ? of - 1 : said.indexOf(model, 1)
    const rest = at < 1 ? said : said.toSpliced(at, of > 0 ? 2 : 1)
    const words = rest.reduce((all, word) => `${all} ${word}`)
    return words.replace(/^./u, first => first.toLowerCase())
  },
  standing: (it: {
    readonly state: string
    readonly pull: Inline | undefined
    readonly until: string | undefined
    readonly worth: Words
    readonly next: Words
  }) => {
    const state = strongTicked(capital(it.state.replace(/\.$/, '')))
    const at = it.pull === undefined ? state : words`${state}, pull request ${it.pull}`
    const said = it.until === undefined ? words`${at}.` : words`${at}, until ${minuteWords(it.until)}.`
    return inTurn([said, it.worth, it.next])
  },
  askedFor: (it: { readonly by: Words; readonly kinds: readonly string[] | undefined; readonly at: string }) =>
    it.kinds === undefined
      ? words`Asked for by ${it.by}, ${dayWords(it.at)}:`
      : words`Asked for by ${it.by} (${listWords(it.kinds) || 'no kind'}), ${dayWords(it.at)}:`,
  file: (path: string, edits: string | undefined) => words`${code(path)}: ${edits ?? 'only comments or layout'}`,
  moreFiles: (left: number) => `… and ${count(left, 'file')} more`,
  moreAnswers: (left: number) => `… and ${count(left, 'answer')} of the rules more`,
  evidence: ({ from, to, samples, start, end }: OnSameCases) =>
    `${from} → ${to} on the same ${inFull(samples)} cases, ${dayWords(start)} to ${dayWords(end)}:`,
  tooLarge: (pull: Inline | undefined, isReviewed: boolean) => {
    const why = strong('Too large for a card')
    if (pull === undefined || !isReviewed) return words`${why}, so it cannot be approved here: split it.`
    return words`${why}, so it cannot be approved here: read pull request ${pull} and approve it by a review there, or split it.`
  },
  noDifference: 'no difference',
  moreLines: (left: number) => `… ${count(left, 'more line')}, in the pull request`,
  state: {
    closed: (outcome: string, why: string) => `${outcome}: ${why}`,
    trainingEnded: (conclusion: string) => `training ended in ${conclusion}`,
    deliveryEnded: (conclusion: string) => `delivery ended in ${conclusion}`,
    trained: 'trained, waits for its version to be registered',
    delivered: 'delivered, waits to be observed',
    training: 'merged, is being trained',
    delivering: 'merged, is being delivered',
    approved: (tally: string) => `approved, ${tally}`,
    pending: (tally: string) => `waits for approval, ${tally}`,
    draft: 'a draft, which takes no votes',
    denied: 'denied',
    deniedLapsed: 'denied, and the time to approve it is over',
    other: (is: string, why: string) => `${is}: ${why}`,
    runs: (version: string) => `done: ${version} runs`,
    doneDelivered: 'done: delivered',
    doneMerged: 'done: merged',
    registered: (versions: readonly string[]) => `done: ${listWords(versions)} registered`,
  },
  reviewed: (by: string) => words`Looked at afterwards by ${person(by)}:`,
  reviewOwed: (why: string, due: string) => words`${strong('A review is owed')}: ${why}. Until ${minuteWords(due)}.`,
  leftToPeople: 'The policy leaves the merge to people: merge the pull request on GitHub.',
  approve: 'Approve',
  deny: 'Deny',
  takeBack: 'Take my denial back',
  withdraw: 'Withdraw',
}

export const changeNext = {
  next: (who: Words) => words`${strong('Next:')} ${who}`,
  reviews: (due: string) => words`whoever reviews it, until ${minute(due)}.`,
  kedgeMerges: 'Kedge merges it.',
  heldBack: 'whoever sees to what keeps Kedge from merging it.',
  peopleMerge: 'somebody merges it on GitHub.',
  mends: (owner: string) => words`${person(owner)} mends it.`,
  ownersMend: 'whoever owns its models mends it.',
  byHand: (who: readonly string[]) =>
    who.length === 1
      ? words`${allOf(who.map(person))} does it by hand.`
      : words`${allOf(who.map(person))} do it by hand.`,
  training: 'nobody; it is being trained.',
  byItself: 'nobody; it is done by itself.',
  onTheWay: (versions: readonly string[]) =>
    versions.length === 1
      ? words`nobody; ${code(listWords(versions))} is on the way to where it runs.`
      : words`nobody; ${code(listWords(versions))} are on the way to where they run.`,
  worthOf: (kpi: string, money: string) => `${kpi.toLowerCase()} ${money}`,
  worth: (worth: readonly string[]) => words`Worth on the same cases: ${strong(listWords(worth))}.`,
}

export const changeNotes = {
  pull: (number: number | undefined, url: string) => link(`pull request #${number ?? ''}`, url),
  asked: ({ kind, from, to }: Moved) => {
    const what = capital(aKindTo({ kind }))
    const whence = from === undefined ? what : `${what} from ${from}`
    return to === undefined ? `${whence} was asked for` : `${whence} to ${to} was asked for`
  },
  askedBy: (asked: string, by: Words, pull: Inline) => words`${strong('Asked.')} ${asked} by ${by} in ${pull}:`,
  merged: (it: Moved) => `The ${kindTo(it)} is merged`,
  mergedIn: (it: {
    readonly pull: Inline
    readonly by: readonly string[]
    readonly begins: 'training' | 'delivery' | undefined
  }) => {
    const merged = words`${strong('Merged')} in ${it.pull}`
    const approved = it.by.length === 0 ? merged : words`${merged}, approved by ${eachAnd(it.by.map(person))}`
    if (it.begins === undefined) return words`${approved}.`
    return it.begins === 'training'
      ? words`${approved}. Its training begins.`
      : words`${approved}. Its delivery begins.`
  },
  byPassed: (it: Moved) => `The ${kindTo(it)} was merged past the check kedge`,
  byPassedBy: (it: {
    readonly who: Inline
    readonly pull: Inline
    readonly although: string
    readonly owner: string | undefined
  }) => {
    const past = strong('Merged past the check.')
    const said = words`${past} ${it.who} merged ${it.pull} although ${it.although}. What the files say now is in force.`
    return it.owner === undefined ? said : words`${said} ${ping(it.owner)}`
  },
  writtenOver: 'Its pull request is written over again and again',
  /** `parts`: what of it, each once; `who`: each once. */
  writtenOverBy: (it: {
    readonly pull: Inline
    readonly parts: readonly ('title' | 'body')[]
    readonly who: readonly Words[]
    readonly times: number
  }) =>
    words`${strong('Written over.')} ${eachAnd(it.who)} wrote over the ${listWords(it.parts)} of ${it.pull}, ${count(it.times, 'time')} within a day. Kedge has put back what it says, and from here does so only once an hour: until then, read the card and not the pull request.`,
  nobodyTold: 'Somebody whom GitHub does not tell',
  writtenOverFix: 'ask them why; what is to be said of the change is said in a comment there, or in this thread',
  verdictWas: (verdict: string | undefined) =>
    verdict === undefined ? 'its verdict was not given' : `its verdict was ${verdict}`,
  although: {
    moved: 'the main branch had moved since it was approved, so nobody has seen the two together',
    denied: 'somebody had denied it before, and nobody had heard it yet',
    withdrawn: 'an approval of it had been taken back before, and nobody had heard it yet',
    reopened: 'it had been closed and opened again since it was approved, which clears all votes',
    undone: 'what had happened until then had undone its approval, and nobody had seen it yet',
    altered: 'its merge commit holds other files than were approved: somebody wrote more into it',
    untold: 'nobody can say what it was merged onto, and so whether it is what was approved',
  },
  byPassedFix: (commit: string | undefined) =>
    commit === undefined
      ? 'review what was merged; if it should not be, revert it by a pull request, or ask for the way back'
      : `review git show ${commit}; if it should not be, revert it by a pull request, or ask for the way back`,
  runs: (to: string) => `${to} is what runs`,
  runsSince: (it: { readonly to: string; readonly at: string; readonly asked: string }) =>
    words`${strong('Runs.')} ${code(it.to)} is what runs since ${minute(it.at)} (${spanWords(it.asked, it.at)} after it was asked for). The case closes when the readings are good.`,
  failed: (it: Moved, why: string) => `The ${kindTo(it)} could not be prepared: ${why}`,
  givenUp: (failed: string, called: Words) => words`${strong('Given up.')} ${failed} ${called}`,
  failedFix: (model: string) => `look at the model as it is now (\`/kedge show ${model}\`) and ask again`,
  unmerged: (why: string) => `Approved, but not merged: ${why}`,
  notMerged: (why: Words) => words`${strong('Not merged.')} ${why}`,
}

export const changeWords = {
  wentOn: 'This change has come to be about a model that is not shown here. It goes on where it may be.',
  changed: (moved: readonly string[], cleared: boolean) =>
    cleared
      ? `The request has changed: ${listWords(moved)}. Votes so far were for what it was.`
      : `The request has changed: ${listWords(moved)}.`,
  votesOver: (changed: string) => words`${strong('Its time to approve is over.')} ${changed}`,
  anew: (it: { readonly changed: string; readonly behind: boolean; readonly who: readonly string[] }) => {
    const said = words`${strong(it.behind ? 'Behind the main branch.' : 'Asked anew.')} ${it.changed}`
    const called = withCommas(it.who.map(ping))
    if (it.who.length === 0) return said
    return it.behind
      ? words`${said} ${called}: please look again when the branch is updated.`
      : words`${said} ${called}: please look again.`
  },
  nowAt: (commit: string) => words`Now at ${code(commit)}.`,
  newCommit: (was: string, is: string) => `the pull request has a new commit (${was} → ${is})`,
  otherBase: (was: string, is: string) => `it goes to ${is} now, not ${was}`,
  baseMoved: 'the files it changes have changed on the base',
  rulesMoved: 'the rules have changed',
  cleared: 'Votes do not count any more: the pull request was closed, and opened again since, which clears all votes.',
  clearedOf: (who: readonly string[]) =>
    words`${strong('Asked anew.')} Voted on by ${allOf(who.map(ping))}, but the pull request was closed, and opened again since, which clears all votes.`,
  clearedNext: 'It gets another card: please look again, and vote there.',
  lapsed: 'Approvals do not count any more: the base of the pull request was changed after that.',
  lapsedOf: (who: readonly string[]) => {
    const by = words`${strong('Asked anew.')} Approved by ${allOf(who.map(ping))}`
    return who.length === 1
      ? words`${by}, but the base of the pull request was changed after that. This approval counts no more.`
      : words`${by}, but the base of the pull request was changed after that. These approvals count no more.`
  },
  lapsedNext: (base: string) =>
    words`It goes to ${code(base)} now: please look again, and approve anew if it is right.`,
  denied: 'It was denied.',
  deniedBy: (by: string, asker: string, fix: Words) =>
    words`${strong('Denied')} by ${person(by)}. ${ping(asker)}: ${fix}`,
  expired: 'Its time to approve is over.',
  expiredAt: (at: string, asker: string, fix: Words) =>
    words`${strong('Expired.')} The time to approve ended at ${minute(at)}. ${ping(asker)}: ${fix}`,
  madeWay: (why: string) => `It is over: ${why}.`,
  madeWayFor: (it: { readonly why: string; readonly by: Words; readonly asker: string | undefined }) => {
    const said = words`${strong('Over:')} ${it.why}, asked for by ${it.by}.`
    return it.asker === undefined ? said : words`${said} ${ping(it.asker)}: ask for it again if it is still wanted.`
  },
  worse: 'The rules hold more against it than was known when it was approved.',
  worseOf: (who: readonly string[], rules: readonly string[]) => {
    const by = words`${strong('Asked anew.')} Approved by ${allOf(who.map(ping))}, and since then ${allOf(rules.map(code))}`
    return rules.length === 1
      ? words`${by} says no to it, or cannot be answered.`
      : words`${by} say no to it, or cannot be answered.`
  },
  worseNext: 'The card says what it is: please look again, and approve anew if it is right all the same.',
  unseenOwed: 'Something was merged that somebody has to look at, and no channel may show it.',
  unseenWaits: 'A change waits for approval, and no channel may show it.',
  unseenFix:
    'whoever may see its models asks `/kedge approvals` in a direct message; a channel among `visibility.channels` gets the card of the next one',
}

export const checkText = {
  waits: (tally: string) => `Waits for approval, ${tally}`,
  approved: (tally: string) => `Approved, ${tally}`,
  problem: (place: string, it: { readonly wrong: string; readonly fix: string }) => {
    const said = `${it.wrong} fix: ${it.fix}`
    return words`${code(place)} ${ticked(said)}`
  },
  moreErrors: (left: number) => `… and ${count(left, 'error')} more`,
  ofFile: (wrong: string, fix: string) => `${wrong}\nfix: ${fix}`,
  ofRule: (because: string, trace: readonly string[], fix: string) => `${because}\n${trace.join('\n')}\nfix: ${fix}`,
}

export const clauseWords = {
  missing: (ref: string) => `${ref}: this clause does not stand in the repository.`,
  clause: (it: {
    readonly name: string
    readonly title: string
    readonly text: string
    readonly from: string | undefined
    readonly until: string | undefined
  }) => {
    const clause = `${it.name}, ${it.title}: ${it.text}`
    if (it.from !== undefined && it.until !== undefined)
      return `${clause} In force from ${dayWords(it.from)} to ${dayWords(it.until)}.`
    if (it.from !== undefined) return `${clause} In force from ${dayWords(it.from)}.`
    return it.until === undefined ? clause : `${clause} In force until ${dayWords(it.until)}.`
  },
}

export const deliveryNotes = {
  training: (model: string) => `The training of ${model}`,
  delivery: (what: string) => `The delivery of ${what}`,
  ended: (task: string, conclusion: string) => `${task} ended in ${conclusion}`,
  undone: { retrain: 'Not trained.', deliver: 'Not delivered.' },
  undoneCalled: (it: {
    readonly undone: string
    readonly ended: string
    readonly url: string | undefined
    readonly owner: string
  }) =>
    it.url === undefined
      ? words`${strong(it.undone)} ${it.ended}. ${ping(it.owner)}`
      : words`${strong(it.undone)} ${it.ended}: ${link('the run', it.url)}. ${ping(it.owner)}`,
  fix: {
    retrain: 'see what failed in the run, mend it and run it again; the new version is seen when it is registered',
    deliver: 'see what failed in the run, mend it and run it again; the version is seen when it runs',
  },
  fixOnGithub: {
    retrain:
      'see what failed in the run, mend it and re-run it on GitHub; the new version is seen when it is registered',
    deliver: 'see what failed in the run, mend it and re-run it on GitHub; the version is seen when it runs',
  },
  toTrain: (model: string, age: string | undefined) =>
    age === undefined ? `To do: train ${model} anew` : `Still to do, for ${age}: train ${model} anew`,
  toDeliver: (what: string, age: string | undefined) =>
    age === undefined ? `To do: deliver ${what}` : `Still to do, for ${age}: deliver ${what}`,
  train: (called: readonly string[], model: string, age: string | undefined) =>
    words`${strong(byHandAge(age))} ${eachOr(called.map(id => ping(id)))} please train ${code(model)} anew.`,
  deliver: (called: readonly string[], what: string, age: string | undefined) =>
    words`${strong(byHandAge(age))} ${eachOr(called.map(id => ping(id)))} please bring ${code(what)} to where it runs.`,
  doneRegistered: 'It is done when the new version is registered: `POST /v1/versions`.',
  doneObserved: 'It is done when that version is what runs.',
  doneSaid: (model: string) => `It is done when you say so: \`/kedge delivered ${model}\`.`,
}

export const findings = {
  kept: (mark: string, rules: readonly string[]) =>
    words`${mark} ${strong(count(rules.length, 'rule kept', 'rules kept'))}: ${listWords(rules)}.`,
  finding: (it: {
    readonly mark: string
    readonly rule: string
    readonly outcome: string
    readonly severity: string | undefined
    readonly cited: readonly string[]
    /** The models it is said of, and the one of them that the rest is of; left out where that goes without saying. */
    readonly on: Words | undefined
    readonly of: string | undefined
    readonly trace: string | undefined
    readonly why: Words | undefined
  }) => {
    const outcome = it.severity === undefined ? it.outcome : `${it.outcome} (${it.severity})`
    const mark = words`${it.mark} ${strong(it.rule)} ${outcome}`
    const answer = it.cited.length === 0 ? mark : words`${mark} (${withCommas(it.cited)})`
    const all = it.on === undefined ? words`${answer}.` : words`${answer} ${it.on}.`
    const said = it.of === undefined ? all : words`${all} Of ${code(it.of)}:`
    if (it.trace === undefined) return it.why === undefined ? said : words`${said} ${it.why}`
    const looked = words`${said} ${code(it.trace)}`
    return it.why === undefined ? looked : words`${looked}. ${it.why}`
  },
  onModels: (ids: readonly string[], left: number) => {
    const named = ids.map(code)
    if (left > 0) return words`on ${count(ids.length + left, 'model')}: ${withCommas(named)} and ${String(left)} more`
    return ids.length === 1 ? words`on ${named[0] ?? ''}` : words`on ${count(ids.length, 'model')}: ${allOf(named)}`
  },
  why: (because: string, fix: string, waivable: string | undefined) =>
    ticked(
      waivable === undefined ? `${ended(because)} fix: ${fix}` : `${ended(because)} fix: ${ended(fix)} ${waivable}`,
    ),
  nobodyWaives: 'Nobody may waive it.',
  waives: (roles: readonly string[]) => `Somebody with the role ${listWords(roles, 'or')} may waive it.`,
}

export const inPlace = {
  asked: (by: string, typed: string) => {
    const command = `/kedge ${typed}`
    return words`Asked for by ${person(by)}: ${code(command)}`
  },
  notPosted: 'Kedge may not write in this channel, so only you see this.',
  notPostedFix: 'write `/invite @kedge` there',
  both: (first: string, then: string) => `${first} ${then}`,
}

export const pullBody = {
  asked: (title: string, by: Words) => words`${strong(title)}, asked for by ${by}:`,
  evidence: ({ samples, start, end }: OnSameCases) =>
    words`${strong('Evidence.')} Both versions on the same ${inFull(samples)} cases, ${dayWords(start)} to ${dayWords(end)}; gains and losses.`,
  noEvidence: 'No evidence: what the other version would have done is not known.',
  rules: 'Rules',
  approvals: (verdict: Words) => words`${strong('Approvals.')} ${verdict}`,
  over: (why: string) => words`${strong('Over:')} ${why}. Nobody has to approve it any more.`,
  goesOn: (why: string, pull: Inline) =>
    words`${strong('Over:')} ${why}, in ${pull}. Whoever approves or denies it does so there.`,
  openedAgain: 'Whoever opens this pull request again asks for it anew: it needs new votes.',
  approveHere:
    'Until it is merged, approve it here by a review or in Slack; each person counts once. A new commit needs new votes.',
  change: (it: {
    readonly id: string
    readonly ofCase: string | undefined
    readonly trainedFor: string | undefined
  }) => {
    const change = words`Change ${code(it.id)}`
    const ofCase = it.ofCase === undefined ? change : words`${change}, case ${code(it.ofCase)}`
    return it.trainedFor === undefined ? words`${ofCase}.` : words`${ofCase}, trained for ${code(it.trainedFor)}.`
  },
}

export const rulesBeside = {
  merged: (pull: number) =>
    `Rules are edited by pull request #${pull}, which was merged, and somebody has to look at it.`,
  waits: (pull: number) => `Rules are edited by pull request #${pull}, which waits for approval.`,
  mergedHere: (pull: Inline) =>
    words`${strong('Rules are edited')} by pull request ${pull}, which was merged, and somebody has to look at it. The rest of it is not shown here.`,
  waitsHere: (pull: Inline) =>
    words`${strong('Rules are edited')} by pull request ${pull}, which waits for approval. The rest of it is not shown here.`,
  fix: 'whoever owns the rules reviews it on GitHub; a review there is a vote',
}

export const tally = {
  counted: (counted: number, of: number) => `${counted} of ${of}`,
  filled: (role: string, who: string) => words`✓ ${strong(role)}: ${person(who)}`,
  open: (role: string, who: Words) => words`○ ${strong(role)}: ${who}`,
  openBy: (role: string, doors: readonly string[], who: Words) =>
    words`○ ${strong(role)} (by ${eachOr(doors)}): ${who}`,
  doors: { github: 'a GitHub review', slack: 'Slack' },
  nobody: 'nobody can fill this',
  nobodyInTime: 'nobody approved in time',
  over: 'its time is over',
  either: eachOr,
  deniedOnGithub: (by: string) => words`✗ Denied by ${person(by)} in a review on GitHub.`,
  denied: (by: string) => words`✗ Denied by ${person(by)}:`,
  nobodySaw: 'Nothing was sealed: nobody was shown what is in it.',
  notSealed: 'Nothing is sealed yet.',
  votedOn: (head: string, base: string) =>
    words`A vote is for what stands here: commit ${code(head)} onto ${code(base)}, with these files, rules and answers. It counts for nothing else.`,
  sealed: (it: {
    readonly seal: string
    readonly head: string
    readonly base: string
    /** Without a blob where they are new. */
    readonly files: readonly { readonly path: string; readonly blob: string }[]
    readonly rules: string
    readonly request: string
    readonly answers: string
  }) => {
    const files = withCommas(it.files.map(({ path, blob }) => words`${code(path)} at ${code(blob || 'new')}`))
    const seal = words`Sealed as ${code(it.seal)}: head ${code(it.head)}, base ${code(it.base)}, ${files}, rules ${code(it.rules)}`
    return words`${seal}, request ${code(it.request)} (diff, evidence, reason). Beside it what the rules answer, ${code(it.answers)}.`
  },
}

export const verdictDifference = {
  still: (is: string, why: string) => `still ${is}: ${why}`,
  turned: (was: string, is: string, why: string) => `${was} → ${is}: ${why}`,
  counted: (person: string, role: string, rule: string) => `${person} for ${role} (${rule})`,
  open: (role: string, rule: string, people: readonly string[]) =>
    `${role} (${rule}): ${listWords(people, 'or') || 'nobody can fill this'}`,
  ignored: (person: string, why: string, reason: string) => `${person}: ${why} (${reason})`,
  counts: 'counts',
  isOpen: 'is open',
  doesNotCount: 'does not count',
  gone: (what: string, it: string) => `- ${what}: ${it}`,
  come: (what: string, it: string) => `+ ${what}: ${it}`,
  rule: (rule: string, was: string, is: string) => `${rule}: ${was} → ${is}`,
  weighed: (outcome: string, severity: string) => `${outcome} (${severity})`,
  doesNotApply: 'does not apply',
}

export const verdictTree = {
  ruleOf: (policy: string, model: string) => `${policy} of ${model}`,
  verdict: (is: string, why: string) => `${is}: ${why}`,
  filled: (place: string, who: string) => `✓ ${place}: ${who}`,
  open: (place: string, people: readonly string[]) =>
    `○ ${place}: ${listWords(people, 'or') || 'nobody can fill this'}`,
  unfilled: (place: string) => `○ ${place}: nobody approved`,
  rule: (mark: string, rule: string) => `${mark} ${rule}`,
  ruleOfNobody: (mark: string, rule: string) => `${mark} ${rule}: nobody needs to approve`,
  place: (it: {
    readonly role: string
    readonly person: string | undefined
    readonly doors: readonly string[] | undefined
  }) => {
    const who = it.person === undefined ? it.role : `${it.role}, ${it.person} alone`
    return it.doors === undefined ? who : `${who} by ${listWords(it.doors, 'or')}`
  },
  doors: { github: 'a review on GitHub', slack: 'Slack' },
  rules: 'rules about models and changes',
  finding: (mark: string, rule: string, outcome: string) => `${mark} ${rule}: ${outcome}`,
  held: (rules: number) => `✓ ${count(rules, 'rule')} held`,
  ignored: 'votes that do not count',
  ignoredOf: (person: string, why: string, reason: string) => `${person}: ${why} (${reason})`,
}

export const voteWords = {
  notKnown: (why: string) => `Only \`/kedge help\` is for everybody. ${why}`,
  notKnownFix: 'ask a member of the workspace whom the people policy names',
  noRules: (errors: number) => `The policy repository has ${count(errors, 'error')}, so nothing can be answered yet.`,
  noRulesFix: '`kedge check` in a clone says where',
  change: (it: { readonly kind: string; readonly model: string; readonly to: string | undefined }) =>
    it.to === undefined ? `the ${it.kind} of ${it.model}` : `the ${it.kind} of ${it.model} to ${it.to}`,
  titled: (title: string) => `“${title}”`,
  approved: (what: string) => `Your approval of ${what} is recorded.`,
  denied: (what: string) => `Your denial of ${what} is recorded; it blocks until you approve.`,
  takenBack: (what: string) => `Your denial of ${what} is taken back; that is no approval.`,
  deniedByButton: (what: string) => `Your denial of ${what} is recorded; it blocks until you take it back.`,
  takeBack: 'the button of its card takes it back, and so does an approval by a review on GitHub',
  deniedHereAlone: (what: string, numbers: readonly number[]) => {
    const pulls = listWords(numbers.map(number => `#${number}`))
    return `Your denial of ${what} is recorded; it blocks this pull request until you approve, and not ${pulls}, where the same goes on as an emergency.`
  },
  denyThere: 'talk to those who can stop the emergency: whoever it asks denies it there',
  deniesNoMore: (why: string) => {
    const lower = `${why.charAt(0).toLowerCase()}${why.slice(1)}`
    return `Your denial is taken back; your approval does not count here: ${lower}`
  },
  taken: (model: string) => `The case of ${model} is yours.`,
  takenBefore: (model: string) => `Somebody has the case of ${model} already.`,
  takenBeforeBy: (model: string, owner: string, at: string) =>
    words`${person(owner)} has the case of ${model} since ${minute(at)}. It stays theirs.`,
  takenBeforeFix: (owner: string) => words`fix: talk to ${person(owner)}; acting on the case needs no owner`,
}

export const playNotes = {
  reason: (headline: string, because: string) => `${capital(headline)}. ${because}`,
  told: (model: string, headline: string) => `${model}: ${headline}`,
  toldWhy: (model: string, reason: string) => {
    const name = `${model}.`
    return words`${strong(name)} ${reason}`
  },
  saidBy: (by: Words, model: string) => {
    const status = `/kedge status ${model}`
    return words`Said by ${by}. ${code(status)} says how it goes.`
  },
  wantedBy: (by: Words) => words`Wanted by ${by}. It is tried again while the case is open.`,
  did: {
    notify: {
      done: 'told one more channel',
      left: (why: string) => `did not tell one more channel: ${why}`,
      failed: (why: string) => `could not tell one more channel: ${why}`,
    },
    issue: {
      done: 'asked for an issue on GitHub',
      left: (why: string) => `did not open an issue on GitHub: ${why}`,
      failed: (why: string) => `could not open an issue on GitHub: ${why}`,
    },
    retrain: {
      done: 'asked to train it anew',
      left: (why: string) => `did not ask to train it anew: ${why}`,
      failed: (why: string) => `could not ask to train it anew: ${why}`,
    },
    rollback: {
      done: 'asked for the way back',
      left: (why: string) => `did not ask for the way back: ${why}`,
      failed: (why: string) => `could not ask for the way back: ${why}`,
    },
    hold: {
      done: 'asked to hold it',
      left: (why: string) => `did not ask to hold it: ${why}`,
      failed: (why: string) => `could not ask to hold it: ${why}`,
    },
  },
  notNow: {
    snoozed: 'the case is snoozed',
    'not-yet': 'somebody may still act',
    'in-hand': 'somebody looks after it',
    'change-open': 'something else is on its way to the model',
    'no-way-back': 'no older version passed its gates',
    'no-trigger': 'the triggers of its trainings leave out what broke',
    'cooling-down': 'the last time is too short ago',
    'most-reached': 'it was done as often as it may be',
  },
  noBy: (rules: readonly string[]) => `no by ${listWords(rules)}`,
  automatic: 'Automatic',
  played: (playbook: string, did: string) => words`The playbook ${code(playbook)} ${did}.`,
  openedIssue: (playbook: string, issue: number, url: string) => {
    const number = `#${issue}`
    return words`The playbook ${code(playbook)} opened the issue ${link(number, url)}.`
  },
}

export const promiseNote = {
  kept: {
    respond: 'somebody to look after it',
    act: 'something to be done',
    recover: 'the KPIs to be good again',
    approve: 'the approvals',
    validate: 'the validation',
  },
  waited: (kept: string, promise: string) => `${kept} (promise ${promise})`,
  titled: (title: string) => `“${title}”`,
  waitedOf: (kept: string, promise: string, of: string) => `${kept} of “${of}” (promise ${promise})`,
  late: (waited: string) => `Late: still waiting for ${waited}`,
  runsOut: (waited: string) => `The time runs out for ${waited}`,
  lateCalled: (it: {
    readonly waited: string
    readonly due: string
    readonly noDeputyOf?: 'owners' | 'nobody'
    readonly cannot?: readonly string[]
    readonly who: readonly string[]
  }) =>
    inTurn([
      words`${strong('Late.')} Still waiting for ${it.waited}, due ${minute(it.due)}.`,
      it.noDeputyOf === 'owners' ? ['Its owners have no deputy who is here.'] : [],
      it.noDeputyOf === 'nobody' ? ['It is about no model, so there is no deputy to call.'] : [],
      noneToCall(it.cannot ?? []),
      inTurn(it.who.map(id => [ping(id)])),
    ]),
  runsOutDue: (waited: string, due: string) =>
    words`${strong('Running out.')} Still waiting for ${waited}: due ${minute(due)}.`,
  why: (because: string, fix: string) => `${because} fix: ${fix}`,
  whyLate: (because: string, fix: string) => `${because} fix: ${fix} The card takes the reason why it takes longer.`,
  lateSince: (waited: string, due: string) => words`${strong('Late')}, still waiting for ${waited}, due ${minute(due)}`,
  lateBecause: (late: Words, why: string, by: string) => words`${late}: ${why}, says ${person(by)}`,
  explain: 'Say why it takes longer',
  longer: (why: string) => `It takes longer: ${why}`,
  longerBy: (by: string, why: string) => words`${person(by)} says why it takes longer: ${why}`,
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
  delay: (reason: DelayReason, own: string) => `${delayReason[reason]} (${own})`,
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
  worse: (it: {
    readonly limits: readonly string[]
    readonly methods: readonly string[]
    /** Within the limit of now, and not good by the rule that found them. */
    readonly rules: readonly string[]
    readonly since: string
    readonly isFirst: boolean
  }) => {
    const found = byJudge(it, 'beyond the agreed limit', 'worse than usual')
    const ofRules = it.rules.length === 1 ? 'not good yet by its rule' : 'not good yet by their rules'
    const rules = it.rules.length > 0 ? [`${listWords(it.rules)} ${ofRules}`] : []
    const all = listWords([...(found === '' ? [] : [found]), ...rules])
    return it.isFirst ? `${all}, the first since ${dayWords(it.since)}` : `${all} since ${dayWords(it.since)}`
  },
  better: (it: { readonly limits: readonly string[]; readonly methods: readonly string[] }) =>
    `${byJudge(it, WITHIN, AS_USUAL)}, not over yet`,
  betterNow: (it: {
    readonly kpi: string
    readonly value: number
    readonly unit: string
    readonly byMethod: boolean
  }) => `${it.kpi} ${withUnit(it.value, it.unit)}, ${it.byMethod ? AS_USUAL : WITHIN}, not over yet`,
  unusualNow: (kpi: string, value: number, unit: string) => `${kpi} ${withUnit(value, unit)}, worse than usual`,
  now: (it: {
    readonly kpi: string
    readonly value: number
    readonly unit: string
    readonly limit: number | undefined
    /** The limit as it is now. */
    readonly now: number | undefined
  }) => {
    const value = `${it.kpi} ${withUnit(it.value, it.unit)}`
    if (it.limit === undefined) return value
    const limit = `${value}, limit ${figure(it.limit)}`
    return it.now === undefined || it.now === it.limit ? limit : `${limit}, now ${figure(it.now)}`
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
    const since = day(it.detected)
    const open = it.isLate ? words`open since ${since}, for ${span} (late)` : words`open since ${since}, for ${span}`
    const whose = it.taken ? words`${person(it.owner)} has it` : words`nobody took it, it is with ${person(it.owner)}`
    const all = words`${model}: ${what}, ${open}; ${whose}; ${it.asked}`
    const acted = it.acted ? words`${all}; ${code(it.acted.version)} runs since ${minute(it.acted.at)}` : all
    return it.snoozedUntil === undefined ? acted : words`${acted}; snoozed until ${minute(it.snoozedUntil)}`
  },
  nothingAsked: 'nothing was asked for',
  held: (answer: string, held: string) => `${answer}; ${held}`,
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
  summary: (title: string, since: string | undefined, cost: string | undefined) => {
    const now = since === undefined ? title : `${title}, since ${dayWords(since)}`
    return cost === undefined ? now : `${now}. Costs ${cost}`
  },
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
    /** What judged it, if it was no limit. */
    readonly method?: string
    readonly limit?: number | undefined
    /** The limit as it is now. */
    readonly now?: number | undefined
    readonly state: string
  }) => {
    const value = strong(withUnit(it.value, it.unit))
    if (it.method !== undefined) return words`${value}, judged by ${it.method}; ${it.state}`
    if (it.limit === undefined) return words`${value}; ${it.state}`
    const limit = withUnit(it.limit, it.unit)
    return it.now === undefined || it.now === it.limit
      ? words`${value}, limit ${limit}; ${it.state}`
      : words`${value}, limit ${limit}, now ${withUnit(it.now, it.unit)}; ${it.state}`
  },
  recovered: 'recovered',
  bad: (it: { readonly bad: number; readonly good: number; readonly every: string; readonly since: string }) => {
    const one = `bad ${it.every}`
    const bad = `${count(it.bad, one)} since ${dayWords(it.since)}`
    return it.good > 0 ? `${bad}, then ${count(it.good, 'good one')}` : bad
  },
  stale: (state: string, since: string) => `${state}; no newer reading since ${dayWords(since)}`,
  unwatched: (state: string, since: string) =>
    `${state}; no rule that opens cases has watched it since ${dayWords(since)}, so its owner has to close this one`,
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
  category: (owner: Words, category: CaseCategory) => words`${owner} Category: ${category}, ${caseCategory[category]}.`,
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
    const found = words`Onset ${day(it.onset)} (its first bad period ended), available ${minute(it.available)}, detected ${minute(it.detected)}, ${acted}`
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
  closed: (asked: Words, why: string) => words`${asked}: ${why}.`,
  prepared: (asked: Words) => words`${asked}, is being prepared.`,
  pending: (asked: Words, pull: Inline) => words`${asked}, waits for approval in ${pull}.`,
  draft: (asked: Words, pull: Inline) => words`${asked}, a draft in ${pull}.`,
  stopped: (asked: Words, pull: Inline) => words`${asked}, approved in ${pull}, and stopped there by a rule.`,
  stuck: (asked: Words, pull: Inline) => words`${asked}, in ${pull}, which nobody can approve as it stands.`,
  approved: (asked: Words, pull: Inline) => words`${asked}, approved; waits to be merged in ${pull}.`,
  denied: (asked: Words, pull: Inline) =>
    words`${asked}, denied in ${pull}; another can be asked for once that is closed.`,
  deniedHere: (asked: Words, pull: Inline) =>
    words`${asked}, denied in ${pull}; another can be asked for once whoever asked presses ${code('Withdraw')} on its card.`,
  lapsed: (asked: Words, pull: Inline) =>
    words`${asked}, denied in ${pull}, and its time to approve is over; another can be asked for.`,
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
  'drifted-input': ({ input, method, value, threshold, missing, onlyMissing, since, until }) => {
    const moved = onlyMissing ? [] : [`${method} ${figure(value)}, where ${figure(threshold)} is much`]
    const far = `(${semicolonList([...moved, ...(missing ? [missingWords(missing)] : [])])})`
    return until === undefined
      ? words`Since ${dayWords(since)}: its input ${code(input)} has drifted ${far}`
      : words`Until ${dayWords(until)}: its input ${code(input)} had drifted ${far}`
  },
  'same-time': others => words`${otherModels(others)} broke within a day of it`,
}

const whyBad = ({ is, used, needs }: BadInput): string => {
  if (is === 'gone') return 'the query returns no such column'
  return is === 'uncalibrated' ? 'nothing to calibrate by' : `${used} of the ${needs} values it takes`
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
  badInputs: (inputs: readonly BadInput[], more: number) => {
    const each = withCommas(inputs.map(it => words`${code(it.input)} (${whyBad(it)})`))
    return more > 0
      ? words`Inputs that cannot be judged: ${each} and ${String(more)} more.`
      : words`Inputs that cannot be judged: ${each}.`
  },
  inSegment: (segment: string, value: string) => `${segment}: ${value}`,
  warned: (it: { readonly since: string; readonly until?: string; readonly says: string }, where: string) => {
    const told = `${it.says.replace(/\.$/, '')} (${where})`
    if (it.until === undefined) return words`Since ${dayWords(it.since)}: ${told}`
    return words`Since ${dayWords(it.since)}, and over since ${dayWords(it.until)}: ${told}`
  },
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
  withdraw: {
    title: 'Withdraw this change',
    submit: 'Withdraw',
    about: 'Its pull request is closed, with all that was said of it. Something else can be asked for then.',
    why: 'Why do you take it back?',
    kept: 'It is kept in the record and told below its card.',
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
    const says = `${it.says} fix: ${it.fix}`
    return words`${where} ${ticked(says)}`
  },
  models: (models: number): string => (models === 1 ? 'Model' : 'Models'),
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
  }) => `${it.kpi} of ${it.version}, ${beginWords(it.start)}: ${it.before} → ${it.after}`,
  more: (more: number) => `and ${count(more, 'more', 'more')}`,
  begins: beginWords,
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
    withCommas(owners.map(([role, who]) => words`${role} ${person(who)}`)),
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
  listed: (ids: readonly string[]) => withCommas(ids.map(id => [code(id)])),
  listedOf: (ids: readonly string[], all: number) =>
    words`${count(all, 'model')}, of them ${withCommas(ids.map(id => [code(id)]))}`,
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
  quiet: (policy: string) =>
    words`Nobody is reminded of it; it is told once more when it is over. When it fires is said by the policy ${code(policy)}.`,
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
  away: 'GitHub does not answer, so Kedge cannot say yet what waits for you.',
  awayNote: words`This page is drawn by itself as soon as it does. Until then ${code('/kedge help')} says what there is.`,
  note: words`${code('/kedge help')} in any channel says what else there is. This page is drawn when it is opened.`,
  noteHere: words`${code('/kedge help')} says what else there is. The Home of the app has all that waits on you, also what is not shown here.`,
  approvals: { title: 'Your approval', where: '/kedge approvals' },
  deliveries: { title: 'You do by hand', where: '/kedge status' },
  merges: { title: 'Approved, and yours to merge', where: '/kedge approvals' },
  merge: (it: { readonly title: string; readonly url: string | undefined; readonly pull: number }) =>
    words`${linked(it.title, it.url)}: it waits to be merged. fix: Merge its pull request #${String(it.pull)} on GitHub.`,
  unmerged: { title: 'Approved, but not merged', where: '/kedge approvals' },
  unmergedOf: (
    it: { readonly title: string; readonly url: string | undefined; readonly pull: number },
    why: Words,
    fix: Words,
  ) => words`${linked(it.title, it.url)}, pull request #${String(it.pull)}: ${why} fix: ${fix}`,
  stuck: { title: 'Asked by you, and nobody can approve it', where: '/kedge approvals' },
  mends: { title: 'Yours to mend, as nobody can approve it', where: '/kedge approvals' },
  drops: { title: 'Dropped files to look at', where: '/kedge status' },
  delivery: (it: {
    readonly title: string
    readonly url: string | undefined
    readonly model: string
    readonly trains: boolean
    readonly since: string
    readonly now: string
  }) => {
    const waits = words`${linked(it.title, it.url)}, waits for ${spanWords(it.since, it.now)}`
    return it.trains ? waits : words`${waits}; when it runs, ${code(`/kedge delivered ${it.model}`)}`
  },
  stuckOf: (it: { readonly title: string; readonly url: string | undefined }, why: Words, fix: Words) =>
    words`${linked(it.title, it.url)}: ${why} fix: ${fix}`,
  drop: (it: {
    readonly name: string
    readonly url: string | undefined
    readonly by: string
    readonly channel: string
    readonly since: string
    readonly now: string
  }) =>
    words`${linked(it.name, it.url)} by ${person(it.by)}, in ${channel(it.channel)}, waits for ${spanWords(it.since, it.now)}`,
  reviews: { title: 'To look at, now that it is in force', where: '/kedge approvals' },
  cases: { title: 'Your cases', where: '/kedge cases' },
  sightings: { title: 'To register, or to leave out', where: '/kedge cases' },
  models: { title: 'Your models', where: '/kedge models' },
  digests: { title: 'Next digests', where: '/kedge digest' },
  stranger: (says: string, user: string) => `${says} Your id in Slack is ${user}.`,
  case: (it: {
    readonly model: string
    readonly url: string | undefined
    readonly headline: string
    readonly detected: string
    readonly now: string
    readonly isLate: boolean
    /** Until when. */
    readonly snoozed: string | undefined
  }) => {
    const open = words`${linked(it.model, it.url)}: ${it.headline}, open for ${spanWords(it.detected, it.now)}`
    const all = it.isLate ? words`${open} (late)` : open
    return it.snoozed === undefined ? all : words`${all}; snoozed until ${minute(it.snoozed)}`
  },
  approval: (it: {
    readonly request: Pick<Request, 'title' | 'kind' | 'to'>
    readonly url: string | undefined
    readonly by: Words
    readonly since: string
    readonly now: string
    readonly channel: string | undefined
    readonly isLate: boolean
  }) => {
    const asked = words`${linked(it.request.title, it.url)} (${kindTo(it.request)}), asked for by ${it.by}`
    const span = spanWords(it.since, it.now)
    const waits = it.isLate ? words`${asked}, waits for ${span} (late)` : words`${asked}, waits for ${span}`
    return it.channel === undefined ? waits : words`${waits} in ${channel(it.channel)}`
  },
  review: (it: {
    readonly title: string
    readonly url: string | undefined
    readonly because: string
    readonly pull: string
  }) => {
    const review = code(`/kedge review ${it.pull} found …`)
    return words`${linked(it.title, it.url)}: ${it.because}; ${review}`
  },
  reviewInForce: (it: {
    readonly title: string
    readonly url: string | undefined
    readonly because: string
    readonly pull: string
    readonly merged: string
    readonly now: string
  }) => {
    const review = code(`/kedge review ${it.pull} found …`)
    return words`${linked(it.title, it.url)}, in force for ${spanWords(it.merged, it.now)}: ${it.because}; ${review}`
  },
  noCase: 'no case is open',
  warned: (state: string, kpis: readonly string[]) => `${state}, warned of ${listWords(kpis)}`,
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
  digest: (audience: Audience, it: { readonly channel: string; readonly at: Date; readonly timeZone: string }) =>
    words`${AUDIENCES[audience]} in ${channel(it.channel)}: ${localWords(it.at, it.timeZone)}`,
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
  isPersonal: { yes: 'yes', no: 'no', unknown: 'not known' } satisfies Record<Personal, string>,
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
  severalNoData: (who: string) => `${who} get no data`,
  severalStuck: (who: string) => `${who} are stuck`,
  toldElsewhere: 'This is about a model that is not shown here any more. It goes on where it may be.',
  withheld: words`Which one, and why, only those may see whom its ${code('visibility')} names.`,
  withheldFix: words`${strong('fix')}: whoever may see it asks ${code('/kedge status')}; a channel among its ${code('visibility.channels')} gets the whole card.`,
  noteHeld: (title: string, works: readonly string[], since: string) =>
    words`${strong(title)} ${listWords(works)} since ${minute(since)}.`,
  note: (title: string, works: readonly string[], since: string) =>
    words`${strong(title)} since ${minute(since)} with ${listWords(works)}`,
  byCard: (note: Words) => words`${note}; its card says why.`,
  byCardIn: (note: Words, id: string) => words`${note}; its card in ${channel(id)} says why.`,
  byNone: (note: Words) => words`${note}.`,
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
    withCommas(works.map(([work, times]) => words`${code(work)} × ${String(times)}`)),
  over: (since: string, closed: string) => `That lasted ${spanWords(since, closed)} and is over.`,
  overDone: (since: string, closed: string) =>
    `That lasted ${spanWords(since, closed)} and is over; what waited was done.`,
  heldUp: (works: readonly string[]) => `It held up ${listWords(works)}.`,
  /** Of each model what is wrong, as far as one reads on. */
  each: (sentences: readonly string[], more: number) =>
    inARow(more === 0 ? sentences : [...sentences, `${count(more, 'more is', 'more are')} not named here.`]),
  more: 'There is more to it by now; the card above says what.',
  theyWait: (models: readonly string[]) => `What is wrong holds up ${listWords(models)}.`,
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
    words`warned by ${it.monitor} at ${figure(it.value)}, its first bad period over ${dayWords(it.since)}`,
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
    words`${kindFromTo(request)} ${request.kind === 'rules' ? 'were' : 'was'} asked for, by ${by}: ${request.reason}`,
  pullOpened: (pull: number, by: Inline) => words`pull request #${String(pull)} was opened, by ${by}`,
  voted: (it: {
    readonly is: 'approve' | 'deny' | 'withdrawn'
    readonly door: 'slack' | 'github'
    readonly person: string
    readonly because: string | undefined
    /** Left out where that is when it was heard of. */
    readonly given: string | undefined
  }) => {
    const did = { approve: 'approved', deny: 'denied', withdrawn: 'a vote was taken back' }[it.is]
    const by = words`${did} by ${it.door === 'github' ? 'GitHub' : 'Slack'}: ${person(it.person)}`
    const voted = it.given === undefined ? by : words`${by}, on ${minute(it.given)}, and heard of later`
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

export const caseFile = {
  about: (it: { readonly id: string; readonly request: Moved; readonly pull: number | undefined }) => {
    const about = `${it.id}: ${kindFromTo(it.request)}`
    return it.pull === undefined ? `${about}.` : `${about}, pull request ${it.pull}.`
  },
  from: (it: { readonly line: number; readonly hash: string; readonly rules: string }) =>
    `From the record up to line ${it.line}, ${it.hash}; people and policies as of commit ${it.rules}.`,
  merged: (it: { readonly at: string; readonly by: string; readonly commit: string }) =>
    `Merged ${it.at} by ${it.by} as ${it.commit}.`,
  closed: (outcome: string, why: string) => `Closed: ${outcome}, ${why}.`,
  reviewed: (because: string, by: string) => `A review was owed since ${because}: reviewed by ${by}.`,
  toReview: (because: string, due: string) => `A review was owed since ${because}: until ${due}.`,
  notOnRecord: (what: string) => `NOT ON RECORD: ${what}`,
}

const lasted = (milliseconds: number) => spanWords(new Date(0).toISOString(), new Date(milliseconds).toISOString())

export const digestWaits = {
  title: 'How long it took',
  stage: (stage: Stage) => capital(stages[stage]),
  role: (role: string) => `The word of ${role}`,
  putOff: (reason: DelayReason) => `Put off: ${delayReason[reason]}`,
  once: (what: string, took: number) => words`${strong(what)}: ${lasted(took)}`,
  several: (what: string, it: { readonly medianMs: number; readonly longestMs: number; readonly count: number }) => {
    const rest = `median of ${count(it.count, 'time')}, ${lasted(it.longestMs)} at most`
    return words`${strong(what)}: ${lasted(it.medianMs)} (${rest})`
  },
}

const TO_END: Readonly<Record<TimeTo, string>> = { detect: 'to detect', act: 'to act', recover: 'to recover' }

export const timesWords = {
  noLine: 'No business line',
  line: (name: string, times: string) => words`${strong(name)} (business line): ${times}`,
  model: (name: string, times: string) => words`${strong(name)}: ${times}`,
  times: (took: readonly string[], open: number) =>
    semicolonList(open > 0 ? [...took, `${count(open, 'case')} open`] : took),
  once: (to: TimeTo, took: number) => `${TO_END[to]} ${lasted(took)}`,
  several: (
    to: TimeTo,
    it: { readonly medianMs: number; readonly meanMs: number; readonly longestMs: number; readonly times: number },
  ) => {
    const rest = `mean ${lasted(it.meanMs)}, longest ${lasted(it.longestMs)}, ${count(it.times, 'time')}`
    return `${TO_END[to]} ${lasted(it.medianMs)} (${rest})`
  },
  putOff: (reason: DelayReason, took: string) => words`${strong(delayReason[reason])}: ${took}`,
  putOffOnce: lasted,
  putOffTimes: (it: { readonly medianMs: number; readonly longestMs: number; readonly times: number }) =>
    `${lasted(it.medianMs)} in the middle, ${lasted(it.longestMs)} at most, ${count(it.times, 'time')}`,
}

const FUNCTIONS: Readonly<Record<FunctionName, string>> = {
  'data-science': 'Data science',
  devops: 'DevOps',
  dataops: 'DataOps',
  itops: 'ITOps',
  compliance: 'Compliance',
}

export const functionTrends = {
  names: FUNCTIONS,
  happened: (what: Counted, times: number) => {
    const [one, many] = COUNTED[what]
    return times === 0 ? `no ${one}` : count(times, one, many)
  },
  soFar: (happened: string, before: number, than: Than['says']) =>
    `${happened} so far, ${before} in the ${than} before`,
  same: (happened: string, than: Than['says']) => `${happened}, as many as the ${than} before`,
  more: (happened: string, more: number, than: Than['says']) => `${happened}, ${more} more than the ${than} before`,
  fewer: (happened: string, fewer: number, than: Than['says']) => `${happened}, ${fewer} fewer than the ${than} before`,
}

/** No currency is added to another, and what is not stated is told as that. */
const moneyStated = (sums: readonly string[], notStated: number, what: string) =>
  semicolonList(notStated > 0 ? [...sums, `not stated for ${count(notStated, what)}`] : sums)

const monthly = ({ sums, notStated }: Money) => {
  const stated = sums.map(({ amount, currency, of }) => `${inFull(amount)} ${currency} a month (${count(of, 'model')})`)
  return moneyStated(stated, notStated, 'model')
}

const sinceBroken = ({ sums, notStated }: Money) => {
  const stated = sums.map(
    ({ amount, currency, of }) => `about ${roughly(amount, currency)} since they began (${count(of, 'case')})`,
  )
  return moneyStated(stated, notStated, 'case')
}

export const portfolio = {
  title: (now: string) => `Portfolio, ${dayWords(now)}`,
  summary: (title: string, models: number) => `${title}: ${count(models, 'model')}`,
  all: 'kedge portfolio --format csv',
  byStage: (models: number) => `${count(models, 'model')} by stage and tier`,
  ofTiers: (tiers: readonly { readonly tier: string; readonly models: number }[]) =>
    listWords(tiers.map(({ tier, models }) => `${inFull(models)} ${tier}`)),
  stage: (stage: string, tiers: string) => words`${strong(capital(stage))}: ${tiers}`,
  noStage: (tiers: string) => words`${strong('No stage said')}: ${tiers}`,
  money: 'Risk, value and cost',
  risks: (risks: readonly { readonly risk?: string; readonly models: number }[]) => {
    const classes = listWords(risks.map(({ risk, models }) => `${inFull(models)} ${risk ?? 'in no class'}`))
    return words`${strong('Risk')}: ${classes}`
  },
  value: (value: Money) => words`${strong('Value')}: ${monthly(value)}`,
  cost: (cost: Money) => words`${strong('Cost')}: ${monthly(cost)}`,
  noCase: words`${strong('Open cases')}: no case is open`,
  cases: (cost: Money) => words`${strong('Open cases')}: ${sinceBroken(cost)}`,
  overdue: 'Overdue',
  overdueOf: (of: Overdue, things: number) => {
    const [one, many] = overdueOf[of]
    return words`${count(things, one, many)}`
  },
  nothingOverdue: strong('Nothing is overdue.'),
  coverage: 'Coverage',
  covered: (of: Covered, models: number, live: number) => {
    const part = `${inFull(models)} of ${inFull(live)}`
    return words`${strong(part)}: ${coverage[of]}`
  },
  unmeasured: (models: number) => {
    const part = `${inFull(models)} unmeasured`
    return words`${strong(part)}: nobody would see it if they failed`
  },
  times: 'To detect, act and recover',
  functions: (since: string) => `What each function did since ${dayWords(since)}`,
  did: (of: FunctionName, did: readonly string[]) => words`${strong(FUNCTIONS[of])}: ${semicolonList(did)}`,
  didNothing: (of: FunctionName) => words`${strong(FUNCTIONS[of])}: nothing that is counted`,
  putOff: 'Put off',
  file: (digest: string) => {
    const command = code(`kedge portfolio --digest ${digest} --format csv`)
    return words`The same numbers as a file, from a clone: ${command}`
  },
}

const NOT_STATED = 'not stated'

export const portfolioFigures = {
  parts: {
    models: 'models',
    stage: 'stage',
    risk: 'risk',
    value: 'value',
    cost: 'cost',
    cases: 'open cases',
    overdue: 'overdue',
    coverage: 'coverage',
    putOff: 'put off',
    timeTo: (end: TimeTo) => `time ${TO_END[end]}`,
  },
  of: {
    all: 'all',
    live: 'live',
    notStated: NOT_STATED,
    stage: (stage: string | undefined, tier: string) => `${stage ?? NOT_STATED}, ${tier}`,
    unmeasured: 'unmeasured',
    counted: (what: Counted) => COUNTED[what][1],
    model: (model: string) => `model ${model}`,
    line: (name: string | undefined) => `business line ${name ?? NOT_STATED}`,
  },
  units: {
    models: 'models',
    cases: 'cases',
    count: 'count',
    times: 'times',
    monthly: (currency: string) => `${currency} a month`,
    since: (currency: string) => `${currency} since they began`,
    period: 'this period',
    periodBefore: 'the period before',
    median: 'median hours',
    longest: 'longest hours',
    mean: 'mean hours',
  },
}

const AUDIENCES: Readonly<Record<Audience, string>> = {
  operations: 'Operations',
  business: 'Business',
  compliance: 'Compliance',
  executive: 'Overview',
}

export const digest = {
  title: (audience: Audience, day: string) => `${AUDIENCES[audience]}, ${dayWords(day)}`,
  summary: (title: string, counts: string) => `${title}: ${counts}`,
  first: (counts: string) => strong(`${capital(counts)}.`),
  silent: { title: 'No data', where: '/kedge status' },
  cases: { title: 'Open cases, and what is on hold', where: '/kedge status' },
  waitsHere: { title: 'Waits here', where: '/kedge approvals and /kedge cases' },
  waitsElsewhere: { title: 'Waits elsewhere', where: '/kedge approvals and /kedge cases' },
  happened: (day: string) => ({ title: `Since ${dayWords(day)}`, where: '/kedge history <model>' }),
  rules: { title: 'Rules that are not kept', where: '/kedge audit' },
  quiet: (since: string, runs: string, kpis: readonly string[]) =>
    semicolonList([`Quiet since ${dayWords(since)}: ${runs}`, ...kpis]),
  quietSaid: (quiet: string) => `${quiet}.`,
  asBefore: (since: string, counts: string) => `nothing new since ${dayWords(since)}: ${counts}`,
  allOfIt: words`All of it: ${code('/kedge digest')}`,
  noModel: 'no model is told of here',
  noneServes: (models: number) => `${count(models, 'model')} on the way, and none serves yet`,
  nothingFires: (model: string) => `nothing fires on ${model}`,
  nothingFiresOn: (models: number) => `nothing fires on ${count(models, 'model')}`,
  counts: (counts: readonly string[]) => listWords(counts),
  open: (cases: number) => `${count(cases, 'case')} open`,
  beyond: (kpis: number) => `${count(kpis, 'KPI')} beyond what was agreed`,
  withoutData: (parts: string) => `${parts} without data`,
  overdue: (things: number) => `${count(things, 'thing')} overdue by the files`,
  dataTroubles: (troubles: number) => `${count(troubles, 'trouble')} with data`,
  troubles: (troubles: number) => `${count(troubles, 'trouble')} of Kedge itself`,
  news: (pieces: number) => `${count(pieces, 'piece')} of news`,
  unrest: { title: 'Not as wanted', where: '/kedge status' },
  onTheWay: (changes: number) => `${count(changes, 'change')} not in force yet`,
  case: (
    it: Pick<Case, 'taken' | 'owner' | 'acted' | 'detected'> & {
      readonly model: string
      readonly headline: string
      readonly now: string
      readonly snoozed: Words | undefined
    },
  ) => {
    const open = words`${strong(it.model)}: ${it.headline}, open for ${spanWords(it.detected, it.now)}`
    const owner = person(it.owner)
    const whose = it.taken ? words`${open}; owner ${owner}` : words`${open}; nobody took it, it is with ${owner}`
    const { acted } = it
    const all = acted ? words`${whose}; acted on, ${acted.version} runs since ${minute(acted.at)}` : whose
    return it.snoozed === undefined ? all : words`${all}. ${it.snoozed}`
  },
  held: (model: string, held: string) => words`${strong(model)}: ${held}`,
  broken: (it: { readonly model: string; readonly id: string; readonly rules: readonly string[] }) => {
    const explain = code(`/kedge explain ${it.id}`)
    return words`${strong(it.model)}: ${listWords(it.rules)}. ${explain}`
  },
}

export const digestFunctions = {
  row: (parts: readonly string[]) => words`${semicolonList(parts)}`,
  calm: {
    'data-science': 'every model does as agreed',
    devops: 'what runs is what is wanted',
    dataops: 'all data is there',
    itops: 'Kedge works and measures',
    compliance: 'every rule is kept, and nothing is late',
  },
  unknown: {
    'data-science': 'nothing measured says how a model does',
    devops: 'no model serves',
    dataops: 'no data is asked for',
    itops: 'Kedge works, and has nothing to measure',
    compliance: 'no model to hold a rule against, and nothing is late',
  },
  beyond: (kpis: number) => `${count(kpis, 'KPI')} beyond what was agreed`,
  held: (models: Others) => `${otherModels(models)} on hold`,
  unmeasured: (models: number) => `${count(models, 'model')} unmeasured`,
  lacking: 'what lacks data nobody can judge',
  cases: (cases: number, oldest: string, now: string) =>
    `${count(cases, 'open case')}, the oldest for ${spanWords(oldest, now)}`,
  warned: (models: number) => `${count(models, 'model')} warned of`,
  trainings: (trainings: number) => `${count(trainings, 'training')} on the way`,
  runOther: (models: Others) =>
    models.named.length + models.more === 1
      ? `${otherModels(models)} runs another version than is wanted`
      : `${otherModels(models)} run another version than is wanted`,
  deliveries: (deliveries: number) => `${count(deliveries, 'delivery', 'deliveries')} on the way`,
  unseen: (models: number) => `what runs of ${count(models, 'model')} nobody saw`,
  silent: (parts: string, models: Others) => `${parts} of ${otherModels(models)} without data`,
  dataTroubles: (troubles: number, oldest: string, now: string) =>
    `${count(troubles, 'open trouble')} with data, the oldest for ${spanWords(oldest, now)}`,
  drifted: (models: Others) => `inputs of ${otherModels(models)} have drifted`,
  troubles: (troubles: number, oldest: string, now: string) =>
    `${count(troubles, 'trouble')} of Kedge itself, the oldest for ${spanWords(oldest, now)}`,
  broken: (rules: number, models: Others) => `${count(rules, 'rule')} not kept now by ${otherModels(models)}`,
  lateHere: (things: number) => `${things} late here`,
  lateElsewhere: (things: number) => `${things} late elsewhere`,
  reviews: (reviews: number) => `${count(reviews, 'review')} owed`,
}

type AskedOf = Pick<Request, 'kind' | 'to'> | undefined

const changeOr = (request: AskedOf) => (request === undefined ? 'a change' : kindTo(request))

export const digestHappened = {
  item: (at: string, happened: Words) => words`${day(at)}: ${happened}`,
  itemOf: (at: string, name: string, happened: Words) => words`${day(at)}: ${strong(name)}, ${happened}`,
  observed: (version: string) => words`${code(version)} runs`,
  brokeRule: (policy: string) => words`does not keep ${code(policy)}`,
  doubtedRule: (policy: string) => words`does not keep ${code(policy)}: nobody can say`,
  keptRule: (policy: string) => words`keeps ${code(policy)} again`,
  opened: (headline: string) => words`a case was opened: ${headline}`,
  again: (headline: string) => words`its case fired again: ${headline}`,
  reopened: (by: string, because: string) => words`its case was opened again by ${person(by)}: ${because}`,
  snoozed: (by: string, why: string) => words`its case was put off by ${person(by)}: ${why}`,
  closed: (by: string, because: string | undefined) =>
    because === undefined
      ? words`its case was closed by ${person(by)}`
      : words`its case was closed by ${person(by)}: ${because}`,
  recovered: (on: string) => words`its case was closed: recovered ${dayWords(on)}`,
  asked: (request: AskedOf, by: Words) => words`${changeOr(request)} asked for by ${by}`,
  merged: (request: AskedOf) => words`${changeOr(request)} merged`,
  registered: (version: string) => words`the new version ${code(version)} is registered`,
  done: (request: AskedOf) => words`${changeOr(request)} is in force`,
  doneRuns: (version: string) => words`${code(version)} runs as wanted`,
  ended: (request: AskedOf, why: string) => words`${changeOr(request)} ended: ${why}`,
  reviewOwed: (because: string) => words`somebody has to look at it: ${because}`,
  reviewed: (by: string, found: string) => words`looked at by ${person(by)}: ${found}`,
  late: (promise: string) => words`late by the promise ${code(promise)}`,
  warned: (kpis: readonly string[]) => words`warned of ${listWords(kpis)}`,
  warningOver: (kpis: readonly string[]) => words`no longer warned of ${listWords(kpis)}`,
  warnedNoMore: (kpis: readonly string[]) => words`no longer warned of ${listWords(kpis)}, which is watched no more`,
  silent: 'without data',
  stuck: (works: readonly string[]) => `stuck with ${listWords(works)}`,
  holdsBack: (works: readonly string[]) => `holding back ${listWords(works)}`,
  troubled: (what: string) => words`${what}`,
  troubledNoMore: (what: string, since: string, closed: string) =>
    words`no longer ${what}, after ${spanWords(since, closed)}`,
}

/** `better` is left out where both are the same. */
const comparedAs = (better: boolean | undefined): string =>
  better === undefined ? 'same' : better ? 'better' : 'worse'

export const comparisonWords = {
  is: comparedAs,
  column: (name: string, unit: string) => (unit === '' ? name : `${name}, ${unit}`),
  row: (it: {
    readonly name: string
    readonly now: number
    readonly then: number
    readonly unit: string
    readonly better: boolean | undefined
    readonly money?: string
  }) => {
    const values = `${figure(it.now)} → ${figure(it.then)} ${it.unit}`.trimEnd()
    const compared = `${it.name}: ${values}, ${comparedAs(it.better)}`
    return it.money === undefined ? words`${compared}` : words`${compared}, ${strong(it.money)}`
  },
}

export const digestTrends = {
  /** The worst first, as they come. */
  more: (left: readonly TrendStanding[]) => {
    const of = [...new Set(left)].map(standing => `${left.filter(it => it === standing).length} ${STANDING[standing]}`)
    return words`and ${count(left.length, 'KPI')} more (${listWords(of)}): ${code('/kedge status')}`
  },
  of: (model: string, trend: Words) => words`${model}, ${trend}`,
  trend: (it: {
    readonly name: string
    readonly values: readonly number[]
    readonly unit: string
    readonly every: Trend['every']
    readonly course: 'better' | 'worse' | 'same' | 'unknown'
    readonly agreed: string
  }) => {
    const [first = '', ...then] = it.values.map(figure)
    const run = then.reduce((all, value) => `${all} → ${value}`, first)
    const says = `${run} ${it.unit}`.trimEnd()
    const over = then.length > 0 ? `${says} over ${count(it.values.length, it.every)}` : says
    const moved = { better: `${over}, better`, worse: `${over}, worse`, same: `${over}, the same`, unknown: over }
    return words`${strong(it.name)}: ${moved[it.course]}; ${it.agreed}`
  },
  beyond: (limit: number, unit: string) => `beyond its limit of ${withUnit(limit, unit)}`,
  short: (target: number, unit: string) => `short of its target of ${withUnit(target, unit)}`,
  kept: 'as agreed',
  free: 'nothing was agreed',
  nothingNewer: (end: string) => `nothing newer than ${dayWords(end)}`,
  inShortOf: (model: string, trend: string) => `${model}, ${trend}`,
  inShort: (it: { readonly name: string; readonly value: number; readonly unit: string; readonly agreed: string }) =>
    `${it.name} ${withUnit(it.value, it.unit)} (${it.agreed})`,
  noReading: (name: string) => `${name} has no reading`,
  silent: (model: string, kpis: readonly string[], newest: string | undefined) =>
    newest === undefined
      ? words`${strong(model)}: ${listWords(kpis)}; there never was a reading`
      : words`${strong(model)}: ${listWords(kpis)}; the newest reading ended ${dayWords(newest)}`,
  silentCounts: (it: { readonly kpis: number; readonly parts: number; readonly areSegments: boolean }) =>
    listWords([
      ...(it.kpis > 0 ? [count(it.kpis, 'KPI')] : []),
      ...(it.parts > 0 ? [count(it.parts, it.areSegments ? 'segment' : 'part')] : []),
    ]),
}

export const digestWaiting = {
  approval: (request: Pick<Request, 'title' | 'kind' | 'to'>, pull: number | undefined) =>
    pull === undefined
      ? words`${strong(request.title)} (${kindTo(request)})`
      : words`${strong(request.title)} (${kindTo(request)}, ${askerWords.pull(pull)})`,
  case: (model: string) => words`${strong(model)}, its case`,
  delivery: (request: Pick<Request, 'title' | 'kind' | 'to'>, pull: number | undefined) =>
    pull === undefined
      ? words`${strong(request.title)} (${kindTo(request)}, merged)`
      : words`${strong(request.title)} (${kindTo(request)}, merged in ${askerWords.pull(pull)})`,
  review: (title: string, pull: number | undefined) =>
    pull === undefined
      ? words`${strong(title)} (in force)`
      : words`${strong(title)} (in force, ${askerWords.pull(pull)})`,
  drop: (file: string) => words`The file ${code(file)}`,
  sighting: (name: string) => words`${strong(name)}, in use and not registered`,
  notPosted: (what: Words) => words`${what}, its card not posted yet`,
  elsewhere: (what: Words, id: string) => words`${what}, in ${channel(id)}`,
  since: (what: Words, since: string, now: string) => words`${what}, for ${spanWords(since, now)}`,
  late: (waits: Words) => words`${waits} (late)`,
  lateBecause: (waits: Words, why: string) => words`${waits} (late: ${why})`,
  lateUnsaid: (waits: Words) => words`${waits} (late, and nobody said why)`,
  why: (waits: Words, why: Words) => words`${waits}: ${why}`,
  here: (things: number, late: number) =>
    late > 0 ? `${count(things, 'thing')} waiting here, ${late} late` : `${count(things, 'thing')} waiting here`,
  there: (things: number, late: number) =>
    late > 0
      ? `${count(things, 'thing')} waiting elsewhere, ${late} late`
      : `${count(things, 'thing')} waiting elsewhere`,
  asked: (by: Words) => words`asked for by ${by}`,
  denied: (asked: Words, it: { readonly by: string; readonly because: string | undefined; readonly fix: string }) => {
    const denied = words`${asked}; denied by ${person(it.by)}`
    const fix = ticked(`fix: ${it.fix}`)
    return it.because === undefined ? words`${denied} ${fix}` : words`${denied}: “${it.because}” ${fix}`
  },
  stands: (asked: Words, why: string, fix: string) => {
    const stands = ticked(`${why} fix: ${fix}`)
    return words`${asked}; ${stands}`
  },
  toMerge: (pull: number): Refused => [
    'It is approved and waits to be merged.',
    `Merge its pull request #${String(pull)} on GitHub.`,
  ],
  nobodyMissing: (asked: Words) => words`${asked}, nobody is missing: its check or its merge is`,
  needs: (asked: Words, missing: readonly { readonly role: string; readonly people: readonly string[] }[]) => {
    const roles = missing.map(({ role, people }) => {
      const who = eachOr(people.map(id => person(id)))
      return people.length > 0 ? words`${role} (${who})` : words`${role} (nobody can give it)`
    })
    return words`${asked}; needs ${eachAnd(roles)}`
  },
  acted: (owner: string, version: string) =>
    words`${code(version)} runs, and it has not recovered; it is with ${person(owner)}`,
  taken: (owner: string, asked: string) => words`${person(owner)} has it; ${asked}`,
  untaken: (owner: string, asked: string) => words`nobody took it; it is with ${person(owner)}; ${asked}`,
  merged: (request: Pick<Request, 'kind' | 'to'>) => `${kindTo(request)} merged, and not in force yet`,
  toDeliver: (by: readonly string[]) =>
    words`${eachAnd(by.map(id => person(id)))} to bring it to where it runs by hand`,
  toReview: (because: string, due: string) => words`${because}; until ${minute(due)}`,
  dropped: (by: string) => words`dropped by ${person(by)}, and nobody has said yes to what would be stored`,
  reported: (by: string, asks: readonly string[]) =>
    asks.reduce<Words>((all, id) => words`${all}; asked is ${person(id)}`, words`reported by ${person(by)}`),
}

const DRIFT_VERDICTS: Readonly<Record<DriftVerdict, string>> = {
  drift: 'drift',
  'no-drift': 'no drift',
  'insufficient-data': 'too few values to say',
  'not-judged': 'not judged',
}

/** To six digits; `none` where there is no number. */
const precise = (value: number) => (Number.isNaN(value) ? 'none' : significant(value, 6))

export const drift = {
  verdicts: DRIFT_VERDICTS,
  summary: (method: string, verdict: DriftVerdict) => `${method}: ${DRIFT_VERDICTS[verdict]}`,
  labels: {
    statistic: 'Statistic',
    p: 'p-value',
    threshold: 'Threshold',
    reference: 'Reference',
    current: 'Current',
    missing: 'Missing',
    convention: 'Convention',
  },
  /** `above`: so much larger it may be at most, infinity where nobody knows how much. */
  statistic: (value: number, above: number | undefined, df: number | undefined) => {
    const least = precise(value)
    const open =
      above === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${precise(value + (above ?? 0))}`
    const number = code(above === undefined ? least : open)
    return df === undefined ? words`${number}` : words`${number}, ${String(df)} degrees of freedom`
  },
  number: (value: number) => words`${code(precise(value))}`,
  p: (p: number) => words`${code(pWords(p, 6))}`,
  threshold: (value: number, how: string) => `${precise(value)}, ${how}`,
  rows: (it: { readonly used: number; readonly rows: number; readonly missing: number; readonly notFinite: number }) =>
    commaList([
      `${count(it.used, 'value')} of ${count(it.rows, 'row')}`,
      ...(it.missing > 0 ? [`${it.missing} without a value`] : []),
      ...(it.notFinite > 0 ? [`${it.notFinite} not finite`] : []),
    ]),
  missing: ({ p, ...it }: MissingShare) => {
    const shares = `${missingWords(it)}, where ${shareWords(it.threshold)} is much`
    const found = DRIFT_VERDICTS[it.is]
    return p === undefined ? `${shares}: ${found}` : `${shares}; p-value ${pWords(p, 6)}: ${found}`
  },
  convention: (column: string, measure: string) => `${column}; ${measure}`,
  countsHead: ['', 'reference', 'current', 'share then', 'share now'],
  movedLess: (n: number) => `${n} more have moved less; --json has all.`,
}

export const driftTable = {
  summary: (method: string, found: string) => `${method}: ${found}`,
  drifted: (n: number) => count(n, 'column has drifted', 'columns have drifted'),
  judged: (n: number, all: number) => `${n} of ${count(all, 'column')} could be judged.`,
  head: ['column', 'verdict', 'effect', 'much is', 'p, corrected', 'values'],
  missing: 'missing',
  p: (p: number) => pWords(p, 4),
  values: (reference: number, current: number) => `${reference}, ${current}`,
  fromTo: (was: number, now: number) => `${shareWords(was)} → ${shareWords(now)}`,
  lacks: (column: string, missing: MissingShare) => words`${strong(column)}: ${missingWords(missing)}`,
  unjudged: (column: string, why: string) => words`${strong(column)}: ${why}`,
  moreUnjudged: (n: number) => `${n} more; --json says why`,
  leftOut: (columns: readonly string[]) =>
    words`Not compared: ${listWords(columns)}. The reference lacks them, or the method is not for them; name them with ${code('--columns')} to see why.`,
  convention: (how: string) => `Convention: ${how}.`,
  corrected: 'p-values are corrected for the number of columns (Benjamini-Hochberg).',
  oneColumn: words`One column by itself, with bins and convention: ${code('--reference file:column')}`,
}

export const inputDrift = {
  nothingYet: 'no inputs were measured yet',
  drifted: (n: number) =>
    n === 0 ? 'no input is known to have drifted' : `${count(n, 'input has', 'inputs have')} drifted`,
  summary: (model: string, found: string) => `${model}: ${found}`,
  inFull: (model: string, found: string) => words`${strong(model)}: ${found}.`,
  heldAgainst: (it: { readonly rows: number; readonly from: string; readonly to: string }) =>
    `Held against its profile: ${count(it.rows, 'row')} of ${dayWords(it.from)} to ${dayWords(it.to)}.`,
  kpi: (it: {
    readonly name: string
    readonly reading: { readonly value: number; readonly unit: string; readonly end: string } | undefined
    readonly now: string
    readonly monitors: readonly string[]
  }) => {
    const states = it.monitors.length === 0 ? 'no monitor watches it' : listWords(it.monitors)
    if (it.reading === undefined) return words`${strong(it.name)}: ${strong('no reading yet')}; ${states}`
    const value = strong(withUnit(it.reading.value, it.reading.unit))
    return words`${strong(it.name)}: ${value}, ${spanWords(it.reading.end, it.now)} old; ${states}`
  },
  noWindow: 'None of its periods was measured yet.',
  head: ['column', 'state', 'moved by', 'much is', 'last windows'],
  missing: 'missing',
  fromTo: (was: number, now: number) => `${shareWords(was)} → ${shareWords(now)}`,
  lacks: (column: string, missing: MissingShare) => words`${strong(column)}: ${missingWords(missing)}`,
  window: (it: { readonly start: string; readonly end: string; readonly method: string; readonly more: number }) => {
    const when = `${dayWords(it.start)} to ${dayWords(it.end)}, by ${it.method}.`
    return it.more > 0 ? `${when} ${count(it.more, 'column')} more.` : when
  },
  state: {
    drift: (since: string | undefined) => (since === undefined ? 'drifted' : `drifted since ${beginWords(since)}`),
    'no-drift': 'as it was',
    'insufficient-data': (used: number, needs: number) => `unknown: ${used} of ${needs} rows`,
    uncalibrated: 'unknown: nothing to calibrate by',
    gone: 'gone: the query returns no such column',
  },
  hadDrifted: (now: string) => `had drifted; now ${now}`,
  otherQuery: (model: string) =>
    ticked(
      `Its profile was counted by another query, so nothing new is compared. fix: \`kedge profile ${model} --write\``,
    ),
  noProfile: (model: string) => `${model} has no profile, so nobody can say whether its inputs have drifted.`,
  noProfileFix: (id: string) => `count one and have it reviewed: \`kedge profile ${id} --write\``,
  noQueryFix: (id: string) =>
    `give its file a query with \`returns: inputs\` and a KPI with \`drift\`; then count one and have it reviewed: \`kedge profile ${id} --write\``,
  noKpi: (model: string) => `${model} has a profile, but no KPI that compares its inputs with it.`,
  noKpiFix: (query: string) => `add a KPI to its file with \`query: ${query}\` and \`drift: { method: psi }\``,
}

/** The period that begins then, as a part of a sentence. */
function inPeriod(every: Every, start: string): string {
  if (every === 'hour') return `in the hour from ${minuteWords(start)}`
  return every === 'week' ? `in the week of ${dayWords(start)}` : `on ${dayWords(start)}`
}

export const kpiChart = {
  noReadings: (kpi: string, model: string) => `${model}: there are no readings of ${kpi} to draw.`,
  newest: (it: {
    readonly kpi: string
    readonly model: string
    readonly value: number
    readonly unit: string
    readonly every: Every
    readonly start: string
    readonly running: string
  }) => {
    const value = `${withUnit(it.value, it.unit)} ${inPeriod(it.every, it.start)}`
    return `${it.kpi} of ${it.model}: ${value}, while ${it.running} ran.`
  },
  neverBeyond: (limit: number) => `Never beyond the limit of ${figure(limit)}.`,
  beyondIn: (limit: number, every: Every, bad: readonly { readonly start: string; readonly value: number }[]) => {
    const each = bad.map(it => `${inPeriod(every, it.start)} (${figure(it.value)})`)
    return `Beyond the limit of ${figure(limit)} ${listWords(each)}.`
  },
  beyondOften: (it: {
    readonly limit: number
    readonly every: Every
    readonly bad: number
    readonly all: number
    readonly first: string
    readonly last: string
  }) => {
    const when = `first ${inPeriod(it.every, it.first)}, last ${inPeriod(it.every, it.last)}`
    return `Beyond the limit of ${figure(it.limit)} in ${it.bad} of ${it.all} readings, ${when}.`
  },
  onSameCases: (version: string, value: number) => `${version} on the same cases: ${figure(value)}.`,
  tookOver: (version: string, every: Every, start: string) => `${version} took over ${inPeriod(every, start)}.`,
  warned: (it: { readonly at: string; readonly until?: string | undefined; readonly says: string }) =>
    it.until === undefined
      ? `Warning, since ${dayWords(it.at)}: ${it.says}`
      : `Warning, ${dayWords(it.at)} to ${dayWords(it.until)}: ${it.says}`,
  oneReading: (every: Every, from: string, to: string) => {
    const each = { hour: 'an hour', day: 'a day', week: 'a week' }[every]
    return `One reading ${each}, ${dayWords(from)} to ${dayWords(to)}.`
  },
  subtitle: (it: {
    readonly model: string
    readonly unit: string
    readonly direction: Kpi['direction']
    readonly every: Every
  }) => {
    const better = it.direction === 'lower-is-better' ? 'lower is better' : 'higher is better'
    const unit = it.unit === '' ? better : `${it.unit}, ${better}`
    return `${it.model} · ${unit} · by ${it.every}, UTC`
  },
  weekAxis: 'week that began on',
}

/** Without its year: `9 April`. */
const dayOfYear = (iso: string) => dayWords(iso).replace(/ \d+$/, '')

export const kpiChartLayers = {
  tookOver: (version: string) => `${version} took over`,
  warned: ({ at, until }: { readonly at: string; readonly until?: string | undefined }) =>
    until === undefined ? `Warning, since ${dayOfYear(at)}` : `Warning, ${dayOfYear(at)} to ${dayOfYear(until)}`,
  runs: (version: string) => `${version} runs`,
  limit: (value: number, unit: string) =>
    unit === '' ? `limit ${shortFigure(value)}` : `limit ${shortFigure(value)} ${unit}`,
}

export const kpiMermaid = {
  title: (kpi: string, lines: readonly string[]) => `${kpi}: ${commaList(lines)}`,
  grey: (version: string) => `grey ${version}`,
  blueRuns: (version: string) => `blue ${version}, which runs`,
  orangeLimit: (limit: number) => `orange the limit ${figure(limit)}`,
  day: (iso: string) => `${new Date(iso).getUTCDate()} ${shortMonth(iso)}`,
}

export const metrics = {
  up: '1 while Kedge answers.',
  roundEnd:
    'When a round of measuring last ended, in seconds since 1970; older than some minutes: Kedge measures nothing.',
  casesOpen: 'Cases that are open.',
  changesOpen: 'Changes that are open.',
  work: 'Messages and jobs that are not done; what is dead was given up and is tried seldom.',
  kpiValue: 'The newest reading of a KPI, of models that everybody may see.',
  kpiSamples: 'How many samples that reading was made of.',
  kpiEnd: 'When the period of that reading ended, in seconds since 1970.',
}

export const openapi = {
  about: 'What registries, pipelines and schedulers tell Kedge.',
  timestamp: 'When it was signed: seconds since 1970. Good for five minutes.',
  signature:
    'HMAC-SHA256, with the shared secret, of the timestamp, a point, the Idempotency-Key and a point where there is one, and the raw body.',
  idempotencyKey: 'The same on every try of one request.',
  newVersion: 'A new version of a model was made.',
  ended: 'A delivery or a training has ended.',
  tested: 'A suite of tests came to something for a version.',
  contradicts: 'Where the reading stands that has another value of the same period.',
  seen: 'Seen before: nothing more comes of it.',
  kept: 'Kept, and done from here on, however often Kedge is started anew.',
  unsigned: 'Not signed, signed by another key, or too long ago.',
  noVersions: 'No versions are taken here: Kedge has no key for it.',
  otherDigest: 'The version is there already, with another digest, or something else was said of it before.',
  tooLarge: 'The body is too large.',
  otherForm: 'The body is not of the form, or names what there is not.',
  full: 'Too many messages wait: it is not kept, and is to be sent again.',
  fix: 'What to do about it.',
}

const mib = (bytes: number) => `${bytes / 1024 ** 2} MiB`

export const openapiReadings = {
  token: 'The token of a connection of type `push`; each source has its own.',
  summary: 'Readings of KPIs whose query names this source.',
  description:
    'All of them are stored, or none. A reading is known by model, KPI, segment, version and period: sent again it is the same one, and with another value or count it revises the one before. So a request is repeated as it is, and an Idempotency-Key is neither needed nor looked at.',
  packing: 'How the body is packed.',
  eachLine: 'Of each line; empty ones are left out.',
  stored: 'On disk. The next round of measuring sees them.',
  isNew: 'That were not there.',
  revised: 'That were there with another value or count.',
  same: 'That were there already.',
  noToken: 'No token, or none that is known here.',
  tooLarge: (most: { readonly readings: number; readonly sentBytes: number; readonly bytes: number }) =>
    `More than ${most.readings} readings, ${mib(most.sentBytes)} as it is sent or ${mib(most.bytes)} unpacked: to be sent in parts.`,
  otherType: 'Another type, character set or packing than is taken.',
  refused:
    'A reading is refused, and with it the whole request; `errors` says which, why and what to do, the first twenty of them.',
  tooFast: 'More readings than the source may send in a minute; nothing of it was stored.',
  noRules: 'The rules were not read yet.',
  retryAfter: 'Seconds until it may be sent again.',
}

interface AtFault {
  readonly at: string
  readonly says: string
  readonly fix: string
}

const fault = ({ at, says }: AtFault) => (at === '' ? says : `${at}: ${says}`)

const faults = ([first, ...others]: readonly AtFault[]) =>
  others.reduce((all, it) => `${all} ${fault(it)}`, first ? fault(first) : '')

/** Of which of the three there was too much. */
type AtMost = { readonly readings: number } | { readonly sentBytes: number } | { readonly bytes: number }

type PushLimits = { readonly readings: number; readonly sentBytes: number; readonly bytes: number }

function atMost(most: AtMost): string {
  if ('readings' in most) return `${most.readings} readings`
  return 'bytes' in most ? `${mib(most.bytes)} unpacked` : `${mib(most.sentBytes)} as it is sent`
}

export const apiProblem = {
  /** Of each refusal what is wrong, and the fix. */
  refusals: {
    method: (one: string) => [`This address takes ${one} alone.`, `use ${one}`],
    'too-large': (most: string) => [`The body is longer than ${most}.`, 'leave out what the schema does not ask for'],
    'no-key': () => ['No versions are taken here.', 'set KEDGE_API_SECRET and KEDGE_API_OWNER, and start Kedge anew'],
    unsigned: () => [
      'The signature is missing, or is not of this body with this key.',
      'send X-Kedge-Timestamp: the seconds since 1970, and X-Kedge-Signature-256: sha256= and the HMAC-SHA256, in hexadecimal digits, of that number, a point, the Idempotency-Key and a point if you send one, and the body as it is sent',
    ],
    'too-old': () => [
      'It was signed more than five minutes ago, or in the future.',
      'set the clock, and sign anew before each try',
    ],
    'no-json': () => ['The body is not JSON in UTF-8.', 'send one JSON object; GET /v1/openapi.json has its schema'],
    'not-the-form': (errors: readonly AtFault[]) => [faults(errors), errors[0]?.fix ?? 'see GET /v1/openapi.json'],
    'unknown-model': ({ id, near }: { readonly id: string; readonly near: string | undefined }) => [
      `There is no model ${id}.`,
      near === undefined ? 'merge its file first, then register its versions' : `did you mean ${near}?`,
    ],
    'unknown-suite': ({
      suite,
      model,
      near,
    }: {
      readonly suite: string
      readonly model: string
      readonly near: string | undefined
    }) => [
      `${model} has no suite ${suite}.`,
      near === undefined ? `name it under \`suites\` in the file of ${model} first` : `did you mean ${near}?`,
    ],
    'no-run': () => ['A webhook reports only what it was told to run.', 'send `run` as the call said it'],
    'day-to-come': (on: string) => [`${on} is still to come.`, 'say the day on which it was run'],
    'other-digest': (what: string) => [
      `${what} is there already, with another digest.`,
      'give what was made a version of its own, and register that',
    ],
    'listed-otherwise': ({ what, keys }: { readonly what: string; readonly keys: readonly string[] }) => [
      `${what} is listed already, and not with the same ${listWords(keys)}.`,
      'correct it in the file of the model by pull request, or register it as a version of its own',
    ],
    'told-otherwise': () => [
      'The same version was registered before, and something else was said of it.',
      'correct it in the file of the model by pull request; or close the one that asks for it, and send this with an Idempotency-Key of its own',
    ],
    'bad-key': () => ['Idempotency-Key is no such key.', 'send 1 to 200 printable characters without spaces'],
    'no-token': () => [
      'There is no token that is known here.',
      'send Authorization: Bearer and the token of your source, as connections.yaml of the deployment has it',
    ],
    'no-rules': () => ['Which models there are is not known yet.', 'send it again later; the log says what is missing'],
    'other-type': () => [
      'The body is of no type that is taken here.',
      'send Content-Type: application/json or application/x-ndjson, in UTF-8',
    ],
    'other-encoding': () => [
      'The body is packed in a way that is not taken here.',
      'send Content-Encoding: gzip, or none',
    ],
    'push-too-large': ({ most, push }: { readonly most: AtMost; readonly push: PushLimits }) => [
      `A request holds at most ${atMost(most)}.`,
      `send it in parts; ${push.readings} readings, ${mib(push.sentBytes)} as it is sent and ${mib(push.bytes)} unpacked are taken at once, and never more readings than your source may send in a minute`,
    ],
    'no-gzip': () => ['The body is not gzip, or ends before its end.', 'pack it whole, or leave Content-Encoding out'],
    'no-readings-in-it': (wrong: string) => [
      wrong,
      'send {"readings": […]}, or one reading a line as application/x-ndjson; GET /v1/openapi.json has the form',
    ],
    'bad-readings': (errors: readonly AtFault[]) => [
      `None of it was stored: ${faults(errors)}`,
      'mend each as `errors` says, and send all of it again: what is there already is not stored twice',
    ],
    'too-fast': ({ perMinute, seconds }: { readonly perMinute: number; readonly seconds: number }) => [
      `This source may send ${perMinute} readings a minute.`,
      `send it again in ${seconds} s; nothing of it was stored`,
    ],
    full: () => ['As many messages wait as may.', 'send it again later, with the same Idempotency-Key'],
    'used-key': () => ['This Idempotency-Key came with another body before.', 'give each request a key of its own'],
  } satisfies Readonly<Record<string, (about: never) => readonly [wrong: string, fix: string]>>,
}

export const slackBlocks = {
  cancel: 'Cancel',
  moreParts: (n: number) => `… ${count(n, 'more part does', 'more parts do')} not fit into one message.`,
  picture: 'chart',
}

export const slackInputs = {
  chooseDay: 'Choose a day',
  chooseOne: 'Choose one',
  group: (first: string, last: string) => `${first} to ${last}`,
}

export const slackText = { link: 'link' }

export const githubText = { link: 'link' }

export const plain = {
  picture: (of: string) => `[ picture: ${of || 'chart'} ]`,
}

export const clean = {
  day: (iso: string) => dayWords(iso),
  minute: (iso: string) => minuteWords(iso),
}

interface TooThin {
  readonly monitor: string
  readonly model: string
  readonly kpi: string
  /** A segment, a version; left out: all of it. */
  readonly part: string | undefined
  readonly after: number
  readonly of: number
}

export const unmeasured = {
  silent: (it: {
    readonly connection: string
    readonly models: Some
    /** What of them is missing; where neither is named, all of it. */
    readonly parts?: Some
    readonly kpis?: Some
    readonly newest: string | undefined
    readonly never: number
  }) => {
    const many = it.models.named.length + it.models.more > 1
    const of = it.parts ? someOf(it.parts, 'part') : it.kpis ? someOf(it.kpis, 'KPI') : ''
    const nothing = of === '' ? `nothing new from ${it.connection}` : `nothing new of ${of} from ${it.connection}`
    const wrong = `${someOf(it.models, 'model')} ${many ? 'get' : 'gets'} ${nothing}`
    if (it.newest === undefined) return `${wrong}: there never was a reading.`
    const newest = `the newest reading ended on ${dayWords(it.newest)}`
    if (it.never === 0) return `${wrong}: ${newest}.`
    return `${wrong}: ${newest}, and ${count(it.never, 'KPI')} never had one.`
  },
  mendSilent: (connection: string) =>
    `see that new data arrives where ${connection} reads, or is sent to it; readings follow by themselves`,
  crowded: (it: {
    readonly monitor: string
    readonly most: number
    readonly kpi: string
    readonly model: string
    readonly left: number
  }) => {
    const left = count(it.left, 'more is', 'more are')
    return `${it.monitor} watches ${it.most} segments of ${it.kpi} of ${it.model}, and ${left} watched by nobody.`
  },
  mendCrowded: (monitor: string) =>
    `name those that matter as \`watches.segments\` of policies/${monitor}.yaml, or let the query of the KPI put the small ones together`,
  tooThin: ({ monitor, model, kpi, part, after, of }: TooThin) => {
    const what = part === undefined ? `${kpi} of ${model}` : `${kpi} of ${model} (${part})`
    return `${monitor} can never fire: ${what} has too few readings for ${after} of ${count(of, 'period')}.`
  },
  mendThin: ({ monitor }: TooThin) =>
    `let policies/${monitor}.yaml look further back (\`fires.of\`), or measure the KPI over longer periods (\`every\` of its query)`,
  tooShort: (it: {
    readonly monitor: string
    readonly model: string
    readonly kpi: string
    readonly needs: number
    readonly read: number
  }) =>
    `${it.monitor} cannot judge ${it.kpi} of ${it.model}: it needs ${inFull(it.needs)} readings of each series, and ${inFull(it.read)} are read.`,
  mendShort: (monitor: string) =>
    `let policies/${monitor}.yaml watch fewer segments or need fewer readings (\`seasons\` or \`learn\` of its method), or measure the KPI over longer periods`,
}

export const unheard = {
  neverMissed: (kpi: string, models: readonly string[]) =>
    `Nothing says when a reading of ${kpi} is too old (${listWords(models)}), so nobody is told when no more come.`,
  sayFresh: (kpi: string) =>
    `Add \`freshHours: 48\` to \`kpis.${kpi}\` of the model, or as many hours as its readings may be late`,
  tooSoonOld: (it: {
    readonly kpi: string
    readonly hours: number
    readonly key: 'freshHours' | 'staleHours'
    readonly said: number
  }): WrongAndFix => [
    `A reading of ${it.kpi} is ${count(it.hours, 'hour')} old before the next one can come, so by \`${it.key}: ${it.said}\` there is often none that counts.`,
    `Let \`${it.key}\` be more than ${inFull(it.hours)}, by as many hours as readings may be late; \`every\` and \`labelDelayHours\` of the query say how often they come`,
  ],
}

// src/flows

/** What is wrong, and what to do about it. */

type Fault = readonly [wrong: string, fix: string]

type Faults = Readonly<Record<string, Fault | ((...about: never[]) => Fault)>>

/** Sentences one after the other. */
const inARow = ([first = '', ...others]: readonly string[]) => others.reduce((all, it) => `${all} ${it}`, first)

/** With what is nearly the same, where anything is. */
const meant = (wrong: string, near: readonly string[] | string | undefined = []) =>
  near.length === 0 ? wrong : `${wrong} ${didYouMean(...[near].flat())}`

export const flowDoctor = {
  at: (place: string, wrong: string) => (place === '' ? wrong : `${place}: ${wrong}`),
  limited: 'wait a minute, and try again',
  reach: (whose: string, host: string) =>
    `see whether this machine reaches ${host} (proxy, firewall, ${whose}’s own status), and try again`,
  /** What cannot be looked at before something else is right. */
  notYet: {
    slack: ['Token, scopes and signing are not looked at yet.', 'mend the settings KEDGE_SLACK_… first, and try again'],
    github: [
      'The App, its permissions and the branches are not looked at yet.',
      'mend the settings KEDGE_GITHUB_… first, and try again',
    ],
    installation: [
      'Installation, webhooks and branches are not looked at yet.',
      'mend github-app first, and try again',
    ],
    branches: ['They are not looked at yet.', 'mend github-installation first, and try again'],
  } satisfies Faults,
  fromOutside: (who: string, path: string) =>
    `whether ${who}, at ${path}, reaches this machine is not seen from here: start the bot, and from another network see that https://<its address>/healthz says ok`,
}

const appPage = 'the App’s page'

const webhookUrl = `${appPage} → Webhook → URL: https://<the bot’s address>/github`

const deliveryList = `${appPage} → Advanced → Recent Deliveries`

export const doctorGithub = {
  installed: (repository: string) => `on ${repository}`,
  hasAll: (n: number) => `the ${n} that are needed`,
  withoutWebhooks: 'KEDGE_GITHUB_WEBHOOK_SECRET is not set: GitHub is asked once a minute instead',
  signed: (url: string) => `signed, to ${url}`,
  delivered: (event: string, at: string, status: number) => `${event} of ${at}: ${status}`,
  faults: {
    events: (missing: readonly string[]) => [
      `The App is not told of: ${listWords(missing)}.`,
      `${appPage} → Permissions & events → Subscribe to events: tick ${listWords(missing)}`,
    ],
    hidden: ['GitHub does not say where its webhooks go.', `look at ${appPage} → Webhook`],
    noAddress: ['The App has no address for webhooks.', `${webhookUrl}, Active; or unset KEDGE_GITHUB_WEBHOOK_SECRET`],
    elsewhere: (url: string) => [`Webhooks go to ${url}, where nobody takes them.`, webhookUrl],
    readable: (host: string) => [`Webhooks go over http:// to ${host}, where others can read them.`, webhookUrl],
    unverified: [
      'GitHub does not verify the certificate it sends webhooks to.',
      `${appPage} → Webhook → Enable SSL verification`,
    ],
    form: (type: string | undefined) => [
      type === undefined
        ? 'Webhooks come as a form, which is not read.'
        : `Webhooks come as ${type}, which is not read.`,
      `${appPage} → Webhook → Content type: application/json`,
    ],
    unsigned: [
      'GitHub signs no webhooks, so all are refused.',
      `${appPage} → Webhook → Secret: KEDGE_GITHUB_WEBHOOK_SECRET`,
    ],
    noList: ['GitHub does not list its deliveries.', `look at ${deliveryList}`],
    nothingSent: ['GitHub has not sent a webhook yet.', 'start the bot, push something, and try again'],
    notTaken: (it: { readonly event: string; readonly at: string; readonly status: string; readonly code: number }) => [
      `The newest webhook (${it.event}, ${it.at}) was not taken: ${it.code} ${it.status}.`,
      it.code === 401
        ? `give ${appPage} → Webhook → Secret and KEDGE_GITHUB_WEBHOOK_SECRET the same value`
        : `let GitHub reach the bot at /github, while it runs; then ${deliveryList} → Redeliver`,
    ],
  } satisfies Faults,
}

export const doctorHere = {
  node: (version: string) => `Node ${version}`,
  onTime: (whose: string) => `within a minute of ${whose}’s`,
  canWrite: (folder: string) => `${folder} can be written`,
  canMake: (folder: string) => `${folder} can be made`,
  free: gigabytesFree,
  noBot: (at: string) => `none runs at ${at}`,
  bot: (at: string) => `one runs at ${at}, and is well`,
  taken: (at: string) => `the bot at ${at} takes what is signed with this secret`,
  faults: {
    oldNode: ({
      version,
      least,
      major,
    }: {
      readonly version: string
      readonly least: string
      readonly major: number
    }) => [
      `Kedge needs Node ${least} or newer, and this is ${version}.`,
      `install Node ${major} (https://nodejs.org), and start the bot with it`,
    ],
    noTime: (whose: string) => [
      `${whose} does not say what time it is.`,
      'compare the clock of this machine with another',
    ],
    clock: (whose: string, theirs: string, ours: string) => {
      const fix = 'let it keep time by itself: timedatectl set-ntp true, or chrony'
      return theirs < ours
        ? [
            `The clock of this machine is ${spanWords(theirs, ours)} ahead of ${whose}’s: signatures and tokens are refused.`,
            fix,
          ]
        : [
            `The clock of this machine is ${spanWords(ours, theirs)} behind ${whose}’s: signatures and tokens are refused.`,
            fix,
          ]
    },
    notWritable: (it: { readonly folder: string; readonly above: string | undefined; readonly why: string }) => [
      it.above === undefined
        ? fileRefused(`Nothing can be written into ${it.folder}`, it.why)
        : fileRefused(`Nothing can be written into ${it.above}, where ${it.folder} is to be made`, it.why),
      'let the user that runs the bot write there, or set KEDGE_DATA to a folder of its own',
    ],
    spaceUnseen: (folder: string) => [`How much space ${folder} has cannot be seen.`, 'see for yourself: df -h'],
    noSpace: (folder: string, bytes: number, leastBytes: number) => [
      `The disk of ${folder} has ${gigabytesFree(bytes)}.`,
      `make room, or set KEDGE_DATA to a disk with more; ${leastBytes / 1e6} MB are the least`,
    ],
    notKedge: (at: string) => [`Something else than Kedge listens at ${at}.`, 'stop it, or set another KEDGE_PORT'],
    unwell: (at: string, why: string) => [`The bot at ${at} says: ${why}.`, 'see what its log says, and mend that'],
    otherSecret: (at: string) => [
      `The bot at ${at} refuses what is signed with KEDGE_SLACK_SIGNING_SECRET.`,
      'give both the one of https://api.slack.com/apps → your app → Basic Information → Signing Secret, and start the bot anew',
    ],
    noHttp: (at: string) => [`The bot at ${at} does not listen to Slack over HTTP.`, 'start it with this setting'],
    signingUnseen: (at: string) => [
      `The bot at ${at} did not say whether it takes what is signed.`,
      'see what its log says',
    ],
  } satisfies Faults,
}

function gigabytesFree(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB free`
}

export const doctorQueries = {
  fit: (queries: number) => `${count(queries, 'query', 'queries')}, each fits its connection`,
  inModels: (files: readonly string[], wrong: string) => `${listWords(files)}: ${wrong}`,
  absent: (name: string, there: readonly string[]) => ({
    says:
      there.length === 0
        ? `there is no connection ${name}; there are none`
        : `there is no connection ${name}; there are ${listWords(there)}`,
    fix: `add ${name} to the file KEDGE_CONNECTIONS names`,
  }),
  notCallable: (name: string, type: string) => ({
    says: `${name} is to be called, and is of type ${type}`,
    fix: 'name a connection of type webhook',
  }),
  callsOnly: (name: string) => ({
    says: `${name} is of type webhook, which cannot be asked`,
    fix: 'name a connection that is measured over',
  }),
}

export const doctorRepository = {
  required: (it: {
    readonly branch: string
    readonly check: string
    readonly reviews: string | undefined
    readonly passers: readonly string[] | undefined
  }) => {
    const check = `${it.branch} requires ${it.check} from this App`
    const all = it.reviews === undefined ? check : `${check}, and GitHub wants ${it.reviews}`
    if (it.passers === undefined)
      return `${all}; who may pass it GitHub shows no App, so look at the by-pass list of its ruleset`
    return it.passers.length === 0 ? all : `${all}; past it may: ${commaList(it.passers)}`
  },
  noRecord: 'it comes with the first event, and is to be protected then',
  recordProtected: (branch: string) => `${branch} is protected`,
  ownNames: (branch: string, checks: readonly string[], pulls: number) => {
    const none = `nobody else has a check ${listWords(checks, 'or')}`
    return pulls === 0
      ? `on the head of ${branch} ${none}; no pull request is open, and some have theirs only there`
      : `on the heads of ${branch} and of ${count(pulls, 'open pull request')} ${none}`
  },
  filesGood: (files: number) => `${count(files, 'file')} without errors`,
  faults: {
    sameName: (it: {
      readonly of: string
      readonly check: string
      readonly apps: readonly string[]
      readonly others: readonly string[]
    }) => [
      `On ${it.of} the check ${it.check} is that of ${listWords(it.apps)}: one is taken for the other.`,
      `give the check or the job ${it.check} of ${listWords(it.others)} another name`,
    ],
    noFiles: ['The policy repository has no models and no policies.', 'begin with: npx kedge init <folder>'],
    moreErrors: (more: number) => [`There are ${count(more, 'more error')}.`, 'see all in a clone: npx kedge check'],
  } satisfies Faults,
}

const slackPage = 'api.slack.com/apps → your app'

const scopesPage = `${slackPage} → OAuth & Permissions → Bot Token Scopes, then install the app again`

export const doctorSlack = {
  hasAll: (n: number) => `the ${n} that are needed`,
  opens: 'Socket Mode opens a connection',
  overHttp:
    'over HTTP, and the signing secret is set; whether it is the right one shows when somebody types /kedge help',
  faults: {
    otherTeam: (is: string, team: string) => [
      `The bot token belongs to the workspace ${is}, and KEDGE_SLACK_TEAM_ID says ${team}: all that comes would be dropped.`,
      `set KEDGE_SLACK_TEAM_ID to ${is}, or give a token of ${team}`,
    ],
    appUnseen: [
      'Slack does not say which app the bot token is of.',
      `compare it with ${slackPage} → Basic Information → App ID`,
    ],
    otherApp: (is: string, app: string) => [
      `The bot token belongs to the app ${is}, and KEDGE_SLACK_APP_ID says ${app}: all that comes would be dropped.`,
      `set KEDGE_SLACK_APP_ID to ${is}, or give the token of ${app}`,
    ],
    scopesUnseen: ['Slack does not say which scopes the bot token has.', `see ${scopesPage}`],
    noScope: (name: string, because: string) => [
      `The bot token lacks the scope ${name}. ${because}`,
      `add ${name}: ${scopesPage}`,
    ],
    spareScopes: (spare: readonly string[]) => [
      `Kedge has no use for ${listWords(spare)}, and the bot token may do it.`,
      `take ${listWords(spare)} out: ${scopesPage}`,
    ],
    otherAppToken: (is: string, app: string) => [
      `KEDGE_SLACK_APP_TOKEN is of the app ${is}, not of ${app}.`,
      `give the app-level token of ${app}: ${slackPage} → Basic Information → App-Level Tokens`,
    ],
    noSocket: (error: string) => [
      `Slack refuses Socket Mode: ${error}.`,
      error === 'socket_mode_not_enabled'
        ? `turn it on: ${slackPage} → Socket Mode`
        : `give an app-level token (xapp-…) with the scope connections:write: ${slackPage} → Basic Information`,
    ],
  } satisfies Faults,
}

const shortHash = (hash: string) => hash.slice(0, 12)

const openReview = (commit: string) => `It by-passed the gate: open a review of git show ${shortHash(commit)}`

export const flowVerify = {
  inOwnBranch: (wrong: string) => `In the clone’s own branch kedge/record: ${wrong}`,
  faults: {
    byPassed: (it: {
      readonly commit: string
      readonly author: string
      readonly at: string
      readonly subject: string
      readonly paths: readonly string[]
    }) => {
      const first = commaList(it.paths.slice(0, 5))
      const paths = it.paths.length > 5 ? `${first} and ${it.paths.length - 5} more` : first
      return [
        `Commit ${it.commit} by ${it.author} (${it.at}, “${it.subject}”) changed ${paths} and no merge is on record.`,
        `${openReview(it.commit)}. If it was merged a moment ago, fetch and verify again`,
      ]
    },
    lost: (change: string, commit: string) => [
      `The merge of ${change} is on record as commit ${commit || '(none)'}, which is not in the history of the main branch.`,
      'The history was rewritten, or the clone is older than the record: git fetch origin, and verify again',
    ],
    notOurs: (commit: string) => [
      `The record begins at commit ${commit}, which is not in the history of the main branch.`,
      'The main branch was rewritten, or the record is of another repository: compare with an older clone',
    ],
    noAnchor: (anchor: string, good: { readonly n: number; readonly at: string | undefined } | undefined) => {
      const fix = 'Restore the branch kedge/record from a clone in which this anchor verifies'
      if (good === undefined)
        return [`The anchor ${anchor} is no hash of this record: it was rewritten or cut off anywhere before it.`, fix]
      const line = good.at === undefined ? `line n ${good.n}` : `line n ${good.n} (${good.at})`
      return [
        `The anchor ${anchor} is no hash of this record: it was rewritten or cut off after ${line}, whose anchor still holds.`,
        fix,
      ]
    },
    diverged: (n: number) => [
      `The clone’s own branch kedge/record and the server’s differ from line n ${n} on: one of them was rewritten.`,
      'git diff origin/kedge/record kedge/record shows the lines; an anchor or another clone tells which is true',
    ],
    unapproved: (it: {
      readonly change: string
      readonly by: string
      readonly commit: string
      readonly verdict: { readonly is: string; readonly head: string } | undefined
    }) => {
      const merged = `${it.change} was merged by ${it.by}`
      const { verdict } = it
      return [
        verdict === undefined
          ? `${merged} while its verdict was not given.`
          : `${merged} while its verdict was ${verdict.is} for ${shortHash(verdict.head)}.`,
        openReview(it.commit),
      ]
    },
    lateBeginning: (begins: string, since: string) => [
      `The record begins on ${begins} and holds events since ${since}: Kedge ran without a record, or it was deleted and begun anew.`,
      'Compare it with an anchor from before: kedge verify --anchor <hash>',
    ],
  } satisfies Faults,
}

const toFour = (value: number) => significant(value, 4)

/** Of which effect, how large it is, and how large is much. */
interface Effect {
  readonly name: string
  readonly value: number
  readonly threshold: number
}

const isLarge = ({ name, value, threshold }: Effect) => `${name} ${toFour(value)} is ${toFour(threshold)} or more`

const mayBeChance = (p: number, corrected: boolean) => {
  const told = pWords(p, 4)
  const brings = told.startsWith('below') ? `chance brings that with p ${told}` : `chance brings that with p = ${told}`
  return corrected ? `${brings}, corrected` : brings
}

export const judgeDrift = {
  /** With what is said of the values. */
  missing: (it: MissingShare, values: string) => {
    const moved = capital(`${missingWords(it)}: ${shareWords(it.threshold)} of all rows or more`)
    return `${moved}; ${mayBeChance(it.p ?? 1, false)}. ${values}`
  },
  noValues: 'A sample has no values.',
  tooFew: (it: { readonly needs: number; readonly has: readonly [number, number]; readonly categories: boolean }) => {
    const has = `Each sample needs ${count(it.needs, 'value')} for this; there are ${it.has[0]} and ${it.has[1]}`
    return it.categories
      ? `${has}: take a longer time, or make groups of rare categories.`
      : `${has}: take a longer time, or fewer bins.`
  },
  neverSeen: 'There are values that the reference, taken for the truth, has none of.',
  tooLarge: (effect: string) => `${effect} of numbers this large cannot be told.`,
  below: ({ name, value, threshold }: Effect) => `${name} ${toFour(value)} is below ${toFour(threshold)}.`,
  overFloor: (it: Effect, floor: number) => `${isLarge(it)}; up to ${toFour(floor)} it can be chance.`,
  underFloor: (it: Effect, floor: number) => `${isLarge(it)}, but up to ${toFour(floor)} it can be chance.`,
  noChance: (it: Effect, p: number, corrected: boolean) => `${isLarge(it)}; ${mayBeChance(p, corrected)}.`,
  chance: (it: Effect, p: number, corrected: boolean, most: number) =>
    `${isLarge(it)}, but ${mayBeChance(p, corrected)}, not under ${most}.`,
  between: ({ name, value, threshold }: Effect, bound: number) => {
    const is = Number.isFinite(bound)
      ? `${name} is ${toFour(value)} to ${toFour(value + bound)}`
      : `${name} is ${toFour(value)} or more`
    return `${is}, and ${toFour(threshold)} is much: count the profile with more --bins, or name the file of the rows as --reference.`
  },
}

export const profileAsked = {
  unknownModel: (id: string, near: string | undefined) => [
    meant(`There is no model ${id} that can be read.`, near),
    'Name a model of models/; kedge check says why one cannot be read',
  ],
  noSql: (query: string, model: string) => [
    `Query ${query} of ${model} has no \`sql\` or no \`every\`.`,
    'Add what kedge check asks for',
  ],
  unbounded: (query: string, model: string) => [
    `Query ${query} of ${model} does not ask for a time, so that it returns the same rows for each.`,
    'Bound its rows by both: where date >= $start and date < $end',
  ],
  backwards: ({ model, from, to }: { readonly model: string; readonly from: string; readonly to: string }) => [
    `${model} is to be counted from ${from} to ${to}, and ${to} comes first.`,
    `Give the earlier day first: --from ${to} --to ${from}`,
  ],
  noDays: (model: string) => [
    `Nobody knows over which days ${model} is to be counted.`,
    'Say so: --from 2026-01-01 --to 2026-03-31, or write `trained` of the version',
  ],
  noInputs: (model: string) => [
    `No query of ${model} returns its inputs.`,
    'Add one with `returns: inputs`, `every` and a SELECT of a column for each input',
  ],
  several: (model: string, queries: readonly string[]) => [
    `${model} has several queries of inputs.`,
    `Say which one, as --query: ${listWords(queries, 'or')}`,
  ],
  noneOfThem: (query: string, model: string, queries: readonly string[]) => [
    `Query ${query} of ${model} returns no inputs.`,
    `Say which one, as --query: ${listWords(queries, 'or')}`,
  ],
} satisfies Faults

const byIngest = 'Send it with `kedge ingest`, which takes it in parts.'

export const droppedReadings = {
  file: 'the file',
  line: (number: number) => `line ${number}`,
  tooMany: (rows: number, most: number) => ({
    says: `It holds ${count(rows, 'reading')}, and no more than ${count(most, 'reading')} are taken here.`,
    fix: byIngest,
  }),
  unknownModel: (word: string, near: string | undefined, ids: readonly string[]) => ({
    says: meant(`${word} is no model of this channel whose readings you may bring.`, near),
    fix: `Write ${listWords(ids, 'or')}, or have one of its owners drop the file in its own channel`,
  }),
  measured: ({ kpi, model, kpis }: PushedKpi) => ({
    says: `${kpi} of ${model} is measured over a connection, and nobody pushes it.`,
    fix: pushItOr(model, kpis),
  }),
  unknownKpi: ({ kpi, model, near, kpis }: PushedKpi) => ({
    says: meant(`${model} has no KPI ${kpi} that is pushed.`, near),
    fix: pushItOr(model, kpis),
  }),
}

interface PushedKpi {
  readonly model: string
  /** As it was written. */
  readonly kpi: string
  readonly near: string | undefined
  /** Those of the model that are pushed. */
  readonly kpis: readonly string[]
}

function pushItOr(model: string, kpis: readonly string[]): string {
  const push = `let its query name a connection of type \`push\` in models/${model}.yaml`
  return kpis.length === 0 ? capital(push) : `Write ${listWords(kpis, 'or')}, or ${push}`
}

/** As many as anybody reads in a sentence. */
const namedMost = 5

function firstOf(all: readonly string[]): string {
  const rest = all.length - namedMost
  return listWords(rest > 0 ? [...all.slice(0, namedMost), `${rest} more`] : all)
}

interface UnjudgedInputs {
  readonly model: string
  readonly query: string
  readonly kpi: string
  readonly day: string
  /** Whether the others were enough for a reading. */
  readonly isRead: boolean
  readonly gone: readonly string[]
  readonly few: readonly { readonly column: string; readonly used: number; readonly needs: number }[]
  readonly bare: readonly string[]
  /** How many others were judged. */
  readonly judged: number
}

export const inputsProblem = {
  wrong: (it: UnjudgedInputs) => {
    const few = it.few.map(
      ({ column, used, needs }) => `${column} has ${count(used, 'value')} of the ${needs} it takes`,
    )
    const others = it.judged === 1 ? 'the other one was judged' : `the ${it.judged} others were judged`
    const told = [
      ...(it.gone.length > 0 ? [`query ${it.query} returns no column ${firstOf(it.gone)}`] : []),
      ...(few.length > 0 ? [firstOf(few)] : []),
      ...(it.bare.length > 0 ? [`${firstOf(it.bare)} cannot be calibrated`] : []),
      ...(it.judged === 0 ? [] : [it.isRead ? others : `${others}, which is too few for a reading`]),
    ]
    return `${it.model}: ${it.kpi} of ${it.day}: ${semicolonList(told)}`
  },
  fix: ({ model, gone, few, bare }: UnjudgedInputs) => {
    const all = [
      ...(gone.length > 0
        ? [
            `Bring ${firstOf(gone)} back in the feed; or change the query, and count anew: kedge profile ${model} --write.`,
          ]
        : []),
      ...(few.length > 0
        ? ['See why the feed sends so little, ask for longer periods, or count the profile with fewer --bins.']
        : []),
      ...(bare.length > 0
        ? ['Count the profile over six whole periods at the least, or write a number as `threshold`.']
        : []),
    ]
    return inARow(all)
  },
}

export const retold = {
  noVerdict: 'a verdict: it was never judged, so nothing is expected below.',
  otherVerdict: (differences: readonly string[]) =>
    `why the verdict was another: from what is here, ${listWords(differences)}.`,
  notEnough: (problems: readonly { readonly says: string; readonly fix: string }[]) => {
    const told = inARow(problems.map(({ says, fix }) => `${says} (${fix})`))
    return `enough to judge it: ${told}`
  },
  otherPolicies: (commit: string) =>
    `the policies that people were shown: no commit of the main branch has those the seal names, so those of ${commit} stand here.`,
  team: (role: string) =>
    `who was in the GitHub team that gives the role ${role}. Write their keys in its place under \`teams\`; as it is, nobody may approve.`,
  accounts: (people: readonly string[]) =>
    `what Slack said of the accounts of ${listWords(people)} (guest, bot, deleted): taken for people’s.`,
  draft: 'whether it was a draft: taken for none.',
  late: (by: string, vote: string, given: string | undefined) => {
    const said = given === undefined ? vote : `${vote}, ${given}`
    return `that anybody here knew what ${by} said (${said}): it was heard of after the verdict.`
  },
  noRules: (change: string, now: string): Fault => [
    `No commit of the main branch up to ${now} has models and policies that can be read, so nobody can say by which rules ${change} was judged.`,
    'git fetch origin, then ask again',
  ],
}

interface Made {
  readonly model: string
  readonly version: string
}

export const newVersion = {
  busy: (model: string, change: string) => `${model} is busy with ${change}`,
  unread: (path: string) => `${path} has errors on the main branch`,
  reason: (version: string) => `Version ${version} was registered.`,
  waits: (it: { readonly name: string; readonly version: string }, busy: Moved, pull: number | undefined) =>
    `${it.version} of ${it.name} was registered; it waits for ${inFront(busy, pull)}, and is asked for once that is over.`,
  faults: {
    noModel: [
      'A version was registered of a model that is not there any more.',
      'register its versions no more, or the model again',
    ],
    unseen: ({ model, version }: Made, owner: string) => [
      `Version ${version} of ${model} was registered by ${owner}, who may not see ${model} any more.`,
      `give ${owner} a role that \`visibility\` of ${model} names, or set KEDGE_API_OWNER to somebody who has one; then register it anew`,
    ],
    stranger: (owner: string, why: string, fix: string) => [
      `Versions are registered with the key of ${owner}, and ${why}.`,
      `set KEDGE_API_OWNER to a person who is there: ${fix}`,
    ],
    otherDigest: ({ model, version }: Made) => [
      `Version ${version} of ${model} was registered again, with another digest.`,
      `give what was made a version of its own and register that, instead of ${version} of ${model} once more`,
    ],
    otherwise: ({ model, version }: Made, keys: readonly string[]) => [
      `Version ${version} of ${model} was registered again, and is not listed with the same ${listWords(keys)}.`,
      `correct ${listWords(keys)} of ${version} in the file of ${model} by pull request, or register what was made under a version of its own`,
    ],
  } satisfies Faults,
}

export const adopt = {
  /** In the log. */
  unread: 'merged unread',
  nothingHere: 'Moves no model and no rule',
  nobodyApproves: 'Moves no model and no rule: nobody has to approve it here.',
  cannotBeRead: 'It cannot be read',
  fix: (fix: string) => `fix: ${fix}`,
}

export const adoptions = {
  /** In the log, with its fix. */
  unseen: 'not every merged pull request was looked at',
  fix: 'run kedge verify in a clone: it finds what was merged without an approval on record',
}

/** Of a word that is none of those there are, after what is wrong with it. */
const didYouMean = (...near: readonly string[]) => `Did you mean ${oneOf(near)}?`

export const among = {
  length: (word, near, all) => [meant(`Nothing is snoozed so long: ${word}.`, near), `one of ${commaList(all)}`],
  snoozed: (word, near, all) => [
    meant(`Nothing is snoozed for this reason: ${word}.`, near),
    `one of ${commaList(all)}`,
  ],
  held: (word, near, all) => [meant(`Nothing is held for this reason: ${word}.`, near), `one of ${commaList(all)}`],
  urgency: word => [`Nothing is asked for as ${word}.`, 'write `as emergency` where it cannot wait, or leave it out'],
} satisfies Readonly<Record<string, NoneOf>>

export const arrive = {
  overtaken: (change: string) => `it never arrived, and ${change} has moved on since`,
}

const listsModels = '`/kedge models` lists those you may see'

export const attestForm = {
  readAndTrue: 'Its file was read, and is true.',
  nothingOwned: ['There is no model here that you own.', listsModels],
} satisfies Readonly<Record<string, string | Fault>>

export const calibrate = {
  unknown: 'How much is too much, only --threshold can say.',
  /** Of chunks of so many values, or of the periods of a profile. */
  tooFew: (it: { readonly least: number; readonly has: number; readonly size: number | undefined }) =>
    `It takes ${it.least} ${chunksOf(it.size)}, and the reference has ${it.has}: take a longer one, or write a number as --threshold.`,
  how: (chunks: number, size: number | undefined) =>
    `the mean and three standard deviations over ${chunks} ${chunksOf(size)} of the reference`,
}

function chunksOf(size: number | undefined): string {
  return size === undefined ? 'periods' : `chunks of ${count(size, 'value')}`
}

export const closeCase = {
  closed: (model: string) => `The case of ${model} is closed. That it recovered, nobody says.`,
}

interface CountedBy {
  readonly model: string
  readonly query: string
  readonly from: string
  readonly to: string
}

const whenThereWas = 'Say with --from and --to when there was data, and see what the query returns.'

export const countProfile = {
  noColumn: ({ model, query }: CountedBy, leftOut: readonly string[]) => [
    `${model}: query ${query}: the query returns no column that can be counted; left out, as times, lists or numbers too large to be exact: ${listWords(leftOut)}`,
    whenThereWas,
  ],
  noRow: ({ model, query, from, to }: CountedBy) => [
    `${model}: query ${query}: there is no row from ${from} to ${to}`,
    whenThereWas,
  ],
} satisfies Faults

export const deliveryEnded = { notStarted: 'not started yet' }

export const digests = {
  /** In the log. */
  notLooked: 'not looked whether it is due',
}

export const dropContent = {
  gone: { says: 'The file is not there any more.', fix: 'Drop it in the channel again.' },
  changed: {
    says: 'The file is not what it was when you looked.',
    fix: 'Look again at what would be stored.',
  },
  tooLarge: (mostBytes: number) => ({
    says: `The file has more than ${mib(mostBytes)}.`,
    fix: byIngest,
  }),
  at: (place: string, wrong: string) => `${place}: ${wrong}`,
  late: (why: string) => `${why}.`,
  tryLater: 'Try again when Slack gives files again, see https://slack-status.com; or send it with `kedge ingest`.',
}

export const explainForm = {
  chooseReason: 'Choose a reason.',
  kept: 'It is on record.',
  keptAndSaid: 'It is on record, and said in the thread.',
  over: ['It is not late any more, so it needs no reason.', 'its card says how it stands now'],
} satisfies Readonly<Record<string, string | Fault>>

export const flowExplain = {
  noChange: (word: string, near: string | undefined, kinds: readonly string[]): Fault => [
    meant(`There is no change ${word}.`, near),
    `one of ${commaList(kinds)}`,
  ],
  asItStands: (model: string) => `${model}, as it stands`,
  change: (
    model: string,
    kind: string,
    versions: { readonly from: string | undefined; readonly to: string } | undefined,
  ) => (versions === undefined ? `${model}: ${kind}` : `${model}: ${kind} from ${versions.from} to ${versions.to}`),
}

export const fileShared = { noMessage: 'Slack does not say yet which message the file came with' }

export const fitting = {
  notJson: {
    says: 'It is not JSON.',
    fix: 'Send one object a line; `NaN` and `Infinity` are no values, leave such a reading out.',
  },
  tooWide: {
    says: 'It has more keys than any reading.',
    fix: 'See GET /v1/openapi.json for the keys there are.',
  },
  sendToo: (key: string, is: string | undefined) =>
    is === undefined ? `Send \`${key}\` as well` : `Send \`${key}\` as well (${is})`,
}

export const flowFollowChange = {
  closed: 'the pull request was closed without a merge',
  elsewhere: (branch: string) => `it was merged into ${branch}, where nothing is in force`,
  reopened: 'the pull request was closed, and opened again since',
}

const atLeast = { 3: 'three', 10: 'ten' } as const

export const flowForm = {
  tooShort: (letters: keyof typeof atLeast) => `Say it in at least ${atLeast[letters]} letters.`,
}

export const forms = { tooShort: 'Say it in at least ten letters: it is what the others decide on.' }

export const identity = {
  /** In the log. */
  teamUnseen: 'nobody can say who is in a team',
}

export const inTheWay = {
  behind: (other: Moved | undefined) => `the main branch changed the same file, and ${anewOr(other)}`,
  lapsed: (other: Moved | undefined) => `the time to approve ended, and ${anewOr(other)}`,
  denied: (version: string) => `it was denied, and ${version} was registered since`,
  yielded: 'it was asked for anew as an emergency',
  yieldedTo: (version: string) => `the way back to ${version} was asked for as an emergency`,
}

export const kpiForm = {
  nothingMeasured: ['There is no model here that has KPIs.', listsModels],
  chooseUrgency: 'Say whether it can wait, or is an emergency.',
  noKpi: (model: string) => [`${model} has no KPI`, 'write one into its file, in a pull request'],
  otherFile: (file: string, it: Amends) => ({
    says: `in ${file}: ${it.says}`,
    fix: `Change that file first, in a pull request. ${it.fix}`,
  }),
} satisfies Readonly<Record<string, string | Fault | ((...about: never[]) => Fault | Amends)>>

export const lanes = {
  /** In the log. */
  shut: 'asked no more in this round',
  unasked: (wrong: string, fix: string) => `${wrong}\n  fix: ${fix}`,
}

export const look = {
  update:
    'Press `Update branch` on the pull request, or rebase it, and resolve what conflicts. Whoever does cannot approve it.',
  unreadOnMain: (file: string) => ({
    says: `${file} has errors on the main branch, so nothing is planned on it.`,
    fix: 'Mend it there by a pull request, which may hold this as well; `kedge check` in a clone says what is wrong.',
  }),
  updateOurs:
    'Ask for it again in Slack, which gives this one up; or press `Update branch` on the pull request: whoever does cannot approve it.',
  guards: 'guards or delivers models',
  neither: 'neither model nor rule',
  notGrantable: (why: string) => `${why}.`,
}

export const mayMerge = {
  notSaid: (pull: number) => `GitHub has not said yet whether #${pull} can be merged`,
  unguarded: (problems: readonly { readonly says: string; readonly fix: string }[]) => ({
    says: inARow(problems.map(({ says }) => says)),
    fix: semicolonList(problems.map(({ fix }) => fix)),
  }),
  reviewsMissing: (it: {
    readonly demands: string
    readonly approved: readonly string[]
    readonly asked: readonly string[]
  }) => {
    const has = it.approved.length === 0 ? 'nobody has approved there yet' : `approved there by ${andList(it.approved)}`
    const asks = it.asked.length === 0 ? 'anybody else who may write can review' : `asked are ${andList(it.asked)}`
    return `GitHub itself demands ${it.demands}: ${has}, ${asks}. Approvals in Slack do not count for that.`
  },
}

export const measureColumns = {
  notJudged: (problems: readonly { readonly says: string; readonly fix: string }[]) =>
    inARow(problems.map(({ says, fix }) => `${says} fix: ${fix}`)),
}

export const measureDrift = {
  everyNumber: 'every number',
  nothingCompared: 'nothing was compared',
  noValues: 'a sample has no values',
  givenEdges: (bins: number) => `${bins} bins with given edges`,
  fewNumbers: (how: string, most: number) => `${how}; the reference has ${most} different numbers or fewer`,
  quantiles: (bins: number, merged: number) => {
    const how = `${bins} bins by quantiles of the reference (type 7)`
    return merged > 0 ? `${how}, ${merged} edges fell together` : how
  },
  notNumbers: (method: string): Fault => [
    `${method} compares numbers, and the column holds texts.`,
    'Use a method over categories, as psi, jensen-shannon or chi-square',
  ],
}

export const measureInputs = {
  noProfile: (model: string) => [
    `${model}: its inputs have no profile to be compared with`,
    `Count it and have it reviewed: kedge profile ${model} --write`,
  ],
  staleProfile: (model: string) => [
    `${model}: its profile was counted by another query`,
    `Count it and have it reviewed: kedge profile ${model} --write`,
  ],
} satisfies Faults

export const measureProfile = {
  otherSize: (mean: number, used: number) =>
    `The periods of the profile have ${count(mean, 'value')} each, and there are ${count(used, 'value')} now: compare one period, or write a number as --threshold.`,
  notKept: (method: string): Fault => [
    `${method} needs every number of the reference, and a profile holds counts.`,
    'Name the file of the rows as --reference, or take kolmogorov-smirnov or wasserstein',
  ],
}

export const mergedAs = {
  notSaid: 'GitHub has not said yet what it was merged onto.\n  fix: nothing to do: it is asked again',
}

export const byName = {
  several: (name: string, ids: readonly string[]): Fault => [
    `Several models are called ${name}: ${listWords(ids)}.`,
    'write the id of the one that is meant',
  ],
}

export const named = {
  noModel: (id: string, near: string | undefined) => ({
    says: meant(`There is no model ${id} here.`, near),
    fix: listsModels,
  }),
  noModelOrRule: (id: string, near: string | undefined) => ({
    says: meant(`There is no model or rule ${id} here.`, near),
    fix: '`/kedge models` lists the models you may see, and `/kedge explain` with one of them names its rules',
  }),
  noneToShow: (id: string, near: string | undefined) => ({
    says: meant(`There is no model, use case or data source ${id} here.`, near),
    fix: '`/kedge models` lists the models you may see, and `/kedge show` with one of them names its use case and sources',
  }),
}

export const planAgreements = {
  noRole: (person: string, promise: string): Fault => [
    `${person} has to agree to ${promise}, and has no role to agree in.`,
    `give ${person} a role in policies/people.yaml first`,
  ],
  anyOf: (roles: readonly string[]) => (roles.length === 0 ? 'any role' : listWords(roles, 'or')),
}

export const planFiles = {
  neither: (path: string, change: string) => `${path} ${change}; it is neither a model nor a policy`,
  renamed: (from: string | undefined, to: string | undefined) => `renamed from ${from} to ${to}`,
}

export const planMerge = {
  bothChanged: [
    'The base changed this file too since the head left it; what it changed looks undone here.',
    'Merge or rebase onto the base first',
  ],
} satisfies Faults

export const flowPlan = {
  atBase: (wrong: string) => `At the base: ${wrong}`,
  brokenBase: (commit: string): Fault => [
    `The rules of the base ${shortHash(commit)} cannot be read, so nothing can be judged by them.`,
    'Mend the base first, or name another one: kedge plan --base <ref>',
  ],
}

export const playAct = {
  noWayBack: ['no older version passed its gates', 'list one with its `gates` in the file of the model'],
} satisfies Faults

export const flowPlay = {
  /** In the log. */
  notDone: 'what its playbooks do was not done',
}

export const portfolioRecord = {
  noDigest: (it: {
    readonly id: string
    readonly near: string | undefined
    readonly until: string
    readonly known: readonly string[]
  }) => [
    meant(`No digest \`${it.id}\` is on record up to ${it.until}.`, it.near),
    it.known.length === 0
      ? 'Leave --digest out: then it is of all models, up to now or --as-of'
      : `Write one of: ${commaList(it.known)}; or leave --digest out`,
  ],
  notKept: (id: string, period: string) => [
    `Of the digest \`${id}\` of ${period} nobody kept what moment its numbers are of.`,
    `Leave --digest out: kedge portfolio --as-of ${period}`,
  ],
} satisfies Faults

export const promises = {
  itsCase: (model: string) => `${model}, its case`,
  /** In the log. */
  notLooked: 'whether its promises are kept was not looked at',
}

export const flowRebuild = {
  notEmpty: (event: number, subject: string): Fault => [
    `The database holds events of its own that the record does not have: event ${event} of ${subject}.`,
    'Name a database that does not exist yet; keep this one aside',
  ],
}

interface ListedChange extends Pick<Request, 'kind' | 'from' | 'to'> {
  readonly id: string
  readonly asked: string
}

function listedChanges(newest: readonly ListedChange[], all: number): string {
  const changes = newest.map(it => `${it.id} (${kindFromTo(it)}, asked on ${dayWords(it.asked)})`)
  const listed = `Write one of: ${semicolonList(changes)}`
  return all > newest.length ? `${listed} … ${all} in all` : listed
}

export const recordedChange = {
  unknown: (it: {
    readonly word: string
    readonly near: string | undefined
    readonly newest: readonly ListedChange[]
    readonly all: number
  }) => [
    meant(`There is no change \`${it.word}\` on record, and none of a model or a pull request of that name.`, it.near),
    it.all === 0 ? 'Name a clone whose record holds one, with --repo' : listedChanges(it.newest, it.all),
  ],
  several: (word: string, newest: readonly ListedChange[], all: number) => [
    `The record holds ${all} changes that \`${word}\` may mean.`,
    listedChanges(newest, all),
  ],
} satisfies Faults

export const registerForm = {
  reason: (name: string) => `${name} is to be one of the models people know of.`,
  taken: (id: string, pull: number | undefined) => {
    const asked = `To register ${id} was asked for already`
    return {
      says: pull === undefined ? asked : `${asked}, in pull request #${pull}`,
      fix: 'say another name, or wait until that is decided',
    }
  },
}

export const flowReopen = {
  reopened: (model: string) => `The case of ${model} is open again. It closes when readings of later periods are good.`,
}

export const reportAiForm = {
  tooShort: 'Say what it is called, in two letters at least.',
  choosePersonal: 'Choose one; that you do not know is an answer.',
}

/** Why somebody has to look at what was merged otherwise than it was decided. They stand on record. */
export const flowReview = {
  /** How it went another way than it was decided. */
  because: {
    moved: 'main had moved since it was approved',
    denied: 'it was denied before it was merged, and nobody heard it',
    withdrawn: 'an approval of it was taken back before it was merged, and nobody heard it',
    reopened: 'it was closed and opened again after it was approved, and nobody saw it',
    undone: 'its approval did not hold any more when it was merged',
    altered: 'its merge made other files of it than were approved',
    untold: 'nobody can say what it was merged onto',
    'by-passed': 'it was merged past the check',
    unread: 'it was merged past the check, and Kedge has not read what is in it',
  } satisfies Record<PastGate, string>,
}

export const rounds = {
  stalled: (since: string, until: string) => ({
    says: `Kedge has measured nothing for ${spanWords(since, until)}: no round of measuring has ended.`,
    fix: 'see what the log says of `not watched` and of `a loop failed`, and start Kedge anew where it says nothing',
  }),
}

export const rulesInForce = {
  /** In the log. */
  broken: 'the policy repository has errors; the last good rules stay in force',
}

export const runCommand = {
  lineFix: (fix: string, lists: readonly { readonly slot: string; readonly all: readonly string[] }[]) =>
    semicolonList([fix, ...lists.map(({ slot, all }) => oneOfThese(slot, all))]),
  wrong: (wrong: string) => `${wrong}.`,
  formAsks: (line: string) => `A form asks for the rest. In one line it is \`${line}\`.`,
  tooBrief: (said: string, letters: keyof typeof atLeast): Fault => [
    `\`${said}\` says too little for those who decide on it.`,
    `say it in at least ${atLeast[letters]} letters`,
  ],
  unknown: (word: string): Fault => [`There is no /kedge ${word}.`, '`/kedge help` lists what there is'],
  unknownNear: (word: string, near: { readonly name: string; readonly line: string }): Fault => [
    meant(`There is no /kedge ${word}.`, near.name),
    `write \`${near.line}\``,
  ],
}

export const snoozeForm = { chooseTime: 'Choose for how long.', chooseReason: 'Choose a reason.' }

export const storyFindings = {
  unknownModel: (it: {
    readonly model: string
    readonly near: string | undefined
    /** As code. */
    readonly models: readonly string[]
  }): Fault => [
    meant(`The case has no model \`${it.model}\`.`, it.near),
    it.models.length === 0 ? 'Leave it out: --fact kpis.mae.value=12' : `Write ${listWords(it.models, 'or')}`,
  ],
  noModel: {
    says: 'Rules are asked of changes of models, and this names none of the folder.',
    fix: 'Write `model:` and the id of a file in models/ beside `kinds`, or leave out the facts',
  },
}

export const flowStory = { because: 'As the story says.' }

export const supposeFacts = {
  noFact: (word: string): Fault => [`\`${word}\` is no fact.`, 'Write it as kpis.mae.value=12'],
  wrong: (wrong: string, near?: string) => meant(`${wrong}.`, near),
}

export const supposition = {
  nobody: ['It does not say who votes.', 'approve bo, or deny chen@github'],
  noVote: (word: string, near: string | undefined, known: readonly string[]) => [
    meant(`There is no vote ${word}.`, near),
    `one of ${commaList(known)}, or a fact as kpis.mae.value=12`,
  ],
} satisfies Faults

export const testPolicies = {
  unknown: (id: string, near: string | undefined, known: readonly string[]) => [
    meant(`There is no policy \`${id}\` with examples.`, near),
    `Write one of: ${commaList(known)}`,
  ],
  nothing: [
    'There is no policy with examples here, so nothing was tested.',
    'Name the folder that holds policies/: kedge test <folder>',
  ],
} satisfies Faults

/** In the log. */
export const trainings = { notLooked: 'whether it is to be trained was not looked at' }

/** In the log. */
export const troubles = { cannot: 'what Kedge cannot do by itself' }

export const turn = {
  runs: (model: string) => `what runs of ${model}`,
  someInputs: (query: string) => `some inputs of ${query}`,
  someValues: (query: string) => `some values of ${query}`,
  judging: (model: string) => `judging ${model}`,
  opening: (model: string) => `opening a case of ${model}`,
  playbooks: (model: string) => `acting by the playbooks of ${model}`,
  training: (model: string) => `looking whether ${model} is to be trained`,
  suites: (model: string) => `looking which suites of ${model} are to be run`,
  suiteRuns: (model: string) => `following the suites of ${model}`,
  promises: (model: string) => `looking at what was promised of ${model}`,
  /** In the log. */
  notKept: 'not kept',
}

export const flowUnmeasured = {
  query: (id: string, model: string) => `the query ${id} of ${model}`,
  hidden: 'What is asked of models that only some may see fails.',
}

export const untested = {
  branch: (branch: string) => ({
    says: `${branch}.`,
    fix: 'Add an example that shows it, or leave it out of the policy',
  }),
  survivor: (it: { readonly slip: string; readonly mutator: string; readonly example: string | undefined }) => ({
    says: `No example notices when ${it.slip} (${it.mutator}).`,
    fix:
      it.example === undefined
        ? 'Add an example that comes out otherwise then, or leave out what decides nothing'
        : `Add the example \`${it.example}\`, if that is what is meant`,
  }),
}

export const vote = {
  noDenial: 'No denial of yours stands here.',
  tooLate: {
    says: 'It was merged before this was worked on. Your denial is on record, and somebody has to look at what was merged.',
    fix: '`/kedge approvals` says which review is owed',
  },
}

export const waiveForm = {
  noRule: ['There is no rule that anybody may waive.', 'give one `mayWaive`, with roles'],
  noModel: ['There is no model here to ask an exception for.', listsModels],
  onlyYou: [
    'Nobody but you may grant this exception, and whoever asks for one cannot grant it.',
    'have somebody else ask for it',
  ],
} satisfies Faults

/** In the log. */
export const forsaken = {
  because: (model: string) => `The file of ${model} is gone from the main branch.`,
}

export const watch = {
  cases: 'opening cases',
  forsaken: 'closing cases of models that are gone',
  playbooks: 'acting by playbooks',
  trainings: 'looking which trainings are due',
  suites: 'looking which suites are to be run',
  promises: 'looking at what was promised',
  /** In the log. */
  failed: 'not watched',
}

export const work = {
  overtaken: 'others kept writing first',
  /** In the log. */
  givenUp: 'given up',
  /** In the log. */
  putOff: 'put off',
}

export const flowCheck = {
  finding: (it: { readonly because: string; readonly outcome: string; readonly trace: readonly string[] }) =>
    `${it.because} (${it.outcome}: ${semicolonList(it.trace)})`,
}

export const flowCompliance = { broken: (trace: readonly string[]) => semicolonList(trace) }

interface OfSuite {
  readonly suite: string
  readonly version: string
}

interface SuiteCameTo extends OfSuite {
  readonly on: string | undefined
  readonly data: string | undefined
}

const ofSuite = ({ suite, version }: OfSuite) => `${suite} of ${version}`

/** `bias of 1.2.0 passed on 5 March 2001, on hold-out-april`, as far as it is known. */
function suiteOn(did: string, { on, data, ...it }: SuiteCameTo): string {
  const what = `${ofSuite(it)} ${did}`
  const when = on === undefined ? what : `${what} on ${dayWords(on)}`
  return data === undefined ? when : `${when}, on ${data}`
}

export const suites = {
  neverRuns: (suite: string) => ({
    says: `Nothing says when \`${suite}\` is run.`,
    fix: 'Add `everyDays: 30` to run it on schedule, `gates: [promote]` to run it for each version that comes up, or both',
  }),
  gate: (suite: string, version: string) => `${version} serves only once it has passed ${suite}.`,
  passed: (it: SuiteCameTo) => suiteOn('passed', it),
  failed: (it: SuiteCameTo) => suiteOn('did not pass', it),
  failedFix: ({ suite, version }: OfSuite) =>
    `Mend what ${suite} found and bring it as a version of its own, or run it again for ${version} where the suite was wrong.`,
  notRun: (it: OfSuite) => `nobody knows what ${ofSuite(it)} comes to`,
  notRunFix: ({ suite, version }: OfSuite) =>
    `Wait for ${suite}, which is run for ${version} by itself once the change is asked for, or report what it came to, with its digest: POST /v1/tests.`,
  remade: (version: string) => `${version} is to be something else than what was tested`,
  remadeTestFix: (suite: string, version: string) =>
    `Give what is new a version of its own instead of ${version} once more, or take ${suite} out of \`tests\`.`,
  remadeFix: (version: string) => `Give what is new a version of its own, instead of ${version} once more.`,
  didNotPass: (
    it: SuiteCameTo & { readonly model: string; readonly owner: string; readonly url: string | undefined },
  ) => {
    const what = suiteOn('did not pass', it)
    return it.url === undefined
      ? words`${strong('A suite of tests failed.')} ${it.model}: ${what}. ${ping(it.owner)}`
      : words`${strong('A suite of tests failed.')} ${it.model}: ${what}: ${link('the run', it.url)}. ${ping(it.owner)}`
  },
  didNotPassBriefly: (model: string, it: SuiteCameTo) => `${model}: ${suiteOn('did not pass', it)}`,
  mendServing: (model: string) =>
    `see what it found: \`/kedge rollback ${model}\`, \`/kedge retrain ${model}\`, or mend the suite and run it again`,
  mendComing: 'see what it found; the change waits until this version passes',
  toRun: (model: string, it: OfSuite, again: boolean) =>
    again ? `Still to do: run ${ofSuite(it)} of ${model}` : `To do: run ${ofSuite(it)} of ${model}`,
  runByHand: (
    it: OfSuite & {
      readonly by: string
      readonly model: string
      readonly at: string
      readonly data: string
      readonly again: boolean
    },
  ) => {
    const what = `${it.model} ${it.version}`
    return words`${strong(it.again ? 'Still to do by hand.' : 'To do by hand.')} ${ping(it.by)} please run ${code(it.suite)} (${it.at}) for ${code(what)} on ${it.data}.`
  },
  doneReported: (it: {
    readonly suite: string
    readonly run: string
    readonly made?: string
    readonly digest?: string
  }) => {
    const told = `by \`POST /v1/tests\` with \`run: ${it.run}\``
    if (it.digest !== undefined)
      return `It is done when its result is known: under \`tests\` as \`${it.suite}\` in the file of the model with \`digest: ${it.digest}\`, or ${told}.`
    if (it.made !== undefined) return `It is done when its result is known: ${told}.`
    return `It is done when its result is known: under \`tests\` as \`${it.suite}\` in the file of the model, or ${told}.`
  },
  due: (it: OfSuite & { readonly why: 'schedule' | 'gate' }) =>
    it.why === 'schedule'
      ? words`the suite ${it.suite} was to be run for ${code(it.version)}, by its schedule`
      : words`the suite ${it.suite} was to be run for ${code(it.version)}, which comes up`,
  result: (it: SuiteCameTo & { readonly passed: boolean; readonly figures: string }) => {
    const what = words`the suite ${suiteOn(it.passed ? 'passed' : 'did not pass', it)}`
    return it.figures === '' ? what : words`${what} (${it.figures})`
  },
  figures: (all: readonly (readonly [name: string, value: number])[]) =>
    commaList(all.map(([name, value]) => `${name} ${figure(value)}`)),
  endedOtherwise: (conclusion: string) => words`a run of a suite ended in ${conclusion}`,
  silent: (model: string, it: OfSuite, mark: string) =>
    `Nothing is heard of the suite ${ofSuite(it)} of ${model} (${mark}) since it was started.`,
  silentFix: (it: OfSuite, mark: string, webhook: string | undefined) =>
    webhook === undefined
      ? `see whether ${ofSuite(it)} (${mark}) runs on GitHub, and cancel or mend what hangs`
      : `see whether ${webhook} runs ${ofSuite(it)} (${mark}); let it report what it came to: POST /v1/tests`,
  endedWithout: (model: string, it: OfSuite, mark: string, conclusion: string) =>
    `The suite ${ofSuite(it)} of ${model} (${mark}) ended in ${conclusion}, so nobody knows what it came to.`,
  endedWithoutFix: (it: OfSuite, mark: string, url: string) =>
    `see why ${ofSuite(it)} (${mark}) ended so, ${url}; mend it and run it again`,
  noModel: (model: string) => `A result of tests was reported of ${model}, which nobody can place any more.`,
  noModelFix: (model: string) => `report no results of ${model} any more, or name its suites in its file again`,
  known: (it: OfSuite & { readonly passed: boolean; readonly on: string; readonly data?: string }) =>
    it.passed
      ? `✓ ${suiteOn('passed', { ...it, data: it.data })}`
      : `✗ ${suiteOn('did not pass', { ...it, data: it.data })}`,
  unknown: (it: OfSuite) => `? ${ofSuite(it)} has no result yet`,
}

// src/core

/** True of all, where nobody says which. */

export const reasonDetails: Required<Details> = {
  who: 'somebody else who may',
  door: 'by the other door',
  deadline: 'the deadline',
  again: 'Ask for the change again.',
  kinds: 'this change',
  slots: 'what is still open',
  people: 'Two people',
  errors: 'errors',
  accounts: 'an account',
  rules: 'a rule',
}

export const reason: Readonly<Record<ReasonCode, (it: Required<Details>) => WrongAndFix>> = {
  'asked-it-yourself': ({ who }) => [
    'You asked for this change, so your own vote never counts.',
    `Ask ${who} to approve.`,
  ],
  'wrote-it': ({ who }) => [
    'You opened, wrote or pushed to this pull request, so your vote never counts on it.',
    `Ask ${who} to approve.`,
  ],
  'not-in-people': () => [
    'This account belongs to nobody in the people policy.',
    'Add the person with this account to policies/people.yaml by pull request.',
  ],
  left: () => [
    'The people policy says that you have left.',
    'If you are here, have `left` taken out of your entry in policies/people.yaml by pull request.',
  ],
  bot: ({ who }) => ['Bots and apps never count.', `Ask ${who} to approve.`],
  guest: ({ who }) => ['Guests of the workspace never count.', `Ask ${who} to approve.`],
  stranger: ({ who }) => ['Accounts of another workspace never count.', `Ask ${who} to approve.`],
  deleted: ({ who }) => ['This Slack account is deactivated.', `Ask ${who} to approve.`],
  'account-not-seen': () => [
    'Slack has not said whose account this is, and unknown is never yes.',
    'Try again in a minute.',
  ],
  'wrong-role': ({ who }) => ['None of your roles is asked for here.', `Ask ${who} to approve.`],
  'may-not-see': ({ who }) => [
    'None of your roles shows you every model of this change.',
    `Ask ${who} to approve, or have \`visibility\` of the model name one of your roles.`,
  ],
  'wrong-door': ({ door }) => ['For this slot a vote given here does not count.', `Vote ${door}.`],
  'already-counted': () => ['Your approval is counted already; one person counts once.', 'Nothing to do.'],
  'not-needed': () => ['Your roles are filled already.', 'Nothing to do.'],
  'denied-later': () => [
    'You denied after you approved; the last word stands.',
    'Approve again if you have changed your mind.',
  ],
  'said-since': () => [
    'You have said something else since you pressed this; the last word stands.',
    'Press again if you have changed your mind.',
  ],
  'taken-back': () => ['This vote was taken back.', 'Vote again if you have changed your mind.'],
  'for-another': ({ who }) => ['Nobody approves in the name of somebody else.', `Ask ${who} to approve.`],
  'nothing-to-take-back': () => ['No vote of yours stands here.', 'Nothing to do.'],
  'other-seal': () => [
    'This vote was for another state of the change.',
    'Look at the change as it is now and vote again.',
  ],
  'answered-worse': ({ rules }) => [
    `What is said against it now by ${rules} was not known when this vote was given.`,
    'Look at what the rules say now, and approve again if it is right all the same.',
  ],
  'unknown-card': () => ['This is nothing Kedge knows of here.', '`/kedge status` shows what there is.'],
  'too-large': () => [
    'The change is too large for its card, so nobody can see there what they approve.',
    'Read the pull request and approve it by a review there, or split it.',
  ],
  'old-card': () => ['The change has moved since this card was shown.', 'Look at the new card and vote there.'],
  expired: ({ deadline, again }) => [`The time to approve ended at ${deadline}.`, again],
  future: () => ['This vote is dated in the future, or not at all.', 'Set the clock right and vote again.'],
  closed: () => [
    'The pull request was closed, and closing clears all votes.',
    'Ask for the change again, or vote again if it is open.',
  ],
  elsewhere: () => [
    'The pull request goes to another branch now than the one it was asked for.',
    'Give it the base it had, or close it and open another for that branch.',
  ],
  draft: () => [
    'While the pull request is a draft, no votes are taken.',
    'Mark it as ready for review, and vote then.',
  ],
  'no-rule': ({ kinds }) => [
    `No approvals policy covers ${kinds}, so nobody can allow it.`,
    `Add an approvals policy that covers ${kinds}; \`needs: []\` says aloud that nobody needs to approve.`,
  ],
  'nobody-may': ({ slots }) => [
    `Nobody can fill ${slots}.`,
    'Give the role to somebody who may see the change and neither asked for nor wrote it, in policies/people.yaml.',
  ],
  'unlinked-author': () => [
    'A commit was written by an e-mail address that belongs to no GitHub account, so nobody can be ruled out.',
    'Add the address to the author’s GitHub account, or commit again under a linked one.',
  ],
  'unlisted-author': ({ accounts }) => [
    `Nobody in the people policy holds ${accounts} on GitHub, which had a hand in it, so nobody can be ruled out.`,
    'List the owner in policies/people.yaml by pull request; `roles: []` will do.',
  ],
  'from-fork': () => [
    'The branch lies in a fork: GitHub does not show who pushed to it, so nobody can be ruled out.',
    'Push the branch to this repository and open the pull request from there.',
  ],
  'pushers-not-seen': () => [
    'GitHub does not show everybody who pushed these commits, so nobody can be ruled out.',
    'Wait a minute. If it stays so, commit the same anew, push it to a new branch and open the pull request from there.',
  ],
  'by-bot': () => [
    'A bot opened it, or made or pushed its commits, and nobody can see for whom: nobody can be ruled out.',
    'Have a person commit the same, push it to a new branch and open the pull request from there.',
  ],
  'shared-account': ({ people }) => [
    `${people} share an account, so they cannot be told apart.`,
    'Give every person an account of their own in policies/people.yaml.',
  ],
  'team-not-seen': ({ slots }) => [
    `GitHub does not say who is in the team that gives the role ${slots}, and unknown is never yes.`,
    'Let the App read the members of the organisation, and see that `teams` in policies/people.yaml names the team.',
  ],
  'broken-files': ({ errors }) => [
    `The files hold ${errors}, so nothing can be said of what they would do.`,
    'Mend them: each is marked at its line, and `kedge check` in a clone says them too.',
  ],
  denied: ({ who }) => [`Denied by ${who}.`, 'Talk to them: a denial blocks until they take it back.'],
  'denial-stands': ({ who }) => [
    'A denial stands until the person who gave it takes it back.',
    `Ask ${who} to take the denial back.`,
  ],
  'merged-it': ({ who }) => ['You merged it, so your own review of it never counts.', `Ask ${who} to look at it.`],
  'approved-it': ({ who }) => ['You approved it, so your own review of it never counts.', `Ask ${who} to look at it.`],
  'no-reviewer': () => [
    'Nobody is left who may review it: all who could asked for it, wrote, approved or merged it, or have left.',
    'Give one of its roles to somebody who had no hand in it, or name one as `processOwner`, in policies/people.yaml.',
  ],
  'no-review': () => ['No review of a pull request of this number is owed.', '`/kedge approvals` says which are.'],
  'nothing-by-hand': () => [
    'No version of this model waits to be delivered by hand.',
    '`/kedge history` with its name says how its last change went.',
  ],
  'not-told': ({ who }) => ['Somebody else was asked to deliver it.', `Ask ${who}, or the technical owner, to say so.`],
  'no-case': () => [
    'No case of this model is open.',
    '`/kedge status` shows how it stands; a case that was closed wrongly is opened again by `/kedge reopen`.',
  ],
  'case-open': () => [
    'A case of this model is open, and a model has one at a time.',
    'Go on with that one: `/kedge status` shows how it stands.',
  ],
  'not-its-owner': ({ who }) => [
    'Only whoever owns a case closes it.',
    `Ask ${who} to close it, or take it first: “It’s mine” on its card.`,
  ],
  'not-who-asked': ({ who }) => [
    'Only whoever asked for a change in Slack takes it back there.',
    `Talk to ${who}, or deny it if you are asked to approve it.`,
  ],
  'still-watched': () => [
    'The rules still watch what broke in this case, and its readings go on, so only good ones close it.',
    'See that it recovers; `/kedge snooze` keeps its reminders silent meanwhile.',
  ],
  'crowded-out': () => [
    'What is bad in this case sends readings, but has more segments beside it than its monitor watches, so nobody looks at them.',
    'Name it as `watches.segments` of that monitor: then good readings close the case.',
  ],
  'change-on-its-way': () => [
    'What was asked for in this case is still on its way, and may not be shown here.',
    'Close the case where all of it may be shown, or wait until it is done.',
  ],
  'nothing-to-reopen': () => [
    'Only the last case of a model is opened again, once it is closed, and this is none.',
    '`/kedge history` with its name says what happened to it.',
  ],
  'already-merged': () => ['It is merged already.', 'Ask for another change.'],
  guardrail: () => ['A guardrail does not allow it.', 'See what the guardrail says and mend that first.'],
  'manual-merge': () => ['The policy leaves the merge to people.', 'Merge the pull request on GitHub.'],
  'check-not-green': () => ['The check `kedge` is not green on this commit.', 'Wait for it, or see what it says.'],
  unprotected: () => [
    'The branch does not require the check `kedge`, so a merge would prove nothing.',
    'Protect it by a ruleset that requires the check `kedge`, from this App.',
  ],
  'github-reviews': () => [
    'GitHub’s own reviews are missing, and approvals in Slack do not count for them.',
    'Approve the pull request on GitHub; it is merged then.',
  ],
  'github-blocks': () => [
    'GitHub holds the pull request back: the branch demands more than the check `kedge`.',
    'See on the pull request what is missing, such as another check; it is merged when that is there.',
  ],
  behind: () => [
    'The branch takes only what is up to date with it.',
    'Press `Update branch` on the pull request and approve again: that makes a new commit.',
  ],
  conflict: () => [
    'It conflicts with what was merged since.',
    'Resolve the conflict on the pull request and approve again, or close it and ask again.',
  ],
  moved: () => ['The world moved between the check and the act.', 'Nothing was done. Look at the new card.'],
}

interface SettingWords {
  readonly about: string
  readonly where: string
  /** Of what it must look like. */
  readonly shape?: string
}

export const settings: Readonly<Record<SettingName, SettingWords>> = {
  KEDGE_GITHUB_REPOSITORY: {
    about: 'The policy repository, with models/ and policies/.',
    where: 'its address on GitHub',
    shape: 'owner/name',
  },
  KEDGE_GITHUB_APP_ID: {
    about: 'The GitHub App Kedge acts as.',
    where:
      'Settings → Developer settings → GitHub Apps → your App → App ID (`kedge manifest github` prints what it needs)',
    shape: 'a number',
  },
  KEDGE_GITHUB_PRIVATE_KEY: {
    about: 'The App’s private key: the PEM text, or the path of the file.',
    where: 'the App’s page → Private keys → Generate',
    shape: 'the text of a PEM file, or the path of one',
  },
  KEDGE_GITHUB_WEBHOOK_SECRET: {
    about: 'The secret GitHub signs webhooks with. Without it no webhook is taken, and everything is found by asking.',
    where: 'the App’s page → Webhook → Secret',
    shape: 'at least 8 characters',
  },
  KEDGE_GITHUB_URL: {
    about:
      'GitHub’s API: https://api.github.com, https://HOST/api/v3 (Enterprise Server) or https://api.SUBDOMAIN.ghe.com.',
    where: 'your GitHub administrator',
    shape: 'an address',
  },
  KEDGE_GITHUB_BRANCH: {
    about: 'The branch whose files are in force.',
    where: 'the policy repository; it is its default branch',
    shape: 'the name of a branch',
  },
  KEDGE_SLACK_APP_ID: {
    about: 'The Slack app; what is meant for another is dropped.',
    where: 'api.slack.com/apps → your app → Basic Information → App ID',
    shape: 'A and capitals or digits',
  },
  KEDGE_SLACK_TEAM_ID: {
    about: 'The workspace (or organisation) the app is installed in; what comes from another is dropped.',
    where: 'the address of Slack in a browser: app.slack.com/client/T…',
    shape: 'T (or E) and capitals or digits',
  },
  KEDGE_SLACK_BOT_TOKEN: {
    about: 'The token of the Slack app’s bot.',
    where:
      'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (`kedge manifest slack` prints the manifest)',
    shape: 'a bot token, xoxb-…',
  },
  KEDGE_SLACK_APP_TOKEN: {
    about:
      'For Socket Mode, which needs no way in from outside: the app-level token with connections:write. Else set the signing secret.',
    where: 'api.slack.com/apps → your app → Basic Information → App-Level Tokens',
    shape: 'an app-level token, xapp-…',
  },
  KEDGE_SLACK_SIGNING_SECRET: {
    about: 'For HTTP: the secret Slack signs requests with.',
    where: 'api.slack.com/apps → your app → Basic Information → Signing Secret',
    shape: 'at least 8 characters and no space',
  },
  KEDGE_SLACK_API_URL: { about: 'Slack’s Web API.', where: 'only for a stand-in', shape: 'an address that ends in /' },
  KEDGE_CONNECTIONS: {
    about:
      'The file that says what each connection is: YAML, `name: { type: duckdb, folder: … }`; the other types are `postgres`, `prometheus`, `http-json`, `mlflow`, `webhook` and `push`.',
    where: 'a file of your deployment, not of the repository',
  },
  KEDGE_DATA: { about: 'The folder of the database.', where: 'a disk that is kept and backed up' },
  KEDGE_INBOX_MAX: {
    about:
      'How many messages of people may wait, and as many of GitHub’s; what comes then is refused (503), and comes again.',
    where: 'your choice',
    shape: 'a number from 1 to 9999999',
  },
  KEDGE_API_SECRET: {
    about: 'What registries and pipelines sign new versions with. Without it none is taken.',
    where: '`openssl rand -hex 32`; give the same to whoever registers versions',
    shape: 'at least 32 characters and no space',
  },
  KEDGE_API_OWNER: {
    about: 'Who asks for what that secret signs, and so never approves it.',
    where: 'a key of the people policy',
    shape: 'lower case, digits and dashes',
  },
  KEDGE_METRICS_TOKEN: {
    about: 'What Prometheus sends to read /metrics. Without it there is nothing there.',
    where: '`openssl rand -hex 32`; give the same to Prometheus, as `authorization: { credentials: … }`',
    shape: 'at least 24 letters or digits',
  },
  KEDGE_PORT: {
    about: 'The port for webhooks, Slack over HTTP, /healthz, /readyz and /metrics.',
    where: 'your choice',
    shape: 'a number from 0 (any free one) to 65535',
  },
  KEDGE_HOST: {
    about: 'The address it listens on; 127.0.0.1 behind a proxy on the same machine.',
    where: 'your choice',
    shape: 'a name or an address of this machine',
  },
}

export const readSettings = {
  missing: (name: SettingName, example: string | undefined): WrongAndFix => {
    const { about, where } = settings[name]
    const set = example === undefined ? `set ${name}` : `set ${name} (like ${example})`
    return [`${name} is not set. ${about}`, `${set}; get it from ${where}`]
  },
  /** `value` is left out where it is secret. */
  malformed: (
    name: SettingName,
    value: string | undefined,
    { example, fallback }: { readonly example: string | undefined; readonly fallback: string | undefined },
  ): WrongAndFix => {
    const { where, shape = 'what it has to be' } = settings[name]
    const shown = value === undefined ? 'what is set' : `“${value}”`
    const wrong = `${name} does not look right: ${shown} is not ${shape}.`
    if (fallback !== undefined) return [wrong, `leave it out, and it is ${fallback}; else: ${where}`]
    return [wrong, example === undefined ? `get it from ${where}` : `get it from ${where}; it looks like ${example}`]
  },
  halfKey: (): WrongAndFix => [
    'Of KEDGE_API_SECRET and KEDGE_API_OWNER one is set and the other is not.',
    'set both, and versions can be registered; or neither',
  ],
  noDoor: (): WrongAndFix => [
    'Slack has no way in: neither KEDGE_SLACK_APP_TOKEN (Socket Mode) nor KEDGE_SLACK_SIGNING_SECRET (HTTP) is set.',
    'set KEDGE_SLACK_APP_TOKEN, the simpler one: it needs no address of your own; both are on your app’s page, Basic Information',
  ],
}

export const githubApp = {
  permissions: {
    metadata: 'Every App has it; it shows the rules of a branch.',
    contents: 'Reads models and policies, commits a change to its own branch, merges it, appends the record.',
    pull_requests: 'Opens the pull request of a change and reads the reviews on it.',
    checks: 'Sets the check `kedge`, which is the gate; only Apps may set checks.',
    actions: 'Starts the delivery workflow of a model and follows it to its end.',
    issues: 'Opens the issue of a case where a playbook says so, and closes it.',
    administration: 'Shows the reviews that *classic* protection demands; rulesets need it not.',
    members: 'Reads who is in a team, where `teams` in policies/people.yaml gives roles by teams.',
  } satisfies Readonly<Record<PermissionName, string>>,
  events: {
    push: 'The rules or the models have moved, or somebody pushed to a change.',
    pull_request: 'A change was opened, pushed to, retargeted, merged or closed.',
    pull_request_review: 'A review is a vote; dismissed, only a denial still stands, until its giver approves.',
    check_run: 'Somebody asks for the check again.',
    workflow_run: 'A delivery has started or ended.',
  } satisfies Readonly<Record<GitHubEvent, string>>,
  about: 'Governs models by files in this repository and decisions in Slack.',
  level: (level: AppPermission['level'], optional: boolean) => (optional ? `${level}, if you like` : level),
  permissionsHead: ['permission', 'level', 'why'],
  eventsHead: ['event', 'why'],
}

export const slackApp = {
  scopes: {
    commands: 'People type `/kedge …`.',
    'chat:write': 'Posts and updates cards, and answers in words that only one person sees.',
    'channels:history': 'Looks for a card of its own in a public channel before it posts one again.',
    'groups:history': 'Looks for a card of its own in a private channel before it posts one again.',
    'files:read': 'Reads a CSV file of readings that somebody drops in a model’s channel.',
    'files:write': 'Uploads the charts that stand in cards.',
    'users:read': 'Sees whether an account is a guest, a bot or deleted: those are never counted.',
  } satisfies Readonly<Record<SlackScopeName, string>>,
  events: {
    app_home_opened: 'So that the Home of the app says what waits on whoever opens it.',
    file_shared: 'So that a CSV file of readings can be looked at and stored.',
    app_uninstalled: 'So that the log says why nothing works any more.',
    tokens_revoked: 'So that the log says why nothing works any more.',
  } satisfies Readonly<Record<SlackEventName, string>>,
  about: 'Governs models by reviewed files in git',
  command: 'Models: how they do, what they need, who approves',
  head: ['scope or event', 'why'],
  noUrl: (): WrongAndFix => [
    'Without Socket Mode, Slack needs an address to call.',
    'name the address at which Slack reaches the bot, or use Socket Mode',
  ],
}

export const installation = {
  suspended: (repository: string): WrongAndFix => [
    `The installation of the App on ${repository} is suspended.`,
    'an owner lifts it: Settings → Applications → Installed GitHub Apps',
  ],
  permissionGap: (it: {
    readonly permission: string
    readonly level: string
    readonly because: string
    readonly repository: string
  }): WrongAndFix => [
    `The App lacks the permission “${it.permission}: ${it.level}” on ${it.repository}. ${it.because}`,
    'set it on the App’s page → Permissions, then an owner accepts it on the page of the installation',
  ],
  openRecord: (branch: string): WrongAndFix => [
    `The branch ${branch} is not protected: whoever may push can rewrite what happened.`,
    `Settings → Rules → new branch ruleset for ${branch}: restrict updates and deletions, block force pushes, and let this App by-pass it`,
  ],
}

const approving = ({ approvals, codeOwners, lastPush, reviewers }: Reviews) =>
  commaList([
    count(Math.max(approvals, 1), 'approving review'),
    ...(codeOwners ? ['one of a code owner'] : []),
    ...(reviewers > 0 ? ['those of the reviewers that some paths need'] : []),
    ...(lastPush ? ['one of somebody else than who pushed last'] : []),
  ])

const newRuleset = (branch: string, check: string) =>
  `Settings → Rules → new branch ruleset for ${branch}: require the status check ${check}, from this App`

const ownSource = (branch: string, check: string) =>
  `Settings → Rules → the ruleset of ${branch} → status checks → ${check}: choose this App as its source`

const checkSource = (from: RequiredCheck['from']) =>
  from === 'us' ? 'this App' : from === 'anybody' ? 'any source' : `the App ${from}`

export const gate = {
  /** `2 approving reviews, one of a code owner`. */
  reviews: approving,
  bare: (branch: string, check: string): WrongAndFix => [
    `The branch ${branch} is not protected, so anybody may merge past the rules, and Kedge merges nothing.`,
    newRuleset(branch, check),
  ],
  notRequired: (branch: string, check: string): WrongAndFix => [
    `The branch ${branch} does not require the check ${check}, so anybody may merge past the rules, and Kedge merges nothing.`,
    newRuleset(branch, check),
  ],
  twice: (branch: string, check: string, from: readonly RequiredCheck['from'][]): WrongAndFix => [
    `The branch ${branch} requires the check ${check} ${from.length} times, from ${andList(from.map(checkSource))}: which one decides depends on who set it, and Kedge merges nothing.`,
    `Settings → Rules, and Settings → Branches: keep ${check} once, from this App`,
  ],
  fromAnybody: (branch: string, check: string): WrongAndFix => [
    `The branch ${branch} takes the check ${check} from any source, so whoever may push can set it to green, and Kedge merges nothing.`,
    ownSource(branch, check),
  ],
  fromAnother: (branch: string, check: string, app: number): WrongAndFix => [
    `The branch ${branch} wants the check ${check} from the App ${app}, so ours counts for nothing, and Kedge merges nothing.`,
    ownSource(branch, check),
  ],
  mergeQueue: (branch: string, check: string): WrongAndFix => [
    `The branch ${branch} has a merge queue, which waits for the check ${check} on commits that Kedge does not judge: it judges the pull request, and lets nothing succeed unseen. So nothing gets through, and Kedge merges nothing.`,
    `Settings → Rules → the ruleset of ${branch}: take the merge queue out`,
  ],
  noMergeCommits: (branch: string): WrongAndFix => [
    `The branch ${branch} takes no merge commits, by which alone the commit people approved gets on it unaltered, and Kedge merges nothing.`,
    `Settings → Rules → the ruleset of ${branch}: allow merge commits, and no linear history`,
  ],
  mayByPass: (branch: string): WrongAndFix => [
    `This App may by-pass the rules of ${branch}, so they would not stop a merge of its own, and Kedge merges nothing.`,
    `Settings → Rules → the ruleset of ${branch} → by-pass list: take this App off it`,
  ],
  writersMayPass: (branch: string): WrongAndFix => [
    `Everybody who may write may by-pass the rules of ${branch}, so nobody has to keep them, and Kedge merges nothing.`,
    `Settings → Rules → the ruleset of ${branch} → by-pass list: take the role “write” off it`,
  ],
  passersNotShown: (branch: string, check: string): WrongAndFix => [
    `GitHub shows no App who may merge to ${branch} past the check ${check}, unless it may change the rules itself.`,
    `Settings → Rules → the ruleset of ${branch} → by-pass list: look yourself that nobody stands there who only writes`,
  ],
  reviewsNotShown: (branch: string): WrongAndFix => [
    `GitHub does not show which reviews the classic protection of ${branch} demands, so Kedge merges only what GitHub calls mergeable.`,
    'use a ruleset instead, or give the App “Administration: read”',
  ],
  native: (branch: string, reviews: Reviews): WrongAndFix => [
    `The branch ${branch} demands on GitHub itself ${approving(reviews)}. Approvals in Slack count for the rules of Kedge and not for that, so some people approve on GitHub, where one review counts for both.`,
    `nothing to do; or let the check alone decide: ask for no approvals in the ruleset of ${branch}`,
  ],
  upToDate: (branch: string): WrongAndFix => [
    `The branch ${branch} takes only what is up to date with it, so every merge puts all other changes behind, and each needs new votes once it is updated.`,
    `Settings → Rules → the ruleset of ${branch}: leave “up to date” out; what was merged since to the same files Kedge sees by itself`,
  ],
  mayPass: (branch: string, check: string, others: readonly string[]): WrongAndFix => [
    `These may merge to ${branch} past the check ${check}: ${commaList(others)}.`,
    'keep the list short; every merge past the check is found and told',
  ],
}

/** Of one, and of many. */
const overdueOf: Readonly<Record<Overdue, readonly [one: string, many: string]>> = {
  review: ['review of a model', 'reviews of models'],
  validation: ['validation that has expired', 'validations that have expired'],
  finding: ['finding', 'findings'],
  vendor: ['review of a vendor', 'reviews of vendors'],
  change: ['review of what was done', 'reviews of what was done'],
  approval: ['approval', 'approvals'],
  promise: ['case that is late by what was promised', 'cases that are late by what was promised'],
}

const COUNTED: Readonly<Record<Counted, readonly [one: string, many: string]>> = {
  'case-opened': ['case opened', 'cases opened'],
  'case-closed': ['case closed', 'cases closed'],
  'version-delivered': ['version delivered', 'versions delivered'],
  'delivery-failed': ['delivery failed', 'deliveries failed'],
  'data-trouble': ['trouble with data', 'troubles with data'],
  'own-trouble': ['trouble of Kedge itself', 'troubles of Kedge itself'],
  'change-merged': ['change merged', 'changes merged'],
  'rule-broken': ['rule newly broken', 'rules newly broken'],
  'promise-missed': ['promise missed', 'promises missed'],
}

/** Some of them by name, and how many more there are. */
interface Some {
  readonly named: readonly string[]
  readonly more: number
}

const someOf = ({ named, more }: Some, one: string) =>
  listWords(more > 0 ? [...named, count(more, named.length > 0 ? `other ${one}` : one)] : named)

export const asSealed = {
  changedSince: (title: string) => `${title} (changed since)`,
  movesNothing: (title: string) => `${title}: changed since, and moves no version`,
  moves: (title: string, now: Pick<Request, 'kind' | 'from' | 'to'>) => `${title}: changed since, ${kindFromTo(now)}`,
}

export const brake = {
  /** The gravest are named as far as they may be, and how many more there are. */
  opened: (it: {
    readonly held: number
    readonly most: number
    readonly gravest: readonly { readonly id: string; readonly tier: string }[]
    readonly more: number
  }) => {
    const opened = `${count(it.held, 'case')} opened at once; ${it.most} an hour may have a card each.`
    if (it.gravest.length === 0) return opened
    const named = it.gravest.map(({ id, tier }) => `${id} (${tier})`)
    const gravest = listWords(it.more > 0 ? [...named, `${it.more} more`] : named)
    return `${opened} The gravest: ${gravest}.`
  },
  fix: 'see whether what they are measured over is right: then they close by themselves. If the models really are that bad, raise `casesAnHour` in a playbook, and each case gets its card',
}

export const canonical = {
  itself: 'an object that contains itself',
  foreign: (of: string | undefined) => `a ${of ?? 'foreign object'}`,
  cannot: (what: string, path: string) =>
    `Canonical JSON cannot hold ${what} at ${path}. fix: leave the key out, or write it as a string or null.`,
}

export const clause = {
  unknownClause: (regulation: string, id: string, known: readonly string[], near: string | undefined): WrongAndFix => [
    `\`${regulation}\` has no clause \`${id}\``,
    near === undefined
      ? `use ${oneOf(known)}, or add \`${id}\` to the clauses of policies/${regulation}.yaml`
      : `did you mean \`${regulation}/${near}\`?`,
  ],
  unknownRegulation: (
    regulation: string,
    id: string,
    known: readonly string[],
    near: string | undefined,
  ): WrongAndFix => {
    const wrong = `there is no regulation \`${regulation}\``
    if (near !== undefined) return [wrong, `did you mean \`${near}/${id}\`?`]
    const add = `add policies/${regulation}.yaml with \`kind: regulation\``
    return [wrong, known.length > 0 ? `use ${oneOf(known)}, or ${add}` : add]
  },
  fields: {
    clauseRef: 'A regulation and one of its clauses, as in `eu-ai-act/art-14`.',
  },
}

export const comparison = {
  /** With its sign: `−120,000 USD a day`. */
  money: (amount: number, currency: string, every: string) =>
    `${amount === 0 ? '' : amount < 0 ? '−' : '+'}${roughly(amount, currency)} a ${every}`,
}

const orNothing = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))

export const edit = {
  newFile: (path: string) => `${path}: a new file`,
  moved: (path: string, at: string, from: string, to: string) => `${path}: ${at} ${from} → ${to}`,
  /** Left out: nothing stands there. */
  put: (path: string, at: string, from: unknown, to: unknown) => `${path}: ${at} ${orNothing(from)} → ${orNothing(to)}`,
}

const noExampleEnds = (outcome: string) => `no example ends \`${outcome}\``

export const freezeTested = {
  once: 'no example is stopped between `from` and `until`',
  weekly: 'no example is stopped in this window',
  outside: 'no example passes outside the freeze',
  covers: 'no example is of a change it does not stop',
  exception: 'no example goes on by this exception',
}

export const freshnessTested = { noExampleEnds }

export const monitorTested = { noExampleEnds }

export const scheduleTested = {
  onDay: 'no example is due on its day',
  beforeHour: 'no example is before the hour',
  otherDay: 'no example is on another day',
  beforeBegin: 'no example is before it begins',
}

export const serviceLevelTested = {
  noExampleEnds,
  clockStands: 'no example begins while the clock stands',
  laterDay: 'no example is due on a later day',
  holiday: (day: string) => `no example runs over ${day}`,
}

export const frozen = {
  noSuchDay: (day: string): WrongAndFix => [`There is no ${day}.`, 'Write a day of the calendar'],
  noTime: (): WrongAndFix => ['It does not say when.', 'Write `from` and `until`, or `weekly`'],
  half: (there: 'from' | 'until', missing: 'from' | 'until'): WrongAndFix => [
    `There is \`${there}\` but no \`${missing}\`.`,
    `Write \`${missing}\` too`,
  ],
  endsFirst: (from: string | undefined, until: string | undefined): WrongAndFix => [
    `It ends on ${until}, before it begins.`,
    `Write a moment after ${from}`,
  ],
  never: (): WrongAndFix => [
    'Its windows leave no moment of the week free.',
    'Make a window shorter, or put the models on hold',
  ],
  over: (until: Date, timeZone: string, hasWeekly: boolean): WrongAndFix => [
    `It is over since ${localWords(until, timeZone)}.`,
    hasWeekly ? 'Delete `from` and `until`; the weekly windows stay' : 'Delete the file',
  ],
  fields: {
    from: 'The first moment of a freeze that happens once: YYYY-MM-DDTHH:MM by the clock of the place.',
    until: 'Its end, in the same form; at this very moment changes may go on.',
    weekly:
      'Windows that come back each week; a `to` that is not after `from` is that of the next day. Beside `from` and `until`, both stop.',
  },
}

interface Awaited {
  readonly model: string
  /** The one that is delivered; left out: one is trained. */
  readonly version: string | undefined
  /** What whoever does it calls it. */
  readonly mark: string
}

const awaited = ({ model, version, mark }: Awaited) =>
  version === undefined ? `the training of ${model} (${mark})` : `the delivery of ${model} ${version} (${mark})`

export const placeholder = {
  onlyKeeps: (value: string | number) => `\`${value}\` only keeps the place: nobody and nothing has this id.`,
}

export const policyComplaints = {
  appliesToNothing: (near: string | undefined): WrongAndFix => [
    'no model matches',
    near === undefined ? 'Widen it, or leave it out to mean all models.' : didYouMean(near),
  ],
  unknownRole: (role: string, known: readonly string[], near: string | undefined): WrongAndFix => {
    const wrong = `nobody has the role \`${role}\``
    if (near !== undefined) return [wrong, `did you mean \`${near}\`?`]
    return [wrong, `use ${oneOf(known) || 'a role'}, or give somebody the role \`${role}\` in policies/people.yaml`]
  },
  departed: (id: string, left: string | undefined, here: readonly string[]): WrongAndFix => [
    `\`${id}\` left on ${left}.`,
    `Write one of: ${commaList(here)}`,
  ],
  unknownPerson: (id: string, here: readonly string[], near: string | undefined): WrongAndFix => [
    meant(`There is no person \`${id}\`.`, near),
    `Write one of: ${commaList(here)}`,
  ],
}

export const recordChain = {
  foreign: (path: string): WrongAndFix => [
    `${JSON.stringify(path)} is no file of the record.`,
    'Remove it; only Kedge writes below record/ on this branch',
  ],
  fix: (file: string) =>
    `git log -p --all -- ${file} shows who changed it; restore the branch to the last commit that verifies`,
  notALine: 'The line is not as Kedge writes lines.',
  otherHash: (n: number) => `The line does not have the hash it says (n ${n}).`,
  doesNotFollow: (n: number) => `Line n ${n} does not follow the line before it: one of the two was rewritten.`,
  otherNumber: (n: number, due: number) => `The line says n ${n} and is n ${due}.`,
  standsAfter: (n: number, before: number) => `Line n ${n} stands after n ${before}.`,
  standsWhere: (n: number, due: number) => `Line n ${n} stands where n ${due} should.`,
  deleted: (it: {
    readonly before: number
    readonly missing: number
    readonly first: number
    readonly last: number
  }) =>
    it.missing === 1
      ? `Before this line (n ${it.before}), line n ${it.first} was deleted.`
      : `Before this line (n ${it.before}), ${it.missing} lines (n ${it.first} to ${it.last}) were deleted.`,
  twice: (n: number | undefined) => `Line n ${n} stands twice; this one was put in.`,
}

export const record = {
  noBegin: 'The first line does not say where the record begins.',
  noEvent: 'The line holds no event as Kedge writes it.',
  misplaced: (at: string, path: string) => `The event is of ${at} and belongs into ${path}.`,
  again: (seq: number, subject: string) => `Event ${seq} of ${subject} stands here a second time.`,
  gap: (seq: number, subject: string, due: number) =>
    `Event ${seq} of ${subject} stands here, but its event ${due} is missing before it.`,
  rewrittenFix:
    'The hashes fit, so the record was written anew from here on: compare it with an anchor (kedge verify --anchor) or an older clone',
  empty: (): WrongAndFix => ['There is no line in the record.', 'Restore the branch from a clone that has it'],
}

export const timeZone = {
  unknown: (name: string, near: string | undefined): WrongAndFix => [
    meant(`There is no time zone ${quoted(name)}.`, near),
    near === undefined ? 'Write a place, as `Europe/Berlin`, or `UTC`' : `Write ${quoted(near)}`,
  ],
  fields: {
    timeZone: 'A place of the IANA list, as `Europe/Berlin`, or `UTC`: an offset knows nothing of summer time.',
  },
}

export const trouble = {
  seeLog: 'see what the log says of it',
  bug: (work: string, error: string): WrongAndFix => [
    `${work} fails by a bug of Kedge (${error}).`,
    `report it with what the log says of ${work}`,
  ],
}

const takeSegmentsOut = 'Take `segments` out, or watch a KPI whose query returns them.'

export const unfitWatches = {
  countedOverAll: (model: string, kpi: string): WrongAndFix => [
    `on ${model}, ${kpi} is counted over all rows that come in, and has no segments`,
    takeSegmentsOut,
  ],
  runsOfMlflow: (model: string, kpi: string): WrongAndFix => [
    `on ${model}, ${kpi} comes from runs of MLflow, which have no segments`,
    takeSegmentsOut,
  ],
  twoChoices: (environment: string): WrongAndFix => [
    `it watches all versions, and that of ${environment} alone`,
    'Take `versions` or `environment` out.',
  ],
  noCase: (environment: string | undefined): WrongAndFix => [
    environment === undefined
      ? 'a version that need not serve opens no case'
      : `what runs in ${environment} opens no case`,
    'Say `severity: warn`, and watch what serves by a monitor of its own.',
  ],
  noEnvironment: (environment: string): WrongAndFix => [
    `no model this monitor applies to has a version in ${environment}`,
    `Write \`environments: { ${environment}: { version: … } }\` into one of them, or take \`environment\` out.`,
  ],
}

const afterWord = (said: string, before: string | undefined) =>
  before === undefined ? said : `${said} after \`${before}\``

export const usage = {
  tooMuch: (got: string | undefined) => `\`${got}\` is too much`,
  /** `wanted` as the usage line has it. */
  missing: (wanted: string, before: string | undefined) => afterWord(`${wanted} is missing`, before),
  expected: (bare: readonly string[], before: string | undefined, got: string) => {
    const expected = afterWord(`expected ${oneOf(bare)}`, before)
    return `${expected}, not \`${got}\``
  },
  fix: (line: string) => `write \`${line}\``,
}

/** A refusal, or a short answer, and what to do about it. */
type Refused = readonly [says: string, fix: string]

// src/commands

/** One sentence for each word after `/kedge`, for the list of them. */

export const commandSummaries = {
  approvals: 'What waits for approval, and what of it waits for you.',
  attest: 'Say that you have read the file of a model you own, and that it is true. A form asks for what is left out.',
  audit:
    'Who approved what and by which rule, waivers in force, reviews owed, rules not kept, and where the whole record is.',
  cases:
    'The open cases of the models you may see here, the gravest first; `oldest`: by age; `all`: those that are over as well.',
  close: 'Close a case of yours that no reading can close any more.',
  delivered: 'Say that the version you were asked to deliver by hand is where it runs.',
  digest: 'All that this channel’s digest is about, as it stands now.',
  drift: 'Which inputs of a model have drifted, by how much and since when, or what is missing to tell.',
  explain:
    'Every rule that applies to a model or to a change of it, its answer now, who would have to approve, and what an open case may come from.',
  help: 'All that you can write to Kedge, or more about one word of it.',
  history: 'What happened to a model, and who did it; up to a day, if one is named.',
  hold: 'Ask that the answers of a model are not used until somebody resumes it.',
  kpi: 'Ask for another limit of a KPI. A form asks for what is left out.',
  models: 'The models you may see here, and what runs.',
  path: 'Where a model is in its life cycle, what is next, what is missing for it, and who must act.',
  promote: 'Ask for a newer version of a model; `into`: for the version that the environment before it has.',
  register: 'Ask for a new model: a form with eight questions, and a pull request with its file.',
  reopen: 'Open the last case of a model again, because it was closed wrongly.',
  replace: 'Ask that whoever uses a model uses another one instead.',
  reportAi: 'Report a model in use that nobody registered: a form with five short questions.',
  resume: 'Ask that the answers of a model on hold are used again.',
  retire: 'Ask that a model is retired; its file stays.',
  retrain: 'Ask that a model is trained anew.',
  review: 'Say what you found in a change that came into force before all of it was checked and approved.',
  rollback: 'Ask to go back to an earlier version of a model.',
  show: 'What a model is; of a data source who reads it, of a use case which models it has.',
  snooze:
    'Have nobody reminded of a case for a while: `1h`, `4h`, `1d`, `3d` or `7d`. A form asks for all but the case.',
  status: 'The newest readings with their age, the monitors that fire, and the changes that are on their way.',
  waive:
    'Ask for an exception from a rule until a day, by the word of somebody who may waive it. A form asks for what is left out.',
  whatif:
    'What would be, had somebody voted or were a fact different: `whatif 7 approve bo, chen@github`, `whatif 7 kpis.mae.value=25`. It changes nothing.',
}

/** That there is none is said of what is shown here: elsewhere there may be some. */
export const commandApprovals = {
  none: 'Nothing that is shown here waits for approval.',
  waiting: (mine: number, all: number) =>
    mine === 0 ? 'Nothing waits for you here.' : `${mine} of ${all} ${mine === 1 ? 'waits' : 'wait'} for you.`,
  change: (it: {
    readonly title: string
    readonly url: string | undefined
    readonly pull: number | undefined
    readonly asker: Words
    readonly since: string
    readonly now: string
    readonly isLate: boolean
    readonly verdict: string
    readonly tally: string
  }) => {
    const what = words`${linked(it.title, it.url)}`
    const which = it.pull === undefined ? what : words`${what}, pull request #${String(it.pull)}`
    const waits = words`${which}, asked for by ${it.asker}, waits for ${spanWords(it.since, it.now)}`
    const all = it.isLate ? words`${waits} (late)` : waits
    return words`${all}: ${it.verdict}, ${it.tally}`
  },
  stuck: (why: Words, fix: Words) => words`Asked by you, and nobody can approve it: ${why} fix: ${fix}`,
  mends: (why: Words, fix: Words) => words`Yours to mend, as nobody can approve it: ${why} fix: ${fix}`,
  unmerged: (why: Words, fix: Words) => words`Approved, but not merged: ${why} fix: ${fix}`,
  toMerge: 'Approved; it waits to be merged. fix: Merge its pull request on GitHub.',
  owed: (n: number) => `${count(n, 'review')} ${n === 1 ? 'is' : 'are'} owed.`,
  withOwed: (waiting: string, owed: string) => `${waiting} ${owed}`,
  review: (it: {
    readonly title: string
    readonly url: string | undefined
    readonly pull: number | undefined
    readonly because: string
    readonly due: string
    readonly late: boolean
  }) => {
    const pull = it.pull ?? ''
    const until = it.late ? `${minuteWords(it.due)}, which is over` : minuteWords(it.due)
    const what = words`${linked(it.title, it.url)}, pull request #${String(pull)}: ${it.because}`
    return words`${what}. Until ${until}: ${code(`/kedge review ${pull} found …`)}`
  },
}

export const commandCases = {
  noModel: 'No model is shown here, so no case is either.',
  /** That none is open is said of the models shown here: elsewhere others may have one. */
  open: (open: number, over: number) => {
    const none = 'No case is open of the models shown here'
    const those = open === 0 ? none : `${count(open, 'case')} ${open === 1 ? 'is' : 'are'} open`
    return over === 0 ? `${those}.` : `${those}, and ${over} ${over === 1 ? 'is' : 'are'} over.`
  },
  sightings: 'Reported, and not registered',
}

export const commandDelivered = {
  counts: (model: string, version: string) => `${model} ${version} counts as delivered.`,
  countsUntilSeen: (model: string, version: string) =>
    `${model} ${version} counts as delivered. It is done when it is seen to run.`,
}

export const commandDigest = {
  stranger: (): Refused => [
    'Digests are shown to those the people policy names.',
    'ask who owns the rules to add you to policies/people.yaml',
  ],
  none: (): Refused => ['No digest comes to this channel.', 'add a policy of kind digest that names this channel'],
  together: semicolonList,
}

export const commandHelp = {
  unknown: (word: string, near: string | undefined): Refused => [
    `There is no /kedge ${word}.`,
    near === undefined ? '`/kedge help` lists what there is' : `did you mean \`/kedge help ${near}\`?`,
  ],
  all: 'What you can write',
  entry: (line: string, summary: string) => words`${code(line)} ${ticked(summary)}`,
  /** What a place in the line is one of, each with what it means. */
  oneOf: (slot: string, all: Readonly<Record<string, string>>) => {
    const words = Object.entries(all).map(([word, means]) => `\`${word}\` (${means})`)
    return `${oneOfThese(slot, words)}.`
  },
  urgencies: { emergency: 'it cannot wait' },
  note: 'Put your own words in place of `<…>`; what stands in `[…]` may be left out. Only you see an answer; with `here` it is posted in the channel for all. `/kedge` alone says what waits on you.',
}

export const commandHistory = {
  noDay: (date: string): Refused => [`${date} is no day.`, 'write YYYY-MM-DD, as in 2027-01-31'],
}

export const commandModels = {
  none: (): Refused => [
    'There is no model you may see here.',
    'ask in the model’s own channel, or add it: one file in models/',
  ],
  summary: (n: number) => `${count(n, 'model')} you may see here`,
  model: (it: {
    readonly id: string
    readonly name: string
    readonly tier: string
    readonly mode: string
    /** Left out where nobody saw what runs. */
    readonly runs: string | undefined
    readonly wanted: string
    readonly held: string | undefined
  }) => {
    const runs = it.runs === it.wanted ? `runs ${it.runs}` : `runs ${it.runs}, wanted ${it.wanted}`
    const seen = it.runs === undefined ? 'not observed' : runs
    const stands = it.held === undefined ? seen : `${seen}; ${it.held}`
    return words`${code(it.id)} ${strong(it.name)} (${it.tier}, ${it.mode}): ${stands}`
  },
  more: '`/kedge show <model>` says more.',
}

export const commandPromote = {
  oneOfBoth: (): Refused => [
    'A promotion is to a version or into an environment.',
    'write `/kedge promote <model> to <version> because …`, or `into test` or `into production` instead',
  ],
}

export const commandRegister = {
  form: 'A form asks eight questions about the new model. The rest is added to its file by pull request.',
}

export const commandReportAi = {
  form: 'A form asks what you found. It goes to whoever looks for models that nobody registered, and is kept.',
}

export const commandResume = {
  reason: 'What it was held for is over.',
}

export const commandReview = {
  recorded: (name: string) => `Your review of “${name}” is recorded.`,
}

export const commandStatus = {
  noModel: 'There is no model you may see here.',
  together: semicolonList,
  noCase: 'no case is open',
  inCase: (headline: string, category: CaseCategory | undefined) =>
    category === undefined ? headline : `${headline} (${category})`,
  summary: (name: string, stands: string) => `${name}: ${stands}`,
  model: (it: {
    readonly name: string
    readonly stands: string
    /** What runs is a reading, never what the file says. */
    readonly observed: string | undefined
    readonly wanted: string
    readonly held: string | undefined
  }) => {
    const said = words`${strong(it.name)}: ${it.stands}. ${whatRuns(it)}`
    return it.held === undefined ? said : words`${said} ${capital(it.held)}.`
  },
  noReading: words`${strong('no reading yet')}`,
  noReadingOf: (runs: string, other: string) =>
    words`${strong('no reading yet')} of ${code(runs)}, which runs; the newest that came is of ${code(other)}`,
  reading: (it: {
    readonly value: number
    readonly unit: string
    readonly end: string
    readonly now: string
    readonly states: readonly string[]
  }) => {
    const reading = words`${strong(withUnit(it.value, it.unit))}, ${spanWords(it.end, it.now)} old`
    return it.states.length === 0 ? reading : words`${reading}, ${commaList(it.states)}`
  },
  failing: (known: Words, since: string) => words`${known}; ${strong('its measuring fails')} since ${minute(since)}`,
  onItsWay: (asked: Moved, pull: number | undefined) => {
    const what = `${capital(aKindTo(asked))} is on its way`
    return pull === undefined ? `${what}.` : `${what}, pull request #${pull}.`
  },
  waits: (version: string, asked: Moved, pull: number | undefined) =>
    `${version} was registered; it waits for ${inFront(asked, pull)}.`,
}

function whatRuns({ observed, wanted }: { readonly observed: string | undefined; readonly wanted: string }): Words {
  if (observed === undefined) return words`What runs was not observed yet; wanted ${wanted}.`
  return observed === wanted ? words`Runs ${code(observed)}.` : words`Runs ${code(observed)}, wanted ${wanted}.`
}

export const commandWhatif = {
  noChange: (name: string): Refused => [
    `There is no open change ${name} here.`,
    '`/kedge approvals` lists those you may see',
  ],
  notOpen: (name: string): Refused => [`The pull request of ${name} is not open yet.`, 'ask again in a moment'],
  ofChange: (name: string, supposed: string) => `Were it so on ${name} now (${supposed})`,
  ofModel: (name: string, supposed: string) => `Were it so of ${name} now (${supposed})`,
  summary: (title: string, first: string) => `${title}: ${first}`,
  said: (title: string, first: string) => words`${strong(title)}: ${ticked(first)}`,
  same: 'nothing would be otherwise',
  unchanged: 'Nothing was changed.',
}

// src/plans

/** Each refusal says why there is no such change, and what to do. */

export const plan = {
  near: (near: string) => `did you mean ${near}?`,
  oneOf: (known: readonly string[]) => `say one of ${commaList(known)}`,
  retired: (model: string): Refused => [
    `${model} is retired`,
    `\`/kedge path ${model}\` says what is still open to it`,
  ],
  left: (person: string, on: string) => `${person} left on ${on}`,
  nobody: (person: string) => `nobody is called ${person}`,
  noPeople: 'say one of the people in policies/people.yaml; it lists none',
  silent: (): Refused => ['it says no reason', 'say why, for those who read it later'],
}

export const planAttest = {
  title: (model: string) => `Confirm that the file of ${model} is true`,
  noOwner: (person: string, model: string, owners: readonly string[]): Refused => [
    `${person} is no owner of ${model}`,
    `ask ${orList(owners)}`,
  ],
  today: (model: string): Refused => [
    `${model} was confirmed today already`,
    `\`/kedge show ${model}\` says when it is due again`,
  ],
}

export const planHold = {
  title: (model: string) => `Hold ${model}`,
  held: (model: string, since: string, because: string): Refused => [
    `${model} is on hold since ${dayWords(since)}: ${because}`,
    `\`/kedge resume ${model}\` ends it`,
  ],
}

export const planLimit = {
  title: (it: {
    readonly kpi: string
    readonly model: string
    /** Left out where it had none. */
    readonly from: number | undefined
    readonly to: number
    readonly unit: string
  }) =>
    it.from === undefined
      ? `Set the limit of ${it.kpi} of ${it.model} to ${it.to} ${it.unit}`
      : `Move the limit of ${it.kpi} of ${it.model} from ${it.from} to ${it.to} ${it.unit}`,
  noKpi: (model: string, kpi: string) => `${model} has no KPI ${kpi}`,
  noKpis: 'say one of the KPIs in its file; it lists none',
  noNumber: (text: string, unit: string, example: number): Refused => [
    `${text} is no number`,
    `say a number of ${unit}, such as ${example}`,
  ],
  same: (it: {
    readonly model: string
    readonly kpi: string
    readonly limit: number
    readonly unit: string
  }): Refused => [
    `the limit of ${it.kpi} is ${it.limit} ${it.unit} already`,
    `\`/kedge status ${it.model}\` says how near it is`,
  ],
}

export const planNewFile = {
  taken: (path: string): Refused => [`there is ${path} already`, 'choose another name'],
}

export const planPromote = {
  title: (model: string, from: string, to: string) => `Promote ${model} from ${from} to ${to}`,
  titleInto: (model: string, version: string, before: string, into: string) =>
    `Promote ${model} ${version} from ${before} to ${into}`,
  older: (model: string, to: string, from: string): Refused => [
    `${to} is older than ${from}, which ${model} is to run`,
    `go back to it: \`/kedge rollback ${model} to ${to}\``,
  ],
  first: (environment: string, others: readonly string[]): Refused => [
    `nothing comes before ${environment}, so that nothing can be promoted to it`,
    promoteInstead(others),
  ],
  noEnvironment: (model: string, environment: string) => `${model} has no environment ${environment}`,
  noEnvironments: 'say one of its environments; the file lists none before production',
  same: (it: {
    readonly environment: string
    readonly version: string
    readonly before: string | undefined
    readonly others: readonly string[]
  }): Refused => [`${it.environment} has ${it.version} already, as ${it.before} has`, promoteInstead(it.others)],
}

const promoteInstead = (others: readonly string[]) =>
  others.length === 0 ? 'name a version to promote to' : `promote to ${orList(others)}, or name a version`

export const planRegister = {
  title: (model: string) => `Register ${model}`,
  held: 'It is new, and has not gone the way to where it may serve.',
}

export const planRegisterQuestions = {
  asks: {
    name: 'What is it called?',
    useCase: 'What is it used for?',
    tier: 'How much harm can it do?',
    business: 'Who answers for its use?',
    technical: 'Who answers for the model itself?',
    version: 'Which version is to run?',
    mode: 'When does it answer?',
    type: 'What is it made with: python, r, excel, llm …?',
  },
  unknown: {
    useCase: (word: string) => `there is no use case ${word}`,
    tier: (word: string) => `there is no tier ${word}`,
    mode: (word: string) => `there is no mode ${word}`,
  },
  noUseCases: 'say one of the use cases; there are none',
  longName: (most: number): Refused => [`the name is longer than ${most} letters`, 'say it in a few words'],
  noId: (name: string): Refused => [
    `no id can be made of the name ${JSON.stringify(name)}`,
    'write it with letters from a to z; `name` in the file can hold any others later',
  ],
  oddVersion: (version: string): Refused => [
    `${JSON.stringify(version)} cannot be the name of a version`,
    'use letters, digits, dots, pluses and dashes',
  ],
  oddType: (type: string): Refused => [
    `${JSON.stringify(type)} is no word for a type`,
    'say one such as python, r, excel or llm',
  ],
}

export const planRelease = {
  there: (model: string, version: string): Refused => [
    `${model} has a version ${version} already`,
    'give what was made a version of its own',
  ],
}

export const planReplace = {
  title: (model: string, other: string, consumers: readonly string[]) =>
    `Replace ${model} by ${other} for ${commaList(consumers)}`,
  itself: (model: string): Refused => [
    `${model} cannot take its own place`,
    'name the model that is to be used instead',
  ],
  noConsumers: (model: string): Refused => [
    `nobody is written down who uses ${model}`,
    `list them under \`consumers\` of ${model} first`,
  ],
  notUsing: (consumer: string, model: string) => `${consumer} does not use ${model}`,
  using: (consumer: string, model: string): Refused => [
    `${consumer} uses ${model} already`,
    'name the other consumers, and take this one out in a pull request by hand',
  ],
}

export const planResume = {
  title: (model: string) => `Resume ${model}`,
  notHeld: (model: string): Refused => [`${model} is not on hold`, `\`/kedge status ${model}\` says how it stands`],
}

export const planRetire = {
  title: (model: string) => `Retire ${model}`,
  retired: (model: string, since: string | undefined): Refused => [
    since === undefined ? `${model} is retired already` : `${model} is retired already since ${dayWords(since)}`,
    `\`/kedge history ${model}\` says why`,
  ],
}

export const planRetrain = {
  title: (model: string) => `Train ${model} anew`,
  asked: (model: string): Refused => [
    `${model} was asked to be trained anew today, for the same reason`,
    `\`/kedge status ${model}\` says what came of it`,
  ],
  notByPeople: (model: string, triggers: readonly string[]): Refused => [
    `people do not ask for trainings of ${model}: \`retraining.triggers\` names ${triggers.length === 0 ? 'nothing' : listWords(triggers)}`,
    'add `request` to it in the file of the model',
  ],
}

export const planRollback = {
  title: (model: string, from: string, to: string) => `Roll ${model} back from ${from} to ${to}`,
  noVersion: (model: string, version: string) => `${model} has no version ${version}`,
  noVersions: 'say one of the versions in the file; it lists none',
  same: (model: string, version: string): Refused => [
    `${model} is to run ${version} already`,
    `\`/kedge show ${model}\` says what really runs`,
  ],
}

export const planWaivable = {
  noModels: (): Refused => ['it is for no model', 'name the models it is for, one by one'],
  nobodyMay: (rule: string): Refused => [`nobody may waive ${rule}`, 'do what it asks: `mayWaive` names no role there'],
  noRule: (rule: string) => `there is no rule ${rule}`,
  noRules: 'say one of the rules with `mayWaive`; there are none',
  mayNot: (it: {
    readonly person: string
    readonly rule: string
    readonly roles: readonly string[]
    readonly may: Maying
  }): Refused => {
    const those = maying(it.may)
    const fix = those.length === 0 ? `nobody has the role ${orList(it.roles)} yet` : `ask ${orList(those)} to grant it`
    return [`${it.person} may not waive ${it.rule}`, fix]
  },
  own: (may: Maying): Refused => {
    const those = maying(may)
    const fix =
      those.length === 0 ? 'have somebody else ask for it' : `name ${orList(those)}, or have somebody else ask`
    return ['whoever asks for an exception cannot grant it', fix]
  },
  end: {
    noDay: (until: string) => `${until} is no day`,
    over: (until: string) => `${until} is over`,
    far: (until: string, mostDays: number) => `${until} is more than ${mostDays} days away`,
    fix: (from: string, to: string) => `say a day from ${from} to ${to}`,
  },
  waived: (waiver: string, rule: string, models: readonly string[]): Refused => [
    `${waiver} waives ${rule} for ${commaList(models)} already`,
    `change policies/${waiver}.yaml in a pull request by hand`,
  ],
}

export const planWaive = {
  title: (rule: string, models: readonly string[], until: string) =>
    `Waive ${rule} for ${commaList(models)} until ${dayWords(until)}`,
}

export const effectAnswer = {
  failed: 'an answer could not be given',
}

export const effectExportRecord = {
  /** Of a commit; the first one begins the record. */
  message: (events: number, isFirst: boolean) => {
    if (!isFirst) return `Record ${count(events, 'event')}`
    return events === 0 ? 'Record the beginning' : `Record the beginning and ${count(events, 'event')}`
  },
  keptMoving: 'the record branch kept moving',
  stranger: (it: { readonly seq: number; readonly subject: string; readonly n: number }): Refused => [
    `The record ends with event ${it.seq} of ${it.subject} (line n ${it.n}), which this database does not know.`,
    'Stop the bot and run kedge rebuild on a clone, into an empty database; or give back the database of this record',
  ],
}

export const effectMergePull = {
  moved: (why: string) => ({
    says: `GitHub refused the merge: ${why}`,
    fix: 'See on the pull request what GitHub says, and mend that; the merge is tried again by itself.',
  }),
}

export const effectSay = {
  notPosted: 'its card is not posted yet',
  cardMoves: 'its card goes to another channel',
  nowhere: 'no channel may show what it is about',
}

export const effectShowHome = {
  failed: 'a Home could not be drawn',
}

export const effectShowIssue = {
  toClose: 'it is to be closed',
}

export const effectShowPull = {
  notListed: (branch: string) => `GitHub does not list the pull request of ${branch} yet`,
}

interface Amends {
  readonly says: string
  readonly fix: string
}

// src/lifecycle

export const lifecycleBranches = {
  begins: (start: string) => `no example begins in \`${start}\``,
  beginsElsewhere: 'no example begins elsewhere',
  goes: (from: string, to: string) => `no example goes from \`${from}\` to \`${to}\``,
  stopped: (from: string, to: string) => `no example is stopped from \`${from}\` to \`${to}\``,
  noSuchWay: 'no example goes a way there is not',
  notOnHold: (stage: string) => `no example in \`${stage}\` is not on hold`,
  inTime: (stage: string) => `no example is in \`${stage}\` for as long as it may`,
  tooLong: (stage: string) => `no example is in \`${stage}\` for too long`,
}

export const lifecycleFlaws = {
  unknownStage: (name: string, near: string | undefined, known: readonly string[]): Amends => ({
    says: meant(`There is no stage \`${name}\`.`, near),
    fix: `Write ${oneOf(known)}, or add it to \`stages\``,
  }),
  toItself: (stage: string): Amends => ({
    says: `The way from \`${stage}\` leads to itself.`,
    fix: 'Write another stage after `to`, or delete it',
  }),
  twice: (from: string, to: string): Amends => ({
    says: `The way from \`${from}\` to \`${to}\` stands here twice, and only one gate can count.`,
    fix: 'Make one of the two',
  }),
  unreachable: (stage: string, start: string): Amends => ({
    says: `Nobody can reach the stage \`${stage}\`: no way leads to it from \`${start}\`.`,
    fix: `Add a transition \`to: ${stage}\`, or delete the stage`,
  }),
  leadsOut: (stage: string): Amends => ({
    says: `\`${stage}\` is an end, but a way leads out of it.`,
    fix: 'Delete that transition, or `end`',
  }),
  servesAtEnd: (stage: string): Amends => ({
    says: `\`${stage}\` is an end, but a model in it may serve.`,
    fix: 'Delete `serves`, or `end`',
  }),
  deadEnd: (stage: string): Amends => ({
    says: `No way leads out of \`${stage}\`, and it is no end.`,
    fix: `Add a transition \`from: ${stage}\`, or write \`end: true\``,
  }),
  endless: (stage: string): Amends => ({
    says: `No way leads from \`${stage}\` to an end, so such a model can never be retired.`,
    fix: 'Add a transition to a stage with `end: true`',
  }),
}

export const lifecycleGateWords = {
  document: (kind: string) => `document ${kind}`,
  test: (name: string) => `test ${name}`,
  validated: 'validated',
  rule: (facts: readonly string[]) => `rule on ${listWords(facts)}`,
  approvers: (who: string) => `approved by ${who}`,
}

export const lifecycleGate = {
  document: {
    there: (kind: string) => `document ${kind} is there`,
    missing: (kind: string) => `document ${kind} is missing`,
  },
  test: { there: (name: string) => `test ${name} passed`, missing: (name: string) => `test ${name} has not passed` },
  validated: { there: 'the version is validated', missing: 'the version is not validated' },
}

export const lifecycleMove = {
  way: (from: string, to: string) => `${from} → ${to} is a way there is`,
  noWay: (from: string, to: string, ways: readonly string[]) =>
    ways.length === 0
      ? `${from} → ${to} is no way there is: from ${from}, no way leads out of it`
      : `${from} → ${to} is no way there is: from ${from}, it leads to ${listWords(ways)}`,
  noWayFix: (from: string, [first, ...others]: readonly string[], lifecycle: string) => {
    const file = `policies/${lifecycle}.yaml`
    if (first === undefined) return `Leave \`stage: ${from}\`, or add a transition to ${file} first`
    return others.length === 0
      ? `Write \`stage: ${first}\`, or add the transition to ${file} first`
      : `Write \`stage: ${first}\` or one of ${listWords(others, 'or')}, or add the transition to ${file} first`
  },
  begins: (start: string) => `${start} is where life begins`,
  notBegun: (start: string, stage: string | undefined) =>
    stage === undefined
      ? `a new model begins in ${start}, and it says no stage`
      : `a new model begins in ${start}, and it says ${stage}`,
  unheard: (stage: string | undefined) => {
    const before = 'its file said none of these stages before, so nobody knows which gates it passed'
    return stage === undefined ? `it says no stage, and ${before}` : `it says ${stage}, and ${before}`
  },
  beginFix: (start: string) => `Write \`stage: ${start}\``,
  beginOrWaiveFix: (start: string) =>
    `Write \`stage: ${start}\`, or have a waiver granted for the stage it is really in`,
  takenAway: (stage: string) => `the stage ${stage} was taken away`,
  takenAwayFix: (stage: string) => `Leave \`stage: ${stage}\` in the file`,
}

export const lifecycleStanding = {
  fix: (known: readonly string[]) => `Write \`stage:\` with ${oneOf(known)}`,
  noStage: 'its file says no stage',
  unknownStage: (stage: string, near: string | undefined) =>
    near === undefined
      ? `there is no stage \`${stage}\``
      : `there is no stage \`${stage}\` (did you mean \`${near}\`?)`,
  isIn: (stage: string) => `it is in ${stage}`,
  mayNotServe: (stage: string) => `a model in ${stage} may not serve production, and this one is not on hold`,
  holdFix: (serving: readonly string[]) =>
    serving.length === 0
      ? 'Put it on hold (`serving.hold`) until it is in a stage with `serves: true`'
      : `Put it on hold (\`serving.hold\`) until it is in ${oneOf(serving)}`,
  timer: (stage: string, most: number) => `A model is in ${stage} for ${count(most, 'day')} at most.`,
  noSince: 'its file does not say since when it is there',
  noSinceFix: 'Write `stageSince:` with the day it came there',
  days: (n: number) => `it has been there for ${count(n, 'day')}`,
  moveFix: 'Move it on: `/kedge path {model}` says what is missing and who must act',
}

// src/approvals

export const approvalBranches = {
  approved: 'no example is approved',
  pending: 'no example is pending',
  expired: 'no example expires',
  denied: 'no example is denied',
  asker: 'no example shows that whoever asks never counts',
  author: 'no example shows that whoever wrote it never counts',
  filled: (role: string, people: number, urgent: boolean) =>
    unshown(`no example has ${count(people, 'person', 'people')} for ${role}`, urgent),
  nobody: (role: string, urgent: boolean) => unshown(`no example has nobody for ${role}`, urgent),
  tooFew: (role: string, urgent: boolean) => unshown(`no example has too few for ${role}`, urgent),
  wrongDoor: (role: string, urgent: boolean) =>
    unshown(`no example votes for ${role} by a door that does not count`, urgent),
}

const unshown = (what: string, urgent: boolean) => (urgent ? `${what} in an emergency` : what)

const mergedFix = 'Look at what is in force, and say what you found: `/kedge review`.'

export const approvalDecision = {
  deniedOwn: 'Talk to them: a denial blocks until they take it back, or a new commit is pushed.',
  deniedHere: 'Talk to them: a denial blocks until they take it back, or whoever asked presses `Withdraw` on its card.',
  deniedLapsed: 'Ask for the change again: the time to approve this one is over, and the denial with it.',
  deniedOwnLapsed: 'Push a new commit: the time to approve begins anew with it, and the denial is over.',
  nothing: 'Nothing that a model or a rule means is changed.',
  ownGrantFix:
    'Name somebody else who may grant it, or have somebody else ask for it: nobody approves what they asked for or wrote.',
  approved: (by: readonly string[]) =>
    by.length === 0 ? 'Nobody needs to approve, as the policy says.' : `Approved by ${listWords(by)}.`,
  pending: (it: {
    readonly counted: number
    readonly of: number
    readonly roles: string
    readonly who: string | undefined
  }): Amends => ({
    says: `${it.counted} of ${it.of} approvals; ${it.roles} to come.`,
    fix: `Ask ${it.who} to approve.`,
  }),
  mergedWithout: (it: { readonly counted: number; readonly of: number; readonly roles: string }): Amends => ({
    says: `Merged with ${it.counted} of ${it.of} approvals, and none of ${it.roles}.`,
    fix: mergedFix,
  }),
  /** Also where it was merged past a denial. */
  mergedFix,
  unanswered: (policy: string, trace: readonly string[], others: number) =>
    withOthers(`\`${policy}\` cannot be answered, and unknown is never yes: ${semicolonList(trace)}.`, others),
  unansweredFix: (because: string) => `Have it measured or written down. What the rule is for: ${because}`,
  stopped: (policy: string, because: string, others: number) =>
    withOthers(`\`${policy}\` does not allow it: ${because}`, others),
}

/** With how many other rules stop it. */
function withOthers(stopped: string, others: number): string {
  if (others === 0) return stopped
  return others === 1
    ? `${stopped} Another rule stops it as well.`
    : `${stopped} ${others} other rules stop it as well.`
}

export const approvalGrant = {
  slot: (roles: readonly string[], by: string) =>
    `granted by: one of the role ${roles.length === 0 ? 'nobody has' : listWords(roles, 'or')} (${by})`,
  note: (by: string) => `\`granted.by\` is a statement in the file until ${by} has approved`,
  unwaivable: (rule: string): Amends => ({
    says: `by the rules of the base nobody may waive ${rule}`,
    fix: `Give ${rule} \`mayWaive\` in a change of its own first, or leave out this waiver`,
  }),
  mayNot: (by: string, roles: readonly string[]): Amends => ({
    says: `by the rules of the base ${by} does not have the role ${listWords(roles, 'or')}`,
    fix: 'Have it granted by somebody who has, or give that role in a change of its own first',
  }),
}

export const approvalLack = {
  nobody: (it: {
    /** Left out where it is so whoever asks. */
    readonly asks: string | undefined
    readonly role: string
    readonly via: readonly string[] | undefined
    readonly beside: readonly string[]
  }) => {
    const left = `nobody is left who can approve as ${it.role}`
    const by = it.via === undefined ? left : `${left} via ${orList(it.via)}`
    return whenAsked(it.asks, it.beside.length === 0 ? by : `${by} beside ${commaList(it.beside)}`)
  },
  unseen: (it: {
    readonly asks: string | undefined
    readonly role: string
    readonly model: string
    readonly seenBy: readonly string[]
  }) => {
    const to = it.seenBy.length === 0 ? 'nobody' : `${codesAnd(it.seenBy)} alone`
    const left = `nobody who may see the model ${it.model} is left who can approve as ${it.role}`
    return whenAsked(it.asks, `${left}: its \`visibility.roles\` show it to ${to}`)
  },
  unseenFix: (missing: readonly string[], path: string) =>
    `Add ${codesAnd(missing)} to \`visibility.roles\` in ${path}, or ask here for roles that may see it.`,
  moreFix: (role: string) => `Give one more person the role \`${role}\` in policies/people.yaml, or ask for fewer.`,
  accountFix: (doors: readonly ('slack' | 'github')[], people: readonly string[], role: string) => {
    const account = listWords(
      doors.map(door => (door === 'slack' ? 'a Slack user' : 'a GitHub account')),
      'or',
    )
    return `Add ${account} to ${listWords(people)} in policies/people.yaml: they have the role \`${role}\`, and no way to approve.`
  },
}

const whenAsked = (asks: string | undefined, so: string) => (asks === undefined ? so : `when ${asks} asks, ${so}`)

const codesAnd = (names: readonly string[]) => listWords(names.map(name => `\`${name}\``))

export const approvalMayReview = {
  owners: 'It is in force already: ask the process owner, `processOwner` in policies/people.yaml, to look at it.',
}

export const approvalMayVote = {
  kinds: (kinds: readonly string[]) => (kinds.length === 0 ? 'this change' : commaList(kinds)),
}

export const approvalNeeded = {
  impossible: (role: string) => `nobody is left who can approve as ${role}`,
  needs: (
    needs: readonly { readonly count: number; readonly role: string; readonly via?: readonly ('slack' | 'github')[] }[],
    withinHours: number,
  ) => {
    const each = needs.map(({ count: n, role, via }) => {
      const doors = via?.map(door => (door === 'github' ? 'by a review on GitHub' : 'in Slack'))
      return doors === undefined ? `${n} of ${role}` : `${n} of ${role} ${listWords(doors, 'or')}`
    })
    return `${each.length === 0 ? 'nobody needs to approve' : listWords(each)}, within ${withinHours} hours`
  },
}

export const approvalReview = {
  because: (emergencies: readonly string[], silent: readonly string[]) =>
    listWords([
      ...(emergencies.length > 0 ? [`it was an emergency by ${listWords(emergencies)}`] : []),
      ...(silent.length > 0 ? [`${listWords(silent)} had no answer`] : []),
    ]),
}

export const approvalSlots = {
  agreed: 'A promise changes when both sides agree.',
  granted: 'An exception counts when whoever granted it says so here.',
}

export const approvalStoryBench = {
  because: 'As the story says.',
  people: 'of a story',
}

export const approvalSuppose = {
  noPerson: (person: string, near: string | undefined, known: readonly string[]): Refused => [
    meant(`There is no person \`${person}\`.`, near),
    known.length === 0 ? 'Write somebody into people first' : `Write ${oneOf(known)}`,
  ],
  noDoor: (door: string, person: string): Refused => [
    `There is no door \`${door}\`.`,
    `Write ${person}, ${person}@slack or ${person}@github`,
  ],
}

export const approvalTally = {
  pushAgain: 'Push a new commit: the time to approve begins anew with it.',
  doors: (doors: readonly ('slack' | 'github')[]) =>
    listWords(
      doors.map(door => (door === 'slack' ? 'in Slack' : 'on GitHub')),
      'or',
    ),
  somebody: (roles: string) => `somebody with the role ${roles}`,
}

export const approvalUnlikeThen = {
  is: (got: string, then: string | undefined) => `is is ${got}, not ${then}`,
  code: (got: readonly string[], then: string) =>
    `code is ${got.length === 0 ? 'not there' : commaList(got)}, not ${then}`,
  counted: (got: readonly string[], then: readonly string[]) =>
    `counted is ${peopleOrNobody(got)}, not ${peopleOrNobody(then)}`,
  review: (got: boolean, then: boolean) => `review is ${got}, not ${then}`,
}

const peopleOrNobody = (people: readonly string[]) => (people.length === 0 ? 'nobody' : commaList(people))

/** In the log. */
export const suiteLog = {
  notFollowed: 'how far its suites are was not looked at',
  notBegun: 'whether its suites are to be run was not looked at',
  notStarted: 'not started yet',
}

const oneForm = 'Write `change: { asks: ana }` and `events`, as in a case file, or `asks` and `votes`'

// src/policies

export const policyApprovals = {
  summary: 'Which changes need how many people of which roles, by which door, within how long.',
  otherwise: (verdict: string, unlike: readonly string[]) => `${verdict}, but ${listWords(unlike)}`,
  nobodyAsks: { says: 'It does not say who asks.', fix: oneForm },
  asksTwice: { says: '`change` says who asks and wrote it.', fix: oneForm },
  rolesTwice: { says: '`people` says who has which role, and `as` does too.', fix: oneForm },
  channelId: 'Write the channel’s id: channel → About, at the end',
  fields: {
    roles: 'The roles of this person, said once.',
    vote: 'Left out: an approval in Slack, when it was asked.',
    asks: 'In short: who asked, where `change` does not say it.',
    change: 'As in a case file; `kinds` left out: the first that the policy covers.',
    authors: 'Who opened or wrote the pull request.',
    emergency: 'Whoever asked says that it cannot wait.',
    events: 'What happened, in order, where it is more than votes: the same form as in a case file.',
    fix: 'What to do when an approval is missing.',
    about: 'Which changes need how many people of which roles. All that cover a change must be met.',
  },
}

export const policyDigest = {
  summary: 'What a channel hears, when, in which time zone; once a period, whatever the clocks do.',
  wasDue: (at: string) => `it was due at ${at}`,
  begins: (on: string | undefined) => (on === undefined ? 'none was due yet' : `it begins on ${on}`),
  hourOfChange: (at: string) => ({
    says: `At ${at} clocks change: once a year this time is skipped, and once it comes twice.`,
    fix: 'Write a time before 01:00, or 03:00 or later',
  }),
  twoSchedules: {
    says: 'It has `days` and `monthDay`, and can have only one of them.',
    fix: 'Delete one of them',
  },
  fields: {
    due: 'The day of the newest digest that is due then, or `none`.',
    because: 'What those who read it do with it.',
    audience: 'Whose questions it answers first.',
    about: 'What a channel hears, when, in which time zone.',
  },
}

const somebodyOfPeople = 'Name somebody of policies/people.yaml'

export const discovery = {
  summary: 'Where to look for models that nobody registered, what to leave out, and whom to ask.',
  neverIgnored: (name: string) => `no example is ignored as \`${name}\``,
  neverEnds: (as: 'registered' | 'unregistered') => `no example ends \`${as}\``,
  ignoresAll: { says: 'This leaves out everything.', fix: 'Name what is meant' },
  nobody: (id: string) => ({ says: `Nobody in people is \`${id}\`.`, fix: somebodyOfPeople }),
  left: (id: string) => ({ says: `\`${id}\` has left.`, fix: somebodyOfPeople }),
  fields: {
    registered: 'Names the models of the example go by.',
    fix: 'What to do about a model nobody registered. `{name}` stands for its name.',
    connection: 'A connection’s name; hosts and credentials are the deployment’s.',
    sql: 'One SELECT: a row with `name` for each model, endpoint or bill it finds.',
    looks: 'A registry, a list of endpoints, a bill: whatever a connection reaches.',
    name: '`*` stands for any signs: `sandbox-*`.',
    ignores: 'What is no model in use. The reason is kept with it.',
    about: 'Where to look for models that nobody registered.',
  },
}

/** Why a policy is not asked. */
const notItsModel = (id: string) => `${id} is not one of its models`

export const freeze = {
  summary: 'When nothing may change: fixed dates or weekly windows, with their exceptions.',
  notItsModel,
  doesNotStop: (kind: ChangeKind) => `it does not stop ${kind}`,
  outside: (now: string) => `${now} is outside the freeze`,
  noEnd: 'frozen, and no end is in sight',
  until: (end: string) => `frozen until ${end}`,
  excepted: (kind: ChangeKind, because: string) => `${kind} is excepted: ${because}`,
  stopsTheWayBack: (kinds: readonly ChangeKind[]) => ({
    says: `It stops ${andList(kinds)}, the way back to safety.`,
    fix: `Add an exception that covers [${commaList(kinds)}], or say under \`covers\` what it is to stop`,
  }),
  needless: (kind: ChangeKind) => ({
    says: `It does not stop ${kind}, so nothing is excepted.`,
    fix: 'Delete it, or add the change to `covers`',
  }),
  fields: {
    because: 'Why, in words for the people it stops.',
    fix: 'What to do meanwhile. `{model}` stands for the model’s id.',
    severity: 'Left out: `block`.',
    covers: 'The changes it stops. Left out: all.',
    exceptionBecause: 'Why they may go on.',
    exceptions: 'Changes that go on all the same. The way back to safety is one only if it is said here.',
    mayWaive: 'Roles that may waive it.',
    about: 'When nothing may change, and what may all the same.',
  },
}

export const freshness = {
  summary: 'How new readings, validations, reviews, documents and the checks of sources must be.',
  notItsModel,
  onHold: (id: string, since: string) => `${id} is on hold since ${since}`,
  noSuchKpi: 'it has no such KPI',
  noLimit: (of: string, key: string) => ({ says: `It does not say how old ${of} may be.`, fix: `Write \`${key}\`` }),
  wrongUnit: (of: string, unit: 'hours' | 'days', key: string) => ({
    says: `The age of ${of} is told in ${unit}.`,
    fix: `Write \`${key}\` instead`,
  }),
  needlessKpi: (of: string) => ({
    says: `A KPI has readings; it has nothing to do with ${of}.`,
    fix: 'Delete `kpi`, or write `of: readings`',
  }),
  unknownKpi: (it: {
    readonly models: number
    readonly kpi: string
    readonly near: string | undefined
    readonly known: readonly string[]
  }) => ({
    says: meant(`No model it is for (${count(it.models, 'model')}) has a KPI \`${it.kpi}\`.`, it.near),
    fix: it.known.length === 0 ? 'Give a model this KPI' : `Write ${oneOf(it.known)}`,
  }),
  fields: {
    days: 'Its age. Left out: nobody knows.',
    hours: 'The age of a reading. Left out: nobody knows.',
    because: 'Why, in words for the people it stops.',
    fix: 'What to do when it is too old. `{model}` is the model’s id.',
    clauses: 'The clauses of regulations it serves.',
    of: 'What must be new. Of `documents` and `sources` the oldest counts; a source is as old as its check.',
    kpi: 'For readings. Left out: every KPI that has a query.',
    maxDays: 'So old it may be; not for readings.',
    maxHours: 'So old a reading may be.',
    mayWaive: 'Roles that may waive it.',
    about: 'How new readings, validations, reviews, documents and the checks of sources must be.',
  },
}

export const guardrail = {
  summary: 'What must hold, when, why, and how to mend it; blocks, warns or informs.',
  notItsModel,
  fields: {
    facts: 'Nested, as rules name them; leave out what is missing.',
    because: 'Why, in words for the people it stops.',
    fix: 'What to do when it fails. `{model}` stands for the model’s id.',
    clauses: 'The clauses of regulations it serves.',
    judges:
      'Left out: changes, when they are asked for. `model`: the model itself, by `kedge check` and at every change of it.',
    when: 'A rule: when it applies. Left out: always. If facts for it are missing, the outcome is unknown.',
    expect: 'A rule: what must hold then.',
    channel: 'Where it is told that a running model stops keeping it. Left out: the model’s own channel.',
    mayWaive: 'Roles that may waive it.',
    about: 'What must hold for a change or a model, and why.',
  },
}

export const policyLifecycle = {
  summary: 'The stages of a model’s life, the gates between them, who acts, and for how long it may take.',
  dayBehind: (since: string) => ({
    because: 'The time in a stage begins with the move.',
    still: `\`stageSince\` still says ${since}`,
    fix: 'Write `stageSince:` with the day of the move',
  }),
  leaving: 'the model was under this life cycle before the change, so it still counts',
  two: (model: string, [first, second]: readonly [string, string]) => ({
    says: `\`${model}\` has two life cycles: \`${first}\` and \`${second}\`.`,
    fix: 'Narrow `appliesTo` of one of the two',
  }),
}

export const policyMonitor = {
  summary: 'Watches a KPI: fires when it stays beyond its limit, clears when it stays well inside.',
  noNumber: (needed: string) => `there is no ${needed}: say \`${needed}\` in the example`,
  moves: (it: { readonly value: number; readonly nth: number; readonly from: string; readonly to: string }) =>
    `${it.value} (value ${it.nth}): ${it.from} → ${it.to}`,
  unknownKpi: (it: { readonly kpi: string; readonly near: string | undefined; readonly there: readonly string[] }) => {
    const one = it.there.length === 0 ? `Give a model the KPI ${it.kpi}.` : `Write one of: ${commaList(it.there)}`
    return {
      says: `no model this monitor applies to has a KPI ${it.kpi}`,
      fix: it.near === undefined ? one : didYouMean(it.near),
    }
  },
  fields: {
    exampleLimit: 'Stands in for the KPI’s limit.',
    exampleBaseline: 'Stands in for the KPI’s baseline.',
    values: 'One a period, oldest first.',
    fix: 'What to do when it fires.',
    minSamples: 'A reading of fewer samples says nothing. Left out: the KPI’s own.',
    limit: 'Left out: the KPI’s own limit.',
    firesOf: 'Periods, those without a reading too. Left out: as many as `after`, in a row.',
    fires: (periods: number) =>
      `So many bad readings in the last so many periods; one without a reading is neither good nor bad. Left out: ${periods} in a row.`,
    clearsLimit: 'Left out: the limit itself. With a method: its threshold.',
    clears: (readings: number) =>
      `So many readings in a row at this value or better; with a method, of its statistic. Left out: ${readings}.`,
    severity: 'A breach opens a case; a warning is told.',
    cause: 'For a warning: what a later breach may come from, in words for the card.',
    staleHours: 'Left out: the KPI’s `freshHours`.',
    about: 'When a KPI has been bad for long enough to act, and good for long enough to stop.',
  },
}

export const policyPeople = {
  summary: 'Who is who: Slack user, GitHub account, roles. Only these people are ever counted.',
  same: {
    slackUser: (id: string, first: string) => ({
      says: `\`${id}\` and \`${first}\` have the same Slack user: one person would be counted as two.`,
      fix: ownAccount(id),
    }),
    githubId: (id: string, first: string) => ({
      says: `\`${id}\` and \`${first}\` have the same GitHub id: one person would be counted as two.`,
      fix: ownAccount(id),
    }),
    githubLogin: (id: string, first: string) => ({
      says: `\`${id}\` and \`${first}\` have the same GitHub login: one person would be counted as two.`,
      fix: ownAccount(id),
    }),
  },
  noAccount: (id: string) => ({
    says: `\`${id}\` has neither a Slack user nor a GitHub account, so nothing they do can be seen.`,
    fix: 'Add `slack` or `github`',
  }),
  workspaceId: 'Write the workspace’s id: it stands in the address of Slack in a browser, app.slack.com/client/T…',
  accountId: 'Write the id from https://api.github.com/users/<login>, and the login beside it',
  ownerLeft: (id: string, on: string | undefined) => ({
    says: `\`${id}\` left on ${on}, so nobody answers for the whole.`,
    fix: 'Name somebody who is here',
  }),
  ownerUnknown: (id: string, near: string | undefined) => ({
    says: meant(`\`processOwner\` is \`${id}\`, who is not in \`people\`.`, near),
    fix: `Write one of its keys, or add \`${id}\` to it`,
  }),
}

function ownAccount(id: string): string {
  return `Keep one of the two, or give \`${id}\` an account of their own`
}

const offersOrDoes = 'say what it `offers`, or what it `does`'

/** The first three of many. */
function someNames(names: readonly string[]): string {
  const more = names.length - 3
  return listWords([...names.slice(0, 3), ...(more > 0 ? [`${more} more`] : [])])
}

export const playbook = {
  summary: 'What follows a breach: which ways out the card offers, and what is done or asked for by itself.',
  twice: (act: ActName) => ({
    says: `it does \`${act}\` twice`,
    fix: act === 'notify' ? 'write a second playbook for the other channel' : 'leave one of them out',
  }),
  doesNothing: { says: 'it offers nothing and does nothing', fix: offersOrDoes },
  idle: (key: string) => ({ says: `it does nothing by itself, so \`${key}\` means nothing`, fix: offersOrDoes }),
  notShownThere: (models: readonly string[], channel: string) => ({
    says: `${someNames(models)} may not be shown in ${channel}, so it is said elsewhere`,
    fix: 'add the channel to their `visibility.channels`, or notify one that stands there',
  }),
  lacks: {
    older: (models: readonly string[]) => ({
      says: `${someNames(models)}: no older version passed its gates`,
      fix: 'list one with its `gates`, or let `appliesTo` leave such models out',
    }),
    delivery: (models: readonly string[]) => ({
      says: `${someNames(models)}: nothing says how it is trained`,
      fix: 'say `retraining.delivery`, or let `appliesTo` leave such models out',
    }),
    trigger: (models: readonly string[]) => ({
      says: `${someNames(models)}: its \`retraining.triggers\` name neither \`breach\` nor \`drift\``,
      fix: 'add the one it is for, or let `appliesTo` leave such models out',
    }),
  },
  fields: {
    offers: 'The buttons on the card of a case: `reopen` once it is closed, the others while it is open.',
    does: 'What follows by itself, each once a case. What changes a file is asked for under the name of the playbook, and approved as if a person had asked.',
    unactedHours: 'Only when a case has been open for so long, and nobody took it or asked for anything in it.',
    when: 'When it does something. Left out: as soon as a case opens.',
    coolDownHours: (hours: number) =>
      `So long after it did something for a model it does not do it in another case of that model; whatever playbooks ask for counts together. Left out: ${hours}.`,
    most: (times: number, days: number) =>
      `So often within so many days it does the same for one model; whatever playbooks ask for counts together. Left out: ${times} times in ${days} days.`,
    casesAnHour: (cases: number) =>
      `So many cases may open within an hour with a card each; when more do, one message tells of all. The smallest of all playbooks counts, for all models. Left out everywhere: ${cases}.`,
    about: 'What follows when a model breaches: what people are offered, and what is done by itself.',
  },
}

export const policyRegulation = {
  summary: 'Clauses of a law, a standard or a guidance, in plain words and with their dates, for guardrails to cite.',
  endsFirst: ({ until, applies }: { readonly until: string; readonly applies: string }) => ({
    says: `It ends on ${until}, before it applies on ${applies}.`,
    fix: 'Swap the two days, or correct one of them',
  }),
}

const hearers = { person: 'a person', role: 'a role', step: 'a step of its own' }

export const sla = {
  summary: 'Who answers within how long, on which clock, agreed by both sides, and who hears when it is late.',
  due: (on: string) => `it is due on ${on}`,
  notCounted: (what: string, counted: readonly string[]) => ({
    says: `\`${what}\` is not counted yet: it warns nobody, and is never late.`,
    fix: `Write ${listWords(counted, 'or')}, or let the life cycle ask for it: \`gate: { validated: true }\``,
  }),
  tooLong: { says: 'So much open time takes more than a year.', fix: 'Write less, or open the clock for longer' },
  oneSided: (person: string) => ({
    says: `\`${person}\` agreed for both sides.`,
    fix: 'Name two people, one of each side',
  }),
  twoMeanings: (to: string, meanings: readonly (keyof typeof hearers)[]) => ({
    says: `\`${to}\` is ${andList(meanings.map(kind => hearers[kind]))}.`,
    fix: 'Give the other another name in policies/people.yaml',
  }),
  unknownHearer: (it: {
    readonly to: string
    readonly near: string | undefined
    readonly person: readonly string[]
    readonly role: readonly string[]
    readonly step: readonly string[]
  }) => ({
    says: meant(`Nobody is \`${it.to}\`, and nobody has that role.`, it.near),
    fix: `Write a person (${commaList(it.person)}), a role (${commaList(it.role)}), or ${orList(it.step)}`,
  }),
  outOfOrder: ({ after, before }: { readonly after: number; readonly before: number }) => ({
    says: `It comes after ${count(after, 'hour')}, and the step before it after ${count(before, 'hour')}.`,
    fix: 'Put the steps in order',
  }),
  fields: {
    example: 'It begins at `from`, and is not done at `at`.',
    because: 'What it costs when it is late.',
    fix: 'What to do when it is late. `{model}` is the model’s id.',
    what: 'Until somebody says that they look after a breach, until something was done, until the KPIs are good again; until a change has its approvals. `validate`, until a version is validated, is kept for later: nothing counts it yet.',
    agreedBy: 'Who agreed to it for each side: two different people.',
    about: 'What is promised to the business, by when, and who hears when it is late.',
  },
}

interface Unknown {
  readonly id: string
  readonly near: string | undefined
  readonly known: readonly string[]
}

const orNoWaiver = (known: readonly string[]) => `Write one of: ${commaList(known)}, or delete this waiver`

export const waiver = {
  summary: 'An exception from one rule for named models, with owner, reason and end.',
  doesNotCount: (id: string) => `${id} does not count here: nobody may waive this`,
  waived: (it: { readonly id: string; readonly expires: string; readonly because: string }) =>
    `waived by ${it.id} until ${it.expires}: ${it.because}`,
  isFor: (models: readonly string[], { from, to }: { readonly from: string; readonly to: string }) =>
    `it is for ${commaList(models)}, from ${from} to ${to}`,
  untested: {
    otherModel: 'no example is about another model',
    before: 'no example is before it was granted',
    waived: 'no example ends `waived`',
    after: 'no example is after it ended',
  },
  nobodyMay: (rule: string) => ({
    says: `Nobody may waive \`${rule}\`: it has no \`mayWaive\`.`,
    fix: 'Give the rule `mayWaive`, or delete this waiver',
  }),
  mayNot: (it: { readonly by: string; readonly rule: string; readonly may: readonly string[] }) => ({
    says: `\`${it.by}\` may not waive \`${it.rule}\`.`,
    fix: `It takes the role ${oneOf(it.may)}`,
  }),
  unknown: {
    model: ({ id, near, known }: Unknown) => ({
      says: meant(`There is no model \`${id}\`.`, near),
      fix: orNoWaiver(known),
    }),
    person: ({ id, near, known }: Unknown) => ({
      says: meant(`There is no person \`${id}\`.`, near),
      fix: orNoWaiver(known),
    }),
    policy: ({ id, near, known }: Unknown) => ({
      says: meant(`There is no policy \`${id}\`.`, near),
      fix: orNoWaiver(known),
    }),
  },
  endsFirst: (expires: string, granted: string) => ({
    says: `It ends on ${expires}, before it was granted.`,
    fix: `Write a day after ${granted}`,
  }),
  tooLong: (it: { readonly expires: string; readonly latest: string; readonly mostDays: number }) => ({
    says: `It ends on ${it.expires}, more than ${it.mostDays} days after it was granted.`,
    fix: `Write \`expires: ${it.latest}\` or an earlier day`,
  }),
  expired: (it: { readonly rule: string; readonly models: readonly string[]; readonly expires: string }) => ({
    says: `The exception from \`${it.rule}\` ran out on ${it.expires}.`,
    fix: `Do what the rule asks of ${commaList(it.models)} and delete the file, or have it granted anew`,
  }),
  fields: {
    rule: 'The policy it is an exception from, by its id.',
    models: 'Named one by one: no exception is for all.',
    granted: 'Somebody with a role that `mayWaive` of the rule names.',
    expires: 'The last day it holds, at most 366 after it was granted. After it, `kedge check` fails.',
    about: 'An exception from a rule, with an owner, a reason and an end.',
  },
}

export const digestUnrest = {
  held: (models: number) => `${count(models, 'model')} on hold`,
  warned: (models: number) => `${count(models, 'model')} warned of`,
  runOther: (models: number) =>
    models === 1 ? '1 model that runs another version' : `${models} models that run another version`,
  unseen: (models: number) => `${count(models, 'model')} nobody saw run`,
  unmeasured: (models: number) => `${count(models, 'model')} unmeasured`,
  notKept: (rules: number) => `${count(rules, 'rule')} not kept`,
  of: (model: string, stands: readonly Words[]) => {
    const [first = [], ...more] = stands
    return more.reduce<Words>((all, one) => words`${all}; ${one}`, words`${strong(model)}: ${first}`)
  },
  runsAnother: (runs: string, wanted: string) => words`${code(runs)} runs, and ${code(wanted)} is wanted`,
  neverSeen: (wanted: string, isUnasked: boolean) =>
    isUnasked
      ? words`nobody can see whether ${code(wanted)} runs: ${code('serving.observe')} is to name a query that says it`
      : words`nobody saw yet whether ${code(wanted)} runs`,
  notMeasured: words`nobody would see it fail: no KPI of it is measured`,
  warnedOf: (kpis: readonly string[]) => words`warned of ${listWords(kpis)}`,
}

export const brokenRules = {
  stillInForce: (commit: string) =>
    `The main branch of the policy repository has errors, so the models and rules of ${commit} stay in force, without what was merged since.`,
  mend: '`kedge check` in a clone says where the errors are; mend them by pull request',
}

// src/rules

export const factFind = {
  hasNone: (it: { readonly path: string; readonly type: string; readonly name: string }) =>
    `${it.path} is a ${it.type} and has no ${it.name}`,
  noFact: (path: string) => `there is no fact ${path}`,
  group: (path: string) => `${path} is a group of facts, not one`,
  meant: (path: string) => `did you mean \`${path}\`?`,
  use: (paths: readonly string[], more: number) => {
    if (paths.length === 0) return 'no model here has such facts; declare it in the model first'
    const some = commaList(paths.map(path => `\`${path}\``))
    if (paths.length === 1) return `use ${some}`
    return more > 0 ? `use one of ${some}, or ${more} more: the table is in policies/README.md` : `use one of ${some}`
  },
}

export const factLint = {
  badType: (path: string, type: string): Amends => ({
    says: `${path} is a ${type}, and this is not`,
    fix: `write a ${type}, or leave it out if it is to be missing`,
  }),
  impossible: (path: string, value: unknown, possible: readonly string[]): Amends => ({
    says: `${path} is never \`${value}\``,
    fix: `use one of ${commaList(possible)}`,
  }),
}

export const ruleBranches = {
  never: {
    holds: (rule: string) => `\`${rule}\` is never true in an example`,
    'does-not': (rule: string) => `\`${rule}\` is never false in an example`,
    missing: (rule: string) => `\`${rule}\` is never missing in an example`,
  },
}

export const ruleEvaluate = {
  noRule: 'this is no rule that can be answered: kedge check says why',
  known: (path: string) => `${path} is known`,
}

/** What cannot be compared or computed with. */
export const ruleLeaf = {
  missing: (name: string) => `${name} is missing`,
  unfit: {
    number: (seen: string) => `${seen} is not a number`,
    string: (seen: string) => `${seen} is not a string`,
    boolean: (seen: string) => `${seen} is not a boolean`,
    list: (seen: string) => `${seen} is not a list`,
    single: (seen: string) => `${seen} is a list, not one value`,
    member: (seen: string) => `${seen} is of another type than the list`,
    truth: (seen: string) => `${seen} is neither true nor false`,
  },
}

export const ruleLint = {
  sum: (operator: string): Amends => ({
    says: `\`${operator}\` computes a number, and a condition must be true or false`,
    fix: 'compare it: `{ "<=": [ …, 10 ] }`',
  }),
  writeKnown: 'write the path itself: `known: case.open`',
  writeTruth: 'write its path: `var: target.passed`',
  negatedKnown: (path: unknown, isMeasured: boolean): Amends => ({
    says: `this could hold because \`${path}\` is missing: \`known\` under \`!\` or in the condition of an \`if\``,
    fix: isMeasured
      ? 'leave it out: while the measurement is missing, the outcome is `unknown`'
      : 'ask it in `when`, which says what the policy is for',
  }),
  silenceSkips: (path: unknown): Amends => ({
    says: `\`${path}\` is measured: where no measurement comes, this policy would not even be asked`,
    fix: 'move it to `expect`, so that no measurement is no pass',
  }),
  noTruth: (path: unknown, type: string): Amends => ({
    says: `\`${path}\` is a ${type}, and a condition must be true or false`,
    fix: 'compare it',
  }),
  constants: (operator: string): Amends => ({
    says: `\`${operator}\` compares constants, so the answer never changes`,
    fix: 'name a fact: `{ var: kpis.mae.value }`',
  }),
  equalList: { says: 'a list is equal to nothing', fix: 'ask whether something is in it: `in`' },
  neverEqual: (one: string, other: string) => `a ${one} is never equal to a ${other}`,
  noList: (type: string) => `\`in\` looks into a list, and this is a ${type}`,
  neverIn: (type: string, inside: string): Amends => ({
    says: `a ${type} is never in a list of ${inside}s`,
    fix: `use a ${inside}`,
  }),
  impossible: (typo: unknown, possible: readonly string[]): Amends => ({
    says: `it is never \`${typo}\``,
    fix: `use ${oneOf(possible)}`,
  }),
}

/** What JSON Logic has and rules do not, and what to write instead. */
const insteadOf: Readonly<Record<string, string>> = {
  '==': 'write `===`: nothing is ever converted',
  '!=': 'write `!==`: nothing is ever converted',
  '!!': 'name a fact that is true or false by `var`, or ask whether it is there by `known`',
  missing: 'ask `known`',
  missing_some: 'ask `known`',
  some: 'use `in`',
  all: 'use `and`',
  none: 'use `!` and `in`',
  '%': 'use another comparison',
}

export const ruleRefusal = {
  not: { condition: 'this is not a condition', value: 'this is not a value' },
  writeOne: 'write one operator: `{ "<=": [{ var: kpis.mae.value }, 18.5] }`',
  empty: { says: 'an empty object is not a rule', fix: 'write one operator or leave it out' },
  several: (operators: readonly string[]): Amends => ({
    says: `one operator an object, and here are ${operators.length}: ${commaList(operators.slice(0, 5))}`,
    fix: 'join them by `and`: [ … ] or by `or`: [ … ]',
  }),
  unknown: (it: {
    readonly operator: string
    readonly near: string | undefined
    readonly known: readonly string[]
  }): Amends => {
    const near = it.near === undefined ? `write ${oneOf(it.known)}` : `did you mean \`${it.near}\`?`
    const instead = Object.hasOwn(insteadOf, it.operator) ? insteadOf[it.operator] : undefined
    return { says: `there is no operator \`${it.operator.slice(0, 40)}\``, fix: instead ?? near }
  },
  badCount: (operator: string, args: number, [least, most]: readonly [number, number]): Amends => ({
    says: `\`${operator}\` has ${count(args, 'argument')}`,
    fix: least === most ? `give it ${least}` : `give it ${least} to ${most}`,
  }),
  badIf: (args: number): Amends => ({
    says: `\`if\` has ${count(args, 'argument')}`,
    fix: 'give it a condition, what then, and what else',
  }),
}

export const ruleShape = {
  writeFact: 'write its path: `var: kpis.mae.value`',
  noValue: (operator: string): Amends => ({
    says: `\`${operator}\` answers true or false, and a value is wanted here`,
    fix: 'use a fact, a number or a text',
  }),
  emptyList: { says: 'an empty list has nothing in it', fix: 'name what it should be one of' },
  mixedList: { says: 'a list holds only texts or only numbers', fix: 'leave out null, facts and other lists' },
  mixedIf: { says: 'the branches of `if` are of different types', fix: 'make all of them numbers, or all texts' },
  wants: (it: { readonly operator: string; readonly type: string; readonly is: string }) =>
    `\`${it.operator}\` wants a ${it.type} here, and this is a ${it.is}`,
  unquote: (value: number) => `leave out the quotes: ${value}`,
  writeList: 'write a list: [low, medium]',
  write: (type: string) => `write a ${type} or name a fact that is one`,
}

interface Compared {
  readonly operator: string
  readonly parts: readonly string[]
  readonly holds: boolean
}

export const ruleTrace = {
  missing: 'missing',
  nothing: 'nothing',
  empty: '(empty)',
  truth: (name: string, holds: boolean) => `${name} is ${holds}`,
  compared: ({ operator, parts, holds }: Compared) => {
    const [a, b, c] = parts
    switch (operator) {
      case '===':
        return holds ? `${a} is ${b}` : `${a} is not ${b}`
      case '!==':
        return holds ? `${a} is not ${b}` : `${a} is ${b}`
      case 'in':
        return holds ? `${a} is one of ${b}` : `${a} is none of ${b}`
      default:
        if (c !== undefined) return `${a} ${operator} ${b} ${operator} ${c} is ${holds}`
        return holds ? `${a} is ${operator} ${b}` : `${a} is not ${operator} ${b}`
    }
  },
}

export const ruleWalk = {
  tooLarge: (most: { readonly parts: number; readonly depth: number }): Amends => ({
    says: `a rule has at most ${most.parts} parts, ${most.depth} deep`,
    fix: 'split it into several policies',
  }),
  noFact: 'this names no fact',
}

/** A rule as people say it. */
export const ruleWords = {
  noFact: 'no fact',
  nothing: 'nothing',
  known: (path: string) => `${path} is known`,
  not: (rule: string | undefined) => `not ${rule}`,
  choice: (condition: string | undefined, then: string, otherwise: string) =>
    `if ${condition} then ${then} else ${otherwise}`,
}

export const storyLint = {
  unknown: {
    person: (name: string, near: string | undefined) => meant(`There is no person \`${name}\`.`, near),
    model: (name: string, near: string | undefined) => meant(`There is no model \`${name}\`.`, near),
    'approvals-policy': (name: string, near: string | undefined) =>
      meant(`There is no approvals policy \`${name}\`.`, near),
  },
  unknownFix: (known: readonly string[]) =>
    known.length === 0 ? 'Write it out in this file' : `Write ${oneOf(known)}`,
  twice: (one: string, other: string): Amends => ({
    says: `\`${one}\` and \`${other}\` say the same thing.`,
    fix: 'Leave one of them out',
  }),
  noKinds: { says: 'The change does not say what it does.', fix: 'Add a line `kinds: [rollback]`' },
}

// src/series

export const unfit = {
  neverFires: (after: number, of: number): Amends => ({
    says: `${after} of ${of} readings can never be bad`,
    fix: `Say at least ${after}, or leave \`of\` out.`,
  }),
  exampleWithout: (needed: 'limit' | 'baseline'): Amends => ({
    says: `the example has no ${needed} to compare with`,
    fix: `Add \`${needed}\` to it.`,
  }),
  beyondThreshold: (clears: number, threshold: number): Amends => ({
    says: `${clears} is still beyond the threshold ${threshold} of the method`,
    fix: `Say ${threshold} or less, or leave it out.`,
  }),
  beyondLimit: (it: {
    readonly model: string
    readonly clears: number
    readonly limit: number
    readonly lower: boolean
  }): Amends => ({
    says: `on ${it.model}, it clears at ${it.clears}, still beyond the limit ${it.limit}`,
    fix: `Let it clear at ${it.limit} or ${it.lower ? 'less' : 'more'}.`,
  }),
  noBaseline: (model: string, kpi: string): Amends => ({
    says: `${model} has no baseline for ${kpi}`,
    fix: 'Give the KPI a `baseline` in the model.',
  }),
  noLimit: (model: string, kpi: string): Amends => ({
    says: `${model} agreed to no limit for ${kpi}`,
    fix: 'Give the KPI a `limit` in the model, or the monitor one.',
  }),
  noShare: (model: string, kpi: string): Amends => ({
    says: `on ${model}, the baseline of ${kpi} is 0, and no change is a share of it`,
    fix: 'Add `change: absolute`, with a threshold in the KPI’s unit.',
  }),
  noSeasons: (model: string, kpi: string): Amends => ({
    says: `on ${model}, ${kpi} has one reading a week, so no weekdays to compare`,
    fix: 'Say `is: ewma`, or let its query have `every: day`.',
  }),
  tooManySeasons: (it: {
    readonly model: string
    readonly kpi: string
    readonly seasons: number
    /** So many are; left out: too few for any season. */
    readonly weeks?: number
  }): Amends => ({
    says: `on ${it.model}, ${it.seasons} weeks of ${it.kpi} are never looked at together, so it judges nothing`,
    fix:
      it.weeks === undefined
        ? 'Watch fewer segments, or let its query have `every: day`.'
        : `Say \`seasons: ${it.weeks}\` or less, or let its query have \`every: day\`.`,
  }),
}

const alignedShares = 'over aligned shares'

const unitOfColumn = 'in the unit of the column'

// src/drift

export const chiSquare = {
  summary: 'Pearson’s chi-square test, with Cramér’s V as the size of the difference',
  effect: 'Cramér’s V',
  how: {
    fit: (yates: boolean) => withYates('fit: the shares of the reference are the truth', yates),
    homogeneity: (yates: boolean) => withYates('homogeneity: both samples are samples', yates),
  },
}

const withYates = (how: string, yates: boolean) => (yates ? `${how}, Yates’ correction for two categories` : how)

export const hellinger = { summary: 'Hellinger distance: 0 to 1', how: alignedShares }

export const jensenShannon = {
  summary: 'Jensen-Shannon distance, base 2: 0 to 1',
  how: 'the root of the divergence, logarithm to base 2',
}

export const kolmogorovSmirnov = {
  summary: 'Kolmogorov-Smirnov test of two samples: the largest distance of the distribution functions',
  everyCurrent: 'every current value',
  every: 'every value compared',
  grid: (cells: number) => `on a grid of ${inFull(cells)} cells`,
  exact: (how: string) => `${how}; p-value exact, by counting paths`,
  limit: (how: string) => `${how}; p-value in the limit`,
}

export const kullbackLeibler = {
  summary: 'Kullback-Leibler divergence of the current from the reference, in nats',
  how: (zero: number) => `current from reference, natural logarithm, shares of zero in the reference are ${zero}`,
}

export const lInfinity = {
  summary: 'the largest change of any one share',
  how: (most: string | undefined) => `over aligned shares; most at ${most ?? 'none'}`,
}

export const proportions = {
  summary: 'z test of two proportions: the share of one category',
  effect: 'difference of the shares',
  how: (category: string | undefined) => `the share of “${category}”, pooled, both sides`,
  noCategory: (categories: number, some: readonly string[]): WrongAndFix => [
    `There are ${categories} categories, and a proportion is the share of one of them.`,
    sayWhich(some),
  ],
  notThere: (category: string, some: readonly string[]): WrongAndFix => [
    `No row of either sample is “${category}”.`,
    sayWhich(some),
  ],
}

const sayWhich = (some: readonly string[]) => `Say which one counts, as --success: one of ${commaList(some)}`

export const psi = {
  summary: 'population stability index, natural logarithm',
  how: (zero: number) => `natural logarithm, shares of zero are ${zero} and nothing is renormalised`,
}

export const totalVariation = {
  summary: 'total variation: the share of rows that would have to move',
  how: alignedShares,
}

export const wassersteinNormed = {
  summary: 'Wasserstein-1 distance, in standard deviations of the reference',
  how: (least: number) => `by the standard deviation of the reference, at least ${least}`,
}

export const wasserstein = { summary: 'Wasserstein-1 distance, in the unit of the column', how: unitOfColumn }

// src/numbers

export const bins = {
  all: 'all',
  categories: (n: number, unseen: number) =>
    unseen === 0
      ? count(n, 'category', 'categories')
      : `${count(n, 'category', 'categories')}, ${unseen} of them not in the reference`,
}

export const profileCounts = {
  others: 'all others',
  bins: (n: number) => `${n} bins with the edges of the profile`,
  categories: (n: number) => `${count(n, 'category', 'categories')} of the profile`,
  categoriesAndOthers: (n: number) => `${n} categories of the profile, and all others together`,
}

// src/mutation

export const dataMutations = {
  becomes: (it: { readonly key: string; readonly was: string; readonly is: string }) =>
    `\`${it.key}\` \`${it.was}\` becomes \`${it.is}\``,
  leftOut: (key: string) => `\`${key}\` is left out`,
  leftOutOf: (part: string, key: string) => `\`${part}\` of \`${key}\` is left out`,
}

export const ruleMutations = {
  becomes: (rule: string, other: string) => `\`${rule}\` becomes \`${other}\``,
  leftOut: (rule: string) => `\`${rule}\` is left out`,
  branchLeftOut: (branch: string) => `the branch \`${branch}\` is left out`,
}

// src/starter

export const answerChecks = {
  text: (flag: string): WrongAndFix => [`${flag} is empty or longer than 80 letters.`, 'Say it in a few words'],
  team: (id: string): WrongAndFix => [
    `\`${id}\` is no id of a workspace.`,
    'Take it from the address of Slack in a browser, app.slack.com/client/T…, or say: later',
  ],
  channel: (id: string): WrongAndFix => [
    `\`${id}\` is no id of a channel.`,
    'Take it from channel → About, at the end, or say: later',
  ],
  nobody: (): WrongAndFix => ['Nobody is named.', 'Name the people, one a line, or say: later'],
  tier: (tier: string, near: string | undefined, known: readonly string[]): WrongAndFix => [
    meant(`There is no tier \`${tier}\`.`, near),
    `Say ${oneOf(known)}`,
  ],
  stranger: (id: string, near: string | undefined, known: readonly string[]): WrongAndFix => [
    meant(`\`${id}\` is nobody who was named.`, near),
    `Say one or two of ${oneOf(known)}`,
  ],
}

/** Why an example of an approval comes out as it does. */
export const approvalExamples = {
  oncePerPerson: 'One person counts once, whatever their roles.',
  asker: 'Whoever asks is never counted.',
  author: 'Whoever wrote it is never counted.',
  lastWord: 'The last word of a person stands.',
  wrongDoor: 'A press of a button in Slack is not enough here.',
  atDeadline: 'At the deadline counts.',
  afterDeadline: 'After it does not.',
}

const askAnother = 'Ask another person of modelops to approve, in Slack or by a review on GitHub.'

/** What a file of approvals begins with, why it is, and what to do where somebody is missing. A new line where it is long. */
export const approvalFiles = {
  channel: 'where it is asked',
  policies: {
    'approve-low': {
      comment:
        'An empty list of needs says aloud that nobody has to approve. A change that no file covers is blocked, so the\nlist is written down and not left out.',
      because: 'Little depends on a low-tier model, so its people change it without waiting for anybody.',
      fix: 'Nobody has to approve. If it does not merge, a guardrail stops it.',
    },
    'approve-low-register': {
      comment: 'Here somebody says that a model is of the low tier, so somebody else looks at that once.',
      because: 'A model is low-tier only if two people think so, and others rely on one that goes away.',
      fix: askAnother,
    },
    'approve-medium': {
      comment: 'One other person. Whoever asks is never counted, so it takes two people with the role.',
      because: 'What many rely on is never changed by one person alone.',
      fix: askAnother,
    },
    'approve-high': {
      comment:
        'Two people of two roles. One of them by a review on GitHub: a stolen Slack session alone is then not enough.',
      because:
        'A high-tier model can do harm, so somebody who runs it and somebody who judges it independently say yes.',
      fix: 'Ask one person of modelops, and one of model-validation by a review on GitHub.',
    },
    'approve-way-back': {
      comment:
        'The way back to safety asks for fewer people than the way forward, and is merged as soon as they agree.',
      because: 'Going back and holding are quick, but never one person’s alone.',
      fix: askAnother,
    },
    'approve-data-and-uses': {
      comment: 'Use cases and data sources have no tier, since many models share them.',
      because: 'What a model is for, and what its data may be used for, is said by two people.',
      fix: askAnother,
    },
    'approve-rules': {
      comment:
        'Without appliesTo, since rules are no model’s. The rules of the main branch judge, not the changed ones.',
      because: 'Whoever may change the rules may change everything, so another owner of the rules reads each change.',
      fix: 'Ask another person of governance for a review on GitHub.',
    },
  },
}

export const digestFiles = {
  comment: 'Give it the channel of those it is for, and their time zone: Europe/Berlin, America/Chicago …',
  notBegun: 'It has not begun.',
  because: {
    operations:
      'Whoever runs the models hears what moved, what is open and what waits on them, and plans the day with it.',
    compliance:
      'Whoever answers for the rules sees which are not kept, what is overdue, and what nobody would see fail.',
    executive:
      'Whoever answers for all models sees where they stand, and what each function did beside the month before.',
  },
}

export const guardrailFiles = {
  'rollback-target-passed': {
    comment: 'Every example is run by `kedge check`, and each boundary has one on either side.',
    because: 'The way back leads to an older version that passed its gates, and nowhere else.',
    fix: 'Name an older version of {model} that has `gates` in its file: /kedge show {model} lists them.',
    unknown: 'Nobody says that it passed, and unknown is never a pass.',
  },
  'rollback-not-worse': {
    because:
      'Nobody rolls back into something worse. Only the same cases show it; what was not compared blocks nothing.',
    fix: 'Go back to another version of {model}, or train it anew: /kedge show {model}',
    mixed: 'Better in one KPI and worse in another is for people to weigh.',
  },
  'promote-target-passed': {
    because: 'What many rely on is replaced only by a version that passed its gates.',
    fix: 'Write `gates` at the new version of {model}, with the day it passed and where the results are.',
  },
  'promote-validated': {
    because: 'A high-tier model moves on only while somebody who owns nothing of it approved it within a year.',
    fix: 'Name a `validator` of {model} who is no other owner of it, and write what they found under `validation`.',
  },
  'promote-documented': {
    because: 'Whoever has to answer for a high-tier model finds in one place what it is for and where it fails.',
    fix: 'Write a model card for {model}, and name it in its file: documents: { model-card: { at: …, updated: … } }',
  },
  'findings-on-time': {
    comment:
      'It judges the model itself, by `kedge check` and at every change. It only warns: nothing may bar the way back.',
    because: 'What a validator or an auditor found is mended by the day that was agreed.',
    fix: 'Close the findings of {model} that are overdue, or agree on another day with whoever found them.',
  },
}

export const initWords = {
  wrote: (files: number) => (files === 0 ? 'Wrote 0 files.' : `Wrote ${count(files, 'file')}:`),
  kept: 'Kept, since they were there already:',
  next: 'Next:',
  steps: (folder: string) => [
    `Read ${folder}/policies/README.md, and change what is not so in your house. Then: npx kedge check ${folder}`,
    `Make it a repository: cd ${folder} && git init -b main && git add . && git commit -m Begin, and push it to GitHub.`,
    'Connect Slack and GitHub: npx kedge manifest slack, npx kedge manifest github. The README of Kedge has each step.',
  ],
}

export const lifecycleFiles = {
  comment:
    'A new model begins in development, on hold. There are no other ways than these, and each of them has a fix.',
  because: 'A model that people rely on is built, looked at, and only then serves.',
  stages: {
    development: 'It is built and tried.',
    validation: 'Somebody who did not build it tries to break it.',
    production: 'It serves.',
    retired: 'Nobody uses it any more.',
  },
  validate: {
    because: 'Whoever looks at it needs to know how it was tried.',
    fix: 'Name the newest hold-out of {model} under tests',
  },
  giveUp: 'Say in the pull request why it is given up',
  mend: 'Say in the pull request what has to be mended',
  serve: {
    because: 'What serves was looked at by somebody who did not build it.',
    fix: 'Have the version of {model} that is to serve validated',
  },
  replace: 'Say in the pull request what takes its place',
  examples: {
    begins: 'A new model begins in development.',
    noWay: 'No such way.',
    retired: 'What is retired does not come back.',
    noSince: 'Nobody says since when.',
    notYet: 'It may not serve yet.',
  },
}

/** Those who keep the places of real people. */
export const madeUpPeople = {
  first: 'The first of your team',
  second: 'The second of your team',
  third: 'The third of your team',
}

export const modelFiles = {
  /** Where its name alone is the id of a rule. */
  called: (name: string) => `${name} model`,
  model: 'Above the empty line stands what every model must say; below it, what its rules ask for or what helps.',
  tier: 'low, medium or high: it decides which rules apply',
  mode: 'or triggered, or realtime',
  stage: 'one of policies/model-life.yaml',
  versions: 'oldest first',
  gates: 'Once it has passed its tests, say so: only then can it be a way back.',
  evidence: 'where the results are',
  useCase: 'What models are used for, in the words of the business. Several models may name it.',
}

export const peopleFile = {
  because: (organisation: string) =>
    `Approvals count people, so everybody at ${organisation} who may be counted stands here once.`,
  comment:
    'Whoever asks for a change is never counted, so each role that approves needs two people. The roles are your words;\nthese are the ones the approvals in this folder ask for:',
  roles: {
    modelops: 'runs the models, and approves what others ask of them',
    'model-validation': 'looks at a model without having built it',
    governance: 'owns the rules',
  },
  ids: 'A Slack id is in profile → ⋮ → Copy member ID, a GitHub id in https://api.github.com/users/<login>.',
  processOwner: 'answers for the whole',
}

export const personLine = {
  tooShort: (line: string) => `\`${line}\` has fewer than five parts.`,
  noName: (line: string) => `\`${line}\` has no name.`,
  noRole: (line: string) => `\`${line}\` has no role.`,
  halfAccount: (line: string) => `\`${line}\` has a GitHub login or a GitHub id, and not both.`,
  badId: (line: string, id: string) => `\`${line}\` has the GitHub id \`${id}\`, which is no number.`,
  badLogin: (line: string, login: string) => `\`${line}\` has the login \`${login}\`, which is none.`,
  badSlack: (line: string, slack: string) => `\`${line}\` has the Slack id \`${slack}\`, which is none.`,
  fix: (form: string, example: string) =>
    `Write ${form}, as in ${example}; what is not known may stay empty between its colons`,
}

export const questions = {
  organisation: 'Whose models are these? The name of the organisation',
  slack: 'The id of the Slack workspace: app.slack.com/client/T…; or: later',
  channel: 'The id of the channel where approvals are asked for: channel → About; or: later',
  person: (form: string) => `The people, one a line, then Enter twice: ${form}; or: later`,
  model: (one: string, other: string) => `The first model, as its registry names it: ${one}, ${other} …`,
  tier: 'How much harm can it do?',
  owners: 'Who answers for its use, and who for the model itself?',
  useCase: 'What is it used for, in a few words?',
  useOf: (model: string) => `Use of ${model}`,
}

/** Whole pages. */
export const readmeFiles = {
  whoIsWho: 'Who is who, and in which roles.',
  top: (organisation: string, kedge: string) => `# Models of ${organisation}

The models that are in use, and the rules they keep, as files. Each change is a pull request.
[Kedge](${kedge}) checks it, asks in Slack or on GitHub for the approvals that the rules
demand, and keeps a record of what happened.

- [models/](models/README.md): one file a model, and one a use case.
- [policies/](policies/README.md): one file a rule, and \`people.yaml\`, which says who is who.

In a clone of Kedge, after \`npm ci\`, with this folder as \`<folder>\`:

\`\`\`sh
npx kedge check <folder>               # what is wrong, with file, line and fix
npx kedge codeowners <folder> --write  # after a change of owners or people
npx kedge manifest slack               # what the Slack app is made from; manifest github does the same for GitHub
\`\`\`

The gate is the check \`kedge\`, which the bot sets from outside. Protect \`main\` so that it requires it: see *Connect
GitHub* in Kedge's README. Until the bot runs, the workflow \`policy\` says what is wrong, and it is advice.
`,
  models: `# Models

One file a model or a use case. The file's name is its \`id\`. To add a model, copy one and change it; no other file has
to know of it. Seven things must be said:

\`\`\`yaml
# yaml-language-server: $schema=model.schema.json
kind: model
id: churn
name: Customer churn
useCase: retention # a file in this folder with kind: use-case
tier: low # low, medium or high: it decides which rules apply
owners: { business: mara, technical: ana } # keys of policies/people.yaml
serving: { version: "3", mode: batch }
\`\`\`

Everything else helps: versions with digest and gates, KPIs with limits and queries, documents, validation, findings,
the way back. An editor that knows YAML schemas completes every key and says what it means; \`kedge check\` says what is
wrong, with file, line and fix. In \`versions\` the oldest stands first; quote a version such as \`"3"\` or \`"1.0"\`, which
YAML reads as a number.

All that may stand here, as the Kedge that wrote this page knows it:
`,
  policies: `# Policies

One file a policy. The file's name is its \`id\`, its \`kind\` says what may stand in it. A policy that decides carries
\`examples\`: \`kedge check\` runs them, each must come out as it says, and at least one must be stopped, unless the policy
stops nothing. So the examples are its test, and the quickest way to read it.

Change these files to what holds in your house: a pull request that does is judged by the rules as they were.
Below the list is all that may stand here, as the Kedge that wrote this page knows it.
`,
}

export const reference = {
  unknown: (at: string, forms: readonly string[]): WrongAndFix => [
    `\`${at}\` does not say which model it is.`,
    `Write it like one of these: ${commaList(forms)}`,
  ],
  oddVersion: (version: string): WrongAndFix => [
    `\`${version}\` cannot be the name of a version.`,
    'Name a version of letters, digits, dots, pluses and dashes',
  ],
}

interface Unapproved {
  /** Left out where it is so whoever asks. */
  readonly asks: string | undefined
  readonly kind: ChangeKind
  /** Left out of a rule. */
  readonly tier: string | undefined
  readonly role: string
  readonly onGitHub: boolean
  /** For which there could be rules without this one, as `--tiers` takes them. */
  readonly otherTiers: string
}

export const tooFew = {
  unapproved: ({ asks = 'somebody', kind, tier, role, onGitHub, otherTiers }: Unapproved): WrongAndFix => {
    const what = tier === undefined ? 'change a rule' : `${kind} a ${tier}-tier model`
    const left = `When ${asks} asks to ${what}, nobody is left who can approve as ${role}`
    const more = onGitHub
      ? 'Name one more person with that role and a GitHub account'
      : 'Name one more person with that role'
    return [
      onGitHub ? `${left} by a review on GitHub.` : `${left}.`,
      otherTiers === '' ? more : `${more}, or say --tiers ${otherTiers}`,
    ]
  },
  unvalidated: (model: string): WrongAndFix => [
    `Nobody is left who can validate ${model} independently: all of model-validation own it.`,
    'Name one more person of model-validation, or another owner',
  ],
}

export const understood = {
  noRules: (tier: string, tiers: readonly string[], all: string): WrongAndFix => [
    `The model is ${tier}-tier, and there are to be rules for ${oneOf(tiers)} alone.`,
    `Say --tiers ${all}`,
  ],
}

/** What is said of one thing: words alone, or what is wrong with its fix. */
type Told = Readonly<Record<string, string | Fault | ((...about: never[]) => string | Fault)>>

// src/edges

export const column = {
  unlike: (it: {
    readonly file: string
    readonly column: string
    /** What stands there in place of numbers: a type of its own, or texts, of which one is shown. */
    readonly holds: { readonly type: string } | { readonly texts: number; readonly example: string }
    readonly other: string
  }): WrongAndFix => {
    const holds = 'type' in it.holds ? it.holds.type : `${count(it.holds.texts, 'text')}, as “${it.holds.example}”`
    return [
      `${it.file} holds ${holds} in ${it.column}, and ${it.other} numbers alone.`,
      'Mend that file, or compare all as names with --categories',
    ]
  },
  tooMany: (file: string, name: string, most: number): WrongAndFix => [
    `${file}: ${name} has more than ${count(most, 'different text')}.`,
    'Compare a column of categories, or make groups of it first',
  ],
}

export const connections = {
  unreadable: (path: string): WrongAndFix => [
    `${path} cannot be read.`,
    'write it, or set KEDGE_CONNECTIONS: `name: { type: duckdb, folder: … }`, one line a connection',
  ],
}

export const dayOption = {
  noDay: 'Write a day that exists as YYYY-MM-DD: 2027-01-31',
}

const givePrivateKey =
  'download a key on the App’s page (Private keys → Generate), and name its path or give the whole text'

export const deployment = {
  unreadable: (name: SettingName): WrongAndFix => [`The file ${name} names cannot be read.`, givePrivateKey],
  noKey: (name: SettingName): WrongAndFix => [`What ${name} gives is no private key.`, givePrivateKey],
}

export const edgeDoctor = {
  read: (variables: number) => `${count(variables, 'variable')} read`,
}

export const doctorClock = {
  noAnswer: (whose: string, host: string | undefined) => `${whose} does not answer at ${host}.`,
}

export const doctorConnections = {
  named: (name: string) => `connection ${name}`,
  webhook: 'a webhook: a call would start something',
  pushes: 'it pushes to the bot, and is asked for nothing',
  none: 'there are none',
  answers: (type: string) => `${type}, it answers`,
}

export const edgeDoctorGithub = {
  us: 'this App',
  stranger: 'an unknown App',
  headOf: (branch: string) => `the head of ${branch}`,
  headOfPull: (pull: number) => `the head of pull request ${pull}`,
  taken: (app: string | undefined) => `${app}, and its key is taken`,
}

export const edgeDoctorHere = {
  /** What is written to see whether anything can be. */
  trial: 'Made by kedge doctor; it may be removed.',
}

export const edgeDoctorSlack = {
  token: (user: string | undefined, team: string | undefined) => `that of @${user}, in ${team}`,
}

const groupRows = 'Group by period and version.'

export const edgeDuckdb = {
  empty: 'the query is empty',
  failed: (connection: string, why: string): WrongAndFix => [
    `connection ${connection}: ${why}`,
    'Run the SQL in the duckdb shell inside the connection’s folder and correct it, or bring the file.',
  ],
  noFolder: (connection: string, folder: string, code: string | undefined): WrongAndFix => {
    const wrong = `connection ${connection}: the folder ${folder}`
    const correct = 'correct `folder` in the file KEDGE_CONNECTIONS names and start anew'
    if (code === 'ENOENT') return [`${wrong} is not there`, `Create it, or ${correct}.`]
    if (code === 'ENOTDIR') return [`${wrong} is no folder`, `Put one there, or ${correct}.`]
    return [becauseOf(fileWhys, `${wrong} cannot be read`, code), `Let Kedge read it, or ${correct}.`]
  },
  unknown: (name: string, there: readonly string[]): WrongAndFix => [
    there.length === 0
      ? `there is no connection ${name}: none are configured`
      : `there is no connection ${name}: there are ${commaList(there)}`,
    'Name one of them, or add it to the deployment’s connections.',
  ],
  stopping: (connection: string) => `connection ${connection}: Kedge is stopping`,
  tooSlow: (connection: string, seconds: number): WrongAndFix => [
    `connection ${connection}: no answer within ${seconds} s`,
    'Bound the query by $start and $end, or prepare a smaller file.',
  ],
  stuck: 'it did not end when it was told to',
  tooManyStuck: {
    it: (connection: string, all: readonly StuckQuery[]): WrongAndFix => [
      `connection ${connection}: not asked, since queries of it cannot be stopped and have not ended yet: ${stuckQueries(all)}`,
      NO_LONG_STEPS,
    ],
    all: (connection: string, all: readonly StuckQuery[]): WrongAndFix => [
      `connection ${connection}: not asked, since queries cannot be stopped and have not ended yet: ${stuckQueries(all)}`,
      `${NO_LONG_STEPS} Where Kedge starts with a larger UV_THREADPOOL_SIZE, more of them may go on.`,
    ],
  },
  tooMuch: {
    rows: (most: number): WrongAndFix => [`the query returns more than ${most} rows`, groupRows],
    letters: (most: number): WrongAndFix => [`the query returns more than ${most} letters`, groupRows],
  },
}

export const fetchGuarded = {
  stopping: 'Kedge is stopping',
  leadsOut: ['the path leads out of the connection', 'Write it without `/..`.'],
  tooMuch: ['it answers with more than may be read', 'Ask for fewer periods or columns.'],
  noJson: ['its answer is no JSON', 'See that the address is the one of its API, and no page for people.'],
  redirected: (host: string | undefined) => [
    host === undefined
      ? 'it sends to another address, which is not followed'
      : `it sends to another address, at ${host}, which is not followed`,
    'Give the address that answers itself as `url` of the connection.',
  ],
  limited: ['it says that it is asked too often', 'let it be asked more often'],
  failing: (status: number) => [`it answers ${status}`, 'see what its log says'],
  denied: (status: number) => [
    `it answers ${status}`,
    'give the connection a `token`, or `user` and `password`, that may read',
  ],
  tooSlow: (seconds: number) => [
    `it has not answered in whole within ${seconds} s`,
    'ask for less, or see why it is slow',
  ],
  noAnswer: (why: string | undefined) => [
    becauseOf(netWhys, 'it does not answer', why),
    'see whether it runs, and whether this machine reaches it',
  ],
} satisfies Told

export const edgePostgres = {
  noAnswer: (seconds: number) => `no answer within ${seconds} s`,
}

export const postgresSession = {
  unreadable: (connection: string, key: string, why: string | undefined): WrongAndFix => [
    becauseOf(fileWhys, `connection ${connection}: the file of \`${key}\` cannot be read`, why),
    'write it, where the user Kedge runs as may read it',
  ],
}

const nameTable = 'Name a CSV or Parquet file that is there'

export const tableFile = {
  otherKind: ['It is neither .csv nor .parquet.', nameTable],
  noFile: ['It is no file.', nameTable],
  unreadable: (why: string | undefined) => [fileRefused('It cannot be read', why), nameTable],
  empty: ['It is empty.', 'The first line of a CSV file names its columns, rows follow'],
  broken: (why: string) => [`DuckDB cannot read it: ${why}`, 'Mend the file, or write it anew'],
  unknownColumn: (it: {
    readonly file: string
    readonly kind: 'table' | 'profile'
    readonly column: string
    readonly near: string | undefined
    readonly columns: readonly string[]
  }) => [
    meant(
      it.kind === 'profile' ? `The profile has no column ${it.column}.` : `${it.file} has no column ${it.column}.`,
      it.near,
    ),
    `Its columns are ${commaList(it.columns)}`,
  ],
} satisfies Faults

export const gitBase = {
  oddRef: (ref: string) => [
    `${ref} names no commit.`,
    'Name a branch, a tag or a commit: kedge plan --base origin/main',
  ],
  noBase: (it: {
    readonly ref: string
    readonly shallow: boolean
    /** What to fetch for it. */
    readonly what: string
  }) => {
    const fetch = it.shallow ? `git fetch --depth=1 origin ${it.what}` : `git fetch origin ${it.what}`
    return [
      it.shallow
        ? `The clone has no commit ${it.ref}. It is shallow: a part of its history is missing.`
        : `The clone has no commit ${it.ref}.`,
      `${fetch}, then name it again; in GitHub Actions: actions/checkout with fetch-depth: 0`,
    ]
  },
} satisfies Faults

export const git = {
  noBranch: (branch: string) => [
    `The clone has no branch ${branch}.`,
    `git fetch origin ${branch}:refs/remotes/origin/${branch}`,
  ],
  noClone: (it: {
    readonly folder: string
    readonly why: string | undefined
    readonly word: string
    readonly noGit: boolean
  }) => [
    it.why === undefined ? `${it.folder} cannot be read with git.` : `${it.folder} cannot be read with git. ${it.why}`,
    it.noGit ? 'Install git' : `Name a clone of the policy repository: git clone <url>, then kedge ${it.word} <folder>`,
  ],
  shallow: (folder: string) => [
    `The clone in ${folder} is shallow: a part of its history is missing.`,
    `git -C ${folder} fetch --unshallow`,
  ],
} satisfies Faults

export const httpPaths = {
  nothing: 'there is nothing here',
  notConnected: 'Slack is not connected',
  tooLarge: 'too large',
  full: 'too much waits already; send it again later',
}

export const httpQueries = {
  tooMany: (rows: number) => [`it gives more than ${rows} rows`, 'Ask for fewer periods or versions.'],
  over: (connection: string, told: { readonly says: string; readonly fix: string }) => [
    `connection ${connection}: ${told.says}`,
    `${told.fix} (connection ${connection})`,
  ],
} satisfies Faults

export const edgeIngest = {
  empty: ['The file is empty.', 'Begin with the line model,kpi,version,start,value,n'],
  noReading: ['There is no reading in it.', 'Write one reading a line below the names of the columns.'],
  tooLarge: ['It is too large to be sent.', 'Shorten it.'],
  notSent: (why: string) => `A line is refused that was not sent: ${why}`,
  contradicts: (line: number) => [contradiction.says(`line ${line}`), contradiction.fix],
  tooLong: (periods: number) => [
    `The file is of more than ${inFull(periods)} periods, so the rest of it is not tried.`,
    'Split it, by model say, and send the parts: nothing is stored twice.',
  ],
  tooMany: (lines: number) => [
    `${lines} lines are refused, so the rest of the file is not tried.`,
    'Mend them and send the file again: nothing is stored twice.',
  ],
} satisfies Told

export const loops = {
  failed: 'a loop failed; it goes on',
}

export const metricsDoor = {
  onlyGet: 'only GET',
  noToken: 'send Authorization: Bearer and the value of KEDGE_METRICS_TOKEN',
}

export const newFiles = {
  noFolder: (folder: string) => [
    `\`${folder}\` is no folder, or lies below what is none.`,
    'Name a folder, or a path where nothing is yet',
  ],
  noFolderHere: ['It is a link or a file, and a folder is needed here.', 'Put a folder there, or begin in another one'],
} satisfies Faults

export const oneFile = {
  unreadable: (why: string | undefined) => [fileRefused('It cannot be read', why), 'Name a file that is there'],
} satisfies Faults

export const edgeProfileFile = {
  otherKind: (kind: string) => [
    `It is a ${kind}, and no profile.`,
    'Name the file that `kedge profile` wrote, or a CSV or Parquet file of the rows',
  ],
} satisfies Faults

export const pushClient = {
  answered: (it: { readonly to: string; readonly status: number; readonly title: string | undefined }) => [
    it.title === undefined
      ? `${it.to} answered ${it.status}: it is not Kedge`
      : `${it.to} answered ${it.status}: ${it.title}`,
    'See whether --url is where Kedge answers.',
  ],
  unsafe: [
    'The address is not safe to send a token to.',
    'Give one that begins with https:// and holds no user; http:// is for localhost alone.',
  ],
  gaveUp: (it: { readonly to: string; readonly tries: number; readonly status: number | undefined }) => [
    it.status === undefined
      ? `${it.to} was tried ${it.tries} times, and does not answer.`
      : `${it.to} was tried ${it.tries} times, and answered ${it.status} the last time.`,
    'Send the file again later: what is stored already is not stored twice.',
  ],
} satisfies Faults

export const edgeQuestions = {
  stopped: ['Stopped, and nothing was written.', 'Begin again: kedge init'],
} satisfies Faults

export const reachable = {
  refused: (host: string, isPrivateToo: boolean) =>
    isPrivateToo
      ? [
          `${host} is no address that may be called: it is of this link, or reserved`,
          'Give the address of the service itself.',
        ]
      : [
          `${host} is no address that may be called: it is in a private network, of this link, or reserved`,
          'If that is meant, say `private: true` of the connection, in the file of the deployment.',
        ],
} satisfies Faults

export const readingsBody = {
  noText: 'The body is not UTF-8.',
  empty: 'There is no reading in it.',
  noJson: 'The body is not JSON.',
  tooWide: 'The body holds more than `readings`.',
}

export const sqliteMigrate = {
  tooNew: (migration: string) => [
    `The database has the migration ${migration}, which this version of Kedge does not know.`,
    'Start the newer version that wrote it, or restore a backup.',
  ],
} satisfies Faults

export const textLines = {
  noText: ['It is not UTF-8.', 'Save it as UTF-8.'],
  unreadable: (why: string | undefined) => [
    fileRefused('It cannot be read', why),
    'Name a file that is there, and that you may read.',
  ],
  tooLong: ['This line is too long to be one of a table.', 'Name a CSV file.'],
} satisfies Faults

export const webhook = {
  shortSecret: (name: string, least: number): Fault => [
    `The secret of the connection ${name} has fewer than ${least} characters.`,
    'make one with `openssl rand -hex 32`, and give both sides the same',
  ],
  unsafe: (name: string): Fault => [
    `The connection ${name} is not called: its address is not safe.`,
    'give an address that begins with https:// and holds no user; http:// is for localhost alone',
  ],
  unknown: (name: string): Fault => [
    `There is no webhook ${name} among the connections.`,
    `add it to the file KEDGE_CONNECTIONS names: \`${name}: { type: webhook, url: …, secret: … }\`, and start anew`,
  ],
  noAnswer: (name: string): Fault => [
    `The webhook ${name} does not answer.`,
    'see whether it runs, and whether this machine reaches it',
  ],
  refused: (name: string, status: number): Fault => [
    `The webhook ${name} answered ${status}.`,
    'see in its log what it refuses; it is called again until it answers 2xx',
  ],
  fields: {
    secret: 'Both sides sign with it.',
  },
}

export const githubBranches = {
  none: (repository: string, branch: string) => [
    `${repository} has no branch ${branch}.`,
    'Create it, or name the branch whose files are in force in the settings.',
  ],
  hidden: (branch: string) => `GitHub shows commits of ${branch}, and no branch of that name`,
} satisfies Told

export const githubClient = {
  tooMany: (call: string, pages: number) => [`${call} has more than ${pages} pages.`, 'Close or split what it lists.'],
  noKey: [
    'The GitHub App’s private key is not a key.',
    'Download a key on the settings page of the App and give the whole file, BEGIN and END lines too.',
  ],
} satisfies Faults

const standing = (commit: string | undefined) => (commit === undefined ? 'not there' : `at ${commit}`)

export const githubCommits = {
  noRecord: (branch: string) => [`The branch ${branch} holds no record.`, 'run kedge verify'],
  /** Commits; undefined where there is no such branch. */
  moved: (it: { readonly branch: string; readonly is: string | undefined; readonly was: string | undefined }) => [
    `The branch ${it.branch} is ${standing(it.is)}; it was ${standing(it.was)}.`,
    'look again and decide anew',
  ],
} satisfies Faults

const smallerPulls = 'Split it into smaller pull requests.'

export const githubContents = {
  crossed: (pull: number) => [
    `Pull request #${pull} and its base were merged into each other crosswise, so what a merge would do cannot be told.`,
    'Rebase the branch onto its base.',
  ],
  tooManyCommits: (it: { readonly pull: number; readonly has: number; readonly most: number }) => [
    `Pull request ${it.pull} has ${it.has} commits; at most ${it.most} are read.`,
    smallerPulls,
  ],
  tooManyFiles: (pull: number, most: number) => [
    `Pull request ${pull} has more than ${most} files; at most ${most} are read.`,
    smallerPulls,
  ],
} satisfies Faults

type Numbered = number | null | undefined

/** Who may pass the rules of a branch. */
export const githubDemands = {
  maintainers: 'who maintains the repository',
  writers: 'who may write',
  administrators: 'administrators',
  owners: 'owners of the organisation',
  deployKeys: 'deploy keys',
  role: (id: Numbered) => `the role ${id}`,
  app: (id: Numbered) => `the App ${id}`,
  team: (id: Numbered) => `the team ${id}`,
  account: (id: Numbered) => `the account ${id}`,
}

/** In place of the lines of a file. */
export const githubDiff = {
  moved: (to: string) => `(moved to ${to})`,
  notShown: '(not shown)',
}

interface Permission {
  readonly name: string
  readonly level: string
  readonly because: string
}

const accepted = ({ name, level, because }: Permission) =>
  `the App’s permission "${name}: ${level}" (${because}), accepted by an owner`

export const githubErrors = {
  refused: (call: string, repository: string, why: string) => `GitHub, ${call} on ${repository}: ${why}`,
  noAnswer: (code: string | undefined) => becauseOf(netWhys, 'it does not answer', code),
  senseless: (call: string, repository: string): WrongAndFix => [
    `GitHub, ${call} on ${repository}: not an answer of GitHub`,
    'look at the proxy in between; it is tried again',
  ],
  cut: (call: string): WrongAndFix => [`GitHub, ${call}: cut off`, 'it is looked at and tried again'],
  fix: {
    moved: 'look again and decide anew; nothing is repeated blindly',
    limited: 'wait; if it comes often, ask for less or give the App an installation of its own',
    unavailable: 'nothing to do: it is looked at and tried again; see https://www.githubstatus.com',
    entry: (repository: string) => `check the App’s id and private key, and that the App is installed on ${repository}`,
    give: (permission: Permission) => `give and accept ${accepted(permission)}`,
    find: (repository: string, permission: Permission) =>
      `check that it is there, that the App is installed on ${repository}, and ${accepted(permission)}`,
    check: (permission: Permission) => `check what was asked for, and ${accepted(permission)}`,
  },
}

export const edgeGithubPulls = {
  team: (name: string) => `the team ${name}`,
}

export const githubSelf = {
  nameless: 'GitHub does not say what our App is called',
}

export const githubTarball = {
  broken: ['GitHub gave an archive that ends or breaks.', 'it is tried again'],
  tooLarge: (bytes: number) => [
    `The repository is larger than ${bytes} bytes.`,
    'Keep models and policies in a repository of their own.',
  ],
} satisfies Faults

export const edgeGithubWebhooks = {
  unsigned: 'no valid SHA-256 signature',
  noDelivery: 'no X-GitHub-Delivery',
  noEvent: 'no X-GitHub-Event',
  noJson: 'not JSON',
  noObject: 'the body is not an object',
  tooLarge: (bytes: number) => `more than ${bytes} bytes`,
  tooDeep: (most: number) => `nested more than ${most} deep`,
  unheard: (event: string) => `nobody listens to ${event}`,
  otherRepository: (repository: string | undefined, ours: string) =>
    repository === undefined ? `it is about no repository, not ${ours}` : `it is about ${repository}, not ${ours}`,
  noSecret: [
    'Webhooks cannot be told from forgeries without a secret.',
    'Set the webhook secret here and on the App’s settings page to the same long random text, or take no webhooks.',
  ],
} satisfies Told

export const slackArrivals = {
  otherApp: (app: string) => `it is for the app ${app}`,
  otherWorkspace: (team: string) => `it comes from the workspace ${team}`,
  unheard: (what: string | undefined) => (what === undefined ? 'nobody listens to this' : `nobody listens to ${what}`),
  unknownButton: (id: string) => `nobody listens to the button ${id}`,
  otherTab: (tab: string) => `nobody listens to the tab ${tab}`,
  lacks: {
    command: 'a command without user, channel or trigger',
    press: 'a press without user, message or trigger',
    submission: 'a submission without user or trigger',
    file: 'a shared file without id, user or channel',
    home: 'an opened Home without id or user',
  },
}

export const slackCalls = {
  noFile: ['Slack, files.uploadV2: no file', 'it is tried again'],
} satisfies Faults

export const slackErrors = {
  refused: (call: string, why: string) => `Slack, ${call}: ${why}`,
  why: {
    noAnswer: (code: string | undefined) => becauseOf(netWhys, 'it does not answer', code),
    upload: (message: string) => `the upload failed: its client says “${message}”`,
    tooMany: 'too many calls',
    http: (status: number) => `HTTP ${status}`,
    senseless: 'an answer that makes no sense',
  },
  fix: {
    limited: 'wait; if it comes often, let fewer cards go to one channel',
    unavailable: 'nothing to do: it is looked at and tried again; see https://slack-status.com',
    proxy: 'look at the proxy in between; it is tried again',
    gone: 'look again; the message is posted anew where it is still wanted',
    late: 'press again: a button may open a form for three seconds',
    notInside: 'invite the bot into the channel: /invite @kedge',
    token: 'give the bot token of the installed app (xoxb-…)',
    scopes: (needed: readonly { readonly name: SlackScopeName; readonly because: string }[]) => {
      const scopes = needed.map(({ name, because }) => `${name} (${because})`)
      return `add the scopes ${commaList(scopes)} to the app and install it again`
    },
    look: (method: string) => `see https://docs.slack.dev/reference/methods/${method} for what it means`,
  },
}

const tryFileAgain = 'nothing to do: it is tried again; see https://slack-status.com'

export const edgeSlackFiles = {
  elsewhere: (host: string | undefined) => [
    host === undefined ? 'The file lies at no address, not with Slack' : `The file lies at ${host}, not with Slack`,
    'upload the file to Slack itself, and share that',
  ],
  tooOften: ['Slack says that files are asked for too often', 'wait; it is tried again'],
  /** What came instead: a status, or a page to sign in at. */
  denied: (came: number | 'page') => [
    came === 'page' ? 'Slack does not give the file (a page)' : `Slack does not give the file (${came})`,
    'give the app the scope files:read and install it again',
  ],
  fails: (status: number) => [`Slack does not give the file: it answers ${status}`, tryFileAgain],
  late: ['Slack does not give the file: it takes too long', tryFileAgain],
  cut: ['Slack does not give the file: it was cut off', tryFileAgain],
} satisfies Faults

export const slackForms = {
  notLookedAt: 'a form could not be looked at',
  notMade: 'the form that follows could not be made',
  late: 'That could not be looked at in time. Send it again.',
  tooSlow: (mostMs: number) => `it takes longer than ${mostMs} ms`,
}

export const edgeSlackHttp = {
  failed: 'a request failed',
  unsigned: 'a request to Slack’s path was not signed by Slack, or not now',
}

export const slackReceiver = {
  noSecret: [
    'Without its signing secret, anybody could speak as Slack.',
    'set the signing secret of the app (Basic Information), or use Socket Mode',
  ],
  noPort: ['Slack cannot reach a bot that listens nowhere.', 'name a port, or use Socket Mode'],
  notKept: 'what Slack sent could not be kept',
} satisfies Told

export const edgeSlackSocket = {
  connected: 'connected to Slack',
  closed: 'the connection was closed',
  notConnected: 'no connection to Slack; it is tried again',
  refused: (why: string) => [
    `Slack refuses Socket Mode: ${why}.`,
    'turn Socket Mode on in the app, and give an app-level token (xapp-…) with the scope connections:write',
  ],
} satisfies Told

export const edgeSlack = {
  ignored: 'Slack sent what is nothing to us',
  notOpened: 'a form could not be opened',
  notSaid: 'nor could that be said',
  late: {
    summary: 'The form could not be opened.',
    text: 'The form could not be opened in time. Try again.',
  },
  away: {
    press: {
      summary: 'The form could not be opened.',
      text: 'GitHub does not answer, so the form cannot be opened. Press again when it does.',
    },
    line: {
      summary: 'The form could not be opened.',
      text: 'GitHub does not answer, so the form cannot be opened. Type it again when it does.',
    },
  },
  noAnswer: 'Slack does not answer; going on',
  otherTeam: (is: string, team: string): WrongAndFix => [
    `The bot token belongs to the workspace ${is}, not to ${team}.`,
    `set the team to ${is}, or give a token of ${team}`,
  ],
  cannotListen: (port: number, why: string): WrongAndFix => [
    `Cannot listen on port ${port}: ${why}.`,
    'stop what listens there, or choose another port',
  ],
}

export const disk = {
  nothingHere: (folder: string) => [
    `There is neither models/ nor policies/ in \`${folder}\`.`,
    'Name the folder that holds them: kedge check <folder>',
  ],
  unreadable: (path: string, why: string | undefined) => [
    fileRefused(`${path} cannot be read`, why),
    'Look at its permissions, its name and how deep it lies.',
  ],
  notPlain: (path: string) => [
    `${path} is a link, a folder or no plain file, and is not followed.`,
    'Put the file itself there.',
  ],
  tooBig: (path: string) => [`${path} is larger than 4 MiB.`, 'Models and policies hold no data; keep it elsewhere.'],
  nameless: (path: string) => [`${path} has a name that is not UTF-8.`, 'Rename it with letters, digits and dashes.'],
  twin: (path: string, like: string) => [
    `${path} is too much like ${like}/: on some systems they are one folder, and it is not read.`,
    `Move what it holds to ${like}/.`,
  ],
} satisfies Faults

export const githubObjects = {
  truncated: (tree: string) => [
    `GitHub lists only a part of tree ${tree}: it is too large.`,
    'Keep fewer files below one folder.',
  ],
  otherBytes: (blob: string) => [`GitHub gave other bytes than blob ${blob} has.`, 'it is tried again'],
  noText: (path: string) => [`${path} is not UTF-8 text.`, 'Save it as UTF-8, or move it elsewhere.'],
} satisfies Faults

export const githubRepository = {
  symlink: (path: string) => [`${path} is a symlink, and not followed.`, 'Put the file itself here.'],
  submodule: (path: string) => [`${path} is a submodule, and not read.`, 'Put the files here.'],
  tooLarge: (path: string, bytes: number, most: number) => [
    `${path} has ${bytes} bytes; at most ${most} are read.`,
    'Split it, or move it elsewhere.',
  ],
} satisfies Faults

export const githubFetch = {
  tooLarge: (mostBytes: number) => `the answer is larger than ${mostBytes} bytes`,
}

// src/repository

export const names = {
  person: (it: Unknown) => isNot('a person in policies/people.yaml', it),
  regulation: (it: Unknown) => isNot('a regulation policy', it),
  left: (id: string, on: string | undefined, here: readonly string[]): WrongAndFix => [
    `${quoted(id)} left on ${on}, so nobody answers for this.`,
    `Name somebody who is here: ${commaList(here)}`,
  ],
}

export const inventory = {
  model: 'A model: who answers for it, what runs, how it is measured.',
  useCase: 'What models are used for, and who answers for that.',
  source: 'Data that models use: where, whose, how sensitive, for what.',
  profile: 'What the inputs of a model were like, counted by `kedge profile`.',
  notAUseCase: (it: Unknown) => isNot('a use case', it),
}

export const editorSchema = {
  models: 'Kedge: a model, a use case, a data source or a profile',
  policies: 'Kedge: a policy',
  fields: {
    kind: 'What this file is.',
  },
}

export const sameName = {
  ofModels: (name: string, ids: readonly string[]): WrongAndFix => [
    `${quoted(name)} is also what ${commaList(ids)} is called.`,
    'Call one of them otherwise: people press and type what cards call a model',
  ],
  ofOther: (name: string, is: 'rule' | 'useCase' | 'source'): WrongAndFix => [
    `${quoted(name)} is also the id of ${{ rule: 'a rule', useCase: 'a use case', source: 'a data source' }[is]}.`,
    'Call the model otherwise: whoever types this means what has it as its id',
  ],
}

export const modelReferences = {
  role: (it: Unknown) => isNot('a role anybody has', it),
  useCase: (it: Unknown): WrongAndFix => {
    const [wrong, fix] = isNot('a use case', it)
    return [wrong, `${fix}; a use case is a file: models/${it.id}.yaml with \`kind: use-case\``]
  },
  source: (it: Unknown): WrongAndFix => {
    const keep = `keep models/${it.id}.yaml while a model reads it, or take it out of \`sources\` here`
    return [isNot('a data source', it)[0], it.near === undefined ? keep : `Write \`${it.near}\`, or ${keep}`]
  },
  query: (it: Unknown) => isNot('a query of this model', it),
  version: (it: Unknown) => isNot('one of `versions`', it),
  orderless: (version: string): WrongAndFix => [
    `\`${version}\` is a whole number and the other versions are not, so their order cannot be kept.`,
    `Write "${version}.0"`,
  ],
  shownNowhere: [
    'Only some roles see the model and it has no channel, so that no card of it can be shown.',
    'Give it a `channel`, or name some in visibility.channels',
  ] satisfies WrongAndFix,
  hiddenChannel: (channel: string): WrongAndFix => [
    'The model’s own channel is not among those where it may be shown.',
    `Add ${channel} to visibility.channels`,
  ],
}

export const askedQueries = {
  version: (query: string): WrongAndFix => [
    `Query \`${query}\` does not ask what runs.`,
    'Write what asks for `version`: a SELECT as `sql`, `promql: { version: … }` or `mlflow: { model: …, alias: … }`; or take `observe` out',
  ],
  kpi: (query: string, kpi: string, where: 'promql' | 'mlflow.metrics'): WrongAndFix => [
    `Query \`${query}\` does not ask for ${quoted(kpi)}.`,
    `Add \`${kpi}\` to \`queries.${query}.${where}\`, or name another query`,
  ],
  mixed: (query: string): WrongAndFix => [
    `Query \`${query}\` asks for KPIs and for what runs.`,
    'Ask what runs in a query of its own',
  ],
  uncounted: (query: string): WrongAndFix => [
    `Query \`${query}\` has no expression for \`n\`.`,
    'Add `n`, how many samples a value is made of: `n: sum by (version) (…)`',
  ],
}

export const inputComplaints = {
  noSql: (query: string): WrongAndFix => [`Query \`${query}\` returns inputs and has no \`sql\`.`, 'Write a SELECT'],
  noWindow: (query: string): WrongAndFix => [
    `Nobody knows how long the windows of query \`${query}\` are.`,
    'Add `every: hour`, `every: day` or `every: week`',
  ],
  unbounded: (query: string): WrongAndFix => [
    `Query \`${query}\` does not ask for a time, so that every window is the whole table.`,
    'Bound its rows by both: where date >= $start and date < $end',
  ],
  observed: ['It returns inputs, not what runs.', 'Ask what runs in a query of its own'] satisfies WrongAndFix,
  noReadings: (query: string): WrongAndFix => [
    `Query \`${query}\` returns inputs and no readings.`,
    'Add `drift: { method: psi }`, or name a query that returns the KPI',
  ],
  noInputs: (query: string): WrongAndFix => [
    `Query \`${query}\` returns readings and no inputs.`,
    'Name a query with `returns: inputs`, or take `drift` out',
  ],
  noProfile: (it: { readonly model: string; readonly query: string; readonly profile: string }): WrongAndFix => [
    `There is no profile of query \`${it.query}\` to compare with.`,
    `Count it and add models/${it.profile}.yaml: kedge profile ${it.model} --query ${it.query} --write`,
  ],
  column: (it: Unknown) => isNot('a column of the profile', it),
  fewChunks: (chunks: number, least: number): WrongAndFix => [
    `The profile has ${chunks} chunks, and a ${quoted('calibrated')} threshold takes ${least}.`,
    'Count it over six whole periods at the least, or write a number',
  ],
}

export const trainingComplaints = {
  lacks: {
    schedule: [
      '`schedule` asks for trainings, and nothing says how often.',
      'Add `schedule: { everyDays: 90 }` to `retraining`',
    ],
    'new-data': [
      '`new-data` asks for trainings, and nothing says how many rows of which query.',
      'Add `newData: { query: weekly, rows: 100000 }` to `retraining`',
    ],
  } satisfies Readonly<Record<string, WrongAndFix>>,
  undelivered: (trigger: string): WrongAndFix => [
    `\`${trigger}\` asks for trainings, and nothing says how it is trained.`,
    'Add `delivery: { workflow: train-model.yml }` to `retraining`, or another way',
  ],
  idle: (trigger: string, key: string): WrongAndFix => [
    `\`${trigger}\` is not among the \`triggers\`, so \`${key}\` asks for nothing.`,
    `Add \`${trigger}\` to \`retraining.triggers\``,
  ],
  query: (it: Unknown) => isNot('a query of this model that a KPI names', it),
  undated: (version: string): WrongAndFix => [
    `Nothing says how old ${version} is, so that nobody knows when it is to be trained anew.`,
    `Say \`trained\` or \`gates\` of ${version}`,
  ],
}

const countAgain = (model: string) => `Count it again: kedge profile ${model} --write`

export const profileComplaints = {
  model: (it: Unknown) => isNot('a model', it),
  query: (it: Unknown) => isNot('a query of the model that returns inputs', it),
  otherName: (model: string, name: string): WrongAndFix => [
    `The profile of ${quoted(model)} has another name.`,
    `Call it \`${name}\`, and the file so too`,
  ],
  stale: (model: string): WrongAndFix => [
    'It was counted by another query than the model has now, so that rows are compared with other rows.',
    countAgain(model),
  ],
  edited: (model: string): WrongAndFix => ['Something in it is not what was counted.', countAgain(model)],
  twice: (model: string, column: string): WrongAndFix => [`${quoted(column)} is there twice.`, countAgain(model)],
  unordered: (model: string): WrongAndFix => ['They are not in order.', countAgain(model)],
  otherLength: (model: string, length: number): WrongAndFix => [
    `There are not ${length} counts: one more than there are edges or values.`,
    countAgain(model),
  ],
  otherSum: (model: string, rows: number): WrongAndFix => [`They do not add up to ${rows} rows.`, countAgain(model)],
  tooMany: (model: string): WrongAndFix => ['They hold more rows than the whole.', countAgain(model)],
}

export const policyExamples = {
  none: (kind: string, failing: readonly string[]): WrongAndFix => [
    `A ${kind} decides something, so it must carry examples.`,
    `Add \`examples:\`, one of them with ${oneOf(failing)}`,
  ],
  noneFails: (failing: readonly string[]): WrongAndFix => [
    'No example fails, so nothing shows that this policy can stop anything.',
    `Add an example that ends in ${oneOf(failing)}`,
  ],
  unlike: (it: {
    readonly index: number
    readonly expected: string
    readonly got: string
    readonly trace: readonly string[]
  }): WrongAndFix => {
    const unlike = `Example ${it.index + 1} expects \`${it.expected}\`, but the policy answers \`${it.got}\``
    return [
      it.trace.length === 0 ? `${unlike}.` : `${unlike} (${semicolonList(it.trace)}).`,
      `Mend the policy, or write \`${it.got}\` if that is what is meant`,
    ]
  },
}

export const readFile = {
  noKind: (kinds: readonly string[]): WrongAndFix => [
    'The file does not say what it is.',
    `Write \`kind:\` and ${oneOf(kinds)} as the first line`,
  ],
  unknownKind: (kind: string, near: string | undefined, kinds: readonly string[]): WrongAndFix => [
    meant(`There is no kind ${quoted(kind)} here.`, near),
    `Write ${oneOf(kinds)}`,
  ],
  otherId: (id: unknown, name: string): WrongAndFix => [
    `The id ${quoted(id)} is not the file’s name.`,
    `Write \`id: ${name}\`, or rename the file`,
  ],
}

export const readRepository = {
  noPeople: [
    'Nobody is known: there is no people policy, so nobody could ever approve.',
    'Add policies/people.yaml with `kind: people`.',
  ] satisfies WrongAndFix,
}

const mainMoved = { changed: 'changed', added: 'added', gone: 'removed or renamed' }

export const afterMerge = (file: string, did: keyof typeof mainMoved) =>
  `The main branch has ${mainMoved[did]} \`${file}\` since the branch left it; only git knows what a merge makes of both.`

export const applyEdits = {
  there: (file: string): WrongAndFix => [
    `${file} is there already.`,
    'Choose another id, or change the file that is there.',
  ],
  gone: (file: string): WrongAndFix => [
    `${file} is not there any more.`,
    'Look at the repository as it is now and ask again.',
  ],
}

const editByHand = 'Make the change in a pull request by hand.'

const lookAgain = 'Look at the file as it is now and ask again.'

export const yamlEdit = {
  cannotEdit: (where: string): WrongAndFix => [`${where} cannot be edited by itself.`, editByHand],
  moved: (where: string, now: unknown, seen: unknown): WrongAndFix => [
    `${where} is ${orNothing(now)} now, not ${orNothing(seen)}.`,
    lookAgain,
  ],
  noPlace: (where: string): WrongAndFix => [
    `There is no place for ${where}.`,
    'Write the lines in a pull request by hand.',
  ],
}

export const yamlRefusals = {
  tooLarge: (kib: number): WrongAndFix => [
    `The file is larger than ${kib} KiB.`,
    'Split it; models and policies hold no data.',
  ],
  lfsPointer: ['This is a Git LFS pointer, not the file.', 'Keep models and policies in git itself: git lfs untrack.'],
  bom: ['The file holds a byte order mark.', 'Save it as UTF-8 without BOM.'],
  noUtf8: ['The file is not UTF-8.', 'Save it as UTF-8.'],
  unseen: [
    'There is a sign here that cannot be seen, so that a reviewer could be misled.',
    'Delete it, or write it as an escape in double quotes ("\\u202e").',
  ],
  tab: ['The line is indented with a tab.', 'Indent with spaces.'],
  empty: ['The file is empty.', 'Write it, or delete the file.'],
  manyDocuments: ['The file holds more than one document.', 'Move what follows `---` into a file of its own.'],
  directive: ['`%` directives are not used here.', 'Remove the line that begins with `%`.'],
  tooMany: (values: number): WrongAndFix => [
    `The file holds more than ${values} values.`,
    'Split it into several files.',
  ],
  notDecimal: [
    'This number is another one to other readers of YAML: it is octal, hexadecimal or begins with a zero.',
    'Write it in decimal, or quote it if it is text.',
  ],
  mergeKey: ['Merge keys (`<<`) are not used here.', 'Write the merged lines out.'],
  tag: ['Tags (`!name`) are not used here.', 'Remove the tag; put text in quotes.'],
  alias: [
    'Anchors and aliases (`&name`, `*name`) are not used here.',
    'Write the value out where it is used; quote text that begins with & or *.',
  ],
} satisfies Faults

const valueKinds = { number: 'a number', boolean: 'true or false' }

export const yamlText = {
  inexact: ['This number cannot be kept exactly.', 'Quote it, or write a finite number of at most 15 digits.'],
  oldWord: (word: string): WrongAndFix => [
    `\`${word}\` is text here, and true or false to older readers of YAML.`,
    `Put it in quotes: "${word}"`,
  ],
  /** What the parser says, of what it has not said before. */
  noYaml: (reason: string): WrongAndFix => [
    `This is no YAML, and its reader says “${reason}”.`,
    'Look at this line and the one before it: an indentation, a quote, a bracket or a colon is wrong.',
  ],
  nothingThere: (where: string): WrongAndFix => [
    `There is no value at ${where}.`,
    'Write the line in a pull request by hand.',
  ],
  moved: (where: string, now: string, seen: string): WrongAndFix => [`${where} is ${now} now, not ${seen}.`, lookAgain],
  cannotEdit: (where: string, to: string): WrongAndFix => [
    `${where} cannot be changed to ${to} on its own line.`,
    editByHand,
  ],
  otherKind: (where: string, kind: keyof typeof valueKinds, to: string): WrongAndFix => [
    `${where} is ${valueKinds[kind]}; ${to} is not.`,
    `Give ${valueKinds[kind]}.`,
  ],
} satisfies Faults

/** Undefined: the file as a whole. */
type Within = string | undefined

const placeOf = (at: Within) => (at === undefined ? 'The file' : quoted(at))

const schemaTypes = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'a mapping'],
  ['array', 'a list'],
  ['null', 'empty'],
])

const oneOfTypes = (types: readonly string[]) => orList(types.map(type => schemaTypes.get(type) ?? type))

function whatIs(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : typeof value === 'string' ? 'text' : String(value)
}

export const schemaErrors = {
  missing: (it: {
    readonly at: Within
    readonly key: string
    readonly sample: string
    readonly is: string | undefined
  }): WrongAndFix => {
    const line = `Add a line \`${it.key}: ${it.sample}\``
    return [`${placeOf(it.at)} has no \`${it.key}\`.`, it.is === undefined ? line : `${line} (${it.is})`]
  },
  unknownKey: (at: Within, key: string, near: string | undefined, known: readonly string[]): WrongAndFix => [
    meant(`${placeOf(at)} has no key ${quoted(key)}.`, near),
    near === undefined ? `Remove it; possible are ${oneOf(known)}` : `Write \`${near}\`; possible are ${oneOf(known)}`,
  ],
  unfitName: (at: Within, name: string, patterns: readonly string[]): WrongAndFix => [
    `${quoted(name)} cannot be a name in ${placeOf(at)}.`,
    `Rename it, so that it fits ${orList(patterns)}`,
  ],
  notAllowed: (at: Within, given: unknown, near: string | undefined, allowed: readonly string[]): WrongAndFix => [
    meant(`${placeOf(at)} cannot be ${quoted(given)}.`, near),
    `Write ${oneOf(allowed)}`,
  ],
  otherType: (at: Within, types: readonly string[], value: unknown) =>
    `${placeOf(at)} must be ${oneOfTypes(types)}, not ${whatIs(value)}.`,
  inQuotes: 'Put the value in quotes',
  writeType: (types: readonly string[]) => `Write ${oneOfTypes(types)}`,
  otherForm: (at: Within, value: unknown) => `${placeOf(at)} is ${quoted(value)}, which has not the right form.`,
  writeFitting: (form: string) => `Write it so that it fits ${form}`,
  twoWays: (at: Within) => `${placeOf(at)} is said in two ways.`,
  keepOne: 'Keep one of them',
  /** What the reader of schemas says, of what it has not said before. */
  other: (at: Within, must: string | undefined): WrongAndFix => [
    must === undefined ? `${placeOf(at)} does not fit.` : `${placeOf(at)} does not fit: its reader says it “${must}”.`,
    'Change this value',
  ],
}

export const schemaForms = {
  date: 'Write a day that exists, as YYYY-MM-DD',
  localMoment: (day = '2026-12-20') => `Write a local date and time: ${day}T00:00`,
  clockTime: 'Write a local time in quotes: "08:00"',
  https: 'Write an address that begins with https://',
  noSeconds: (whole: string) => `Its seconds are missing: write ${whole}`,
  instant: (day = '2026-03-29') => `Write a date and time with seconds, and its offset or Z: ${day}T06:00:00+02:00`,
}

export const repositoryPaths = {
  tooLike: (file: string, other: string): WrongAndFix => [
    `${file} is too much like ${other}: only case, accents, spaces or the ending differ.`,
    'Keep one of the two, or give it a name of its own.',
  ],
  sameId: (file: string, other: string): WrongAndFix => [`${file} has the id of ${other}.`, 'Rename it, and its `id`.'],
  elsewhere: (file: string): WrongAndFix => [
    `${file} is not in models/ or policies/.`,
    'Move it to models/ or policies/.',
  ],
  tooDeep: (file: string, folder: string): WrongAndFix => [
    `${file} is in a sub folder.`,
    `Move it to ${folder}/; nothing below is read.`,
  ],
  notRead: (file: string, name: string): WrongAndFix => [
    `${file} would not be read: names are lower case and end in .yaml.`,
    `Rename it to ${name}`,
  ],
  noName: (file: string): WrongAndFix => [
    `${file} is not a name of a model or policy.`,
    'Use lower case letters, digits and dashes, and .yaml; keep other files elsewhere.',
  ],
}

// src/sources

export const askedForm = {
  pushed: (connection: string, form: Form) => [
    `connection ${connection} is pushed to, and the query holds \`${form}\``,
    `Take \`${form}\` out, or name a connection to ask.`,
  ],
  other: (connection: string, wanted: Form, form: Form | undefined) => {
    const write = wanted === 'sql' ? 'Write the SELECT as `sql`' : `Write what is asked as \`${wanted}\``
    return form === undefined
      ? [
          `connection ${connection} is asked by \`${wanted}\`, and the query holds none`,
          `${write}, or name a connection of type push.`,
        ]
      : [
          `connection ${connection} is asked by \`${wanted}\`, and the query holds \`${form}\``,
          `${write}, or name a connection that is asked by \`${form}\`.`,
        ]
  },
} satisfies Faults

export const csvReadings = {
  noCommas: { says: 'Its columns are not parted by commas.', fix: 'Save it as CSV with commas.' },
  unknownColumn: (it: {
    readonly column: string
    readonly near: string | undefined
    readonly known: readonly string[]
  }) => ({
    says: meant(`A reading has no column ${quoted(it.column)}.`, it.near),
    fix: `Name columns ${oneOf(it.known)}`,
  }),
  columnTwice: (column: string) => ({
    says: `The column \`${column}\` stands there twice.`,
    fix: 'Take one of them out.',
  }),
  noColumn: (column: string, head: string) => ({
    says: `There is no column \`${column}\`.`,
    fix: `Begin with the line ${head}`,
  }),
  otherCells: (cells: number, columns: number) => ({
    says: `It has ${some(cells, 'cell')}, and there are ${columns} columns.`,
    fix: 'Give each column its cell; put a cell that holds a comma in double quotes.',
  }),
  empty: (column: string) => ({
    says: `\`${column}\` is empty.`,
    fix: 'Leave out the line of a period that has no value.',
  }),
  formula: (column: string, value: string | undefined) => ({
    says: `\`${column}\` begins as a formula does: ${quoted(value)}.`,
    fix: 'Write what it comes to, and begin it otherwise.',
  }),
  noNumber: (value: string) => ({
    says: `\`value\` is ${quoted(value)}, not a number.`,
    fix: 'Write it with a point and without anything else: 81.5',
  }),
  noCount: (n: string) => ({
    says: `\`n\` is ${quoted(n)}, not a count.`,
    fix: 'Write how many samples there were: 900',
  }),
  oddQuotes: {
    says: 'Its double quotes do not pair up.',
    fix: 'Quote a whole cell, and write a quote in it twice.',
  },
}

export const csvTable = {
  notUtf8: { says: 'It is not UTF-8.', fix: 'Save it as CSV in UTF-8.' },
  noReading: {
    says: 'There is no reading in it.',
    fix: 'Write one reading a line below the names of the columns.',
  },
}

const queryRefused = {
  notSelect: (word: string) => `the query is ${word.toUpperCase()}, not SELECT`,
  parameter: (name: string) => `the query has a parameter $${name}`,
}

export const sourceDuckdb = {
  ...queryRefused,
  several: (statements: number) => `the query holds ${some(statements, 'statement')}`,
  noQuery: 'the query is text that is no query, not SELECT',
  /** `missing`: a file that may not be there. */
  fix: (missing: string | undefined) => {
    const write = 'Write one SELECT over files of the connection’s folder, with $start and $end.'
    return missing === undefined ? write : `${write} If ${missing} is to be read, bring it there.`
  },
  fields: {
    folder: 'Absolute. CSV, Parquet and JSON files in it are found by their names.',
  },
}

export const httpExchange = {
  address: {
    none: (connection: string) => [
      `The connection ${connection} has no address that can be called.`,
      'give one without `?` and `#`: https://prometheus.acme.com',
    ],
    user: (connection: string) => [
      `The connection ${connection} has a user in its address.`,
      'write `user` and `password`, or `token`, as keys of their own',
    ],
    readable: (connection: string) => [
      `The connection ${connection} is called over http://.`,
      'give an address that begins with https://, or say `insecure: true`',
    ],
    credential: (connection: string) => [
      `The connection ${connection} has half a credential, or two.`,
      'give `token`, or `user` and `password`, or none',
    ],
    token: (connection: string) => [
      `The connection ${connection} has a token that no Authorization header takes.`,
      'give it as it was issued, without spaces',
    ],
  } satisfies Faults,
  answered: (status: number, said: string | undefined) =>
    said === undefined ? `it answered ${status}` : `it answered ${status}: ${said}`,
  noList: (what: string): Fault => [`its answer holds no list of ${what}`, 'see in its manual what it answers'],
  tooMany: (what: string, most: number): Fault => [
    `its answer holds more than ${most} ${what}`,
    'ask for fewer: sum, filter, or take longer periods',
  ],
  fields: {
    url: 'The one host that is called, and the path before every other. https://, but for localhost.',
    token: 'Sent as `Authorization: Bearer …`.',
    user: 'With `password`, in place of a token.',
    private: 'It may be in a private network, or on this machine: 10.0.0.0/8, ::1 …',
    insecure: 'It may be http://; what is asked and answered can be read on the way.',
  },
}

export const httpJson = {
  correctPath: 'Call that address yourself, and correct the path.',
  rowsAt: (pointer: string) => `rows at \`${pointer}\``,
  faults: {
    twoWays: (path: string) => [
      `the path ${path} can be read in two ways`,
      'Write it without `/.`, `//` and encoded slashes.',
    ],
    notAllowed: (path: string, allowed: readonly string[]) => [
      `the path ${path} is none that the connection allows`,
      `Name a path below ${orList(allowed)}, or have it added to \`paths\` of the connection.`,
    ],
    noMapping: (row: number) => [
      `row ${row} is no mapping of names`,
      'Name in `rows` a list of objects, one a period and version.',
    ],
  } satisfies Faults,
  fields: {
    paths: 'What queries may name: `/kpis` is that and all below it.',
  },
}

export const httpLook: Readonly<Record<'prometheus' | 'mlflow' | 'http-json', string>> = {
  prometheus: 'See whether Prometheus answers at the address of the connection.',
  mlflow: 'See whether MLflow answers at the address of the connection.',
  'http-json': 'See whether the API answers at the address of the connection.',
}

export const mlflow = {
  runs: 'runs',
  entries: 'entries of a run',
  seeExperiment: 'See that the experiment is there.',
  seeAlias: 'See that the model is registered and has this alias.',
  tooMany: (most: number): Fault => [`there are more than ${most} runs`, 'Begin later, with `since`.'],
  noStart: ['a run says not when it started', 'see whether it is MLflow that answers'] satisfies Fault,
}

export const postgresFaults = {
  tooSlow: (connection: string, wrong: string): Fault => [
    `connection ${connection}: ${wrong}`,
    'Bound the query by $start and $end, or index the time.',
  ],
  locked: 'a table stays locked by somebody else',
  failed: (connection: string, wrong: string) => `connection ${connection}: ${wrong}`,
  grant: 'grant select on … to the user of the connection',
  correct: 'Run the SQL in psql as this user and correct it.',
  outside: {
    credentials: ['the server refuses the user or the password', 'see `user` and `passwordFile`, and pg_hba.conf'],
    noDatabase: ['there is no such database', 'see `database`, or create it'],
    noHost: ['nobody knows the host', 'see `host`, and the name server of this machine'],
    certificate: [
      'the certificate of the server is not one to trust, or not of this host',
      'give the file of who signed it as `ca`, and the name in it as `host`',
    ],
    noTls: ['the server knows no TLS', 'set `ssl = on` in postgresql.conf, with a certificate'],
    full: ['the server has no room for one more', 'raise max_connections, or end other sessions'],
    takenBack: ['the server took the query back', 'nothing: it is asked again in the next round'],
    silent: ['the server does not answer', 'see whether it runs, and whether this machine reaches it'],
  } satisfies Faults,
  failedOutside: (connection: string, code: string, [wrong, fix]: Fault) =>
    code === ''
      ? `connection ${connection}: ${wrong}\n  fix: ${fix}`
      : `connection ${connection}: ${wrong} (${netWhys[code] ?? code})\n  fix: ${fix}`,
}

interface RoleCan {
  readonly connection: string
  readonly role: string
  readonly what: readonly string[]
}

export const postgresRole = {
  is: ({ connection, role, what }: RoleCan) => [
    `connection ${connection}: the role ${role} can do more than read: it is ${commaList(what)}`,
    "Make one for Kedge alone: create role kedge login password '…' nosuperuser nobypassrls nocreaterole nocreatedb; grant select on … to kedge;",
  ],
  writes: ({ connection, role, what }: RoleCan) => [
    `connection ${connection}: the role ${role} can do more than read: it may write ${commaList(what)}`,
    `revoke insert, update, delete, truncate on ${what[0]} from ${role}, public; it must own no table and be in no role that writes`,
  ],
  runs: ({ connection, role, what }: RoleCan) => [
    `connection ${connection}: the role ${role} can do more than read: it may run ${commaList(what)}`,
    `revoke execute on function ${what[0]} from ${role}, public`,
  ],
} satisfies Faults

const onePassword = 'give `passwordFile: …`, or else `password: …`'

export const sourcePostgres = {
  ...queryRefused,
  empty: 'the query is empty',
  fix: 'Write one SELECT that changes nothing, with $start and $end.',
  faults: {
    noPassword: (connection: string) => [`The connection ${connection} has no password.`, onePassword],
    twoPasswords: (connection: string) => [`The connection ${connection} has two passwords.`, onePassword],
    caWithoutTls: (connection: string) => [
      `The connection ${connection} has a \`ca\`, and no TLS.`,
      'delete `tls: off`',
    ],
    noTls: (connection: string) => [
      `The connection ${connection} would send its password and all rows for anybody to read.`,
      'delete `tls: off`; on a line that nobody else can read, add `insecure: true`',
    ],
  } satisfies Faults,
  fields: {
    passwordFile: 'Read anew for each query.',
    ca: 'The PEM file of who signed the certificate, where that is not public.',
    insecure: 'Without TLS to another machine.',
    private: 'The address may be one of a private network.',
  },
}

const bySeries =
  'Write `sum by (version) (…)`, with `segment` beside it where there are parts, so that there is one series for each.'

export const prometheus = {
  series: 'series',
  warnings: 'warnings',
  valuesOf: (column: string) => `values of ${column}`,
  tryExpression: 'Try the expression in Prometheus itself, and correct it.',
  faults: {
    noCount: ['there is no expression for `n`', 'add `n`: how many samples a value is made of'],
    notAskedFor: (column: string, atMs: number) => [
      `${column} has a value at ${atMs} ms, which was not asked for`,
      'see what answers in its place',
    ],
    versionBeside: ['`version` stands beside other expressions', 'Ask what runs in a query of its own.'],
    versionValue: (value: number) => [`version has the value ${value}`, 'Name a metric that has a value.'],
    twoSeries: (it: { readonly column: string; readonly version: string; readonly segment: string }) =>
      it.segment === ''
        ? [`${it.column} has two series of the version ${it.version}`, bySeries]
        : [`${it.column} has two series of the version ${it.version}, segment ${it.segment}`, bySeries],
    otherAnswer: ['it does not answer as Prometheus does', 'see whether its address ends before /api/v1'],
    warns: (of: string) => [`it warns: ${of}`, 'mend that first: the answer may be a part of the whole'],
    partial: ['it says that its answer is a part of the whole', 'see which of its nodes does not answer'],
    otherType: (is: string | undefined, wanted: string) => [`it answers with a ${is}, not a ${wanted}`, bySeries],
    noVersion: (column: string) => [`${column} has a series without the label version`, bySeries],
    noNumber: (column: string) => [
      `${column} has a value that is no number at a time`,
      'see what answers in place of Prometheus',
    ],
  } satisfies Faults,
}

const newToken = 'make one with `openssl rand -hex 32`, and give it to this source alone'

export const push = {
  short: (connection: string, length: number): Fault => [
    `The token of the connection ${connection} has fewer than ${length} characters.`,
    newToken,
  ],
  uniform: (connection: string, letters: number): Fault => [
    `The token of the connection ${connection} has fewer than ${letters} different characters.`,
    newToken,
  ],
  unsendable: (connection: string): Fault => [
    `The token of the connection ${connection} holds characters that no Authorization header takes.`,
    newToken,
  ],
  shared: (connection: string, other: string): Fault => [
    `The token of the connection ${connection} is also the one of ${other}.`,
    newToken,
  ],
  fields: {
    token: 'What the source sends as `Authorization: Bearer …`; each source has its own.',
    models: 'Which models it may send for. Left out: each that names it.',
    perMinute: (readings: number) => `Readings a minute; ${readings} unless told.`,
  },
}

const firstMoment: Readonly<Record<Every, string>> = {
  hour: 'Send its first minute: 2026-03-02T14:00:00Z',
  day: 'Send the day alone: 2026-03-02',
  week: 'Send the day of its Monday.',
}

export const pushedReadings = {
  crowd: ({ model, kpi, segment, version }: RowOf & { readonly model: string }, most: number) => ({
    says:
      segment === ''
        ? `Version ${quoted(version)} is one too many: ${kpi} of ${model} has ${count(most, 'series', 'series')}.`
        : `Segment ${quoted(segment)} is one too many: ${kpi} of ${model} has ${count(most, 'series', 'series')}.`,
    fix: 'Send the version that made them, and segments of which there are few: a carrier, a country, never the id of a person or an order.',
  }),
  contradicts: (other: string) => ({ says: contradiction.says(other), fix: contradiction.fix }),
  otherEnd: (it: { readonly end: string; readonly every: Every; readonly ends: string }) => ({
    says: `\`end\` is ${quoted(it.end)}, and the ${it.every} ends at ${it.ends}.`,
    fix: 'Leave `end` out.',
  }),
  noKpi: (it: {
    readonly model: string
    readonly kpi: string
    readonly source: string
    readonly near: string | undefined
    readonly known: readonly string[]
  }) => ({
    says: meant(`${it.model} has no KPI ${quoted(it.kpi)} that ${it.source} feeds.`, it.near),
    fix: `Write ${oneOf(it.near === undefined ? it.known : [it.near])}, or let the query of the KPI name this connection in models/${it.model}.yaml`,
  }),
  pushed: (it: { readonly query: string; readonly model: string; readonly form: Form; readonly source: string }) => ({
    says: `Query ${it.query} of ${it.model} holds \`${it.form}\`, and ${it.source} is pushed to.`,
    fix: `Take \`${it.form}\` out of the query in models/${it.model}.yaml`,
  }),
  noModel: (id: string, source: string, near: string | undefined) => {
    const name = `name the connection in a query of the model: \`queries: { … : { connection: ${source}, every: day } }\``
    return {
      says: meant(`There is no model ${quoted(id)} that ${source} feeds.`, near),
      fix: near === undefined ? name : `Write \`${near}\`, or ${name}`,
    }
  },
  misframed: {
    'no-day': ({ start }) => ({
      says: `\`start\` is ${quoted(start)}, which is no moment there is.`,
      fix: 'Send a day, 2026-03-02, or a moment with its zone: 2026-03-02T14:00:00Z',
    }),
    'no-start': ({ start }, every) => ({
      says: `\`start\` ${quoted(start)} does not start a ${every} in UTC.`,
      fix: firstMoment[every],
    }),
    'not-over': ({ start }) => ({
      says: `The period of \`start\` ${quoted(start)} is not over.`,
      fix: 'Send it when it is over, and see the clock.',
    }),
    'no-version': ({ version }) => ({
      says: `\`version\` is ${quoted(version)}, not a text.`,
      fix: 'Send the version as text: "1.1.0"',
    }),
    'no-count': ({ n }) => ({
      says: `\`n\` is ${quoted(n)}, not a count.`,
      fix: 'Send how many samples there were.',
    }),
  } satisfies Readonly<
    Record<Misframed, (it: PushedReading, every: Every) => { readonly says: string; readonly fix: string }>
  >,
}

/** A value of a row, whatever it is. */
function inRow(value: unknown): string {
  return value === undefined ? 'missing' : typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value)
}

interface RowOf {
  readonly kpi: string
  readonly segment: string
  readonly version: string
  readonly start: string
}

export const queryRows = {
  crowd: (query: string, { model, kpi, segment, version }: RowOf & { readonly model: string }, most: number): Fault => [
    segment === ''
      ? `${model}: query ${query} gave version ${inRow(version)}, and ${kpi} has ${count(most, 'version')} already`
      : `${model}: query ${query} gave segment ${inRow(segment)}, and ${kpi} has ${count(most, 'series', 'series')} of segments and versions already`,
    'Group by segments of which there are few: a carrier, a country, never the id of a person or an order. What is there goes on.',
  ],
  unknownVersion: (it: {
    readonly model: string
    readonly query: string | undefined
    readonly rows: number
    readonly version: unknown
  }): Fault => [
    `${it.model}: what runs is unknown: query ${it.query} gave ${some(it.rows, 'row')}, version ${inRow(it.version)}`,
    'Return one row with a column version of type text.',
  ],
  inRow: (it: { readonly model: string; readonly query: string; readonly row: number; readonly wrong: string }) =>
    `${it.model}: query ${it.query}, row ${it.row}: ${it.wrong}`,
  noSegment: (segment: unknown): Fault => [
    `segment is ${inRow(segment)}, not a text of at most 80 printable characters`,
    "Return the segment as text, and '' for the whole: coalesce(carrier::text, 'unknown') as segment. No value is not the whole.",
  ],
  noColumn: (kpi: string): Fault => [
    `there is no column ${kpi}`,
    `Give it a column ${kpi}, or move the KPI to another query.`,
  ],
  noNumber: (kpi: string, value: unknown): Fault => [
    `${kpi} is ${inRow(value)}, not a number`,
    'Leave periods out that have no value; never make it zero.',
  ],
  secondValue: ({ kpi, segment, version, start }: RowOf): Fault => {
    const of = segment === '' ? kpi : `${kpi} of ${inRow(segment)}`
    return [
      `a second value of ${of} of ${version} for ${start}`,
      'Group by period, version and, where there is one, segment.',
    ]
  },
  misframed: {
    'no-day': ({ period }) => [
      `period is ${inRow(period)}, no day and no moment with its zone`,
      'Return the first moment of the period as period: date_trunc of the time, in SQL.',
    ],
    'no-start': ({ period }, every) => [
      `period ${inRow(period)} does not start a ${every}`,
      `Return the first moment of the ${every} as period: date_trunc('${every}', …), in SQL; weeks start on Monday.`,
    ],
    'not-over': ({ period }) => [`period ${inRow(period)} is not over`, 'Ask for times before the end only.'],
    'no-version': ({ version }) => [
      `version is ${inRow(version)}, not a text`,
      "Return the version as text: '1.1.0' as version, or the tag or column that holds it.",
    ],
    'no-count': ({ n }) => [
      `n is ${inRow(n)}, not a count`,
      'Return a whole number of samples as n: count(*) in SQL, round(…) in PromQL.',
    ],
  } satisfies Readonly<Record<Misframed, (row: Readonly<Record<string, unknown>>, every: Every) => Fault>>,
}

const policyFolder = 'the folder that holds models/ and policies/'

const policyClone = 'a clone of the policy repository'

const modelId = 'the id of a model'

const judgedOn = 'judge as on that day in UTC: YYYY-MM-DD'

const upToDay = 'up to the end of that day in UTC: YYYY-MM-DD'

const howToSay = 'how to say it'

const forPrograms = 'for programs'

// src/cli

export const cliCheck = {
  summary: 'say everything that is wrong with the models and policies of a folder',
  folder: policyFolder,
  format: howToSay,
  on: judgedOn,
}

export const cliCodeowners = {
  summary: 'print who owns which file, as GitHub reads it',
  folder: policyFolder,
  check: (file: string) => `say whether ${file} is out of date`,
  write: (file: string) => `write ${file}`,
  faults: {
    stale: (folder: string) => ['It is not what models/ and policies/ say now.', `kedge codeowners --write ${folder}`],
    foreign: [
      'Somebody else wrote this file, and it would be lost.',
      'Say the same by owners and roles in models/ and policies/, then delete it and run this again',
    ],
  } satisfies Faults,
}

export const cliDoctor = {
  summary:
    'try the settings of a bot: tokens, scopes, permissions, webhooks, branches, connections, clock; say each fix',
  json: forPrograms,
}

export const cliExplain = {
  summary: 'say which rules apply to a model or to a change of it, their answers, and who would have to approve',
  name: 'the id of a model, or of a policy',
  change: 'promote, rollback, edit …; left out: the model as it stands',
  folder: policyFolder,
  to: 'the version that would be asked for; of a rollback the way back',
  on: judgedOn,
  json: forPrograms,
  oneOf: (kinds: readonly string[]) => `Write one of: ${commaList(kinds)}`,
  nothing: (name: string, near: string | undefined): Fault => [
    meant(`There is neither a model nor a policy \`${name}\`.`, near),
    'kedge check says what there is; ids are the names of files',
  ],
}

interface NoModelThen {
  readonly id: string
  readonly asOf: string | undefined
  readonly near: string | undefined
  readonly known: readonly string[]
}

export const cliHistory = {
  summary: 'print the complete history of a model, from a clone alone',
  model: modelId,
  asOf: upToDay,
  repo: policyClone,
  unknownModel: ({ id, asOf, near, known }: NoModelThen): Fault => [
    meant(
      asOf === undefined
        ? `There is no model \`${id}\`, neither in models/ nor on record.`
        : `There is no model \`${id}\` as of ${asOf}, neither in models/ nor on record.`,
      near,
    ),
    known.length === 0 ? 'Name a clone with --repo, or a later day' : `Write one of: ${commaList(known)}`,
  ],
}

export const cliIngest = {
  summary: 'send the readings of a CSV file to a Kedge that runs',
  description: (variable: string) =>
    `Sends a CSV file with the columns model, kpi, version, start, value, n and perhaps segment and end. The token of the source is in the environment as ${variable}, or in a file: an argument could be seen by others on the machine.`,
  file: 'a CSV file in UTF-8; its first line names the columns',
  url: 'where Kedge answers: https://kedge.example.com',
  tokenFile: (variable: string) => `the file that holds the token; otherwise ${variable} is`,
  stored: (done: { readonly new: number; readonly revised: number; readonly same: number }) =>
    `stored: ${done.new} new, ${done.revised} revised, ${done.same} the same`,
  refused: (lines: number) =>
    `refused: ${count(lines, 'line')}; mend them and send the file again, nothing is stored twice`,
  waiting: (seconds: number) => `waiting ${seconds} s before it is sent again`,
  noToken: (variable: string, file: string | undefined): Fault => [
    file === undefined ? `${variable} holds no token.` : 'It holds no token, or more than one.',
    `Set ${variable}, or name a file with --token-file; the token is in connections.yaml of the deployment`,
  ],
}

export const cliInit = {
  summary: 'write a repository of your own: a first model, people, and rules for each tier',
  folder: 'where to; what is there already is kept',
  repeated: (asks: string) => `${asks} (repeat it)`,
  tiers: 'tiers that get rules',
  kedge: 'the commit of Kedge that is to check pull requests (else the one that runs)',
  yes: 'ask nothing: what no flag says is filled in, and marked where it must be changed',
  anyway: 'write it although there are too few people',
  writtenAnyway: 'It is written all the same, as asked.',
  notWritten: 'Nothing was written. --anyway writes it all the same.',
  fix: {
    tiers: (all: string) => `Write one or more of ${all}`,
    commit: 'Write all 40 digits: git rev-parse HEAD',
  },
  faults: {
    unanswered: (flags: readonly string[]) => {
      const lacking = commaList(flags.map(flag => `no ${flag}`))
      return [
        `Nobody is at a terminal to be asked, and there is ${lacking}.`,
        'Give them, or --yes to have them filled in',
      ]
    },
    ownFolder: ['This is the folder of Kedge itself.', 'Name another one: kedge init ../models'],
    noCommit: [
      'This Kedge is no clone, so nobody knows its commit, and there is no workflow that checks pull requests.',
      'Say --kedge with the commit that you reviewed',
    ],
  } satisfies Faults,
}

export const cliManifest = {
  summary: 'print what the Slack app and the GitHub App are made from',
  slack: 'print the manifest of the Slack app, for Socket Mode unless there is an address',
  github: 'print the manifest of the GitHub App',
  name: 'the name of the app',
  url: 'where the bot is reached from outside: https://kedge.example.com',
  explain: 'what each permission is for instead, as Markdown',
  link: 'the address of GitHub’s form for a new App instead, filled in',
  org: 'with --link: the organisation that is to own the App',
  host: 'with --link: an Enterprise Server, https://github.example.com',
  noAddress: (url: string): Fault => [`${url} is no address.`, 'write it whole, as in https://kedge.example.com'],
}

export const cliMeasure = {
  summary: 'compare columns of two files, or of a file and a profile, and say whether they have drifted',
  description:
    'Compares a column of a CSV or Parquet file with one of another file, or with what the profile of a model says of it. Without a column all are compared, and judged by p-values corrected for their number (Benjamini-Hochberg).',
  methods: (all: readonly { readonly name: string; readonly summary: string }[]) =>
    semicolonList(all.map(({ name, summary }) => `${name}: ${summary}`)),
  reference: 'what it was like: a file, or a profile (.yaml)',
  current: 'what it is like now; a column that has the same name can be left out',
  columns: 'of all columns these',
  bins: 'bins of a column of numbers, by quantiles of the reference (default: 10)',
  edges: 'edges between the bins in place of quantiles: 0,5,15',
  categories: 'every number is a name',
  zero: 'what a share of zero becomes before a logarithm',
  threshold:
    'an effect at least this large matters; “calibrated”: the mean and three standard deviations over chunks of the reference',
  success: 'whose share is compared',
  yates: 'Yates’ correction of the chi-square test, where there are two categories',
  test: 'the chi-square test: whether the reference is a sample too, or the truth',
  exact: 'no grid, however many values there are',
  taken: (all: readonly { readonly name: string; readonly takes: readonly string[] }[]) => {
    const rows = all.map(({ name, takes }) => [name, commaList(takes.map(flag))] as const)
    return `What only some methods take, for their number or for how likely chance brings it:\n${inColumns(rows)}`
  },
  notTaken: (it: {
    readonly method: string
    readonly takes: readonly string[]
    readonly option: string
    readonly of: readonly string[]
  }): WrongAndFix => [
    `${it.method} does not take ${flag(it.option)}: that is for ${commaList(it.of)}.`,
    `Leave ${flag(it.option)} out; ${it.method} takes ${commaList(it.takes.map(flag))}`,
  ],
  json: forPrograms,
  write: {
    place: 'write a file and a column: a.csv:delay',
    threshold: 'write a number above 0, or “calibrated”',
    edges: 'write rising numbers: 0,5,15',
    share: 'write a number between 0 and 1',
    bins: (most: number) => `write a whole number from 2 to ${most}`,
  },
  faults: {
    noReferenceColumn: (file: string, column: string) => [
      'The column of the reference is not named.',
      `Write --reference ${file}:${column}`,
    ],
    otherColumns: (file: string) => ['One column is named, and --columns names others.', `Write --reference ${file}`],
    currentProfile: [
      'The current rows are in a file of rows, and a profile holds counts.',
      'Name a CSV or Parquet file as --current',
    ],
    ownBins: [
      'A profile has bins and categories of its own.',
      'Leave out --bins, --edges and --categories, or count it anew: kedge profile <model> --bins <n> --write',
    ],
    twoBins: ['--edges says the bins, and --bins or --categories others.', 'Leave one of them out'],
  } satisfies Faults,
}

interface NoneKnown {
  readonly id: string
  readonly near: string | undefined
  readonly known: readonly string[]
}

export const cliPath = {
  summary: 'say where a model is in its life cycle, what is next and who must act; or draw a life cycle',
  model: 'the id of a model; left out with --lifecycle',
  folder: policyFolder,
  json: 'as JSON, for programs',
  mermaid: 'only the picture, as Mermaid',
  lifecycle: 'the picture of this life cycle, whoever is in it',
  on: 'as on that day in UTC: YYYY-MM-DD',
  unknown: {
    model: ({ id, near, known }: NoneKnown) => [
      meant(`There is no model \`${id}\`.`, near),
      known.length === 0 ? 'There is no model here yet; add a file' : `Write one of: ${commaList(known)}`,
    ],
    'life-cycle': ({ id, near, known }: NoneKnown) => [
      meant(`There is no life cycle \`${id}\`.`, near),
      known.length === 0 ? 'There is no life cycle here yet; add a file' : `Write one of: ${commaList(known)}`,
    ],
  } satisfies Faults,
  faults: {
    noModel: [
      'It is not said which model.',
      'Write kedge path <model> [folder], or kedge path --lifecycle <id> [folder]',
    ],
  } satisfies Faults,
}

export const cliPlan = {
  summary: 'say which models and rules change, what the rules say of it, and who must approve',
  folder: 'the folder that holds models/ and policies/, in a clone',
  base: 'what it is to be merged onto: origin/main, a branch, a commit',
  format: howToSay,
  on: judgedOn,
}

export const cliPortfolio = {
  summary: 'count all models from a clone: stages, value, cost, what is overdue, covered and how long things take',
  repo: policyClone,
  digest: 'the numbers of the newest digest of this policy that was posted, as its channel saw them',
  asOf: upToDay,
  format: howToSay,
  nothingThen: (date: string): Fault => [`The main branch had no commit on ${date}.`, 'Name a later day with --as-of'],
}

interface ProfileCounted {
  readonly path: string
  readonly rows: number
  readonly columns: number
  readonly leftOut: readonly string[]
}

export const cliProfile = {
  summary: 'count what the inputs of a model are like: the file later windows are compared with',
  description:
    'Counts the columns of the query with `returns: inputs` over the days the serving version was taught on, where they lie. Prints the file, and what differs from the one that is there; only --write changes it.',
  model: modelId,
  query: 'which of its queries, where several return inputs',
  from: 'the first day, in UTC: YYYY-MM-DD',
  to: 'the last day',
  bins: 'bins of a column of numbers',
  connections: 'the connections of the deployment',
  folder: policyFolder,
  write: 'write the file',
  writeBins: 'write 2 to 100',
  counted: ({ path, rows, columns, leftOut }: ProfileCounted) => {
    const all = `${path}: ${count(rows, 'row')}, ${count(columns, 'column')}`
    return leftOut.length === 0
      ? all
      : `${all}; left out, as times, lists or numbers too large to be exact: ${listWords(leftOut)}`
  },
  tooFew: (path: string, columns: readonly string[]) =>
    `${path}: too few values for anything to be compared with them: ${listWords(columns)}`,
  same: (path: string) => `${path}: nothing has changed`,
  addWrite: (path: string, isThere: boolean) =>
    isThere ? `add --write to replace ${path}` : `add --write to add ${path}`,
  fewerColumns: 'Let the query return the columns that matter, or count fewer --bins',
  faults: {
    noProfile: ['A file that is no profile has this name.', 'Give that file another name, or see what it is'],
  } satisfies Faults,
}

export const cliRebuild = {
  summary: 'make a new database from the record of a clone',
  clone: policyClone,
  database: 'the file to write; one that was cut off is finished',
  written: (events: number, all: number, file: string) => `${count(events, 'event')} of ${all} written to ${file}.`,
}

export const cliSettings = {
  summary: 'print every environment variable of the bot, and where to get each',
}

export const cliShow = {
  summary: 'say what a model is, which models read a data source, or which a use case has',
  name: 'the id of a model, a data source or a use case',
  folder: policyFolder,
  json: forPrograms,
  nothing: (name: string, near: string | undefined): Fault => [
    meant(`Nothing in models/ is called \`${name}\`.`, near),
    'ids are the names of the files in models/',
  ],
}

export const cliStory = {
  summary: 'print the case file of a change on record, from a clone alone: kedge verdict --case judges it again',
  change: 'as kedge history shows it; or its pull request, or its model, where there is one change of it',
  repo: policyClone,
  notOnRecord: (what: string) => `not on record: ${what}`,
  faults: { noRecord: ['There is no line in the record.', 'git fetch origin kedge/record'] } satisfies Faults,
}

export const cliTest = {
  summary: 'run the examples of the policies of a folder, and say what they leave untested',
  folder: policyFolder,
  policy: 'only this one; again for more',
  coverage: 'name rules that never failed and branches no example takes',
  mutate: 'change each policy in one place after the other, and name the changes no example notices',
  format: howToSay,
}

export const cliVerdict = {
  summary: 'judge a change whose whole story is a file: people, policies, what happened in order, and when',
  folder: 'the folder that holds models/ and policies/; asked only for what the file leaves to it',
  case: 'the story, in YAML',
  format: howToSay,
  other: (unlike: string): Fault => [`${unlike}.`, 'Mend the case, or its `then`, or the policies'],
}

interface MainCounted {
  readonly commits: number
  readonly changing: number
  readonly merges: number
}

export const cliVerify = {
  summary: 'say whether the record or the main branch of a clone was altered behind its back',
  clone: policyClone,
  anchor: 'a hash that was told before, as in the daily post; again for more, oldest first',
  json: forPrograms,
  noHash: (hash: string): Fault => [
    `${hash} is no anchor.`,
    'Give all 64 digits, as they were posted: kedge verify --anchor <hash>',
  ],
  more: (problems: number) => `… and ${problems} more: kedge verify --json`,
  since: (begun: { readonly at: string; readonly branch: string }, { commits, changing, merges }: MainCounted) =>
    `Since ${begun.at}, on ${begun.branch}: ${count(commits, 'commit')}, ${changing} of them changed models or policies, ${count(merges, 'merge')} on record.`,
  head: (it: { readonly hash: string; readonly n: number; readonly file: string; readonly line: number }) =>
    `Head: ${it.hash} (n ${it.n}, ${it.file}:${it.line})`,
  whole: (lines: number, anchors: number) =>
    anchors === 0
      ? `Whole: ${count(lines, 'line')}, held against no anchor.`
      : `Whole: ${count(lines, 'line')}, ${count(anchors, 'anchor')} found.`,
  notWhole: (problems: number) => `Not whole: ${count(problems, 'problem')}.`,
}

export const cliWhatif = {
  summary: 'say what would be, had somebody voted or were a fact different: of a case, or of the rules of a model',
  model: 'the id of a model, to ask its rules',
  case: 'a whole story, as for `kedge verdict`',
  approve: 'somebody who approves now; chen@github: by a review (may be repeated)',
  deny: 'somebody who denies (may be repeated)',
  withdraw: 'somebody who takes their word back (may be repeated)',
  fact: 'a fact as rules name it: kpis.mae.value=12; of a case with several models, of one: churn:kpis.mae.value=12',
  change: 'ask the rules of a change',
  to: 'the version that would be asked for',
  folder: policyFolder,
  on: judgedOn,
  same: 'Nothing would be otherwise.',
  unknownModel: (id: string, near: string | undefined): Fault => [
    meant(`There is no model \`${id}\`.`, near),
    'Name a file in models/: kedge check says what there is',
  ],
  faults: {
    nothingSupposed: [
      'It does not say what would be otherwise.',
      'kedge whatif --case <file> --approve <who>, or kedge whatif <model> --fact model.tier=high',
    ],
  } satisfies Faults,
}

// src

export const assemble = {
  hangs: 'what hangs is left; the next start takes it up',
}

export const bot = {
  noStart: 'Kedge could not start',
  restored: 'the database was empty; it was restored from the record',
  up: 'Kedge is up',
  guarded: (branch: string) => `how ${branch} is guarded`,
  goingOn: 'GitHub does not answer; going on',
  /** Where GitHub refuses the key without saying what to do. */
  checkKey: 'check the App’s id, its private key and where it is installed',
  stopping: 'stopping',
  stopped: 'stopped',
}

export const demo = {
  took: (seconds: string) => `The whole path in ${seconds} s.`,
  yours: 'The day is yours: be anybody, press what is on the cards, review and merge, let time pass.',
  /** What stands before each address. */
  at: { workspace: 'the workspace', clone: 'the clone', health: 'health' },
  stays: 'Everything stays up until you press Ctrl+C.',
}

export const generate = {
  wrote: (path: string) => `wrote ${path}`,
}

export const kedge = {
  description: 'Governance of models in git, decisions in Slack, a record anyone can verify.',
}

/** The two sides of what differs in a file; left out where there is nothing. */
interface BothSides {
  readonly from?: unknown
  readonly to?: unknown
}

/** “limit loosened from 18.5 to 22 min”. */
function fromTo(did: string, { from, to }: BothSides, unit = ''): string {
  const [old, now] = bothWords(from, to)
  const said = `${did} from ${old} to ${now}`
  return unit === '' ? said : `${said} ${unit}`
}

const inUnit = (value: unknown, unit: string) => (unit === '' ? valueWords(value) : `${valueWords(value)} ${unit}`)

/** Of what is one at a time. */
function oneForAnother(what: string, { from, to }: BothSides): string {
  if (from === undefined) return `${what} set to ${valueWords(to)}`
  if (to === undefined) return `${what} removed, was ${valueWords(from)}`
  return fromTo(`${what} changed`, { from, to })
}

type CameOrWent = 'added' | 'removed'

const wholeFile = (what: string) => ({ added: `new ${what}`, removed: `${what} deleted`, replaced: `${what} replaced` })

/** Of a name that nothing here has. */
const isNot = (what: string, { id, near, known }: Unknown): WrongAndFix => [
  meant(`${quoted(id)} is not ${what}.`, near),
  known.length === 0 ? `There is none yet: add \`${id}\`` : `Write one of: ${commaList(known)}`,
]

// src/repository

export const changeNames = {
  added: (value: unknown, list: string) => `${valueWords(value)} added to ${list}`,
  takenOut: (value: unknown, list: string) => `${valueWords(value)} taken out of ${list}`,
  reordered: (what: string, items: unknown) => `${what} put in another order: ${valueWords(items)}`,
  set: (what: string, to: unknown) => `${what} set to ${valueWords(to)}`,
  removed: (what: string, from: unknown) => `${what} removed, was ${valueWords(from)}`,
  changed: (what: string, it: BothSides) => fromTo(`${what} changed`, it),
  ranked: (what: string, is: 'lowered' | 'raised', it: BothSides) => fromTo(`${what} ${is}`, it),
}

const inventoryKinds = new Map([
  ['model', 'model'],
  ['use-case', 'use case'],
  ['source', 'data source'],
  ['profile', 'profile'],
])

type Doors = Readonly<Partial<Record<'roles' | 'channels', readonly unknown[]>>>

function whoSees({ roles, channels }: Doors): string {
  const all = (values: readonly unknown[]) => listWords(values.map(valueWords)) || 'none'
  const seeing = [
    ...(roles === undefined ? [] : [`roles ${all(roles)}`]),
    ...(channels === undefined ? [] : [`channels ${all(channels)}`]),
  ]
  return semicolonList(seeing) || 'everyone'
}

interface AskerOfTraining {
  readonly playbook: string | undefined
  readonly trigger: string | undefined
  readonly by: string | undefined
}

function askerOf({ playbook, trigger, by = 'nobody' }: AskerOfTraining): string {
  if (playbook !== undefined) return `the playbook ${playbook}, automatically`
  return trigger === undefined ? by : `its ${trigger}, automatically`
}

export const modelChanges = {
  file: (it: Readonly<Record<'kind' | 'id' | 'name', string | undefined>>, is: CameOrWent | 'replaced') => {
    const { kind = '', id = 'without an id', name } = it
    const called = name === undefined ? id : `${name} (${id})`
    return wholeFile(`${inventoryKinds.get(kind) ?? 'file'} ${called}`)[is]
  },
  environment: (environment: string, it: BothSides) => oneForAnother(`version in ${environment}`, it),
  stage: (it: BothSides) => oneForAnother('stage', it),
  owner: (it: BothSides) => oneForAnother('owner', it),
  ownerFor: (role: string, it: BothSides) => oneForAnother(`${role} owner`, it),
  deputy: (role: string, it: BothSides) => oneForAnother(`deputy of the ${role} owner`, it),
  useCase: (it: BothSides) => oneForAnother('use case', it),
  validation: (it: BothSides) => oneForAnother('validation', it),
  source: (source: unknown, is: CameOrWent) => `data source ${valueWords(source)} ${is}`,
  use: (use: unknown, is: CameOrWent) => `allowed use ${valueWords(use)} ${is}`,
  consumer: (consumer: string, is: CameOrWent) => `consumer ${consumer} ${is}`,
  version: (version: string, is: CameOrWent) => `version ${version} ${is}`,
  finding: (finding: string, severity: string | undefined, is: CameOrWent) =>
    `finding ${finding} (${severity ?? 'of no severity'}) ${is}`,
  rolledBack: (from: string, to: string) => `rolled back from ${from} to ${to}`,
  promoted: (from: string, to: string) => `promoted from ${from} to ${to}`,
  held: (because: string | undefined) => `put on hold: ${because ?? 'for no reason'}`,
  resumed: 'hold ended',
  gatesPassed: (version: string) => `version ${version} marked as having passed its gates`,
  gatesWithdrawn: (version: string) => `version ${version} no longer marked as having passed its gates`,
  retrain: (asks: AskerOfTraining, because: string | undefined) =>
    `retraining asked for by ${askerOf(asks)}: ${because ?? 'for no reason'}`,
  closed: (finding: string, on: unknown) => `finding ${finding} closed on ${valueWords(on)}`,
  postponed: (finding: string, it: BothSides) => fromTo(`finding ${finding} postponed`, it),
  visibility: (is: 'widened' | 'narrowed' | 'changed', from: Doors, to: Doors) =>
    `visibility ${is} from ${whoSees(from)} to ${whoSees(to)}`,
  reordered: (versions: readonly string[]) => `versions put in another order: ${listWords(versions)}`,
}

const kpiBounds = {
  limit: { words: 'limit' },
  target: { words: 'target' },
  freshness: { words: 'longest age', ownUnit: 'hours' },
  samples: { words: 'fewest samples', ownUnit: '' },
}

interface KpiBound extends BothSides {
  readonly bound: keyof typeof kpiBounds
  readonly kpi: string
  readonly unit: string
}

function boundOf({ bound, kpi, unit }: KpiBound): { readonly of: string; readonly unit: string } {
  const { words, ownUnit = unit }: { readonly words: string; readonly ownUnit?: string } = kpiBounds[bound]
  return { of: `${words} of ${kpi}`, unit: ownUnit }
}

export const kpiChanges = {
  kpi: (name: string | undefined, is: CameOrWent) => `KPI ${name ?? 'without a name'} ${is}`,
  turned: (kpi: string, it: BothSides) => fromTo(`direction of ${kpi} turned`, it),
  unit: (kpi: string, it: BothSides) => fromTo(`unit of ${kpi} changed`, it),
  measuredBy: (kpi: string, it: BothSides) => fromTo(`query of ${kpi} changed`, it),
  query: (query: string, connection: string | undefined, is: CameOrWent) =>
    `query ${query} over ${connection ?? 'nothing'} ${is}`,
  expression: (of: string, query: string) => `expression ${of} of query ${query} changed`,
  asks: (query: string, by: string) => `what query ${query} asks by ${by} changed`,
  labelDelay: (query: string, it: BothSides) => fromTo(`label delay of query ${query} changed`, it),
  connection: (query: string, it: BothSides) => fromTo(`connection of query ${query} changed`, it),
  statement: (query: string) => `statement of query ${query} changed`,
  stated: (query: string, wasPushed: boolean) =>
    wasPushed ? `query ${query} has a statement, its readings are pushed no more` : `query ${query} has a statement`,
  unstated: (query: string, isPushed: boolean) =>
    isPushed
      ? `query ${query} has no statement any more, its readings are pushed`
      : `query ${query} has no statement any more`,
  bound: {
    set: (it: KpiBound) => `${boundOf(it).of} set to ${inUnit(it.to, boundOf(it).unit)}`,
    removed: (it: KpiBound) => `${boundOf(it).of} removed, was ${inUnit(it.from, boundOf(it).unit)}`,
    moved: (it: KpiBound, is: 'changed' | 'loosened' | 'tightened') =>
      fromTo(`${boundOf(it).of} ${is}`, it, boundOf(it).unit),
  },
}

type LooseNeeds = readonly Readonly<{ count?: unknown; role?: unknown }>[]

const needsOf = (needs: LooseNeeds) =>
  listWords(needs.map(({ count, role }) => `${valueWords(count)} of ${valueWords(role)}`)) || 'nobody'

export const policyChanges = {
  file: (it: Readonly<Record<'kind' | 'id' | 'severity', string | undefined>>, is: CameOrWent | 'replaced') => {
    const { kind = 'file', id, severity } = it
    const called = id === undefined ? kind : `${kind} ${id}`
    return wholeFile(severity === undefined ? called : `${called} (${severity})`)[is]
  },
  severity: (it: BothSides) => oneForAnother('severity', it),
  when: (it: BothSides) => oneForAnother('when it applies', it),
  expect: (it: BothSides) => oneForAnother('what must hold', it),
  needs: (from: LooseNeeds, to: LooseNeeds) => `approvals needed changed from ${needsOf(from)} to ${needsOf(to)}`,
  examples: (before: number, now: number) =>
    `examples changed, ${count(before, 'example')} before and ${count(now, 'example')} now`,
  expiry: (is: 'extended' | 'shortened', it: BothSides) => fromTo(is, it),
  person: {
    added: (id: string, it: PersonSaid) => `person ${id} added, ${personSaid(it)}`,
    removed: (id: string, it: PersonSaid) => `person ${id} removed, ${personSaid(it)}`,
  },
}

interface PersonSaid {
  readonly roles: readonly string[]
  readonly github: string | undefined
  readonly slack: string | undefined
}

/** What somebody may, and by which accounts. */
function personSaid({ roles, github, slack }: PersonSaid): string {
  const as =
    roles.length === 0 ? 'without a role' : `with the ${roles.length === 1 ? 'role' : 'roles'} ${listWords(roles)}`
  const accounts = [
    ...(github === undefined ? [] : [`GitHub ${github}`]),
    ...(slack === undefined ? [] : [`Slack ${slack}`]),
  ]
  return accounts.length === 0 ? as : `${as} (${commaList(accounts)})`
}

const columnParts = new Map([
  ['is', 'kind'],
  ['notFinite', 'not finite'],
])

interface Counting {
  readonly from: string
  readonly to: string
  readonly rows: number
  readonly counted: string
}

export const profileChanges = {
  anew: (was: Counting, is: Counting) => {
    const now = `counted on ${dayWords(is.counted)} over ${dayWords(is.from)} to ${dayWords(is.to)}, ${count(is.rows, 'row')}`
    return `${now}; before, over ${dayWords(was.from)} to ${dayWords(was.to)}, ${count(was.rows, 'row')}`
  },
  nameless: 'without a name',
  reordered: 'columns in another order',
  counted: (it: {
    readonly moved: readonly { readonly column: string; readonly parts: readonly string[] }[]
    readonly come: readonly string[]
    readonly gone: readonly string[]
  }) => {
    const parts = (keys: readonly string[]) => listWords(keys.map(key => columnParts.get(key) ?? key))
    const moved = it.moved.map(({ column, parts: keys }) => `${column} (${parts(keys)})`)
    return semicolonList([
      ...(moved.length > 0 ? [`counted otherwise: ${listWords(moved)}`] : []),
      ...(it.come.length > 0 ? [`counted for the first time: ${listWords(it.come)}`] : []),
      ...(it.gone.length > 0 ? [`counted no more: ${listWords(it.gone)}`] : []),
    ])
  },
}

const flag = (option: string) => `--${option}`

const contradiction = {
  says: (other: string) => `It contradicts ${other}: another value of the same period.`,
  fix: 'Send one of the two.',
}

type NoneOf = (word: string, near: string | undefined, all: readonly string[]) => Fault

export const yamlSlips = {
  keyTwice: ['This key stands twice in one mapping.', 'Remove one of the two.'],
  keyNoText: [
    'This key is a number, a word like true or null, or a list; keys are text.',
    'Put the key in quotes: "1.0":',
  ],
  keyProto: ['A key cannot be named `__proto__`.', 'Choose another name.'],
  tooDeep: (depth: number): WrongAndFix => [`Values are nested deeper than ${depth}.`, 'Make the file flatter.'],
  notClosed: ['A quote or bracket that was opened above is not closed.', 'Close it on the line where the value ends.'],
  indentation: [
    'The indentation of this line fits none of the lines above.',
    'Line it up with its neighbours; two spaces a level.',
  ],
  unquoted: [
    'A value of this line has ended and more follows, or it begins with a sign that YAML uses.',
    'Put the whole value in quotes, with quotes of the other kind inside it.',
  ],
  blockHead: [
    'After `|` or `>` stands what does not belong there.',
    'Begin the text on the next line, two spaces further in.',
  ],
  escape: [
    'In double quotes a backslash begins an escape, and this is none.',
    'Write the backslash twice, or put the text in single quotes.',
  ],
  noComma: [
    'Something in brackets is not divided by commas.',
    'Write a comma between each two; quote what holds signs.',
  ],
  comma: ['A comma stands here where an entry has to.', 'Remove the comma, or write the entry before it.'],
  noBlank: ['A colon without a blank after it ends no key.', 'Write a blank after the colon.'],
  noColon: [
    'This line, or the one before it, holds a key without a colon.',
    'Write `key: value`; indent a line that goes on with the value above.',
  ],
  apart: [
    'What begins here is no part of what stands above it.',
    'Write every line of a mapping as `key: value`, with a blank after the colon, and every entry of a list as `- value`.',
  ],
} satisfies Faults

const seeHelp = 'Add --help to see how it is written'

export const commandLine = {
  help: 'display help for command',
  heads: { 'Usage:': 'Usage:', 'Arguments:': 'Arguments:', 'Options:': 'Options:', 'Commands:': 'Commands:' },
  about: (
    about: string,
    { choices, unsaid }: { readonly choices: readonly string[] | undefined; readonly unsaid: string | undefined },
  ) => {
    const more = [...(choices ? [`choices: ${commaList(choices)}`] : []), ...(unsaid ? [`default: ${unsaid}`] : [])]
    return more.length === 0 ? about : `${about} (${commaList(more)})`
  },
  faults: {
    unknownCommand: (it: string, near: readonly string[]) => [
      meant(`There is no command \`${it}\`.`, near),
      'kedge --help says all',
    ],
    unknownOption: (it: string, near: readonly string[]) => [meant(`There is no option \`${it}\`.`, near), seeHelp],
    tooMany: (takes: number, given: string) => [
      takes === 0 ? `This command takes no argument, not ${given}.` : `More is given than it takes: ${given}.`,
      seeHelp,
    ],
    missing: (it: string) => [`\`${it}\` is missing.`, seeHelp],
    noValue: (it: string) => [`\`${it}\` has no value.`, seeHelp],
    notBoth: (one: string, other: string) => [
      `\`${one}\` and \`${other}\` cannot be used together.`,
      'Leave one of them out',
    ],
    noChoice: (of: string, value: string, choices: readonly string[]) => [
      `\`${of}\` cannot be ${quoted(value)}.`,
      `Write ${oneOf(choices)}`,
    ],
    badValue: (of: string, value: string, fix: string) => [`\`${of}\` cannot be ${quoted(value)}.`, fix],
    /** What the reader of command lines says, of what it has not said before. */
    other: (message: string) => [`The command line is not understood: its reader says “${message}”.`, seeHelp],
  } satisfies Faults,
}

/** Why the system gives or takes no file, by its code. */
export const fileWhys: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EBUSY: 'something else uses it',
  EDQUOT: 'the room this user has is used up',
  EEXIST: 'something is there already',
  EFBIG: 'it is too large',
  EINVAL: 'it has a name the system does not take',
  EIO: 'the disk does not answer as it should',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'this program has too many files open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'the system has too many files open',
  ENOENT: 'it is not there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'it lies below what is no folder',
  ENOTEMPTY: 'the folder is not empty',
  EPERM: 'the system does not allow it',
  EROFS: 'the disk takes no changes',
}

const cutOff = 'the connection was cut'

const tooLate = 'nothing came in time'

const untrusted = 'this machine does not trust who signed its certificate'

const noTls = 'it does not speak TLS as it should'

const noWay = 'no way leads there from this machine'

/** Why nobody answers, by the code of the net, of TLS or of what carries our calls. */
export const netWhys: Readonly<Record<string, string>> = {
  EACCES: 'this user may not listen at such a port',
  EADDRINUSE: 'something else listens there',
  EADDRNOTAVAIL: 'this machine has no such address',
  EAI_AGAIN: 'the name server does not answer',
  EAI_FAIL: 'the name server does not answer',
  ECONNABORTED: cutOff,
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: cutOff,
  EHOSTUNREACH: noWay,
  ENETDOWN: noWay,
  ENETUNREACH: noWay,
  ENOTFOUND: 'no name server knows the host',
  EPIPE: cutOff,
  EPROTO: noTls,
  ETIMEDOUT: tooLate,
  AbortError: 'it was broken off',
  TimeoutError: tooLate,
  HPE: 'its answer is no HTTP',
  ERR_SSL: noTls,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate was taken back',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is one of another name',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UND_ERR_ABORT: 'it was broken off',
  UND_ERR_ABORTED: 'it was broken off',
  UND_ERR_BODY_TIMEOUT: tooLate,
  UND_ERR_CLOSED: cutOff,
  UND_ERR_CONNECT_TIMEOUT: tooLate,
  UND_ERR_DESTROYED: cutOff,
  UND_ERR_HEADERS_OVERFLOW: 'the head of its answer is too long',
  UND_ERR_HEADERS_TIMEOUT: tooLate,
  UND_ERR_HTTP_PARSER: 'its answer is no HTTP',
  UND_ERR_RESPONSE: 'its answer makes no sense',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its answer is not as long as it says',
  UND_ERR_SOCKET: cutOff,
}

/** What failed, and why; the code itself where nobody foresaw it. */
function becauseOf(whys: Readonly<Record<string, string>>, wrong: string, code: string | undefined): string {
  if (code === undefined) return `${wrong}, and nothing says why`
  const family = code.replace(/^(HPE|ERR_SSL)_.*/, '$1')
  const why = whys[family] ?? `the system says “${code}”`
  return `${wrong}: ${why}`
}

/** Of a file, as a sentence. */
function fileRefused(wrong: string, code: string | undefined): string {
  const told = becauseOf(fileWhys, wrong, code)
  return `${told}.`
}

export const systemError = {
  file: (path: string, code: string): Fault => [
    fileRefused(`${path} cannot be read or written`, code),
    'Mend that, or name another place',
  ],
  port: (at: string, code: string): Fault => {
    const told = becauseOf(netWhys, `Nothing can be opened at ${at}`, code)
    return [`${told}.`, 'Stop what listens there, or set another KEDGE_PORT or KEDGE_HOST']
  },
}

/** Of a value that does not keep to a limit, by the keyword of its schema. */
export const schemaLimits = {
  maxLength: (at: Within, most: number) => [
    `${placeOf(at)} has more than ${count(most, 'character')}.`,
    `Write at most ${count(most, 'character')}`,
  ],
  minLength: (at: Within, least: number) => [
    least === 1 ? `${placeOf(at)} is empty.` : `${placeOf(at)} has fewer than ${count(least, 'character')}.`,
    `Write at least ${count(least, 'character')}`,
  ],
  maxItems: tooManyEntries,
  maxProperties: tooManyEntries,
  minItems: tooFewEntries,
  minProperties: tooFewEntries,
  maximum: (at: Within, most: number) => [`${placeOf(at)} is more than ${most}.`, `Write ${most} or less`],
  minimum: (at: Within, least: number) => [`${placeOf(at)} is less than ${least}.`, `Write ${least} or more`],
  exclusiveMaximum: (at: Within, above: number) => [
    `${placeOf(at)} is not less than ${above}.`,
    `Write less than ${above}`,
  ],
  exclusiveMinimum: (at: Within, below: number) => [
    `${placeOf(at)} is not more than ${below}.`,
    `Write more than ${below}`,
  ],
  uniqueItems: (at: Within) => [`${placeOf(at)} holds an entry twice.`, 'Write each entry once'],
} satisfies Faults

function tooManyEntries(at: Within, most: number): Fault {
  const entries = count(most, 'entry', 'entries')
  return [`${placeOf(at)} has more than ${entries}.`, `Write at most ${entries}`]
}

function tooFewEntries(at: Within, least: number): Fault {
  const entries = count(least, 'entry', 'entries')
  const wrong = least === 1 ? `${placeOf(at)} is empty.` : `${placeOf(at)} has fewer than ${entries}.`
  return [wrong, `Write at least ${entries}`]
}

const byHandAge = (age: string | undefined) =>
  age === undefined ? 'To do by hand.' : `Still to do by hand, for ${age}.`

export const heldUp = {
  kept: 'GitHub does not answer. Yours is kept, and is answered when it does.',
}

/** What something waits for: `#2, an edit`. */
const inFront = (of: Moved, pull: number | undefined) => (pull === undefined ? aKindTo(of) : `#${pull}, ${aKindTo(of)}`)

export const withdrawForm = {
  closed: 'whoever asked took it back',
  told: (by: string) => words`${strong('Withdrawn')} by ${person(by)}, who asked for it:`,
  summary: 'Withdrawn by whoever asked for it',
  done: (pull: number) => `You took it back. Kedge closes pull request #${pull}.`,
}

/** So far out a double holds few digits of it, and in the end none. */
const pWords = (p: number, digits: number) => (p > 0 && p < 1e-300 ? 'below 1e-300' : significant(p, digits))

export const emergencyWords = {
  asks: (it: { readonly asks: number; readonly usually: number; readonly reviewHours: number }) => {
    const review = `within ${count(it.reviewHours, 'hour')} of its merge somebody else reviews it`
    if (it.asks === it.usually) return words`${strong('An emergency:')} others approve it than usual, and ${review}.`
    return words`${strong('An emergency:')} it takes ${count(it.asks, 'approval')} instead of ${String(it.usually)}, and ${review}.`
  },
  unknown: words`${strong('Asked for as an emergency')}, of which no rule that covers it knows: it takes the usual approvals.`,
  denied: words`${strong('Asked for as an emergency')}, and it is none: somebody said no to it, or in the last seven days about one of its models. It takes the usual approvals.`,
  outgrown: words`${strong('Asked for as an emergency')}, and none any more by what was pushed to it: it takes the usual approvals.`,
}

const noTrainingThen: Readonly<Record<NoTrainingThen, string>> = {
  'on-hold': 'None is asked for by itself while the model is on hold.',
  'change-open': 'None is asked for by itself while something else is on its way to the model.',
  'cooling-down': 'So soon after the last one none is asked for by itself.',
  'most-reached': 'None is asked for by itself while a quarter has had as many as it may.',
}

export const snoozeLengths: Readonly<Record<SnoozeFor, string>> = {
  '1h': '1 hour',
  '4h': '4 hours',
  '1d': '1 day',
  '3d': '3 days',
  '7d': '7 days',
}

interface StuckQuery {
  readonly connection: string
  readonly since: string
}

const stuckQueries = (all: readonly StuckQuery[]) =>
  listWords(all.map(({ connection, since }) => `one of ${connection} since ${minuteWords(since)}`))

const NO_LONG_STEPS =
  'Take what works on long texts or lists in one step, like levenshtein(), out of the queries that are too slow.'

export const verdictWords = {
  denied: (by: string) => words`Denied by ${person(by)}.`,
  approved: (by: readonly string[]) => words`Approved by ${allOf(by.map(person))}.`,
}

export const holdReason = (reasons: readonly string[]): WrongAndFix => [
  'Whoever puts a model on hold says why by the list, so that holds can be counted by it.',
  `Add \`reason\` to \`hold\`, beside \`because\`: ${listWords(reasons, 'or')}.`,
]

export const warningAlone = (monitors: readonly string[]): WrongAndFix => [
  `No case of this model is open, and a warning reminds nobody, so there is nothing to snooze: ${listWords(monitors)}.`,
  'Change its policy where it fires too soon; it is told once more when it is over.',
]

/** People who may, and teams of which somebody may. */
interface Maying {
  readonly people: readonly string[]
  readonly teams: readonly string[]
}

const maying = ({ people, teams }: Maying) => [...people, ...teams.map(team => `somebody of ${team}`)]

export const problem = {
  more: (left: number) => `and ${left} more`,
}

export const act = {
  notify: 'Says it in one more channel.',
  issue: 'Opens a GitHub issue, which is closed with the case.',
  retrain: 'Asks for a training.',
  rollback: 'Asks for the way back.',
  hold: 'Asks that it answers no more.',
}

export const approvalsForm = {
  via: 'Only votes by these doors fill it. Left out: by any.',
  need: 'So many people with this role. One person fills one place, of all rules together.',
  emergencyNeeds: 'Asked for instead of `needs` above.',
  reviewHours: 'Hours after it is merged by which somebody must have looked at it.',
  emergency: 'What is asked for where somebody says that it cannot wait. Left out: the same as ever.',
  needs: 'An empty list says aloud that nobody needs to approve.',
  withinHours: 'A vote at the deadline counts, one after it does not.',
}

export const assurance = {
  at: 'A path or an address.',
  documents: 'Kind of document (`model-card`, `data-sheet` …) → where it lies.',
  digest: 'Of the version that was tested, where this file does not list that version yet.',
  suite: 'What was run: a path, a workflow, a notebook.',
  data: 'On which data.',
  tests: 'Name of a test (`bias`, `load` …) → its newest run.',
  validation: 'The newest independent validation.',
  expires: 'After this day the model may not run.',
  review: 'How often people look at the whole model, and when they last did.',
  findings: 'What validators, auditors or reviewers found, by its number there.',
  tickets: 'Change tickets of the enterprise’s own system, by their number there.',
}

export const businessHours = {
  holidays: 'Days on which nobody opens.',
  about: 'When time counts. Left out: around the clock.',
}

export const deliveryReport = {
  change: 'As the webhook said it.',
  url: 'Where people can see what happened.',
  about: 'How a delivery or a training ended. What succeeded stays so; what failed may be tried again.',
}

export const delivery = {
  withinHours: (hours: number) =>
    `Within how many hours its end is heard of, else somebody is told; ${hours} unless said.`,
  workflow:
    'A workflow file in .github/workflows, started with `model`, `change` and, where one moves, `version`; of a suite with `model`, `suite`, `version` and `run`.',
  webhook: 'A connection’s name. Its address and its secret are the deployment’s configuration, never here.',
  remindHours: 'They are reminded after so many hours, after three times as many, then each three times as many.',
  about: 'By a workflow of this repository, by a signed webhook, or by a person who is reminded.',
}

export const coreInputDrift = {
  method:
    'How a column is compared with the profile, by counts alone; kolmogorov-smirnov and wasserstein need every number: `kedge measure`.',
  columns: 'Columns of the profile. Left out: all of them.',
  threshold:
    'An effect at least this large matters. `calibrated`: the mean and three standard deviations of the same over the chunks of the profile, six at the least. Left out: what the method calls large.',
  missing:
    'A column has drifted, too, where the share of its rows without a value has moved by at least this much, and by more than chance brings. Left out: 0.05.',
  about:
    'The value is how many of the columns have drifted, by their values or by how many rows have none: by enough to matter, and by more than chance brings among so many (Benjamini-Hochberg). A column that nobody can judge counts as it did before, and at least half of them have to be judged. `n` is how many rows the window has.',
}

export const kpi = {
  connection: 'A connection’s name. Hosts and credentials are the deployment’s configuration, never here.',
  every: 'The period of one reading; weeks start on Monday, in UTC.',
  since: 'The first day there is data for.',
  labelDelayHours:
    'How long after a period its labels come: then it is asked for, and once more when as much time has passed again. Left out: as soon as it is over, and once.',
  sql: 'One SELECT. `$start` and `$end` (timestamps, end excluded) bound the periods asked for. It returns `period` (its first moment), `version`, `n` (samples), one column for each KPI that names this query, and perhaps `segment` (text: a part of the cases; empty: the whole). Where there is neither `sql` nor another form, the connection is of type `push`: its source sends the readings to `POST /v1/readings`.',
  returns:
    'The SELECT returns the rows a model is fed with, a column for each input and no others, and no readings. They are counted where they lie, and compared with the profile of the model: `kedge profile`.',
  limit: 'The worst value still agreed to.',
  query: 'A key of `queries`; the column, or the `kpi` of what is pushed, has the KPI’s id.',
  minSamples: 'A reading of fewer samples says nothing.',
  freshHours: 'A reading that ended longer ago is stale.',
  timeZone:
    'The place whose weekdays and hours it follows, as `Europe/Berlin`, for monitors with `is: seasonal`; UTC unless said, which knows nothing of summer time.',
  money: 'What one unit of this KPI is worth for one period, and why.',
}

export const localTime = {
  clockTime: 'HH:MM of the place, in quotes.',
  localMoment: 'YYYY-MM-DDTHH:MM by the clock of the place.',
  instant: 'With seconds, and its offset or Z, as 2026-03-29T06:00:00+02:00.',
}

export const model = {
  roles: 'People with one of these roles see the model.',
  channels:
    'In these channels the model may be shown. Left out: in every one, or where `roles` are named, in its own alone.',
  visibility: 'Who may see the model. Left out: everyone in `people`, in every channel.',
  validator: 'Validates it, and owns nothing else of it.',
  knownAs: 'What it is called elsewhere: an endpoint, an entry of a registry, a line of a bill.',
  type: 'What it is made with: `python`, `r`, `sas`, `excel`, `container`, `llm` …',
  task: 'What it does: `classification`, `forecast`, `generation` …',
  useCase: 'A use case: a file in `models/`.',
  exposure: 'Whom its answers reach.',
  pii: 'Whether it sees or tells data about persons.',
  phi: 'Whether it sees or tells data about somebody’s health.',
  driver: 'What it is for above all: `revenue`, `cost`, `risk`, `compliance` …',
  stage: 'A stage of its life cycle.',
  deputies: 'Who stands in for an owner, by the owner’s role.',
  repository: 'Where its code lies.',
  source: 'A data source: a file in `models/`.',
  versions: 'Oldest first.',
  regulation: 'A regulation policy.',
  regulations: 'Which it falls under.',
  custom: 'Whatever else the enterprise wants to know, and rules may name.',
  about: 'A model in production, and everything the rules need to know about it.',
}

export const naming = {
  id: 'Lower case, digits and dashes; the file’s name.',
  personId: 'A key of the people policy.',
  versionId: 'A version, as text; quote 1.0, which YAML reads as a number.',
  channelId: 'A Slack channel’s id (its name can change, its id cannot).',
  day: 'YYYY-MM-DD',
}

export const coreNewVersion = {
  digest: 'Of what was made. The same version with another digest is refused.',
  gates: 'What it passed, and where that can be seen. Left out: it passed nothing yet.',
  change: 'What the training was given as `change`, where a change asked for it.',
  reason: 'Why it should run, for those who approve it.',
  about: 'A new version of a model: it is put into its file, and asked to be what runs.',
}

export const operation = {
  byPlaybook: 'Asked for by a playbook, by itself.',
  byTrigger: 'Asked for by the model itself: its schedule fell due, or enough new data came.',
  triggers:
    'What may ask for a training. `request`: people, by Slack. `breach`, `drift`: a playbook, in a case of a KPI that is worse than agreed, or of one that measures the drift of inputs. `schedule`, `new-data`: Kedge by itself. Left out: people and playbooks may, and nothing asks by itself.',
  schedule:
    'A training is asked for so many days after the end of the data that the version which runs learnt from, or after the last one that was asked for. Where its data have no end, since it passed its gates; else since it was seen to run.',
  newData:
    'A training is asked for when so many rows came since then: the samples of the readings of one of `queries`, for the version that runs, in periods that began later. A reading of a segment does not count.',
  coolDownDays: 'So long after a training was asked for, by whomever, nothing asks for one by itself.',
  mostPerQuarter: 'After so many within 92 days nothing asks for one by itself.',
  requests: 'Oldest first. A new entry is a request to train anew.',
  to: 'Which version is the way back: the newest older one that passed its gates, or this one.',
  formula: 'How it was worked out.',
  value:
    'What it is worth to the business in a month, as the business says. Left out: not stated, which is not nothing.',
  allowedUse: 'What people may use it for, in plain words.',
  vendor: 'Who makes it, where it is bought or comes with another product.',
  consumers: 'Applications and pipelines that use its answers.',
  protected: 'The protected class it tells or stands for: `age`, `sex` …',
}

export const people = {
  slack: 'Slack user id.',
  id: 'The numeric id: a login can change hands, an id cannot.',
  left: 'The day from which they are gone. Keep the entry: the record names them.',
  slackTeam: 'The workspace these Slack ids belong to.',
  processOwner: 'The one person who answers for the whole process; owns rules and life cycles.',
  teams: 'Roles that a GitHub team gives besides: role → `org/team`. Its members must be in `people`.',
  about: 'Who is who, and in which roles. Only people listed here are ever counted.',
}

export const profile = {
  counts: 'Rows in each bin, or of each value; of values, the last are all others.',
  name: 'A column of the query.',
  chunks: 'The same for each whole period of the reference, oldest first: what moves without any drift.',
  edges: 'Between the bins, rising.',
  numbers: 'Each by itself, rising.',
  texts: 'The most frequent ones. What few rows have is not written down, and counted together.',
  model: 'The model whose inputs these are; the id is its id and `-profile`.',
  query: 'Which of its queries was asked.',
  asked: 'SHA-256 of that query: another one asks for other rows.',
  to: 'The last day that was counted.',
  digest: 'SHA-256 of all the others but `counted`.',
  about: 'What the inputs of a model were like: later windows are compared with it.',
}

export const pushedReading = {
  start: 'The first moment of a whole period that is over, in UTC: 2026-03-02 or 2026-03-02T14:00:00Z.',
  end: 'The first moment after the period. It follows from `start`; given, it has to agree.',
  value: 'A finite number, in the unit of the KPI. A period without a value is left out.',
  n: 'How many samples the value was computed from.',
}

export const queryForms = {
  expression: 'PromQL',
  promql:
    'Over a connection of type `prometheus`. One expression for each KPI that names this query, and `n` for the samples; its value at the end of a period is the value of that period. Its label `version` says of which version; its label `segment`, if it has one, of which part of the cases. For `serving.observe`: `version` alone, an expression with one series.',
  path: 'Below the address of the connection, and one of those it allows. `{start}` and `{end}` become the bounds of the periods that are asked for (end excluded), as 2026-03-02T00:00:00.000Z.',
  rows: 'Where the list of rows is in the answer, as a JSON pointer: `/data/items`. Left out: all of it.',
  columns: 'What a row calls `period`, `version`, `n`, `segment` or a KPI, where it calls it something else.',
  get: 'Over a connection of type `http-json`: one GET.',
  experiment: 'The id of an experiment, as text.',
  metrics: 'The metric of a run for each KPI.',
  n: 'A metric, or else a parameter: how many samples there were.',
  runVersion: 'A tag, or else a parameter: which version was measured.',
  runs: 'One finished run a period and version; it counts for the period in which it started.',
  model: 'A registered model.',
  alias: 'One of its aliases: `champion`.',
  aliasVersion: 'A tag of the model version; else its number in MLflow.',
  aliased: 'For `serving.observe`: the version of a registered model that has this alias.',
  mlflow: 'Over a connection of type `mlflow`.',
  oneForm: 'Keep one of `sql`, `promql`, `get` and `mlflow`, the one that fits the type of the connection',
}

export const regulation = {
  clauseId: 'As in `art-14`: lower case, digits and dashes.',
  title: 'As people cite it: `Article 14 (Human oversight)`.',
  says: 'What it asks for, in our own plain words: one or two sentences.',
  applies: 'The day from which it is in force. Left out: no day of its own.',
  until: 'The last day it is in force.',
  tiers: 'The tiers of models it matters to.',
  because: 'Why the enterprise follows it.',
  version: 'The edition these words are about, with its amendments.',
  source: 'The https address of the text that counts.',
  notice: 'A sentence with the words `no legal advice`: these are plain words, not the law.',
  about: 'Clauses of a law, a standard or a guidance in plain words, for guardrails to cite.',
}

export const schedule = {
  at: 'HH:MM of the place, in quotes; not from 01:00 to 03:00, where clocks change.',
  days: 'Left out, and no `monthDay`: every day.',
  monthDay: 'Once a month; where there is no such day, on the last one.',
  begins: 'The first day. Left out: whenever the file is there.',
}

export const segment = {
  about: 'A part of the cases, in printable characters; left out or empty: the whole.',
  name: 'A part of the cases.',
}

export const selector = {
  appliesTo: 'Which models it is for. Left out: all. Each part that is given must match.',
  kinds: 'Left out: models alone, as soon as anything else is said here.',
  appliesToAny: 'What it is for. Left out: everything. Each part that is given must match.',
}

export const serviceLevel = {
  after: 'Hours late, on the same clock; 0 is at once.',
  to: 'A person, a role, the `deputies` of the model’s owners, or `channel`: said to all in it.',
  days: 'Of as many hours as the clock is open a day.',
  within: 'Hours, days, or both together. The deadline itself is in time.',
  warnAt: 'The share of the time after which to warn.',
  escalation: 'Who hears of it when it is late, in this order.',
}

export const serving = {
  platform: 'What runs it there: any word.',
  production: 'Its version is `serving.version`, so that it is said once.',
  observe: 'A key of `queries` that returns one row with `version`: what really runs.',
  reason: 'So that holds can be counted by it.',
  hold: 'Its answers are not used while this stands here.',
}

export const source = {
  location: 'Where it lies, in words or as an address; never a secret.',
  connection: 'The connection that reads it, by its name.',
  personalData: 'Kinds of data about persons: `pii`, `phi`. Empty: none.',
  lawfulBasis: 'Why data about persons may be used; the six of Article 6 of the GDPR.',
  allowedUses: 'Use cases it may be used for. Left out: nobody has said.',
  masking: 'What is masked or left out, and where.',
  checked: 'When its owner last said that all this is so.',
  about: 'Data that models use: where, whose, how sensitive, on what grounds, for what.',
}

export const storyEvent = {
  moment: 'As in 2026-03-02T09:00:00Z.',
  hours: 'Hours after it was asked.',
  blocks: 'Whether it stops the change: on the way back to safety silence does not.',
  trace: 'Its reasons in words.',
  by: 'A person; of `leave` and `join` the one who does. With `retarget` it goes to another branch, with `return` to its own. Of `warn` the id of a rule that says no from then on and stops nothing; of `calm` one that does so no more. `judge` says all that the rules answer from then on; with `move` the main branch or the rules moved under it, which nobody pushed; `merge` ends it.',
  role: 'Which is lost or won. Left out: of `leave` all of them.',
  account: 'By which it was given: it is of whoever holds the account now. Then `by` may be a key of before.',
  of: 'Whose vote is taken back. Left out: their own.',
  seal: 'Of `push`, `move`, `retarget` and `return` what people are shown from then on; of a vote what it was for.',
  lapsed:
    'Of a vote that never counts: given while it was a draft, before it was closed and opened again, or before its base was changed.',
  answers: 'Of `judge`: every rule that says no or has no answer; all others say yes.',
  about: 'Left out: in Slack, when it was asked.',
}

export const storyPeople = {
  accountId: 'As in github:102, or slack:T0:U0BO; the workspace of a story with people of its own is T0.',
  account: 'What Slack says of them. Left out: a person.',
  doors: 'Where they have an account. Left out: at both.',
  slack: 'Their account in Slack. Left out: one of their own.',
  github: 'The same at GitHub, by its number.',
}

export const story = {
  model: 'As far as policies choose by it.',
  known: 'What else was known, as rules name it. With it the rules of the folder are asked as well.',
  partTo: 'The version that is asked for of this model.',
  partFacts: 'What was known of this model alone; it wins over `facts` of all.',
  unseen: 'Nobody knows who: it lies in a fork, GitHub’s record of who pushed is cut off, a bot did it.',
  parts: 'Instead of `kinds` and `model`, if several. Empty: nothing that a model or a rule means.',
  asks: 'Who asked for it.',
  door: 'A person’s own pull request: its clock begins anew with each push. Left out: it was asked for in Slack.',
  to: 'The version that is asked for.',
  authors:
    'Who opened or wrote it: people, `github:999` for an account, `unlinked` for an e-mail address that belongs to none.',
  askedAs: 'Accounts of whoever asked, as they were then. Then `asks` may be a key of before.',
  shownTo: 'Roles that see it, a list for each model that not everybody sees: who approves needs one of each.',
  emergency: 'Somebody says that it cannot wait.',
  seal: 'What people are shown at first.',
  broken: 'Errors in its files.',
  grantRoles: 'One of these will do.',
  grants: 'Exceptions it holds, and whose word each takes; with `agrees`, who must agree to a promise.',
  policy: 'An approvals policy, written out.',
  code: 'The reason code.',
  counted: 'Whose votes count, in any order.',
  review: 'Whether somebody must look at it afterwards.',
  verdict: 'The verdict that is expected.',
  people: 'Their roles. Left out: those of policies/people.yaml.',
  slackTeam: 'The workspace of these people. Left out: T0.',
  teams: 'Roles that a GitHub team gives, and who is in it, as far as GitHub says.',
  policies: 'Approvals policies, or ids of files in policies/. Left out: all of the folder.',
  events: 'In the order they were heard of.',
  about: 'A change and all that happened to it.',
}

export const suite = {
  at: 'What is run: a path, a workflow, a notebook.',
  data: 'On which data, where a result names none of its own.',
  delivery:
    'What runs it: a workflow, whose title holds `run` and whose end is the result unless it reports one before; a signed webhook, or a person who is reminded, whose result is reported. Each is told `model`, `suite`, `version` and `run`, and where the file says of what that version is made, `make`: its digest, artifacts and commit, as JSON.',
  everyDays: 'It is run so many days after the newest result of the version that serves.',
  gates: 'It is run for the version that such a change brings, which waits until that version has passed.',
  suites: 'Name of a suite of tests, as in `tests` → what it is, and when Kedge has it run.',
}

export const coreTestReport = {
  suite: 'A name below `suites` in the file of the model.',
  on: 'The day on which it was run, YYYY-MM-DD, in UTC.',
  data: 'On which data it was run.',
  run: 'As whoever ran it was told it; whoever signs as a webhook has to say it.',
  digest: 'Of the version that was tested. Where its file says another, this is no result of it.',
  url: 'Where people can see it.',
  figures: 'What was counted or measured.',
  about: 'What a suite of tests came to for one version. A later day replaces an earlier one; so does a later word.',
}

export const useCase = {
  risk: 'The class of risk the enterprise puts it in, as in the EU AI Act.',
  allows: 'What it may be used for, in plain words.',
  forbids: 'What it must not be used for.',
  regulations: 'Regulation policies it falls under.',
  about: 'What one or many models are used for.',
}

export const version = {
  at: 'Where it lies: a path, an image, a registry’s address.',
  artifact: 'A file, image or workbook the version is made of.',
  libraries: 'Library → its version.',
  gates: 'Set when the version passed its gates; only such a version is a way back.',
}

export const watches = {
  segments: (most: number) =>
    `Each of these parts of the cases by itself, as readings name it; \`all\`: those that have readings, ${most} at the most. Left out: the whole, and no part.`,
  versions: (most: number) =>
    `Each version that has readings by itself, the ${most} with the newest. Only warns. Left out: the one that serves.`,
  environment:
    'The version that `environments` of the model says runs there. What is not in production only warns. Left out: production, by what was seen to run.',
}

export const lifecycle = {
  says: 'What happens in it, in plain words.',
  who: 'Who must act next: an owner of the model (`technical`, `validator` …), or a role.',
  maxDays: 'The timer: after so many days in it there is a warning.',
  serves:
    'Whether a model in it may serve production. Left out: no, `serving.hold` must stand in its file; at an end the file keeps what served last.',
  end: 'Whether life ends here.',
  documents: 'Kinds of document that the model file must name.',
  tests: 'Tests that the version that is to serve must have passed.',
  validated: 'The version that is to serve is validated, and that has not expired.',
  rule: 'A rule that must hold.',
  approvers: 'Who says yes, in words for the picture; the approvals policies decide.',
  gate: 'What must be there. Left out: the way is open.',
  because: 'Why the gate stands here.',
  from: 'Left out: a new model.',
  testsPassed: 'Those that passed.',
  facts: 'For the rule of the gate.',
  in: 'A model that stays in this stage.',
  severity: 'A timer that has run out warns at most.',
  mayWaive: 'Roles that may waive it.',
  start: 'The stage of a new model.',
  stages: 'In the order people think of them.',
  transitions: 'All there are: no other move is possible.',
  about: 'The stages of a model’s life, and what must be there to go from one to the next.',
}

export const factRows = {
  custom: 'A field of your own, by its name below `custom` of a model.',
}

export const factSchema = {
  custom: 'A field of your own.',
  change: {
    kind: 'What is asked for.',
    from: 'The version that runs.',
    to: 'The version asked for.',
    by: 'Who asked: a key of people, or kedge.',
    door: 'Where it was asked.',
  },
  case: {
    open: 'Whether a case of the model is open.',
  },
  running: {
    version: 'The version that was observed running.',
    wanted: 'Whether that is the version the file asks for, or a merged change is still on its way.',
    passed: 'Whether that version passed its gates.',
  },
  kpi: {
    value: 'The newest reading of what runs now; missing if it is stale or of too few samples.',
    limit: 'The worst value still agreed to.',
    target: 'The value aimed for.',
    baseline: 'The value at the start.',
    ageHours: 'Hours since the end of the newest reading’s period.',
    samples: 'Samples of the newest reading.',
  },
  target: {
    version: 'The version asked for.',
    passed: 'Whether the model file says that it passed its gates.',
    isCurrent: 'Whether it is the version asked for now already.',
    order: 'Whether it is older or newer than what serves now.',
    ran: 'Whether it was ever observed running.',
    better: 'KPIs in which it was better than what runs, on the same cases.',
    worse: 'KPIs in which it was worse than what runs, on the same cases.',
  },
  targetKpi: {
    value: 'What the target version had on the same cases.',
    current: 'What the current version had on those cases.',
    samples: 'Cases compared.',
  },
}

export const modelFacts = {
  id: 'The model.',
  tier: 'Its risk tier.',
  useCase: 'Its use case.',
  type: 'What it is made with.',
  task: 'What it does.',
  businessUnit: 'Whose it is.',
  complexity: 'How hard it is to see through.',
  exposure: 'Whom its answers reach.',
  pii: 'Whether it sees or tells data about persons.',
  phi: 'Whether it sees or tells data about somebody’s health.',
  driver: 'What it is for above all.',
  stage: 'The stage of its life cycle.',
  stageDays: 'Days in this stage.',
  tags: 'Its tags; an empty list if it has none.',
  owners: {
    business: 'Who answers for its use.',
    technical: 'Who answers for the model itself.',
    data: 'Who answers for its data.',
    compliance: 'Who answers for the rules.',
    validator: 'Who validates it.',
  },
  validatorIndependent: 'Whether its validator is no other owner of it.',
  mode: 'How it is asked.',
  onHold: 'Whether its answers are not used for now.',
  version: 'The version that is to serve.',
  versionPassed: 'Whether that version passed its gates.',
  versionDigest: 'Whether what that version is made of has a digest.',
  testVersion: 'The version in the test environment.',
  region: 'The region of its production environment.',
  consumers: 'How many applications use it.',
  protectedInputs: 'Its inputs that tell or stand for a protected class.',
  kpis: 'How many KPIs it has.',
  businessKpis: 'How many of them the business speaks of.',
  observed: 'Whether what runs is looked at.',
  documents: 'The kinds of document there are.',
  documentDays: 'Days since the oldest of them was updated.',
  testsPassed: 'Tests that the version that is to serve passed.',
  testsFailed: 'How many tests it failed.',
  validation: {
    outcome: 'What the newest validation said.',
    by: 'Who validated.',
    days: 'Days since the newest validation.',
    daysLeft: 'Days until it expires; negative after.',
    ofServing: 'Whether the version that is to serve is the one that was validated.',
  },
  review: {
    days: 'Days since people last looked at the whole model.',
    daysLeft: 'Days until the next review is due; negative after.',
    expiresDays: 'Days until it may not run any more; negative after.',
  },
  findings: {
    open: 'Findings that are not closed.',
    openHigh: 'Those of high severity.',
    overdue: 'Open findings past their due date.',
  },
  tickets: 'Its change tickets.',
  versionTicket: 'Whether an approved ticket names the version that is to serve.',
  regulations: 'Regulations it or its use case falls under.',
  retrainable: 'Whether it says how it is trained anew.',
  wayBack: 'Whether an older version passed its gates.',
  costPerMonth: 'What it costs a month.',
  valuePerMonth: 'What it is worth to the business a month.',
  vendor: {
    name: 'Who makes it.',
    reviewDays: 'Days until its vendor’s review is due; negative after.',
    contractDays: 'Days until the contract ends; negative after.',
  },
}

export const operatorRows = {
  and: 'All of them hold.',
  or: 'At least one of them holds.',
  '!': 'It does not hold.',
  if: 'A condition and what follows, as often as you like, then what follows otherwise: an odd number.',
  known: 'Somebody says this fact, whatever it is.',
  var: 'The fact; by itself one that is true or false.',
  '===': 'Both are the same and of one type.',
  '!==': 'They differ, and are of one type.',
  '<': 'Each number is smaller than the next.',
  '<=': 'Each number is smaller than the next, or the same.',
  '>': 'The first number is larger.',
  '>=': 'The first number is larger, or the same.',
  in: 'The first is in the list; the list is written down or is a fact.',
  '+': 'The sum.',
  '*': 'The product.',
  '-': 'The difference; of one number, the same with the other sign.',
  '/': 'The quotient; by zero there is none, which is unknown.',
  min: 'The smallest.',
  max: 'The largest.',
}

export const sourceFacts = {
  ids: 'Its data sources.',
  classifications: 'How sensitive they are.',
  personalData: 'Kinds of data about persons in them.',
  undeclared: 'How many do not say whether they hold data about persons.',
  regions: 'Where they lie.',
  baseless: 'How many hold data about persons and have no lawful basis.',
  unallowed: 'How many do not name its use case among their allowed uses.',
  uncheckedDays: 'Days since the longest unchecked of them was checked.',
  owner: 'Who answers for the use case.',
  risk: 'The class of risk it was put in.',
  businessUnit: 'Whose it is.',
  tags: 'Its tags.',
}

export const testFacts = {
  passed: 'Whether the version that is to serve passed this test, by its newest result.',
  on: 'The day of that result.',
  data: 'On which data it was.',
  days: 'Days since then.',
  targetPassed: 'Whether the target version passed this test, by its newest result.',
}

export const autocorrelation = {
  about:
    'How much of its distance from the mean a reading hands on to the next, 0 to 0.95: σ is widened by it. Left out: learnt, up to 0.8; 0 where mean and σ are said.',
}

export const baselineChange = {
  threshold: 'So much worse than the KPI’s `baseline` it may be: 0.1 is a tenth of it, or 0.1 of its unit.',
  change: 'As a share of the baseline, or in the KPI’s unit; relative unless said.',
  about: 'How much worse than the KPI’s baseline a reading is.',
}

export const cusum = {
  threshold: 'h: so many σ the sum may be; 8 unless said.',
  slack: 'k: so many σ of each reading do not count, half the move to be found; 0.5 unless said.',
  about: 'The sum of what readings were too bad by: finds small moves that last, soonest of all.',
}

export const ewma = {
  threshold: 'L: so many of its own standard deviations it may be; 3.5 unless said.',
  lambda: 'The weight of the newest reading; 0.2 unless said. Smaller finds smaller moves, later.',
  about: 'An average that forgets by and by: finds small moves that last.',
}

export const seriesForm = {
  learn: (readings: number) =>
    `So many first readings say what mean and σ are, and are not judged; ${readings} unless said. After them every good reading teaches as well. Those beyond the limit do not count.`,
  mean: 'The mean, in the KPI’s unit. Left out: learnt.',
  sigma: 'The standard deviation, in the KPI’s unit. Left out: learnt.',
}

export const seriesMethod = {
  limitForm: 'Compares each reading with the limit.',
  about: 'How readings are judged. Left out: by the limit. Only moves to the worse side are bad.',
}

export const modifiedZ = {
  threshold: 'So far from the median it may be; 3.5 unless said.',
  learn: (readings: number) =>
    `So many first readings say what median and MAD are, and are not judged; ${readings} unless said. After them every good reading teaches as well. Those beyond the limit do not count.`,
  about: 'As Shewhart’s, by median and MAD: a few wild readings among the first do no harm.',
}

export const pageHinkley = {
  threshold: 'λ: so many σ the sum may rise above its lowest; 8 unless said.',
  slack: 'δ: so many σ of each reading do not count; 0.5 unless said.',
  learn: (readings: number) =>
    `So many first readings say what σ is and start the mean, and are not judged; ${readings} unless said. After them every good reading teaches as well. Those beyond the limit do not count.`,
  about: 'As CUSUM, against the mean of all readings so far: what creeps or lasts becomes usual.',
}

export const seasonal = {
  threshold: 'So many σ above the median of its season it may be; 5 unless said.',
  seasons: 'So many readings of the same weekday and hour are needed; 6 unless said. Before, EWMA judges.',
  learn: (readings: number) =>
    `So many first readings give EWMA its mean and σ, and are not judged; ${readings} unless said. Those beyond the limit do not count.`,
  about: 'Compares a reading with those of the same weekday and hour, by the KPI’s `timeZone`.',
}

export const shewhart = {
  threshold: 'So many σ above the mean it may be; 3 unless said.',
  about: 'How far a reading is from the mean: finds large jumps. Its own threshold: mean + 3 σ.',
}

// src/effects

/** What each does, for the list of them. */

export const effectSummaries = {
  adoptPull: 'Takes up a pull request that a person opened, or says that it moves no model and no rule.',
  answer: 'Tells one person something in private.',
  chartCase: 'Draws the chart of a case and uploads it as a picture.',
  deliver: 'Starts what brings the wanted version to where it runs, or trains a new one.',
  exportRecord: 'Copies what happened to the record branch, one line an event.',
  followChange: 'Compares a change with its pull request, its reviews and its delivery.',
  keepDropped: 'Stores the readings of a file that somebody dropped in a channel and said yes to.',
  mergePull: 'Merges an approved pull request, where the policy says so.',
  postDigest: 'Posts the newest digest that is due, once.',
  readRules: 'Reads the rules, so that not being let in is seen although nothing waits.',
  runSuite: 'Starts a suite of tests of a model, for one version.',
  say: 'Posts one message, once.',
  setCheck: 'Keeps the check on the head of a pull request true.',
  showCase: 'Keeps the card of a case true.',
  showChange: 'Keeps the approval card of a change true.',
  showDrop: 'Keeps what is said below a dropped file of readings true.',
  showHome: 'Draws the Home of the app for whoever opened it.',
  showIssue: 'Opens the GitHub issue of a case, closes it with the case, and says there when that goes on.',
  showPull: 'Opens the pull request of a change, keeps its body true, and closes it when it is over here.',
  showTrouble: 'Keeps the card of what Kedge itself cannot do true.',
}

export const holdAsked = (): string =>
  'The check of a pull request that a person opens asks why the model is put on hold, by the list.'

/** What stands at a place of a line; of a list of one there is nothing to choose. */
const oneOfThese = (slot: string, all: readonly string[]) =>
  all.length === 1 ? `\`<${slot}>\` is ${commaList(all)}` : `\`<${slot}>\` is one of ${commaList(all)}`

const STANDING: Readonly<Record<TrendStanding, string>> = {
  beyond: 'beyond a limit',
  short: 'short of a target',
  unknown: 'with nothing newer',
  free: 'with nothing agreed',
  kept: 'as agreed',
}

const noneToCall = (cannot: readonly string[]): Words =>
  cannot.length === 0
    ? []
    : words`Nobody more is called: ${eachAnd(cannot.map(id => person(id)))} cannot give what is missing.`

const [WITHIN, AS_USUAL] = ['back within the agreed limit', 'as usual again']

/** What the limits judge, and what methods do. */
function byJudge(
  it: { readonly limits: readonly string[]; readonly methods: readonly string[] },
  ofLimits: string,
  ofMethods: string,
): string {
  const limits = it.limits.length > 0 ? [`${listWords(it.limits)} ${ofLimits}`] : []
  const methods = it.methods.length > 0 ? [`${listWords(it.methods)} ${ofMethods}`] : []
  return listWords([...limits, ...methods])
}

const anewOr = (other: Moved | undefined) =>
  other === undefined ? 'it was asked for anew' : `it made way for ${aKindTo(other)}`

const aKind: Readonly<Record<ChangeKind, string>> = {
  register: 'a registration',
  promote: 'a promotion',
  rollback: 'a rollback',
  retrain: 'a retraining',
  replace: 'a replacement',
  hold: 'a hold',
  resume: 'a resumption',
  retire: 'a retirement',
  edit: 'an edit',
  rules: 'a change of rules',
}
