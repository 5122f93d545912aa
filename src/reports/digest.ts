import { type Audience, type DigestFacts, isOverview, isQuiet, type ModelNews } from '../core/digest.ts'
import { type Block, code, type Document, minute, person, strong, type Words } from '../core/document.ts'
import { dayAt } from '../core/local-time.ts'
import { overdueInFiles } from '../core/portfolio-overdue.ts'
import { standingOf } from '../core/trend.ts'
import { capital, count, dayWords, listWords, spanWords } from '../core/words.ts'
import { headline } from './case-headline.ts'
import { functionRows } from './digest-functions.ts'
import { happenedItems } from './digest-happened.ts'
import { silentCounts, silentWords, trendBlocks, worstOfBusiness } from './digest-trends.ts'
import { byPlace, waitingCounts, waitingItems } from './digest-waiting.ts'
import { waitsBlocks } from './digest-waits.ts'
import { headedList } from './headed-list.ts'
import { holdWords } from './hold-words.ts'
import { coverageBlocks, fileNote, moneyBlocks, overdueBlocks, stageBlocks, timesBlocks } from './portfolio.ts'
import { snoozedWords } from './snooze-words.ts'
import { troubleNote } from './trouble-card.ts'

/** What a channel hears on its schedule: one line where nothing happened; else the business first, then what to do. */
export function digestDocument(facts: DigestFacts): Document {
  if (isQuiet(facts)) return quiet(facts)
  const [title, says] = [titleOf(facts), listWords(counted(facts))]
  return {
    summary: `${title}: ${says}`,
    blocks: [
      { is: 'title', text: title },
      { is: 'text', words: [strong(`${capital(says)}.`)] },
      ...ORDER[facts.audience].flatMap(part => PARTS[part](facts)),
    ],
  }
}

/** Whose questions come first. The business comes before all of them. */
const ORDER: Readonly<Record<Audience, readonly (keyof typeof PARTS)[]>> = {
  operations: ['kpis', 'silent', 'cases', 'waiting', 'happened', 'rules', 'troubles', 'times', 'waits'],
  business: ['kpis', 'money', 'silent', 'cases', 'waiting', 'happened', 'times'],
  compliance: [
    'kpis',
    'rules',
    'overdue',
    'coverage',
    'waiting',
    'cases',
    'silent',
    'happened',
    'times',
    'waits',
    'file',
  ],
  executive: ['kpis', 'functions', 'portfolio', 'waiting', 'cases', 'silent', 'happened', 'times', 'waits', 'file'],
}

const PARTS = {
  kpis: trendBlocks,
  silent: ({ models }: DigestFacts) => headed('No data', silentWords(models), '/kedge status'),
  cases: ({ models, now }: DigestFacts) =>
    headed(
      'Open cases, and what is on hold',
      models.flatMap(it => [...caseWords(it, now), ...heldItem(it)]),
      '/kedge status',
    ),
  waiting: ({ waiting, now }: DigestFacts) => {
    const { here, elsewhere } = byPlace(waiting)
    return [
      ...headed('Waits here', waitingItems(here, now), LISTED),
      ...headed('Waits elsewhere', waitingItems(elsewhere, now), LISTED),
    ]
  },
  happened: (facts: DigestFacts) =>
    headed(`Since ${sinceWords(facts)}`, happenedItems(facts), '/kedge history <model>'),
  rules: ({ models }: DigestFacts) => headed('Rules that are not kept', models.flatMap(ruleWords), '/kedge audit'),
  troubles: ({ troubles }: DigestFacts) => troubles.map(troubleNote),
  functions: (facts: DigestFacts): Block[] => [{ is: 'facts', rows: functionRows(facts) }],
  waits: waitsBlocks,
  portfolio: ({ portfolio }: DigestFacts) =>
    [stageBlocks, moneyBlocks, overdueBlocks, coverageBlocks].flatMap(blocks => blocks(portfolio)),
  money: ({ portfolio }: DigestFacts) => moneyBlocks(portfolio),
  overdue: ({ portfolio }: DigestFacts) => overdueBlocks(portfolio),
  coverage: ({ portfolio }: DigestFacts) => coverageBlocks(portfolio),
  times: ({ portfolio }: DigestFacts) => timesBlocks(portfolio),
  file: ({ id }: DigestFacts) => fileNote(id),
} satisfies Readonly<Record<string, (facts: DigestFacts) => Block[]>>

