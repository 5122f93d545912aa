import { type Breach, begunAt } from '../core/breach.ts'
import type { Case } from '../core/case.ts'
import { hasLapsed } from '../core/case-answer.ts'
import type { Causes } from '../core/cause.ts'
import type { Comparison } from '../core/change.ts'
import { type Change, isOpen } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import type { Late } from '../core/promise.ts'
import type { Block, Button, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { isBehind } from './behind-words.ts'
import { costOf, costWords } from './case-cost.ts'
import { foremost, headline, type Limits, limitNow, titleOf } from './case-headline.ts'
import { nextWords } from './case-next.ts'
import { caseStanding, endOf } from './case-standing.ts'
import { causeBlocks, ON_A_CARD } from './cause-words.ts'
import { comparisonList } from './comparison-words.ts'
import { holdWords } from './hold-words.ts'
import { playBlocks } from './play-notes.ts'
import { explainButtons, lateBlocks } from './promise-note.ts'
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
  readonly change: Asked | undefined
  /** What else was asked for in it and still stands, newest first. */
  readonly besides?: readonly Asked[]
  /** What was promised to somebody and is late. */
  readonly late?: readonly Late[]
  readonly limits?: Limits
  /** What the playbook offers: `rollback`, `retrain`, `snooze`, `take`, `reopen`. */
  readonly offers: readonly string[]
}

/** A change that was asked for in a case; `merge`: how it gets in, once it is approved. */
export interface Asked {
  readonly it: Change
  readonly url: string
  readonly merge?: 'auto' | 'manual' | undefined
}

/** One card a case: what moved, since when, what it costs, why perhaps, and what the way back would have done. */
export function caseCard(card: CaseCard): Document {
  const { it, model } = card
  const title = says.caseCard.title(model.name, it.closed ? endOf(it.closed) : titleOfCase(card))
  const cost = costWords(card)
  const offered = buttonsOf(card)
  const buttons = [...offered, ...explainButtons(it.id, card.late ?? [])]
  const actions = offered.map(({ action }) => action)
  const moved = { headline: headline(model, it.monitors), next: nextWords(card, actions), cost }
  const told = new Set(it.monitors.filter(m => m.segment === undefined).map(m => m.kpi))
  const { shown, left } = shownOf(it.monitors)
  return {
    summary: summaryOf(card, title, cost),
    blocks: [
      { is: 'title', text: title },
      { is: 'text', words: it.closed ? says.caseCard.closed(moved) : says.caseCard.open(moved) },
      ...lateBlocks(card.late ?? []),
      {
        is: 'facts',
        rows: [
          ...shown.map(m => monitorRow(card, m)),
          ...(left === undefined ? [] : [[says.caseCard.segments, [left]] as const]),
          ...card.business.filter(b => !told.has(b.kpi)).map(b => businessRow(model, b)),
        ],
      },
      ...(it.chart ? [{ is: 'picture', file: it.chart.file, alt: it.chart.alt } as const] : []),
      ...(card.causes && !it.closed ? causeBlocks(card.causes, ON_A_CARD) : []),
      ...wayBackBlocks(card),
      ...heldBlocks(card),
      ...caseStanding(card),
      ...playBlocks(it),
      ...(buttons.length > 0 ? [{ is: 'buttons', buttons } as const] : []),
    ],
  }
}

/** For those who see one line of it: since when, and what it costs. */
function summaryOf({ it, model }: CaseCard, title: string, cost: string | undefined): string {
  const first = foremost(model, it.monitors)
  if (it.closed || first === undefined || first.state === 'ok') return title
  return says.caseCard.summary(title, first.state === 'firing' ? begunAt(first) : undefined, cost)
}

function titleOfCase({ it: { monitors, rounds, reopened }, model, limits = [] }: CaseCard): string {
  if (reopened && monitors.every(m => m.state === 'ok')) return says.caseCard.openedAgain
  const title = titleOf(model, monitors, limits)
  return rounds && monitors.some(m => m.state === 'firing') ? says.caseCard.again(title) : title
}

