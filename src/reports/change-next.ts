import type { Judged } from '../approvals/judged.ts'
import { type Change, movesOf, owesReview, retrainsOf } from '../core/change-state.ts'
import { about } from '../core/change-tasks.ts'
import { code, minute, person, strong, type Words } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import { listWords } from '../core/words.ts'
import { inWords } from './asker-words.ts'

/** Who acts next on a change that nobody has to approve any more; while it waits, those who may approve it are listed. */
export function nextOf(it: Judged): Words {
  const { change, verdict } = it
  const next = (...words: Words): Words => [' ', strong('Next:'), ' ', ...words]
  if (change.review && owesReview(change)) return next('whoever reviews it, until ', minute(change.review.due), '.')
  if (change.closed || change.done) return []
  if (change.merged) return next(...afterMerge(change, it.model))
  if (verdict.is !== 'approved') return []
  return next(verdict.merge === 'auto' ? 'Kedge merges it.' : 'somebody merges it on GitHub.')
}

/** Who acts on what is merged, until it runs where it should; also for the card of its case. */
export function afterMerge(change: Change, model: Model | undefined): Words {
  const failed = change.delivered.some(({ conclusion }) => conclusion !== 'success')
  if (failed) return model ? [person(model.owners.technical), ' mends it.'] : ['whoever owns its models mends it.']
  const hands = new Set(change.dispatched.flatMap(it => (about(change.delivered, it) ? [] : (it.manual ?? []))))
  if (hands.size > 0) {
    const who = inWords(
      [...hands].map(id => person(id)),
      'and',
    )
    return [...who, hands.size === 1 ? ' does it by hand.' : ' do it by hand.']
  }
  const versions = movesOf(change).map(({ to }) => to)
  if (versions.length === 0)
    return [retrainsOf(change).length > 0 ? 'nobody; it is being trained.' : 'nobody; it is done by itself.']
  const [are, they] = versions.length === 1 ? ['is', 'it runs'] : ['are', 'they run']
  return ['nobody; ', code(listWords(versions)), ` ${are} on the way to where ${they}.`]
}

/** What it is worth to the business, gains and losses alike; told until it is decided. */
export function worthWords({ change, verdict }: Judged): Words {
  const decided = change.merged ?? change.closed ?? change.done
  if (decided || verdict.is === 'approved') return []
  const worth = (change.request.evidence?.rows ?? []).flatMap(({ name, money }) =>
    money === undefined ? [] : [`${name.toLowerCase()} ${money}`],
  )
  return worth.length === 0 ? [] : [' Worth on the same cases: ', strong(listWords(worth)), '.']
}
