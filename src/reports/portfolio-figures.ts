import type { Money } from '../core/money.ts'
import type { Portfolio } from '../core/portfolio.ts'
import type { Wait } from '../core/waits.ts'
import { says } from '../words/says.ts'
import { FUNCTION_NAMES } from './function-trends.ts'

/** One number of a portfolio; null: nobody knows it, which is not nought. */
export interface Figure {
  readonly part: string
  readonly of: string
  readonly unit: string
  readonly value: number | null
}

/** Every number the words are made of, one a row. */
export function portfolioFigures(portfolio: Portfolio): readonly Figure[] {
  const { models, live, stages, risks, value, cost, breaches, overdue, coverage, unmeasured } = portfolio
  const { parts, of: those, units } = says.portfolioFigures
  return [
    figure(parts.models, those.all, units.models, models),
    figure(parts.models, those.live, units.models, live),
    ...stages.map(it => figure(parts.stage, those.stage(it.stage, it.tier), units.models, it.models)),
    ...risks.map(it => figure(parts.risk, it.risk ?? those.notStated, units.models, it.models)),
    ...moneyFigures(parts.value, value, units.monthly, units.models),
    ...moneyFigures(parts.cost, cost, units.monthly, units.models),
    figure(parts.cases, those.all, units.cases, breaches.open),
    ...moneyFigures(parts.cases, breaches, units.since, units.cases),
    ...overdue.map(({ of, count }) => figure(parts.overdue, of, units.count, count)),
    ...Object.entries(coverage).map(([of, count]) => figure(parts.coverage, of, units.models, count)),
    figure(parts.coverage, those.unmeasured, units.models, unmeasured),
    ...portfolio.functions.flatMap(({ of, counts }) =>
      counts.flatMap(it => [
        figure(FUNCTION_NAMES[of], those.counted(it.what), units.period, it.now),
        figure(FUNCTION_NAMES[of], those.counted(it.what), units.periodBefore, it.before ?? null),
      ]),
    ),
    ...portfolio.times.flatMap(({ of, name, model, took, open }) => {
      const whose = of === 'model' ? those.model(model ?? name ?? those.notStated) : those.line(name)
      return [
        ...took.flatMap(it => [
          ...waitFigures(parts.timeTo(it.to), whose, it),
          figure(parts.timeTo(it.to), whose, units.mean, hours(it.meanMs)),
        ]),
        figure(parts.cases, whose, units.cases, open),
      ]
    }),
    ...portfolio.delays.flatMap(it => waitFigures(parts.putOff, it.reason, it)),
  ]
}

const figure = (part: string, of: string, unit: string, value: number | null): Figure => ({ part, of, unit, value })

function moneyFigures(
  part: string,
  { sums, notStated }: Money,
  unit: (currency: string) => string,
  what: string,
): readonly Figure[] {
  return [
    ...sums.flatMap(it => [
      figure(part, it.currency, unit(it.currency), Math.round(it.amount * 100) / 100),
      figure(part, it.currency, what, it.of),
    ]),
    figure(part, says.portfolioFigures.of.notStated, what, notStated),
  ]
}

function waitFigures(part: string, of: string, { medianMs, longestMs, count }: Wait): readonly Figure[] {
  const { units } = says.portfolioFigures
  return [
    figure(part, of, units.median, hours(medianMs)),
    figure(part, of, units.longest, hours(longestMs)),
    figure(part, of, units.times, count),
  ]
}

const hours = (milliseconds: number) => Math.round(milliseconds / 3_600) / 1_000

/** RFC 4180; `at` is the moment they are of, so that months can be put below each other. What files say is quoted, and nothing in it is a formula to a spreadsheet. */
export function figuresCsv(figures: readonly Figure[], at: string): string {
  const rows = figures.map(({ part, of, unit, value }) => [...[at, part, of, unit].map(cell), value ?? ''].join(','))
  return [['at', 'part', 'of', 'unit', 'value'].join(','), ...rows, ''].join('\r\n')
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
