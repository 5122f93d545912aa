import { cameToNothing, isWithAsker } from '../core/case-answer.ts'
import { type Inline, link, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Asked, CaseCard } from './case-card.ts'
import { afterMerge } from './change-next.ts'

/** What a button does, in the words of a sentence; taking it over is said by who acts. */
const CAN: Readonly<Record<string, (to: string) => string>> = says.caseNext.can

/** Who acts next, and what they can do: the end of the second line of a card. `actions` are the buttons it has. */
export function nextWords(card: CaseCard, actions: readonly string[]): Words {
  const { it, wayBack } = card
  if (it.closed) {
    const { detected, recovered } = it.closed
    return [recovered === undefined ? says.caseNext.over : says.caseNext.overAfter(detected, recovered)]
  }
  const can = actions.flatMap(action => CAN[action]?.(wayBack?.version ?? '') ?? [])
  const who = whoWords(card)
  return can.length > 0 ? says.caseNext.nextOr(who, can) : says.caseNext.next(who)
}

function whoWords({ it, change, besides = [], model }: CaseCard): Words {
  const asked = [...(change ? [change] : []), ...besides].find(one => !cameToNothing(one.it) && !one.it.done)
  if (asked?.it.merged) return afterMerge(asked.it, model)
  if (asked?.it.pull) return pullWords(asked, link(`#${asked.it.pull.pull}`, asked.url))
  if (asked) return [says.caseNext.kedgeOpens]
  if (it.acted) return [says.caseNext.readingsClose]
  if (it.snoozed) return says.caseNext.wakes(it.owner, it.snoozed.until)
  return it.taken ? says.caseNext.taken(it.owner) : says.caseNext.free(it.owner)
}

function pullWords({ it, merge }: Asked, pull: Inline): Words {
  if (it.verdict?.draft) return says.caseNext.readies(pull)
  if (it.verdict?.asksNobody === 'approved') return says.caseNext.stopped(pull)
  if (isWithAsker(it)) return says.caseNext.mends(pull)
  if (it.verdict?.is !== 'approved') return says.caseNext.peopleApprove(pull)
  if (merge !== 'auto') return says.caseNext.peopleMerge(pull)
  return it.unmerged ? says.caseNext.heldBack(pull) : says.caseNext.kedgeMerges(pull)
}
