import type { Audited, AuditFacts, Exception } from '../core/audited.ts'
import type { Change } from '../core/change-state.ts'
import { type Block, code, type Document, day, minute, person, strong, type Words } from '../core/document.ts'
import type { Page } from '../core/page.ts'
import { kindFromTo } from '../core/request-words.ts'
import { ticked } from '../core/ticked.ts'
import { count, listWords } from '../core/words.ts'
import { askerWords, pullOf } from './asker-words.ts'
import { headedList } from './headed-list.ts'
import { pageNote } from './page-words.ts'

export interface Audit {
  /** The id of a model; left out: all that may be seen. */
  readonly model?: string
  readonly facts: AuditFacts
  /** Of the changes; the rest stands on the first. */
  readonly page: Page<Audited>
  readonly now: string
}

/** What a compliance manager asks: who approved what, what stands beside the rules, and where the whole record is. */
export function auditDocument({ model, facts, page, now }: Audit): Document {
  const { changes, waivers, reviews, broken } = facts
  const bypassed = changes.filter(it => it.bypassed).length
  const says = [
    `${count(changes.length, 'change')} merged`,
    `${bypassed} of them without the check`,
    `${count(waivers.length, 'waiver')} in force`,
    `${count(reviews.length, 'review')} owed`,
    `${count(broken.length, 'rule')} not kept`,
  ]
  const summary = `${model ?? 'All you may see here'}: ${listWords(says)}`
  const first: readonly Block[] = [
    ...headedList(
      'Rules not kept',
      broken.map(it => brokenWords(it)),
    ),
    ...headedList(
      'Reviews owed',
      reviews.map(it => reviewWords(it, now)),
    ),
    ...headedList('Waivers in force', waivers.map(waiverWords)),
  ]
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(`${summary}.`)] },
      ...(page.number === 1 ? first : []),
      ...headedList('Who approved what, the newest first', page.items.map(changeWords)),
      ...pageNote(page, ['/kedge audit', ...(model === undefined ? [] : [model])].join(' ')),
      { is: 'note', words: ticked(whereWords(model)) },
    ],
  }
}

function changeWords({ change, merged, approved, bypassed, rules }: Audited): Words {
  const { request } = change
  const by = approved.flatMap(
    ({ person: who, door, at }, i): Words => [
      ...[i === 0 ? '' : ', ', person(who), ` (${door === 'github' ? 'GitHub' : 'Slack'}, `, minute(at), ')'],
    ],
  )
  const who: Words = bypassed
    ? [strong('merged without its check')]
    : approved.length === 0
      ? ['nobody needed to approve it']
      : ['approved by ', ...by]
  return [
    ...[strong(request.title), ` (${kindFromTo(request)}`, pullOf(change), ')'],
    ...[', merged ', minute(merged.mergedAt ?? merged.at), ' as ', code(merged.commit.slice(0, 7))],
    ...[': asked for by ', ...askerWords(change), '; ', ...who],
    rules.length === 0 ? '; no approvals policy of today covers it' : `; by ${listWords(rules)}`,
  ]
}

function waiverWords({ id, rule, models, owner, granted, expires, because }: Exception): Words {
  return [
    ...[code(id), ': waives ', code(rule), ` for ${listWords(models)}, until `, day(expires)],
    ...[', granted by ', person(granted.by), ' on ', day(granted.on), '; its owner is ', person(owner), `: ${because}`],
  ]
}

function reviewWords(change: Change, now: string): Words {
  const { request, review } = change
  const due = review?.due ?? ''
  const late = due < now ? ' (late)' : ''
  return [strong(request.title), `${pullOf(change)}: ${review?.because ?? ''}; until `, minute(due), late]
}

function brokenWords({ model, policy, outcome }: AuditFacts['broken'][number]): Words {
  const how = outcome === 'fail' ? ' does not keep ' : ' cannot be shown to keep '
  return [strong(model.name), how, code(policy)]
}

function whereWords(model: string | undefined): string {
  const whole = `\`kedge history ${model ?? '<model>'}\` in a clone prints all of it, with what each approver was shown`
  return `The complete record is the branch \`kedge/record\`: ${whole}, and \`kedge verify\` says whether anything was altered. Approvals policies are named as they are today.`
}
