import type { Breach } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import type { Causes } from '../core/cause.ts'
import type { Comparison } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import { type Block, type Button, type Document, strong, type Words } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import type { Late } from '../core/promise.ts'
import { capital, count, dayWords, figure, withUnit } from '../core/words.ts'
import { costOf, costWords } from './case-cost.ts'
import { foremost, headline, titleOf } from './case-headline.ts'
import { nextWords } from './case-next.ts'
import { caseStanding, endOf } from './case-standing.ts'
import { causeBlocks, ON_A_CARD } from './cause-words.ts'
import { comparisonList } from './comparison-words.ts'
import { holdWords } from './hold-words.ts'
import { playBlocks } from './play-notes.ts'
import { lateBlocks } from './promise-note.ts'
import { withPart } from './segment-words.ts'
import { shownOf } from './shown-monitors.ts'

export interface CaseCard {
  readonly it: Case
  readonly model: Model
  /** Left out once it is closed. */
  readonly causes?: Causes | undefined
  /** The business KPI of the newest period, if there is one. */
  readonly business: readonly { readonly kpi: string; readonly value: number }[]
  readonly wayBack: { readonly version: string; readonly comparison: Comparison | undefined } | undefined
  /** `merge`: how it gets in, once it is approved. */
  readonly change:
    | { readonly it: Change; readonly url: string; readonly merge?: 'auto' | 'manual' | undefined }
    | undefined
  /** What was promised to somebody and is late. */
  readonly late?: readonly Late[]
  /** By which limit each monitor judges now, where it is not by a method. */
  readonly limits?: Readonly<Record<string, number>>
  /** What the playbook offers: `rollback`, `retrain`, `snooze`, `take`, `reopen`. */
  readonly offers: readonly string[]
}

/** One card a case: what moved, since when, what it costs, why perhaps, and what the way back would have done. */
export function caseCard(card: CaseCard): Document {
  const { it, model } = card
  const title = `${model.name}: ${it.closed ? endOf(it.closed) : titleOfCase(it, model)}`
  const cost = costWords(card)
  const buttons = buttonsOf(card)
  const told = new Set(it.monitors.filter(m => m.segment === undefined).map(m => m.kpi))
  const { shown, left } = shownOf(it.monitors)
  return {
    summary: summaryOf(card, title, cost),
    blocks: [
      { is: 'title', text: title },
      {
        is: 'text',
        words: [
          ...(cost === undefined || it.closed ? [] : [strong(`Costs ${cost}.`), ' ']),
          `${capital(headline(model, it.monitors))}. `,
          ...nextWords(
            card,
            buttons.map(({ action }) => action),
          ),
          ...(cost !== undefined && it.closed ? [` It still costs ${cost}.`] : []),
        ],
      },
      {
        is: 'facts',
        rows: [
          ...shown.map(m => monitorRow(card, m)),
          ...(left === undefined ? [] : [['Segments', [left]] as const]),
          ...card.business.filter(b => !told.has(b.kpi)).map(b => businessRow(model, b)),
        ],
      },
      ...(it.chart ? [{ is: 'picture', file: it.chart.file, alt: it.chart.alt } as const] : []),
      ...(card.causes && !it.closed ? causeBlocks(card.causes, ON_A_CARD) : []),
      ...wayBackBlocks(card),
      ...heldBlocks(card),
      ...caseStanding(card),
      ...lateBlocks(it.id, card.late ?? []),
      ...playBlocks(it),
      ...(buttons.length > 0 ? [{ is: 'buttons', buttons } as const] : []),
    ],
  }
}

/** For those who see one line of it: since when, and what it costs. */
function summaryOf({ it, model }: CaseCard, title: string, cost: string | undefined): string {
  const first = foremost(model, it.monitors)
  if (it.closed || first === undefined || first.state === 'ok') return title
  return `${title}, since ${dayWords(first.since)}${cost === undefined ? '' : `. Costs ${cost}`}`
}

function titleOfCase({ monitors, rounds, reopened }: Case, model: Model): string {
  if (reopened && monitors.every(m => m.state === 'ok')) return 'opened again'
  return rounds ? `${titleOf(model, monitors)}, again` : titleOf(model, monitors)
}

