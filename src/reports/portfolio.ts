import { COVERED, type Portfolio } from '../core/portfolio.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { trendParts } from './function-trends.ts'
import { headedList } from './headed-list.ts'
import { delayItems, timesItems } from './times-words.ts'

/** All of it, as `kedge portfolio` prints it: the same words that digests hold. */
export function portfolioDocument(portfolio: Portfolio): Document {
  const title = says.portfolio.title(portfolio.now)
  return {
    summary: says.portfolio.summary(title, portfolio.models),
    blocks: [
      { is: 'title', text: title },
      ...stageBlocks(portfolio),
      ...moneyBlocks(portfolio),
      ...overdueBlocks(portfolio),
      ...coverageBlocks(portfolio),
      ...headedList(says.portfolio.functions(portfolio.since), functionItems(portfolio)),
      ...timesBlocks(portfolio),
      ...headedList(says.portfolio.putOff, delayItems(portfolio)),
    ],
  }
}

/** A line a stage, since a table of columns breaks to pieces on a phone. */
export function stageBlocks({ stages, models }: Portfolio): Block[] {
  const { byStage, ofTiers, stage: ofStage, noStage, all: where } = says.portfolio
  const lines = [...Map.groupBy(stages, ({ stage }) => stage ?? '')].map(([stage, mine]) => {
    const tiers = ofTiers(mine)
    return stage === '' ? noStage(tiers) : ofStage(stage, tiers)
  })
  return headedList(byStage(models), lines, { most: 12, where })
}

export function moneyBlocks({ live, value, cost, breaches, risks }: Portfolio): Block[] {
  if (live === 0) return []
  const { portfolio } = says
  return headedList(portfolio.money, [
    portfolio.risks(risks),
    portfolio.value(value),
    portfolio.cost(cost),
    breaches.open === 0 ? portfolio.noCase : portfolio.cases(breaches),
  ])
}

export function overdueBlocks({ overdue }: Portfolio): Block[] {
  const late = overdue.flatMap(({ of, count }) => (count > 0 ? [says.portfolio.overdueOf(of, count)] : []))
  if (late.length > 0) return headedList(says.portfolio.overdue, late)
  return [{ is: 'text', words: [says.portfolio.nothingOverdue] }]
}

export function coverageBlocks({ live, coverage, unmeasured }: Portfolio): Block[] {
  if (live === 0) return []
  const covered = COVERED.map(of => says.portfolio.covered(of, coverage[of], live))
  const blind = unmeasured > 0 ? [says.portfolio.unmeasured(unmeasured)] : []
  return headedList(says.portfolio.coverage, [...covered, ...blind])
}

/** Of many models the first few; the file has all. */
export function timesBlocks(portfolio: Portfolio): Block[] {
  const { times, all: where } = says.portfolio
  return headedList(times, timesItems(portfolio), { most: 8, where })
}

function functionItems({ functions, than }: Portfolio): Words[] {
  return functions.map(({ of, counts }) => {
    const did = trendParts(counts, than)
    return did.length > 0 ? says.portfolio.did(of, did) : says.portfolio.didNothing(of)
  })
}

/** Where to have the same as a file; only what was posted can be made again. */
export function fileNote(digest: string | undefined): Block[] {
  return digest === undefined ? [] : [{ is: 'note', words: says.portfolio.file(digest) }]
}
