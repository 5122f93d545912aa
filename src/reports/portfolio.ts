import { type Block, code, type Document, strong, type Words } from '../core/document.ts'
import type { Money } from '../core/money.ts'
import { COVERED, type Covered, type Portfolio } from '../core/portfolio.ts'
import { OVERDUE } from '../core/portfolio-overdue.ts'
import { capital, count, dayWords, listWords, roughly } from '../core/words.ts'
import { FUNCTION_NAMES, trendParts } from './function-trends.ts'
import { headedList } from './headed-list.ts'
import { delayItems, timesItems } from './times-words.ts'

/** All of it, as `kedge portfolio` prints it: the same words that digests hold. */
export function portfolioDocument(portfolio: Portfolio): Document {
  const title = `Portfolio, ${dayWords(portfolio.now)}`
  return {
    summary: `${title}: ${count(portfolio.models, 'model')}`,
    blocks: [
      { is: 'title', text: title },
      ...stageBlocks(portfolio),
      ...moneyBlocks(portfolio),
      ...overdueBlocks(portfolio),
      ...coverageBlocks(portfolio),
      ...headedList(`What each function did since ${dayWords(portfolio.since)}`, functionItems(portfolio)),
      ...timesBlocks(portfolio),
      ...headedList('Put off', delayItems(portfolio)),
    ],
  }
}

/** A line a stage, since a table of columns breaks to pieces on a phone. */
export function stageBlocks({ stages, models }: Portfolio): Block[] {
  const lines = [...Map.groupBy(stages, ({ stage }) => stage ?? '')].map(([stage, mine]): Words => {
    const tiers = listWords(mine.map(it => `${it.models.toLocaleString('en-GB')} ${it.tier}`))
    return [strong(stage === '' ? 'No stage said' : capital(stage)), `: ${tiers}`]
  })
  return headedList(`${count(models, 'model')} by stage and tier`, lines, { most: 12, where: ALL })
}

export function moneyBlocks({ live, value, cost, breaches, risks }: Portfolio): Block[] {
  if (live === 0) return []
  const classes = risks.map(({ risk, models }) => `${models.toLocaleString('en-GB')} ${risk ?? 'in no class'}`)
  const broken = breaches.open === 0 ? 'no case is open' : `${moneyWords(breaches, 'case', since)}`
  return headedList('Risk, value and cost', [
    [strong('Risk'), `: ${listWords(classes)}`],
    [strong('Value'), `: ${moneyWords(value, 'model', aMonth)}`],
    [strong('Cost'), `: ${moneyWords(cost, 'model', aMonth)}`],
    [strong('Open cases'), `: ${broken}`],
  ])
}

/** No currency is added to another, and what is not stated is told as that. */
function moneyWords({ sums, notStated }: Money, what: string, says: (amount: number, currency: string) => string) {
  const stated = sums.map(it => `${says(it.amount, it.currency)} (${count(it.of, what)})`)
  return [...stated, ...(notStated > 0 ? [`not stated for ${count(notStated, what)}`] : [])].join('; ')
}

const aMonth = (amount: number, currency: string) => `${amount.toLocaleString('en-US')} ${currency} a month`
const since = (amount: number, currency: string) => `about ${roughly(amount, currency)} since they began`

export function overdueBlocks({ overdue }: Portfolio): Block[] {
  const late = overdue.flatMap(({ of, count: n }): Words[] => {
    const [one, many] = OVERDUE[of]
    return n > 0 ? [[count(n, one, many)]] : []
  })
  return late.length > 0 ? headedList('Overdue', late) : [{ is: 'text', words: [strong('Nothing is overdue.')] }]
}

export function coverageBlocks({ live, coverage, unmeasured }: Portfolio): Block[] {
  if (live === 0) return []
  const covered = (Object.keys(COVERED) as Covered[]).map(
    (of): Words => [
      strong(`${coverage[of].toLocaleString('en-GB')} of ${live.toLocaleString('en-GB')}`),
      `: ${COVERED[of]}`,
    ],
  )
  const blind: Words[] =
    unmeasured > 0
      ? [[strong(`${unmeasured.toLocaleString('en-GB')} unmeasured`), ': nobody would see it if they failed']]
      : []
  return headedList('Coverage', [...covered, ...blind])
}

/** Of many models the first few; the file has all. */
export function timesBlocks(portfolio: Portfolio): Block[] {
  return headedList('To detect, act and recover', timesItems(portfolio), { most: 8, where: ALL })
}

function functionItems({ functions, than }: Portfolio): Words[] {
  return functions.map(({ of, counts }) => {
    const parts = trendParts(counts, than)
    return [strong(FUNCTION_NAMES[of]), `: ${parts.length > 0 ? parts.join('; ') : 'nothing that is counted'}`]
  })
}

const ALL = 'kedge portfolio --format csv'

/** Where to have the same as a file; only what was posted can be made again. */
export function fileNote(digest: string | undefined): Block[] {
  if (digest === undefined) return []
  const line = `kedge portfolio --digest ${digest} --format csv`
  return [{ is: 'note', words: ['The same numbers as a file, from a clone: ', code(line)] }]
}
