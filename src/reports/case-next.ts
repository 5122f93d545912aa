import { cameToNothing } from '../core/case-answer.ts'
import { type Inline, link, minute, person, strong, type Words } from '../core/document.ts'
import { listWords, spanWords } from '../core/words.ts'
import type { CaseCard } from './case-card.ts'
import { afterMerge } from './change-next.ts'

/** What a button does, in the words of a sentence; taking it over is said by who acts. */
const CAN: Readonly<Record<string, (to: string) => string>> = {
  rollback: to => `roll back to ${to}`,
  retrain: () => 'retrain',
  snooze: () => 'snooze it',
}

/** Who acts next, and what they can do: the end of the second line of a card. `actions` are the buttons it has. */
export function nextWords(card: CaseCard, actions: readonly string[]): Words {
  const { it, wayBack } = card
  if (it.closed) {
    const { detected, recovered } = it.closed
    const over = recovered === undefined ? '' : `Over ${spanWords(detected, recovered)} after it was found. `
    return [`${over}Nobody has to act.`]
  }
  const can = actions.flatMap(action => CAN[action]?.(wayBack?.version ?? '') ?? [])
  const does: Words = can.length > 0 ? [` Possible: ${listWords(can, 'or')}.`] : []
  return [strong('Next:'), ' ', ...whoWords(card), ...does]
}

function whoWords({ it, change, model }: CaseCard): Words {
  const asked = change && !cameToNothing(change.it) && !change.it.done ? change : undefined
  if (asked?.it.merged) return afterMerge(asked.it, model)
  if (asked?.it.pull) return pullWords(asked, link(`#${asked.it.pull.pull}`, asked.url))
  if (asked) return ['Kedge, which opens the pull request.']
  if (it.acted) return ['nobody; it closes when the readings are good.']
  if (it.snoozed) return [person(it.owner), ', when it wakes ', minute(it.snoozed.until), '.']
  return it.taken ? [person(it.owner), ', who took it.'] : [person(it.owner), ', or whoever takes it.']
}

function pullWords({ it, merge }: NonNullable<CaseCard['change']>, pull: Inline): Words {
  if (it.verdict?.is !== 'approved') return ['whoever approves ', pull, '.']
  return merge === 'auto' ? ['Kedge, which merges ', pull, '.'] : ['whoever merges ', pull, ' on GitHub.']
}
