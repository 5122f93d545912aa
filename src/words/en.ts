/**
 * Every sentence that Kedge says, in English: plain, short, one tone. Each is whole, with places for what it is about, so
 * that another language may order them otherwise. A section a file of `reports/`, of the same name.
 */
import { type Inline, minute, person, ping, strong, type Words } from '../core/document.ts'
import { listWords, ordinal, spanWords } from '../core/words.ts'
import { words } from './words.ts'

export const caseNotes = {
  notShownHere: 'This case is about a model that is not shown here any more. It goes on where it may be.',
  closed: (model: string, end: string) => `${model}: ${end}`,
  again: (model: string, headline: string) => `${model} again: ${headline}`,
  againCalled: (it: { readonly headline: string; readonly times: number; readonly owner: string }) =>
    words`${strong('Again:')} ${it.headline}, for the ${ordinal(it.times)} time. ${ping(it.owner)}`,
  woke: { worse: 'It got worse, so the snooze is over', over: 'The snooze is over' },
  wokeCalled: (woke: string, owner: string) => words`${strong(`${woke}.`)} ${ping(owner)}`,
  reopened: 'The case was opened again',
  reopenedBy: (by: string) =>
    words`${strong('Opened again')} by ${person(by)}. It closes when readings of later periods are good.`,
}

export const caseNext = {
  next: (who: Words) => words`${strong('Next:')} ${who}`,
  nextOr: (who: Words, can: readonly string[]) => words`${strong('Next:')} ${who} Possible: ${listWords(can, 'or')}.`,
  over: 'Nobody has to act.',
  overAfter: (detected: string, recovered: string) =>
    `Over ${spanWords(detected, recovered)} after it was found. Nobody has to act.`,
  can: { rollback: (to: string) => `roll back to ${to}`, retrain: () => 'retrain', snooze: () => 'snooze it' },
  kedgeOpens: 'Kedge, which opens the pull request.',
  kedgeMerges: (pull: Inline) => words`Kedge, which merges ${pull}.`,
  peopleMerge: (pull: Inline) => words`whoever merges ${pull} on GitHub.`,
  peopleApprove: (pull: Inline) => words`whoever approves ${pull}.`,
  readingsClose: 'nobody; it closes when the readings are good.',
  wakes: (owner: string, until: string) => words`${person(owner)}, when it wakes ${minute(until)}.`,
  taken: (owner: string) => words`${person(owner)}, who took it.`,
  free: (owner: string) => words`${person(owner)}, or whoever takes it.`,
}
