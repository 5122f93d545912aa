import { cameToNothing } from '../core/case-answer.ts'
import type { Change } from '../core/change-state.ts'
import type { CaseOfModel } from '../core/gravity.ts'
import { isSnoozed } from '../core/snooze.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { headline } from './case-headline.ts'
import { holdWords } from './hold-words.ts'

/** A case in a list; `asked` is the newest change because of it, as far as it may be shown. */
export interface ListedCase extends CaseOfModel {
  readonly asked?: Change
}

/** What it is, since when, whose it is, what was asked for, and whether it sleeps: one line. */
export function caseItem({ it, model: of, late, asked }: ListedCase, now: Date): Words {
  const { caseList } = says
  const model = caseList.model(of)
  if (it.closed) {
    const { recovered } = it.closed
    return recovered === undefined
      ? caseList.closed(model, it.detected)
      : caseList.recovered(model, { detected: it.detected, recovered })
  }
  return caseList.open(model, {
    ...it,
    headline: headline(of, it.monitors),
    now: now.toISOString(),
    isLate: late,
    asked: answerWords(asked, holdWords(of)),
    snoozedUntil: it.snoozed && isSnoozed(it, now) ? it.snoozed.until : undefined,
  })
}

/** What was asked for, and that the model is on hold, where it is. */
function answerWords(asked: Change | undefined, held: string | undefined): string {
  if (held !== undefined && asked?.merged && asked.request.kind === 'hold') return held
  const answer = asked ? askedWords(asked) : says.caseList.nothingAsked
  return held === undefined ? answer : says.caseList.held(answer, held)
}

const askedWords = (asked: Change): string =>
  cameToNothing(asked) ? says.caseList.askedInVain(asked.request) : says.caseList.asked(asked.request)
