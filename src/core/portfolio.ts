/** All models together, in numbers: what an overview says of them, and what is to be had as a file. */
import type { Case } from './case.ts'
import type { Change } from './change-state.ts'
import type { Event } from './event.ts'
import { FUNCTIONS, type FunctionCounts, functionCounts } from './function-counts.ts'
import type { Model } from './model.ts'
import { costSince, type Money, monthly } from './money.ts'
import { type OverdueOf, overdueOf } from './portfolio-overdue.ts'
import type { Than } from './schedule.ts'
import { type TimesOf, timesOf } from './times-to.ts'
import type { UseCase } from './use-case.ts'
import { type Waits, waitsOf } from './waits.ts'

/** What is there for a model, so that somebody can answer for it. */
export const COVERED = ['owners', 'kpis', 'monitors', 'profile', 'validation'] as const
export type Covered = (typeof COVERED)[number]

/** A model as its files have it. */
export interface PortfolioModel {
  readonly model: Model
  readonly useCase?: UseCase
  /** Its life has ended: it is counted by stage, and asked for nothing more. */
  readonly over: boolean
  readonly has: Readonly<Record<Covered, boolean>>
}

export interface PortfolioFacts {
  readonly models: readonly PortfolioModel[]
  readonly cases: readonly { readonly it: Case; readonly events: readonly Event[] }[]
  readonly changes: readonly { readonly it: Change; readonly events: readonly Event[] }[]
  /** Ids of those that are late by what was promised, and still wait. */
  readonly late: readonly string[]
  /** Of troubles and of models. */
  readonly events: readonly Event[]
  readonly since: string
  readonly now: string
  readonly than?: Than
  /** When the first event was recorded; what was before it is unknown, not nothing. */
  readonly begun?: string
}

export interface Portfolio {
  readonly since: string
  readonly now: string
  readonly than?: Than
  readonly models: number
  /** Without those whose life has ended: all below but `stages` is of these. */
  readonly live: number
  readonly stages: readonly { readonly stage?: string; readonly tier: Model['tier']; readonly models: number }[]
  readonly risks: readonly { readonly risk?: NonNullable<UseCase['risk']>; readonly models: number }[]
  readonly value: Money
  readonly cost: Money
  /** Since they began, by what each now misses. */
  readonly breaches: Money & { readonly open: number }
  readonly overdue: readonly OverdueOf[]
  readonly coverage: Readonly<Record<Covered, number>>
  /** Nobody would see it fail: no KPI is measured, or no monitor looks at one. */
  readonly unmeasured: number
  readonly times: readonly TimesOf[]
  readonly delays: Waits['reasons']
  readonly functions: readonly FunctionCounts[]
}

export function portfolioOf(facts: PortfolioFacts): Portfolio {
  const { models, cases, changes, since, now, than } = facts
  const live = models.filter(({ over }) => !over)
  const byId = new Map(models.map(one => [one.model.id, one]))
  const open = cases.flatMap(({ it }) => {
    const model = it.closed === undefined ? byId.get(it.model)?.model : undefined
    return model ? [{ it, model }] : []
  })
  return {
    ...{ since, now, models: models.length, live: live.length },
    ...(than && { than }),
    stages: stagesOf(models),
    risks: risksOf(live),
    value: monthly(live.map(({ model }) => model.value)),
    cost: monthly(live.map(({ model }) => model.cost)),
    breaches: { open: open.length, ...costSince(open, now) },
    overdue: overdueOf({
      models: live.map(({ model }) => model),
      cases: cases.map(({ it }) => it),
      late: facts.late,
      changes: changes.map(({ it }) => it),
      now,
    }),
    coverage: Object.fromEntries(COVERED.map(of => [of, live.filter(({ has }) => has[of]).length])) as Record<
      Covered,
      number
    >,
    unmeasured: live.filter(({ has }) => !(has.kpis && has.monitors)).length,
    times: timesOf(
      cases.flatMap(one => {
        const model = byId.get(one.it.model)
        const line = model && lineOf(model)
        return model ? [{ ...one, model: model.model, ...(line !== undefined && { line }) }] : []
      }),
      since,
    ),
    delays: waitsOf({ changes: changes.map(({ events }) => events), cases, votes: [] }, since).reasons,
    functions: FUNCTIONS.map(of => functionCounts(of, facts)),
  }
}

/** Its own business unit, else that of what it is used for. */
const lineOf = ({ model, useCase }: PortfolioModel) => model.businessUnit ?? useCase?.businessUnit

const TIERS: readonly Model['tier'][] = ['high', 'medium', 'low']

/** In the order of the alphabet, what says no stage last; of each the highest tier first. */
function stagesOf(models: readonly PortfolioModel[]): Portfolio['stages'] {
  const stages = [...new Set(models.map(({ model }) => model.stage))].sort(lastUndefined)
  return stages.flatMap(stage =>
    TIERS.flatMap(tier => {
      const mine = models.filter(({ model }) => model.stage === stage && model.tier === tier).length
      return mine > 0 ? [{ ...(stage !== undefined && { stage }), tier, models: mine }] : []
    }),
  )
}

const lastUndefined = (a: string | undefined, b: string | undefined) =>
  Number(a === undefined) - Number(b === undefined) || ((a ?? '') < (b ?? '') ? -1 : 1)

const RISKS = ['prohibited', 'high', 'limited', 'minimal', undefined] as const

/** The class of what it is used for; what nobody put into one is told as that. */
function risksOf(models: readonly PortfolioModel[]): Portfolio['risks'] {
  return RISKS.flatMap(risk => {
    const mine = models.filter(({ useCase }) => useCase?.risk === risk).length
    return mine > 0 ? [{ ...(risk !== undefined && { risk }), models: mine }] : []
  })
}
