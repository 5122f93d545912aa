import { describe, expect, test } from 'vitest'
import type { Portfolio } from '../../src/core/portfolio.ts'
import { trendParts } from '../../src/reports/function-trends.ts'
import { portfolioDocument } from '../../src/reports/portfolio.ts'
import { figuresCsv, portfolioFigures } from '../../src/reports/portfolio-figures.ts'
import { slackMessage } from '../../src/reports/slack-blocks.ts'
import { blockProblems } from '../../src/stand-ins/slack-limits.ts'
import { words } from '../fixtures/world.ts'
import { faces } from './document-arbitrary.ts'

const HOUR = 3_600_000
const took = { to: 'act', count: 2, medianMs: 3 * HOUR, longestMs: 5 * HOUR, meanMs: 3 * HOUR } as const
const portfolio: Portfolio = {
  ...{ since: '2026-05-01T06:00:00.000Z', now: '2026-06-01T06:00:00.000Z', models: 12, live: 11 },
  than: { from: '2026-04-01T06:00:00.000Z', says: 'month', whole: true },
  stages: [
    { stage: 'production', tier: 'high', models: 7 },
    { stage: 'production', tier: 'low', models: 3 },
    { stage: 'retired', tier: 'low', models: 1 },
    { tier: 'low', models: 1 },
  ],
  risks: [{ risk: 'high', models: 4 }, { models: 7 }],
  value: {
    sums: [
      { currency: 'EUR', amount: 30_000, of: 1 },
      { currency: 'USD', amount: 1_250_000, of: 6 },
    ],
    notStated: 4,
  },
  cost: { sums: [], notStated: 11 },
  breaches: { open: 3, sums: [{ currency: 'USD', amount: 12_345.678, of: 2 }], notStated: 1 },
  overdue: [
    { of: 'review', count: 2 },
    { of: 'validation', count: 1 },
    { of: 'finding', count: 0 },
  ],
  coverage: { owners: 11, kpis: 9, monitors: 8, profile: 2, validation: 5 },
  unmeasured: 3,
  times: [
    { of: 'line', name: 'cargo', took: [took], open: 2 },
    { of: 'line', took: [], open: 1 },
    { of: 'model', name: 'Freight', model: 'freight', took: [{ ...took, count: 1 }], open: 0 },
    { of: 'model', name: 'Not yet', model: 'not-yet', took: [], open: 1 },
  ],
  delays: [{ reason: 'being-fixed', count: 2, medianMs: 48 * HOUR, longestMs: 72 * HOUR }],
  functions: [
    { of: 'data-science', counts: [{ what: 'case-opened', now: 3, before: 1 }] },
    { of: 'devops', counts: [{ what: 'delivery-failed', now: 0 }] },
  ],
}

test('[R39] the portfolio in words: by stage and tier, money by currency, overdue, covered, trends, times and delays', () => {
  expect(words(portfolioDocument(portfolio))).toMatchInlineSnapshot(`
    "┃ Portfolio, 1 June 2026
    ┃ ━━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ 12 models by stage and tier
    ┃
    ┃ • Production: 7 high and 3 low
    ┃ • Retired: 1 low
    ┃ • No stage said: 1 low
    ┃
    ┃ Risk, value and cost
    ┃
    ┃ • Risk: 4 high and 7 in no class
    ┃ • Value: 30,000 EUR a month (1 model); 1,250,000 USD a month (6 models); not stated for 4 models
    ┃ • Cost: not stated for 11 models
    ┃ • Open cases: about 12,000 USD since they began (2 cases); not stated for 1 case
    ┃
    ┃ Overdue
    ┃
    ┃ • 2 reviews of models
    ┃ • 1 validation that has expired
    ┃
    ┃ Coverage
    ┃
    ┃ • 11 of 11: a business and a technical owner whom the people policy knows
    ┃ • 9 of 11: a KPI that a query measures
    ┃ • 8 of 11: a monitor over such a KPI
    ┃ • 2 of 11: a profile of its inputs
    ┃ • 5 of 11: a validation in force
    ┃ • 3 unmeasured: nobody would see it if they failed
    ┃
    ┃ What each function did since 1 May 2026
    ┃
    ┃ • Data science: 3 cases opened, 2 more than the month before
    ┃ • DevOps: nothing that is counted
    ┃
    ┃ To detect, act and recover
    ┃
    ┃ • cargo (business line): to act 3 hours (mean 3 hours, longest 5 hours, 2 times); 2 cases open
    ┃ • No business line (business line): 1 case open
    ┃ • Freight: to act 3 hours
    ┃
    ┃ Put off
    ┃
    ┃ • somebody is working on it: 2 days in the middle, 3 days at most, 2 times"
  `)
})

