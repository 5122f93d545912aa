import type { Audited, AuditFacts, Exception } from '../core/audited.ts'
import type { Change } from '../core/change-state.ts'
import type { Pages } from '../core/page.ts'
import type { Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { askerWords } from './asker-words.ts'
import { headedList } from './headed-list.ts'
import { pageNote } from './page-words.ts'

export interface Audit {
  /** The id of a model; left out: all that may be seen. */
  readonly model?: string
  readonly facts: AuditFacts
  /** What of it stands on which page. */
  readonly page: Pages
  readonly now: string
}

/** What a compliance manager asks: who approved what, what stands beside the rules, and where the whole record is. */
export function auditDocument({ model, facts, page, now }: Audit): Document {
  const { changes, waivers, reviews, broken } = facts
  const summary = says.audit.summary(model, {
    merged: changes.length,
    bypassed: changes.filter(it => it.bypassed).length,
    waivers: waivers.length,
    reviews: reviews.length,
    broken: broken.length,
  })
  return {
    summary,
    blocks: [
      { is: 'text', words: says.audit.inAll(summary) },
      ...headedList(says.audit.brokenTitle, page.cut(broken).map(brokenWords)),
      ...headedList(
        says.audit.reviewsTitle,
        page.cut(reviews).map(it => reviewWords(it, now)),
      ),
      ...headedList(says.audit.waiversTitle, page.cut(waivers).map(waiverWords)),
      ...headedList(says.audit.changesTitle, page.cut(changes).map(changeWords)),
      ...pageNote(page, ['/kedge audit', ...(model === undefined ? [] : [model])].join(' ')),
      { is: 'note', words: ticked(says.audit.where(model)) },
    ],
  }
}

function changeWords({ change, merged, approved, bypassed, rules }: Audited): Words {
  const { request, pull } = change
  return says.audit.change({
    title: request.title,
    kind: says.requestWords.fromTo(request),
    pull: pull?.pull,
    at: merged.mergedAt ?? merged.at,
    commit: merged.commit.slice(0, 7),
    asker: askerWords(change),
    approved: bypassed ? says.audit.bypassed : says.audit.approved(approved),
    rules,
  })
}

function waiverWords({ id, rule, models, owner, granted, expires, because }: Exception): Words {
  return says.audit.waiver({ id, rule, models, owner, granted, expires, because })
}

function reviewWords({ request, review, pull }: Change, now: string): Words {
  const { because = '', due = '' } = review ?? {}
  return says.audit.review({ title: request.title, pull: pull?.pull, because, due, late: due < now })
}

function brokenWords({ model, policy, outcome }: AuditFacts['broken'][number]): Words {
  return outcome === 'fail' ? says.audit.breaks(model.name, policy) : says.audit.unclear(model.name, policy)
}
