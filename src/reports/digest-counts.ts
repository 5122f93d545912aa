import { type DigestFacts, isOverview } from '../core/digest.ts'
import { overdueInFiles } from '../core/portfolio-overdue.ts'
import { standingOf } from '../core/trend.ts'
import { isOfData } from '../core/unmeasured.ts'
import { says } from '../words/says.ts'
import { happenedItems } from './digest-happened.ts'
import { silentCounts } from './digest-trends.ts'
import { unrestCounts } from './digest-unrest.ts'
import { waitingCounts } from './digest-waiting.ts'

/** What a digest says first: how much of each is open, beyond, silent or waits; where nothing is, how much is news. */
export function countedWords(facts: DigestFacts): readonly string[] {
  const { models, troubles, portfolio, waiting } = facts
  const overdue = isOverview(facts.audience) ? overdueInFiles(portfolio) : 0
  const open = models.filter(it => it.open).length
  const silent = silentCounts(models)
  const beyond = models.flatMap(({ trends }) => trends.filter(it => standingOf(it) === 'beyond')).length
  const waits = new Set(waiting.flatMap(it => ('change' in it ? [it.change.id] : [])))
  const others = new Set(models.flatMap(({ changes }) => changes.flatMap(({ id }) => (waits.has(id) ? [] : [id]))))
  const ofData = troubles.filter(({ works }) => isOfData(works))
  const { digest } = says
  const all = [
    open > 0 && digest.open(open),
    beyond > 0 && digest.beyond(beyond),
    silent !== undefined && digest.withoutData(silent),
    ...unrestCounts(models),
    ...waitingCounts(facts),
    others.size > 0 && digest.onTheWay(others.size),
    overdue > 0 && digest.overdue(overdue),
    ofData.length > 0 && digest.dataTroubles(ofData.length),
    ofData.length < troubles.length && digest.troubles(troubles.length - ofData.length),
  ].filter(it => it !== false)
  return all.length > 0 ? all : [digest.news(happenedItems(facts).length)]
}
