import type { Judged } from '../approvals/judged.ts'
import { type Change, movesOf, owesReview, retrainsOf } from '../core/change-state.ts'
import { about } from '../core/change-tasks.ts'
import type { Model } from '../core/model.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Who acts next on a change that nobody has to approve any more; while it waits, those who may approve it are listed. */
export function nextOf(it: Judged): Words {
  const { change, verdict } = it
  const { next, reviews, kedgeMerges, heldBack, peopleMerge } = says.changeNext
  if (change.review && owesReview(change)) return next(reviews(change.review.due))
  if (change.closed || change.done) return []
  if (change.merged) return next(afterMerge(change, it.model))
  if (verdict.is !== 'approved') return []
  if (verdict.merge !== 'auto') return next([peopleMerge])
  return next([change.unmerged ? heldBack : kedgeMerges])
}

/** Who acts on what is merged, until it runs where it should; also for the card of its case. */
export function afterMerge(change: Change, model: Model | undefined): Words {
  const { mends, ownersMend, byHand, training, byItself, onTheWay } = says.changeNext
  const failed = change.delivered.some(({ conclusion }) => conclusion !== 'success')
  if (failed) return model ? mends(model.owners.technical) : [ownersMend]
  const hands = new Set(change.dispatched.flatMap(it => (about(change.delivered, it) ? [] : (it.manual ?? []))))
  if (hands.size > 0) return byHand([...hands])
  const versions = movesOf(change).map(({ to }) => to)
  if (versions.length > 0) return onTheWay(versions)
  return [retrainsOf(change).length > 0 ? training : byItself]
}

/** What it is worth to the business, gains and losses alike; told until it is decided. */
export function worthWords({ change, verdict }: Judged): Words {
  const decided = change.merged ?? change.closed ?? change.done
  if (decided || verdict.is === 'approved') return []
  const worth = (change.request.evidence?.rows ?? []).flatMap(({ name, money }) =>
    money === undefined ? [] : [says.changeNext.worthOf(name, money)],
  )
  return worth.length === 0 ? [] : says.changeNext.worth(worth)
}
