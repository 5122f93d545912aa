import type { DigestFacts, Happening } from '../core/digest.ts'
import { code, day, person, strong, type Words } from '../core/document.ts'
import { kindTo } from '../core/request-words.ts'
import { dayWords } from '../core/words.ts'
import { headline } from './case-headline.ts'
import { delayWords } from './snooze-words.ts'

/** The newest first: of many, the oldest are cut off. */
export function happenedItems({ happened }: DigestFacts): Words[] {
  return happened.toReversed().flatMap(it => {
    const says = isSaidBy(it, happened) ? undefined : wordsOf(it)
    return says ? [[day(it.event.at), ': ', ...nameOf(it), ...says]] : []
  })
}

/** That a version runs as wanted says that it runs. */
function isSaidBy({ event, model }: Happening, all: readonly Happening[]): boolean {
  if (event.type !== 'model.observed') return false
  const { version } = event.body
  return all.some(
    it => it.event.type === 'change.done' && it.event.body.version === version && it.model?.id === model?.id,
  )
}

const nameOf = ({ model, change }: Happening): Words =>
  model ? [strong(model.name), ', '] : change ? [strong(change.request.title), ', '] : []

/** One sentence for each kind of event that a digest tells of. */
function wordsOf({ event, model, change }: Happening): Words | undefined {
  const asked = change ? kindTo(change.request) : 'a change'
  switch (event.type) {
    case 'model.observed':
      return [code(event.body.version), ' runs']
    case 'model.broke-rule':
      return ['does not keep ', code(event.body.policy), event.body.outcome === 'unknown' ? ': nobody can say' : '']
    case 'model.kept-rule':
      return ['keeps ', code(event.body.policy), ' again']
    case 'case.opened':
      return [`a case was opened: ${model ? headline(model, event.body.monitors) : ''}`]
    case 'case.again':
      return [`its case fired again: ${model ? headline(model, event.body.monitors) : ''}`]
    case 'case.reopened':
      return ['its case was opened again by ', person(event.by), `: ${event.body.because}`]
    case 'case.snoozed':
      return ['its case was put off by ', person(event.by), ': ', delayWords(event.body.reason, event.body.says)]
    case 'case.closed':
      return event.body.recovered === undefined
        ? ['its case was closed by ', person(event.by), `: ${event.body.because}`]
        : [`its case was closed: recovered ${dayWords(event.body.recovered)}`]
    case 'change.asked':
      return [`${asked} asked for by `, person(event.by)]
    case 'change.merged':
      return [`${asked} merged`]
    case 'change.registered':
      return ['the new version ', code(event.body.version), ' is registered']
    case 'change.done':
      return event.body.version === undefined ? [`${asked} is in force`] : [code(event.body.version), ' runs as wanted']
    case 'change.closed':
      return [`${asked} ended: ${event.body.says}`]
    case 'change.review-owed':
      return [`somebody has to look at it: ${event.body.because}`]
    case 'change.reviewed':
      return ['looked at by ', person(event.by), `: ${event.body.says}`]
    case 'promise.late':
      return ['late by the promise ', code(event.body.sla)]
    default:
      return undefined
  }
}
