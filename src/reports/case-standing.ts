import type { Case, Round } from '../core/case.ts'
import { isWithAsker } from '../core/case-answer.ts'
import { type Change, isTakenBackHere } from '../core/change-state.ts'
import { type Block, link, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { askerWords } from './asker-words.ts'
import type { CaseCard } from './case-card.ts'
import { snoozedWords } from './snooze-words.ts'

/** Who owns a case, what was asked for because of it, whether it sleeps, and its times once it is over. */
export function caseStanding({ it, change, besides = [] }: Pick<CaseCard, 'it' | 'change' | 'besides'>): Block[] {
  const owned = says.caseStanding.owner(it)
  const owner = it.category ? says.caseStanding.category(owned, it.category) : owned
  if (it.closed) return [{ is: 'text', words: timesWords(it.closed) }, ...before(it), { is: 'note', words: owner }]
  const asked = [...(change ? [change] : []), ...besides].map(
    (one): Block => ({ is: 'text', words: changeWords(one.it, one.url) }),
  )
  const sleeps: Block[] = it.snoozed ? [{ is: 'text', words: snoozedWords(it.snoozed) }] : []
  return [...asked, ...sleeps, ...before(it), { is: 'note', words: owner }]
}

/** That it was closed before, how often, and who opened it again the last time. */
function before({ rounds = [] }: Case): Block[] {
  const last = rounds.at(-1)
  if (last === undefined) return []
  const { recovered, again } = last
  const words = says.caseStanding.before({ times: rounds.length, recovered, again: again.at, why: whyAgain(again) })
  return [{ is: 'note', words }]
}

/** Who opened it again and why; where nobody did, that it fired. */
export const whyAgain = ({ by, because }: Round['again']): Words =>
  because === undefined ? [says.caseStanding.firedAgain] : says.caseStanding.openedBy(by, because)

/** Whether readings ended it, or a person did. */
export const endOf = ({ by }: NonNullable<Case['closed']>) =>
  by === undefined ? says.caseStanding.recovered : says.caseStanding.byHand

export function timesWords(closed: NonNullable<Case['closed']>): Words {
  const { by, because } = closed
  const times = says.caseStanding.times(closed)
  return by === undefined
    ? says.caseStanding.recoveredTimes(times)
    : says.caseStanding.closedTimes({ by, because: because?.replace(/\.$/, '') }, times)
}

/** What was asked for by whom, and where that stands; without `url` no link leads there. */
export function changeWords(change: Change, url?: string): Words {
  const { caseStanding } = says
  const number = `#${change.pull?.pull ?? ''}`
  const pull = url === undefined ? number : link(number, url)
  const asked = caseStanding.asked(change.request, askerWords(change))
  if (change.closed) return caseStanding.closed(asked, change.closed.says.replace(/\.$/, ''))
  if (change.merged) return mergedWords(change, caseStanding.merged(asked, pull))
  if (!change.pull) return caseStanding.prepared(asked)
  const { is, lapsed, draft, asksNobody } = change.verdict ?? { is: '' }
  if (lapsed) return caseStanding.lapsed(asked, pull)
  if (asksNobody === 'approved') return caseStanding.stopped(asked, pull)
  if (is === 'denied' && isTakenBackHere(change)) return caseStanding.deniedHere(asked, pull)
  const open = isWithAsker(change) ? caseStanding.stuck : caseStanding.pending
  const pulled = PULLS[is] ?? (draft ? caseStanding.draft : open)
  return pulled(asked, pull)
}

/** Where its pull request stands, by what the rules say of it. */
const PULLS: Readonly<Record<string, typeof says.caseStanding.pending>> = {
  approved: says.caseStanding.approved,
  denied: says.caseStanding.denied,
  expired: says.caseStanding.expired,
}

/** Only what moves a version is seen to run; what trains one ends with another version, the rest with the merge. */
function mergedWords({ request: { kind, to }, done, registered }: Change, merged: Words): Words {
  const { over, running, toRun, inForce, toTrain, trained } = says.caseStanding
  if (to !== undefined) return done ? running(merged, done.at) : toRun(merged, to)
  if (kind !== 'retrain') return done ? inForce(merged, done.at) : over(merged)
  if (!done) return toTrain(merged)
  const versions = registered.map(({ version }) => version)
  return versions.length === 0 ? over(merged) : trained(merged, { versions, at: done.at })
}