const LISTED = '/kedge approvals and /kedge cases'

/** More than this is read by nobody; the commands list all. */
const MOST = 10

const headed = (title: string, items: readonly Words[], where: string): Block[] =>
  headedList(title, items, { most: MOST, where })

function quiet(facts: DigestFacts): Document {
  const { models } = facts
  const kept = worstOfBusiness(models, 3)
  const all = models.length === 1 ? models[0]?.model.name : count(models.length, 'model')
  const runs = models.length === 0 ? 'no model is told of here' : `nothing fires on ${all}`
  const says = [`Quiet since ${sinceWords(facts)}: ${runs}`, ...kept].join('; ')
  return { summary: says, blocks: [{ is: 'text', words: [`${says}.`] }] }
}

const TITLES: Readonly<Record<Audience, string>> = {
  operations: 'Operations',
  business: 'Business',
  compliance: 'Compliance',
  executive: 'Overview',
}

const titleOf = ({ audience, now, timeZone }: DigestFacts) => `${TITLES[audience]}, ${localDay(now, timeZone)}`
const sinceWords = ({ since, timeZone }: DigestFacts) => localDay(since, timeZone)

/** `16 April 2001`, as the place counts its days. */
function localDay(at: string, timeZone: string): string {
  return dayWords(dayAt(new Date(at), timeZone))
}

function counted(facts: DigestFacts): string[] {
  const { models, happened, troubles, portfolio } = facts
  const overdue = isOverview(facts.audience) ? overdueInFiles(portfolio) : 0
  const open = models.filter(it => it.open).length
  const silent = silentCounts(models)
  const beyond = models.flatMap(({ trends }) => trends.filter(it => standingOf(it) === 'beyond')).length
  const all = [
    open > 0 && `${count(open, 'case')} open`,
    beyond > 0 && `${count(beyond, 'KPI')} beyond what was agreed`,
    silent !== undefined && `${silent} without data`,
    ...waitingCounts(facts),
    overdue > 0 && `${count(overdue, 'thing')} overdue by the files`,
    troubles.length > 0 && `${count(troubles.length, 'trouble')} of Kedge itself`,
  ].filter(it => it !== false)
  return all.length > 0 ? all : [happened.length > 0 ? `${count(happened.length, 'piece')} of news` : 'all as agreed']
}

function caseWords({ model, open }: ModelNews, now: string): Words[] {
  if (open === undefined) return []
  const sleeps: Words = open.snoozed ? ['. ', ...snoozedWords(open.snoozed)] : []
  const acted = open.acted ? `; acted on, ${open.acted.version} runs since` : ''
  const owner: Words = open.taken
    ? ['; owner ', person(open.owner)]
    : ['; nobody took it, it is with ', person(open.owner)]
  return [
    [
      strong(model.name),
      `: ${headline(model, open.monitors)}, open for ${spanWords(open.detected, now)}`,
      ...owner,
      acted,
      ...(open.acted ? [' ', minute(open.acted.at)] : []),
      ...sleeps,
    ],
  ]
}

function heldItem({ model }: ModelNews): Words[] {
  const held = holdWords(model)
  return held === undefined ? [] : [[strong(model.name), `: ${held}`]]
}

function ruleWords({ model, broken }: ModelNews): Words[] {
  return broken.length === 0
    ? []
    : [[strong(model.name), ': ', listWords(broken), '. ', code(`/kedge explain ${model.id}`)]]
}
