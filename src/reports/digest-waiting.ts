import { cameToNothing } from '../core/case-answer.ts'
import type { DigestFacts, Missing, Waiting } from '../core/digest.ts'
import { channel, code, minute, person, strong, type Words } from '../core/document.ts'
import { kindTo } from '../core/request-words.ts'
import { ticked } from '../core/ticked.ts'
import { count, spanWords } from '../core/words.ts'
import { askerWords, pullOf } from './asker-words.ts'
import { delayWords } from './snooze-words.ts'

/** What waits: what it is, where else than here, for how long, on whom and why; what is late says so. */
export function waitingItems(waiting: readonly Waiting[], now: string): Words[] {
  return waiting.map(it => [
    ...whatWords(it),
    ...whereWords(it),
    `, for ${spanWords(it.since, now)}`,
    lateWords(it),
    ': ',
    ...whyWords(it),
  ])
}

function whatWords(it: Waiting): Words {
  switch (it.is) {
    case 'approval':
      return [strong(it.change.request.title), ` (${kindTo(it.change.request)}`, pullOf(it.change), ')']
    case 'case':
      return [strong(it.model.name), ', its case']
    case 'review':
      return [strong(it.change.request.title), ' (in force', pullOf(it.change), ')']
    case 'drop':
      return ['The file ', code(it.it.name)]
    case 'sighting':
      return [strong(it.it.name), ', in use and not registered']
  }
}

function whereWords({ elsewhere }: Waiting): Words {
  if (elsewhere === undefined) return []
  return elsewhere.channel === undefined ? [', its card not posted yet'] : [', in ', channel(elsewhere.channel)]
}

/** `2 things waiting here, 1 late`; nothing where none does. */
export function waitingCounts({ waiting }: DigestFacts): string[] {
  const { here, elsewhere } = byPlace(waiting)
  return [...countWords(here, 'here'), ...countWords(elsewhere, 'elsewhere')]
}

function countWords(all: readonly Waiting[], where: string): string[] {
  const late = all.filter(it => it.late).length
  return all.length === 0 ? [] : [`${count(all.length, 'thing')} waiting ${where}${late > 0 ? `, ${late} late` : ''}`]
}

export function byPlace(waiting: readonly Waiting[]) {
  const { here = [], elsewhere = [] } = Object.groupBy(waiting, it => (it.elsewhere ? 'elsewhere' : 'here'))
  return { here, elsewhere }
}

function whyWords(it: Waiting): Words {
  switch (it.is) {
    case 'approval':
      return ['asked for by ', ...askerWords(it.change), ...approvalWords(it)]
    case 'case':
      return [
        ...(it.it.taken ? [person(it.it.owner), ' has it'] : ['nobody took it; it is with ', person(it.it.owner)]),
        it.asked
          ? `; ${kindTo(it.asked.request)} asked for${cameToNothing(it.asked) ? ', which came to nothing' : ''}`
          : '; nothing was asked for',
      ]
    case 'review':
      return [`${it.change.review?.because ?? ''}; until `, minute(it.change.review?.due ?? '')]
    case 'drop':
      return ['dropped by ', person(it.it.by), ', and nobody has said yes to what would be stored']
    case 'sighting':
      return ['reported by ', person(it.it.reports[0]?.by ?? ''), ...it.asks.flatMap(id => ['; asked is ', person(id)])]
  }
}

function approvalWords({ stands, missing }: Extract<Waiting, { is: 'approval' }>): Words {
  if (stands?.denied) {
    const { by, because } = stands.denied
    return ['; denied by ', person(by), because === undefined ? '' : `: “${because}”`, ...ticked(` Fix: ${stands.fix}`)]
  }
  if (stands) return ['; ', ...ticked(`${stands.says} Fix: ${stands.fix}`)]
  if (missing.length === 0) return [', nobody is missing: its check or its merge is']
  return ['; needs ', ...missing.flatMap(missingWords)]
}

function missingWords({ role, people }: Missing, at: number): Words {
  const who = people.flatMap((id, i): Words => [i > 0 ? ' or ' : ' (', person(id)])
  return [at > 0 ? ' and ' : '', role, ...who, people.length > 0 ? ')' : ' (nobody can give it)']
}

function lateWords(it: Waiting): string {
  if (!it.late) return ''
  if (it.why) return ` (late: ${delayWords(it.why.reason, it.why.says)})`
  // Why nobody can approve it stands behind it.
  return it.is === 'approval' && it.stands ? ' (late)' : ' (late, and nobody said why)'
}
