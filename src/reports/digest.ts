import { type Audience, type DigestFacts, isOverview, isQuiet, type ModelNews } from '../core/digest.ts'
import { dayAt } from '../core/local-time.ts'
import { isHeld } from '../core/model-calm.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { headline } from './case-headline.ts'
import { countedWords } from './digest-counts.ts'
import { functionRows } from './digest-functions.ts'
import { happenedItems } from './digest-happened.ts'
import { silentWords, trendBlocks, worstOfBusiness } from './digest-trends.ts'
import { unrestWords } from './digest-unrest.ts'
import { byPlace, waitingItems } from './digest-waiting.ts'
import { waitsBlocks } from './digest-waits.ts'
import { headedList } from './headed-list.ts'
import { holdWords } from './hold-words.ts'
import { coverageBlocks, fileNote, moneyBlocks, overdueBlocks, stageBlocks, timesBlocks } from './portfolio.ts'
import { snoozedWords } from './snooze-words.ts'
import { troubleNote } from './trouble-card.ts'

/**
 * What a channel hears on its schedule: one line where nothing happened and nothing is open; little where nothing is new; else
 * the business first, then what to do.
 */
export function digestDocument(facts: DigestFacts): Document {
  if (isQuiet(facts)) return quiet(facts)
  const title = says.digest.title(facts.audience, facts.period ?? localDay(facts.now, facts))
  const counts = says.digest.counts(countedWords(facts))
  if (hasNothingNew(facts)) return asBefore(facts, title, counts)
  return {
    summary: says.digest.summary(title, counts),
    blocks: [
      { is: 'title', text: title },
      { is: 'text', words: [says.digest.first(counts)] },
      ...ORDER[facts.audience].flatMap(part => PARTS[part](facts)),
    ],
  }
}

/** Whose questions come first. The business comes before all of them. */
const ORDER: Readonly<Record<Audience, readonly (keyof typeof PARTS)[]>> = {
  operations: ['kpis', 'silent', 'cases', 'unrest', 'waiting', 'happened', 'rules', 'troubles', 'times', 'waits'],
  business: [
    'kpis',
    'money',
    'silent',
    'cases',
    'unrest',
    'waiting',
    'happened',
    'rules',
    'troubles',
    'times',
    'waits',
  ],
  compliance: [
    'kpis',
    'rules',
    'overdue',
    'coverage',
    'waiting',
    'cases',
    'unrest',
    'silent',
    'happened',
    'troubles',
    'times',
    'waits',
    'file',
  ],
  executive: [
    'kpis',
    'functions',
    'portfolio',
    'waiting',
    'cases',
    'unrest',
    'silent',
    'happened',
    'rules',
    'troubles',
    'times',
    'waits',
    'file',
  ],
}

const PARTS = {
  kpis: trendBlocks,
  silent: ({ models }: DigestFacts) => headed(says.digest.silent, silentWords(models)),
  cases: ({ models, now }: DigestFacts) =>
    headed(
      says.digest.cases,
      models.flatMap(it => [...caseWords(it, now), ...heldItem(it)]),
    ),
  unrest: ({ models }: DigestFacts) => headed(says.digest.unrest, models.flatMap(unrestWords)),
  waiting: ({ waiting, now }: DigestFacts) => {
    const { here, elsewhere } = byPlace(waiting)
    return [
      ...headed(says.digest.waitsHere, waitingItems(here, now)),
      ...headed(says.digest.waitsElsewhere, waitingItems(elsewhere, now)),
    ]
  },
  happened: (facts: DigestFacts) =>
    headed(says.digest.happened(localDay(facts.since, facts)), happenedItems(facts, MOST)),
  rules: ({ models }: DigestFacts) => headed(says.digest.rules, models.flatMap(ruleWords)),
  troubles: ({ troubles, models, channel }: DigestFacts) => {
    const there = { models: models.map(({ model }) => model), channel }
    return troubles.map(it => troubleNote(it, there))
  },
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

/** More than this is read by nobody; the commands list all. */
const MOST = 10

function headed(
  { title, where }: { readonly title: string; readonly where: string },
  items: readonly Words[],
): Block[] {
  return headedList(title, items, { most: MOST, where })
}

/** An overview is of all there is, each time. */
const hasNothingNew = ({ audience, isUnchanged, happened }: DigestFacts) =>
  isUnchanged === true && happened.length === 0 && !isOverview(audience)

/** What is beyond its limit, open, on hold or waits, in a line each, and what nobody should get used to: how it came was told. */
function asBefore(facts: DigestFacts, title: string, counts: string): Document {
  const still = says.digest.asBefore(localDay(facts.since, facts), counts)
  return {
    summary: says.digest.summary(title, still),
    blocks: [
      { is: 'title', text: title },
      { is: 'text', words: [says.digest.first(still)] },
      ...trendBlocks(facts),
      ...PARTS.silent(facts),
      ...PARTS.cases({ ...facts, models: facts.models.map(it => withoutWaiting(it, facts)) }),
      ...(['unrest', 'waiting', 'rules', 'troubles'] as const).flatMap(part => PARTS[part](facts)),
      { is: 'note', words: says.digest.allOfIt },
    ],
  }
}

/** A case that waits here is told among what does. */
function withoutWaiting(it: ModelNews, { waiting }: DigestFacts): ModelNews {
  const { open, ...more } = it
  return waiting.some(waits => waits.is === 'case' && waits.it.id === open?.id) ? more : it
}

function quiet(facts: DigestFacts): Document {
  const kept = worstOfBusiness(facts.models, 3)
  const summary = says.digest.quiet(localDay(facts.since, facts), calmWords(facts.models), kept)
  return { summary, blocks: [{ is: 'text', words: [says.digest.quietSaid(summary)] }] }
}

function calmWords(models: readonly ModelNews[]): string {
  if (models.length === 0) return says.digest.noModel
  const serving = models.filter(it => it.serves)
  const [first] = serving
  if (first === undefined) return says.digest.noneServes(models.length)
  return serving.length === 1 ? says.digest.nothingFires(first.model.name) : says.digest.nothingFiresOn(serving.length)
}

/** As the place counts its days. */
const localDay = (at: string, { timeZone }: DigestFacts) => dayAt(new Date(at), timeZone)

function caseWords({ model, open }: ModelNews, now: string): Words[] {
  if (open === undefined) return []
  const snoozed = open.snoozed && snoozedWords(open.snoozed)
  return [says.digest.case({ ...open, model: model.name, headline: headline(model, open.monitors), now, snoozed })]
}

function heldItem(it: ModelNews): Words[] {
  const { model } = it
  const held = isHeld(it) ? holdWords(model) : undefined
  return held === undefined ? [] : [says.digest.held(model.name, held)]
}

function ruleWords({ model: { name: model, id }, broken: rules }: ModelNews): Words[] {
  return rules.length === 0 ? [] : [says.digest.broken({ model, id, rules })]
}
