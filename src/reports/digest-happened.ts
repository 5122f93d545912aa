import type { DigestFacts, Happening } from '../core/digest.ts'
import type { Event } from '../core/event.ts'
import type { Trouble } from '../core/trouble.ts'
import { person, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { askerWords } from './asker-words.ts'
import { headline } from './case-headline.ts'
import { bySegment, partName, someWords } from './segment-words.ts'
import { delayWords } from './snooze-words.ts'
import { isBrake, isSilence } from './trouble-card.ts'

/** As many models as one reads in a line. */
const NAMED = 3

/** The newest first; of more than `most`, what is lesser comes last, since the end is cut off. */
export function happenedItems({ happened }: DigestFacts, most = Number.POSITIVE_INFINITY): Words[] {
  const told = gathered(happened).toReversed()
  const ordered = told.length > most ? told.toSorted((a, b) => Number(isLesser(a)) - Number(isLesser(b))) : told
  return ordered.flatMap(it => {
    const what = isSaidBy(it, happened) ? undefined : wordsOf(it)
    if (what === undefined) return []
    const names = it.models.map(({ name }) => name)
    const name = names.length > 0 ? someWords(names, NAMED) : (it.change?.request.title ?? kedge(it))
    const { item, itemOf } = says.digestHappened
    return [name === undefined ? item(it.event.at, what) : itemOf(it.event.at, name, what)]
  })
}

/** What begins and is over by itself; people and cases go before it. */
const isLesser = ({ event }: Happening) =>
  isWarning(event) || event.type.startsWith('trouble.') || event.type === 'model.observed'

/** That a version runs as wanted says that it runs. */
function isSaidBy({ event }: Happening, all: readonly Happening[]): boolean {
  if (event.type !== 'model.observed') return false
  const { version, model } = event.body
  return all.some(
    ({ event: { type, body }, models }) =>
      type === 'change.done' && body.version === version && models.some(({ id }) => id === model),
  )
}

const kedge = ({ trouble }: Happening) => (trouble ? says.troubleCard.kedge : undefined)

type Warning = Event<'model.warned' | 'model.warning-over'>
const isWarning = (event: Event): event is Warning =>
  event.type === 'model.warned' || event.type === 'model.warning-over'

/** With all that is told in the same line. */
type Gathered = Happening & { readonly together: readonly Happening[] }

/** What one monitor says of many segments of a model at once is one. */
function gathered(happened: readonly Happening[]): readonly Gathered[] {
  const groups = Map.groupBy(happened, ({ event }, i) =>
    isWarning(event) ? [event.subject, event.at, event.type, event.body.monitor].join(' ') : i,
  )
  return [...groups.values()].flatMap(together => together.slice(0, 1).map(it => ({ ...it, together })))
}

function warnedWords({ together }: Gathered): readonly string[] {
  return bySegment(
    together.flatMap(({ event, models: [model], kpi }) =>
      isWarning(event)
        ? [{ name: model?.kpis?.[kpi ?? '']?.name ?? kpi ?? event.body.monitor, segment: partName(event.body) }]
        : [],
    ),
  )
}

function troubledWords(it: Trouble): string {
  const { silent, stuck, holdsBack } = says.digestHappened
  if (isBrake(it)) return holdsBack(it.works)
  return isSilence(it) ? silent : stuck(it.works)
}

/** One sentence for each kind of event that a digest tells of. */
function wordsOf(told: Gathered): Words | undefined {
  const { event, models, change, trouble } = told
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
    case 'model.warned':
      return it.warned(warnedWords(told))
    case 'model.warning-over':
      return (event.body.unwatched ? it.warnedNoMore : it.warningOver)(warnedWords(told))
    case 'trouble.opened':
      return trouble && it.troubled(troubledWords(trouble))
    case 'trouble.closed':
      return trouble && it.troubledNoMore(troubledWords(trouble), trouble.since, event.at)
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
      return it.asked(request, change ? askerWords(change) : [person(event.by)])
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
