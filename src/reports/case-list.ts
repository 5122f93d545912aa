import { cameToNothing } from '../core/case-answer.ts'
import type { Change } from '../core/change-state.ts'
import { code, day, minute, person, strong, type Words } from '../core/document.ts'
import type { CaseOfModel } from '../core/gravity.ts'
import { isLate } from '../core/promise.ts'
import { kindTo } from '../core/request-words.ts'
import { isSnoozed } from '../core/snooze.ts'
import { spanWords } from '../core/words.ts'
import { headline } from './case-headline.ts'

/** A case in a list; `asked` is the newest change because of it, as far as it may be shown. */
export interface ListedCase extends CaseOfModel {
  readonly asked?: Change
}

/** What it is, since when, whose it is, what was asked for, and whether it sleeps: one line. */
export function caseItem({ it, model, asked }: ListedCase, now: Date): Words {
  const name: Words = [strong(model.name), ' (', code(model.id), `, ${model.tier})`]
  if (it.closed) return [...name, ': opened ', minute(it.detected), ...endWords(it.closed)]
  const kind = it.category === undefined ? '' : ` (${it.category})`
  const late = isLate(it) ? ' (late)' : ''
  return [
    ...name,
    `: ${headline(model, it.monitors)}${kind}, open since `,
    day(it.detected),
    `, for ${spanWords(it.detected, now.toISOString())}${late}; `,
    ...(it.taken ? [person(it.owner), ' has it'] : ['nobody took it, it is with ', person(it.owner)]),
    asked
      ? `; ${kindTo(asked.request)} asked for${cameToNothing(asked) ? ', which came to nothing' : ''}`
      : '; nothing was asked for',
    ...(it.acted ? ['; ', code(it.acted.version), ' runs since ', minute(it.acted.at)] : []),
    ...(it.snoozed && isSnoozed(it, now) ? ['; snoozed until ', minute(it.snoozed.until)] : []),
  ]
}

const endWords = ({ recovered }: NonNullable<ListedCase['it']['closed']>): Words =>
  recovered === undefined ? [', closed, and nobody knows whether it recovered'] : [', recovered ', day(recovered)]