function monitorRow(card: CaseCard, breach: Breach): readonly [string, Words] {
  const { model } = card
  const kpi = model.kpis?.[breach.kpi]
  const every = kpi && (model.queries?.[kpi.query]?.every ?? 'day')
  const value = kpi ? withUnit(breach.latest.value, kpi.unit) : figure(breach.latest.value)
  return [
    withPart(kpi?.name ?? breach.kpi, breach),
    [strong(value), `${limitWords(card, breach)}; ${stateWords(breach, every ?? 'reading')}`],
  ]
}

/** What its readings were judged by; a limit that was moved since says so, since it ends nothing of before. */
function limitWords({ model, limits = {} }: CaseCard, { monitor, kpi: id, method, limit }: Breach): string {
  const kpi = model.kpis?.[id]
  if (method !== undefined) return `, judged by ${method}`
  const now = limits[monitor] ?? kpi?.limit
  const was = limit ?? now
  if (kpi === undefined || was === undefined) return ''
  const moved = now === undefined || now === was ? '' : `, now ${withUnit(now, kpi.unit)}`
  return `, limit ${withUnit(was, kpi.unit)}${moved}`
}

function stateWords({ state, bad, good, since }: Breach, every: string): string {
  if (state === 'ok') return 'recovered'
  const bads = `${count(bad, `bad ${every}`)} since ${dayWords(since)}`
  return good > 0 ? `${bads}, then ${count(good, 'good one')}` : bads
}

function businessRow(model: Model, { kpi: id, value }: CaseCard['business'][number]): readonly [string, Words] {
  const kpi = model.kpis?.[id]
  const target = kpi?.target === undefined ? '' : `, target ${withUnit(kpi.target, kpi.unit)}`
  const cost = costOf(model, kpi, value)
  const costs = cost === undefined ? '' : `; ${cost}`
  return [kpi?.name ?? id, [strong(withUnit(value, kpi?.unit ?? '')), target, costs]]
}

function wayBackBlocks({ wayBack, it, model }: CaseCard): Block[] {
  if (it.closed) return []
  // What is told next to "merged and running" would be about the version that was just left.
  if (!wayBack && it.acted) return []
  if (!wayBack)
    return [{ is: 'note', words: [`No older version of ${model.name} passed its gates, so there is no way back.`] }]
  if (!wayBack.comparison)
    return [{ is: 'note', words: [`What ${wayBack.version} would have done on the same cases is not known.`] }]
  const { from, to, samples, start, end } = wayBack.comparison
  const intro: Words = [
    strong(`The way back, ${from} → ${to}, on the same ${count(samples, 'case')}`),
    ` (${dayWords(start)} to ${dayWords(end)}):`,
  ]
  return [{ is: 'text', words: intro }, comparisonList(wayBack.comparison)]
}

/** Nobody draws a card that is over again, when the hold is. */
function heldBlocks({ it, model }: CaseCard): Block[] {
  const held = holdWords(model)
  return held === undefined || it.closed
    ? []
    : [{ is: 'text', words: [strong('Its answers are not used'), `, ${held}.`] }]
}

function buttonsOf({ it, offers, wayBack, change }: CaseCard): readonly Button[] {
  // Nobody can approve it any more, so it is in nobody's way.
  const isExpired = change?.it.verdict?.is === 'expired' && !change.it.merged
  const open = change && !change.it.closed && !change.it.done && !isExpired
  const all: Readonly<Record<string, Button | false | undefined>> = {
    rollback: wayBack &&
      !open && { action: 'rollback', text: `Roll back to ${wayBack.version}`, style: 'danger', value: it.id },
    retrain: !open && { action: 'retrain', text: 'Retrain', value: it.id },
    snooze: !it.snoozed && { action: 'snooze', text: 'Snooze', value: it.id },
    take: !it.taken && { action: 'take', text: 'It’s mine', value: it.id },
    reopen: { action: 'reopen', text: 'Open it again', value: it.id },
  }
  const shown = Object.keys(all).filter(action => offers.includes(action) && (action === 'reopen') === !!it.closed)
  return shown.flatMap(action => all[action] || [])
}
