import type { DigestFacts, Happening } from '../core/digest.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { headline } from './case-headline.ts'
import { someWords } from './segment-words.ts'
import { delayWords } from './snooze-words.ts'

/** As many models as one reads in a line. */
const NAMED = 3

/** The newest first: of many, the oldest are cut off. */
export function happenedItems({ happened }: DigestFacts): Words[] {
  return happened.toReversed().flatMap(it => {
    const what = isSaidBy(it, happened) ? undefined : wordsOf(it)
    if (what === undefined) return []
    const names = it.models.map(({ name }) => name)
    const name = names.length > 0 ? someWords(names, NAMED) : it.change?.request.title
    const { item, itemOf } = says.digestHappened
    return [name === undefined ? item(it.event.at, what) : itemOf(it.event.at, name, what)]
  })
}

/** That a version runs as wanted says that it runs. */
function isSaidBy({ event }: Happening, all: readonly Happening[]): boolean {
  if (event.type !== 'model.observed') return false
  const { version, model } = event.body
  return all.some(
    ({ event: { type, body }, models }) =>
      type === 'change.done' && body.version === version && models.some(({ id }) => id === model),
  )
}

/** One sentence for each kind of event that a digest tells of. */
function wordsOf({ event, models, change }: Happening): Words | undefined {
  const { digestHappened: it } = says
  const [model] = models
  const request = change?.request
  switch (event.type) {
    case 'model.observed':
      return it.observed(event.body.version)
    case 'model.broke-rule':
      return event.body.outcome === 'unknown' ? it.doubtedRule(event.body.policy) : it.brokeRule(event.body.policy)
    case 'model.kept-rule':
      return it.keptRule(event.body.policy)
    case 'case.opened':
      return it.opened(model ? headline(model, event.body.monitors) : '')
    case 'case.again':
      return it.again(model ? headline(model, event.body.monitors) : '')
    case 'case.reopened':
      return it.reopened(event.by, event.body.because)
    case 'case.snoozed':
      return it.snoozed(event.by, delayWords(event.body.reason, event.body.says))
    case 'case.closed':
      return event.body.recovered === undefined
        ? it.closed(event.by, event.body.because)
        : it.recovered(event.body.recovered)
    case 'change.asked':
      return it.asked(request, event.by)
    case 'change.merged':
      return it.merged(request)
    case 'change.registered':
      return it.registered(event.body.version)
    case 'change.done':
      return event.body.version === undefined ? it.done(request) : it.doneRuns(event.body.version)
    case 'change.closed':
      return it.ended(request, event.body.says)
    case 'change.review-owed':
      return it.reviewOwed(event.body.because)
    case 'change.reviewed':
      return it.reviewed(event.by, event.body.says)
    case 'promise.late':
      return it.late(event.body.sla)
    default:
      return undefined
  }
}