test('[R39] every number of the words is a figure of the file, and what nobody knows is empty there and not nought', () => {
  const csv = figuresCsv(portfolioFigures(portfolio), '2026-06-01')
  expect(csv.replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
    "at,part,of,unit,value
    2026-06-01,models,all,models,12
    2026-06-01,models,live,models,11
    2026-06-01,stage,"production, high",models,7
    2026-06-01,stage,"production, low",models,3
    2026-06-01,stage,"retired, low",models,1
    2026-06-01,stage,"not stated, low",models,1
    2026-06-01,risk,high,models,4
    2026-06-01,risk,not stated,models,7
    2026-06-01,value,EUR,EUR a month,30000
    2026-06-01,value,EUR,models,1
    2026-06-01,value,USD,USD a month,1250000
    2026-06-01,value,USD,models,6
    2026-06-01,value,not stated,models,4
    2026-06-01,cost,not stated,models,11
    2026-06-01,open cases,all,cases,3
    2026-06-01,open cases,USD,USD since they began,12345.68
    2026-06-01,open cases,USD,cases,2
    2026-06-01,open cases,not stated,cases,1
    2026-06-01,overdue,review,count,2
    2026-06-01,overdue,validation,count,1
    2026-06-01,overdue,finding,count,0
    2026-06-01,coverage,owners,models,11
    2026-06-01,coverage,kpis,models,9
    2026-06-01,coverage,monitors,models,8
    2026-06-01,coverage,profile,models,2
    2026-06-01,coverage,validation,models,5
    2026-06-01,coverage,unmeasured,models,3
    2026-06-01,Data science,cases opened,this period,3
    2026-06-01,Data science,cases opened,the period before,1
    2026-06-01,DevOps,deliveries failed,this period,0
    2026-06-01,DevOps,deliveries failed,the period before,
    2026-06-01,time to act,business line cargo,median hours,3
    2026-06-01,time to act,business line cargo,longest hours,5
    2026-06-01,time to act,business line cargo,times,2
    2026-06-01,time to act,business line cargo,mean hours,3
    2026-06-01,open cases,business line cargo,cases,2
    2026-06-01,open cases,business line not stated,cases,1
    2026-06-01,time to act,model freight,median hours,3
    2026-06-01,time to act,model freight,longest hours,5
    2026-06-01,time to act,model freight,times,1
    2026-06-01,time to act,model freight,mean hours,3
    2026-06-01,open cases,model freight,cases,0
    2026-06-01,open cases,model not-yet,cases,1
    2026-06-01,put off,being-fixed,median hours,48
    2026-06-01,put off,being-fixed,longest hours,72
    2026-06-01,put off,being-fixed,times,2
    "
  `)
})

test('[R39] what files say is neither a formula nor a way out of its cell', () => {
  const rows = ['=1+1', '+x', '-x', '@x', 'a,b', 'say "hi"', 'two\nlines'].map(of => ({
    ...{ part: 'p', of, unit: 'u' },
    value: -1,
  }))
  expect(figuresCsv(rows, 't').split('\r\n').slice(1, -1)).toEqual([
    `t,p,'=1+1,u,-1`,
    `t,p,'+x,u,-1`,
    `t,p,'-x,u,-1`,
    `t,p,'@x,u,-1`,
    't,p,"a,b",u,-1',
    't,p,"say ""hi""",u,-1',
    't,p,"two\nlines",u,-1',
  ])
})

describe('[E5] the trend of a function', () => {
  const than = portfolio.than
  const of = (now: number, before?: number) => [
    { what: 'case-opened' as const, now, ...(before !== undefined && { before }) },
  ]
  test.each([
    [3, 1, '3 cases opened, 2 more than the month before'],
    [1, 4, '1 case opened, 3 fewer than the month before'],
    [2, 2, '2 cases opened, as many as the month before'],
    [0, 2, 'no case opened, 2 fewer than the month before'],
    [3, undefined, '3 cases opened'],
    [0, undefined, undefined],
    [0, 0, undefined],
  ])('%s after %s: %s', (now, before, says) => {
    expect(trendParts(of(now, before), than)[0]).toBe(says)
  })

  test('of a period that is not over, both are told, and none is called fewer', () => {
    expect(trendParts(of(1, 4), { from: '', says: 'week', whole: false })).toEqual([
      '1 case opened so far, 4 in the week before',
    ])
  })
})

test('[E5] [R22] of thousands of models, stages and business lines the message fits, on a phone as a list', () => {
  const stages = Array.from({ length: 90 }, (_, i) => ({ stage: `stage-${i}`, tier: 'high' as const, models: i }))
  const times = Array.from({ length: 5000 }, (_, i) => ({
    of: 'line' as const,
    name: `line ${i}`,
    took: [took],
    open: i,
  }))
  const document = portfolioDocument({ ...portfolio, stages, times })
  const { blocks } = slackMessage(document, faces)
  expect(blocks.length).toBeLessThan(30)
  expect(blockProblems(blocks, 'message')).toEqual([])
  expect(document.blocks.some(({ is }) => is === 'table')).toBe(false)
})
