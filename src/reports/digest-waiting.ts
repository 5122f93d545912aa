import { cameToNothing } from '../core/case-answer.ts'
import type { DigestFacts, Waiting } from '../core/digest.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { askerWords } from './asker-words.ts'
import { delayWords } from './snooze-words.ts'

/** What waits: what it is, where else than here, for how long, on whom and why; what is late says so. */
export function waitingItems(waiting: readonly Waiting[], now: string): Words[] {
  return waiting.map(it => {
    const waits = says.digestWaiting.since(placedWords(it), it.since, now)
    return says.digestWaiting.why(it.late ? lateWords(it, waits) : waits, whyWords(it))
  })
}

function placedWords(it: Waiting): Words {
  const what = whatWords(it)
  if (it.elsewhere === undefined) return what
  const { channel } = it.elsewhere
  return channel === undefined ? says.digestWaiting.notPosted(what) : says.digestWaiting.elsewhere(what, channel)
}

function whatWords(it: Waiting): Words {
  const { approval, case: caseOf, review, delivery, drop, sighting } = says.digestWaiting
  switch (it.is) {
    case 'approval':
      return approval(it.change.request, it.change.pull?.pull)
    case 'case':
      return caseOf(it.model.name)
    case 'delivery':
      return delivery(it.change.request, it.change.pull?.pull)
    case 'review':
      return review(it.change.request.title, it.change.pull?.pull)
    case 'drop':
      return drop(it.it.name)
    case 'sighting':
      return sighting(it.it.name)
  }
}

/** `2 things waiting here, 1 late`; nothing where none does. */
export function waitingCounts({ waiting }: DigestFacts): string[] {
  const { here, elsewhere } = byPlace(waiting)
  const { here: isHere, there } = says.digestWaiting
  return [
    ...(here.length > 0 ? [isHere(here.length, lateOf(here))] : []),
    ...(elsewhere.length > 0 ? [there(elsewhere.length, lateOf(elsewhere))] : []),
  ]
}

const lateOf = (waiting: readonly Waiting[]) => waiting.filter(it => it.late).length

export function byPlace(waiting: readonly Waiting[]) {
  const { here = [], elsewhere = [] } = Object.groupBy(waiting, it => (it.elsewhere ? 'elsewhere' : 'here'))
  return { here, elsewhere }
}

function whyWords(it: Waiting): Words {
  const { acted, taken, untaken, toReview, toDeliver, dropped, reported } = says.digestWaiting
  switch (it.is) {
    case 'approval':
      return approvalWords(it)
    case 'case':
      if (it.it.acted) return acted(it.it.owner, it.it.acted.version)
      return (it.it.taken ? taken : untaken)(it.it.owner, answerWords(it.asked))
    case 'delivery':
      return toDeliver(it.by)
    case 'review':
      return toReview(it.change.review?.because ?? '', it.change.review?.due ?? '')
    case 'drop':
      return dropped(it.it.by)
    case 'sighting':
      return reported(it.it.reports[0]?.by ?? '', it.asks)
  }
}

function answerWords(asked: Extract<Waiting, { is: 'case' }>['asked']): string {
  const { nothingAsked, askedInVain, asked: isAsked } = says.caseList
  if (asked === undefined) return nothingAsked
  if (cameToNothing(asked)) return askedInVain(asked.request)
  return (asked.merged && !asked.done ? says.digestWaiting.merged : isAsked)(asked.request)
}

function approvalWords({ change, stands, missing }: Extract<Waiting, { is: 'approval' }>): Words {
  const { digestWaiting } = says
  const asked = digestWaiting.asked(askerWords(change))
  if (stands?.denied) {
    const { by, because } = stands.denied
    return digestWaiting.denied(asked, { by, because, fix: stands.fix })
  }
  if (stands) return digestWaiting.stands(asked, stands.says, stands.fix)
  return missing.length === 0 ? digestWaiting.nobodyMissing(asked) : digestWaiting.needs(asked, missing)
}

function lateWords(it: Waiting, waits: Words): Words {
  const { lateBecause, late, lateUnsaid } = says.digestWaiting
  if (it.why) return lateBecause(waits, delayWords(it.why.reason, it.why.says))
  // Why nobody can approve it stands behind it; no card asks why a review takes longer.
  return it.is === 'review' || (it.is === 'approval' && it.stands) ? late(waits) : lateUnsaid(waits)
}