function monitorRow(card: CaseCard, breach: Breach): readonly [string, Words] {
  const { model } = card
  const kpi = model.kpis?.[breach.kpi]
  const every = kpi && (model.queries?.[kpi.query]?.every ?? 'day')
  const { name = breach.kpi, unit = '' } = kpi ?? {}
  const state = stateWords(breach, every ?? 'reading')
  const value = breach.latest.value
  return [withPart(name, breach), says.caseCard.monitor({ value, unit, ...judgedBy(card, breach), state })]
}

/** What its readings were judged by; a limit that was moved since says so, since it ends nothing of before. */
function judgedBy({ model, limits = [] }: CaseCard, breach: Breach) {
  const { kpi, method, limit } = breach
  if (method !== undefined) return { method }
  const now = limitNow(model, limits, breach)
  return model.kpis?.[kpi] === undefined ? {} : { limit: limit ?? now, now }
}

function stateWords(it: Breach, every: string): string {
  const { state, bad, good, stale, latest, unwatched } = it
  const { recovered } = says.caseCard
  const words = state === 'ok' ? recovered : says.caseCard.bad({ bad, good, every, since: begunAt(it) })
  if (unwatched) return says.caseCard.unwatched(words, unwatched)
  return stale ? says.caseCard.stale(words, latest.end) : words
}

function businessRow(model: Model, { kpi: id, value }: CaseCard['business'][number]): readonly [string, Words] {
  const kpi = model.kpis?.[id]
  const { name = id, unit = '', target } = kpi ?? {}
  return [name, says.caseCard.business({ value, unit, target, cost: costOf(model, kpi, value) })]
}

function wayBackBlocks({ wayBack, it, model }: CaseCard): Block[] {
  if (it.closed) return []
  // What is told next to "merged and running" would be about the version that was just left.
  if (!wayBack && it.acted) return []
  if (!wayBack) return [{ is: 'note', words: [says.caseCard.noWayBack(model.name)] }]
  const { version, comparison } = wayBack
  if (!comparison) return [{ is: 'note', words: [says.caseCard.notCompared(version)] }]
  return [{ is: 'text', words: says.caseCard.wayBack(comparison) }, comparisonList(comparison)]
}

/** Nobody draws a card that is over again, when the hold is. */
function heldBlocks({ it, model }: CaseCard): Block[] {
  const held = holdWords(model)
  return held === undefined || it.closed ? [] : [{ is: 'text', words: says.caseCard.held(held) }]
}

function buttonsOf({ it, model, offers, wayBack, change, besides = [] }: CaseCard): readonly Button[] {
  const open = [...(change ? [change] : []), ...besides].map(asked => asked.it).filter(isInTheWay)
  const { buttons } = says.caseCard
  const isMovedBack = model.serving.version === wayBack?.version
  // It waits for nothing but another one that is asked for; once that is merged, the file has it.
  const mayMoveBack = wayBack && !isMovedBack && open.every(one => one.request.kind !== 'rollback' || one.merged)
  const all: Readonly<Record<string, Button | false | undefined>> = {
    rollback: mayMoveBack && {
      action: 'rollback',
      text: buttons.rollback(wayBack.version),
      style: 'danger',
      value: it.id,
    },
    retrain: open.length === 0 && { action: 'retrain', text: buttons.retrain, value: it.id },
    snooze: !it.snoozed && { action: 'snooze', text: buttons.snooze, value: it.id },
    take: !it.taken && { action: 'take', text: buttons.take, value: it.id },
    reopen: { action: 'reopen', text: buttons.reopen, value: it.id },
  }
  const shown = Object.keys(all).filter(action => offers.includes(action) && (action === 'reopen') === !!it.closed)
  return shown.flatMap(action => all[action] || [])
}

/** On its way, unless something else that is asked for ends it: nobody can approve it any more as it stands. */
function isInTheWay(change: Change): boolean {
  const hasEnded = !change.merged && change.verdict !== undefined && hasLapsed(change.verdict)
  return isOpen(change) && !hasEnded && !isBehind(change)
}
