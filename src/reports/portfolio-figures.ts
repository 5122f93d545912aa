import type { Money } from '../core/money.ts'
import type { Portfolio } from '../core/portfolio.ts'
import type { Wait } from '../core/waits.ts'
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
  return [
    figure('models', 'all', 'models', models),
    figure('models', 'live', 'models', live),
    ...stages.map(it => figure('stage', `${it.stage ?? 'not stated'}, ${it.tier}`, 'models', it.models)),
    ...risks.map(it => figure('risk', it.risk ?? 'not stated', 'models', it.models)),
    ...moneyFigures('value', value, 'a month', 'models'),
    ...moneyFigures('cost', cost, 'a month', 'models'),
    figure('open cases', 'all', 'cases', breaches.open),
    ...moneyFigures('open cases', breaches, 'since they began', 'cases'),
    ...overdue.map(({ of, count }) => figure('overdue', of, 'count', count)),
    ...Object.entries(coverage).map(([of, count]) => figure('coverage', of, 'models', count)),
    figure('coverage', 'unmeasured', 'models', unmeasured),
    ...portfolio.functions.flatMap(({ of, counts }) =>
      counts.flatMap(it => [
        figure(FUNCTION_NAMES[of], it.many, 'this period', it.now),
        figure(FUNCTION_NAMES[of], it.many, 'the period before', it.before ?? null),
      ]),
    ),
    ...portfolio.times.flatMap(({ of, name, model, took, open }) => {
      const whose = of === 'model' ? `model ${model ?? name}` : `business line ${name ?? 'not stated'}`
      return [
        ...took.flatMap(it => [
          ...waitFigures(`time to ${it.to}`, whose, it),
          figure(`time to ${it.to}`, whose, 'mean hours', hours(it.meanMs)),
        ]),
        figure('open cases', whose, 'cases', open),
      ]
    }),
    ...portfolio.delays.flatMap(it => waitFigures('put off', it.reason, it)),
  ]
}

const figure = (part: string, of: string, unit: string, value: number | null): Figure => ({ part, of, unit, value })

function moneyFigures(part: string, { sums, notStated }: Money, per: string, what: string): Figure[] {
  return [
    ...sums.flatMap(it => [
      figure(part, it.currency, `${it.currency} ${per}`, Math.round(it.amount * 100) / 100),
      figure(part, it.currency, what, it.of),
    ]),
    figure(part, 'not stated', what, notStated),
  ]
}

function waitFigures(part: string, of: string, { medianMs, longestMs, count }: Wait): Figure[] {
  return [
    figure(part, of, 'median hours', hours(medianMs)),
    figure(part, of, 'longest hours', hours(longestMs)),
    figure(part, of, 'times', count),
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
